"""Phrases from memory: parts and their order, sounds, slips, manners, blanks, and what is not needed."""

from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.halls import library
from trainer.core.blanks import Fill, Register
from trainer.core.library import Phrase
from trainer.core.parts import Part, Prepared, Script, Scripts, derived, judge, points, prepare
from trainer.core.recall import Recalled, recall
from trainer.core.wording import Fit, Wording, exact, heard, near, slips_allowed, wording, written

SOUNDS = {
    **dict.fromkeys("您", ("nin",)),
    **dict.fromkeys("你拟", ("ni",)),
    **dict.fromkeys("好号", ("hao",)),
    **dict.fromkeys("请情", ("qing",)),
    **dict.fromkeys("校笑", ("xiao",)),
    **dict.fromkeys("行", ("xing", "hang")),
    **dict.fromkeys("航", ("hang",)),
    **dict.fromkeys("等灯", ("deng",)),
}
KINDS = {"金额": "amount", "热线": "number", "产品": "name", "问题": "words"}
NAMES = Register([("校园卡",), ("校园套餐", "动感地带校园套餐"), ("大灵通",), ("灵通卡",)])
POLITE = [Part("您好"), Part("欢迎光临", also=("欢迎您光临",), weight=2), Part("请稍等一下", weight=2)]


class Ear:
    """Knows a few sounds, and likeness by characters alone."""

    def sounds(self, character: str) -> tuple[str, ...]:
        return SOUNDS.get(character, ())

    def likeness(self, one: str, other: str) -> float:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()


EAR = Ear()
JUDGE = judge(library(), EAR, NAMES)


def phrase(spoken: str) -> Phrase:
    return Phrase("P", spoken, "导购", None, "H", (), spoken)


def made(*parts: Part | str, room: int | None = None) -> Prepared:
    script = Script("P", tuple(Part(part) if isinstance(part, str) else part for part in parts), room)
    return prepare(script, KINDS, EAR)


def mark(prepared: Prepared, typed: str, **fills: str) -> Recalled:
    return recall(prepared, typed, {name: Fill(value) for name, value in fills.items()}, JUDGE)


def told(of: Recalled) -> list[tuple[str, int, str]]:
    return [(loss.kind, loss.marks, loss.why) for loss in of.losses]


def seen(typed: str, of: Recalled) -> list[tuple[str, str]]:
    """Return the pieces of the text with their labels; together they are the text."""
    assert "".join(typed[span.start : span.end] for span in of.spans) == typed
    return [(typed[span.start : span.end], span.label) for span in of.spans if span.label != "ignored"]


# Reading the text


def test_marks_spaces_width_and_case_do_not_count():
    assert written("Ａb,C １２.５。\u200b 您\x07好😀…").key == "abc12.5您好"
    assert written("1，200。5 3.").key == "1,200.53"
    assert written("½").key == "½"
    assert written("㈱好").at == (0, 1)


def test_a_text_is_cut_and_says_by_how_much():
    assert heard("您好" * 5, EAR, 4).beyond == 6
    assert heard(" " * 20_005, EAR, 4).beyond == 5


# Finding a wording


def place(key: str, typed: str) -> list[Fit]:
    text = heard(typed, EAR, 400)
    return near(wording(key, EAR), text, slips_allowed(len(key)))


def test_every_exact_place_is_found():
    assert exact("您您", "您您您") == [Fit(0, 2), Fit(1, 3)]


def test_sounds_alike_are_no_slips_whichever_reading_is_meant():
    [fit] = place("银行", "去银航吧")
    assert (fit.start, fit.end) == (1, 3)
    assert [(fault.kind, fault.typed, fault.wanted) for fault in fit.faults] == [("sound", "航", "行")]


