"""What is said in the blanks of a phrase, checked by value: amounts however they are written, numbers, names.

12.30元, 12块3 and 十二元三角 are one amount. What can be read two ways (一百二) is not accepted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.core.money import BadMoney, Money
from trainer.core.wording import NEGATIONS, OPPOSITES, Ear, Fault, Fit, written

Kind = Literal["amount", "number", "name", "words"]
"""How a blank is checked: as money, digit by digit, by the names in it, or by likeness."""

_ONE_TO_ONE = str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟两圆块毛幺", "零一二三四五六七八九十百千二元元角一")
_FIGURES = "零一二三四五六七八九"
_HAN = "零一二三四五六七八九十百千万"
_NUMBER = rf"(?:[0-9][0-9,]*(?:\.[0-9]+)*|[{_HAN}][{_HAN}点]*)"
_YUAN = "元(?:钱(?!和))?"  # 12块钱, but not 12元 with 钱和发票 behind it
_AMOUNT = re.compile(rf"(?:{_NUMBER}(?:{_YUAN}|角|分)?)+半?[整正]?")
_PAIR = re.compile(rf"({_NUMBER})({_YUAN}|角|分|)")
_PLAIN = re.compile(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")
_RUN = re.compile(rf"[0-9{_FIGURES}]+")
_TURNING = frozenset(NEGATIONS).union(*OPPOSITES[:4])
_UNITS = "元角分"
_FEN = {"元": 100, "角": 10, "分": 1}
_LARGEST = 10**8


@dataclass(frozen=True, slots=True)
class Fill:
    """What belongs into a blank: its value, what else is accepted, and what to remark on some of these."""

    value: str
    also: tuple[str, ...] = ()
    remarks: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """An amount that somebody wrote: where it stands, and what it comes to, or why it cannot be told."""

    start: int
    end: int
    amount: Money | None
    why: str = ""
    bare: bool = False


class Register:
    """The names that are easily confused (plans, services), each with all its forms; longest form first."""

    def __init__(self, names: Iterable[Iterable[str]]) -> None:
        self._names: dict[str, int] = {}
        for number, forms in enumerate(names):
            for form in forms:
                self._names.setdefault(written(form).key, number)
        self._names.pop("", None)
        forms_found = "|".join(re.escape(form) for form in sorted(self._names, key=len, reverse=True))
        self._pattern = re.compile(forms_found or "(?!)")

    def found(self, key: str) -> list[tuple[int, int, int]]:
        """Return the names in a reduced text as (start, end, which), left to right."""
        hits = self._pattern.finditer(key)
        return [(hit.start(), hit.end(), self._names[hit.group()]) for hit in hits]

    def forms(self, which: int) -> list[str]:
        """Return all forms of a name, reduced."""
        return [form for form, number in self._names.items() if number == which]


def amount_of(text: str) -> Money:
    """Read an amount such as 12.30, 12块3 or 十二元三角; raise BadMoney with the reason."""
    key = written(text).key
    found = next(amounts_in(key), None)
    if found is None or found.end - found.start != len(key):
        raise BadMoney(f"「{text}」不是金额，要写成 12.30元 这样")
    if found.amount is None:
        raise BadMoney(found.why)
    return found.amount


def amounts_in(key: str) -> Iterator[Said]:
    """Yield the amounts in a reduced text."""
    for hit in _AMOUNT.finditer(key.translate(_ONE_TO_ONE)):
        typed = key[hit.start() : hit.end()]
        plain = re.sub("元钱", "元", hit.group()).rstrip("整正")
        bare = not any(unit in plain for unit in _UNITS)
        try:
            yield Said(hit.start(), hit.end(), Money(_fen(plain)), bare=bare)
        except BadMoney as error:
            yield Said(hit.start(), hit.end(), None, f"「{typed}」{error}", bare)


def numbers_in(key: str) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers that are told figure by figure, as (start, end, digits)."""
    for hit in _RUN.finditer(key.translate(_ONE_TO_ONE)):
        yield hit.start(), hit.end(), _digits(hit.group())


