"""The engine with one error: an edition with a clause forgotten or widened, or a visit misread."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from trainer.core.clauses import Clause
from trainer.core.decision import Decision
from trainer.core.quiz.counter.visits import OPEN, PAY_MONTH, PAY_NOW, Visit, decided, said
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.wrong import Itself, like_named
from trainer.core.tariff import Edition, plan_of

MISTAKES: Final[Mapping[str, Mistake]] = {
    "arrears-missed": Mistake("漏看欠费", "售后业务要不欠费才能办，先请客户交清欠费。"),
    "days-missed": Mistake("漏看日期限制", "这项业务有日期限制，今天还不到能办的日子。"),
    "term-missed": Mistake("漏看优惠期", "这个品牌有优惠期，先看今天在不在里面。"),
    "function-missed": Mistake("漏看功能限制", "这个品牌的这项功能有专门规定，不能照一般办。"),
    "pair-missed": Mistake("漏看转品牌的限制", "条文写了哪个品牌不能这样转。"),
    "stopped-missed": Mistake("停售的照卖", "这个品牌已经停止销售，不能再开。"),
    "place-missed": Mistake("漏看办理地点", "这项业务只能到指定的地方办。"),
    "arrears-widened": Mistake("把欠费限制用宽了", "不欠费才能办，说的是售后业务，这项不是。"),
    "ban-widened": Mistake("月初什么都不办", "每月1日到5日只停改计费类别和更改帐户信息，别的照办。"),
    "ban-all-month": Mistake("平日也当成月初", "不能办的只有每月1日到5日，今天不在里面。"),
    "owes-misread": Mistake("不欠费看成欠费", "客户不欠费，不能用欠费来拒绝。"),
    "papers-misread": Mistake("带齐了说没带齐", "该带的都带齐了，不能再挡回去。"),
    "pair-narrowed": Mistake("能转的说成不能", "资料写了可以这样转。"),
    "silent-yes": Mistake("没写当成能办", "资料没有写能办，不能先答应，照实说需要查实。"),
    "silent-no": Mistake("没写当成不能办", "资料没有写不能办，不能一口回绝，照实说需要查实。"),
    "taken-for-like": Mistake("名字像的品牌弄混", "这是名字相近的另一个品牌的规定，两个品牌不要弄混。"),
    "window-widened": Mistake("实时交费当成全月交", "6日到20日说的是交上月全部话费，实时交费哪天都行。"),
    "over-strict": Mistake("能办的说成不能办", "照规定今天能办，不能拒绝客户。"),
    "over-lax": Mistake("不能办的先答应", "照规定今天不能办，不能先答应客户。"),
    "window-missed": Mistake("全月交费当成实时交", "任一天都能交的是实时交费，上月全部话费有日期。"),
}
"""Mistakes made with the rules of acceptance; "written-unseen" is shared."""

_Change = Callable[[Edition], Edition]
_PAYS: Final = {PAY_NOW: (PAY_MONTH, "window-widened"), PAY_MONTH: (PAY_NOW, "window-missed")}
"""The other way of paying, and the mistake of taking it."""


def verdicts(edition: Edition, asked: Visit) -> list[tuple[str, str]]:
    """Return the verdict that each mistake leads to, the right one among them, and at last UNWRITTEN."""
    led = [(said(decision), mistake) for decision, mistake in slipped(edition, asked)]
    return [*led, (UNWRITTEN, "written-unseen")]


def slipped(edition: Edition, asked: Visit) -> tuple[tuple[Decision, str], ...]:
    """Return the decision that each mistake leads to."""
    return _slipped(Itself(edition), asked)


@lru_cache(maxsize=4096)
def _slipped(edition: Itself[Edition], asked: Visit) -> tuple[tuple[Decision, str], ...]:
    return tuple(_slips(edition.of, asked))


def _slips(edition: Edition, asked: Visit) -> Iterator[tuple[Decision, str]]:
    if other := _PAYS.get(asked.service):
        yield decided(edition, asked._replace(service=other[0])), other[1]
    for mistake in _CHANGES:
        bound = _BOUND_TO.get(mistake, "service")
        if getattr(asked, bound):
            yield decided(_changed(Itself(edition), mistake), asked), mistake
    for visit, mistake in _misread(edition, asked):
        yield decided(edition, visit), mistake
    if asked.service not in _PAYS:
        yield decided(edition, asked, carried=False), "papers-misread"


@lru_cache(maxsize=256)
def _changed(edition: Itself[Edition], mistake: str) -> Edition:
    return _CHANGES[mistake](edition.of)


def _misread(edition: Edition, asked: Visit) -> Iterator[tuple[Visit, str]]:
    """Yield the visits that this one may be taken for."""
    if not asked.owes and asked.service != OPEN:
        yield asked._replace(owes=1), "owes-misread"
    for other in edition.plans.values() if asked.plan else ():
        if like_named(plan_of(edition, asked.plan), other) and other.name != asked.plan_from:
            yield asked._replace(plan=other.name), "taken-for-like"


def _forget(shape: str) -> _Change:
    """Leave the refusals of a shape out."""
    return lambda edition: replace(
        edition, clauses=tuple(clause for clause in edition.clauses if not _refuses(clause, shape))
    )


def _grant(shape: str) -> _Change:
    """Take the refusals of a shape for acceptances: what they name is known and may be had."""
    return lambda edition: _mapped(edition, lambda c: replace(c, verdict="受理") if _refuses(c, shape) else c)


def _refuses(clause: Clause, shape: str) -> bool:
    return clause.verdict == "不受理" and _shape(clause) == shape


def _shape(clause: Clause) -> str:
    """Tell by what a refusing clause is bound, the most telling first."""
    shapes = {
        "arrears": clause.arrears,
        "days": clause.days,
        "term": clause.first or clause.last,
        "function": clause.features,
        "pair": clause.plans_from,
    }
    return next((shape for shape, bound in shapes.items() if bound), "stopped")


def _no_place(edition: Edition) -> Edition:
    return replace(edition, papers=tuple(replace(rule, place="") for rule in edition.papers))


def _arrears_for_all(edition: Edition) -> Edition:
    return _mapped(edition, lambda c: replace(c, after_sale=None) if c.arrears else c)


def _ban_for_all(edition: Edition) -> Edition:
    """Let the first days' ban on named services hold for every service."""
    return _mapped(
        edition,
        lambda c: replace(c, services=frozenset()) if _is_ban(c) and PAY_MONTH not in c.services else c,
    )


