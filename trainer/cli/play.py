"""The verb `play`: who plays what, going on with what was left, and then the sitting itself."""

import argparse
import re
from importlib import import_module
from typing import cast

from trainer.cli import plan
from trainer.cli.exits import Exit
from trainer.cli.output import ask, say, say_all, tell
from trainer.cli.sitting import Sitting
from trainer.cli.terminal import text_of
from trainer.core.mode import Mode, recorded
from trainer.core.saying import Ear
from trainer.paths import Places, find_places
from trainer.store.errors import NameRefused
from trainer.store.rows import AttemptRow, Person
from trainer.training import attempts
from trainer.training.attempts import Attempt, Choice
from trainer.training.hall import Hall, Offer, enrol, offers, open_hall, people, pick


def run(args: argparse.Namespace) -> int:
    """Play in the terminal, or act a plan file."""
    places = find_places(args.home, args.content)
    if args.plan is not None:
        return plan.run(args, places)
    if args.json:
        tell("--json 要和 --plan 一起用；看成绩用 trainer results --json。")
        return Exit.USAGE
    hall = open_hall(places)
    try:
        return _play(hall, args, places)
    finally:
        hall.close()


def _play(hall: Hall, args: argparse.Namespace, places: Places) -> Exit:
    if args.scenario:
        pick(hall.shelf, args.scenario, args.variant, 0)  # a wrong name is told before any question
    person = enrol(hall, args.name) if args.name is not None else _ask_name(hall)
    attempt = _offer_to_go_on(hall, person, args.scenario)
    if attempt is None:
        scenario = args.scenario or _ask_scenario(hall)
        mode, typed = recorded(args.mode or Mode.PRACTICE)
        attempt = attempts.start(hall, person, Choice(scenario, mode, args.variant, args.seed, typed))
        say(f"\n== {attempt.scenario.title}  {attempt.called}  {person.name} ==")
        say(attempt.scenario.summary)
    ear = _listener(places, hall) if attempt.typed else None
    return Sitting(hall, attempt, ear=ear).run()


def _listener(places: Places, hall: Hall) -> Ear:
    """Make an ear for phrases that are typed; what it needs takes its time to load."""
    listening = import_module("trainer.training.listening")
    return cast(Ear, listening.Listener(places.content, hall.shelf.books))


def _ask_name(hall: Hall) -> Person:
    """Ask until there is a name that can be kept."""
    known = people(hall)
    if known:
        say(f"登记过的：{'、'.join(person.name for person in known)}")
    while True:
        name = ask("您的姓名> ")
        if "\ufffd" in name:
            say("终端传来的字认不出来。请把终端的编码设为 UTF-8，或用 --name 写姓名。")
            continue
        try:
            return enrol(hall, name)
        except NameRefused as refusal:
            say(str(refusal))


def _offer_to_go_on(hall: Hall, person: Person, scenario: str | None) -> Attempt | None:
    """Offer what this person has left unfinished; None where something new is wanted."""
    rows = [row for row in attempts.unfinished(hall) if row.header.person_id == person.id]
    rows = [row for row in rows if scenario in (None, row.header.scenario)]
    if not rows:
        return None
    say("上次没有做完的：")
    say_all(_row(number, row) for number, row in enumerate(rows, start=1))
    while True:
        typed = ask("接着做写号码（回车 = 1），n 另做新的，x 号码 放弃那一次> ").lower()
        if typed in ("n", "no"):
            return None
        found = re.fullmatch(r"(x?)\s*([0-9]{0,3})", typed)
        number = int((found and found[2]) or 1)
        if not found or not 1 <= number <= len(rows) or typed == "x":
            say(f"看不懂「{text_of(typed)}」：写 1 到 {len(rows)}，或 n，或 x 号码。")
        elif not found[1]:
            return _resume(hall, rows[number - 1])
        else:
            attempts.give_up(hall, rows.pop(number - 1).id)
            say("已放弃，不再提起。")
            if not rows:
                return None


def _resume(hall: Hall, row: AttemptRow) -> Attempt:
    attempt = attempts.resume(hall, row.id)
    header = row.header
    say(f"\n== {header.title}  {header.mode}  {row.person}  接着做，已有 {len(attempt.story.turns)} 步 ==")
    return attempt


def _row(number: int, row: AttemptRow) -> str:
    when = row.started.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"  {number}. {row.header.title}  {row.header.mode}  {when} 开始"


def _ask_scenario(hall: Hall) -> str:
    """List what there is, with what it trains, and ask for one."""
    known = offers(hall)
    pick(hall.shelf, known[0].id if known else "", None, 0)  # tells of an empty shelf
    say("可以练的场景：")
    for number, offer in enumerate(known, start=1):
        say_all(_offer(number, offer))
    while True:
        typed = ask("练哪一个（号码或编号）> ")
        if typed in hall.shelf.plays:
            return typed
        if re.fullmatch(r"[0-9]{1,3}", typed) and 1 <= int(typed) <= len(known):
            return known[int(typed) - 1].id
        say(f"没有「{text_of(typed)}」，请写 1 到 {len(known)}。")


def _offer(number: int, offer: Offer) -> list[str]:
    return [
        f"  {number}. {offer.title}（{offer.id}）  {offer.post}，难度 {offer.difficulty}",
        f"     练：{'、'.join(offer.trains)}",
    ]
