"""The supervisor's figures: what one may see of them, as filters ask, each in a few milliseconds.

Everything is read from sums (`store.tallies`), so the number of answers behind them does not matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from trainer.core import figures as core
from trainer.core.figures import (
    Absence,
    Awaited,
    Axis,
    Column,
    Due,
    HeatMap,
    Named,
    Sort,
    Spoke,
    Spread,
    Sum,
    Week,
    Who,
)
from trainer.core.quiz.subjects import Subject, subject
from trainer.core.quiz.template import Ground
from trainer.core.rights import EVERYBODY, NotAllowed, Pass, require_sight, require_supervisor
from trainer.core.scenario import Competence
from trainer.store import ledger, recount, tallies
from trainer.store.database import Store
from trainer.store.ledger import Note
from trainer.store.tallies import ABILITY, EVERYTHING, TOPIC, Line, Scope
from trainer.training.people import Colleague, colleagues

UNFILED = "其他"
MISTAKES_TOLD = 8
NO_NAMES: Final[Mapping[str, str]] = {}
LOOK = "look"


@dataclass(frozen=True, slots=True)
class Names:
    """What rules and mistakes are called, and the topic of each rule; all rules that are known."""

    title: Callable[[str], str]
    topic: Callable[[str], str]
    mistakes: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()


def names_of(ground: Ground, mistakes: Mapping[str, str] = NO_NAMES, rules: Iterable[str] = ()) -> Names:
    """Return the names of the rules of an edition; each is looked up once."""

    @cache
    def known(rule: str) -> Subject:
        return subject(ground, rule)

    library = ground.library
    all_rules = (*library.phrases, *library.steps, *library.rules, *library.forbidden, *rules)
    return Names(
        lambda rule: known(rule).title,
        lambda rule: known(rule).kind,
        mistakes,
        tuple(dict.fromkeys(all_rules)),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None means any. `column` is a topic or a competence, "" for all of the axis."""

    sort: Sort = Sort.PRACTICE
    slot: int = 0
    hall_id: int | None = None
    team: str | None = None
    person_id: int | None = None
    axis: Axis = "主题"
    column: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What can be asked for: halls by id, people, topics, and the slots of time with anything of a sort."""

    halls: tuple[tuple[int, str], ...]
    people: tuple[Colleague, ...]
    slots: Mapping[Sort, tuple[int, ...]]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The answer to what was `wanted`; `weeks_beside` are the hall's where somebody was chosen."""

    wanted: Wanted
    heat: HeatMap
    weakest: tuple[Named, ...]
    mistakes: tuple[Named, ...]
    weeks: tuple[Week, ...]
    weeks_beside: tuple[Week, ...]
    spread: Spread
    radar: tuple[Spoke, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """What people have still to do now, whatever sort or time is looked at: reviews, and assessments."""

    due: tuple[Due, ...]
    absences: tuple[Absence, ...]


def frame(store: Store, by: Pass, names: Names) -> Frame:
    """Tell what can be asked for, and file the rules that are new under their topics; raise NotAllowed."""
    seen = _in_service(colleagues(store, by))
    known = tallies.topics(store)
    recount.file_under(store, {rule: names.topic(rule) or UNFILED for rule in {*known, *names.rules}})
    topics = dict.fromkeys(sorted(filter(None, tallies.topics(store).values())))
    halls = dict.fromkeys((each.hall_id, each.hall) for each in seen)
    slots = {sort: tuple(sorted(tallies.slots(store, sort), key=_latest_first)) for sort in Sort}
    return Frame(tuple(halls), tuple(seen), slots, tuple(topics))


def figures(store: Store, by: Pass, wanted: Wanted, names: Names) -> Figures:
    """Return the figures wanted; raise NotAllowed. A look at somebody else's figures is written down."""
    everybody = colleagues(store, by)
    hall, chosen = _chosen(by, _in_service(everybody), wanted)
    if wanted.person_id is not None:
        _write_look(store, by, chosen[0])
    registered = len(everybody) if by.role == "admin" else None
    return _Reading(store, wanted, names, hall, chosen, registered).told()


def pending(store: Store, by: Pass, wanted: Wanted, awaited: Sequence[Awaited] = ()) -> Pending:
    """Tell what those wanted have still to do; `awaited` are the assessments set. Raise NotAllowed."""
    _, chosen = _chosen(by, _in_service(colleagues(store, by)), wanted)
    who, now = _who(chosen), store.clock()
    counts = tallies.due(store, _ids(chosen), *core.today_of(now))
    return Pending(core.due(counts, who), core.absences(awaited, who, now))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One answer in the making: the hall in view, and those of it who were chosen."""

    store: Store
    wanted: Wanted
    names: Names
    hall: Sequence[Colleague]
    chosen: Sequence[Colleague]
    registered: int | None
    """How many there are at all, where that is known."""

    def told(self) -> Figures:
        abilities = tallies.by_subject(self.store, self._scope(self.hall), ABILITY)
        heat = self._heat(_who(self.chosen), abilities)
        return Figures(
            self.wanted,
            heat,
            core.weakest(self._rules(heat)),
            tuple(self._mistakes()),
            self._weeks(self.chosen),
            self._weeks(self.hall) if self._compares else (),
            core.spread(self._shares(heat), heat.few),
            self._radar(abilities),
        )

    @property
    def _compares(self) -> bool:
        """Tell whether somebody stands beside others who may be seen."""
        return len(self.hall) > len(self.chosen)

    @property
    def _topic(self) -> str | None:
        return self.wanted.column if self.wanted.axis == "主题" and self.wanted.column else None

    def _scope(self, people: Sequence[Colleague]) -> Scope:
        """Return the scope of some people; of everybody it is read faster."""
        ids = None if len(people) == self.registered else _ids(people)
        return Scope(self.wanted.sort, self.wanted.slot, ids)

    def _heat(self, who: Sequence[Who], abilities: Sequence[Line]) -> HeatMap:
        if self.wanted.axis == "能力":
            columns = [Column(each.value, each.value) for each in Competence]
            return core.heat_map(who, columns, _by_place(abilities), few=1)
        scope = self._scope(self.chosen)
        if self._topic is None:
            found = _by_place(tallies.by_subject(self.store, scope, TOPIC), UNFILED)
            columns = [Column(topic, topic) for topic in sorted({key for _, key in found})]
            return core.heat_map(who, columns, found)
        found = _by_place(tallies.cells(self.store, scope, self._topic))
        columns = [Column(rule, self.names.title(rule)) for rule in sorted({key for _, key in found})]
        return core.heat_map(who, columns, found)

    def _shares(self, heat: HeatMap) -> Iterable[Sum]:
        if self.wanted.axis == "能力" and self.wanted.column:
            return [heat.cells.get((each.id, self.wanted.column), Sum()) for each in heat.people]
        return heat.rows.values()

    def _rules(self, heat: HeatMap) -> Iterable[Named]:
        """Return the sums of the rules; where the columns are rules or competences, theirs."""
        if self._topic is not None or self.wanted.axis == "能力":
            return [Named(each.id, each.title, heat.feet[each.id]) for each in heat.columns]
        lines = tallies.rules(self.store, self._scope(self.chosen))
        return [Named(line.key, self.names.title(line.key), _sum(line)) for line in lines]

    def _mistakes(self) -> Iterator[Named]:
        scope = self._scope(self.chosen)
        for line in tallies.slips(self.store, scope, MISTAKES_TOLD, self._topic):
            yield Named(line.key, self.names.mistakes.get(line.key, line.key), _sum(line))

    def _weeks(self, people: Sequence[Colleague]) -> tuple[Week, ...]:
        span = core.span_of(self.wanted.slot, self.store.clock())
        lines = tallies.weeks(self.store, self._scope(people), self._subjects(), span)
        return core.progress({line.week: _sum(line) for line in lines}, span[1])

    def _subjects(self) -> list[str]:
        """Return whose weeks are wanted: a topic's or a competence's, or all together."""
        if self.wanted.axis == "主题":
            return [TOPIC + self._topic if self._topic else EVERYTHING]
        wanted = [self.wanted.column] if self.wanted.column else [each.value for each in Competence]
        return [ABILITY + each for each in wanted]

    def _radar(self, abilities: Sequence[Line]) -> tuple[Spoke, ...]:
        """Pair the marks of one chosen with the hall's; of several the hall's stand alone."""
        chosen = set(_ids(self.chosen))
        own = _by_key(line for line in abilities if line.person_id in chosen)
        return core.radar(own, _by_key(abilities) if self._compares else {})


def _in_service(people: Iterable[Colleague]) -> list[Colleague]:
    return [each for each in people if each.active]


def _who(people: Iterable[Colleague]) -> list[Who]:
    return [Who(each.id, each.name, each.team) for each in people]


def _chosen(by: Pass, seen: Sequence[Colleague], wanted: Wanted) -> tuple[list[Colleague], list[Colleague]]:
    """Return the hall in view, and those of it who are wanted; raise NotAllowed."""
    if wanted.hall_id is not None and by.role != "trainee":
        require_supervisor(by, wanted.hall_id)
    hall = [each for each in seen if wanted.hall_id in (None, each.hall_id)]
    if wanted.person_id is None:
        return hall, [each for each in hall if wanted.team in (None, each.team)]
    found = next((each for each in seen if each.id == wanted.person_id), None)
    if found is None:
        raise NotAllowed("看不到这个人的统计：可能不在本厅，或已停用。")
    require_sight(by, found.id, found.hall_id)
    return [each for each in seen if each.hall_id == found.hall_id], [found]


def _write_look(store: Store, by: Pass, whom: Colleague) -> None:
    """Write down that somebody's figures were looked at, once a day for each who looks."""
    if by.person_id in (EVERYBODY.person_id, whom.id):
        return
    last = ledger.latest(store, whom.hall_id, LOOK, str(whom.id))
    today, _ = core.today_of(store.clock())
    if last is None or last.actor_id != by.person_id or last.at < today:
        note = Note(LOOK, str(whom.id), {"what": "figures"}, by.person_id)
        ledger.add(store, whom.hall_id, note)


def _ids(people: Iterable[Colleague]) -> tuple[int, ...]:
    return tuple(each.id for each in people)


def _sum(line: Line) -> Sum:
    return Sum(line.n, line.points, line.best)


def _by_place(lines: Iterable[Line], unnamed: str = "") -> dict[tuple[int, str], Sum]:
    return {(line.person_id, line.key or unnamed): _sum(line) for line in lines}


def _by_key(lines: Iterable[Line]) -> dict[str, Sum]:
    found: dict[str, Sum] = {}
    for line in lines:
        found[line.key] = found.get(line.key, Sum()) + _sum(line)
    return found


def _latest_first(slot: int) -> tuple[bool, str]:
    """Put for ever first, then each year before its months, the latest first."""
    return slot != 0, "".join(chr(ord("9") - int(digit)) for digit in str(slot))
