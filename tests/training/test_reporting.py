"""Sheets from the records: what stands on them, who may have them, and the files that come of it."""

import html
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from tests.reports.papers import ROOT
from tests.reports.seen import Seen
from tests.training.examhall import (
    PAPER,
    PHRASES,
    SCENE,
    START,
    Clock,
    Place,
    open_hall,
    place_of,
)
from trainer.core.events import Act
from trainer.core.exam.verdict import Override
from trainer.core.explore import next_arrival
from trainer.core.memory import Review
from trainer.core.observing import Marked, Standing
from trainer.core.rights import NotAllowed, Pass
from trainer.core.rounds.acts import Remove, Steer
from trainer.core.rounds.setup import right_letter
from trainer.core.scenario import Competence
from trainer.reports.document import Document
from trainer.reports.files import NotWritten
from trainer.reports.progress import Cancelled
from trainer.store import ledger
from trainer.training import attempts, memory
from trainer.training.attempts import Attempt
from trainer.training.exams import defending, seats
from trainer.training.hall import Hall
from trainer.training.observing import open_floor
from trainer.training.people import Details, add, edit
from trainer.training.prompts import Sources
from trainer.training.proving import verify
from trainer.training.reporting import binding, exporting, persons
from trainer.training.reporting.briefings import NotHeld
from trainer.training.reporting.exporting import FORMS, Bindery, Kind, NothingToReport, Order, export
from trainer.training.reporting.months import MonthWrong
from trainer.training.results import CannotReplay
from trainer.training.roundtable import Table, Wish, open_table


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(tmp_path: Path, cache: Path, clock: Clock) -> Iterator[Hall]:
    opened = open_hall(tmp_path / "data", cache, clock)
    yield opened
    opened.close()


@pytest.fixture
def place(hall: Hall, clock: Clock, sources: Sources) -> Place:
    """Three people; the first did well, the second not, the third stayed away."""
    return place_of(hall, clock, sources, 3, parts=(SCENE, PAPER, PHRASES), shows_marks=True)


@pytest.fixture
def bindery(hall: Hall, qapp: QApplication) -> Bindery:
    return binding.bindery(hall, ROOT, binding.stationery_and_press(ROOT / "assets"))


def made(place: Place, bindery: Bindery, order: Order, by: Pass | None = None) -> list[Path]:
    return export(place.hall, by or place.boss, order, bindery)


def text_of(paths: list[Path]) -> str:
    return next(path for path in paths if path.suffix == ".html").read_text(encoding="utf-8")


def test_a_persons_sheet_defends_every_mark(place: Place, bindery: Bindery, tmp_path: Path) -> None:
    sitting = place.sit(place.staff[0], 0.5)
    known = defending.standing(place.hall, place.boss, sitting).seq
    change = Override(1, Competence.ACCURACY, 100)
    opened = defending.override(place.hall, place.boss, sitting, change, ("题干有歧义", known))
    defending.appeal(place.hall, place.staff[0], sitting, "请再看一次")
    paths = made(place, bindery, Order("person", sitting, tmp_path / "out"))
    assert [path.suffix for path in paths] == [".html", ".pdf", ".xlsx"]
    text = text_of(paths)
    assert opened.now is not None
    end = ledger.head_of(place.hall.store, 1)
    for told in (
        "学员01",
        "模拟考核",
        "题干有歧义",
        "请再看一次",
        end.hash,
        place.published.row.hash,
        "种子",
        "P01",
    ):
        assert told in text, told
    assert f"{opened.now.percent} / 100" in text
    assert end.hash[:16] in Seen(paths[1].read_bytes()).all_words
    assert verify(place.hall.store) == []


def test_the_look_that_a_sheet_is_stands_in_the_ledger(
    place: Place, bindery: Bindery, tmp_path: Path
) -> None:
    sitting = place.sit(place.staff[0], 1)
    made(place, bindery, Order("person", sitting, tmp_path / "out", ("html",)))
    last = ledger.entries(place.hall.store, 1, "look", sitting)[-1]
    assert last.payload == {"what": "report", "sheet": "person", "subject": sitting}
    assert last.actor_id == place.boss.person_id


