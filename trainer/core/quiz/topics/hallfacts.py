"""The rules of billing and payment that are told, not computed; the list of services; the hotline."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from trainer.core.quiz.counter.factrows import FIGURES, GAPS, OPENS, Figure, Gaps, Open
from trainer.core.quiz.hall.gaps import GAP
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import UNWRITTEN, Blank, Key, Number
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, slips
from trainer.core.tariff import Fact
from trainer.core.typeset import typeset

MISTAKES: Final[Mapping[str, Mistake]] = {
    "other-end": Mistake("用了同一条的另一个数", "这是同一条规定里的另一个数，两个不要弄混。"),
    "other-rule": Mistake("用了别条规定的数", "这是别的规定里的数，和这一条对不上。"),
    "midnight": Mistake("月底的时刻记错", "计费周期到月底24时为止，整个月都算。"),
    "leap-year": Mistake("闰年改了除数", "资料写的是除以365，闰年也没有另写。"),
    "bank-year": Mistake("按360天折算", "资料写的是除以365，不是360。"),
    "by-month": Mistake("按一个月折算", "先乘12得全年的月租，再除以365。"),
    "fees-swapped": Mistake("入网费和卡费弄反", "入网费是免的，要交的是SIM卡费。"),
    "old-custom": Mistake("按老办法记", "已经改成自然月、月租日收、实时缴费。"),
    "halves-swapped": Mistake("全月和半月弄反", "上半月入网收全月月租，16日入网收半月月租。"),
    "this-month": Mistake("交费的月份弄错", "6日到20日交的是上一个计费月的费用。"),
    "same-day": Mistake("当天的也算合帐", "合帐只到前一日，当天的还没有。"),
    "plain-seal": Mistake("托收盖了公章", "银行托收盖的是财务公章，不是公章。"),
    "not-asked": Mistake("条文没有要的填上去", "条文里不是这个词，照条文填。"),
    "half-named": Mistake("业务只说了一半", "这项业务的名称不止这几个字，要说全。"),
    "listed-elsewhere": Mistake("清单没点名的也算", "受理业务的清单没有点这一项，它写在别的条文里。"),
    "open-closed": Mistake("没列全当成列全了", "原文没有列全，不能说没有别的了。"),
    "later-hotline": Mistake("用了后来的号码", "当时的客服热线是1860。"),
    "prefix-dialled": Mistake("把IP字头当热线", "17951是打IP长途先拨的号码，不是热线。"),
    "printed-wrong": Mistake("照原文说当成错", "标准用语原文就这样印，照原文说不算错。"),
    "printed-own": Mistake("把别家号码当本家", "10060当时是另一家公司的热线，武汉移动的是1860。"),
}
_Row = TypeVar("_Row", Figure, Gaps, Open)
SHOWN = 3
"""How many listed services a question shows."""
_SHOWN, _PRINTED = "客服热线", "原文热线"
_SOUND = re.compile(r"[^\w×/]")


def _told(fact: Fact) -> tuple[str, ...]:
    """Return what the rule says, and what it leaves open."""
    return (f"{fact.title}：{fact.text}", f"没有写的：{fact.open}") if fact.open else (fact.text,)


def _quote(ground: Ground, id: str) -> str:
    return "".join(source.quote for source in ground.edition.facts[id].sources)


def _rows(ground: Ground, table: Iterable[_Row]) -> Iterator[Case]:
    """Yield rule and row of a table, as far as the edition has the rule; rows are counted rule by rule."""
    for id, count in Counter(row.fact for row in table).items():
        yield from ((id, number) for number in range(count) if id in ground.edition.facts)


def _row(table: Iterable[_Row], case: Case) -> _Row:
    return [row for row in table if row.fact == case[0]][int(case[1])]


# A number


def _figures(ground: Ground) -> Iterator[Case]:
    yield from _rows(ground, FIGURES)


def _figure(ground: Ground, case: Case) -> Draft:
    figure, fact = _row(FIGURES, case), ground.edition.facts[str(case[0])]
    right = int(re.findall(figure.told, fact.text)[0])
    wrong = [*figure.slips, *((number, "other-end") for number in _numbers(fact, figure.unit))]
    for other in ground.edition.facts.values():
        wrong += [(number, "other-rule") for number in _numbers(other, figure.unit)]
    return Draft(
        stem=figure.stem,
        rule=fact.id,
        number=Number(right, figure.unit, slips(right, wrong)),
        explanation=_told(fact),
        sources=fact.sources,
    )


def _numbers(fact: Fact, unit: str) -> list[int]:
    """Return the numbers that a rule counts in a unit; 号 is another word for 日."""
    return [
        int(number) for number in re.findall(rf"(\d+)(?:{unit}|{'号' if unit == '日' else unit})", fact.text)
    ]


def _figure_again(ground: Ground, case: Case) -> Key:
    """Read the number off the print."""
    return int(re.findall(_row(FIGURES, case).printed, _quote(ground, str(case[0])))[0])


# Words


def _gaps(ground: Ground) -> Iterator[Case]:
    yield from _rows(ground, GAPS)


def _filled(ground: Ground, case: Case) -> Draft:
    row, fact = _row(GAPS, case), ground.edition.facts[str(case[0])]
    text = fact.text
    accepted = [tuple(words.split("|")) for words in row.words]
    for word, *_ in accepted:
        text = text.replace(word, GAP, 1)
    return Draft(
        stem=f"补全规定：{typeset(text)}",
        rule=fact.id,
        blanks=tuple(Blank(words, None, wrong) for words, wrong in zip(accepted, row.slips, strict=True)),
        explanation=_told(fact),
        sources=fact.sources,
    )


def _filled_again(ground: Ground, case: Case) -> Key:
    """Lay the shown text over the print, both without marks: what stands at the gaps is the key."""
    shown = _SOUND.sub("", _filled(ground, case).stem.partition("：")[2].replace(GAP, "×"))
    printed = _SOUND.sub("", _quote(ground, str(case[0])))
    pattern = re.escape(shown).replace("×", "(.+?)") + ("$" if shown.endswith("×") else "")
    found = re.search(pattern, printed)
    return found.groups() if found else ()


# What is left open


def _opens(ground: Ground) -> Iterator[Case]:
    yield from _rows(ground, OPENS)


def _open(ground: Ground, case: Case) -> Draft:
    row, fact = _row(OPENS, case), ground.edition.facts[str(case[0])]
    return Draft(
        stem=row.stem,
        rule=fact.id,
        right=(UNWRITTEN,),
        wrong=row.wrong,
        explanation=_told(fact),
        sources=fact.sources,
    )


def _open_again(ground: Ground, case: Case) -> Key:
    """Look that the note calls it open, and that no rule's print speaks of it."""
    row = _row(OPENS, case)
    printed = "".join(_quote(ground, id) for id in ground.edition.facts)
    is_open = row.told in ground.edition.facts[row.fact].open and row.absent not in printed
    return UNWRITTEN if is_open else ""


