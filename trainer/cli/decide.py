"""The verb `decide`: whether a request at the counter is accepted on a day, and every reason why."""

import argparse

from trainer.cli import answers
from trainer.cli.rating import edition_of, print_answer, read_asked
from trainer.content.requests import Asked, with_readings
from trainer.content.requestschema import DecideText
from trainer.core.errors import TrainerError
from trainer.core.rules import Request, decide
from trainer.core.tariff import Edition

NOT_OF_THE_REQUEST = {"on", "assumptions", "papers"}


def run(args: argparse.Namespace) -> int:
    """Print the verdict with its reasons; a refusal is an answer like any other."""
    asked = read_asked(args, DecideText)
    edition = with_readings(asked, edition_of(args))
    asked.refuse_days(edition, [(("on",), asked.form.on)])
    return print_answer(lambda: _answer(asked, edition))


def _answer(asked: Asked[DecideText], edition: Edition) -> answers.Json:
    form = asked.form
    told = form.model_dump(exclude=NOT_OF_THE_REQUEST)
    request = Request(**told, papers=None if form.papers is None else tuple(form.papers))
    try:
        decided = decide(edition, request, form.on)
    except TrainerError as error:
        about = [key for key, word in told.items() if word and f"「{word}」" in str(error)]
        raise asked.refused(str(error), *about[:1]) from None
    head = {"edition": edition.id, "service": form.service, "on": answers.day(form.on)}
    return head | answers.decision(decided, edition.assumptions)