@pytest.mark.parametrize(
    ("key", "typed", "faults"),
    [
        ("请稍等", "稍等", [("left", "请")]),
        ("请稍等", "请稍稍等", [("added", "")]),
        ("请稍等", "请少等", [("wrong", "稍")]),
        ("您慢慢说", "你慢慢说", [("rude", "您")]),
        ("您好", "你好", [("rude", "您")]),
    ],
)
def test_a_slip_is_told_with_its_character(key, typed, faults):
    found = [[(fault.kind, fault.wanted) for fault in fit.faults] for fit in place(key, typed)]
    assert faults in found


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("我能帮您", "我不能帮您"),
        ("不知您是否理解", "知您是否理解"),
        ("您的月租多收了", "您的月租少收了"),
        ("您能告诉我", "我能告诉我"),
        ("打10号", "打11号"),
        ("再见", "见"),
        ("请行好", "您航号"),
    ],
)
def test_a_slip_that_turns_the_sense_is_not_taken_for_the_wording(key, typed):
    assert place(key, typed) == []


def naive(of: Wording, typed: str) -> int:
    """Return the least edit distance of the wording to any part of the text, by the textbook."""
    row = [0] * (len(typed) + 1)
    for at, wanted in enumerate(of.key):
        below = [at + 1]
        for i, letter in enumerate(typed):
            alike = bool(of.characters.get(letter, 0) >> at & 1) or bool(
                {*EAR.sounds(letter)} & {*EAR.sounds(wanted)}
            )
            below.append(min(row[i] + (not alike), row[i + 1] + 1, below[i] + 1))
        row = below
    return min(row)


@given(st.text("甲乙丙丁好号等灯", min_size=3, max_size=9), st.text("甲乙丙丁好号等灯", max_size=20))
def test_the_fast_search_finds_a_place_where_the_textbook_does(key, typed):
    made_ready, text = wording(key, EAR), heard(typed, EAR, 400)
    least = naive(made_ready, text.key)
    for slips in (0, 1):
        fits = near(made_ready, text, slips)
        assert least <= slips or not fits
        assert bool(fits) or least >= 1  # with a slip, half of the characters must be as they should be
        assert all(sum(fault.kind != "sound" for fault in fit.faults) <= slips for fit in fits)


@given(st.text("甲乙丙丁", min_size=3, max_size=9), st.text("甲乙丙丁", max_size=20))
def test_one_slip_is_found_wherever_the_textbook_finds_it(key, typed):
    made_ready, text = wording(key, EAR), heard(typed, EAR, 400)
    assert bool(near(made_ready, text, 1)) == (naive(made_ready, text.key) <= 1)


# The parts


def test_a_phrase_without_an_entry_is_parted_at_its_marks_and_blanks():
    parts = derived(phrase("您好,收您{金额}元,最近我们公司推出{产品}请看!"), KINDS).parts
    assert [part.text or f"<{part.blank}>" for part in parts] == [
        *("您好", "收您", "<金额>", "最近我们公司推出", "<产品>", "请看")
    ]
    assert [part.weight for part in parts] == [1, 1, 2, 3, 2, 1]
    assert derived(phrase("您好{产品}元,请稍等一下"), KINDS).parts[2:] == (
        Part("元"),
        Part("请稍等一下", weight=2),
    )


def test_an_entry_goes_before_the_marks():
    script = Script("P", (Part("您好"),))
    scripts = Scripts({"P": script}, KINDS)
    assert scripts.of(phrase("您好,请坐")) is script
    assert scripts.of(replace(phrase("请坐"), id="Q")).parts == (Part("请坐"),)


def test_marks_are_shared_by_weight_and_come_to_a_hundred():
    assert points(made("一一", "二二", "三三"), {}) == [34, 33, 33]
    assert points(made("一一", Part(blank="产品"), Part("三三", optional=True)), {}) == [100, 0, 0]
    assert points(made(Part(blank="产品")), {}) == [0]


