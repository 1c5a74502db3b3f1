"""Halls made for a test: so many customers at once, with deadlines, over any channel."""

from dataclasses import replace

from trainer.core.face import Face
from trainer.core.log import Story
from trainer.core.mode import Mode
from trainer.core.scenario import LATE, SECOND, Channel, Customer, LogRule, Node, Option, Route, Scenario
from trainer.training.attempts import Attempt

NAMES = (
    "王女士",
    "李师傅",
    "欧阳老先生",
    "周同学",
    "孙奶奶",
    "赵先生",
    "陈小姐",
    "林大姐",
    "何经理",
    "郑师傅",
)
WANTS = (
    "问上个月多收了三十八元的话费是怎么回事",
    "补卡",
    "想开一个全球通",
    "改成银行托收",
    "问校园套餐的短信",
    "过户",
)
HAIRS = ("short", "bob", "long", "bun", "bald", "curly", "cap")
CLOTHES = ("blue", "rose", "green", "grey", "sand", "navy")
AGES = ("young", "middle", "old")


def option(id: str, text: str, to: str, marks: int = 0) -> Option:
    """A reply that leads to one node."""
    return Option(id, "say", text, (Route(to),), marks=(marks, 0, 0, 0, 0), feedback=f"{text}就好。")


def customer(number: int, deadline: int = 0, post: str = "") -> Customer:
    """The customer with this number, who comes in a second after the one before."""
    late = (
        Option(LATE, "late", "", (Route("late"),), mood=1, feedback="客户还在等您的话。")
        if deadline
        else None
    )
    first = (option("right", "您好，请问您需要办理什么业务？", "ask", 2), option("wrong", "等一下。", "ask"))
    nodes = {
        "start": Node("start", "你好，我来问一件事。", first, deadline=deadline, late=late),
        "late": Node("late", "怎么没有人理我？", (option("sorry", "对不起，让您久等了。", "ask", 1),)),
        "ask": Node("ask", "好的，谢谢。", (option("bye", "请慢走。", "end", 1),)),
        "end": Node("end", "（走了）", ends="办妥"),
    }
    face = Face(HAIRS[number % 7], AGES[number % 3], CLOTHES[number % 6])  # type: ignore[arg-type]
    name = NAMES[number] if number < len(NAMES) else f"客户{number + 1}"
    wants, patience = WANTS[number % len(WANTS)], (40 + 7 * number) * SECOND
    return Customer(f"c{number}", name, wants, "start", nodes, face, number * SECOND, patience, post=post)


def crowd(number: int, *, deadline: int = 0, channel: Channel = "厅里", post: str = "") -> Scenario:
    """A scenario with so many customers, who all come within seconds."""
    customers = tuple(customer(place, deadline, post) for place in range(number))
    stays = LogRule("stays", "", "不冷落客户", (1, 0, 0, 0, 0), ("c0",), posts=("导购",))
    return Scenario(
        "crowd", "", "高峰时段", "客户一下子都来了，请一位一位接待，不要冷落谁。", "2004-07-08", "10:30", "受理台席",
        "wuhan-2004", ("接一顾二招呼三",), (), 3, customers, (stays,), channel=channel,
    )  # fmt: skip


def attempt_at(scenario: Scenario, mode: Mode = Mode.ASSESSMENT) -> Attempt:
    """An attempt that stands in no record."""
    return Attempt("a", "李梅", mode, 7, (4, 0, 0, 0, 0), Story(scenario))


def told_by(attempt: Attempt, channel: Channel) -> Attempt:
    """The same attempt with customers who come by another way."""
    return replace(attempt, story=Story(replace(attempt.scenario, channel=channel)))
