"""The final evaluation as a use case: weights that a supervisor sets, everybody's sub-scores and totals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from trainer.core.composite import (
    Composite,
    Inspected,
    Part,
    Period,
    Points,
    Score,
    Simulated,
    Weights,
    check_weights,
    composite,
    gate_of,
    inspection_score,
    mean_score,
    walk_score,
)
from trainer.core.observing import FIRST, Amends, Item, Line
from trainer.core.rights import Pass
from trainer.store import evaluations
from trainer.store import observations as kept
from trainer.store.evaluations import KeptWeights
from trainer.store.ledger import head_of
from trainer.store.observations import KeptSheet
from trainer.store.people import PersonUnknown
from trainer.store.rows import Head
from trainer.training.grounds import Grounds, proper_reason, signed
from trainer.training.people import Colleague, colleagues

Marks = Callable[[int, Period], Sequence[Simulated]]
"""Returns the simulator's marks of a hall in a period."""


def no_marks(_hall_id: int, _period: Period) -> Sequence[Simulated]:
    """Return no marks: a hall that assesses nobody in the simulator."""
    return ()


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Somebody with their evaluation."""

    person: Colleague
    composite: Composite

    def score(self, part: Part) -> Score:
        """Return a sub-score."""
        return self.composite.scores[part]


@dataclass(frozen=True, slots=True)
class Table:
    """Everybody's evaluation, the weights they were combined by, and where the ledger ended then."""

    period: Period
    rows: tuple[Evaluated, ...]
    weights: KeptWeights | None
    head: Head

    @property
    def in_force(self) -> Weights | None:
        """The weights themselves; None where none are set."""
        return self.weights.weights if self.weights else None


@dataclass(frozen=True, slots=True)
class Detail:
    """All that somebody's evaluation is made of: each item's points, the checks, the simulator's marks.

    `items` are those that were ever looked at, with the words of the form as it is now where it has them.
    """

    evaluated: Evaluated
    period: Period
    items: tuple[tuple[str, Item | None, Points], ...]
    inspected: tuple[Inspected, ...]
    simulated: tuple[Simulated, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of everybody in a period, by person."""

    lines: Mapping[int, list[Line]]
    inspected: Mapping[int, list[Inspected]]
    simulated: Mapping[int, list[Simulated]]

    def evaluated(self, person: Colleague, weights: Weights | None) -> Evaluated:
        """Evaluate somebody."""
        simulated = self.simulated.get(person.id, [])
        scores: dict[Part, Score] = {
            "walk": walk_score(self.lines.get(person.id, [])),
            "inspection": inspection_score(self.inspected.get(person.id, [])),
            "simulator": mean_score(each.percent for each in simulated),
        }
        return Evaluated(person, composite(scores, gate_of(simulated), weights))


@dataclass(frozen=True)
class Results(Grounds):
    """The evaluation of a hall."""

    simulated: Marks = field(default=no_marks)

    def weights(self, by: Pass) -> KeptWeights | None:
        """Return the weights in force, with who set them; None where none ever were. Raise NotAllowed."""
        self.require_sight(by)
        return evaluations.newest_weights(self.store, self.hall(by))

    def set_weights(self, by: Pass, weights: Weights | None, amends: Amends = FIRST) -> KeptWeights:
        """Set weights, or (None) take them away; a change names the newest entry one knew, and a reason.

        Raise WeightsRefused, ChangedMeanwhile, NotAllowed.
        """
        if weights is not None:
            check_weights(weights)
        proper = Amends(amends.seq, proper_reason(amends.reason, needed=bool(amends.seq)))
        with self.store.writing() as connection:
            self.require_in(connection, by)
            note = evaluations.weights_note(weights, signed(by))
            added = kept.append(connection, self.store, self.hall(by), note, proper)
        return KeptWeights(added.seq, weights, signed(by), added.at, proper)

    def history(self, by: Pass) -> list[KeptWeights]:
        """List the weights that were ever set, the oldest first; raise NotAllowed."""
        self.require_sight(by)
        return evaluations.weights_set(self.store, self.hall(by))

    def table(self, by: Pass, period: Period) -> Table:
        """Return everybody's evaluation in a period; a trainee's own. Raise NotAllowed."""
        return self._table(by, period, self._found(by, period))

    def _table(self, by: Pass, period: Period, found: _Found) -> Table:
        hall_id = self.hall(by)
        weights = evaluations.newest_weights(self.store, hall_id)
        people = [each for each in colleagues(self.store, by) if each.hall_id == hall_id]
        rows = tuple(
            found.evaluated(each, weights.weights if weights else None)
            for each in people
            if each.active or each.id in found.lines
        )
        return Table(period, rows, weights, head_of(self.store, hall_id))

    def detail(self, by: Pass, person_id: int, period: Period) -> Detail:
        """Return somebody's evaluation item by item; a look at somebody else's is written down.

        Raise NotAllowed, PersonUnknown.
        """
        found = self._found(by, period)
        table = self._table(by, period, found)
        row = next((each for each in table.rows if each.person.id == person_id), None)
        if row is None:
            raise PersonUnknown("名单里没有这个人，请刷新后再看。")
        self.note_looks(by, (person_id,), "evaluation")
        inspected = tuple(found.inspected.get(person_id, []))
        simulated = tuple(found.simulated.get(person_id, []))
        items = tuple(self._items(found.lines.get(person_id, [])))
        return Detail(row, period, items, inspected, simulated)

    def _found(self, by: Pass, period: Period) -> _Found:
        """Read what is known of everybody in a period; raise NotAllowed."""
        self.require_sight(by)
        hall_id = self.hall(by)
        lines: dict[int, list[Line]] = {}
        for sheet in _within(kept.in_force(kept.sheets(self.store, hall_id)), period):
            for line in sheet.sheet.lines:
                lines.setdefault(line.spot.person_id, []).append(line)
        inspected: dict[int, list[Inspected]] = {}
        for check in evaluations.checks_in_force(evaluations.checks(self.store, hall_id)):
            for row in check.rows:
                if period.holds(row.day):
                    inspected.setdefault(row.person_id, []).append(row)
        simulated: dict[int, list[Simulated]] = {}
        for mark in self.simulated(hall_id, period):
            if period.holds(mark.day):
                simulated.setdefault(mark.person_id, []).append(mark)
        return _Found(lines, inspected, simulated)

    def _items(self, lines: Sequence[Line]) -> list[tuple[str, Item | None, Points]]:
        """Add up each item of somebody, in the order of the form."""
        points: dict[str, Points] = {}
        for line in lines:
            points[line.spot.item] = points.get(line.spot.item, Points()).with_line(line)
        order = {id: place for place, id in enumerate(self.form.by_id)}
        ids = sorted(points, key=lambda id: (order.get(id, len(order)), id))
        return [(id, self.form.by_id.get(id), points[id]) for id in ids]


def _within(sheets: Sequence[KeptSheet], period: Period) -> list[KeptSheet]:
    return [each for each in sheets if period.holds(date.fromisoformat(each.sheet.day))]