def test_a_phrase_that_is_one_open_blank_cannot_be_marked():
    assert (mark(made(Part(blank="产品")), "校园卡").out_of, mark(made(Part(blank="产品")), "").marks) == (
        0,
        0,
    )


# Marking


def test_the_phrase_gets_full_marks_in_any_dress():
    for typed in (
        "您好,欢迎光临!请稍等一下",
        "您 好欢迎\u3000光临。请稍等一下。",
        "您好欢迎您光临请稍等一下",
    ):
        assert (mark(made(*POLITE), typed).marks, mark(made(*POLITE), typed).losses) == (100, ())


def test_a_missing_part_costs_its_weight_and_belongs_behind_the_one_before():
    done = mark(made(*POLITE), "您好，请稍等一下")
    assert told(done) == [("missing", 40, "缺少「欢迎光临」。")]
    assert (done.marks, done.missing[0].start, done.missing[0].wanted) == (60, 2, "欢迎光临")


def test_other_words_in_the_place_of_a_part_are_shown_as_wrong():
    typed = "您好，欢迎您来，请稍等一下"
    done = mark(made(*POLITE), typed)
    assert told(done) == [("missing", 40, "「欢迎您来」不是标准说法，这里应说「欢迎光临」。")]
    assert seen(typed, done)[1] == ("欢迎您来", "wrong")


def test_of_two_missing_parts_the_one_that_is_more_like_is_told():
    done = mark(made(*POLITE), "您好，请稍微等等")
    assert told(done) == [
        ("missing", 40, "缺少「欢迎光临」。"),
        ("missing", 40, "「请稍微等等」不是标准说法，这里应说「请稍等一下」。"),
    ]


def test_nothing_typed_misses_everything():
    for typed in ("", " \t\n", "😀😀", "\x00\x07"):
        done = mark(made(*POLITE), typed)
        assert (done.marks, [loss.kind for loss in done.losses]) == (0, ["missing"] * 3)
        assert all(span.label == "ignored" for span in done.spans)


def test_what_only_sounds_right_keeps_95_per_cent_of_the_part():
    typed = "您好,欢迎光临,情稍灯一下"
    done = mark(made(*POLITE), typed)
    assert told(done) == [("sound", 2, "别字：「情」应写「请」，「灯」应写「等」。")]
    assert seen(typed, done)[2:] == [*(("情", "sound"), ("稍", "right"), ("灯", "sound"), ("一下", "right"))]


def test_of_two_readings_the_one_that_covers_more_is_taken():
    assert told(mark(made("请稍等"), "请稍稍等")) == [("slip", 10, "「请稍等」多了「稍」。")]


def test_slips_are_told_and_cost_more_the_more_there_are():
    done = mark(made("最近我们公司推出"), "最近我公司有推出")
    assert told(done) == [("slip", 25, "「最近我们公司推出」少了「们」，多了「有」。")]
    done = mark(made("最近我们公司推出"), "最近我们公司退出")
    assert told(done) == [("slip", 10, "「最近我们公司推出」「退」应写「推」。")]


def test_manners_are_you_and_please():
    assert told(mark(made("您慢慢说"), "你慢慢说")) == [("manners", 25, "对客户要称「您」，不称「你」。")]
    assert told(mark(made("请稍等"), "稍等")) == [("manners", 25, "少了礼貌的「请」。")]
    assert told(mark(made("请您稍等一下哦"), "你稍等一下哦")) == [
        ("manners", 50, "少了礼貌的「请」，对客户要称「您」，不称「你」。")
    ]
    assert told(mark(made("请坐"), "你请坐")) == [("manners", 10, "对客户要称「您」，不称「你」。")]


def test_a_part_never_costs_more_than_it_is_worth():
    light, heavy = Part("您慢慢说吧好吗您", weight=1), Part("请", weight=9)
    done = mark(
        made(replace(light), *[replace(heavy, text=text) for text in ("一二三四", "五六七八")]),
        "你慢慢说吧号吗你一二三四五六七八",
    )
    assert done.marks == 100 - sum(loss.marks for loss in done.losses)
    assert sum(loss.marks for loss in done.losses) <= 5


