"""Sitting an assessment: part after part, no way back, and a clock that nothing stops.

The clock is the machine's own, but it never goes back (see `watch`): to set it back wins no time, and a
crash costs what it took. Marks are told by `defending.standing`, not here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trainer.content.snapshot import from_text
from trainer.core.errors import TrainerError
from trainer.core.exam.setting import Part, Setting
from trainer.core.rights import Pass, may_supervise, require_supervisor
from trainer.store import attempts as records
from trainer.store import exams as store_of
from trainer.store import ledger
from trainer.store.exams import SittingRow
from trainer.store.ledger import Note
from trainer.store.rows import AttemptRow
from trainer.training import attempts
from trainer.training.admission import admit_alone
from trainer.training.attempts import Attempt, FixedPlay
from trainer.training.exams import written
from trainer.training.exams.offers import WHY_NOT, offer_of
from trainer.training.exams.publishing import Published, published_of
from trainer.training.exams.worth import as_recorded, part_results
from trainer.training.exams.written import Written
from trainer.training.hall import Hall

FOCUS, RELEASED = "focus", "sitting.released"
LEFT: Final = "focus.left"
"""Written while the window is away, so that it is known even where nobody comes back to it."""
GRACE: Final = timedelta(seconds=5)
"""So long after the end an answer on its way is still taken."""


class TimeIsUp(TrainerError):
    """The time of a sitting or of a part is over: what is there is handed in."""


class NotOpen(TrainerError):
    """An assessment that cannot be sat now: why."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A sitting that goes on: which part is next, and until when (None: no limit)."""

    row: SittingRow
    published: Published
    place: int
    now: datetime
    ends: datetime | None
    part_ends: datetime | None

    @property
    def setting(self) -> Setting:
        """What was fixed."""
        return self.published.setting

    @property
    def part(self) -> Part | None:
        """The part that is next; None where all are done."""
        return self.setting.parts[self.place] if self.place < len(self.setting.parts) else None

    @property
    def part_ends_first(self) -> bool:
        """Tell whether the part's own time is over before that of the whole."""
        return self.part_ends is not None and (self.ends is None or self.part_ends < self.ends)

    @property
    def part_is_up(self) -> bool:
        """Tell whether the time of the part is over, and that of the whole is not."""
        return self.part_ends_first and self.part_ends is not None and self.part_ends <= self.now

    @property
    def left(self) -> timedelta | None:
        """The time left, of the part or of the whole, whichever is less; None without a limit."""
        ends = [end for end in (self.ends, self.part_ends) if end is not None]
        return min(ends) - self.now if ends else None


def begin(hall: Hall, by: Pass, assessment_id: str, person_id: int) -> Seat:
    """Sit down, or go on with the sitting that goes on; raise NotAllowed, NotOpen, AlreadyOver."""
    admit_alone(hall.store, by, person_id)
    found = published_of(hall, assessment_id)
    offer = offer_of(hall, found, person_id)
    if person_id not in found.setting.people:
        raise NotOpen("名单里没有您，请找主管。")
    if offer.state not in ("可以参加", "进行中"):
        raise NotOpen(WHY_NOT[offer.state])
    payload = {"signed_in": by.person_id == person_id, "settings": found.row.hash}
    row = store_of.begin(hall.store, found.row, person_id, found.setting.attempts, payload)
    _settle_leave(hall, found, row)
    return seat_of(hall, by, row.id)


def seat_of(hall: Hall, by: Pass, sitting_id: str) -> Seat:
    """Return how a sitting stands now; raise NotAllowed, AssessmentUnknown."""
    row = store_of.sitting_of(hall.store, sitting_id)
    admit_alone(hall.store, by, row.person_id)
    found = published_of(hall, row.assessment_id)
    attempts_of = _attempts(hall, sitting_id)
    place = next((i for i, _ in enumerate(found.setting.parts) if not _is_done(attempts_of.get(i))), None)
    place = len(found.setting.parts) if place is None else place
    going_on = attempts_of.get(place)
    part = found.setting.parts[place] if place < len(found.setting.parts) else None
    begun = going_on.started if going_on else None
    part_ends = _after(begun, part.minutes) if part and begun else None
    return Seat(
        row, found, place, _now(hall, sitting_id), _after(row.begun, found.setting.minutes), part_ends
    )


def open_part(hall: Hall, by: Pass, seat: Seat) -> Attempt | Written:
    """Begin the part that is next, or take it up again at the same act; raise TimeIsUp."""
    require_time(hall, by, seat.row.id)
    part = seat.part
    if part is None:
        raise NotOpen("各部分都做完了，请交卷。")
    going_on = _attempts(hall, seat.row.id).get(seat.place)
    if going_on:
        return reopen(hall, going_on)
    where = (seat.row.id, seat.place)
    if part.kind != "scenario":
        return written.begin(hall, seat.row.person_id, part, where)
    text = records.snapshot_of(hall.store, part.snapshot)
    fixed = FixedPlay(from_text(text), text, part.seed, part.typed, where)
    return attempts.start_fixed(hall, seat.row.person_id, seat.row.person, fixed)


