"""The end of a morning round: its summary recorded, its answers remembered, attendance counted.

The answers go into everybody's own memory; they are marked as graded only where a supervisor made the
round part of an assessment.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from trainer.content.books import Books
from trainer.core.memory import Asked, Review
from trainer.core.quiz.bank import MISTAKES
from trainer.core.quiz.subjects import titles
from trainer.core.quiz.template import Ground
from trainer.core.quiz.written import mistakes_of
from trainer.core.rights import Pass
from trainer.core.rounds.acts import Steer
from trainer.core.rounds.setup import Briefing, choice_at
from trainer.core.rounds.state import Round, Seat
from trainer.core.rounds.summary import (
    Attendee,
    QuestionShare,
    RoundSummary,
    boards,
    chosen,
    present,
    shares,
    slip,
    weakest,
)
from trainer.store import halls
from trainer.store import people as register
from trainer.store import rounds as kept
from trainer.store.database import Store
from trainer.store.errors import StoreError
from trainer.store.people import Member
from trainer.training import memory
from trainer.training.hall import Hall
from trainer.training.rounds import LiveRound, require_host


@dataclass(frozen=True, slots=True)
class Attendance:
    """How often somebody was at a round that they were expected at."""

    person: int
    name: str
    team: str
    present: int
    expected: int


def finish(hall: Hall, by: Pass, live: LiveRound) -> RoundSummary:
    """End a round: the summary, the log's hash in the ledger, and then everybody's memory.

    One that is not at its summary yet is ended early first. What stands in the record stands, also where
    the memory cannot be written.
    """
    require_host(hall, by, live.hall_id)
    if live.round.phase != "summary":
        live.steer(Steer("end"), live.round.now)
    summary = summarise(hall, live)
    kept.finish(hall.store, live.id, summary, by.person_id)
    with suppress(StoreError):
        _remember(hall, live.briefing, live.round)
    return summary


def summary_of(hall: Hall, by: Pass, round_id: str) -> RoundSummary | None:
    """Return the summary of a round that was held; None for one that goes on or was given up."""
    require_host(hall, by, kept.round_of(hall.store, round_id).hall_id)
    return kept.summary_of(hall.store, round_id)


def attendance(hall: Hall, by: Pass) -> list[Attendance]:
    """Count for everybody at how many rounds of the hall they were, of those they were expected at."""
    require_host(hall, by, by.hall_id)
    there, expected = Counter[int](), Counter[int]()
    for row in kept.rounds(hall.store, by.hall_id, finished=True):
        if summary := kept.summary_of(hall.store, row.id):
            came = {each.person for each in summary.present if each.person is not None}
            missed = {each.person for each in summary.absent if each.person is not None}
            there.update(came)
            expected.update(came | missed)
    return [
        Attendance(each.id, each.name, each.team, there[each.id], expected[each.id])
        for each in register.members(hall.store, by.hall_id)
        if expected[each.id]
    ]


def summarise(hall: Hall, live: LiveRound) -> RoundSummary:
    """Tell what a round comes to as it stands; nothing is recorded."""
    round, briefing, store = live.round, live.briefing, hall.store
    questions = shares(round)
    persons, teams = boards(round)
    came = tuple(Attendee(seat.name, seat.team, seat.person) for seat in present(round))
    return RoundSummary(
        id=live.id,
        title=briefing.setup.title,
        hall=_hall_name(store, live.hall_id),
        host=briefing.host,
        begun=kept.round_of(store, live.id).begun,
        finished=store.clock(),
        graded=briefing.graded,
        by_teams=briefing.setup.by == "teams",
        with_bonus=briefing.setup.bonus,
        weakest=weakest(questions),
        questions=questions,
        persons=persons,
        teams=teams,
        present=came,
        absent=tuple(_absent(register.members(store, live.hall_id), briefing, came)),
        words=tuple(_words(hall.shelf.books, questions).items()),
    )


def _hall_name(store: Store, hall_id: int) -> str:
    with store.reading() as connection:
        return halls.hall_in(connection, hall_id).name


def _absent(people: Iterable[Member], briefing: Briefing, came: Iterable[Attendee]) -> Iterator[Attendee]:
    """Yield the trainees of the hall, or of the teams that play, who were not there."""
    there = {each.person for each in came}
    for each in people:
        expected = each.active and each.role == "trainee"
        if expected and each.id not in there and (not briefing.expected or each.team in briefing.expected):
            yield Attendee(each.name, each.team, each.id)


def _words(books: Books, questions: Iterable[QuestionShare]) -> dict[str, str]:
    """Say in Chinese what the summary names by id: rules and mistakes."""
    asked = tuple(questions)
    own = {id: found for each in books.questions for id, found in mistakes_of(each).items()}
    known = {**MISTAKES, **own}
    made = {id for each in asked for id, _ in each.mistakes if id in known}
    rules = tuple(dict.fromkeys(each.rule for each in asked))
    return titles(Ground(books.edition, books.library), rules) | {id: known[id].name for id in sorted(made)}


def _remember(hall: Hall, briefing: Briefing, round: Round) -> None:
    """Take every answer that counts into the memory of whoever gave it; guests have none."""
    for seat in present(round):
        if seat.person is not None:
            for place in round.counted:
                _learn(hall, briefing, round, place, seat)


def _learn(hall: Hall, briefing: Briefing, round: Round, place: int, seat: Seat) -> None:
    said = chosen(round, place, seat)
    if said is None or seat.person is None:
        return
    right, letter = said
    question = round.setup.questions[place]
    mistake = "" if right else slip(question, letter)
    score, now = float(right), hall.store.clock()
    review = Review(now, question.rule, score, "round", question.id, mistake, briefing.graded)
    choice = choice_at(question, letter)
    inputs = json.dumps(question.case, ensure_ascii=False)
    text = choice.text if choice else ""
    asked = Asked(question.template, question.edition, inputs, question.seed, text)
    memory.remember(hall.store, seat.person, [review], asked, hall.retention / 100)
