"""Somebody in a hurry: ten seconds to answer, or they ask once more; made by hand, on any channel."""

from trainer.content.play import Play
from trainer.core.scenario import LATE, SECOND, Channel, Customer, Node, Option, Route, Scenario

RIGHT, LATER = (2, 0, 0, 0, 0), (1, 0, 0, 0, 0)


def said(id: str, to: str, **more: object) -> Option:
    """Something to say that leads to one node."""
    return Option(id, "say", f"话{id}", (Route(to),), **more)  # type: ignore[arg-type]


def hurried(id: str, name: str, arrives: int = 0, aside: int = 5) -> Customer:
    """Make a customer in a hurry; `aside` is how long it takes to look something up (s)."""
    look_up = Option("table", "look_up", "看资费表", (Route("start"),), takes=aside * SECOND)
    late = Option(LATE, "late", "（没有作声）", (Route("again"),), takes=0, feedback="要当场答复。")
    right, wrong = said("right", "end", marks=RIGHT), said("wrong", "end", feedback="不对。")
    nodes = (
        Node("start", "快说！", (right, wrong, look_up), deadline=10 * SECOND, late=late),
        Node("again", "还没好吗？", (said("right", "end", marks=LATER), said("sorry", "end"))),
        Node("end", "再见。", ends="办妥"),
    )
    return Customer(id, name, "问事", "start", {node.id: node for node in nodes}, arrives=arrives * SECOND)


def hall_of(*customers: Customer, channel: Channel = "厅里") -> Play:
    """Make a scenario of these customers."""
    told = ("急事", "有人等答复。", "2004-07-07", "09:00", "台席", "wuhan-2004")
    scenario = Scenario("hurry", "", *told, (), (), 1, customers, channel=channel)
    return Play(scenario, (2 * len(customers), 0, 0, 0, 0))