def fits_of(kind: Kind, fill: Fill, key: str, register: Register) -> list[Fit]:
    """Return where a reduced text says what belongs into the blank; a fault where 元 was not said."""
    if kind == "amount":
        wanted = amount_of(fill.value)
        said = (each for each in amounts_in(key) if each.amount == wanted)
        return [Fit(s.start, s.end, (Fault("left", s.end, "", "元"),) if s.bare else ()) for s in said]
    if kind == "number":
        numbers = {_digits(written(each).key.translate(_ONE_TO_ONE)) for each in (fill.value, *fill.also)}
        return [Fit(start, end) for start, end, digits in numbers_in(key) if digits in numbers]
    return [
        Fit(start, end)
        for names in (names_of(fill, register),)
        if len(names) == 1
        for start, end, which in register.found(key)
        if which == names[0]
    ]


def names_of(fill: Fill, register: Register) -> list[int]:
    """Return which names the value of a blank holds, in their order."""
    return [which for _, _, which in register.found(written(fill.value).key)]


def says_another(kind: Kind, fill: Fill, key: str, register: Register) -> bool:
    """Tell whether a reduced text holds a value of the same kind that does not belong into the blank."""
    if kind == "amount":
        wanted = amount_of(fill.value)
        return any(said.amount != wanted for said in amounts_in(key) if said.end - said.start > 1)
    if kind == "number":
        right = {(fit.start, fit.end) for fit in fits_of(kind, fill, key, register)}
        return any(end - start > 2 and (start, end) not in right for start, end, _ in numbers_in(key))
    names = names_of(fill, register)
    return bool(names) and any(which not in names for _, _, which in register.found(key))


def says_alike(fill: Fill, key: str, ear: Ear, at_least: float) -> bool:
    """Tell whether a reduced text says the value in its own words, its figures and negations as they are."""
    here = {said.amount for said in amounts_in(key)}
    figures = {said.amount for said in amounts_in(key) if re.search("[0-9]", key[said.start : said.end])}
    for value in (fill.value, *fill.also):
        wanted = written(value).key
        there = {said.amount for said in amounts_in(wanted)}
        if (
            figures <= there <= here
            and _sense(wanted) == _sense(key)
            and ear.likeness(wanted, key) >= at_least
        ):
            return True
    return False


def _sense(key: str) -> list[str]:
    """Return the negations and opposites in a reduced text: another one says something else."""
    return sorted(letter for letter in key if letter in _TURNING)


def remark_on(fill: Fill, said: str) -> str:
    """Return what there is to tell about a right value, such as a hotline printed otherwise."""
    key = written(said).key
    remarks = fill.remarks or {}
    return next((told for value, told in remarks.items() if written(value).key == key), "")


def wrong_value(kind: Kind, fill: Fill, said: str) -> str:
    """Say what is wrong with what stands in a blank."""
    if kind == "amount":
        amount, found = amount_of(fill.value), list(amounts_in(said))
        if not found:
            return f"没有说金额，应是{amount}。"
        if any(said.amount == amount for said in found):
            return f"写了几个金额，分不清是哪一个，应只写{amount}。"
        why, wrong = found[-1].why, found[-1].amount
        return f"金额应是{amount}。{why}。" if wrong is None else f"金额应是{amount}，写的是{wrong}。"
    if kind == "number":
        number = "、".join(digits for _, _, digits in numbers_in(said))
        return f"号码应是{fill.value}，写的是{number}。" if number else f"没有说号码，应是{fill.value}。"
    return f"这里应说「{fill.value}」，写的是「{said}」。" if said else f"没有说「{fill.value}」。"


def _digits(text: str) -> str:
    return "".join(str(_FIGURES.index(letter)) if letter in _FIGURES else letter for letter in text)


