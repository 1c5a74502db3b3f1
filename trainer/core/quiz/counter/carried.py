"""Papers as customers carry them: how they are told, what is like them and does not count, and the print."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from trainer.core.papers import Paper, PaperNeed, PapersRule
from trainer.core.quiz.template import Draft, Ground
from trainer.core.quiz.wrong import Itself, Wrong
from trainer.core.tariff import Edition

COMES: Final = {
    "私人开户": "客户给自己开全球通",
    "单位开户": "经办人给单位开全球通",
    "代他人开户": "客户替家人开黄鹤卡",
    "爱心卡开户": "聋哑客户给自己开爱心卡",
    "银行托收": "单位选银行托收付费",
}
"""Who comes for each case: dressing, but for the case itself."""
NEAR: Final = {"单位开户": "银行托收"}
"""The case whose papers are taken for those of another; of all others it is the first here."""


@dataclass(frozen=True, slots=True)
class Like:
    """A paper that is like one that counts (`of`, a kind), and the mistake of taking it."""

    of: str
    kind: str
    mistake: str


LIKES: Final = (
    Like("身份证", "学生证", "not-listed"),
    Like("身份证", "工作证", "not-listed"),
    Like("身份证", "过期的身份证", "expired"),
    Like("身份证原件", "身份证复印件", "copy"),
    Like("加盖公章的单位证明", "加盖财务公章的单位证明", "finance-seal"),
    Like("加盖公章的单位证明", "没有盖章的单位证明", "no-seal"),
    Like("残联证明", "居委会证明", "other-issuer"),
    Like("残联证明", "医院证明", "other-issuer"),
    Like("财务公章", "公章", "common-seal"),
    Like("银行户头、帐号、代码（准确填写）", "没填帐号的银行户头、代码", "part-filled"),
    Like("银行户头、帐号、代码（准确填写）", "没填代码的银行户头、帐号", "part-filled"),
)
OF_LISTED: Final = ("not-listed", "expired")
"""Mistakes where several kinds are listed; where one is named, its own substitutes are closer."""


def substitutes(need: PaperNeed) -> Iterator[tuple[str, str]]:
    """Yield what is carried in the place of a paper and does not count, each with its mistake."""
    for like in LIKES:
        if like.of in need.any_of and (len(need.any_of) > 1 or like.mistake not in OF_LISTED):
            yield f"{need.whose}：{like.kind}", like.mistake


def usual(need: PaperNeed, kind: int = 0) -> str:
    """Write one paper that meets a need, as it is carried."""
    return f"{need.whose}：{need.any_of[kind % len(need.any_of)]}"


def shown(carried: str) -> str:
    """Tell a paper as staff do: 机主的身份证, 加盖的财务公章."""
    paper = Paper.parse(carried)
    filled = paper.kind.removesuffix("（准确填写）")
    if filled != paper.kind:
        return f"准确填写的{filled}"
    if paper.kind.startswith("过期"):
        return f"{paper.whose}{paper.kind}"
    if paper.whose == "单位":
        return f"盖好的{paper.kind}" if paper.kind.endswith("公章") else paper.kind
    return f"{paper.whose}的{paper.kind}"


def short(need: PaperNeed) -> str:
    """Name what a need asks for, shortly: 机主的有效身份证件 where several kinds meet it."""
    return f"{need.whose}的有效身份证件" if len(need.any_of) > 1 else shown(usual(need))


def short_again(need: frozenset[tuple[str, str]]) -> str:
    """Name a need that was read off the print."""
    whose, kind = min(need)
    return f"{whose}的有效身份证件" if len(need) > 1 else shown(f"{whose}：{kind}")


def complete(rule: PapersRule, kind: int = 0) -> tuple[str, ...]:
    """Return a set of papers that meets every need."""
    return tuple(usual(need, kind) for need in rule.needs)


def rules(ground: Ground) -> list[PapersRule]:
    """Return the rules of papers for which it is known who comes."""
    return [rule for rule in ground.edition.papers if rule.case in COMES]


def said(rule: PapersRule) -> str:
    """Name all that a rule asks for, shortly."""
    *first, last = map(short, rule.needs)
    return f"{'、'.join(first)}和{last}" if first else last


def brought(carried: Iterable[str]) -> str:
    """Tell what was brought."""
    return "；".join(map(shown, carried))


def drafted(rule: PapersRule, stem: str, right: tuple[str, ...], wrong: Wrong) -> Draft:
    """Make the question on one rule of papers, explained need by need."""
    needs = [f"{rule.case}要{need}" for need in rule.needs]
    forms = [f"还要填写{form}" for form in rule.forms]
    place = [f"要到{rule.place}办理"] if rule.place else []
    return Draft(
        stem=stem,
        rule=rule.id,
        right=right,
        wrong=wrong,
        explanation=(*needs, *forms, *place),
        sources=rule.sources,
        brands=tuple(sorted(rule.plans)),
    )


# The print, read a second time


@lru_cache(maxsize=8)
def _quotes(edition: Itself[Edition]) -> dict[str, str]:
    return {rule.case: rule.sources[0].quote for rule in edition.of.papers}


def printed(ground: Ground, case: str) -> tuple[frozenset[tuple[str, str]], ...]:
    """Read off the quotation what a case asks for: of each need the (whose, kind) that meet it."""
    return _printed(Itself(ground.edition), case)


@lru_cache(maxsize=64)
def _printed(edition: Itself[Edition], case: str) -> tuple[frozenset[tuple[str, str]], ...]:
    quotes = _quotes(edition)
    quote = quotes[case]
    listed = re.search(r"有效身份证件\(本人(.+?)\)", "".join(quotes.values()))
    kinds = re.split("、|或", listed[1]) if listed else []
    if found := re.search(r"持(.+?)有效身份证件", quote):
        return tuple(frozenset((whose, kind) for kind in kinds) for whose in found[1].split("和"))
    if found := re.search(r"持(\w+?)身份证原件及单位证明\(加盖(\w+?)\)", quote):
        return (frozenset({(found[1], "身份证原件")}), frozenset({("单位", f"加盖{found[2]}的单位证明")}))
    if found := re.search(r"再凭(\w+)、(\w+)、(\w+)到", quote):
        issuer = "残联" if "到残联" in quote else ""
        return tuple(frozenset({("本人", kind)}) for kind in (found[2], issuer + found[1], found[3]))
    found = re.search(r"准确填写(.+?)等资料信息,并加盖(\w+)", quote)
    parts = found.groups() if found else ("", "")
    return (frozenset({("单位", f"{parts[0]}（准确填写）")}), frozenset({("单位", parts[1])}))


def lacking(ground: Ground, case: str, carried: Iterable[str]) -> list[frozenset[tuple[str, str]]]:
    """Return the needs of the print that no paper meets."""
    have = {tuple(text.split("：")) for text in carried}
    return [need for need in printed(ground, case) if not need & have]
