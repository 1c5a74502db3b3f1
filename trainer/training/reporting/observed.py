"""What was observed of a person while an assessment could be sat, as their sheet shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trainer.core.composite import PARTS, PRESETS, Period, Weights
from trainer.core.rights import Pass
from trainer.reports.sheets import Observation, SubScore
from trainer.store import observations as kept
from trainer.store.observations import KeptSheet
from trainer.training.evaluation import Evaluated, Results, Table
from trainer.training.exams.publishing import Published
from trainer.training.reporting.heads import local


@dataclass(frozen=True)
class Observations:
    """The final evaluation over the window of one assessment, read once for all of its sheets.

    The look is written down with the sheets that it goes into.
    """

    evaluation: Results
    by: Pass
    published: Published

    @cached_property
    def _period(self) -> Period:
        setting = self.published.setting
        return Period(local(setting.opens).date(), local(self.published.closes).date())

    @cached_property
    def _table(self) -> Table:
        return self.evaluation.table(self.by, self._period)

    def of(self, person_id: int) -> Observation | None:
        """Return what is known of a person; None for nothing."""
        told = next((row for row in self._table.rows if row.person.id == person_id), None)
        if told is None or not any(score.n for score in told.composite.scores.values()):
            return None
        weights, total = self._table.in_force, told.composite.total
        return Observation(
            scores=tuple(_scores(told, weights)),
            total=None if total is None else total / 10,
            band=told.composite.band,
            band_preset=PRESETS[weights.bands].name if weights and weights.bands else "",
            observers=tuple(dict.fromkeys(self._observers(person_id))),
        )

    @cached_property
    def _sheets(self) -> list[KeptSheet]:
        found = kept.sheets(self.evaluation.store, self.evaluation.hall(self.by))
        return [
            each for each in kept.in_force(found) if self._period.holds(date.fromisoformat(each.sheet.day))
        ]

    def _observers(self, person_id: int) -> Iterator[str]:
        for sheet in self._sheets:
            if sheet.by.name and any(line.spot.person_id == person_id for line in sheet.sheet.lines):
                yield sheet.by.name


def _scores(told: Evaluated, weights: Weights | None) -> Iterator[SubScore]:
    for part, name in PARTS.items():
        score = told.score(part)
        percent = None if score.tenths is None else score.tenths / 10
        yield SubScore(name, percent, score.n, weights.of(part) if weights else None)
