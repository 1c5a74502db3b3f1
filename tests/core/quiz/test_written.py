"""Questions written out by hand: laid out like generated ones."""

from trainer.core.quiz.question import key_of
from trainer.core.quiz.template import Draft, Ground
from trainer.core.quiz.written import Written, mistakes_of, own_mistake, questions_of, template_of

ONE = Written(
    "one",
    "单选",
    "投诉与热线",
    Draft(
        "先做什么？", "P16", ("听",), (("讲", "explained-first"), ("走", own_mistake("one", 2))), difficulty=2
    ),
    ((own_mistake("one", 2), "客户还没有说完，不能走开不管他。"),),
)
SOME = Written("some", "多选", "标准用语", Draft("哪几样？", "P20", ("谢", "别"), (("骂", "x"), ("吵", "y"))))
ROW = Written("row", "排序", "工作步骤", Draft("排好。", "S1", items=("一", "二", "三")))
TRUE = Written("true", "判断", "标准用语", Draft("对吗。", "P01", ("对",), (("错", "x"),)))


def test_each_has_one_case_and_its_key_twice(ground: Ground) -> None:
    keys = ["听", frozenset({"谢", "别"}), frozenset({("一", "二"), ("二", "三")}), "对"]
    for written, key in zip((ONE, SOME, ROW, TRUE), keys, strict=True):
        template = template_of(written)
        (case,) = template.cases(ground)
        (question,) = questions_of(ground, (written,))
        assert key_of(question) == template.again(ground, case) == key
        assert question.template == f"written.{written.id}"


def test_its_own_reasons_are_mistakes() -> None:
    own = mistakes_of(ONE)["written.one.2"]
    assert own.name == "客户还没有说完，不能走开不管…"
    assert own.told == "客户还没有说完，不能走开不管他。"
    assert mistakes_of(ROW) == {}


def test_a_short_reason_names_itself() -> None:
    short = Written("a", "单选", "标准用语", ROW.draft, (("written.a.1", "不对。"),))
    assert mistakes_of(short)["written.a.1"].name == "不对。"