def test_parts_out_of_order_get_half():
    typed = "请稍等一下，您好，欢迎光临"
    done = mark(made(*POLITE), typed)
    assert told(done) == [("order", 20, "「请稍等一下」次序不对，应在「欢迎光临」之后。")]
    assert seen(typed, done)[0] == ("请稍等一下", "misplaced")
    assert told(mark(made("您好", Part("请坐", weight=2)), "请坐您好")) == [
        ("order", 17, "「您好」次序不对，应在最前面。")
    ]


def test_an_optional_part_costs_nothing_wherever_it_is():
    prepared = made(Part("您好", optional=True), "请坐")
    for typed in ("请坐", "您好请坐", "请坐您好", "你好请坐"):
        assert mark(prepared, typed).marks == 100


def test_nothing_is_gained_by_saying_it_twice():
    typed = "请慢走，请慢走"
    done = mark(made("请慢走"), typed)
    assert told(done) == [("twice", 50, "「请慢走」重复了。")]
    assert seen(typed, done) == [("请慢走", "right"), ("请慢走", "extra")]


def test_there_is_room_for_a_few_words_and_no_more():
    assert mark(made("请慢走"), "王女士，请慢走").losses == ()
    assert told(mark(made("请慢走"), "外面下雨路滑请慢走当心")) == [
        ("extra", 16, "多说了8个字，最多容许6个。")
    ]
    assert mark(made("请慢走", room=20), "外面下雨路滑请慢走当心").losses == ()


def test_what_was_said_instead_of_a_part_is_not_charged_again_but_never_pays():
    prepared = made("请慢走", "路上请小心点")
    assert [loss.kind for loss in mark(prepared, "请慢走今天外面下着大雨").losses] == ["missing"]
    long = mark(prepared, "请慢走今天外面下着大雨呢路上滑")
    assert [(loss.kind, loss.marks) for loss in long.losses] == [("missing", 50)]
    prepared = made(Part("请慢走", weight=9), "小心")
    done = mark(prepared, "请慢走小心下着大雨路")
    assert done.losses == ()
    for rest in ("下着大雨路", "下着大雨路上很滑的"):
        assert mark(prepared, f"请慢走{rest}").marks < mark(prepared, f"请慢走小心{rest}").marks


def test_forbidden_words_cost_everything_however_they_are_spaced():
    typed = "请慢走，不归 我管"
    done = mark(made("请慢走"), typed)
    assert (done.marks, done.critical, done.forbidden) == (0, True, ("F01",))
    assert ("不归", "forbidden") in seen(typed, done)
    assert not mark(made("请慢走"), "请慢走").critical


def test_a_text_that_is_far_too_long_is_cut_and_says_so():
    typed = "请慢走" * 5_000
    done = mark(made("请慢走"), typed)
    assert done.marks == 0
    assert told(done)[-1] == ("long", 100, "写得太长，只看了前400个字，后面还有14600个。")
    assert (done.spans[-1].label, done.spans[-1].why) == ("extra", "写得太长，这里没有看。")
    assert seen(typed, done)


def test_only_spaces_beyond_what_is_looked_at():
    assert told(mark(made("请慢走"), " " * 20_001))[-1][0] == "long"


# Blanks


def test_an_open_blank_holds_anything_short():
    prepared = made("收您", Part(blank="金额", weight=2), "请坐")
    for typed in ("收您××元请坐", "收您50元，请坐", "收您请坐"):
        assert mark(prepared, typed).losses == ()
    assert told(mark(prepared, f"收您{'很多' * 20}请坐"))[0][0] == "extra"


