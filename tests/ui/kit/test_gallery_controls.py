"""Photographs of Qt's own controls under the style sheet (build/photos/controls-*.png)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from trainer.settings import THEME_NAMES
from trainer.ui import theme as themes
from trainer.ui.theme import Theme

PEOPLE = (("王芳", "受理八步", "86", "2004年7月3日"), ("李强", "四人同时进厅", "71", "2004年7月5日"))


@pytest.mark.parametrize("name", THEME_NAMES)
def test_controls_are_photographed(
    name: str, qtbot: QtBot, qapp: QApplication, light: Theme, photos: Path
) -> None:
    theme = themes.load(light.assets, name)
    themes.apply(qapp, theme)
    page = _page(theme)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    with qtbot.waitExposed(page):
        page.show()
    assert page.grab().save(str(photos / f"controls-{name}.png"))
    page.close()
    themes.apply(qapp, light)


def _page(theme: Theme) -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    row = QHBoxLayout(page)
    row.setSpacing(theme.px(theme.sizes.space_l))
    row.addLayout(_form(theme), 1)
    row.addWidget(_tabs(), 2)
    return page


def _form(theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(theme.sizes.space_s))
    mode = QComboBox()
    mode.addItems(["练习", "跟学", "考核"])
    name, off, words = QLineEdit("王芳"), QLineEdit("已锁定"), QPlainTextEdit("请您慢走，欢迎再来。")
    off.setEnabled(False)
    ready, busy = QCheckBox("显示提示"), QProgressBar()
    ready.setChecked(True)
    busy.setValue(40)
    busy.setTextVisible(False)
    role = QLabel("role=mono  S05 · 全球通")
    role.setProperty("role", "mono")
    for control in (
        mode,
        name,
        off,
        QSpinBox(),
        QDateEdit(),
        ready,
        QCheckBox("朗读"),
        QRadioButton("主管"),
        role,
    ):
        column.addWidget(control)
    column.addWidget(busy)
    column.addWidget(words, 1)
    return column


def _tabs() -> QTabWidget:
    table = QTableWidget(len(PEOPLE), 4)
    table.setHorizontalHeaderLabels(["姓名", "场景", "成绩", "日期"])
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.horizontalHeader().setStretchLastSection(True)
    for line, person in enumerate(PEOPLE):
        for column, text in enumerate(person):
            table.setItem(line, column, QTableWidgetItem(text))
    table.selectRow(1)
    names = QListWidget()
    names.addItems([person[0] for person in PEOPLE])
    tabs = QTabWidget()
    tabs.addTab(table, "成绩")
    tabs.addTab(names, "人员")
    return tabs
