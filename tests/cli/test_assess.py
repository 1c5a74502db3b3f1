"""`trainer assess`: published from the file of the page, sat in the terminal, every mark defended."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Done, numbers
from trainer.cli import assess, assessoptions, blame
from trainer.cli.assessforms import TEMPLATE, moment
from trainer.cli.exits import Exit
from trainer.cli.options import parser
from trainer.cli.output import tell
from trainer.cli.parsing import add_places
from trainer.core.errors import TrainerError
from trainer.core.exam.verdict import COMPETENCE_OF
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.paper import letter
from trainer.core.quiz.question import Question
from trainer.core.rights import Pass
from trainer.paths import Places
from trainer.store import attempts as records
from trainer.store import exams
from trainer.store import people as register
from trainer.store.database import open_store
from trainer.store.people import Changes
from trainer.training import hall as hall_rooms
from trainer.training import passwords, people
from trainer.training.exams.frozen import paper_from
from trainer.training.hall import Hall
from trainer.training.people import Details

PAGE = ROOT / "docs/assessment.md"
PASSWORD = "门前三棵树7"
QUIZ = """\
title: 小考
opens: "{opens}"
closes: "{closes}"
people: [王芳]
pass: {{总分: 60}}
{more}
paper:
  seed: 3
  {limit}
  rows:
    - {{count: 3, form: [单选, 判断]}}
"""


class Assess:
    """Runs the verb in this process, with records in a folder of its own."""

    def __init__(self, places: Places, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.places, self._capsys, self._patch = places, capsys, patch
        self._parser = type(parser())(prog="trainer assess")
        self._parser.set_defaults(home=None, content=None, json=False)
        assessoptions.add_to(self._parser, add_places)

    def __call__(self, *words: str, typed: str = "") -> Done:
        self._patch.setattr("sys.stdin", io.StringIO(typed))
        self._capsys.readouterr()
        try:
            code = assess.run(self._parser.parse_args([*words, "--home", str(self.places.data)]))
        except TrainerError as error:
            tell(str(error))
            code = int(blame.exit_code(error))
        except SystemExit as left:
            code = int(left.code or 0)
        written = self._capsys.readouterr()
        return Done(code, written.out, written.err)

    def draft(self, text: str) -> Path:
        path = self.places.data.parent / "考核.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def publish(self, more: str = "", limit: str = "") -> str:
        """Publish a paper for 王芳 that can be sat now; return its id."""
        now = datetime.now().astimezone()
        opens, closes = (now + timedelta(days=days) for days in (-1, 1))
        text = QUIZ.format(opens=opens.isoformat(), closes=closes.isoformat(), more=more, limit=limit)
        done = self("publish", str(self.draft(text)), "--json")
        assert done.code == Exit.OK, done.err
        return str(json.loads(done.out)["id"])

    def set_clock(self, now: datetime) -> None:
        """Let the machine's clock stand at an instant from now on."""
        opened = hall_rooms.open_hall

        def late(places: Places) -> Hall:
            hall = opened(places)
            return replace(hall, store=replace(hall.store, clock=lambda: now))

        self._patch.setattr(assess, "open_hall", late)

    def right(self, id: str) -> list[str]:
        """What to type to answer the paper of an assessment right."""
        with open_store(self.places.data) as store:
            row = exams.assessment_of(store, id)
            snapshot = json.loads(row.body)["parts"][0]["snapshot"]
            text = records.snapshot_of(store, snapshot)
        return [key(question) for question in paper_from(text).questions]

    def sittings(self) -> list[exams.SittingRow]:
        with open_store(self.places.data) as store:
            return exams.sittings(store)


def key(question: Question) -> str:
    right = set(right_answer(question).chosen)
    return "".join(letter(place) for place, each in enumerate(question.choices) if each.id in right)


def lines(*typed: str) -> str:
    return "".join(f"{each}\n" for each in typed)


@pytest.fixture(scope="module")
def bank(compiled):
    """The bank of the shipped content, made once."""
    return assess.open_bank(compiled[0].books)


@pytest.fixture
def run(
    places: Places, bank: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assess]:
    monkeypatch.setattr(assess, "open_bank", lambda _: bank)
    monkeypatch.setattr(passwords, "TIME_COST", 1)
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    with open_store(places.data) as store, store.writing() as connection:
        for name, team in (("王芳", "早班"), ("李梅", "早班")):
            register.register(connection, store, 0, Changes(name=name, team=team, hall_id=1, number=None))
    return Assess(places, capsys, monkeypatch)


def sit_right(run: Assess, more: str = "") -> str:
    """Publish, sit and answer all right; return the id of the sitting."""
    id = run.publish(more)
    done = run("sit", id[:6], "--as", "王芳", typed=lines(*run.right(id)))
    assert done.code == Exit.OK, done.out + done.err
    return run.sittings()[-1].id


