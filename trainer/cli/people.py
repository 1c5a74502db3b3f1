"""The verb `people`: the list of people, their passwords and halls, and importing a list of staff."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from trainer.cli.exits import Exit
from trainer.cli.output import ask, print_json, say_all, tell
from trainer.cli.records import has_records
from trainer.cli.results import table
from trainer.cli.signing import secret, signed_in
from trainer.core.errors import TrainerError
from trainer.core.rights import EVERYBODY, ROLES
from trainer.paths import find_places
from trainer.store.database import open_store
from trainer.store.halls import HallRow, HallUnknown
from trainer.store.people import PersonUnknown
from trainer.training.people import Colleague, Details
from trainer.training.register import Register
from trainer.training.staff import Fate, StaffPlan, Step

HEADINGS = ("姓名", "工号", "角色", "班组", "营业厅", "密码", "状态")
HALL_HEADINGS = ("营业厅", "没有密码也能练习")


class NotTheSame(TrainerError):
    """A new password that was not typed the same way twice."""


def run(args: argparse.Namespace) -> int:
    """Do what the inner verb says, signed in where there is an administrator."""
    places = find_places(args.home, args.content)
    if args.what == "list" and not has_records(places):
        if args.json:
            print_json({"people": []})
        return Exit.OK
    with open_store(places.data) as store:
        register = Register(store)
        signed_in(register, args.who)
        return _VERBS[args.what](register, args)


def _list(register: Register, args: argparse.Namespace) -> int:
    people = register.roll().people
    if args.hall is not None:
        hall = _hall(register, args.hall)
        people = tuple(each for each in people if each.hall_id == hall.id)
    if args.json:
        print_json({"people": [asdict(each) for each in people]})
    elif people:
        say_all(table([HEADINGS, *(_cells(each) for each in people)]))
    if register.who() == EVERYBODY:
        tell("还没有管理员，谁都可以改名单。设管理员：trainer people admin")
    return Exit.OK


def _add(register: Register, args: argparse.Namespace) -> int:
    role = next(role for role, called in ROLES.items() if called == args.role)
    hall = _hall(register, args.hall)
    added = register.add(Details(args.name, args.number, args.team, hall.id, role))
    tell(f"已登记{added.name}（{ROLES[added.role]}，{added.hall}）。")
    tell(f"设密码：trainer people password {added.name}")
    return Exit.OK


def _import(register: Register, args: argparse.Namespace) -> int:
    path = Path(args.file)
    plan = register.dry_run(path, _hall(register, args.hall).id)
    applied = bool(args.apply and not plan.bad)
    if applied:
        plan = register.import_staff(path, plan)
    if args.json:
        print_json(_plan_json(plan, applied=applied))
    else:
        say_all([*map(_step_line, plan.steps), *map(str, plan.bad), *plan.notes])
    tell(_plan_told(plan, applied=applied))
    return Exit.FOUND if plan.bad else Exit.OK


def _admin(register: Register, args: argparse.Namespace) -> int:
    name = args.name or ask("管理员的姓名：")
    if register.who() == EVERYBODY:
        made = register.make_admin(Details(name), _new_secret())
        tell(f"{made.name}是管理员了。从现在起，看成绩、改名单要先登录。忘了密码没有别的办法进来，请记牢。")
        return Exit.OK
    heir = register.hand_over(_person(register, name).id)
    tell(f"管理员已移交给{heir.name}，您现在是主管。")
    return Exit.OK


def _password(register: Register, args: argparse.Namespace) -> int:
    if args.name is None:
        old = secret("原来的密码：")
        register.change_own_password(old, _new_secret())
        tell("密码改好了。")
        return Exit.OK
    person = _person(register, args.name)
    if args.remove:
        register.take_password(person.id)
        tell(f"{person.name}不再需要密码。")
    else:
        register.set_password(person.id, _new_secret())
        tell(f"{person.name}的密码设好了。以后练习、考核都要登录。")
    return Exit.OK


def _restore(register: Register, args: argparse.Namespace) -> int:
    restored = register.restore(_person(register, args.name).id)
    rest = "" if restored.has_password else "没有密码，要登录请重设。"
    tell(f"{restored.name}的登记已按台账恢复（{ROLES[restored.role]}，{restored.hall}）。{rest}")
    return Exit.OK


def _halls(register: Register, args: argparse.Namespace) -> int:
    if args.deed == "add":
        tell(f"已添加{register.add_hall(args.name).name}。")
    elif args.deed == "rename":
        tell(f"已改名为{register.rename_hall(_hall(register, args.name).id, args.new).name}。")
    elif args.deed == "training":
        hall = register.open_training(_hall(register, args.name).id, allowed=args.allowed == "on")
        tell(f"{hall.name}：没有密码的人{'也能练习' if hall.open_training else '要登录才能练习'}。")
    elif args.json:
        print_json({"halls": [asdict(hall) for hall in register.roll().halls]})
    else:
        rows = [(hall.name, "能" if hall.open_training else "不能") for hall in register.roll().halls]
        say_all(table([HALL_HEADINGS, *rows]))
    return Exit.OK


def _new_secret() -> str:
    once, twice = secret("新密码："), secret("再输一遍：")
    if once != twice:
        raise NotTheSame("两次输入的密码不一样，没有改动。")
    return once


def _hall(register: Register, name: str | None) -> HallRow:
    """Find a hall by name; one's own where no name is given."""
    roll = register.roll()
    for hall in roll.halls:
        if hall.name == name or (name is None and hall.id == roll.by.hall_id):
            return hall
    raise HallUnknown(f"没有营业厅“{name}”。可选：{'、'.join(hall.name for hall in roll.halls)}。")


