"""What people type: numbers, days and months, and how it is said what is wrong."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trainer.core.papers import BadPaper
from trainer.ui.tariffs.fields import DayField, MonthField, NumberField
from trainer.ui.tariffs.told import NotRead, months_on, read_day, read_month, read_number, read_papers
from trainer.ui.theme import Theme

JULY = date(2004, 7, 3)


@pytest.mark.parametrize(("text", "number"), [("", 0), ("120", 120), (" 7 ", 7), ("１２", 12)])
def test_numbers_are_read(text: str, number: int) -> None:
    assert read_number(text, 1000, "分钟") == number


@pytest.mark.parametrize("text", ["-1", "1.5", "abc", "1e3", "NaN", "99999999999"])
def test_what_is_no_number_says_what_to_write(text: str) -> None:
    with pytest.raises(NotRead, match="整数分钟"):
        read_number(text, 1000, "分钟")


def test_too_much_is_said() -> None:
    with pytest.raises(NotRead, match="最多 1000 分钟"):
        read_number("1001", 1000, "分钟")


@pytest.mark.parametrize("text", ["2004-7-3", "2004年7月3日", "2004/07/03", "２００４.7.3"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert read_day(text) == date(2004, 7, 3)


@pytest.mark.parametrize("text", ["2003-2-29", "2004-13-1", "7-3", "明天", "9999-12-31", "0001-1-1"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(NotRead):
        read_day(text)


@pytest.mark.parametrize("text", ["", "2004", "2004-0", "1999-7", "2026年7月"])
def test_months_outside_of_the_material_are_refused(text: str) -> None:
    with pytest.raises(NotRead):
        read_month(text)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    for read in (lambda words: read_number(words, 100, "条"), read_day, read_month):
        with suppress(NotRead):
            read(text)


def test_arrows_step_through_numbers_days_and_months(qtbot: QtBot, theme: Theme) -> None:
    number, day = NumberField(theme, "主叫", 15, "分钟"), DayField(theme, "日子", date(2004, 7, 1))
    month = MonthField(theme, "月份", date(2004, 1, 1))
    for field in (number, day, month):
        qtbot.addWidget(field)
    QTest.keyClick(number, Qt.Key.Key_Up)
    QTest.keyClick(number, Qt.Key.Key_Up)
    QTest.keyClick(day, Qt.Key.Key_Down)
    QTest.keyClick(month, Qt.Key.Key_Up)
    assert (number.text(), day.text(), month.text()) == ("15", "2004年6月30日", "2004年2月")
    QTest.keyClick(month, Qt.Key.Key_Down)
    QTest.keyClick(month, Qt.Key.Key_Down)
    assert month.text() == "2003年12月"


def test_steps_stop_at_the_last_day_and_the_last_month(qtbot: QtBot, theme: Theme) -> None:
    day = DayField(theme, "日子", date(2009, 12, 31))
    month = MonthField(theme, "月份", date(2005, 12, 1))
    for field in (day, month):
        qtbot.addWidget(field)
        QTest.keyClick(field, Qt.Key.Key_Up)
        QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert (day.text(), month.text()) == ("2009年12月31日", "2005年12月")


def test_pages_leap(qtbot: QtBot, theme: Theme) -> None:
    number, day = NumberField(theme, "条", 1000, "条"), DayField(theme, "日子", date(2004, 1, 31))
    month, joined = MonthField(theme, "月份", date(2004, 7, 1)), DayField(theme, "入网", JULY, shown=False)
    for field in (number, day, month, joined):
        qtbot.addWidget(field)
        QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert (number.text(), day.text(), month.text()) == ("100", "2004年2月29日", "2005年7月")
    assert joined.text() == "2004年7月3日"
    QTest.keyClick(day, Qt.Key.Key_PageDown)
    assert day.text() == "2004年1月29日"


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("", ()),
        ("本人：学生证", ("本人：学生证",)),
        (
            "本人:学生证、工作证；代办人：身份证复印件",
            ("本人：学生证", "本人：工作证", "代办人：身份证复印件"),
        ),
        (" 本人 ： 学生证 、、本人：学生证 ", ("本人：学生证",)),
    ],
)
def test_papers_are_read(text: str, papers: tuple[str, ...]) -> None:
    assert read_papers(text) == papers


@pytest.mark.parametrize("text", ["学生证", "本人：", "：学生证", "学生证、本人：工作证"])
def test_a_paper_of_nobody_says_what_to_write(text: str) -> None:
    with pytest.raises(BadPaper, match="谁：什么证件"):
        read_papers(text)


@given(st.dates(date(1990, 1, 1), date(2009, 12, 31)), st.integers(-30, 30))
def test_months_on_keep_the_day_where_there_is_one(day: date, by: int) -> None:
    later = months_on(day, by)
    assert 12 * later.year + later.month == 12 * day.year + day.month + by
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_a_field_keeps_what_is_wrong_and_tells_it(qtbot: QtBot, theme: Theme) -> None:
    field = NumberField(theme, "主叫白天", 100, "分钟")
    qtbot.addWidget(field)
    field.setText("很多")
    assert field.value() is None
    assert field.trouble.startswith("主叫白天：")
    assert field.accessibleDescription()
    assert field.property("wrong") == "yes"
    field.setText("5")
    assert field.value() == 5
    assert field.trouble == ""
    assert not field.property("wrong")