# The page


def test_the_example_of_the_page_is_the_template_and_can_be_published(run, tmp_path):
    (example,) = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert example == TEMPLATE
    target = tmp_path / "样子.yaml"
    assert run("new", str(target)).code == Exit.OK
    assert target.read_text(encoding="utf-8") == example
    checked = run("publish", str(target), "--check")
    assert (checked.code, "3 部分，2 人" in checked.err) == (Exit.OK, True), checked.err
    assert run("list").out == ""
    assert run("publish", str(target)).code == Exit.OK
    assert "七月上岗考核" in run("list").out


def test_new_never_overwrites(run, tmp_path):
    target = tmp_path / "在.yaml"
    target.write_text("我的", encoding="utf-8")
    assert run("new", str(target)).code == Exit.USAGE
    assert run("new", str(tmp_path / "没有" / "在.yaml")).code == Exit.USAGE
    assert target.read_text(encoding="utf-8") == "我的"


def test_the_page_tells_every_verb_and_the_competence_of_every_kind_of_question():
    text = PAGE.read_text(encoding="utf-8")
    made = type(parser())(prog="trainer assess")
    assessoptions.add_to(made, add_places)
    verbs = next(iter(made._subparsers._group_actions)).choices
    assert {f"trainer assess {verb}" in text for verb in verbs} == {True}
    rows = dict(re.findall(r"^\| ([^|]+?) \| (服务规范|业务准确|流程执行|应变安抚) \|$", text, re.M))
    for skill, competence in COMPETENCE_OF.items():
        assert [to for told, to in rows.items() if skill in told] == [competence.value]


# Publishing


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("people: [王芳]", "people: [王方]", "王方"),
        ("people: [王芳]", "teams: [晚班]", "早班"),
        ("people: [王芳]", "people: []", "参加的人"),
        ("count: 3", "count: 501", "1 到 500"),
        ("title: 小考", "title: 小考\nattempts: 0", "次数"),
        ("总分: 60", "总分: 120", "总分及格线"),
        ("总分: 60", "总分: 0", "请写 1 到 100"),
        ("总分: 60", "业务准确: 60", "请写 1 到 100"),
        ("总分: 60", "仪表: 60", "仪表"),
        ("title: 小考", "title: 小考\nscenarios: [{scenario: walk-in}]", "walk-in-quanqiutong"),
        ("title: 小考", "title: 小考\nrecall: {phrases: [P99]}", "P99"),
        ("opens: ", "opens: 明天 #", "2026-11-30 18:00"),
    ],
)
def test_what_is_wrong_with_a_draft_is_told_and_nothing_is_published(run, was, now, told):
    text = QUIZ.format(opens="2026-11-23", closes="2026-11-30", more="", limit="")
    assert was in text
    done = run("publish", str(run.draft(text.replace(was, now))))
    assert done.code == Exit.USAGE
    assert told in done.err
    assert json.loads(run("list", "--json").out) == {"assessments": []}


def test_every_unknown_name_is_told_in_one_pass(run):
    text = QUIZ.format(opens="2026-11-23", closes="2026-11-30", more="teams: [晚班]", limit="")
    done = run("publish", str(run.draft(text.replace("[王芳]", "[甲, 乙]"))))
    assert all(each in done.err for each in ("“甲”", "“乙”", "“晚班”"))
    assert "考核.yaml:4" in done.err


def test_a_window_that_ends_before_it_begins_is_refused(run):
    text = QUIZ.format(opens="2026-11-23 09:00", closes="2026-11-23 08:00", more="", limit="")
    assert "截止时间" in run("publish", str(run.draft(text))).err


def test_a_day_ends_with_its_last_moment():
    assert moment("2026-11-30", ends=True) == moment("2026-12-01")
    assert moment("2026-11-30 00:00", ends=True) == moment("2026-11-30")


def test_the_window_is_moved_and_an_assessment_withdrawn_for_a_reason(run):
    id = run.publish()
    later = f"{datetime.now() + timedelta(days=9):%Y-%m-%d}"
    assert run("extend", id[:6], "--closes", later, "--reason", "停电").code == Exit.OK
    assert run("extend", id[:6], "--closes", "以后", "--reason", "停电").code == Exit.USAGE
    assert run("withdraw", id[:6], "--reason", " ").code == Exit.USAGE
    assert run("withdraw", id[:6], "--reason", "重出").code == Exit.OK
    assert "已撤销" in run("list").out
    assert "撤销" in run("sit", id, "--as", "王芳").err


# Sitting


