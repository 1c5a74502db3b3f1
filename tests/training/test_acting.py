"""Acted plans: those that ship, all of them, and what a plan says when something is not as expected."""

from dataclasses import replace
from pathlib import Path

import pytest

from trainer.content.plans import PlanDamaged, parse
from trainer.content.play import Play
from trainer.content.shelf import Shelf, load
from trainer.core.face import Mood
from trainer.core.library import Library
from trainer.core.scenario import LATE, SECOND, Condition, Customer, LogRule, Node, Option, Route, Scenario
from trainer.core.tariff import Edition
from trainer.training.acting import Acted, act_plan, play_of

ROOT = Path(__file__).parents[2]
PLANS = sorted((ROOT / "tests" / "plans").glob("*.plan"))


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    """The content that ships."""
    return load(ROOT)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_shipped_plan_comes_out_as_written(path: Path, shipped: Shelf) -> None:
    plan = parse(path.read_text(encoding="utf-8"), path.name)
    assert act_plan(plan, play_of(shipped, plan)).failures == ()


def test_every_shipped_scenario_has_its_plans(shipped: Shelf) -> None:
    plans = [parse(path.read_text(encoding="utf-8"), path.name) for path in PLANS]
    acted = {(plan.scenario, plan.variant or "") for plan in plans}
    assert acted == {(id, play.scenario.variant) for id, plays in shipped.plays.items() for play in plays}


GREETING = Option("P01", "say", "您好", (Route("end"),), marks=(2, 0, 0, 0, 0), mood=-1)
GRUMBLE = Option("rude", "say", "等着", (Route("end"),), critical="骂了客户", feedback="不能这样说。")
ONLY_ANGRY = Option("P19", "say", "别急", (Route("end"),), needs=Condition(mood_from=Mood.FURIOUS))
HELLO = Node("hello", "你好，办业务。", (GREETING, GRUMBLE, ONLY_ANGRY))
END = Node("end", "再见。", ends="办妥")


def customer(id: str, arrives: int) -> Customer:
    """Make somebody who says hello and goes."""
    nodes = {"hello": HELLO, "end": END}
    return Customer(id, id.title(), "", "hello", nodes, arrives=arrives * SECOND, mood=Mood.UNEASY)


def shop(*customers: Customer, rules: tuple[LogRule, ...] = ()) -> Play:
    """Make a scenario of these customers."""
    scenario = Scenario(
        "shop", "", "小店", "", "2004-07-07", "09:00", "台席", "wuhan-2004", (), (), 1, customers, rules
    )
    return Play(scenario, (2 * len(customers), 0, 0, 0, 0))


def acted(lines: str, play: Play | None = None, head: str = "scenario: shop") -> Acted:
    """Act lines in the shop of 王， who comes at once, and 李， who comes after a minute."""
    plan = parse(f"{head}\n{lines}", "a.plan")
    return act_plan(plan, play or shop(customer("wang", 0), customer("li", 60)))


def failures(lines: str, head: str = "scenario: shop") -> list[tuple[int, str, str]]:
    return [(each.line, each.expected, each.was) for each in acted(lines, head=head).failures]


def hurry() -> Play:
    """Make a shop where 王 wants an answer within ten seconds, or asks once more."""
    late = Option(LATE, "late", "（没有作声）", (Route("again"),), takes=0, feedback="要当场答复。")
    nodes = {
        "hello": replace(HELLO, deadline=10 * SECOND, late=late),
        "again": Node("again", "还没好吗？", (GREETING,)),
        "end": END,
    }
    return shop(Customer("wang", "Wang", "", "hello", nodes))


def test_a_decision_that_ran_out_can_be_expected() -> None:
    done = acted("at 10\nlate wang hello\nsays 还没好吗\nchoose P01\nleaves wang 办妥\nscore 0/2", hurry())
    assert [(f.line, f.expected) for f in done.failures] == [(7, "得分 0/2")]


@pytest.mark.parametrize(
    ("lines", "expected", "was"),
    [
        ("at 9\nlate wang hello", "wang 的「hello」过时没有答复", "没有过时"),
        ("late wang end", "wang 的「end」过时没有答复", "这一步没有时限"),
        ("late wang helo", "这一行能成立", "wang 没有「helo」，是否指「hello」？"),
        ("late li hello", "这一行能成立", "没有客户「li」，可选:wang"),
    ],
)
def test_a_decision_that_did_not_run_out_is_told(lines: str, expected: str, was: str) -> None:
    (failure,) = acted(lines, hurry()).failures
    assert (failure.expected, failure.was) == (expected, was)


def test_when_the_hall_is_empty_the_next_customer_comes_at_once() -> None:
    lines = "arrives wang\nattend wang\nchoose P01\nleaves wang 办妥\narrives li\nattend li\nchoose P01"
    done = acted(f"{lines}\nleaves li 办妥\nscore 4/4\ngate pass")
    assert done.failures == ()
    assert done.assessment.complete
    assert done.now == 66 * SECOND
    assert [entry.at for entry in done.entries] == [0, 1000, 60_000, 61_000]  # type: ignore[union-attr]


