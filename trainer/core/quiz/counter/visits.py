"""A visit to the counter: what a customer wants on a day, how it is told, and how the rules decide it."""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from trainer.core.decision import Decision, Finding
from trainer.core.papers import PapersRule
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.template import Case
from trainer.core.quiz.wrong import Itself
from trainer.core.request import Request
from trainer.core.rules import decide
from trainer.core.tariff import Edition

YES, NO = "受理", "不受理"
SAID: Final = {"受理": YES, "不受理": NO, "资料未写": UNWRITTEN}
ORDINARY = "2004-07-10"
"""A day on which no dated clause holds but those whose end is lost."""
OWN_HALL, AGENCY = "中心自办营业厅", "代办点"
OPEN, CONVERT, RERATE = "开户入网", "业务品牌转型", "改计费类别"
BOTH, ADD, DROP = "增拆功", "增功", "拆功"
COLLECT, TO_COLLECT = "银行托收", "现金改托收"
PAY_MONTH, PAY_NOW = "交上月全部话费", "实时交费"
ALWAYS_NO = "不能办，改天来也不行"
PAPERS_FIRST = "先补齐证件资料"
AT_ONCE = "可以，今天就能办"


class Visit(NamedTuple):
    """What a customer asks for on a day (`on`, ISO).

    `owes` is 1 where charges are owed; `place` is "" where it does not matter.
    """

    service: str
    plan_from: str = ""
    plan: str = ""
    owes: int = 0
    feature: str = ""
    place: str = ""
    on: str = ORDINARY

    @property
    def case(self) -> Case:
        """The canonical inputs of a question on this visit."""
        return tuple(self)

    @property
    def day(self) -> date:
        """The day of the visit."""
        return date.fromisoformat(self.on)

    @property
    def brands(self) -> tuple[str, ...]:
        """The plans named."""
        return tuple(plan for plan in (self.plan_from, self.plan) if plan)


def visit(case: Case) -> Visit:
    """Read a visit from the inputs of a question."""
    service, plan_from, plan, owes, feature, place, on = case[:7]
    return Visit(str(service), str(plan_from), str(plan), int(owes), str(feature), str(place), str(on))


def decided(edition: Edition, asked: Visit, carried: bool = True) -> Decision:
    """Decide a visit with every paper carried, or with none."""
    return _decided(Itself(edition), asked, carried)


@lru_cache(maxsize=16384)
def _decided(edition: Itself[Edition], asked: Visit, carried: bool) -> Decision:
    rule = _rule(edition.of, asked)
    papers = tuple(f"{need.whose}：{need.any_of[0]}" for need in rule.needs) if rule else ()
    request = Request(
        asked.service,
        asked.plan,
        asked.plan_from,
        papers if carried else (),
        arrears=bool(asked.owes),
        place=asked.place,
        feature=asked.feature,
    )
    return decide(edition.of, request, asked.day)


def _rule(edition: Edition, asked: Visit) -> PapersRule | None:
    service = next(each for each in edition.services.values() if asked.service in each.names)
    rules = [rule for rule in edition.papers if rule.id in service.papers]
    own = [rule for rule in rules if asked.plan in rule.plans]
    return next(iter([*own, *rules]), None)


def said(decision: Decision) -> str:
    """Return the verdict as it is chosen."""
    return SAID[decision.verdict]


def reply(decision: Decision, on: date) -> str:
    """Return what the customer is told: what to put right, and from which day on."""
    if decision.verdict != NO:
        return AT_ONCE if decision.accepted else UNWRITTEN
    if decision.possible_from is None:
        return ALWAYS_NO
    day = decision.possible_from
    todo = dict.fromkeys(PAPERS_FIRST if each in decision.bring else each for each in decision.missing)
    return told(day_said(day, on) if day != on else "", *todo)


def told(start: str, *missing: str) -> str:
    """Join what to put right and the day from which it can be done ("" for today)."""
    todo = "，".join(missing)
    if not todo:
        return f"今天不能办，{start}起再来"
    return f"{todo}，{start}起再来" if start else f"{todo}，今天就能办"


def day_said(day: date, on: date) -> str:
    """Write a day as it is said at the counter: the month only where it is another one."""
    same = (day.year, day.month) == (on.year, on.month)
    return f"{day.day}日" if same else f"{day.month}月{day.day}日"


def dated(day: date) -> str:
    """Write a day in full."""
    return f"{day.year}年{day.month}月{day.day}日"


def scene(asked: Visit) -> str:
    """Tell the visit as staff would: the day, the customer and the wish."""
    place = f"在{asked.place}，" if asked.place else ""
    return f"{dated(asked.day)}，{place}{who(asked)}{wish(asked)}"


def who(asked: Visit) -> str:
    """Name the customer by what is owed; who opens a number or pays has no other account here."""
    if asked.service in (OPEN, PAY_MONTH, PAY_NOW, COLLECT):
        return "客户"
    return "欠费的客户" if asked.owes else "不欠费的客户"


def wish(asked: Visit) -> str:
    """Tell what the customer wants."""
    wishes = {
        OPEN: f"证件齐全，要开一个{asked.plan}",
        CONVERT: f"要把{asked.plan_from}转成{asked.plan}",
        RERATE: f"要改计费类别，从{asked.plan_from}改成{asked.plan}",
        ADD: f"要给{asked.plan}开通{asked.feature or '一项新功能'}",
        DROP: f"要取消{asked.plan}的{asked.feature or '一项功能'}",
        BOTH: f"要给{asked.plan}增拆功能",
        PAY_MONTH: "要交清上月的全部话费",
        PAY_NOW: "要实时交费，交到前一日为止",
        COLLECT: "单位资料齐全，要选银行托收付费",
        TO_COLLECT: "单位资料齐全，要办现金改托收",
    }
    return wishes.get(asked.service, f"要办{asked.service}")


def told_findings(decision: Decision) -> tuple[Finding, ...]:
    """Return the reasons that decide; where none speaks against it, what accepts."""
    return tuple(f for f in decision.findings if f.verdict == decision.verdict)


def facts_of(edition: Edition, asked: Visit, decision: Decision) -> tuple[str, ...]:
    """Return the clauses that decide and the service, without the papers, which are not asked."""
    known = {clause.id for clause in edition.clauses}
    service = next(each.id for each in edition.services.values() if asked.service in each.names)
    clauses = [f.clause for f in decision.findings if f.clause in known]
    return tuple(dict.fromkeys((*clauses, service)))


def rule_of(edition: Edition, asked: Visit, decision: Decision) -> str:
    """Return the clause that decides, else the service: what memory keeps."""
    known = {clause.id for clause in edition.clauses}
    deciding = [f.clause for f in told_findings(decision) if f.clause in known]
    return deciding[-1] if deciding else facts_of(edition, asked, decision)[-1]


def trace(decision: Decision, result: str) -> tuple[str, ...]:
    """Return the reasons one a line, what stays open, and the result."""
    notes = [f"注意：{text}" for text in decision.open]
    return (*(f.text for f in decision.findings if f in told_findings(decision)), *notes, f"结论：{result}")
