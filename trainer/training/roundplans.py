"""Choosing the questions of a morning round: by a blueprint, from mistakes, of a rule, or a ready set.

The same seed on the same bank and the same mistakes draws the same questions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from trainer.core.errors import TrainerError
from trainer.core.quiz.bank import Bank, Entry
from trainer.core.quiz.blueprint import Blueprint
from trainer.core.quiz.paper import NEVER_SEEN, Drawn, ordered
from trainer.core.quiz.question import Question
from trainer.core.rounds.setup import FEWEST, LONGEST_STEM, MOST, STAGE_FORMS, By, Setup, Way, suits_stage
from trainer.store import rounds as kept
from trainer.store.database import Store
from trainer.training.choosing import spread


class NothingToAsk(TrainerError):
    """Too few questions for a round: of what, and what else could be asked."""


@dataclass(frozen=True, slots=True)
class ByBlueprint:
    """Questions by the rows of a blueprint; forms that no stage can show are passed over."""

    blueprint: Blueprint


@dataclass(frozen=True, slots=True)
class FromMistakes:
    """What the hall (or one of these teams) got wrong since so many `days` ago, by the most people first."""

    count: int = 5
    days: int = 1
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfRule:
    """Questions of one rule."""

    rule: str
    count: int = 5


@dataclass(frozen=True, slots=True)
class ReadySet:
    """These very questions, in this order."""

    ids: tuple[str, ...]


Wanted = ByBlueprint | FromMistakes | OfRule | ReadySet


@dataclass(frozen=True, slots=True)
class Plan:
    """What the host sets before a round: the questions that are wanted, and how they are asked.

    Without a `seed` one is drawn. `teams` are those who play; in a round by persons they may be none.
    `graded` is for a supervisor who makes the round part of an assessment.
    """

    title: str
    wanted: Wanted
    seed: int | None = None
    seconds: int | None = 30
    bonus: bool = False
    by: By = "persons"
    teams: tuple[str, ...] = ()
    way: Way = "answers"
    changeable: bool = True
    graded: bool = False


def setup_of(store: Store, bank: Bank, hall_id: int, plan: Plan, seed: int) -> Setup:
    """Draw the questions of a plan; raise NothingToAsk, BadSetup, BadBlueprint or UnknownQuestion."""
    questions = tuple(_questions(store, bank, hall_id, plan, seed))
    return Setup(
        title=plan.title,
        questions=questions,
        seconds=plan.seconds,
        bonus=plan.bonus,
        by=plan.by,
        teams=plan.teams,
        way=plan.way,
        changeable=plan.changeable,
    )


def askable_rules(bank: Bank) -> tuple[str, ...]:
    """List the rules that a whole round can be made of."""
    by_rule: dict[str, list[Entry]] = {}
    for entry in bank.entries:
        by_rule.setdefault(entry.rule, []).append(entry)
    return tuple(rule for rule, entries in by_rule.items() if len(_taken(bank, entries, FEWEST, 0)) == FEWEST)


def _questions(store: Store, bank: Bank, hall_id: int, plan: Plan, seed: int) -> list[Question]:
    dice, wanted = Random(f"round/{seed}"), plan.wanted
    match wanted:
        case ReadySet():
            return [bank.question(id, seed) for id in wanted.ids]
        case ByBlueprint():
            return _by_blueprint(bank, wanted.blueprint, seed, dice)
        case OfRule():
            entries = [entry for entry in bank.entries if entry.rule == wanted.rule]
            found = _taken(bank, ordered(entries, NEVER_SEEN, dice), wanted.count, seed)
            return _enough(found, "这条规则适合大屏的题太少，请改选别的规则，或按内容抽题。")
        case _:
            entries = _missed(store, bank, hall_id, wanted, dice)
            found = _taken(bank, entries, wanted.count, seed)
            return _enough(found, "这几天答错的题太少，凑不成一轮。请多算几天，或按内容抽题。")


def _by_blueprint(bank: Bank, blueprint: Blueprint, seed: int, dice: Random) -> list[Question]:
    """Fill the rows in their order; no question gives another away."""
    drawn, found = Drawn(), list[Question]()
    fit = [entry for entry in bank.entries if _may_suit(entry)]
    for place, row in enumerate(blueprint.whole, 1):
        pool = [entry for entry in fit if row.takes(entry)]
        before = len(found)
        for entry in ordered(pool, NEVER_SEEN, dice):
            if len(found) - before == row.count or len(found) > MOST:
                break
            found += _take(bank, drawn, entry, seed)
        if len(found) - before < row.count:
            raise NothingToAsk(
                f"第{place}行（{row}）要{row.count}道，适合大屏的只能出{len(found) - before}道。"
                "请减少题数或放宽条件。"
            )
    dice.shuffle(found)
    return found


def _missed(store: Store, bank: Bank, hall_id: int, wanted: FromMistakes, dice: Random) -> list[Entry]:
    """List what was answered wrong, the rules by turns, then other questions of the same rules."""
    now = store.clock().astimezone()
    since = datetime.combine(now.date() - timedelta(days=max(0, wanted.days)), time.min).astimezone()
    wrong = kept.missed(store, hall_id, wanted.teams, since)
    known = {entry.id: entry for entry in bank.entries}
    asked = [known[each.question] for each in wrong if each.question in known]
    rules = {each.rule: place for place, each in reversed(list(enumerate(wrong)))}
    others = [entry for entry in bank.entries if entry.rule in rules]
    dice.shuffle(others)
    others.sort(key=lambda entry: rules[entry.rule])
    first = spread([entry for entry in asked if _may_suit(entry)], MOST)
    return [*first, *spread([entry for entry in others if _may_suit(entry)], len(others))]


def _taken(bank: Bank, entries: Iterable[Entry], count: int, seed: int) -> list[Question]:
    """Take so many that suit the stage, in their order; none that gives another away."""
    drawn, found = Drawn(), list[Question]()
    for entry in entries:
        if len(found) >= count:
            break
        found += _take(bank, drawn, entry, seed)
    return found


def _take(bank: Bank, drawn: Drawn, entry: Entry, seed: int) -> list[Question]:
    """Make a question, where it suits the stage and stands beside the others."""
    if not _may_suit(entry):
        return []
    question = bank.question(entry.id, seed)
    if not suits_stage(question):
        return []
    before = len(drawn.entries)
    drawn.take([entry], 1)
    return [question] if len(drawn.entries) > before else []


def _may_suit(entry: Entry) -> bool:
    return entry.form in STAGE_FORMS and len(entry.stem) <= LONGEST_STEM


def _enough(found: Sequence[Question], told: str) -> list[Question]:
    if len(found) < FEWEST:
        raise NothingToAsk(told)
    return list(found)