def test_trainees_have_their_own_sheet_once_the_assessment_is_over(
    place: Place, bindery: Bindery, clock: Clock, tmp_path: Path
) -> None:
    me, other = place.staff[0], place.staff[1]
    sitting = place.sit(me, 1)
    order = Order("person", sitting, tmp_path / "out", ("html", "xlsx"))
    with pytest.raises(NotAllowed):
        made(place, bindery, order, me)  # the key would be out
    clock.go_on(days=3)
    (path,) = made(place, bindery, order, me)
    assert other.name not in path.read_text(encoding="utf-8")
    with pytest.raises(NotAllowed):
        made(place, bindery, order, other)


@pytest.mark.parametrize("kind", ["people", "assessment", "items", "month"])
def test_everything_else_is_for_supervisors_of_the_hall(
    kind: Kind, place: Place, bindery: Bindery, tmp_path: Path
) -> None:
    place.sit(place.staff[0], 1)
    subject = "2026-11" if kind == "month" else place.id
    before = ledger.head_of(place.hall.store, 1)
    with pytest.raises(NotAllowed):
        made(place, bindery, Order(kind, subject, tmp_path / "out"), place.staff[0])
    with pytest.raises(NotAllowed):
        made(place, bindery, Order(kind, subject, tmp_path / "out"), replace(place.boss, hall_id=2))
    assert ledger.head_of(place.hall.store, 1) == before
    assert not (tmp_path / "out").exists()