def _fen(text: str) -> int:
    """Add up pairs of number and unit, the larger first; raise BadMoney with what is unclear."""
    whole = re.sub("(?<=元)半$", "五角", re.sub("(?<=角)半$", "五分", text))
    pairs: list[tuple[str, str]] = _PAIR.findall(whole)
    if "".join(number + unit for number, unit in pairs) != whole:
        raise BadMoney("说不清是多少，要写成 12.30元 这样")
    total, before = 0, ""
    for index, (number, unit) in enumerate(pairs):
        unit = unit or _implied(number, before, index == len(pairs) - 1)
        if before and _UNITS.index(unit) <= _UNITS.index(before):
            raise BadMoney("元、角、分的次序不对")
        total += _part(number, unit, before, len(pairs) == 1)
        before = unit
    if total >= _LARGEST * 100:
        raise BadMoney("金额太大")
    return total


def _implied(number: str, before: str, last: bool) -> str:
    """Tell the unit of a number without one: 元 alone, 角 in 12块3, 分 in 12块30, 12块零3 and 3毛5."""
    if not last:
        raise BadMoney("说不清是多少，要写明元、角、分")
    if not before:
        return "元"
    if before == "元" and len(number) == 1 and number not in "零0十百千万":
        return "角"
    if before == "元" and re.fullmatch(rf"[0-9]{{2}}|零[{_FIGURES}]", number):
        return "分"
    if before == "角" and len(number) == 1 and number not in "十百千万":
        return "分"
    raise BadMoney("说不清是几角几分")


def _part(number: str, unit: str, before: str, alone: bool) -> int:
    """Return a number of one unit in fen; a decimal only in an amount that has nothing else."""
    whole, _, decimals = number.replace("点", ".").partition(".")
    if "." in number or "点" in number:
        decimals = _digits(decimals)
        if not (alone and unit == "元" and re.fullmatch(r"[0-9]{1,2}", decimals)):
            raise BadMoney("小数最多两位，后面不再写角分")
        return _count(whole) * 100 + int(decimals.ljust(2, "0"))
    count = _count(number.removeprefix("零") or "零" if before else number)
    if before and count >= (100 if (before, unit) == ("元", "分") else 10):
        raise BadMoney("角、分满十要进位")
    return count * _FEN[unit]


def _count(text: str) -> int:
    """Read a whole number in figures or in hanzi; raise BadMoney for what can be read two ways."""
    if text.isascii():
        if not _PLAIN.fullmatch(text):
            raise BadMoney("的逗号用得不对，分不清是小数还是千位")
        digits = text.replace(",", "")
        return int(digits) if len(digits) < 10 else _LARGEST
    number = _counted(text)
    if _spelled(number) != re.sub("(?<=[百千万零])十", "一十", re.sub("^一十", "十", text)):
        raise BadMoney("说不清是多少，要读全，例如一百二十元")
    return number


def _counted(text: str) -> int:
    """Add a number in hanzi up, whatever its form; `_spelled` tells whether the form was right."""
    total, section, figure = 0, 0, 0
    for letter in text:
        if letter in _FIGURES:
            figure = _FIGURES.index(letter)
        elif letter == "万":
            total, section, figure = (total + section + figure) * 10_000, 0, 0
        else:
            section, figure = section + (figure or 1) * 10 ** ("十百千".index(letter) + 1), 0
    return min(total + section + figure, _LARGEST)


def _spelled(number: int) -> str:
    """Write a number below a hundred million in hanzi."""
    high, low = divmod(number, 10_000)
    if high >= 10_000:
        return ""
    text = _thousands(low)
    if high:
        gap = "零" if 0 < low < 1_000 else ""
        text = f"{_thousands(high)}万{gap}{text}"
    return re.sub("^一十", "十", text) or "零"


def _thousands(number: int) -> str:
    parts = "".join(
        _FIGURES[int(digit)] + ("千百十"[place] if place < 3 and digit != "0" else "")
        for place, digit in enumerate(f"{number:04}")
    )
    return re.sub("零+", "零", parts).strip("零")