def test_a_paper_is_sat_without_a_word_about_right_or_wrong(run):
    id = run.publish()
    keys = run.right(id)
    done = run("sit", id[:6], "--as", "王芳", typed=lines("Z", *keys))
    assert done.code == Exit.OK
    assert "请再答一次" in done.out
    assert "成绩由主管公布" in done.out
    assert not any(word in done.out for word in ("答对", "答错", "应选", "100%"))
    (row,) = json.loads(run("who", id, "--json").out)["people"]
    assert (row["state"], row["marks"]["percent"], row["marks"]["passed"]) == ("已完成", 100, True)
    assert "次数已经用完" in run("sit", id, "--as", "王芳").err


def test_marks_are_shown_where_the_supervisor_says_so(run):
    id = run.publish("shows_marks: true")
    done = run("sit", id, "--as", "王芳", typed=lines(*run.right(id)))
    assert "总分 100%  通过" in done.out


def test_marks_that_were_kept_back_are_released_for_everybody(run):
    id = run.publish()
    assert not json.loads(run("list", "--json").out)["assessments"][0]["marks_shown"]
    assert "已公布" in run("show-marks", id[:6]).err
    assert json.loads(run("list", "--json").out)["assessments"][0]["marks_shown"]
    done = run("sit", id, "--as", "王芳", typed=lines(*run.right(id)))
    assert "总分 100%  通过" in done.out


def test_a_sitting_goes_on_at_the_same_question_after_an_interruption(run):
    id = run.publish()
    keys = run.right(id)
    left = run("sit", id, "--as", "王芳", typed=lines(keys[0]))
    assert (left.code, "时间照走" in left.out) == (Exit.INTERRUPTED, True)
    done = run("sit", id, "--as", "王芳", typed=lines(*keys[1:]))
    assert "2/3（" in done.out
    assert "1/3（" not in done.out
    assert [each.number for each in run.sittings()] == [1]
    assert "100%" in run("who", id).out


def test_an_unanswered_question_is_worth_nothing(run):
    id = run.publish()
    keys = run.right(id)
    assert run("sit", id, "--as", "王芳", typed=lines(keys[0], "-", keys[2])).code == Exit.OK
    assert "66%" in run("who", id).out


def test_where_the_time_is_over_what_is_there_is_handed_in(run):
    id = run.publish("minutes: 10")
    run("sit", id, "--as", "王芳", typed=lines(run.right(id)[0]))
    run.set_clock(datetime.now().astimezone() + timedelta(minutes=11))
    done = run("sit", id, "--as", "王芳")
    assert "时间到了" in done.out
    assert "已交卷" in done.out
    assert run.sittings()[0].result["percent"] == 33


def test_somebody_who_is_not_listed_is_told_so(run):
    id = run.publish()
    assert "没有编号以" in run("sit", id, "--as", "李梅").err
    assert "没有登记过" in run("sit", id, "--as", "路人").err


WHOLE = """\
title: 全套
opens: "{opens}"
closes: "{closes}"
people: [王芳]
pass: {{总分: 60}}
scenarios: [{{scenario: walk-in-quanqiutong, seed: 7, minutes: 5}}]
recall: {{phrases: [P01]}}
"""


def publish_whole(run: Assess) -> str:
    now = datetime.now().astimezone()
    window = {"opens": now - timedelta(days=1), "closes": now + timedelta(days=1)}
    return str(json.loads(run("publish", str(run.draft(WHOLE.format(**window))), "--json").out)["id"])


def test_a_scenario_and_phrases_are_sat_to_the_end(run, shelf):
    id = publish_whole(run)
    play = shelf.plays["walk-in-quanqiutong"][0].drawn(7)
    left = run("sit", id, "--as", "王芳", typed=lines("u", *numbers(play)[:2]))
    assert "不能撤回" in left.out
    done = run("sit", id, "--as", "王芳", typed=lines(*numbers(play)[2:], "您好，欢迎光临！"))
    assert done.code == Exit.OK, done.out
    assert "第 2/2 部分  话术默写 1 句" in done.out
    assert "得分" not in left.out + done.out
    shown = run("show", run.sittings()[0].id).out
    assert "1. 场景" in shown
    assert "没有做" not in shown


def test_a_part_whose_own_time_is_over_ends_and_the_next_one_goes_on(run, shelf):
    id = publish_whole(run)
    play = shelf.plays["walk-in-quanqiutong"][0].drawn(7)
    run("sit", id, "--as", "王芳", typed=lines(*numbers(play)[:2]))
    run.set_clock(datetime.now().astimezone() + timedelta(minutes=6))
    done = run("sit", id, "--as", "王芳", typed=lines("您好，欢迎光临！"))
    assert "时间到了" in done.out
    assert "第 2/2 部分" in done.out
    assert done.code == Exit.OK
    assert "没有做完" in run("show", run.sittings()[0].id).out


# Rights and leaving


