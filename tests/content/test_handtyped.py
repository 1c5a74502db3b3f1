"""Amounts, dates and numbers of days typed by hand are told; what the tables fill in is not."""

import pytest

from tests.content.small import Read, told
from trainer.content.handtyped import hand_typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("一共150元。", ["150元"]),
        ("月租五十元,打了三十块钱", ["五十元", "三十块钱"]),
        ("¥20、￥ 3.5", ["¥20", "￥ 3.5"]),
        ("0.36元/分钟", ["0.36元"]),
        ("请2004年7月6日以后来", ["2004年7月6日"]),
        ("7月6号来,十月一日也行", ["7月6号", "十月一日"]),
        ("1日-5日不办,6号可以", ["1日-5日", "6号"]),
        ("八月份多收了31天", ["八月份", "31天"]),
        ("三天内回复,3 个工作日", ["三天", "3 个工作日"]),
        ("{{ '50元' }}和{{ 50 }}元", ["50元", "50元"]),
        ("{{ 3 * 50 }}元,再等{{ 2+3 }} 天", ["50元", "3 天"]),
        ("１５０元", ["１５０元"]),
    ],
)
def test_what_is_typed_by_hand_is_found(text: str, typed: list[str]) -> None:
    assert list(hand_typed(text)) == typed


@pytest.mark.parametrize(
    "text",
    [
        "一共{{ opening(brand).total.short }}元。",
        "请{{ date.month }}月{{ day }}日来,要{{ rent(brand, 31).days }}天",
        "{{ 3 * opening(brand).card }},{{ 3 * (n + 1) }}天",
        "哪一天都行,过两天再来,就差一天",
        "我打1860,17951也打过,135号段",
        "这是第3号台席吗?请到一号窗口",
        "单元,元旦,号码,多少天,月租",
        "八十年代的老用户",
        "",
    ],
)
def test_what_the_tables_fill_in_and_everyday_words_are_left_alone(text: str) -> None:
    assert not list(hand_typed(text))


def test_a_bare_number_counts_only_in_the_blank_of_a_phrase() -> None:
    assert list(hand_typed("200", blank=True)) == ["200"]
    assert list(hand_typed("{{ '200' }}", blank=True)) == ["200"]
    assert not list(hand_typed("200"))
    assert not list(hand_typed("{{ handed }}", blank=True))


def test_the_author_is_told_where_it_stands(reading: Read) -> None:
    file = reading(("line: 你好。", "line: 要150元吧?"))
    cure = "写成 {{ … }}：从资费表、日期或情况表（profile）里取"
    assert told(file) == [f"17:15 T308 「150元」是手写的，换了资费版本就会错。{cure}"]
    assert file.plays == ()