# The list of services


def _listed(ground: Ground) -> Iterator[Case]:
    """Yield every three services in a row of the list."""
    names = re.findall(r"\w+", ground.edition.facts["R-SVC"].text)
    yield from (tuple(names[i : i + SHOWN]) for i in range(len(names) - SHOWN + 1))


def _list(ground: Ground, case: Case) -> Draft:
    fact, services = ground.edition.facts["R-SVC"], ground.edition.services.values()
    few = tuple(map(str, case))
    listed = _quote(ground, fact.id)
    wrong = [(s.name, "listed-elsewhere") for s in services if not any(q.quote in listed for q in s.sources)]
    return Draft(
        stem="资料在“受理业务包括”的清单里，点了名的是哪几项？（多选）",
        rule=fact.id,
        right=few,
        wrong=apart(few, wrong),
        explanation=_told(fact),
        sources=fact.sources,
        facts=(fact.id, *(service.id for service in services if service.name in few)),
    )


def _list_again(ground: Ground, case: Case) -> Key:
    return frozenset(str(name) for name in case if str(name) in _quote(ground, "R-SVC"))


# The hotline


def _hotlines(ground: Ground) -> Iterator[Case]:
    yield from ((asks,) for asks in (_SHOWN, _PRINTED) if "P08" in ground.library.phrases)


def _hotline(ground: Ground, case: Case) -> Draft:
    """Ask for the number, and whether the printed one of another company is a mistake: it is not."""
    hotline = ground.edition.hotline
    own = f"不算错，本厅的是{hotline.shown}"
    if case[0] == _SHOWN:
        stem, right = "2004年，客户问武汉移动的客服热线，应报哪个号码？", hotline.shown
        wrong = [("10086", "later-hotline"), ("17951", "prefix-dialled"), (UNWRITTEN, "written-unseen")]
    else:
        stem, right = f"标准用语原文印的热线是{hotline.printed}，员工照原文说，算不算错？", own
        wrong = [
            ("算错，要按差错扣分", "printed-wrong"),
            (f"不算错，{hotline.printed}就是本厅的", "printed-own"),
        ]
    return Draft(
        stem=stem,
        rule="P08",
        right=(right,),
        wrong=tuple(wrong),
        explanation=(hotline.note,),
        sources=hotline.sources,
    )


def _hotline_again(ground: Ground, case: Case) -> Key:
    """Find the number in the name of the hall's own centre; the printed one in the phrase."""
    own = re.findall(r"武汉\w+?(\d+)客户", "".join(s.quote for s in ground.edition.hotline.sources))[0]
    return str(own) if case[0] == _SHOWN else f"不算错，本厅的是{own}"


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("fact.number", "规定里的数", "填数", "话费计算", 1, _figures, _figure, _figure_again),
    Template("fact.blank", "补全规定", "填空", "话费计算", 2, _gaps, _filled, _filled_again),
    Template("fact.open", "规定没有写的", "单选", "话费计算", 3, _opens, _open, _open_again),
    Template("fact.listed", "受理业务清单", "多选", "受理规定", 1, _listed, _list, _list_again),
    Template("fact.hotline", "客服热线", "单选", "投诉与热线", 1, _hotlines, _hotline, _hotline_again),
)