@pytest.fixture
def staffed(run: Assess) -> Assess:
    """An administrator and two supervisors, each with PASSWORD; 王芳 has none."""
    with open_store(run.places.data) as store:
        admin = people.make_admin(store, Details("总管"), PASSWORD)
        for name in ("李主管", "周主管"):
            added = people.add(store, admin, Details(name, role="supervisor"))
            people.set_password(store, admin, added.id, PASSWORD)
    return run


def as_boss(run: Assess, *words: str, name: str = "李主管") -> Done:
    return run(*words, "--as", name, typed=lines(PASSWORD))


def published_by(run: Assess, more: str = "") -> str:
    now = datetime.now().astimezone()
    opens, closes = (now + timedelta(days=days) for days in (-1, 1))
    path = run.draft(QUIZ.format(opens=opens.isoformat(), closes=closes.isoformat(), more=more, limit=""))
    return str(json.loads(as_boss(run, "publish", str(path), "--json").out)["id"])


def test_a_trainee_publishes_nothing(staffed):
    with open_store(staffed.places.data) as store:
        wang = register.find(store, "王芳")
        people.set_password(
            store, Pass(register.find(store, "总管").id, "总管", "admin", 1), wang.id, PASSWORD
        )
    text = QUIZ.format(opens="2026-11-23", closes="2026-11-30", more="", limit="")
    path = str(staffed.draft(text))
    for words in (("publish", path), ("publish", path, "--check")):
        assert "主管" in as_boss(staffed, *words, name="王芳").err
    assert as_boss(staffed, "publish", path, "--check").code == Exit.OK


def test_leaving_needs_a_supervisor(staffed):
    id = published_by(staffed)
    refused = staffed("sit", id, "--as", "王芳", typed=lines("q", "李主管", "不对的密码", "q", "王芳", "x"))
    assert refused.code == Exit.INTERRUPTED
    assert "准许离场" not in refused.out
    left = staffed("sit", id, "--as", "王芳", typed=lines("q", "李主管", PASSWORD))
    assert (left.code, "主管准许离场" in left.out) == (Exit.OK, True)
    sitting = staffed.sittings()[0]
    assert "准许离场" in as_boss(staffed, "show", sitting.id[:6]).out
    assert staffed("sit", id, "--as", "王芳", typed=lines(*staffed.right(id))).code == Exit.OK


# Defending


def test_two_supervisors_who_correct_the_same_mark_do_not_cover_each_other(staffed):
    id = published_by(staffed)
    staffed("sit", id, "--as", "王芳", typed=lines(*staffed.right(id)))
    sitting = staffed.sittings()[0].id
    opened = json.loads(as_boss(staffed, "show", sitting, "--json").out)
    competence = next(iter(opened["now"]["competences"]))
    change = ("override", sitting, "--part", "1", "--competence", competence, "--to", "0")
    known = ("--after", str(opened["seq"]))
    first = as_boss(staffed, *change, *known, "--reason", "看错了题", "--json")
    assert first.code == Exit.OK
    second = as_boss(staffed, *change, *known, "--reason", "也看错了", name="周主管")
    assert second.code == Exit.USAGE
    assert "李主管" in second.err
    told = json.loads(first.out)
    assert told["recorded"]["percent"] == 100
    assert told["now"]["percent"] < 100
    shown = as_boss(staffed, "show", sitting).out
    assert "当时记的是 100%" in shown
    assert "看错了题" in shown
    assert "也看错了" not in shown


def test_an_override_says_what_it_changes(run):
    sitting = sit_right(run)
    change = ("override", sitting, "--part", "1", "--after", "0", "--reason", "试")
    assert run(*change).code == Exit.USAGE
    assert run(*change, "--competence", "业务准确").code == Exit.USAGE
    assert run(*change, "--competence", "业务准确", "--lift", "禁语").code == Exit.USAGE
    assert run(*change, "--competence", "业务准确", "--to", "99999").code == Exit.USAGE
    assert "没有这条" in run(*change, "--lift", "禁语").err


def test_comments_appeals_and_answers_stand_beside_the_marks(run):
    sitting = sit_right(run)
    assert run("comment", sitting[:6], "答得快", "--part", "1").code == Exit.OK
    assert run("appeal", sitting[:6], "第 2 题有歧义").code == Exit.OK
    told = json.loads(run("answer", sitting[:6], "已复核，维持", "--json").out)
    assert [each["kind"] for each in told["entries"]] == ["comment", "appeal", "appeal.answer"]
    assert run("answer", sitting[:6], "再答一次").code == Exit.USAGE
    assert "申诉：第 2 题有歧义" in run("show", sitting[:6]).out
    assert run("release", sitting[:6], "下班").code == Exit.OK


def test_a_sitting_that_is_not_there_is_told(run):
    assert "没有编号以" in run("show", "zzz").err
    assert "没有编号以" in run("who", "zzz").err
