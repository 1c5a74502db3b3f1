"""What stands in the blanks of a phrase: amounts however they are written, numbers and names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.blanks import (
    Fill,
    Register,
    amount_of,
    amounts_in,
    fits_of,
    names_of,
    numbers_in,
    remark_on,
    wrong_value,
)
from trainer.core.money import BadMoney, Money
from trainer.core.wording import Fault, Fit

NAMES = Register([("校园卡",), ("校园套餐", "动感地带·校园套餐"), ("大灵通",), ("灵通卡",), ("", "！")])
HAN = "零一二三四五六七八九"


@pytest.mark.parametrize(
    "text",
    [
        *("12.30元", "12.3", "12.30", "１２．３０元", "¥12.30", "0012.30元", "12。30元", "12 . 30 元"),
        *("12块3", "12块3毛", "12元3", "12元3角0分", "12块30", "12元30分", "12块钱3毛", "1230分"),
        *(
            "十二元三角",
            "十二块三",
            "十二块三毛",
            "十二点三元",
            "十二点三零",
            "一十二元三角",
            "壹拾贰圆叁角整",
        ),
        *("123毛", "十二元三角零分", "12 块\u30003"),
    ],
)
def test_one_amount_is_the_same_however_it_is_written(text):
    assert amount_of(text) == Money(1230)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("十二块零五", 1205),
        ("十二块零五分", 1205),
        ("12块05", 1205),
        ("十二块三毛五", 1235),
        ("三毛五", 35),
        ("三毛半", 35),
        ("十二块半", 1250),
        ("两百零五块五", 20550),
        ("一百一十五元", 11500),
        ("一百十五元", 11500),
        ("一万零五百元", 1_050_000),
        ("一万零五元", 1_000_500),
        ("十二万三千四百五十六元", 12_345_600),
        ("1,200元", 120_000),
        ("五十", 5000),
        ("零元", 0),
        ("〇元", 0),
        ("5分", 5),
    ],
)
def test_amounts_are_read_as_they_are_said(text, fen):
    assert amount_of(text) == Money(fen)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("一百二", "说不清是多少"),
        ("一千五十", "说不清是多少"),
        ("二零元", "说不清是多少"),
        ("万元", "说不清是多少"),
        ("1千元", "要写明元、角、分"),
        ("12,30元", "逗号"),
        ("12.345元", "小数最多两位"),
        ("1.2.3元", "小数最多两位"),
        ("12.5元3角", "小数最多两位"),
        ("12元30角", "满十要进位"),
        ("12元三十", "几角几分"),
        ("12元3角05", "几角几分"),
        ("3角12元", "次序不对"),
        ("十二点元", "小数最多两位"),
        ("999999999999元", "金额太大"),
        ("九千九百九十九万万元", "说不清是多少"),
        ("元", "不是金额"),
        ("约12元", "不是金额"),
        ("", "不是金额"),
        ("12½元", "不是金额"),
        ("٣元", "不是金额"),
        ("十半", "说不清是多少"),
    ],
)
def test_what_can_be_read_two_ways_is_not_accepted_and_says_why(text, why):
    with pytest.raises(BadMoney, match=why):
        amount_of(text)


def spelled(number: int) -> str:
    """Spell a number below 10,000 by hand: every place, then the zeros that nobody says."""
    text = "".join(
        f"{HAN[int(d)]}{u if d != '0' else ''}" for d, u in zip(f"{number:04}", "千百十 ", strict=True)
    )
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.replace(" ", "").strip("零") or "零"


@given(st.integers(0, 9_999), st.integers(0, 9), st.integers(0, 9))
def test_every_amount_reads_back_in_every_way(yuan, jiao, fen):
    amount = Money(yuan * 100 + jiao * 10 + fen)
    ways = [str(amount), f"{yuan}元{jiao}角{fen}分", f"{yuan:,}.{jiao}{fen}元", f"{yuan}块{jiao}{fen}"]
    ways += [f"{spelled(yuan)}元{HAN[jiao]}角{HAN[fen]}分", f"{spelled(yuan)}点{HAN[jiao]}{HAN[fen]}元"]
    assert {amount_of(way) for way in ways} == {amount}


@given(st.text("0123456789.,零一二三十百千万点元块角毛分半整正钱 ", max_size=30))
def test_no_text_breaks_the_reading(text):
    for said in amounts_in(text):
        assert (said.amount is None) == bool(said.why)


def test_an_amount_is_found_in_its_place_with_or_without_its_unit():
    assert fits_of("amount", Fill("150"), "找您一百五十元请收好", NAMES) == [Fit(2, 7)]
    assert fits_of("amount", Fill("150"), "找您150请收好", NAMES) == [
        Fit(2, 5, (Fault("left", 5, "", "元"),))
    ]
    assert fits_of("amount", Fill("150"), "找您15元", NAMES) == []
    assert fits_of("amount", Fill("150"), "找您150块钱", NAMES) == [Fit(2, 7)]
    assert fits_of("amount", Fill("150"), "找您150元钱和发票", NAMES) == [Fit(2, 6)]


def test_a_number_is_read_figure_by_figure():
    hotline = Fill("1860", ("10060",))
    assert list(numbers_in("拨打幺八六零")) == [(2, 6, "1860")]
    for said in ("1860", "一八六〇", "10060", "幺〇〇六〇"):
        assert fits_of("number", hotline, said, NAMES) == [Fit(0, len(said))]
    assert fits_of("number", hotline, "18600", NAMES) == []


def test_the_longest_name_is_the_one_that_was_said():
    assert NAMES.found("大灵通卡") == [(0, 3, 2)]
    assert fits_of("name", Fill("灵通卡"), "大灵通卡", NAMES) == []
    assert fits_of("name", Fill("校园套餐"), "动感地带校园套餐", NAMES) == [Fit(0, 8)]
    assert names_of(Fill("校园卡转校园套餐"), NAMES) == [0, 1]
    assert NAMES.forms(1) == ["校园套餐", "动感地带校园套餐"]
    assert Register([]).found("校园卡") == []


def test_a_right_value_may_have_its_remark():
    hotline = Fill("1860", ("10060",), {"10060": "印的是10060"})
    assert remark_on(hotline, "10060") == "印的是10060"
    assert remark_on(hotline, "1860") == remark_on(Fill("1860"), "1860") == ""


@pytest.mark.parametrize(
    ("kind", "value", "said", "told"),
    [
        ("amount", "12.30", "十三块", "金额应是12.30元，写的是13.00元。"),
        ("amount", "120", "一百二", "金额应是120.00元。「一百二」说不清是多少，要读全，例如一百二十元。"),
        ("amount", "12", "0元", "金额应是12.00元，写的是0.00元。"),
        ("amount", "12.30", "钱", "没有说金额，应是12.30元。"),
        ("number", "1860", "一八六一", "号码应是1860，写的是1861。"),
        ("number", "1860", "", "没有说号码，应是1860。"),
        ("name", "校园套餐", "校园卡", "这里应说「校园套餐」，写的是「校园卡」。"),
        ("words", "多收了月租", "", "没有说「多收了月租」。"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence(kind, value, said, told):
    assert wrong_value(kind, Fill(value), said) == told
