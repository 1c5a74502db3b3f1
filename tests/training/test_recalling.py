"""Phrases from memory with real sounds: all 21 phrases, homophones, values, and hostile texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.bookreader import read_books
from trainer.core.library import UnknownWord
from trainer.core.money import BadMoney
from trainer.core.parts import Scripts
from trainer.core.recall import Recalled
from trainer.paths import find_places
from trainer.training.recalling import Phrases, PinyinEar, open_phrases, ready

ROOT = find_places().content
BOOKS = read_books(ROOT)
PHRASES = open_phrases(ROOT, BOOKS)
DERIVED = ready(BOOKS, Scripts({}, {"金额": "amount", "热线": "number"}))
IDS = list(BOOKS.library.phrases)
FILLS = {"金额": "12.30", "业务": "全球通开户", "产品": "校园套餐", "问题": "3月的月租多收了", "热线": "1860"}

SAID = {**FILLS, "金额": "12.30元"}


def fills_of(id: str) -> dict[str, str]:
    return {name: value for name, value in FILLS.items() if f"{{{name}}}" in BOOKS.library.phrases[id].spoken}


def whys(of: Recalled) -> list[str]:
    return [loss.why for loss in of.losses]


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("phrases", [PHRASES, DERIVED], ids=["parts", "derived"])
def test_every_phrase_gets_full_marks_as_printed_and_as_spoken(phrases: Phrases, id: str) -> None:
    phrase = BOOKS.library.phrases[id]
    for typed, fills in ((phrase.text, {}), (phrase.say(FILLS), {}), (phrase.say(FILLS), fills_of(id))):
        done = phrases.recall(id, typed, fills)
        assert (done.marks, done.out_of, done.losses) == (100, 100, ()), typed
        assert not {span.label for span in done.spans} & {"wrong", "misplaced", "forbidden", "sound"}


@pytest.mark.parametrize("id", IDS)
def test_every_accepted_wording_is_as_good(id: str) -> None:
    parts = PHRASES.prepared[id].pieces
    for index, piece in enumerate(parts):
        for other in piece.part.also:
            said = [p.part.text or SAID[p.part.blank] for p in parts]
            said[index] = other
            done = PHRASES.recall(id, "，".join(said), fills_of(id))
            assert done.marks == 100 or piece.part.blank, (said, whys(done))


@pytest.mark.parametrize("id", IDS)
def test_every_part_that_is_left_out_is_missed(id: str) -> None:
    parts = PHRASES.prepared[id].pieces
    for index, piece in enumerate(parts):
        if piece.part.optional:
            continue
        said = [p.part.text or SAID[p.part.blank] for p in parts]
        without = "，".join(said[:index] + said[index + 1 :])
        done = PHRASES.recall(id, without, fills_of(id))
        assert done.marks < 100, without
        assert [loss.kind for loss in done.losses] == ["blank" if piece.part.blank else "missing"], without


@pytest.mark.parametrize("id", IDS)
def test_pasting_all_phrases_earns_nothing(id: str) -> None:
    everything = "".join(phrase.text for phrase in BOOKS.library.phrases.values())
    assert PHRASES.recall(id, everything).marks == 0


@pytest.mark.parametrize("id", IDS)
def test_saying_it_twice_costs_half(id: str) -> None:
    text = BOOKS.library.phrases[id].say(FILLS)
    done = PHRASES.recall(id, text * 2, fills_of(id))
    assert done.marks <= 60
    assert "twice" in {loss.kind for loss in done.losses}


def test_homophones_count_as_known_and_are_shown() -> None:
    done = PHRASES.recall(
        "P21", BOOKS.library.phrases["P21"].text.replace("本人的有效证件", "本人的有笑正件")
    )
    assert done.marks == 99
    assert whys(done) == ["别字：「笑」应写「效」，「正」应写「证」。"]


@pytest.mark.parametrize(
    ("id", "typed", "marks", "why"),
    [
        ("P10", "你好,欢迎光临,请问我能帮您什么吗", 96, "对客户要称「您」，不称「你」。"),
        ("P10", "您好,欢迎光临,请问我不能帮您什么吗", 50, "不是标准说法"),
        ("P11", "请稍等", 50, "缺少「不好意思」。"),
        ("P14", "再见，欢迎下次光临", 83, "「再见」次序不对，应在「欢迎下次光临」之后。"),
        ("P18", "我这样解释知您是否理解", 75, "这里应说「不知」"),
        ("P03", "您好，稍等", 83, "少了礼貌的「请」。"),
    ],
)
def test_marks_are_lost_for_a_reason(id: str, typed: str, marks: int, why: str) -> None:
    done = PHRASES.recall(id, typed)
    assert done.marks == marks
    assert why in "".join(whys(done))


def test_the_two_ways_to_recommend_may_be_said_for_one_another() -> None:
    desk, guide = (BOOKS.library.phrases[id].say(FILLS) for id in ("P07", "P13"))
    assert PHRASES.recall("P07", guide, {"产品": "校园套餐"}).marks == 100
    assert PHRASES.recall("P13", desk, {"产品": "校园套餐"}).marks == 100


@pytest.mark.parametrize(
    ("said", "marks"), [("12块3", 100), ("十二元三角", 100), ("12.03元", 33), ("一百二", 33)]
)
def test_money_is_checked_by_value(said: str, marks: int) -> None:
    assert PHRASES.recall("P05", f"收您{said}", {"金额": "12.30"}).marks == marks


@pytest.mark.parametrize(
    ("said", "marks"),
    [("校园套餐", 100), ("动感地带·校园套餐", 100), ("笑园套餐", 98), ("校园卡", 60), ("学生套餐", 60)],
)
def test_plans_are_checked_by_their_names(said: str, marks: int) -> None:
    assert PHRASES.recall("P04", f"您办理的是{said}是吗", {"业务": "校园套餐"}).marks == marks


def test_a_blank_may_have_several_right_values() -> None:
    fills = {"业务": ["打印清单", "打印话费清单"]}
    assert PHRASES.recall("P04", "您办理的是打印话费清单，是吗？", fills).marks == 100


def test_the_printed_hotline_is_no_mistake_but_is_remarked() -> None:
    text = BOOKS.library.phrases["P08"].text
    assert "10060" in PHRASES.recall("P08", text).remarks[0]
    assert PHRASES.recall("P08", text.replace("10060", "1860")).remarks == ()
    assert PHRASES.recall("P08", text.replace("10060", "10086")).marks < 100
    assert PHRASES.recall("P08", text, {"热线": "10060"}).marks == 100


def test_more_may_be_said_for_somebody_who_acts_for_another() -> None:
    text = BOOKS.library.phrases["P21"].text
    more = "替别人办要带机主和您两个人的证件"
    assert PHRASES.recall("P21", text + more).marks == 100


def test_another_phrase_is_named_where_it_was_taken_for_the_one_asked() -> None:
    done = PHRASES.recall("P14", BOOKS.library.phrases["P01"].text)
    assert done.remarks == ("写的更像 P01：“您好,欢迎光临!请坐!”",)
    assert PHRASES.recall("P14", "今天天气很好").remarks == ()


def test_forbidden_words_are_critical() -> None:
    done = PHRASES.recall("P15", "请用茶，这事不归我管")
    assert (done.marks, done.forbidden) == (0, ("F01",))


@pytest.mark.parametrize(
    ("id", "fills", "kind", "why"),
    [
        ("P99", {}, UnknownWord, "没有话术「P99」"),
        ("谁", {}, UnknownWord, "编号见"),
        ("P05", {"钱": "1"}, UnknownWord, "话术 P05 没有空格「钱」"),
        ("P05", {"金额": "一百二"}, BadMoney, "说不清"),
        ("P04", {"业务": "……"}, UnknownWord, "没有填写"),
        ("P04", {"业务": []}, UnknownWord, "没有填写"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    id: str, fills: dict[str, str], kind: type[Exception], why: str
) -> None:
    with pytest.raises(kind, match=why):
        PHRASES.recall(id, "您好", fills)


def test_likeness_is_by_characters_or_by_sound() -> None:
    ear = PinyinEar()
    assert ear.likeness("身份证", "身份证") == 1
    assert ear.likeness("身份证", "深份正") == pytest.approx(0.95)
    assert set(ear.sounds("行")) >= {"xing", "hang"}
    assert ear.sounds("a") == ear.sounds("😀") == ()


HOSTILE = st.text(st.sampled_from("您好请坐欢迎光临再见元十12.，,😀\0\u200b\ud800ＡX½㈱ﷺ𠮷你不"), max_size=40)


@given(st.sampled_from(IDS), HOSTILE)
def test_no_text_breaks_the_marking(id: str, typed: str) -> None:
    done = PHRASES.recall(id, typed, fills_of(id))
    assert 0 <= done.marks <= done.out_of == 100
    assert "".join(typed[span.start : span.end] for span in done.spans) == typed
    assert done == PHRASES.recall(id, typed, fills_of(id))


@given(st.sampled_from(IDS), st.data())
def test_taking_parts_out_of_a_phrase_never_raises_the_marks(id: str, data: st.DataObject) -> None:
    said = [p.part.text or SAID[p.part.blank] for p in PHRASES.prepared[id].pieces if not p.part.optional]
    order = data.draw(st.permutations(said))
    gone = data.draw(st.integers(0, len(order) - 1))
    rest = [*order[:gone], *order[gone + 1 :]]
    before, after = (PHRASES.recall(id, "，".join(words), fills_of(id)) for words in (order, rest))
    assert after.marks <= before.marks <= 100


@given(st.sampled_from(IDS), st.sampled_from(["", " ", "\u3000", "，", "\n", "\u200b"]))
def test_spaces_and_marks_change_nothing(id: str, between: str) -> None:
    spoken = {"金额": "十二", "热线": "一八六零", "问题": "三月的月租多收了"}
    fills = {name: "12" if name == "金额" else value for name, value in fills_of(id).items()}
    text = BOOKS.library.phrases[id].say({**FILLS, **spoken})
    assert PHRASES.recall(id, between.join(text), fills).marks == 100


def test_ten_thousand_characters_end_in_a_clear_sentence() -> None:
    done = PHRASES.recall("P01", "您好" * 5_000)
    assert done.marks == 0
    assert "写得太长，只看了前400个字，后面还有9600个。" in whys(done)
