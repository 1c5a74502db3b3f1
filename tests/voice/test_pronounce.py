"""How lines are spelled for the engine, and the pronunciation table that ships."""

import re
from pathlib import Path

import pytest

from trainer.voice.pronounce import LexiconError, load_lexicon, spell

SHIPPED = Path(__file__).parents[2] / "assets" / "voice" / "lexicon.yaml"


def spelled(text, lexicon=None):
    return " ".join(spell(text, lexicon or {}).split())


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("您好，银行的行长！", "nin2 hao3 , yin2 hang2 de5 hang2 zhang3 !"),
        ("50.96元", "50 dian3 jiu3 liu4 yuan2"),
        ("收您200元", "shou1 nin2 200 yuan2"),
        ("2004年6月", "er4 ling2 ling2 si4 nian2 6 yue4"),
        ("打17951", "da3 yao1 qi1 jiu3 wu3 yao1"),
        ("10000元", "10000 yuan2"),
        ("", ""),
    ],
)
def test_figures_and_hanzi_are_spelled(text, pinyin):
    assert spelled(text) == pinyin


def test_words_of_the_table_win_and_the_longest_first():
    table = {"SIM": "sei1 mu5", "SIM卡": "sei1 mu5 ka3", "还款": "huan2 kuan3", "IP": "ai1 pi1"}
    assert spelled("来还款，SIM卡", table) == "lai2 huan2 kuan3 , sei1 mu5 ka3"
    assert spelled("VIP和IP", table) == "VIP he2 ai1 pi1"


def test_the_shipped_table_reads_the_trade_right():
    table = load_lexicon(SHIPPED)
    assert (
        spelled("0.15元/分钟，打1860", table)
        == "0 dian3 yi1 wu3 yuan2 mei3 fen1 zhong1 , da3 yao1 ba1 liu4 ling2"
    )
    assert all(re.fullmatch(r"[a-z]+[1-5]?( [a-z]+[1-5]?)*", pinyin) for pinyin in table.values())


@pytest.mark.parametrize(
    "content", [b"", b"- 1\n", b"1860: yao1\n", b"a: \n", b"a: [", b"\xff\xfe\x00", b"[" * 9000]
)
def test_a_spoilt_table_is_one_error_with_the_file(tmp_path, content):
    path = tmp_path / "读音.yaml"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match=re.escape(str(path))):
        load_lexicon(path)


def test_a_missing_table_is_an_error(tmp_path):
    with pytest.raises(LexiconError):
        load_lexicon(tmp_path / "没有.yaml")