def test_an_amount_is_right_by_value_and_wants_its_unit():
    prepared = made("收您", Part(blank="金额", weight=2))
    assert mark(prepared, "收您十二块三", 金额="12.30").marks == 100
    assert told(mark(prepared, "收您12.30", 金额="12.30")) == [("slip", 7, "「金额」少了「元」。")]
    typed = "收您十三块"
    done = mark(prepared, typed, 金额="12.30")
    assert told(done) == [("blank", 67, "金额应是12.30元，写的是13.00元。")]
    assert seen(typed, done) == [("收您", "right"), ("十三块", "wrong")]


def test_a_number_and_its_remark():
    prepared = made("拨打", Part(blank="热线"), "咨询")
    fills = {"热线": Fill("1860", ("10060",), {"10060": "印的是10060"})}
    assert recall(prepared, "拨打10060咨询", fills, JUDGE).remarks == ("印的是10060",)
    assert recall(prepared, "拨打一八六零咨询", fills, JUDGE).marks == 100
    assert told(recall(prepared, "拨打咨询", fills, JUDGE)) == [("blank", 33, "没有说号码，应是1860。")]
    assert told(recall(prepared, "拨打10086咨询", fills, JUDGE))[0][2] == "号码应是1860，写的是10086。"


@pytest.mark.parametrize(
    ("value", "said", "marks"),
    [
        ("校园套餐", "校园套餐", 100),
        ("校园套餐", "动感地带校园套餐", 100),
        ("校园套餐", "笑园套餐", 97),
        ("校园套餐", "校园卡", 50),
        ("校园套餐", "校园套参", 50),
        ("灵通卡", "大灵通卡", 50),
        ("校园卡转校园套餐", "校园卡改成校园套餐", 100),
        ("校园卡转校园套餐", "校园套餐转校园卡", 50),
        ("几个新的套餐", "几个新套餐", 100),
        ("几个新的套餐", "一堆便宜货", 50),
        ("几个新的套餐", "", 50),
        ("校园套餐", "我们公司给大学生专门设计的一种套餐非常便宜的那种东西", 0),
    ],
)
def test_a_name_is_right_by_its_names(value, said, marks):
    assert mark(made("推出", Part(blank="产品")), f"推出{said}", 产品=value).marks == marks


@pytest.mark.parametrize(
    ("kind", "value", "said", "why"),
    [
        ("产品", "校园套餐", "校园卡，不是校园套餐", "这里应说「校园套餐」，写的是「校园卡不是校园套餐」。"),
        ("产品", "校园套餐", "校园套餐还有校园卡", "这里应说「校园套餐」，写的是「校园套餐还有校园卡」。"),
        ("金额", "12.30", "13元、哦12.30元", "写了几个金额，分不清是哪一个，应只写12.30元。"),
        ("金额", "12.30", "12块3或者13块", "写了几个金额，分不清是哪一个，应只写12.30元。"),
        ("热线", "1860", "1861、10086，1860", "号码应是1860，写的是1861、10086、1860。"),
    ],
)
def test_two_values_for_one_blank_are_a_guess(kind, value, said, why):
    done = mark(made("请看", Part(blank=kind), "好吗"), f"请看{said}好吗", **{kind: value})
    assert [(loss.kind, loss.why) for loss in done.losses] == [("blank", why)]


def test_what_is_said_twice_alike_or_goes_on_is_no_guess():
    pay = made("收您", Part(blank="金额"))
    assert mark(pay, "收您200元，找您50元", 金额="200").marks == 100
    prepared = made("请看", Part(blank="产品"), "好吗")
    assert mark(prepared, "请看校园套餐，就是动感地带校园套餐，好吗", 产品="校园套餐").marks == 100
    assert mark(prepared, "请看一下几个新套餐好吗", 产品="几个新套餐").marks == 100
    prepared = made("请打", Part(blank="热线"), "好吗")
    assert mark(prepared, "请打一下1860好吗", 热线="1860").marks == 100


