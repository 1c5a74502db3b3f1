"""The verb `round`: a morning round held at the terminal, by names or teams that the host calls out."""

import argparse
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from getpass import getpass
from time import monotonic
from typing import Final

from trainer.cli.exits import Exit
from trainer.cli.output import ask, say, say_all
from trainer.core.asks import Ask, Choose, Raise, Refused
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.question import Question
from trainer.core.rights import EVERYBODY, Pass
from trainer.core.round import advance
from trainer.core.rounds.acts import Extend, HostDeed, Judge, Steer, Step
from trainer.core.rounds.board import Standing, standings
from trainer.core.rounds.setup import LETTERS
from trainer.core.rounds.state import Phase, Round, RoundRefused
from trainer.core.rounds.summary import RoundSummary
from trainer.paths import find_places
from trainer.training import signin
from trainer.training.hall import Hall, open_hall
from trainer.training.roundends import finish
from trainer.training.roundplans import ByBlueprint, FromMistakes, OfRule, Plan, Wanted
from trainer.training.rounds import LiveRound, interrupted, open_round, resume_round

HELP: Final = (
    "  回车      下一步：出题、截止、公布、排行",
    "  3b        3 号答 B；抢答时 3 是 3 号举手，b（或 y、n）是判他的答案",
    "  j 姓名    加人（姓名或工号）",
    "  p         暂停或继续        +20   延时 20 秒",
    "  s         跳过，本题不计    u     撤回主持人的上一步",
    "  e         提前结束          q     先离开，下次接着开",
)
_ONWARD: Final[dict[Phase, Step]] = {
    "lobby": "next",
    "question": "close",
    "closed": "reveal",
    "reveal": "board",
    "board": "next",
}
_STEPS: Final[dict[str, Step]] = {"s": "skip", "u": "back", "e": "end"}


def run(args: argparse.Namespace) -> int:
    """Hold a round to its summary, or until the host leaves; everything is kept."""
    hall = open_hall(find_places(args.home, args.content))
    try:
        by = _host(hall)
        live = _going_on(hall, by) or open_round(hall, by, _plan(args))
        table = Table(live)
        if not live.round.seats:
            table.seat(*(args.team if args.device else ()), kind="device")
            table.seat(*args.name)
        if table.hold():
            say_all(report(finish(hall, by, live)))
        else:
            say("已保存。下次运行 trainer round，可以接着开。")
    finally:
        hall.close()
    return Exit.OK


def _host(hall: Hall) -> Pass:
    """Return who holds the round; where there is an administrator they sign in."""
    if signin.is_open(hall.store):
        return EVERYBODY
    return signin.Door(hall.store).sign_in(ask("主管姓名或工号> "), getpass("密码> "))


def _going_on(hall: Hall, by: Pass) -> LiveRound | None:
    for row in interrupted(hall, by)[:1]:
        if ask(f"“{row.title}”还没有开完，接着开吗？（回车接着开，n 另开一轮）> ") != "n":
            return resume_round(hall, by, row.id)
    return None


def _plan(args: argparse.Namespace) -> Plan:
    wanted: Wanted = ByBlueprint(Blueprint((Row(args.count),)))
    if args.rule:
        wanted = OfRule(args.rule, args.count)
    elif args.days:
        wanted = FromMistakes(args.count, args.days, tuple(args.team))
    return Plan(
        args.title,
        wanted,
        seed=args.seed,
        seconds=args.seconds,
        by="teams" if len(args.team) > 1 else "persons",
        teams=tuple(args.team),
        way="hands" if args.hands else "answers",
    )