def _person(register: Register, who: str) -> Colleague:
    """Find somebody whom one may see, by staff number or name."""
    people = register.roll().people
    for wanted in ("number", "name"):
        for each in people:
            if who and getattr(each, wanted) == who.strip():
                return each
    raise PersonUnknown(f"名单里没有“{who}”。名单见 trainer people list。")


def _cells(of: Colleague) -> tuple[str, ...]:
    password = "有" if of.has_password else "无"
    return (
        *(of.name, of.number, ROLES[of.role], of.team, of.hall, password),
        "在岗" if of.active else "已停用",
    )


_FATES: Final[dict[Fate, str]] = {"added": "新增", "changed": "更改", "unchanged": "不变"}


def _step_line(step: Step) -> str:
    told = f"：{'，'.join(step.told)}" if step.told else ""
    return f"第 {step.row} 行  {_FATES[step.fate]}  {step.name}{told}"


def _plan_told(plan: StaffPlan, *, applied: bool) -> str:
    counts = "，".join(f"{called} {len(plan.having(fate))} 人" for fate, called in _FATES.items())
    if plan.bad:
        return f"{counts}；有 {len(plan.bad)} 处不对，没有导入任何人。请改好再来。"
    return f"已导入：{counts}。" if applied else f"核对好了：{counts}。还没有导入，加 --apply 才导入。"


def _plan_json(plan: StaffPlan, *, applied: bool) -> dict[str, Any]:
    steps: dict[str, Any] = {
        fate: [{"row": step.row, "name": step.name, "told": list(step.told)} for step in plan.having(fate)]
        for fate in _FATES
    }
    return {
        "file": plan.file,
        "applied": applied,
        **steps,
        "bad": [asdict(bad) for bad in plan.bad],
        "notes": list(plan.notes),
    }


_VERBS: Final[dict[str, Callable[[Register, argparse.Namespace], int]]] = {
    "list": _list,
    "add": _add,
    "import": _import,
    "admin": _admin,
    "password": _password,
    "restore": _restore,
    "hall": _halls,
}
