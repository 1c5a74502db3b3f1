"""What the store hands out and takes in: frozen rows, and instants as they are written down."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from trainer.core.memory import Review, Trace

Payload = dict[str, Any]
ReviewKind = Literal["review", "cram", "undo"]
Kind = Literal["start", "act", "undo", "end", "correction"]
AddedKind = Literal["act", "undo", "correction"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who trains here; the name is unique in the hall."""

    id: int
    name: str
    created: datetime


@dataclass(frozen=True, slots=True)
class AttemptHeader:
    """What is known of an attempt before its first act; `id` is a uuid in hex.

    In an assessment it is the `part` (from 0) of a sitting.
    """

    id: str
    person_id: int
    scenario: str
    variant: str
    title: str
    edition: str
    seed: int
    mode: str
    app_version: str
    sitting_id: str | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt as it stands: who, what, when, and how it ended.

    `snapshot` is the hash of the scenario that was played. `result` is what `finish` was given;
    `abandoned` the reason if it was given up instead. Both are None while it can be gone on with.
    """

    header: AttemptHeader
    person: str
    snapshot: str
    started: datetime
    finished: datetime | None
    result: Payload | None
    abandoned: str | None

    @property
    def id(self) -> str:
        """The attempt's id."""
        return self.header.id


@dataclass(frozen=True, slots=True)
class AttemptFilter:
    """Which attempts to list; None means any. `since` and `before` bound the start."""

    person_id: int | None = None
    scenario: str | None = None
    mode: str | None = None
    finished: bool | None = None
    since: datetime | None = None
    before: datetime | None = None


ANY_ATTEMPT = AttemptFilter()


@dataclass(frozen=True, slots=True)
class Record:
    """One link of the chain, as it lies on the disk."""

    seq: int
    attempt_id: str
    kind: Kind
    ordinal: int
    payload: Payload
    at: datetime
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class StoredAct:
    """One thing the trainee did, or took back, in its order within the attempt."""

    ordinal: int
    kind: Literal["act", "undo"]
    payload: Payload


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: print it on a report, and cutting off what came before shows."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing `verify` found wrong; `seq` and `attempt_id` say where, if it has a place."""

    seq: int | None
    attempt_id: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class LoggedReview:
    """A line of the log of reviews; the reviews of one answer share their `answer`.

    `before` is the trace as it was (None: the rule had never been asked for). A "cram" leaves the trace
    alone; an "undo" repeats the review it takes back, and `undoes` is the `seq` of that.
    """

    seq: int
    person_id: int
    answer: int
    kind: ReviewKind
    review: Review
    before: Trace | None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """A review of a rule that was known: when, when it was due, and how well it was remembered."""

    at: datetime
    due: datetime
    grade: int


def utc_now() -> datetime:
    """Read the clock of the machine."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Write an instant down: UTC, to the microsecond, so that texts sort as instants do."""
    if moment.tzinfo is None:
        raise ValueError(f"an instant needs its time zone: {moment}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def instant(text: str) -> datetime:
    """Read an instant that `stamp` wrote."""
    return datetime.fromisoformat(text)
