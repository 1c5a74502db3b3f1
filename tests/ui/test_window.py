"""The window over a real desk and the real content: from the name to an attempt and back, and the looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.photos import LOOKS, ROOT, SIZES, WARM, photograph
from trainer import settings as keeping
from trainer.core.errors import TrainerError
from trainer.core.quiz.question import Answer
from trainer.paths import Places
from trainer.settings import Settings
from trainer.ui import theme as themes
from trainer.ui.app import build
from trainer.ui.frame import HOME, OFFICE, QUESTIONS, TABLES
from trainer.ui.jobs import AtOnce, Worker
from trainer.ui.theme import Theme
from trainer.ui.window import Window

SOON = 20_000
CTRL, BARE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return a fresh hall with the real content."""
    return Places(ROOT, tmp_path / "data", WARM)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, light: Theme, places: Places) -> Iterator[Window]:
    """Return the window as it stands when the hall has been opened."""
    keeping.save(Settings(person="王小丽"), places.settings)
    made = build(places, AtOnce())
    qtbot.addWidget(made, before_close_func=leave)
    with qtbot.waitSignal(made.opened, timeout=SOON):
        made.show()
    yield made
    themes.apply(qapp, light)


def leave(window: Window) -> None:
    """Close what the window had open."""
    window.door.close()
    window.door.leave()


def chosen(window: Window, text: str) -> None:
    """Choose an entry of the look menu."""
    next(action for action in window.looks.actions() if action.text() == text).trigger()


def play(window: Window) -> None:
    """Begin the first scenario by keyboard."""
    QTest.keyClick(window.home.list, Qt.Key.Key_1)
    QTest.keyClick(window.home.list, Qt.Key.Key_Return)


def test_the_hall_opens_and_the_last_person_is_remembered(window: Window) -> None:
    assert window.home.name == "王小丽"
    assert window.home.list.offers.rowCount() >= 1
    assert window.top.person.text() == "王小丽"
    assert window.stack.currentWidget() is window.home


def test_an_attempt_is_begun_left_offered_and_taken_up_again(qtbot: QtBot, window: Window) -> None:
    window.home.who.set_name("李志强")
    play(window)
    assert window.player is not None
    assert window.stack.currentWidget() is window.player
    assert window.top.isHidden()
    begun = window.player.attempt
    assert begun is not None
    assert begun.person == "李志强"
    window.player.closed.emit()
    assert window.stack.currentWidget() is window.home
    (line,) = window.home.unfinished.lines
    line.resume.click()
    assert window.stack.currentWidget() is window.player
    assert window.player.attempt == begun
    window.player.closed.emit()
    window.home.unfinished.lines[0].give_up.click()
    window.home.unfinished.lines[0].give_up.click()
    assert window.home.unfinished.isHidden()


def test_who_played_last_stands_there_at_the_next_start(window: Window, places: Places) -> None:
    window.home.who.set_name("李志强")
    play(window)
    assert keeping.load(places.settings)[0].person == "李志强"


def test_a_name_that_is_refused_is_told(window: Window) -> None:
    window.home.who.set_name("王\u200f小丽")
    play(window)
    assert "看不见的字符" in window.banner.accessibleName()
    assert window.stack.currentWidget() is window.home
    window.home.who.set_name("王小丽")
    play(window)
    assert window.stack.currentWidget() is window.player


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_3, CTRL), (Qt.Key.Key_F1, BARE)])
def test_the_tables_are_one_key_away(window: Window, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window, key, held)
    assert window.tariffs is not None
    assert window.stack.currentWidget() is window.tariffs
    assert window.tariffs.isAncestorOf(QApplication.focusWidget())


def test_the_tables_wear_a_new_theme(window: Window) -> None:
    window.go_to(TABLES)
    before = window.tariffs
    chosen(window, "深色")
    assert window.tariffs is not before
    assert window.stack.currentWidget() is window.tariffs


