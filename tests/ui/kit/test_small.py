"""The small ones: source note, banner, empty state, chip, card, bar, radar, badge."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from trainer.core.library import Source
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.bar import ScoreBar, figures, share
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.radar import NO_AXES, Axis, Radar
from trainer.ui.kit.source import CLOSE, OPEN, SourceNote, cite, quotation
from trainer.ui.theme import Theme

PROOF = Source("D2", (19, 21), "客户进门时起身‖您好！")


def button(widget: QWidget, text: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.text() == text)


def shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    with qtbot.waitExposed(widget):
        widget.show()


@pytest.fixture
def note(theme: Theme, qtbot: QtBot) -> SourceNote:
    note = SourceNote(theme)
    note.show_note("先开口问好，做得对。", (PROOF,), "good")
    shown(note, qtbot)
    return note


def test_a_source_opens_and_closes_by_keyboard(note: SourceNote, qtbot: QtBot) -> None:
    toggle = button(note, OPEN)
    with qtbot.waitSignal(note.toggled):
        qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert note.is_open
    assert toggle.text() == CLOSE
    texts = [label.text() for label in note.findChildren(QLabel) if label.isVisible()]
    assert "“客户进门时起身 …… 您好！”" in texts
    assert "材料 D2 第 19、21 行" in texts
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert not note.is_open


def test_another_note_starts_folded(note: SourceNote) -> None:
    note.set_open(True)
    note.show_note("没有唱收。", (PROOF, PROOF), "hot")
    assert not note.is_open
    assert note.accessibleName() == "没有唱收。"


def test_a_note_without_source_has_no_button(note: SourceNote) -> None:
    note.show_note("这一步没有规定。")
    assert not button(note, OPEN).isVisible()


def test_sources_are_cited_as_printed() -> None:
    assert cite(Source("D9", (), "x")) == "材料 D9"
    assert quotation(Source("D9", (3,), "甲")) == "“甲”"


@pytest.mark.parametrize(
    ("quote", "shown_as"),
    [("“甲”", "“甲”"), ("说“甲”", "“说‘甲’”"), ("“甲”‖“乙”", "“‘甲’ …… ‘乙’”")],
)
def test_quotation_marks_are_not_doubled(quote: str, shown_as: str) -> None:
    assert quotation(Source("D9", (3,), quote)) == shown_as


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    shown(page, qtbot)
    return page


@pytest.fixture
def banner(theme: Theme, page: QWidget) -> Banner:
    banner = Banner(theme, page)
    assert not banner.isVisible()
    return banner


def test_a_banner_says_acts_and_goes(banner: Banner, qtbot: QtBot) -> None:
    banner.say("上次的练习没有做完。", "warm", "接着做")
    assert banner.isVisible()
    assert banner.accessibleName() == "注意：上次的练习没有做完。"
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(button(banner, "接着做"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(button(banner, "×"), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_escape_puts_a_banner_away(banner: Banner, qtbot: QtBot) -> None:
    banner.say("存不了盘。", "hot")
    assert not button(banner, "").isVisible()
    qtbot.keyClick(banner, Qt.Key.Key_A)
    assert banner.isVisible()
    with qtbot.waitSignal(banner.dismissed):
        qtbot.keyClick(button(banner, "×"), Qt.Key.Key_Escape)


def test_an_empty_state_teaches(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "这里还没有成绩。", "去练习")
    shown(empty, qtbot)
    with qtbot.waitSignal(empty.acted):
        qtbot.keyClick(button(empty, "去练习"), Qt.Key.Key_Space)
    empty.say("正在读取。")
    assert empty.accessibleName() == "正在读取。"
    assert not empty.findChild(QPushButton).isVisible()
    empty.grab()


def test_a_long_sentence_is_not_cut_in_a_wide_window(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "这里还没有成绩。" * 9, "去练习")
    qtbot.addWidget(empty)
    empty.resize(1900, 900)
    with qtbot.waitExposed(empty):
        empty.show()
    label = empty.findChild(QLabel)
    assert label.height() >= label.heightForWidth(label.width()) > 2 * label.fontMetrics().height()


def test_a_chip_changes_word_and_tone(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip("平静", "good")
    shown(chip, qtbot)
    before = chip.grab().toImage()
    chip.show_word("激动", "hot")
    chip.show_word("激动", "hot")
    assert chip.text() == "激动"
    assert chip.grab().toImage() != before


def test_a_card_has_title_body_and_something_beside(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme, "成绩")
    chip = Chip("合格")
    card.add_beside_title(chip)
    card.body.addWidget(QFrame())
    shown(card, qtbot)
    assert card.accessibleName() == "成绩"
    assert chip.geometry().right() > card.width() // 2
    card.set_title("")
    assert not card.findChild(QLabel).isVisible()
    card.grab()


@pytest.mark.parametrize(
    ("got", "best", "told", "part"),
    [
        (18, 20, "18 / 20", 0.9),
        (0, 0, "未涉及", 0),
        (-3, 10, "-3 / 10", 0),
        (12, 10, "12 / 10", 1),
        (7.5, 10, "7.5 / 10", 0.75),
    ],
)
def test_a_bar_tells_its_figures(
    theme: Theme, qtbot: QtBot, got: float, best: float, told: str, part: float
) -> None:
    bar = ScoreBar(theme)
    shown(bar, qtbot)
    bar.show_score("服务规范", got, best)
    assert (bar.accessibleName(), bar.accessibleDescription()) == ("服务规范", told)
    assert figures(got, best) == told
    assert share(got, best) == part
    bar.grab()


def test_a_radar_is_described_in_words(theme: Theme, qtbot: QtBot) -> None:
    radar = Radar(theme)
    shown(radar, qtbot)
    assert radar.accessibleDescription() == NO_AXES
    empty = radar.grab().toImage()
    radar.show_axes([Axis("服务规范", 8, 10), Axis("业务准确", 5, 10), Axis("效率", 0, 0)])
    assert radar.accessibleDescription() == "服务规范 8 / 10；业务准确 5 / 10；效率 未涉及"
    assert radar.grab().toImage() != empty
    with pytest.raises(ValueError, match="at most 6"):
        radar.show_axes([Axis("甲", 1, 1)] * 7)
    for count in (1, 2, 6):
        radar.show_axes([Axis("流程执行", 3, 5)] * count)
        radar.grab()