def test_an_assessments_sheet_tells_of_everybody(
    place: Place, bindery: Bindery, clock: Clock, tmp_path: Path
) -> None:
    place.sit(place.staff[0], 1)
    place.sit(place.staff[1], 0.2)
    clock.go_on(days=3)
    paths = made(place, bindery, Order("assessment", place.id, tmp_path / "out"))
    text = text_of(paths)
    for told in ("学员01", "学员02", "学员03", "缺考", "上岗考核", place.published.row.hash):
        assert told in text, told
    book = load_workbook(paths[2])
    assert [sheet.title for sheet in book] == ["成绩", "作答", "题目", "说明"]
    assert book["作答"].max_row == 1 + 2 * 9
    rows = list(book["成绩"].iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["已完成", "已完成", "缺考"]


def test_who_began_and_never_handed_in_is_overdue_on_the_sheets(
    place: Place, bindery: Bindery, clock: Clock, tmp_path: Path
) -> None:
    place.sit(place.staff[0], 1)
    late = place.staff[1]
    seats.begin(place.hall, late, place.id, late.person_id)
    order = Order("assessment", place.id, tmp_path / "out", ("html", "xlsx"))
    assert "逾期" not in text_of(made(place, bindery, order))
    clock.go_on(days=3)
    paths = made(place, bindery, order)
    text = text_of(paths)
    assert "已完成 1 人，逾期 1 人，缺考 1 人" in text
    assert "逾期（考了没有交卷）：学员02" in text
    assert "进行中" not in text
    rows = list(load_workbook(paths[1])["成绩"].iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["已完成", "逾期", "缺考"]


def test_an_item_analysis_tells_of_each_item(place: Place, bindery: Bindery, tmp_path: Path) -> None:
    place.sit(place.staff[0], 1)
    place.sit(place.staff[1], 0)
    paths = made(place, bindery, Order("items", place.id, tmp_path / "out"))
    assert "样本不足" in text_of(paths)
    book = load_workbook(paths[2])
    ids = [row[0] for row in book["题目分析"].iter_rows(min_row=2, values_only=True)]
    assert ids[0] == f"scenario.{SCENE.scenario}"
    assert ids[-2:] == ["recall.P01", "recall.P10"]
    assert book["选项"].max_row > 12


def test_a_month_tells_what_was_done(place: Place, bindery: Bindery, clock: Clock, tmp_path: Path) -> None:
    place.sit(place.staff[0], 1)
    clock.go_on(days=3)
    paths = made(place, bindery, Order("month", "2026-11", tmp_path / "out"))
    text = text_of(paths)
    assert "学员03（上岗考核）" in text
    book = load_workbook(paths[2])
    rows = {row[0]: row for row in book["参加"].iter_rows(min_row=2, values_only=True)}
    assert rows["学员01"][3:5] == (1, 0)
    assert rows["学员01"][5] >= 8
    assert rows["学员01"][6] == 1
    with pytest.raises(MonthWrong):
        made(place, bindery, Order("month", "2026-13", tmp_path / "out"))


def test_all_sheets_of_people_at_once_and_names_that_are_alike(
    place: Place, bindery: Bindery, tmp_path: Path
) -> None:
    with pytest.raises(NothingToReport):
        made(place, bindery, Order("people", place.id, tmp_path / "out"))
    for me in place.staff[:2]:
        place.sit(me, 0.5)
    paths = made(place, bindery, Order("people", place.id, tmp_path / "out", ("html", "xlsx")))
    assert len({path.name for path in paths}) == 2
    assert all(path.exists() for path in paths)


@pytest.mark.parametrize("after", [0, 100, 150, 250, 300])
def test_a_stopped_export_leaves_nothing(after: int, place: Place, bindery: Bindery, tmp_path: Path) -> None:
    place.sit(place.staff[0], 1)
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done >= after:
            raise Cancelled

    order = Order("assessment", place.id, tmp_path / "out")
    with pytest.raises(Cancelled):
        export(place.hall, place.boss, order, bindery, stop)
    assert list((tmp_path / "out").glob("*")) == []
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_progress_goes_to_the_end(place: Place, bindery: Bindery, tmp_path: Path) -> None:
    place.sit(place.staff[0], 1)
    told: list[float] = []
    order = Order("assessment", place.id, tmp_path / "out")
    export(place.hall, place.boss, order, bindery, lambda done, of: told.append(done / of))
    assert told == sorted(told)
    assert told[-1] == 1


def test_a_folder_that_cannot_be_written_is_named(place: Place, bindery: Bindery, tmp_path: Path) -> None:
    place.sit(place.staff[0], 1)
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(NotWritten):
        made(place, bindery, Order("assessment", place.id, tmp_path / "out", ("html",)))


def test_a_sheet_of_somebody_who_left_keeps_the_name(place: Place, bindery: Bindery, tmp_path: Path) -> None:
    me = place.staff[0]
    sitting = place.sit(me, 0)
    edit(place.hall.store, place.boss, me.person_id, Details(me.name, "A001", "早班", active=False))
    add(place.hall.store, place.boss, Details("新人"))
    assert FORMS == ("html", "pdf", "xlsx")
    paths = made(place, bindery, Order("person", sitting, tmp_path / "out", ("html",)))
    assert me.name in text_of(paths)
    assert place.published.closes - timedelta(days=2) < place.clock.now


def test_wrong_words_in_a_scenario_are_told_beside_the_right_ones(
    place: Place, bindery: Bindery, tmp_path: Path
) -> None:
    me, hall = place.staff[0], place.hall
    seat = seats.begin(hall, me, place.id, me.person_id)
    opened = seats.open_part(hall, me, seat)
    assert isinstance(opened, Attempt)
    done = play(hall, opened, well=False)
    seats.end_part(hall, me, seat, done, done.shift.now)
    seats.note_focus(hall, me, seat.row.id, 12.4)
    seats.release(hall, place.boss, seat.row.id, "身体不适")
    seats.hand_in(hall, me, seat.row.id)
    lost = next(each for each in done.marked().decisions if each.counted and not each.is_right)
    text = text_of(made(place, bindery, Order("person", seat.row.id, tmp_path / "out", ("html",))))
    for told in (
        html.escape(lost.right[0].text),
        html.escape(lost.chosen.text),
        "12 秒",
        "准许离场：身体不适",
    ):
        assert told in text, told
    for critical in done.marked().critical:
        assert critical.title in text


def test_what_was_never_begun_and_what_goes_on_is_said(
    place: Place, bindery: Bindery, tmp_path: Path
) -> None:
    me, hall = place.staff[0], place.hall
    seat = seats.begin(hall, me, place.id, me.person_id)
    order = Order("person", seat.row.id, tmp_path / "out", ("html",))
    assert "没有做到这一部分" not in text_of(made(place, bindery, order))
    seats.hand_in(hall, me, seat.row.id)
    text = text_of(made(place, bindery, order))
    assert "没有做到这一部分" in text
    assert "0 / 100" in text


def test_a_scenario_that_cannot_be_replayed_is_told(
    place: Place, bindery: Bindery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = place.sit(place.staff[0], 1)

    def broken(*_: object) -> None:
        raise KeyError("node")

    monkeypatch.setattr(persons, "reopen", broken)
    with pytest.raises(CannotReplay):
        made(place, bindery, Order("person", sitting, tmp_path / "out", ("html",)))
    assert not (tmp_path / "out").exists()


def test_a_month_tells_what_was_got_wrong_and_what_was_seen(
    place: Place, bindery: Bindery, clock: Clock, tmp_path: Path
) -> None:
    store, me = place.hall.store, place.staff[0]
    review = Review(clock(), "P01", 0.0, "quiz", "q1", "swapped")
    memory.remember(store, me.person_id, [review])
    floor = open_floor(store, ROOT, place.hall.shelf.books.library)
    walk = floor.begin(place.boss, floor.form.shifts[0], (Standing(me.person_id, floor.form.posts[0]),))
    spot = walk.rows(floor.form)[0].spot
    floor.save(place.boss, walk.then(Marked(spot, "missed")))
    paths = made(place, bindery, Order("month", "2026-11", tmp_path / "out", ("html", "xlsx")))
    assert "卡费和预存说反" in text_of(paths)
    book = load_workbook(paths[1])
    seen = list(book["日常巡视"].iter_rows(min_row=2, values_only=True))
    assert seen[0][1:] == (0, 1, 0)
    assert [row[2:4] for row in book["常犯的错"].iter_rows(min_row=2, values_only=True)] == [(1, 1)]
    assert "钱经理" not in [row[0] for row in book["参加"].iter_rows(min_row=2, values_only=True)]
    sitting = place.sit(me, 1)
    text = text_of(made(place, bindery, Order("person", sitting, tmp_path / "one", ("html",))))
    assert "观察人：钱经理" in text


def test_people_of_one_name_have_files_of_their_own() -> None:
    taken: set[str] = set()
    document = Document("个人考核表 · 王芳", "", START.date())
    names = [exporting._name(document, "pdf", taken) for _ in range(3)]
    assert names == ["个人考核表-王芳.pdf", "个人考核表-王芳-2.pdf", "个人考核表-王芳-3.pdf"]


def play(hall: Hall, attempt: Attempt, *, well: bool) -> Attempt:
    """Play to the end; badly takes what earns least."""
    while not attempt.shift.over:
        shift = next_arrival(attempt.shift)
        if shift.attending is None:
            waiting = next((visit for visit in shift.visits if visit.left is None), None)
            if waiting is None:
                break
            attempt = attempts.add(hall, attempt, Act(shift.now, "attend", waiting.customer.id))
            continue
        visit = shift.visit(shift.attending)
        assert visit
        offered = [o for o in visit.node.options if o.needs.holds(visit.talk.mood, visit.talk.flags)]
        option = max(offered, key=lambda each: sum(each.marks) if well else -sum(each.marks))
        attempt = attempts.add(hall, attempt, Act(shift.now, "choose", visit.customer.id, option.id))
        well = True  # once is enough
    return attempt


def held_once(place: Place) -> Table:
    """Ask one question: the first is right, the second wrong, a guest says nothing, the third has left."""
    table = open_table(place.hall, place.boss, Wish(count=3, bonus=True))
    first, second = (seat.id for seat in table.round.players[:2])
    table.seat("客人")
    table.steer(Steer("next"))
    assert table.round.question is not None
    key = right_letter(table.round.question)
    table.answer(first, key)
    table.answer(second, "ab"[key == "a"])
    table.steer(Remove(table.round.players[2].id))
    table.steer(Steer("close"))
    table.steer(Steer("reveal"))
    return table


def test_the_sheet_of_a_morning_round_says_who_was_there(
    place: Place, bindery: Bindery, tmp_path: Path
) -> None:
    table = held_once(place)
    order = Order("briefing", table.live.id, tmp_path / "out")
    with pytest.raises(NotHeld):
        made(place, bindery, order)
    summary = table.finish()
    with pytest.raises(NotAllowed):
        made(place, bindery, order, place.staff[0])
    paths = made(place, bindery, order)
    assert [path.suffix for path in paths] == [".html", ".pdf", ".xlsx"]
    text, book = text_of(paths), load_workbook(paths[2])
    for told in ("到 3 人", "缺 1 人：学员03", "客人（客）", summary.word(summary.weakest[0].rule)):
        assert told in html.unescape(text), told
    assert ledger.head_of(place.hall.store, 1).hash in text
    kept = ledger.entries(place.hall.store, 1, "round", table.live.id)[-1].payload
    assert kept["log"] in text, "the sheet has the hash that the ledger has"
    rows = [row[:6] for row in book["得分"].iter_rows(min_row=2, values_only=True)]
    assert rows[0] == ("学员01", "A001", "早班", "到", 1, 1)
    assert rows[-1][0] == "学员03"
    assert rows[-1][3] == "缺"
    asked = list(book["各题"].iter_rows(min_row=2, values_only=True))
    assert [row[4:6] for row in asked] == [(1, 2)]
    assert verify(place.hall.store) == []
