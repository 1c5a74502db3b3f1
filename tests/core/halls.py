"""Small halls for the tests of the core: a customer with a short conversation, and whole scenarios."""

from typing import Any

from trainer.core.library import Forbidden, Library, Phrase, Procedure, Rule, Source, Step
from trainer.core.scenario import NO_MARKS, Customer, LogRule, Marks, Node, Option, Route, Scenario

ONE: Marks = (1, 0, 0, 0, 0)
QUOTE = Source("D2", (62,), "您好，欢迎光临！请坐！")


def option(id: str, to: str, marks: Marks = NO_MARKS, **more: Any) -> Option:
    """An option that leads to one node."""
    routes = more.pop("routes", (Route(to),))
    return Option(id, "say", more.pop("text", f"说{id}"), routes, marks=marks, **more)


def talk(*options: Option, line: str = "你好") -> dict[str, Node]:
    """A conversation of one decision and an end called "done"."""
    return {"start": Node("start", line, options), "done": Node("done", "再见", ends="办妥")}


def plain_talk() -> dict[str, Node]:
    """One right and one wrong answer."""
    return talk(option("right", "done", ONE), option("wrong", "done", feedback="应该说 right"))


def customer(id: str = "a", arrives: int = 0, patience: int = 60_000, **more: Any) -> Customer:
    """A customer with a plain conversation."""
    nodes = more.pop("nodes", None) or plain_talk()
    return Customer(id, f"客户{id}", "办事", "start", nodes, arrives=arrives, patience=patience, **more)


def hall(*customers: Customer, rules: tuple[LogRule, ...] = ()) -> Scenario:
    """A scenario with these customers."""
    return Scenario(
        id="hall",
        variant="",
        title="小厅",
        summary="试",
        date="2004-07-07",
        time="09:00",
        post="台席",
        edition="wuhan-2004",
        trains=("试",),
        situations=(),
        difficulty=1,
        customers=customers or (customer(),),
        rules=rules,
    )


def library() -> Library:
    """A library of one of each."""
    return Library(
        phrases={"P01": Phrase("P01", "您好", "台席", "S1", "H", (QUOTE,), "您好{谁}")},
        procedures={"S": Procedure("S", "八步", "台席", (Step("S1", "起身迎候", "S", (QUOTE,)),))},
        rules={"KM-G2": Rule("KM-G2", "同时进来", "点头", "H", (QUOTE,))},
        forbidden={"F01": Forbidden("F01", ("不归我管",), "推诿", "KM-G2", "P01", ())},
    )
