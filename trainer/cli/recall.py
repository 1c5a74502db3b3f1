"""The verb `recall`: a standard phrase written from memory, with every lost mark and where it was lost."""

import argparse
import sys
from dataclasses import replace

from trainer.cli import answers
from trainer.cli.exits import Exit
from trainer.cli.output import print_json
from trainer.cli.rating import pick_edition
from trainer.content.bookreader import read_books
from trainer.core.errors import TrainerError
from trainer.core.recall import Loss, Recalled, Span
from trainer.paths import find_places
from trainer.training.recalling import open_phrases

MOST_READ = 100_000
"""So many characters of stdin are read; far fewer are marked."""


class FillRefused(TrainerError):
    """A --fill that is not 空格=内容."""


def run(args: argparse.Namespace) -> int:
    """Print what the text is worth; a poor one is an answer like any other."""
    root = find_places(args.home, args.content).content
    books = read_books(root)
    phrases = open_phrases(root, replace(books, hall=pick_edition(books, args.edition).id))
    fills = dict(map(_fill, args.fill))
    typed = sys.stdin.read(MOST_READ).removesuffix("\n") if args.text is None else args.text
    print_json(_answer(typed, phrases.recall(args.phrase, typed, fills)))
    return Exit.OK


def _fill(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise FillRefused(f"--fill「{text}」要写成 空格=内容，例如 金额=12.30")
    return name, value


def _answer(typed: str, of: Recalled) -> answers.Json:
    return {
        "phrase": of.phrase,
        "marks": of.marks,
        "out_of": of.out_of,
        "critical": of.critical,
        "forbidden": list(of.forbidden),
        "losses": [_loss(loss) for loss in of.losses],
        "spans": [_span(typed, span) for span in of.spans],
        "remarks": list(of.remarks),
    }


def _loss(of: Loss) -> answers.Json:
    told = {"kind": of.kind, "marks": of.marks, "why": of.why, "start": of.start, "end": of.end}
    return {**told, "wanted": of.wanted} if of.wanted else told


def _span(typed: str, of: Span) -> answers.Json:
    text = typed[of.start : of.end]
    return {"start": of.start, "end": of.end, "text": text, "label": of.label, "part": of.part, "why": of.why}
