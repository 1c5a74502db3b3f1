"""The sheet of a hall's month: who took part, what is known and what is not, what was seen on the floor."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trainer.core.errors import TrainerError
from trainer.core.figures import WALL, Sort
from trainer.core.memory import Review
from trainer.core.observing import Form, Item
from trainer.core.quiz.template import Ground
from trainer.core.rights import Pass
from trainer.reports.hallsheets import (
    Heat,
    HeatRow,
    MonthSheet,
    NamedMistake,
    Observed,
    TookPart,
    WeakRule,
    Week,
)
from trainer.reports.sheets import Seal
from trainer.store import attempts as records
from trainer.store import exams as store_of
from trainer.store import memory as log
from trainer.store import observations as kept
from trainer.store.people import Member
from trainer.store.rows import AttemptFilter, AttemptRow
from trainer.training.exams.defending import who
from trainer.training.exams.publishing import published_of
from trainer.training.exams.written import is_written
from trainer.training.figures import Figures, Wanted, figures, names_of
from trainer.training.hall import Hall
from trainer.training.reporting.heads import Words, hall_name, local, who_of

COUNTED = "练习（考核的题次另列，不加在一起）"


class MonthWrong(TrainerError):
    """Text that names no month."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the hall's wall."""

    first: date

    @property
    def slot(self) -> int:
        """How the sums are filed: 202611."""
        return self.first.year * 100 + self.first.month

    @property
    def begins(self) -> datetime:
        """The first instant."""
        return datetime(self.first.year, self.first.month, 1, tzinfo=WALL)

    @property
    def ends(self) -> datetime:
        """The first instant that is no longer in it."""
        following = self.first.replace(day=28) + timedelta(days=4)
        return datetime(following.year, following.month, 1, tzinfo=WALL)

    def holds(self, at: datetime) -> bool:
        """Tell whether an instant lies in it."""
        return self.begins <= at < self.ends