def test_the_results_are_one_key_away(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert window.office is not None
    assert window.stack.currentWidget() is window.office
    window.go_to(HOME)
    assert window.stack.currentWidget() is window.home


def test_a_new_look_keeps_what_was_chosen(window: Window, places: Places) -> None:
    window.home.who.set_name("新来的")
    window.home.modes.cards[2].click()
    wish = window.home.wish
    chosen(window, "深色")
    chosen(window, "放大")
    assert window.home.wish == wish
    assert keeping.load(places.settings)[0] == Settings("dark", 16, person="王小丽")
    assert window.palette().window().color().name() == themes.load(ROOT / "assets", "dark").colours.paper
    chosen(window, "原来的大小")
    assert window.settings.base_px == 15


@pytest.mark.parametrize(("px", "called"), [(24, "放大"), (12, "缩小")])
def test_sizes_stay_within_reason(window: Window, px: int, called: str) -> None:
    window.settings = Settings(base_px=px)
    chosen(window, called)
    assert window.settings.base_px == px


def test_the_look_stays_while_an_attempt_is_played(window: Window) -> None:
    play(window)
    player = window.player
    chosen(window, "深色")
    window.go_to(OFFICE)
    assert window.stack.currentWidget() is player
    assert window.settings.theme == "light"


def test_a_new_look_over_the_results(window: Window) -> None:
    window.go_to(OFFICE)
    before = window.office
    chosen(window, "高对比")
    assert window.office is not before
    assert window.stack.currentWidget() is window.office


def test_settings_that_cannot_be_kept_are_told(window: Window, places: Places) -> None:
    places.settings.unlink()
    places.settings.mkdir()
    chosen(window, "放大")
    assert "设置没能保存" in window.banner.accessibleName()
    assert window.settings.base_px == 16


def test_notices_wait_for_one_another(window: Window) -> None:
    for sentence in ("一", "二", "一"):
        window.notify(sentence)
    assert window.banner.accessibleName().endswith("一")
    QTest.keyClick(window.banner, Qt.Key.Key_Escape)
    assert window.banner.accessibleName().endswith("二")
    QTest.keyClick(window.banner, Qt.Key.Key_Escape)
    assert window.banner.isHidden()


def test_a_damaged_database_is_a_sentence_and_can_be_tried_again(
    qtbot: QtBot, light: Theme, places: Places
) -> None:
    places.data.mkdir()
    database = places.data / "hall.db"
    database.write_bytes(b"this is no database" * 999)
    window = build(places, AtOnce())
    qtbot.addWidget(window, before_close_func=leave)
    with qtbot.waitSignal(window.refused, timeout=SOON):
        window.show()
    assert window.stack.currentWidget() is window.trouble
    assert str(database) in window.trouble.accessibleName()
    assert window.top.isHidden()
    photograph(window, "window-trouble-light-1280")
    window.trouble.copy.click()
    assert str(database) in QApplication.clipboard().text()
    window.trouble.retry.click()
    assert window.stack.currentWidget() is window.trouble
    database.unlink()
    window.trouble.retry.click()
    assert window.stack.currentWidget() is window.home
    assert window.home.list.offers.rowCount() >= 1


def test_books_that_are_gone_are_a_sentence(qtbot: QtBot, light: Theme, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "assets").symlink_to(ROOT / "assets")
    window = build(Places(tmp_path / "content", tmp_path / "data", tmp_path / "cache"), AtOnce())
    qtbot.addWidget(window, before_close_func=leave)
    with qtbot.waitSignal(window.refused, timeout=SOON):
        window.show()
    assert "scripts_zh" in window.trouble.accessibleName()


def test_a_fault_while_opening_offers_to_try_again(qtbot: QtBot, light: Theme, places: Places) -> None:
    window = build(places, Silent())
    qtbot.addWidget(window)
    window.report("程序出了差错")
    assert window.stack.currentWidget() is window.trouble
    assert window.trouble.accessibleName() == "程序出了差错"


def test_a_second_copy_is_told_so(qtbot: QtBot, window: Window, places: Places) -> None:
    second = build(places, AtOnce())
    qtbot.addWidget(second)
    second.open_hall()
    assert isinstance(second.refusal, TrainerError)
    assert second.trouble.accessibleName().startswith("程序已经打开了")
    leave(window)
    second.trouble.retry.click()
    assert second.refusal is None
    leave(second)


def test_the_worker_opens_the_hall_while_the_name_is_typed(
    qtbot: QtBot, light: Theme, places: Places
) -> None:
    worker = Worker()
    window = build(places, worker)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.opened, timeout=SOON):
        window.show()
        QTest.keyClicks(window.home.who.field, "Li Lei")
        assert window.home.list.offers.rowCount() == 0
    assert window.home.name == "Li Lei"
    assert window.home.list.offers.rowCount() >= 1
    QTest.keyClick(window.home.who.field, Qt.Key.Key_Return)
    play(window)
    qtbot.waitUntil(lambda: window.player is not None and window.stack.currentWidget() is window.player)
    worker.close(window.door.close)
    window.door.leave()


def test_the_whole_window_is_photographed(window: Window) -> None:
    for look, called in zip(LOOKS, ("浅色", "深色"), strict=True):
        chosen(window, called)
        for width, height in SIZES:
            window.resize(width, height)
            photograph(window, f"window-{look}-{width}")


class Silent:
    """Jobs that are never done."""

    def submit(self, *_job: object) -> None:
        """Forget the job."""


def test_a_newcomer_is_one_press_from_the_first_question(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    assert window.quiz is not None
    assert window.stack.currentWidget() is window.quiz
    assert window.top.tabs.currentIndex() == QUESTIONS
    assert window.quiz.sitting is not None
    assert window.quiz.asking.isAncestorOf(QApplication.focusWidget())


def test_what_is_due_is_told_and_one_press_away(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    quiz = window.quiz
    assert quiz is not None
    while quiz.sitting is not None and (task := quiz.sitting.task) is not None:
        choices = getattr(task, "choices", ())
        quiz.asking.answered.emit(Answer((choices[-1].id,)) if choices else Answer(typed=("1",)))
        quiz.asking.next_wanted.emit()
    quiz.end.finished.emit()  # type: ignore[union-attr]
    window.go_to(HOME)
    assert window.home.today.is_due
    assert "今天到期" in window.home.today.headline.text()
    window.home.take_focus()
    focused = QApplication.focusWidget()
    assert focused is window.home.today.start
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is quiz
    assert quiz.sitting is not None


def test_the_questions_are_one_key_away(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.stack.currentWidget() is window.quiz
