"""The figures page: filters ask, the map is walked by keys, every picture is a table and a file too."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.ui.photos import photograph_all
from trainer.core import figures as core
from trainer.core.errors import TrainerError
from trainer.core.figures import Awaited, Column, Named, Sort, Sum, Who
from trainer.core.scenario import Competence
from trainer.training.figures import Figures, Frame, Pending, Wanted
from trainer.training.people import Colleague
from trainer.ui.dashboard.figures.page import NOTHING_HERE, NOTHING_YET, Page
from trainer.ui.jobs import AtOnce
from trainer.ui.theme import Theme

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TOPICS = (
    "禁语",
    "步骤",
    "关键时刻",
    "话术",
    "规定",
    "证件",
    "资费",
    "受理",
    "投诉与热线",
    "限额",
    "操作法",
    "开户费用",
)
RULES = (
    "话术：您好，欢迎光临",
    "话术：请您稍等",
    "全球通入网：核对证件",
    "16日之后入网的月租减半",
    "办一安二",
)
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙", ("芳", "静", "敏", "伟", "丽娜", "春华", "建国")


def colleagues(number: int) -> tuple[Colleague, ...]:
    dice = random.Random(3)
    names = dict.fromkeys(f"{s}{g}" for s in SURNAMES for g in GIVEN)
    return tuple(
        Colleague(
            id, name, "", "trainee", f"{'甲乙丙'[id % 3]}班", 1 + id % 2, f"{id % 2 + 1}号厅", True, False
        )
        for id, name in enumerate(dice.sample(list(names), number), 1)
    )


class Board:
    """A desk that makes figures up, the same for the same question."""

    def __init__(self, people: int = 45) -> None:
        self.people = colleagues(people)
        self.asked: list[Wanted] = []
        self.pendings = 0
        self.error: TrainerError | None = None

    def figures_frame(self) -> Frame:
        slots = (0, 2026, 202611, 202610) if self.people else ()
        halls = tuple(dict.fromkeys((each.hall_id, each.hall) for each in self.people))
        return Frame(halls, self.people, {Sort.PRACTICE: slots, Sort.GRADED: slots, Sort.CRAMMED: ()}, TOPICS)

    def _who(self, wanted: Wanted) -> list[Who]:
        return [
            Who(each.id, each.name, each.team)
            for each in self.people
            if wanted.person_id in (None, each.id)
            and wanted.team in (None, each.team)
            and wanted.hall_id in (None, each.hall_id)
        ]

    def figures(self, wanted: Wanted) -> Figures:
        if self.error:
            raise self.error
        self.asked.append(wanted)
        dice, who = random.Random(repr((wanted.column, wanted.axis, wanted.sort))), self._who(wanted)
        names = [c.value for c in Competence] if wanted.axis == "能力" else RULES if wanted.column else TOPICS
        empty = wanted.sort is Sort.CRAMMED

        def one(n: int, share: float) -> Sum:
            return Sum(n, int(n * 10_000 * share), n * 10_000)

        cells = {
            (each.id, name): one(
                dice.randint(1, 140), min(1, dice.betavariate(5, 1.6) + 0.1 * (each.id % 3 - 1))
            )
            for each in who
            for name in names
            if not empty and dice.random() < 0.93
        }
        heat = core.heat_map(who, [Column(name, name) for name in names], cells)
        last = core.week_of(NOW)
        weeks = {
            last - back: one(dice.randint(2, 300), 0.86 - back * 0.008 + dice.uniform(-0.05, 0.05))
            for back in range(40)
            if dice.random() < 0.95 and not empty
        }
        alone = wanted.person_id is not None
        marks = {c.value: one(20, dice.uniform(0.4, 0.95)) for c in Competence} if not empty else {}
        hall = {c.value: one(200, dice.uniform(0.6, 0.8)) for c in Competence} if alone else {}
        weak = [Named(rule, rule, one(200, 0.4 + place / 9)) for place, rule in enumerate(RULES)]
        slips = [
            Named(f"m{n}", name, Sum(90 - 13 * n, 0, 0))
            for n, name in enumerate(
                (
                    "把动感地带当成神州行",
                    "忘了复印证件",
                    "16日当天也收了全月月租",
                    "没有复述客户要求",
                    "漏了结束语",
                )
            )
        ]
        return Figures(
            wanted,
            heat,
            () if empty else core.weakest(weak),
            () if empty else tuple(slips),
            core.progress(weeks, last),
            core.progress({w: one(99, 0.7) for w in weeks}, last) if alone else (),
            core.spread(heat.rows.values()),
            core.radar(marks, hall),
        )

    def pending(self, wanted: Wanted) -> Pending:
        self.pendings += 1
        who = self._who(wanted)
        day = timedelta(days=1)
        awaited = (
            [
                Awaited(who[0].id, "十月服务规范考核", NOW - 9 * day, NOW - 5 * day),
                Awaited(who[-1].id, "十一月资费考核", NOW - day, NOW + 5 * day),
            ]
            if who
            else []
        )
        counts = {each.id: (each.id % 4 * 3, each.id % 4 * 3 + each.id % 5) for each in who[:9]}
        return Pending(core.due(counts, who), core.absences(awaited, who, NOW))


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., Page]:
    def made(theme: Theme, desk: Board) -> Page:
        page = Page(theme, AtOnce())
        qtbot.addWidget(page)
        page.set_desk(desk)
        page.resize(1280, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.refresh()
        return page

    return made


def press(qtbot: QtBot, page: Page, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.board.heat, key)


def test_arrows_walk_the_map_and_enter_opens_the_person(
    qtbot: QtBot, theme: Theme, make: Callable[..., Page]
) -> None:
    page = make(theme, Board())
    page.take_focus()
    press(qtbot, page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right)
    index = page.board.heat.currentIndex()
    assert (index.row(), index.column()) == (2, 1)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith(f"{page.board.table.heat.people[1].name}，禁语：")
    with qtbot.waitSignal(page.person_opened) as opened:
        press(qtbot, page, Qt.Key.Key_Return)
    assert opened.args == [page.board.table.heat.people[1].name]


def test_enter_on_the_totals_opens_nobody(qtbot: QtBot, theme: Theme, make: Callable[..., Page]) -> None:
    page = make(theme, Board())
    with qtbot.assertNotEmitted(page.person_opened):
        press(qtbot, page, Qt.Key.Key_Return)


def test_space_goes_into_a_topic_and_escape_back(
    qtbot: QtBot, theme: Theme, make: Callable[..., Page]
) -> None:
    desk = Board()
    page = make(theme, desk)
    press(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert desk.asked[-1].column == "禁语"
    assert [column.title for column in page.board.table.heat.columns] == list(RULES)
    assert page.said.text() == "只算练习（不计入考核成绩），全部时间，禁语"
    press(qtbot, page, Qt.Key.Key_Escape)
    assert desk.asked[-1].column == ""


def test_the_kind_is_always_said_and_every_filter_asks(theme: Theme, make: Callable[..., Page]) -> None:
    desk = Board()
    page = make(theme, desk)
    page.filters.sorts.choose(1)
    assert page.said.text() == "只算考核，全部时间"
    for combo, place in (
        (page.filters.slots, 2),
        (page.filters.halls, 1),
        (page.filters.teams, 1),
        (page.filters.people, 2),
    ):
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
    wanted = desk.asked[-1]
    assert (wanted.sort, wanted.slot, wanted.hall_id) == (Sort.GRADED, 202611, desk.people[0].hall_id)
    assert wanted.person_id in {each.id for each in desk.people if each.team == wanted.team}
    assert desk.pendings == 4  # the first picture, and each choice of people: not of kind and time
    page.filters.axes.choose(1)
    assert (desk.asked[-1].axis, desk.pendings) == ("能力", 4)


def test_names_are_searched_and_columns_sorted_without_asking(
    theme: Theme, make: Callable[..., Page]
) -> None:
    desk = Board()
    page = make(theme, desk)
    name = desk.people[7].name
    page.filters.search.setText(name)
    table = page.board.table
    assert [table.person_at(row) for row in range(table.rowCount())] == [None, desk.people[7].id]
    page.filters.search.clear()
    page.board.heat.horizontalHeader().sectionClicked.emit(1)
    shares = [table.index(row, 1).data(Qt.ItemDataRole.UserRole) for row in range(1, table.rowCount())]
    known = [each.share for each in shares if each.n >= core.FEW]
    assert known == sorted(known) or known == sorted(known, reverse=True)
    assert len(desk.asked) == 1


def test_every_picture_is_a_table_too(qtbot: QtBot, theme: Theme, make: Callable[..., Page]) -> None:
    page = make(theme, Board())
    qtbot.keyClick(page.board.heat, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.as_table.isChecked()
    sizes = []
    for place in range(6):
        page.tables.which.choose(place)
        sizes.append((page.tables.model.rowCount(), page.tables.model.columnCount()))
    assert sizes[0] == (46, 14)
    assert all(rows and columns for rows, columns in sizes)
    index = page.tables.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("姓名：")


@pytest.mark.parametrize("place", range(4))
def test_a_picture_is_kept_as_png_and_svg(
    qtbot: QtBot, theme: Theme, make: Callable[..., Page], tmp_path: Path, place: int
) -> None:
    page = make(theme, Board())
    for ending in ("png", "svg"):
        with qtbot.waitSignal(page.exported):
            page.export(place, tmp_path / f"图.{ending}")
    assert not QImage(str(tmp_path / "图.png")).isNull()
    assert QSvgRenderer(str(tmp_path / "图.svg")).isValid()
    page.export(place, tmp_path / "没有的文件夹" / "图.png")
    assert page.banner.isVisible()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["图.png", "图.svg"]


def test_empty_states_say_what_to_do(qtbot: QtBot, theme: Theme, make: Callable[..., Page]) -> None:
    page = make(theme, Board(0))
    assert page.empty.accessibleName() == NOTHING_YET
    page = make(theme, Board())
    page.filters.sorts.choose(2)
    assert page.empty.accessibleName() == NOTHING_HERE
    assert not page.as_table.isEnabled()
    page.filters.sorts.choose(0)
    assert page.board.isVisible()


def test_an_error_is_told_and_asked_again(theme: Theme, make: Callable[..., Page]) -> None:
    desk = Board()
    desk.error = TrainerError("看不到这个人的统计。")
    page = make(theme, desk)
    assert page.banner.accessibleName() == "出错：看不到这个人的统计。"
    desk.error = None
    page.banner.acted.emit()
    assert page.board.isVisible()
    assert not page.banner.isVisible()


class Held:
    """Jobs that wait until they are let go."""

    def __init__(self) -> None:
        self.work: list[Callable[[], None]] = []

    def submit(self, work, done, failed) -> None:  # type: ignore[no-untyped-def]
        self.work.append(lambda: done(work()))

    def let_go(self) -> None:
        self.work.pop(0)()


def test_only_the_last_of_many_questions_is_answered(qtbot: QtBot, theme: Theme) -> None:
    jobs, desk = Held(), Board()
    page = Page(theme, jobs)
    qtbot.addWidget(page)
    page.set_desk(desk)
    page.refresh()
    jobs.let_go()
    for place in (1, 0, 1):
        page.filters.sorts.choose(place)
    jobs.let_go()
    assert len(jobs.work) == 1
    with qtbot.waitSignal(page.shown):
        jobs.let_go()
    assert [wanted.sort for wanted in desk.asked] == [Sort.PRACTICE, Sort.GRADED]
    assert not jobs.work


def test_photographs(qtbot: QtBot, theme: Theme) -> None:
    def whole(dressed: Theme) -> Page:
        page = Page(dressed, AtOnce())
        page.set_desk(Board(60))
        page.refresh()
        return page

    def one(dressed: Theme) -> Page:
        page = whole(dressed)
        page.filters.choose_column("资费")
        page.filters.choose_person(4)
        return page

    def table(dressed: Theme) -> Page:
        page = whole(dressed)
        page.as_table.setChecked(True)
        return page

    for make_page, name in ((whole, "figures"), (one, "figures-person"), (table, "figures-table")):
        photograph_all(make_page, name)