def month_of(text: str) -> Month:
    """Read a month written as 2026-11; raise MonthWrong."""
    try:
        return Month(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise MonthWrong(f"月份「{text}」不对，写成 2026-11 这样。") from None


@dataclass(frozen=True)
class MonthSheets:
    """Makes the sheet of a month; `form` is that of the walks through the hall."""

    hall: Hall
    by: Pass
    hall_id: int
    words: Words
    people: Mapping[int, Member]
    form: Form | None = None

    def sheet(self, month: Month, seal: Seal) -> MonthSheet:
        """Return the sheet; raise NotAllowed."""
        practice, graded = (self._figures(month, sort) for sort in (Sort.PRACTICE, Sort.GRADED))
        reviews = self._reviews(month)
        return MonthSheet(
            hall=hall_name(self.hall.store, self.hall_id),
            month=month.first,
            seal=seal,
            counted=COUNTED,
            people=tuple(self._took_part(month, (practice, graded), reviews)),
            heat=_heat(practice),
            weeks=tuple(
                Week(each.monday, each.sum.share, each.sum.n) for each in practice.weeks if each.sum.n
            ),
            mistakes=tuple(self._mistakes(reviews)),
            weakest=tuple(
                WeakRule(each.id, each.title, round(each.sum.n * (1 - (each.sum.share or 0))), each.sum.n)
                for each in practice.weakest
            ),
            observed=tuple(self._observed(month)),
            absent=tuple(self._absent(month)),
        )

    def _figures(self, month: Month, sort: Sort) -> Figures:
        books = self.words.books
        names = names_of(Ground(books.edition, books.library), self.words.mistakes)
        wanted = Wanted(sort, month.slot, self.hall_id)
        return figures(self.hall.store, self.by, wanted, names)

    def _reviews(self, month: Month) -> dict[int, list[Review]]:
        """Return what each person in service was asked in the month, but for what was taken back."""
        mine = (id for id, each in self.people.items() if each.hall_id == self.hall_id and each.active)
        return {
            id: [
                line.review
                for line in log.reviews(self.hall.store, id)
                if line.kind != "undo" and month.holds(line.review.at)
            ]
            for id in mine
        }

    def _took_part(
        self, month: Month, told: tuple[Figures, Figures], reviews: Mapping[int, Sequence[Review]]
    ) -> Iterator[TookPart]:
        played, (practice, graded) = self._played(month), told
        for each in practice.heat.people:
            mine = played.get(each.id, [])
            instants = [*(review.at for review in reviews.get(each.id, ())), *(row.started for row in mine)]
            if not instants and self.people[each.id].role != "trainee":
                continue  # a supervisor who did not train is not missing
            own, other = practice.heat.rows.get(each.id), graded.heat.rows.get(each.id)
            yield TookPart(
                who=who_of(self.people, each.id, each.name),
                days=len({local(at).date() for at in instants}),
                practised=own.n if own else 0,
                assessed=other.n if other else 0,
                scenarios=sum(row.finished is not None and not is_written(row) for row in mine),
                right=own.share if own else None,
            )

    def _played(self, month: Month) -> dict[int, list[AttemptRow]]:
        wanted = AttemptFilter(since=month.begins, before=month.ends)
        found: dict[int, list[AttemptRow]] = {}
        for row in records.attempts(self.hall.store, wanted):
            found.setdefault(row.header.person_id, []).append(row)
        return found

    def _mistakes(self, reviews: Mapping[int, Sequence[Review]]) -> Iterator[NamedMistake]:
        """Yield the named mistakes of practice, and by how many people each was made."""
        times, whose = Counter[tuple[str, str]](), dict[tuple[str, str], set[int]]()
        for person_id, mine in reviews.items():
            for review in mine:
                if review.mistake and not review.graded:
                    key = (review.mistake, review.rule)
                    times[key] += 1
                    whose.setdefault(key, set()).add(person_id)
        for (mistake, rule), made in times.most_common():
            yield NamedMistake(self.words.mistake(mistake), rule, made, len(whose[mistake, rule]))

    def _observed(self, month: Month) -> Iterator[Observed]:
        """Yield the items that anything was seen of, in the order of the form."""
        counts: dict[str, Counter[str]] = {}
        sheets = kept.in_force(kept.sheets(self.hall.store, self.hall_id))
        for sheet in sheets:
            day = date.fromisoformat(sheet.sheet.day)
            if (day.year, day.month) == (month.first.year, month.first.month):
                for line in sheet.sheet.lines:
                    counts.setdefault(line.spot.item, Counter())[line.verdict] += 1
        known = self.form.by_id if self.form else {}
        order = {id: place for place, id in enumerate(known)}
        for id, seen in sorted(counts.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0])):
            if seen["done"] or seen["missed"]:
                yield _observed(id, known.get(id), seen)

    def _absent(self, month: Month) -> Iterator[str]:
        """Yield who did not come to the assessments that closed in the month."""
        for row in store_of.assessments(self.hall.store, self.hall_id):
            found = published_of(self.hall, row.id)
            if month.holds(found.closes) and not found.withdrawn:
                for each in who(self.hall, self.by, row.id):
                    if each.presence == "缺考":
                        yield f"{each.person}（{row.title}）"


def _observed(id: str, item: Item | None, seen: Mapping[str, int]) -> Observed:
    source = item.sources[0] if item and item.sources else None
    return Observed(item.title if item else id, seen["done"], seen["missed"], seen["unseen"], source)


def _heat(told: Figures) -> Heat:
    heat = told.heat
    rows = tuple(
        HeatRow(who.name, tuple(_cell(told, row, column) for column in range(len(heat.columns))))
        for row, who in enumerate(heat.people)
    )
    return Heat(tuple((each.id, each.title) for each in heat.columns), rows)


def _cell(told: Figures, row: int, column: int) -> tuple[float | None, int]:
    found = told.heat.cell(row, column)
    return found.share, found.n