@dataclass(slots=True)
class Table:
    """The host at the terminal with a round; `read` reads the wall's clock (s)."""

    live: LiveRound
    read: Callable[[], float] = monotonic
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._since = self.read() - self.live.round.now / 1000

    def seat(self, *names: str, kind: str = "host") -> None:
        """Give seats to people by name or staff number, or to the devices of teams."""
        for name in names:
            if kind == "device":
                self.live.seat("", self._now(), name, "device")
            else:
                name, _, team = name.partition("@")
                self.live.seat(name, self._now(), team)

    def hold(self) -> bool:
        """Do what is typed until the summary; tell whether it was reached."""
        say_all(HELP)
        while self._round().phase != "summary":
            say_all(_view(self._round(), self._now()))
            typed = unicodedata.normalize("NFKC", ask("> ")).strip()
            if typed == "q":
                return False
            try:
                self._do(typed)
            except RoundRefused as refusal:
                say(str(refusal))
        return True

    def _do(self, typed: str) -> None:
        round, word = self._round(), typed.lower()
        if word in ("", *_STEPS):
            self._steer(Steer(_STEPS.get(word) or _ONWARD[round.phase]))
        elif word == "p":
            self._steer(Steer("resume" if round.stage.paused else "pause"))
        elif found := re.fullmatch(r"\+([0-9]{1,3})", word):
            self._steer(Extend(int(found[1]) * 1000))
        elif typed.startswith("j "):
            self.seat(typed[2:].strip())
        elif found := re.fullmatch(r"([0-9]{1,3})([a-d]?)", word):
            self._play(round, int(found[1]), found[2])
        elif word in ("y", "n", *LETTERS) and round.setup.way == "hands":
            self._steer(Judge(word == "y", word if word in LETTERS else ""))
        else:
            say_all(HELP)

    def _play(self, round: Round, number: int, letter: str) -> None:
        if not 1 <= number <= len(round.players):
            raise RoundRefused(f"没有 {number} 号，请看名单。")
        seat = round.players[number - 1].id
        deed: Ask = Choose(seat, round.index, letter) if letter else Raise(seat)
        (reply,) = self.live.decide([(deed, self._now())])
        if isinstance(reply, Refused):
            raise RoundRefused(reply.reason)

    def _steer(self, deed: HostDeed) -> None:
        self.live.steer(deed, self._now())

    def _now(self) -> int:
        return max(self.live.round.now, int((self.read() - self._since) * 1000))

    def _round(self) -> Round:
        return advance(self.live.round, self._now())[0]


def _view(round: Round, now: int) -> Iterator[str]:
    """Show what stands on the stage."""
    yield ""
    yield "  ".join(f"{number} {seat.name}" for number, seat in enumerate(round.players, 1)) or "还没有人"
    question = round.question
    if question is None:
        yield "准备开始：回车出第 1 题。"
    elif round.phase in ("question", "closed", "reveal"):
        yield from _asked(round, question, now)
    else:
        yield from _board(round)


def _asked(round: Round, question: Question, now: int) -> Iterator[str]:
    came, could = round.answered
    left = round.left(now)
    clock = "" if left is None else f"  还有 {-(-left // 1000)} 秒"
    state = {"question": "暂停" if round.stage.paused else "作答", "closed": "截止", "reveal": "答案"}
    number = f"第 {round.index + 1}/{len(round.setup.questions)} 题"
    yield f"-- {number}  {state[round.phase]}  已答 {came}/{could}{clock} --"
    yield question.stem
    for letter, choice in zip(LETTERS, question.choices, strict=False):
        mark = " √" if choice.right and round.phase == "reveal" else ""
        yield f"  {letter.upper()}. {choice.text}{mark}"
    if turn := round.turn:
        seat = round.seat(turn.seat)
        yield f"轮到：{seat.name if seat else ''}"
    if round.phase == "reveal":
        yield from question.explanation


def _board(round: Round) -> Iterator[str]:
    yield "-- 排行 --" if round.index in round.counted else "-- 本题不计，排行如下 --"
    yield from (_standing(row) for row in standings(round))


def _standing(row: Standing) -> str:
    right = f"{float(row.right):.1f}".removesuffix(".0")
    return f"  {row.place}. {row.name}  答对 {right}/{row.asked}"


def report(summary: RoundSummary) -> Iterator[str]:
    """Tell a round in one minute."""
    yield f"\n== {summary.title}：小结 =="
    for rule in summary.weakest:
        yield f"  最弱：{summary.word(rule.rule)}  答对 {rule.right}/{rule.answered}"
    if not summary.weakest:
        yield "  没有答错的规则。"
    yield from (_standing(row) for row in (summary.teams if summary.by_teams else summary.persons))
    yield f"  到会 {len(summary.present)} 人：{'、'.join(each.name for each in summary.present) or '无'}"
    if summary.absent:
        yield f"  未到 {len(summary.absent)} 人：{'、'.join(each.name for each in summary.absent)}"
