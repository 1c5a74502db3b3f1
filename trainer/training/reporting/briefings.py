"""The sheet of a morning round: its summary as it was recorded, with staff numbers and the proof."""

from collections.abc import Iterator, Mapping

from trainer.core.errors import TrainerError
from trainer.core.rights import Pass
from trainer.core.rounds.board import Standing
from trainer.core.rounds.summary import QuestionShare, RoundSummary
from trainer.reports.hallsheets import BriefingSheet, RoundQuestion, Seat, WeakRule
from trainer.reports.sheets import Seal, Who
from trainer.store import rounds as kept
from trainer.store.database import Store
from trainer.store.people import Member
from trainer.training.hall import Hall
from trainer.training.reporting.heads import local, people_of, who_of
from trainer.training.roundends import summary_of


class NotHeld(TrainerError):
    """A round that goes on, or was given up, has no sheet."""


def held(hall: Hall, by: Pass, round_id: str) -> tuple[int, RoundSummary]:
    """Return the hall of a round and what it came to; raise NotAllowed, NotHeld."""
    summary = summary_of(hall, by, round_id)
    if summary is None:
        raise NotHeld("这一轮早会还没有小结，开完以后才能导出。")
    return kept.round_of(hall.store, round_id).hall_id, summary


def briefing_sheet(store: Store, summary: RoundSummary, seal: Seal) -> BriefingSheet:
    """Return the sheet of a summary."""
    weak = (
        WeakRule(each.rule, summary.word(each.rule), each.answered - each.right, each.answered)
        for each in summary.weakest
    )
    return BriefingSheet(
        hall=summary.hall,
        title=summary.title,
        begun=local(summary.begun),
        ended=local(summary.finished),
        host=summary.host,
        settings=kept.log_hash(store, summary.id),
        seal=seal,
        seats=tuple(_seats(people_of(store), summary)),
        absent=tuple(each.name for each in summary.absent),
        questions=tuple(_question(summary, each) for each in summary.questions),
        weakest=tuple(weak),
        teams=tuple((row.name, round(float(row.right), 1)) for row in summary.teams if summary.by_teams),
    )


def _seats(people: Mapping[int, Member], summary: RoundSummary) -> Iterator[Seat]:
    """Yield everybody who was there, the best first, under the names they had then."""
    known = {each.name: each.person for each in summary.present}
    for row in summary.persons:
        person = known.get(row.name)
        number = "" if person is None else who_of(people, person).number
        who = Who(row.name, number, row.team or _team(people, person))
        yield Seat(who, _whole(row), row.asked, row.speed if summary.with_bonus else 0, person is None)


def _team(people: Mapping[int, Member], person: int | None) -> str:
    return "" if person is None else who_of(people, person).team


def _whole(row: Standing) -> int:
    """Return how many questions a person had right: never a part of one."""
    return int(row.right)


def _question(summary: RoundSummary, each: QuestionShare) -> RoundQuestion:
    mistake = summary.word(each.mistakes[0][0]) if each.mistakes else ""
    return RoundQuestion(each.id, each.stem, each.key, each.right, each.answered, mistake, not each.counts)
