"""The verb `quiz`: questions and papers drawn, answers marked, the bank proved; JSON in and out."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from trainer.cli import quizjson
from trainer.cli.answers import Json
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, tell
from trainer.cli.quizforms import BlueprintText, MarkText, PaperText
from trainer.cli.rating import pick_edition, read_asked
from trainer.cli.rooms import room
from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.content.questionreader import read_questions
from trainer.content.requests import Asked
from trainer.core.errors import TrainerError
from trainer.core.quiz.bank import MISTAKES, TEMPLATES, Bank, UnknownQuestion
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.coverage import coverage
from trainer.core.quiz.marking import mark
from trainer.core.quiz.paper import Paper, draw, mark_paper
from trainer.core.quiz.selftest import Failure, Proof, faults, selftest
from trainer.paths import find_places
from trainer.training.quizzes import open_bank


class UnknownTemplate(TrainerError):
    """A template that the bank does not have."""


class PaperChanged(TrainerError):
    """A paper that does not come out as it was printed."""


def run(args: argparse.Namespace) -> int:
    """Do what the inner verb says."""
    return _VERBS[args.what](args)


def _draw(args: argparse.Namespace) -> int:
    """Print questions of a kind, drawn by the seed."""
    bank = _bank(args, args.edition)
    row = Row(
        args.count,
        tuple(args.rule),
        tuple(args.skill),
        tuple(args.difficulty),
        tuple(args.brand),
        tuple(args.form),
        tuple(args.template),
    )
    drawn = draw(bank, Blueprint((row,), seed=args.seed))
    key = not args.no_key
    print_json({"questions": [quizjson.question(each, bank, key=key) for each in drawn.questions]})
    return Exit.OK


def _paper(args: argparse.Namespace) -> int:
    """Print a paper drawn by a blueprint."""
    args.file = args.blueprint
    asked = read_asked(args, BlueprintText)
    bank = _bank(args, args.edition)
    with asked.at("rules"):
        blueprint = asked.form.blueprint()
    with asked.at("rows"):
        drawn = draw(bank, blueprint, args.seed)
    if args.pdf:
        _print_out(args, drawn, bank)
    print_json(quizjson.paper(drawn, bank, key=not args.no_key))
    return Exit.OK


def _print_out(args: argparse.Namespace, paper: Paper, bank: Bank) -> None:
    """Print a paper into a folder; Qt is loaded for that alone."""
    printing = room("trainer.training.printing")
    folder = Path(args.pdf)
    heading = printing.Heading(args.hall, args.date)
    places = find_places(args.home, args.content)
    prints = printing.printer(places.content / "assets")
    for file in prints.print_out(paper, bank.ground.edition, heading, folder):
        tell(f"已写出 {file}")


def _mark(args: argparse.Namespace) -> int:
    """Print what an answer, or a whole paper, is worth."""
    asked = read_asked(args, MarkText)
    form = asked.form
    if (form.question is None) == (form.paper is None):
        raise asked.refused("要写 question（一道题）或 paper（一份试卷），只写一个")
    bank = _bank(args, args.edition or (form.paper.edition if form.paper else None))
    print_json(_one(asked, bank, form.question) if form.question else _whole(asked, bank))
    return Exit.OK


def _one(asked: Asked[MarkText], bank: Bank, id: str) -> Json:
    form = asked.form
    with asked.at("question"):
        question = bank.question(id, form.seed)
    with asked.at("rules"):
        rules = form.rules.rules()
    with asked.at("answer"):
        marked = mark(question, form.answer.answer(question), rules)
    return {"question": id, **quizjson.marked(marked, bank)}


def _whole(asked: Asked[MarkText], bank: Bank) -> Json:
    form = asked.form
    assert form.paper is not None  # one of the two is there
    with asked.at("paper"):
        paper = _laid_out(form.paper, bank)
    answers = {}
    for id, text in form.answers.items():
        with asked.at("answers", id):
            question = paper.question(id)
            if question is None:
                raise UnknownQuestion(f"试卷 {paper.id} 没有题目「{id}」")
            answers[id] = text.answer(question)
            mark(question, answers[id], paper.rules)
    return quizjson.sheet(mark_paper(paper, answers), bank)


def _laid_out(text: PaperText, bank: Bank) -> Paper:
    """Lay a printed paper out again; raise PaperChanged where it is not the same to the letter."""
    questions = tuple(bank.question(each.id, text.seed) for each in text.questions)
    paper = Paper(text.title, bank.edition, text.seed, text.rules.rules(), questions)
    if paper.id != text.id:
        raise PaperChanged(f"试卷 {text.id} 现在出成 {paper.id}：题目、次序、规则或资料改过，不能按它评分")
    return paper


def _selftest(args: argparse.Namespace) -> int:
    """Prove every question; a failure makes the exit code 1."""
    bank = _bank(args, args.edition)
    strange = [id for id in args.template if id not in bank.templates]
    if strange:
        raise UnknownTemplate(f"没有模板「{strange[0]}」，现有：{'、'.join(bank.templates)}")
    wanted = [template for template in TEMPLATES if template.id in args.template or not args.template]
    found = selftest(bank.ground, wanted, range(args.seeds), bank.mistakes)
    by_hand = [] if args.template else list(bank.written.values())
    failures = [
        Failure(each.template, each.case, each.seed, why)
        for each in by_hand
        for why in faults(each, bank.mistakes)
    ]
    tested = Proof(found.questions + len(by_hand), (*found.failures, *failures))
    print_json(quizjson.tested(tested))
    tell(f"查了{tested.questions}道题，{len(tested.failures)}处不对。" if tested.failures else "全部通过。")
    return Exit.FOUND if tested.failures else Exit.OK


def _coverage(args: argparse.Namespace) -> int:
    """Print which facts no question asks for; that makes the exit code 1."""
    bank = _bank(args, args.edition)
    found = coverage(bank.ground, bank.entries)
    print_json(quizjson.covered(found))
    return Exit.FOUND if found.missing or found.unknown else Exit.OK


def _bank(args: argparse.Namespace, edition: str | None) -> Bank:
    """Make the bank of an edition; raise UnknownEdition, BooksDamaged."""
    root = find_places(args.home, args.content).content
    books: Books = read_books(root)
    questions = read_questions(root, books.library, MISTAKES)
    return open_bank(replace(books, hall=pick_edition(books, edition).id, questions=questions))


_VERBS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "draw": _draw,
    "paper": _paper,
    "mark": _mark,
    "selftest": _selftest,
    "coverage": _coverage,
}
