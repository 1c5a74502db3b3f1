"""What the host does in a morning round: every act but `Free` can be taken back, the last one first."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from trainer.core.rounds.acts import (
    Event,
    EventKind,
    Extend,
    HostDeed,
    Judge,
    Remove,
    Steer,
    Step,
)
from trainer.core.rounds.setup import choice_at
from trainer.core.rounds.state import Round, RoundRefused, Stage, Verdict

SECOND: Final = 1000
MOST_MORE: Final = 300
"""So many seconds more can be given at once."""

Steered = tuple[Round, tuple[Event, ...]]
_After = tuple[Stage, EventKind]


def steer(round: Round, at: int, deed: HostDeed) -> Steered:
    """Do what the host does at an instant (ms); raise RoundRefused."""
    match deed:
        case Steer("back"):
            return _back(round, at)
        case Steer():
            return _put(round, at, _STEPS[deed.step](round, at))
        case Extend():
            return _put(round, at, _extend(round, at, deed.ms))
        case Judge():
            return _judge(round, at, deed)
        case Remove():
            return _remove(round, at, deed.seat)
        case _:
            return _free(round, at, deed.seat)


def closed(stage: Stage, at: int) -> Stage:
    """Close the question on the stage: what arrives from this instant on does not count."""
    return replace(stage, phase="closed", deadline=None, left=None, paused=False, ended=at)


def _put(round: Round, at: int, after: _After, seat: str = "") -> Steered:
    """Put a new stage up, and keep the one before to go back to, with its clock as it stands."""
    stage, kind = after
    kept = (*round.past, _stopped(round.stage, at))
    shown = round.shown | stage.revealed
    return replace(round, stage=stage, past=kept, shown=shown), (Event(at, kind, seat, stage.index),)


def _stopped(stage: Stage, at: int) -> Stage:
    """Turn what is left of a running clock into a number that waits."""
    if stage.deadline is None:
        return stage
    return replace(stage, deadline=None, left=stage.deadline - at)


def _running(stage: Stage, at: int) -> Stage:
    """Let a clock that waited run again; a question that was paused stays so."""
    if stage.left is None or stage.paused:
        return stage
    return replace(stage, deadline=at + stage.left, left=None)


def _back(round: Round, at: int) -> Steered:
    if not round.past:
        raise RoundRefused("没有可以撤回的操作。")
    stage = _running(round.past[-1], at)
    there = Counter(seat.name for seat in round.seats if seat.id not in stage.removed)
    if twice := [name for name, times in there.items() if times > 1]:
        raise RoundRefused(f"“{twice[0]}”已经重新加入，不能再撤回移出。")
    again = replace(round, stage=stage, past=round.past[:-1])
    return again, (Event(at, "taken-back", question=stage.index),)


def _next(round: Round, at: int) -> _After:
    if round.phase in ("question", "closed", "summary"):
        raise RoundRefused(_NOT_NEXT[round.phase])
    if round.is_last:
        return _end(round, at)
    seconds = round.setup.seconds
    deadline = None if seconds is None else at + seconds * SECOND
    index = round.index + 1
    return replace(round.stage, phase="question", index=index, deadline=deadline, ended=None), "opened"


_NOT_NEXT: Final = {
    "question": "本题还在作答，请先截止。",
    "closed": "请先公布答案，或跳过本题。",
    "summary": "本轮早会已经结束。",
}


def _close(round: Round, at: int) -> _After:
    _require(round, "question")
    return closed(round.stage, at), "closed"


def _reveal(round: Round, at: int) -> _After:
    _require(round, "closed")
    revealed = round.stage.revealed | {round.index}
    return replace(round.stage, phase="reveal", revealed=revealed), "revealed"


def _board(round: Round, at: int) -> _After:
    _require(round, "reveal")
    return replace(round.stage, phase="board"), "board"


def _pause(round: Round, at: int) -> _After:
    _require(round, "question")
    if round.stage.paused:
        raise RoundRefused("已经暂停了。")
    return replace(_stopped(round.stage, at), paused=True), "paused"


def _resume(round: Round, at: int) -> _After:
    if not round.stage.paused:
        raise RoundRefused("没有暂停，不用继续。")
    return _running(replace(round.stage, paused=False), at), "resumed"


def _skip(round: Round, at: int) -> _After:
    _require(round, "question", "closed", "reveal")
    skipped = round.stage.skipped | {round.index}
    return replace(closed(round.stage, at), phase="board", skipped=skipped), "skipped"


def _end(round: Round, at: int) -> _After:
    if round.phase == "summary":
        raise RoundRefused(_NOT_NEXT["summary"])
    return replace(closed(round.stage, at), phase="summary"), "ended"


def _extend(round: Round, at: int, ms: int) -> _After:
    stage = round.stage
    _require(round, "question", "closed")
    if round.setup.seconds is None:
        raise RoundRefused("本轮不限时，不用延时；误按了截止可以撤回。")
    if not SECOND <= ms <= MOST_MORE * SECOND:
        raise RoundRefused(f"一次可以延时 1 到 {MOST_MORE} 秒。")
    if round.index in round.shown or _is_won(round):
        raise RoundRefused("这道题已经有了结果，不能再延时。")
    if stage.phase == "closed":
        return replace(stage, phase="question", deadline=at + ms, ended=None), "extended"
    if stage.paused:
        return replace(stage, left=(stage.left or 0) + ms), "extended"
    return replace(stage, deadline=(stage.deadline or at) + ms), "extended"


def _judge(round: Round, at: int, deed: Judge) -> Steered:
    stage, turn, question = round.stage, round.turn, round.question
    if turn is None or question is None or stage.phase not in ("question", "closed") or _is_won(round):
        raise RoundRefused("现在没有举手等着回答的人。")
    choice = choice_at(question, deed.choice)
    if deed.choice and choice is None:
        raise RoundRefused("没有这个选项，请按屏幕上的字母。")
    right = choice.right if choice else deed.right
    row = (*stage.verdicts.get(round.index, ()), Verdict(turn.seat, right, deed.choice))
    judged = replace(stage, verdicts={**stage.verdicts, round.index: row})
    if right and stage.phase == "question":
        judged = closed(judged, at)
    return _put(round, at, (judged, "judged"), turn.seat)


def _is_won(round: Round) -> bool:
    """Tell whether a hand has answered the question on the stage right."""
    return any(verdict.right for verdict in round.stage.verdicts.get(round.index, ()))


def _remove(round: Round, at: int, seat: str) -> Steered:
    _require_seat(round, seat)
    removed = round.stage.removed | {seat}
    return _put(round, at, (replace(round.stage, removed=removed), "removed"), seat)


def _free(round: Round, at: int, seat: str) -> Steered:
    _require_seat(round, seat)
    seats = (replace(each, here=False, free=True) if each.id == seat else each for each in round.seats)
    return replace(round, seats=tuple(seats)), (Event(at, "freed", seat, round.index),)


def _require_seat(round: Round, seat: str) -> None:
    if round.seat(seat) is None:
        raise RoundRefused("这一轮里没有这个人，名单可能刚有变动。")


def _require(round: Round, *phases: str) -> None:
    if round.phase not in phases:
        raise RoundRefused(_NOT_NOW.get(phases, "现在不能这样操作，请看大屏在哪一步。"))


_NOT_NOW: Final[Mapping[tuple[str, ...], str]] = {
    ("question",): "现在没有正在作答的题。",
    ("closed",): "要先截止作答，才能公布答案。",
    ("reveal",): "要先公布答案，才能看排行。",
}

_STEPS: Final[Mapping[Step, Callable[[Round, int], _After]]] = {
    "next": _next,
    "close": _close,
    "reveal": _reveal,
    "board": _board,
    "pause": _pause,
    "resume": _resume,
    "skip": _skip,
    "end": _end,
}
