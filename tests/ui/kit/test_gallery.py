"""Photographs of the whole kit in every theme, for people to look at (build/photos/kit-*.png)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trainer.core.face import Face, Mood
from trainer.core.library import Source
from trainer.settings import THEME_NAMES
from trainer.ui import theme as themes
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.bar import ScoreBar
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.choice import ChoiceList
from trainer.ui.kit.choicecard import Choice
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.face import FaceView
from trainer.ui.kit.radar import Axis, Radar
from trainer.ui.kit.ring import Ring
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.talk import Conversation, Remark

CHOICES = (
    Choice("a", "女士您好，给您带来疑惑非常抱歉。我马上为您查询本月账单明细，请您稍等。", "用语 · 安抚在先"),
    Choice("b", "请出示您的身份证。", "步骤 · 验证证件", state="chosen"),
    Choice(
        "c",
        "先生，您这个月打了五十块九毛六，月租费按天算，三十一天的月份多出来的就是这么来的，请您在单子上签字确认。",
        "",
        state="right",
    ),
    Choice("d", "系统没有问题，费用就是这样。", "用语", enabled=False, state="wrong"),
    Choice("e", "把电话转给值班经理。", "步骤", enabled=False, reason="还没有听完客户的话"),
)
TALK = (
    Remark("aside", "10:02 王女士走进营业厅"),
    Remark("them", "你好，我想问一下，为什么我这个月的账单比上个月多了三十八块钱？我什么业务都没办过！"),
    Remark("us", "王女士您好，给您带来疑惑非常抱歉。我马上为您查询本月账单明细，请您稍等。"),
    Remark("them", "好的，你快一点，我还在上班。"),
    Remark("us", "好的。"),
)
MARKS = (("服务规范", 18, 20), ("业务准确", 12, 15), ("流程执行", 4, 12), ("应变安抚", 9, 10), ("效率", 0, 0))
PROOF = Source("D2", (19, 21), "客户进门时，起身站立，面带微笑，主动问候‖您好！请问您办理什么业务？")


@pytest.fixture(params=[(name, 15) for name in THEME_NAMES] + [("light", 21)], ids=lambda p: f"{p[0]}-{p[1]}")
def dressed(
    request: pytest.FixtureRequest, qapp: QApplication, light: themes.Theme
) -> Iterator[themes.Theme]:
    name, base_px = request.param
    theme = themes.load(light.assets, name, base_px)
    themes.apply(qapp, theme)
    yield theme
    themes.apply(qapp, light)


def test_the_kit_is_photographed(qtbot: QtBot, dressed: themes.Theme, photos: Path) -> None:
    _photograph(qtbot, _page(dressed), dressed, photos / f"kit-{dressed.name}-{dressed.base_px}.png")
    _photograph(qtbot, _empty(dressed), dressed, photos / f"kit-empty-{dressed.name}-{dressed.base_px}.png")


def test_the_stage_is_photographed(qtbot: QtBot, theme: themes.Theme, photos: Path) -> None:
    stage = theme.at(38)
    page = _stage(stage)
    page.setStyleSheet(stage.qss())
    _photograph(qtbot, page, theme.at(22), photos / "kit-stage.png")


def _photograph(qtbot: QtBot, page: QWidget, theme: themes.Theme, file: Path) -> None:
    qtbot.addWidget(page)
    page.resize(1280 * theme.base_px // 15, 800 * theme.base_px // 15)
    with qtbot.waitExposed(page):
        page.show()
    picture = page.grab().toImage()
    assert picture.save(str(file))
    assert len(_colours_seen(picture)) > 5
    assert page.height() == 800 * theme.base_px // 15, "the page wants more room than a small screen has"


def _colours_seen(picture: QImage) -> set[int]:
    return {picture.pixel(x, y) for x in range(0, picture.width(), 8) for y in range(0, picture.height(), 8)}


def _page(theme: themes.Theme) -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    rows = QVBoxLayout(page)
    edge = theme.px(theme.sizes.space_l)
    rows.setContentsMargins(edge, edge, edge, edge)
    rows.setSpacing(theme.px(theme.sizes.space_m))
    rows.addLayout(_top(theme))
    banner = Banner(theme)
    banner.say("上次的练习没有做完，还停在第 3 步。", "warm", "接着做")
    rows.addWidget(banner)
    columns = QHBoxLayout()
    columns.setSpacing(edge)
    columns.addLayout(_left(theme), 2)
    columns.addLayout(_middle(theme), 4)
    columns.addLayout(_right(theme), 3)
    rows.addLayout(columns, 1)
    return page


def _top(theme: themes.Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(theme.sizes.space_s))
    title = QLabel("话费争议：多扣三十元")
    title.setProperty("role", "title")
    row.addWidget(title)
    for word, tone in (("练习", "plain"), ("平静", "good"), ("着急", "warm"), ("激动", "hot")):
        row.addWidget(Chip(word, tone), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    for kind, word in (("quiet", "暂停"), ("ghost", "提示"), ("primary", "交卷")):
        button = QPushButton(word)
        button.setProperty("kind", kind)
        row.addWidget(button)
    off = QPushButton("不能点")
    off.setEnabled(False)
    row.addWidget(off)
    return row


def _left(theme: themes.Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(theme.sizes.space_s))
    rings = QHBoxLayout()
    for left in (41, 21, 8):
        ring = Ring(theme)
        ring.show_remaining(left, 45)
        rings.addWidget(ring)
    column.addLayout(rings)
    faces = QHBoxLayout()
    for mood in Mood:
        small = FaceView(theme, 2.4)
        small.show_face(Face("curly", "middle", "green"), mood)
        faces.addWidget(small)
    column.addLayout(faces)
    large = FaceView(theme)
    large.show_face(Face("bob", "middle", "rose"), Mood.UNEASY)
    column.addWidget(large, 0, Qt.AlignmentFlag.AlignHCenter)
    field = QLineEdit()
    field.setPlaceholderText("请输入姓名")
    column.addWidget(field)
    radar = Radar(theme)
    radar.show_axes([Axis(*mark) for mark in MARKS])
    column.addWidget(radar, 1)
    return column


def _empty(theme: themes.Theme) -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    column.addWidget(EmptyState(theme, "这里还没有成绩。先做一次练习，成绩会记在这里。", "去练习"), 1)
    return page


def _middle(theme: themes.Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    talk = Conversation(theme)
    talk.set_remarks(TALK)
    column.addWidget(talk, 1)
    choices = ChoiceList(theme)
    choices.set_choices(CHOICES)
    column.addWidget(choices)
    return column


def _right(theme: themes.Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(theme.sizes.space_m))
    marks = Card(theme, "这次的成绩")
    marks.add_beside_title(Chip("合格", "good"))
    for label, got, best in MARKS:
        bar = ScoreBar(theme)
        bar.show_score(label, got, best)
        marks.body.addWidget(bar)
    column.addWidget(marks)
    notes = Card(theme, "为什么")
    for sentence, tone in (("起身、微笑、先开口问好，做得对。", "good"), ("收了钱没有唱收唱付。", "hot")):
        note = SourceNote(theme)
        note.show_note(sentence, (PROOF,), tone)
        note.set_open(tone == "good")
        notes.body.addWidget(note)
    column.addWidget(notes)
    column.addStretch(1)
    return column


def _stage(theme: themes.Theme) -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    edge = theme.px(theme.sizes.space_xl)
    column.setContentsMargins(edge, edge, edge, edge)
    top = QHBoxLayout()
    count = QLabel("抢答 · 第 4 题 / 共 10 题")
    count.setProperty("role", "sub")
    ring = Ring(theme)
    ring.show_remaining(18, 30)
    top.addWidget(count)
    top.addStretch(1)
    top.addWidget(ring)
    column.addLayout(top)
    question = QLabel("顾客递来二百元，应收一百五十元。收钱时先做什么？")
    question.setProperty("role", "title")
    question.setWordWrap(True)
    column.addWidget(question)
    column.addStretch(1)
    choices = ChoiceList(theme)
    choices.set_choices(
        [Choice(word, word) for word in ("唱收：收您二百元。", "先找零，再唱付。", "直接打单。")]
    )
    column.addWidget(choices)
    return page
