"""Marks defended from the page: a part played back or read, corrected and commented on from there."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.training.examhall import Place
from tests.ui.dashboard.setting.test_setting_page import choose
from tests.ui.photos import photograph_all
from trainer.core.exam.verdict import Override
from trainer.core.scenario import Competence
from trainer.training.exams import defending, publishing, seats
from trainer.training.exams.publishing import RecallWish
from trainer.ui.dashboard.setting.page import Page
from trainer.ui.theme import Theme

SCENE, PAPER, PHRASES = range(3)


def opened(page: Page) -> defending.Defended:
    found = page.marking.opened
    assert found
    return found


def open_part(page: Page, name: str, place: int) -> None:
    choose(page, name)
    page.marks.parts[place].click()


def test_a_scenario_is_played_back_and_commented_on(page: Page, qtbot: QtBot) -> None:
    open_part(page, "01", SCENE)
    assert page.part.isVisible()
    assert page.part.attempt.isVisible()
    assert not page.new.isVisible()
    replay = page.part.attempt.replay
    assert replay.hasFocus()
    qtbot.keyClick(replay, Qt.Key.Key_End)
    assert replay.at > 0
    page.part.tools.reason.setText("开场很好")
    page.part.tools.note.click()
    (remark,) = opened(page).remarks
    assert (remark.part, remark.text) == (SCENE, "开场很好")
    assert "开场很好" in page.part.told.text()
    qtbot.keyClick(page.part.tools.reason, Qt.Key.Key_Escape)
    assert page.overview.isVisible()
    assert "第1部分 开场很好" in page.marks.remarks.text()


def test_answers_stand_beside_keys_and_sources(page: Page, qtbot: QtBot) -> None:
    open_part(page, "02", PAPER)
    answers = page.part.answers
    assert answers.isVisible()
    assert answers.table.rowCount() == 6
    assert answers.view.hasFocus()
    assert "标准答案" in answers.key.text()
    assert "规则" in answers.rule.text()
    assert answers.note.is_open
    assert "资费版本" in answers.proof.text()
    first = answers.told.text()
    qtbot.keyClick(answers.view, Qt.Key.Key_Down)
    assert answers.told.text() != first
    answers.view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    qtbot.keyClick(answers.view, Qt.Key.Key_Escape)
    assert page.overview.isVisible()
    page.marks.parts[PHRASES].click()
    assert answers.table.index(0, 2).data() == "嗯"


def test_a_correction_from_the_answers_lands_on_their_part(page: Page, place: Place) -> None:
    open_part(page, "02", PAPER)
    tools = page.part.tools
    assert all(tools.what.itemData(row)[0] == PAPER for row in range(tools.what.count()))
    before = opened(page).effective
    tools.to.setValue(tools.to.maximum())
    tools.change.click()
    assert "理由" in tools.trouble.text()
    tools.reason.setText("题干有歧义")
    tools.change.click()
    now = opened(page)
    assert now.effective[PAPER] != before[PAPER]
    assert now.effective[SCENE] == before[SCENE]
    assert "题干有歧义" in page.part.told.text()
    known = defending.standing(place.hall, place.boss, now.row.id)
    assert known.effective == now.effective


def test_somebody_else_was_first(page: Page, place: Place) -> None:
    choose(page, "02")
    known = opened(page)
    change = Override(PAPER, Competence.ACCURACY, 1)
    defending.override(place.hall, place.boss, known.row.id, change, ("先改的", known.seq))
    tools = page.marks.tools
    tools.reason.setText("后改的")
    tools.change.click()
    assert "刚写了" in tools.trouble.text()
    assert tools.reason.text() == "后改的"


def test_an_appeal_is_answered_and_the_table_follows(page: Page, place: Place) -> None:
    choose(page, "02")
    defending.appeal(place.hall, place.staff[1], opened(page).row.id, "请再看")
    tools = page.marks.tools
    tools.reason.setText("看过了，不改")
    tools.reply.click()
    assert "看过了" in page.marks.remarks.text()
    line = page.overview.sat.line
    assert line
    assert line.presented.counting
    assert len(line.presented.counting.remarks) == 2


def test_a_part_that_was_not_done_has_nothing_to_play(page: Page, place: Place) -> None:
    sitting = hand_in_at_once(place, place.staff[3].person_id)
    page.refresh()
    choose(page, "04")
    assert opened(page).row.id == sitting
    page.marks.parts[PHRASES].click()
    assert "没有做" in page.banner.accessibleName()
    assert page.overview.isVisible()


def hand_in_at_once(place: Place, person_id: int) -> str:
    """Begin and hand in at once."""
    me = next(each for each in place.staff if each.person_id == person_id)
    seat = seats.begin(place.hall, me, place.id, person_id)
    seats.hand_in(place.hall, me, seat.row.id)
    return seat.row.id


def test_photographs(open_page: Callable[[Theme], Page], qapp: QApplication) -> None:
    def part(place: int) -> Callable[[Theme], Page]:
        def made(theme: Theme) -> Page:
            page = open_page(theme)
            open_part(page, "01" if place == SCENE else "02", place)
            return page

        return made

    photograph_all(part(SCENE), "setting-replay")
    photograph_all(part(PAPER), "setting-answers")


def test_who_has_not_handed_in_is_played_back_too(page: Page, place: Place) -> None:
    place.clock.go_on(days=3)
    page.refresh()
    choose(page, "03")
    assert opened(page).now is None
    assert "还没有交卷" in page.marks.told.text()
    assert not page.marks.tools.change.isEnabled()
    assert page.marks.tools.note.isEnabled()
    assert not page.marks.which.isVisible()
    page.marks.parts[PAPER].click()
    assert "没有做" in page.banner.accessibleName()


def test_every_sitting_of_a_person_is_opened(page: Page, place: Place) -> None:
    setting = place.published.setting
    draft = publishing.Draft(
        *("两次考核", (RecallWish(("P01", "P10")),), setting.opens, setting.closes, setting.people),
        pass_marks=setting.pass_marks,
        attempts=2,
    )
    made = publishing.publish(place.hall, place.boss, draft, place.sources)
    again = replace(place, published=made)
    worse = again.sit(place.staff[0], 0)
    better = again.sit(place.staff[0], 1)
    page.refresh()
    page.overview.list.setCurrentRow(0)
    choose(page, "01")
    which = page.marks.which
    assert opened(page).row.id == better
    assert [which.itemText(row) for row in range(which.count())] == [
        "第 1 次　0%",
        "第 2 次　100%，计入成绩",
    ]
    which.setCurrentIndex(0)
    which.activated.emit(0)
    assert opened(page).row.id == worse
    page.marks.tools.reason.setText("第一次紧张")
    page.marks.tools.note.click()
    assert opened(page).row.id == worse
    assert "第一次紧张" in page.marks.remarks.text()
