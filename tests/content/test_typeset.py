"""Punctuation: full-width beside hanzi, untouched in figures."""

import pytest

from trainer.content.typeset import as_sentence, typeset


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("您好,欢迎光临!请坐!", "您好，欢迎光临！请坐！"),
        ("(走到台前)你好。", "（走到台前）你好。"),
        ("收您200元", "收您200元"),
        ("上午09:10开门", "上午09:10开门"),
        ("一共3,000元,对吗?", "一共3,000元，对吗？"),
        ("50×12/365×31=50.96", "50×12/365×31=50.96"),
        ("真的?!", "真的？！"),
        ("A, B (C)", "A, B (C)"),
        ("共200元(含卡费)", "共200元（含卡费）"),
        ("“好”,他说", "“好”，他说"),
        ("字体(OFL)和(见 S1)", "字体（OFL）和（见 S1）"),
        ("a)字", "a）字"),
        ("字（甲）和 f(x)", "字（甲）和 f(x)"),
        ("写成 f(…)", "写成 f(…)"),
        ("", ""),
    ],
)
def test_marks_beside_hanzi_are_set_full_width(written, printed):
    assert typeset(written) == printed
    assert typeset(printed) == printed


@pytest.mark.parametrize(
    ("said", "shown"), [("您慢慢说", "您慢慢说。"), ("好吗？", "好吗？"), ("（点头）", "（点头）"), ("", "")]
)
def test_what_is_said_ends_with_a_mark(said, shown):
    assert as_sentence(said) == shown
