"""The form of a new assessment: by keyboard, faults beside the fields, and what was seen is published."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.training.examhall import Clock, open_hall
from tests.ui.photos import LOOKS, SIZES, WARM, dressed, photograph
from trainer.core.rights import Pass
from trainer.core.scenario import Competence
from trainer.training.exams import publishing
from trainer.training.exams.plain import PlainPaper, PlainRecall, PlainRow, PlainScenario
from trainer.training.hall import Hall
from trainer.training.people import Details, add, make_admin
from trainer.training.practice import Practice
from trainer.ui.dashboard.setting.details import NAMED
from trainer.ui.dashboard.setting.form import HOW, PUBLISH, SURE, WHAT, WHO, DraftForm
from trainer.ui.dashboard.setting.page import Page
from trainer.ui.jobs import AtOnce, Jobs
from trainer.ui.theme import Theme

STAFF = (("王芳", "早班"), ("李明", "晚班"), ("陈静", "早班"), ("赵敏", ""))
SPACE, RETURN = Qt.Key.Key_Space, Qt.Key.Key_Return


class Opened:
    """A desk of the hall below, for its supervisor."""

    def __init__(self, hall: Hall, by: Pass, practice: Practice) -> None:
        self.hall, self.by, self._practice = hall, by, practice

    def with_hall(self, use_case: Callable[..., Any], *args: Any) -> Any:
        return use_case(self.hall, self.by, *args)

    def practice(self) -> Practice:
        return self._practice


@pytest.fixture
def desk(tmp_path: Path, questions: Practice) -> Iterator[Opened]:
    hall = open_hall(tmp_path / "data", WARM, Clock())
    boss = make_admin(hall.store, Details("钱经理"), "hall-8:50")
    for number, (name, team) in enumerate(STAFF):
        add(hall.store, boss, Details(name, f"A{number}", team))
    yield Opened(hall, boss, questions)
    hall.store.close()


def page_of(theme: Theme, desk: Opened, jobs: Jobs | None = None) -> Page:
    made = Page(theme, jobs or AtOnce())
    made.setProperty("role", "page")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.resize(1232, 690)
    made.set_desk(desk)  # type: ignore[arg-type]
    made.refresh()
    made.show()
    made.new.click()
    return made


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, desk: Opened) -> Iterator[Page]:
    """The page with an open form; deleted at once, or every later photograph dresses it again."""
    made = page_of(theme, desk)
    yield made
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def form(page: Page) -> DraftForm:
    return page.form


def tick(form: DraftForm, place: int) -> None:
    """Tick a scenario by keyboard."""
    form.parts.scenes.setCurrentRow(place)
    QTest.keyClick(form.parts.scenes, SPACE)


def press_twice(form: DraftForm) -> None:
    for _sure in range(2):
        QTest.keyClick(form.publish, SPACE)


def found_of(desk: Opened) -> publishing.Published:
    (found,) = desk.with_hall(publishing.published)
    return found  # type: ignore[no-any-return]


class Held:
    """Jobs that are done when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[..., None]
    ) -> None:
        self.waiting.append(partial(AtOnce().submit, work, done, failed))

    def go_on(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def letters(form: DraftForm) -> list[str]:
    """Return the letters that lead somewhere from what is seen now."""
    words = [each.text() for each in form.findChildren(QLabel) if each.isVisible() and each.buddy()]
    words += [each.text() for each in form.findChildren(QAbstractButton) if each.isVisible()]
    return [found[1] for text in words if (found := re.search("&(.)", text))]


def test_the_short_way_is_a_title_a_tick_and_two_presses(form: DraftForm, desk: Opened) -> None:
    form.title.setText("七月上岗考核")
    tick(form, 0)
    assert "2 部分，4 人，总分 80% 及格，60 分钟，每人 1 次" in form.told.text()
    press_twice(form)
    setting = found_of(desk).setting
    assert [part.kind for part in setting.parts] == ["paper", "scenario"]
    assert (len(setting.people), setting.pass_marks.total, setting.counts) == (4, 80, "最好")
    assert 7 <= (setting.closes - setting.opens).days < 8


def set_parts(form: DraftForm) -> None:
    """Set a scenario with a variant, then a paper, then a phrase by name."""
    play, recall, paper = form.parts.play, form.parts.recall, form.parts.paper
    tick(form, 0)
    play.variant.setCurrentIndex(1)
    play.typed.click()
    play.minutes.setValue(15)
    play.weight.setValue(3)
    form.parts.up.click()
    form.parts.add_recall.click()
    recall.how.choose(NAMED)
    recall.phrases.setCurrentRow(2)
    QTest.keyClick(recall.phrases, SPACE)
    form.parts.list.setCurrentRow(1)
    paper.called.setText("小卷")
    paper.rows[0].count.setValue(2)
    paper.rows[0].skill.setCurrentText("资费")
    paper.rows[0].difficulty.setCurrentIndex(2)


def test_every_part_can_be_set_and_put_in_order(form: DraftForm) -> None:
    set_parts(form)
    scene, paper, phrases = form.draft.parts
    assert isinstance(scene, PlainScenario)
    assert isinstance(paper, PlainPaper)
    assert scene.variant == form.parts.play.variant.itemData(1) != ""
    assert (scene.typed, scene.minutes, scene.weight) == (True, 15, 3)
    assert (paper.title, paper.rows) == ("小卷", (PlainRow(2, "资费", difficulty=2),))
    assert phrases == PlainRecall(0, ("P03",))


def test_everything_that_a_draft_knows_is_published(form: DraftForm, desk: Opened) -> None:
    form.title.setText("全套")
    set_parts(form)
    form.grading.each[Competence.ACCURACY].setValue(75)
    form.grading.attempts.setValue(2)
    form.grading.counts.setCurrentIndex(1)
    form.first.setTime(form.first.time().addSecs(8 * 3600))
    press_twice(form)
    setting = found_of(desk).setting
    assert [part.kind for part in setting.parts] == ["scenario", "paper", "recall"]
    assert (setting.parts[0].typed, setting.parts[0].minutes, setting.parts[0].weight) == (True, 15, 3)
    assert setting.parts[1].title == "小卷"
    assert setting.pass_marks.each == ((Competence.ACCURACY, 75),)
    assert (setting.attempts, setting.counts) == (2, "最后")
    assert setting.opens.astimezone().hour == 8


def test_faults_stand_at_their_fields_until_these_are_changed(form: DraftForm, desk: Opened) -> None:
    form.grading.total.setValue(0)
    form.sitters.none.click()
    form.parts.paper.rows[0].form.setCurrentText("排序")
    form.parts.paper.rows[0].count.setValue(400)
    form.panes.choose(HOW)
    press_twice(form)
    assert desk.with_hall(publishing.published) == []
    total = form.grading.fields["总分及格线"]
    assert "请写 1 到 100" in total.trouble.text()
    assert (form._named.is_wrong, form.sitters.is_wrong, form.parts.is_wrong) == (True, True, True)
    assert form.panes.place == HOW
    assert QApplication.focusWidget() is form.title
    assert "要400道" in form.parts.paper.trouble.text()
    assert form.parts.list.item(0).text().startswith("要改")
    form.title.setText("七月上岗考核")
    assert not form._named.is_wrong
    assert total.is_wrong
    form.grading.total.setValue(60)
    form.sitters.all.click()
    form.parts.paper.rows[0].count.setValue(3)
    assert form._wrong_panes() == []
    press_twice(form)
    assert found_of(desk).setting.pass_marks.total == 60


def test_a_fault_elsewhere_opens_its_pane(form: DraftForm) -> None:
    form.title.setText("七月上岗考核")
    form.sitters.none.click()
    press_twice(form)
    assert form.panes.place == WHO
    assert QApplication.focusWidget() is form.sitters.names


def test_a_part_less_is_told_and_no_part_at_all_too(form: DraftForm) -> None:
    form.title.setText("七月上岗考核")
    form.parts.drop.click()
    press_twice(form)
    assert form.panes.place == WHAT
    assert "要有 1 到" in form.parts.ticking.trouble.text()
    form.parts.add_recall.click()
    assert not form.parts.is_wrong


@pytest.mark.parametrize(
    "edit",
    [
        lambda form: form.title.setText("别的"),
        lambda form: form.last.setDate(form.last.date().addDays(1)),
        lambda form: tick(form, 0),
        lambda form: form.parts.paper.rows[0].count.setValue(11),
        lambda form: form.parts.add_recall.click(),
        lambda form: form.sitters.none.click(),
        lambda form: form.grading.each[Competence.SERVICE].setValue(50),
        lambda form: form.grading.gate.click(),
    ],
)
def test_any_edit_withdraws_the_second_press(form: DraftForm, edit: Callable[[DraftForm], None]) -> None:
    form.title.setText("七月上岗考核")
    QTest.keyClick(form.publish, SPACE)
    assert form.publish.text() == SURE
    edit(form)
    assert form.publish.text() == PUBLISH


def test_what_was_looked_at_is_what_is_published(form: DraftForm, desk: Opened) -> None:
    form.title.setText("七月上岗考核")
    form.parts.paper.preview.click()
    assert form.preview.isVisible()
    assert form.preview.title.text() == "七月上岗考核试卷"
    first = form.parts.parts[0]
    form.preview.other.click()
    part = form.parts.parts[0]
    assert isinstance(part, PlainPaper)
    assert isinstance(first, PlainPaper)
    assert part.drawn
    assert first.drawn
    assert part.drawn.id != first.drawn.id
    text = form.preview.text.toPlainText()
    assert all(question.stem.splitlines()[0] in text for question in part.drawn.questions)
    assert text.count("答案：") == 10
    assert "材料 " in text
    QTest.keyClick(form.preview, Qt.Key.Key_Escape)
    assert not form.preview.isVisible()
    assert part.drawn.id in form.parts.paper.state.text()
    form.parts.paper.weight.setValue(2)
    press_twice(form)
    (published,) = found_of(desk).setting.parts
    assert (published.subject, published.weight) == (part.drawn.id, 2)


def test_other_rows_are_another_paper(form: DraftForm) -> None:
    form.parts.paper.preview.click()
    form.preview.back.click()
    form.parts.paper.add.click()
    part = form.parts.parts[0]
    assert isinstance(part, PlainPaper)
    assert (len(part.rows), part.drawn) == (2, None)
    form.parts.paper.rows[0].remove.click()
    assert [row.count for row in form.draft.parts[0].rows] == [5]  # type: ignore[union-attr]


def test_a_row_says_how_many_questions_there_are_and_a_rule_is_found_by_typing(form: DraftForm) -> None:
    row = form.parts.paper.rows[0]
    every = row.stock.text()
    row.rule.setEditText(row.rule.itemText(3))
    QTest.keyClick(row.rule, RETURN)
    assert row.row.rule == row.rule.itemData(3)
    assert row.stock.text() != every
    row.rule.setEditText("没有这一条")
    QTest.keyClick(row.rule, RETURN)
    assert row.row.rule == ""


def test_a_paper_that_cannot_be_drawn_is_told_at_its_part(form: DraftForm) -> None:
    row = form.parts.paper.rows[0]
    row.form.setCurrentText("排序")
    row.count.setValue(400)
    assert "只有" in row.stock.text()
    form.parts.paper.preview.click()
    assert not form.preview.isVisible()
    assert "要400道" in form.parts.paper.trouble.text()
    row.count.setValue(3)
    assert form.parts.paper.trouble.text() == ""


def test_a_paper_is_written_as_three_files(
    form: DraftForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.parts.paper.rows[0].count.setValue(2)
    form.parts.paper.preview.click()
    folder = tmp_path / "卷子"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    form.preview.prints.click()
    assert len(list(folder.glob("*.pdf"))) == 3
    assert str(folder) in form.preview.state.text()
    (tmp_path / "文件").touch()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "文件"))
    form.preview.prints.click()
    assert form.preview.state.property("role") == "hot"


