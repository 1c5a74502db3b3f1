"""Self-training that remembers: what is due, what was answered, what is weak, and the book of wrong answers.

The spacing is that of FSRS. Its library is known here alone; a rule answered well is next due days later,
one answered wrong ten minutes later. Nothing here is read where marks are given.
"""

import csv
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Self

from fsrs import Card, Rating, Scheduler
from fsrs import State as CardState

from trainer.core import memory
from trainer.core.errors import TrainerError
from trainer.core.memory import (
    ANY_MISTAKE,
    Asked,
    Grade,
    Mastery,
    Mistake,
    MistakeFilter,
    Retention,
    Review,
    Schedule,
    State,
    Trace,
)
from trainer.store import memory as kept
from trainer.store.attempts import attempt_of
from trainer.store.database import Store
from trainer.store.errors import StoreError
from trainer.store.rows import Recall

RETENTION = 0.9
"""The share of due reviews that should be remembered, unless the settings say otherwise."""

LOWEST_RETENTION, HIGHEST_RETENTION = 0.7, 0.97
"""Beyond these the intervals are of no use: months apart, or every day."""

STEP = timedelta(minutes=10)
WEAKEST = 3
TITLES = (
    *("时间", "姓名", "规则", "题目编号", "题型", "选了", "错在", "掌握时间", "移出时间"),
    *("资料版本", "随机种子", "题目参数"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class MistakesNotWritten(TrainerError):
    """The book of wrong answers could not be written to a file: which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the first screen tells a person of their memory."""

    due: tuple[Trace, ...]
    streak: int
    weakest: tuple[Mastery, ...]
    leeches: tuple[Mastery, ...]
    retention: Retention


def spaced(retention: float = RETENTION) -> Schedule:
    """Return the schedule of FSRS that aims at a share of `retention`; the same reviews, the same dates."""
    if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
        raise ValueError(f"no useful retention: {retention}")
    scheduler = Scheduler(
        desired_retention=retention, learning_steps=(STEP,), relearning_steps=(STEP,), enable_fuzzing=False
    )

    def schedule(before: Trace | None, review: Review) -> Trace:
        return _reviewed(scheduler, before, review)

    return schedule


def remember(
    store: Store,
    person_id: int,
    reviews: Sequence[Review],
    asked: Asked | None = None,
    retention: float = RETENTION,
) -> tuple[Trace, ...]:
    """Record the reviews of one answer and schedule their rules anew; return their traces.

    With the question that was `asked`, a wrong answer is kept in the book. All is on the disk when this
    returns, or nothing.
    """
    return kept.remember(store, person_id, reviews, spaced(retention), asked)


def cram(store: Store, person_id: int, reviews: Sequence[Review], asked: Asked | None = None) -> None:
    """Record the reviews of one answer as mere practice: nothing is scheduled anew."""
    kept.remember(store, person_id, reviews, None, asked)


def undo_last(store: Store, person_id: int) -> tuple[Review, ...]:
    """Take back the last answer to a question (a mis-tap); return its reviews, none if there is none."""
    return kept.undo_last(store, person_id)


def learn(
    store: Store,
    attempt_id: str,
    learnt: Sequence[Review],
    retention: float = RETENTION,
    asked: Asked | None = None,
) -> None:
    """Let the memory learn from an attempt that is finished and recorded (see `lessons`).

    The marks stand whatever becomes of the memory: where it cannot be written, these lessons are lost.
    """
    with suppress(StoreError):
        remember(store, attempt_of(store, attempt_id).header.person_id, learnt, asked, retention)


def due(
    store: Store, person_id: int, on: date, limit: int | None = None, zone: tzinfo | None = None
) -> list[Trace]:
    """List what is due by the end of a day (of the machine's own zone by default), the shakiest first."""
    return memory.due_by(kept.traces(store, person_id), _end_of(on, zone))[:limit]


def mastery(store: Store, person_id: int) -> list[Mastery]:
    """Tell of every rule a person was ever asked for how well it is known now, by rule."""
    return sorted(_known(store, kept.traces(store, person_id)), key=lambda each: each.rule)


def weakest(store: Store, person_id: int, n: int = WEAKEST) -> list[Mastery]:
    """List the `n` rules that are remembered worst now."""
    return memory.weakest(_known(store, kept.traces(store, person_id)), n)


def retention(store: Store, person_id: int, zone: tzinfo | None = None) -> Retention:
    """Measure how many of the reviews that were due were remembered (hard, good or easy).

    Counted are reviews of rules that were known, on the day they were due or later; not what is still
    being learnt, not cramming, not what was taken back.
    """
    asked = [each for each in kept.recalls(store, person_id) if _was_due(each, zone)]
    return Retention(sum(each.grade > Grade.AGAIN for each in asked), len(asked))


def streak(store: Store, person_id: int, zone: tzinfo | None = None) -> int:
    """Count the days of practice in a row; a weekend of rest does no harm."""
    days = (moment.astimezone(zone).date() for moment in kept.minutes(store, person_id))
    return memory.streak(days, store.clock().astimezone(zone).date())


def standing(store: Store, person_id: int, zone: tzinfo | None = None) -> Standing:
    """Tell what the first screen shows of a person's memory, now."""
    traces = kept.traces(store, person_id)
    known = _known(store, traces)
    today = store.clock().astimezone(zone).date()
    return Standing(
        tuple(memory.due_by(traces, _end_of(today, zone))),
        streak(store, person_id, zone),
        tuple(memory.weakest(known, WEAKEST)),
        tuple(each for each in memory.weakest(known, len(known)) if each.is_leech),
        retention(store, person_id, zone),
    )


def mistakes(store: Store, wanted: MistakeFilter = ANY_MISTAKE) -> list[Mistake]:
    """List the book of wrong answers, the latest first."""
    return kept.mistakes(store, wanted)


def put_away(store: Store, ids: Collection[int], *, back: bool = False) -> None:
    """Put entries of the book away, or take them `back`; nothing is ever deleted."""
    kept.put_away(store, ids, back=back)


def write_mistakes(path: Path, rows: Iterable[Mistake], words: Mapping[str, str] | None = None) -> Path:
    """Write the book as CSV that spreadsheets open as it is meant, whole or not at all; return the path.

    `words` says rules and mistakes in Chinese, by id. Raise MistakesNotWritten.
    """
    said = words or {}
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(TITLES)
            sheet.writerows([_harmless(cell) for cell in _cells(row, said)] for row in rows)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise MistakesNotWritten(
            f"没能写出 {path}（{error.strerror}）。请关掉正在打开它的程序，或换一个文件夹再导出。"
        ) from error
    return path


class _Card(Card):
    """A card made for one review only: the scheduler's copy of it may be itself."""

    def __copy__(self) -> Self:
        return self


_RATINGS = {grade: Rating(grade.value) for grade in Grade}
_CARD_STATES = {state: CardState(state.value) for state in State}
_STATES = {theirs: ours for ours, theirs in _CARD_STATES.items()}


def _reviewed(scheduler: Scheduler, before: Trace | None, review: Review) -> Trace:
    """Ask FSRS for the next trace; where the clock was set back, no time has passed."""
    at = review.at.astimezone(UTC)
    if before is None:
        card = _Card(card_id=0, due=at)  # without an id it would sleep to find one
        seen = lapses = 0
    else:
        at = max(at, before.last_review)
        state = _CARD_STATES[before.state]
        card = _Card(
            0, state, before.step, before.stability, before.difficulty, before.due, before.last_review
        )
        seen, lapses = before.reviews, before.lapses
    after, _ = scheduler.review_card(card, _RATINGS[review.grade], at)
    assert after.stability is not None  # a card that was reviewed has both
    assert after.difficulty is not None
    return Trace(
        review.rule,
        after.due,
        after.stability,
        after.difficulty,
        _STATES[after.state],
        after.step,
        at,
        seen + 1,
        lapses + memory.is_lapse(before, review),
    )


def _known(store: Store, traces: Iterable[Trace]) -> list[Mastery]:
    now = store.clock()
    return [memory.mastery_of(trace, now) for trace in traces]


def _end_of(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC)


def _was_due(recall: Recall, zone: tzinfo | None) -> bool:
    return recall.due < _end_of(recall.at.astimezone(zone).date(), zone)


def _cells(row: Mistake, words: Mapping[str, str]) -> tuple[object, ...]:
    asked = row.asked
    return (
        *(_instant(row.at), row.person, words.get(row.rule, row.rule), row.question, asked.template),
        *(asked.chosen, words.get(row.mistake, row.mistake), _instant(row.mastered), _instant(row.archived)),
        *(asked.edition, asked.seed, asked.inputs),
    )


def _instant(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
