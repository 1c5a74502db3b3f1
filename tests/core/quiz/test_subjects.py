"""Subjects: every rule that is trained has a Chinese title."""

import re
from dataclasses import replace

import pytest

from tests.core.quiz.conftest import ROOT
from trainer.content.shelf import load
from trainer.core.quiz.coverage import facts_of
from trainer.core.quiz.subjects import subject, titles
from trainer.core.quiz.template import Ground


@pytest.mark.parametrize(
    ("id", "title", "kind"),
    [
        ("P01", "话术：您好，欢迎光临！请坐", "话术"),
        ("P05", "话术：收您×元", "话术"),
        ("S4", "业务受理八步：双手收银再递票", "步骤"),
        ("S", "业务受理八步", "操作法"),
        ("F01", "禁语：不归我管", "禁语"),
        ("KM-G3", "在客户较多时", "关键时刻"),
        ("R-15", "每月1日至5日不受理", "规定"),
        ("R-DOC-P", "私人开户证件", "证件"),
        ("W3.1", "客户服务操作规程：客户接触", "投诉与热线"),
        ("H8", "1860热线：后台（迅速与相关部门联系，查找事故…）", "投诉与热线"),
        ("plan.QQT", "全球通资费", "资费"),
        ("灵通卡", "灵通卡资费", "资费"),
        ("校园套餐.漫游", "校园套餐：漫游", "资费"),
        ("cell.QQT.月租", "全球通：月租", "资费"),
        ("opening", "开户费用", "开户费用"),
        ("opening.全球通", "全球通开户费用", "开户费用"),
        ("LIM-135", "135号段限额", "限额"),
        ("LIM-LOST", "2000年6月30日以前入网的限额", "限额"),
        ("LIM-100", "2001年3月1日以后入网的限额", "限额"),
        ("R-FEE", "入网费用", "规定"),
        ("R-15-CARD", "1日至5日业务品牌转型（智慧卡转黄鹤卡、灵通卡）：不受理", "受理"),
        ("CV-XY-OUT", "业务品牌转型等（校园套餐转其他品牌）：资料未写", "受理"),
        ("LX-DLT", "增拆功等（大灵通，来显）：不受理", "受理"),
        ("CV-XY-IN", "业务品牌转型等（学生套餐等转校园套餐）：受理", "受理"),
        ("transfer", "过户受理", "受理"),
        ("没有这条", "没有这条", "其他"),
    ],
)
def test_titles(ground: Ground, id: str, title: str, kind: str) -> None:
    found = subject(ground, id)
    assert (found.id, found.title, found.kind) == (id, title, kind)


def test_every_fact_but_the_cells_has_a_title_of_its_own(ground: Ground) -> None:
    facts = [fact for fact in facts_of(ground) if not fact.startswith("cell.")]
    told = titles(ground, tuple(facts))
    assert [fact for fact, title in told.items() if title == fact] == []
    assert len(set(told.values())) == len(told)
    assert [title for title in told.values() if re.search(r"[,;!?()]", title)] == []


def test_every_rule_of_a_scenario_has_a_title(ground: Ground) -> None:
    plays = [play for variants in load(ROOT).plays.values() for play in variants]
    named = {id for play in plays for id in re.findall(r"(?:rule|ref)='([^']+)'", repr(play.scenario))}
    assert len(named) > 100
    assert [id for id in named if subject(ground, id).kind == "其他"] == []


def test_an_edition_may_have_papers_of_its_own(ground: Ground) -> None:
    own = replace(ground.edition.papers[0], id="R-DOC-NEW", case="换卡")
    edition = replace(ground.edition, papers=(*ground.edition.papers, own))
    assert subject(replace(ground, edition=edition), "R-DOC-NEW").title == "换卡证件"