def reopen(hall: Hall, row: AttemptRow) -> Attempt | Written:
    """Take a part up again where its last recorded act left it."""
    return written.reopen(hall.store, row) if written.is_written(row) else attempts.reopen(hall.store, row)


def require_time(hall: Hall, by: Pass, sitting_id: str) -> Seat:
    """Return the seat while there is time, with some grace for what is on its way; raise TimeIsUp."""
    seat = seat_of(hall, by, sitting_id)
    if seat.row.finished is not None:
        raise TimeIsUp("这次考核已经交卷了。")
    if seat.left is not None and seat.left < -GRACE:
        raise TimeIsUp("时间到了，做到这里为止，已经做的都算数。")
    return seat


def note_focus(hall: Hall, by: Pass, sitting_id: str, seconds: float) -> None:
    """Note that the window was left, for so many seconds; it is shown, not punished."""
    _note_away(hall, seat_of(hall, by, sitting_id), FOCUS, seconds)


def note_left(hall: Hall, by: Pass, sitting_id: str, seconds: float) -> None:
    """Note that the window was left so many seconds ago; `note_focus` follows when it is returned to.

    Where it never does, for the program was ended, the next to begin or to hand in tells the length.
    """
    _note_away(hall, seat_of(hall, by, sitting_id), LEFT, seconds)


def release(hall: Hall, by: Pass, sitting_id: str, reason: str) -> None:
    """Let a trainee leave before the end, as a supervisor; while there is time it can be gone on with."""
    row = store_of.sitting_of(hall.store, sitting_id)
    hall_id = store_of.assessment_of(hall.store, row.assessment_id).hall_id
    require_supervisor(by, hall_id)
    ledger.add(hall.store, hall_id, Note(RELEASED, sitting_id, {"reason": reason.strip()}, by.person_id))


def end_part(hall: Hall, by: Pass, seat: Seat, done: Attempt | Written, now_ms: int = 0) -> Seat:
    """End a part as it stands (a scenario at `now_ms` of its own clock), and go on to the next."""
    admit_alone(hall.store, by, seat.row.person_id)
    if isinstance(done, Written):
        written.finish(hall, done)
    else:
        attempts.finish(hall, done, now_ms)
    return seat_of(hall, by, seat.row.id)


def pass_over(hall: Hall, by: Pass, seat: Seat) -> Seat:
    """End the part that goes on as it stands, for its time is over, and go on to the next."""
    admit_alone(hall.store, by, seat.row.person_id)
    going_on = _attempts(hall, seat.row.id).get(seat.place)
    if going_on:
        _end_as_it_stands(hall, going_on)
    return seat_of(hall, by, seat.row.id)


def hand_in(hall: Hall, by: Pass, sitting_id: str) -> SittingRow:
    """End a sitting: what goes on is ended as it stands, what was never begun earns nothing."""
    row = store_of.sitting_of(hall.store, sitting_id)
    found = published_of(hall, row.assessment_id)
    if not may_supervise(by, found.row.hall_id):
        admit_alone(hall.store, by, row.person_id)
    for attempt in _attempts(hall, sitting_id).values():
        if not _is_done(attempt):
            _end_as_it_stands(hall, attempt)
    _settle_leave(hall, found, row)
    results = part_results(hall.store, found.setting, _attempts(hall, sitting_id))
    store_of.end(hall.store, found.row.hall_id, row, as_recorded(found.setting, results))
    return store_of.sitting_of(hall.store, sitting_id)


def _note_away(hall: Hall, seat: Seat, kind: str, seconds: float) -> None:
    payload = {"seconds": round(seconds, 1), "part": seat.place}
    ledger.add(hall.store, seat.published.row.hall_id, Note(kind, seat.row.id, payload, seat.row.person_id))


def _settle_leave(hall: Hall, found: Published, row: SittingRow) -> None:
    """Note how long the window was left that nobody came back to before now."""
    hall_id = found.row.hall_id
    left, back = (ledger.latest(hall.store, hall_id, kind, row.id) for kind in (LEFT, FOCUS))
    if left is None or (back is not None and back.seq > left.seq):
        return
    since = max((hall.store.clock() - left.at).total_seconds(), 0)
    payload = {"seconds": round(left.payload["seconds"] + since, 1), "part": left.payload["part"]}
    ledger.add(hall.store, hall_id, Note(FOCUS, row.id, payload, row.person_id))


def _attempts(hall: Hall, sitting_id: str) -> dict[int, AttemptRow]:
    ids = store_of.parts_of(hall.store, sitting_id)
    return {place: records.attempt_of(hall.store, id) for place, id in ids.items()}


def _is_done(row: AttemptRow | None) -> bool:
    return row is not None and row.finished is not None


def _now(hall: Hall, sitting_id: str) -> datetime:
    return hall.watch.now(sitting_id, hall.store.clock(), store_of.last_instant(hall.store, sitting_id))


def _after(begun: datetime, minutes: int) -> datetime | None:
    return begun + timedelta(minutes=minutes) if minutes else None


def _end_as_it_stands(hall: Hall, row: AttemptRow) -> None:
    opened = reopen(hall, row)
    if isinstance(opened, Written):
        written.finish(hall, opened)
    else:
        attempts.finish(hall, opened, opened.shift.now)
