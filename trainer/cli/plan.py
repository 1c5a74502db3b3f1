"""A plan file acted from the command line: what came of it, and what was not as expected."""

import argparse
from pathlib import Path
from typing import Any

from trainer.cli import marks
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say, say_all, tell
from trainer.content.files import read_bytes
from trainer.content.plans import Plan, parse
from trainer.content.shelf import load
from trainer.content.yaml12 import decode
from trainer.paths import Places
from trainer.training import attempts
from trainer.training.acting import PLAN_SEED, Acted, act_plan, play_of
from trainer.training.attempts import Choice
from trainer.training.hall import enrol, open_hall


def run(args: argparse.Namespace, places: Places) -> Exit:
    """Act the plan file; with a name given, record it as that person's attempt."""
    path = Path(args.plan)
    plan = parse(decode(read_bytes(path.parent, path), str(path)), str(path))
    seed = PLAN_SEED if args.seed is None else args.seed
    play = play_of(load(places.content, places.compiled), plan, seed)
    acted = act_plan(plan, play)
    if args.json:
        print_json(_as_json(plan, acted))
    else:
        say_all(marks.summary(acted.assessment))
    for failure in acted.failures:
        told = f"{plan.file}:{failure.line} 应为：{failure.expected}；实际：{failure.was}"
        (tell if args.json else say)(told)
    if acted.failures:
        tell(f"计划没有通过：{len(acted.failures)} 处与预期不符。" + ("没有记录。" if args.name else ""))
        return Exit.FOUND
    if args.name:
        choice = Choice(plan.scenario, plan.mode, play.scenario.variant, seed)
        _record(args.name, places, choice, acted)
    tell("计划通过。")
    return Exit.OK


def _record(name: str, places: Places, choice: Choice, acted: Acted) -> None:
    hall = open_hall(places)
    try:
        person = enrol(hall, name)
        attempt = attempts.start(hall, person, choice)
        for entry in acted.entries:
            attempt = attempts.add(hall, attempt, entry)
        attempts.finish(hall, attempt, acted.now)
        tell(f"已记录为{person.name}的成绩，编号 {attempt.id[:8]}。")
    finally:
        hall.close()


def _as_json(plan: Plan, acted: Acted) -> dict[str, Any]:
    failures = [{"line": f.line, "expected": f.expected, "was": f.was} for f in acted.failures]
    head = {"plan": plan.file, "scenario": plan.scenario, "variant": plan.variant, "mode": plan.mode.value}
    return {**head, "passed": not failures, "failures": failures, **marks.as_json(acted.assessment)}