def _ban_all_month(edition: Edition) -> Edition:
    whole = frozenset(range(1, 32))
    return _mapped(edition, lambda c: replace(c, days=whole) if _is_ban(c) else c)


def _is_ban(clause: Clause) -> bool:
    return bool(clause.days) and clause.verdict == "不受理"


def _silence_accepts(edition: Edition) -> Edition:
    services = {id: replace(service, needs_basis=False) for id, service in edition.services.items()}
    opened = _mapped(edition, lambda c: replace(c, verdict="受理") if c.verdict == "资料未写" else c)
    return replace(opened, services=services)


def _silence_refuses(edition: Edition) -> Edition:
    """Refuse where a clause says that the material is silent, and where no clause accepts."""
    shut = _mapped(edition, lambda c: replace(c, verdict="不受理") if c.verdict == "资料未写" else c)
    bound = frozenset(service.name for service in edition.services.values() if service.needs_basis)
    accepting = tuple(c.id for c in edition.clauses if c.verdict == "受理" and c.services & bound)
    rest = Clause("silence", "不受理", "没有写就不办", services=bound, unless=accepting)
    return replace(shut, clauses=(*shut.clauses, rest))


def _pairs_refused(edition: Edition) -> Edition:
    refuses = _mapped(edition, lambda c: replace(c, verdict="不受理") if c.plans_from or c.not_from else c)
    return _mapped(refuses, lambda c: replace(c, verdict="资料未写") if _was_silent(edition, c.id) else c)


def _was_silent(edition: Edition, id: str) -> bool:
    return any(c.id == id and c.verdict == "资料未写" for c in edition.clauses)


def _mapped(edition: Edition, change: Callable[[Clause], Clause]) -> Edition:
    return replace(edition, clauses=tuple(change(clause) for clause in edition.clauses))


_CHANGES: Final[Mapping[str, _Change]] = {
    "arrears-missed": _forget("arrears"),
    "days-missed": _forget("days"),
    "term-missed": _forget("term"),
    "function-missed": _grant("function"),
    "pair-missed": _grant("pair"),
    "stopped-missed": _forget("stopped"),
    "place-missed": _no_place,
    "silent-yes": _silence_accepts,
    "silent-no": _silence_refuses,
    "pair-narrowed": _pairs_refused,
    "ban-widened": _ban_for_all,
    "ban-all-month": _ban_all_month,
    "arrears-widened": _arrears_for_all,
}

_BOUND_TO: Final[Mapping[str, str]] = {
    "arrears-missed": "owes",
    "arrears-widened": "owes",
    "term-missed": "plan",
    "function-missed": "feature",
    "pair-missed": "plan_from",
    "pair-narrowed": "plan_from",
    "stopped-missed": "plan",
    "place-missed": "place",
}
"""What a visit must tell for a mistake to be made with it."""
