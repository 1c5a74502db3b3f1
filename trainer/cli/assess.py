"""The verb `assess`: an assessment published from a file, sat in the terminal, and every mark defended."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Final

from trainer.cli import assessforms
from trainer.cli import assessrows as rows
from trainer.cli.assessforms import AssessmentText
from trainer.cli.assessing import Examination, Hands
from trainer.cli.exits import Exit
from trainer.cli.output import ask, print_json, say, say_all, tell
from trainer.cli.rating import read_asked
from trainer.cli.results import SHORT, table
from trainer.cli.signing import secret, signed_in
from trainer.cli.sitting import Leaving
from trainer.core.exam.setting import Fault, SettingRefused
from trainer.core.exam.verdict import Override
from trainer.core.rights import EVERYBODY, Pass, require_supervisor
from trainer.core.scenario import Competence
from trainer.paths import Places, find_places
from trainer.store import exams
from trainer.store import people as staff
from trainer.store.exams import AssessmentUnknown, SittingRow
from trainer.store.people import PersonUnknown
from trainer.training.exams import defending, publishing, seats
from trainer.training.exams.defending import Defended
from trainer.training.exams.offers import offers
from trainer.training.hall import Hall, open_hall
from trainer.training.listening import Listener
from trainer.training.people import colleagues
from trainer.training.prompts import Prompts, Sources
from trainer.training.quizzes import open_bank
from trainer.training.recalling import open_phrases
from trainer.training.register import Register
from trainer.training.signin import training_pass

KEPT = "已保存到最后一步，时间照走。再运行同一条命令，可以接着考。"


def run(args: argparse.Namespace) -> int:
    """Do what the inner verb says, signed in where there is an administrator."""
    if args.what == "new":
        return _new(args)
    places = find_places(args.home, args.content)
    hall = open_hall(places)
    try:
        if args.what == "sit":
            return _sit(hall, places, args)
        by = signed_in(Register(hall.store), args.who)
        return (
            _publish(hall, by, args, places) if args.what == "publish" else _VERBS[args.what](hall, by, args)
        )
    finally:
        hall.close()


def _new(args: argparse.Namespace) -> int:
    target = Path(args.file)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(assessforms.TEMPLATE)
    except FileExistsError:
        tell(f"{target} 已经有了，没有改动它。请换一个文件名。")
        return Exit.USAGE
    except (FileNotFoundError, NotADirectoryError):
        tell(f"没有文件夹 {target.parent}。请先建好，或换一个位置。")
        return Exit.USAGE
    say(str(target))
    tell(f"写好了。改完用 trainer assess publish {target} --check 核对，再去掉 --check 发布。")
    return Exit.OK


def _publish(hall: Hall, by: Pass, args: argparse.Namespace, places: Places) -> int:
    asked = read_asked(args, AssessmentText)
    people = [each for each in colleagues(hall.store, by) if each.hall_id == by.hall_id]
    draft = assessforms.draft_of(asked, people)
    sources = Sources(open_bank(hall.shelf.books), Prompts(open_phrases(places.content, hall.shelf.books)))
    if args.check:
        require_supervisor(by, by.hall_id)
        setting = publishing.settle(hall, by.hall_id, draft, sources, {})
        tell(f"核对好了：{len(setting.parts)} 部分，{len(setting.people)} 人。去掉 --check 就发布。")
        return Exit.OK
    made = publishing.publish(hall, by, draft, sources)
    if args.json:
        print_json(rows.published_json(made))
    else:
        say_all(rows.setting_lines(made))
    tell(f"已发布，编号 {made.row.id[:SHORT]}，从现在起不能改。")
    return Exit.OK


def _list(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    found = publishing.published(hall, by)
    if args.json:
        print_json({"assessments": [rows.published_json(each) for each in found]})
    elif found:
        say_all(table([rows.LISTED, *(rows.listed(hall, each) for each in found)]))
    else:
        tell("还没有发布过考核。")
    return Exit.OK


def _extend(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    try:
        closes = assessforms.moment(args.closes, ends=True)
    except (ValueError, OverflowError, OSError):
        raise SettingRefused((Fault("新的截止时间", "写成 2026-11-30 18:00，或只写日期"),)) from None
    found = publishing.extend(hall, by, _assessment(hall, by, args.id), closes, args.reason)
    tell(f"“{found.row.title}”推迟到 {rows.when(found.closes)} 截止。")
    return Exit.OK


def _withdraw(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    found = publishing.withdraw(hall, by, _assessment(hall, by, args.id), args.reason)
    tell(f"已撤销“{found.row.title}”；考过的成绩都留着。")
    return Exit.OK


def _marks(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    found = publishing.release_marks(hall, by, _assessment(hall, by, args.id))
    tell(f"“{found.row.title}”的成绩已公布，本人登录就能看。")
    return Exit.OK


def _sit(hall: Hall, places: Places, args: argparse.Namespace) -> int:
    """Sit an assessment in the terminal, or go on with it; leaving or interrupting keeps everything."""
    by, person_id = _who_sits(hall, args)
    listed = offers(hall, by, person_id)
    id = _only((each.published.row.id for each in listed), args.id, "考核", "名单里没有您的时候，请找主管。")
    seat = seats.begin(hall, by, id, person_id)
    say(f"== {seat.setting.title}  {seat.row.person}  第 {seat.row.number} 次 ==")
    say("考核里没有提示和撤回，答了就算数；时间一直走。本程序不锁电脑。")
    prompts = cache(lambda: Prompts(open_phrases(places.content, hall.shelf.books)))
    hands = Hands(prompts, cache(partial(Listener, places.content, hall.shelf.books)))
    try:
        row = Examination(hall, by, seat, hands).hold()
    except Leaving:
        say(f"主管准许离场。{KEPT}")
        return Exit.OK
    except (EOFError, KeyboardInterrupt):
        say(f"\n{KEPT}")
        return Exit.INTERRUPTED
    say(f"\n已交卷，谢谢。考次 {row.id[:SHORT]}。")
    say_all(_own_marks(hall, by, row))
    return Exit.OK


def _who_sits(hall: Hall, args: argparse.Namespace) -> tuple[Pass, int]:
    """Return who sits and with which right; whoever has a password signs in with it."""
    register = Register(hall.store)
    name = args.who or ask("您的姓名或工号：")
    found = staff.find(hall.store, name)
    if found is None:
        raise PersonUnknown(f"没有登记过“{name}”，请主管先登记。")
    if register.who() == EVERYBODY:
        return EVERYBODY, found.id
    if found.secret is None:
        return training_pass(hall.store, found.id), found.id
    return register.sign_in(name, secret("密码：")), found.id


def _own_marks(hall: Hall, by: Pass, row: SittingRow) -> Iterator[str]:
    if not publishing.published_of(hall, row.assessment_id).marks_shown:
        yield "成绩由主管公布。"
        return
    opened = defending.standing(hall, by, row.id)
    if opened.now:
        yield from rows.verdict_lines(opened.now)


def _who(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    people = defending.who(hall, by, _assessment(hall, by, args.id))
    if args.json:
        print_json({"people": [rows.presented_json(each) for each in people]})
        return Exit.OK
    say_all(table([rows.PRESENT, *map(rows.presented, people)]))
    missing = sum(each.presence == "缺考" for each in people)
    tell(f"共 {len(people)} 人{f'，缺考 {missing} 人' if missing else ''}。")
    return Exit.OK


def _show(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    return _told(defending.standing(hall, by, _sitting(hall, args.sitting)), args)


def _override(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    if bool(args.competence) == bool(args.lift) or (args.competence and args.to is None):
        tell("写 --competence 和 --to（改分），或写 --lift（去掉一条一票否决），只写一样。")
        return Exit.USAGE
    competence = Competence(args.competence) if args.competence else None
    change = Override(args.part - 1, competence, args.to or 0, args.lift)
    why = (args.reason, args.after)
    return _told(defending.override(hall, by, _sitting(hall, args.sitting), change, why), args)


def _comment(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    part = None if args.part is None else args.part - 1
    return _told(defending.comment(hall, by, _sitting(hall, args.sitting), args.text, part), args)


def _appeal(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    defending.appeal(hall, by, _sitting(hall, args.sitting), args.text)
    tell("申诉已记下，等主管答复。")
    return Exit.OK


def _answer(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    return _told(defending.answer(hall, by, _sitting(hall, args.sitting), args.text), args)


def _release(hall: Hall, by: Pass, args: argparse.Namespace) -> int:
    seats.release(hall, by, _sitting(hall, args.sitting), args.text)
    tell("已准许离场，记在台账里。")
    return Exit.OK


def _told(opened: Defended, args: argparse.Namespace) -> int:
    if args.json:
        print_json(rows.defended_json(opened))
    else:
        say_all(rows.defended(opened))
        tell(f"最新一条是第 {opened.seq} 条；改分时写 --after {opened.seq}。")
    return Exit.OK


def _assessment(hall: Hall, by: Pass, given: str) -> str:
    ids = (each.row.id for each in publishing.published(hall, by))
    return _only(ids, given, "考核", "编号见 trainer assess list。")


def _sitting(hall: Hall, given: str) -> str:
    """Find the sitting whose id begins so; whether it may be seen is asked by whoever opens it."""
    return _only(
        (row.id for row in exams.sittings(hall.store)), given, "考次", "编号见 trainer assess who 考核。"
    )


def _only(ids: Iterable[str], given: str, what: str, cure: str) -> str:
    found = [id for id in ids if given and id.startswith(given.lower())]
    if len(found) > 1:
        raise AssessmentUnknown(f"有 {len(found)} 个{what}的编号以「{given}」开头，请多写几位。")
    if not found:
        raise AssessmentUnknown(f"没有编号以「{given}」开头的{what}。{cure}")
    return found[0]


_VERBS: Final[dict[str, Callable[[Hall, Pass, argparse.Namespace], int]]] = {
    "list": _list,
    "extend": _extend,
    "withdraw": _withdraw,
    "show-marks": _marks,
    "who": _who,
    "show": _show,
    "override": _override,
    "comment": _comment,
    "appeal": _appeal,
    "answer": _answer,
    "release": _release,
}