def test_while_it_is_on_its_way_nothing_is_changed_or_published_twice(theme: Theme, desk: Opened) -> None:
    jobs = Held()
    page = page_of(theme, desk, jobs)
    jobs.go_on()
    form = page.form
    press_twice(form)
    assert not form.publish.isEnabled()
    jobs.go_on()
    assert form.publish.isEnabled()
    assert form._named.is_wrong
    form.parts.paper.preview.click()
    assert "抽题" in form.told.text()
    form.parts.paper.rows[0].count.setValue(3)
    jobs.go_on()
    assert not form.preview.isVisible()
    shiboken6.delete(page)


def test_every_letter_leads_to_one_place(form: DraftForm) -> None:
    tick(form, 0)
    form.parts.add_recall.click()
    for place in range(3):
        form.parts.list.setCurrentRow(place)
        assert len(found := letters(form)) == len(set(found)) > 7
    for pane in (WHO, HOW):
        form.panes.choose(pane)
        assert len(found := letters(form)) == len(set(found)) > 6


def test_a_team_ticks_its_trainees(form: DraftForm) -> None:
    form.panes.choose(WHO)
    teams, names = form.sitters.teams, form.sitters.names
    assert [teams.item(place).text() for place in range(teams.count())] == [
        *("早班 2 人", "晚班 1 人", "（没有班组） 1 人")
    ]
    assert "钱经理（管理员）" in names.item(4).text()
    assert len(form.sitters.ids) == 4
    teams.setCurrentRow(0)
    QTest.keyClick(teams, SPACE)
    assert len(form.sitters.ids) == 2
    names.setCurrentRow(0)
    QTest.keyClick(names, SPACE)
    assert teams.item(0).checkState() == Qt.CheckState.PartiallyChecked
    form.sitters.all.click()
    assert len(form.sitters.ids) == 5


