"""A welcome as the desk gives it, made by hand: four scenarios, two people, something left unfinished."""

from datetime import UTC, datetime

import pytest

from tests.core.small_edition import edition
from trainer.core.check import Place, Problem
from trainer.core.face import Face
from trainer.store.rows import AttemptHeader, AttemptRow, Person
from trainer.training.desk import Welcome
from trainer.training.hall import Offer

MOMENT = datetime(2026, 11, 22, 1, 12, tzinfo=UTC)
PROBLEM = Problem(
    "S101", "通到「enb」，但没有这一步", "是否指「end」？", place=Place("scenarios/x.yaml", 12, 9)
)


def offer(id: str, title: str, faces: tuple[Face, ...] = (Face(),), **other: object) -> Offer:
    """Return an offer; what does not matter is made up."""
    told = {
        "summary": "一位女士带着身份证走进来，想开一个全球通。从起身迎候到起身送客，把业务受理八步走完。",
        "post": "受理台席",
        "trains": ("业务受理八步", "私人开户的证件", "收银和找零"),
        "situations": ("S05",),
        "difficulty": 1,
        "variants": 1,
    }
    return Offer(id=id, title=title, faces=faces, **{**told, **other})  # type: ignore[arg-type]


def left(id: str, person: str = "王小丽", title: str = "首开全球通") -> AttemptRow:
    """Return an attempt that was left unfinished."""
    header = AttemptHeader(id, 1, "walk-in", "", title, "wuhan-2004", 1, "考核", "0")
    return AttemptRow(header, person, "0" * 64, MOMENT, None, None, None)


FOUR = [
    offer("walk-in", "首开全球通", (Face("bob", "middle", "rose"),)),
    offer(
        "papers",
        "证件不齐怎么办",
        (Face("short", "young", "green"),),
        summary="客户少带了证件。该不该办、缺什么、怎么说才不得罪人，看你的。",
        trains=("开户的证件", "代办的规定", "委婉拒绝"),
        difficulty=2,
        variants=4,
    ),
    offer(
        "four",
        "四位客户同时进门",
        (Face(), Face("long", "young", "sand"), Face("bald", "old", "grey"), Face("curly", "old", "rose")),
        summary="上午最忙的时候，四位客户前后脚进门。每一位都要先打招呼，谁也不能冷落。",
        post="导购",
        trains=("迎接第二位客户", "分流", "一致欢迎语"),
        difficulty=3,
    ),
    offer(
        "angry",
        "月租多收了九毛六",
        (Face("cap", "middle", "navy"),),
        summary="“说好五十块，账上五十块九毛六！”一位客户很激动，要求退费。先让他说完，再把账算给他听；太激动了可以请值班经理。",
        trains=("安抚在先", "复述", "月租按天折算", "移交值班经理"),
        difficulty=5,
    ),
]
EDITION = edition()
PEOPLE = [Person(1, "王小丽", MOMENT), Person(2, "李志强", MOMENT)]


@pytest.fixture
def welcome() -> Welcome:
    """Return what the desk tells on an ordinary morning."""
    unfinished = [left("a1"), left("a2", "李志强", "四位客户同时进门")]
    return Welcome(list(FOUR), list(PEOPLE), unfinished, (), EDITION)