def test_other_values_may_be_as_good():
    fills = {"产品": Fill("停机保号", ("报停",))}
    assert recall(made("办理", Part(blank="产品")), "办理报停", fills, JUDGE).marks == 100


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ("3月的月租多收了", 100),
        ("3月份多收了月租", 100),
        ("三月的月租多收了", 100),
        ("4月的月租多收了", 50),
        ("3月的月租没多收", 50),
        ("3月的月租少收了", 50),
    ],
)
def test_words_are_right_by_likeness_figures_and_negations(said, marks):
    prepared = made("您反映的是", Part(blank="问题"))
    assert mark(prepared, f"您反映的是{said}", 问题="3月的月租多收了").marks == marks


def test_a_blank_before_a_part_that_is_missing_is_the_wrong_value():
    typed = "办理校园卡"
    done = mark(made("办理", "请问", Part(blank="产品"), "好吗"), typed, 产品="校园套餐")
    assert [loss.kind for loss in done.losses] == ["missing", "blank", "missing"]
    assert "校园卡" in done.losses[1].why


def test_a_blank_out_of_place_is_found():
    done = mark(made("收您", Part(blank="金额")), "12元收您", 金额="12")
    assert [loss.kind for loss in done.losses] == ["order"]


# What always holds

WORDS = st.lists(st.text("您好请坐欢迎光临稍等你不再见一下", min_size=1, max_size=7), min_size=1, max_size=5)


@given(WORDS)
def test_a_phrase_itself_always_gets_full_marks(words):
    whole = prepare(derived(phrase("，".join(words)), KINDS), KINDS, EAR)
    for typed in ("，".join(words), "".join(words), " ".join(words)):
        assert mark(whole, typed).marks == 100


@given(WORDS, st.text("您好请坐欢迎光临稍等你不再见一下xX1,.。 \n元十", max_size=60))
def test_marks_stay_between_nothing_and_all_and_the_text_stays_whole(words, typed):
    done = mark(prepare(derived(phrase("，".join(words)), KINDS), KINDS, EAR), typed)
    assert 0 <= done.marks <= done.out_of == 100
    assert done.marks == max(0, 100 - sum(loss.marks for loss in done.losses))
    seen(typed, done)
    assert all(0 <= loss.start <= loss.end <= len(typed) for loss in done.losses)


@given(WORDS, st.text("您好请坐欢迎光临稍等", max_size=30), st.data())
def test_width_and_spaces_change_nothing(words, typed, data):
    whole = prepare(derived(phrase("，".join(words)), KINDS), KINDS, EAR)
    spaced = "".join(letter + data.draw(st.sampled_from(["", " ", "\u3000", "！", "\n"])) for letter in typed)
    assert told(mark(whole, spaced)) == told(mark(whole, typed))


PARTS = ["甲乙丙", "丁戊", "己庚辛壬癸", "子丑寅卯", "辰巳午未申酉戌亥"]


@given(st.permutations(PARTS), st.lists(st.sampled_from(["嗯", "那个", "先生"]), max_size=4), st.data())
def test_taking_a_part_out_never_raises_the_marks(order, fillers, data):
    whole = prepare(derived(phrase("，".join(PARTS)), KINDS), KINDS, EAR)
    said = [*order]
    for filler in fillers:
        said.insert(data.draw(st.integers(0, len(said))), filler)
    gone = data.draw(st.sampled_from(PARTS))
    rest = "".join(word for word in said if word != gone)
    assert mark(whole, rest).marks < mark(whole, "".join(said)).marks


@given(st.integers(0, 4), st.integers(0, 4))
def test_swapping_parts_never_raises_the_marks(one, other):
    whole = prepare(derived(phrase("，".join(PARTS)), KINDS), KINDS, EAR)
    said = [*PARTS]
    said[one], said[other] = said[other], said[one]
    assert mark(whole, "".join(said)).marks <= 100 - (0 if one == other else 5)