def test_waiting_makes_them_hotter() -> None:
    assert failures("mood wang 着急\nat 59.5\nmood wang 着急\nat 60\nmood wang 生气\narrives li") == []


def test_a_critical_act_fails_the_gate_and_undo_does_not_unsay_it() -> None:
    assert failures("attend wang\nchoose rude\nundo\nchoose P01\ngate fail\nscore 0/4") == []


@pytest.mark.parametrize(
    ("lines", "expected", "was"),
    [
        ("arrives li", "li 已经进门", "现在 第 0 秒，第 60 秒才来（可先写 at 60）"),
        ("arrives lu", "这一行能成立", "没有客户「lu」，是否指「li」？"),
        ("attend wang\nsays 再见", "客户说到「再见」", "「你好，办业务。」"),
        ("says 你好", "客户说到「你好」", "还没有人说话"),
        ("mood wang 生气", "wang 生气", "着急"),
        ("mood li 生气", "这一行能成立", "li 还没有进门"),
        ("attend wang\nblocked P01", "「P01」不能选", "能选"),
        ("attend wang\nblocked P9", "「P9」不能选", "这一步没有它，是否指「P19」？"),
        ("attend wang\nblocked none", "「none」不能选", "这一步没有它，可选：P01、rude、P19"),
        ("blocked P01", "这一行能成立", "没有正在接待的客户（先写 attend）"),
        ("leaves wang 办妥", "wang 离开：办妥", "还在厅里"),
        ("attend wang\nchoose P01\nleaves wang 没办成", "wang 离开：没办成", "办妥"),
        ("score 2/4", "得分 2/4", "0/4"),
        ("gate fail", "合规不通过", "通过"),
        ("attend wang\nchoose rude\ngate pass", "合规通过", "不通过：骂了客户"),
    ],
)
def test_a_missed_expectation_is_told_and_the_plan_goes_on(lines: str, expected: str, was: str) -> None:
    last = lines.count("\n") + 2
    assert failures(f"{lines}\nscore 9/9")[0] == (last, expected, was)
    assert len(failures(f"{lines}\nscore 9/9")) == 2


@pytest.mark.parametrize(
    ("lines", "expected", "was"),
    [
        ("choose P01", "choose P01", "没有正在接待的客户（先写 attend）"),
        ("attend wang\nchoose P19", "choose P19", "这个选项现在不能选"),
        ("attend lu", "attend lu", "没有客户「lu」，是否指「li」？"),
        ("wait li", "wait li", "客户「li」不在厅里"),
        ("undo", "undo", "还没有可以撤回的动作"),
        ("at 30\nat 12.5", "at 12.5", "已经过了，现在是 第 30 秒"),
    ],
)
def test_an_act_that_is_refused_ends_the_plan(lines: str, expected: str, was: str) -> None:
    assert failures(f"{lines}\nscore 9/9") == [(lines.count("\n") + 2, expected, was)]


@pytest.mark.parametrize("line", ["hint wang", "undo"])
def test_an_assessment_has_no_hint_and_no_undo(line: str) -> None:
    found = failures(f"nod wang\n{line}", head="mode: 考核\nscenario: shop")
    assert [(number, was) for number, _, was in found] == [(4, "考核时不能撤回，也没有提示")]


def test_a_hint_halves_in_practice() -> None:
    assert failures("attend wang\nhint wang\nchoose P01\nscore 1/4") == []


def two_variants() -> Shelf:
    """A shelf with a scenario of two variants and one of one."""
    empty: tuple[Library, Edition] = (None, None)  # type: ignore[assignment]
    play = shop(customer("wang", 0))
    papers = tuple(Play(_variant(play.scenario, name), play.best) for name in ("card", "none"))
    return Shelf(empty, {"shop": (play,), "papers": papers}, ())  # type: ignore[arg-type]


def _variant(scenario: Scenario, name: str) -> Scenario:
    return Scenario(**{**{k: getattr(scenario, k) for k in scenario.__slots__}, "variant": name})


def test_a_plan_finds_its_variant() -> None:
    plan = parse("scenario: papers\nvariant: none", "a.plan")
    assert play_of(two_variants(), plan).scenario.variant == "none"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("scenario: shup", "没有场景「shup」。是否指「shop」？"),
        ("scenario: zzz", "没有场景「zzz」。可选：shop、papers"),
        ("scenario: papers", "这个场景有几个变体。写 variant: card 或 none"),
        ("scenario: papers\nvariant: cart", "没有变体「cart」。是否指「card」？"),
        ("scenario: shop\nvariant: x", "没有变体「x」。删去 variant"),
    ],
)
def test_a_plan_for_what_is_not_there_is_refused(head: str, told: str) -> None:
    with pytest.raises(PlanDamaged, match=r"a\.plan:1:1 A703") as raised:
        play_of(two_variants(), parse(head, "a.plan"))
    assert told in str(raised.value)