def test_a_tick_taken_back_takes_the_part_away_and_a_part_dropped_the_tick(form: DraftForm) -> None:
    tick(form, 0)
    tick(form, 1)
    assert len(form.parts.parts) == 3
    tick(form, 0)
    assert len(form.parts.parts) == 2
    form.parts.list.setCurrentRow(1)
    form.parts.drop.click()
    assert form.parts.scenes.ticked == []


def show_what(form: DraftForm) -> None:
    tick(form, 0)


def show_paper(form: DraftForm) -> None:
    form.parts.list.setCurrentRow(0)
    form.parts.paper.add.click()


def show_who(form: DraftForm) -> None:
    form.panes.choose(WHO)


def show_wrong(form: DraftForm) -> None:
    form.preview.back.click()
    form.grading.total.setValue(0)
    form.title.clear()
    press_twice(form)


def show_preview(form: DraftForm) -> None:
    form.panes.choose(WHAT)
    form.parts.list.setCurrentRow(0)
    form.parts.paper.preview.click()


@pytest.mark.parametrize("look", LOOKS)
def test_the_form_is_photographed(desk: Opened, look: str) -> None:
    with dressed(look) as theme:
        page = page_of(theme, desk)
        page.form.title.setText("七月上岗考核")
        for show in (show_what, show_paper, show_who, show_preview, show_wrong):
            show(page.form)
            name = show.__name__.removeprefix("show_")
            for width, height in SIZES:
                page.resize(width, height)
                photograph(page, f"setting-form-{name}-{look}-{width}")
        page.close()
        shiboken6.delete(page)
