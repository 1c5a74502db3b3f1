"""Papers: every case of the shipped edition, with what is carried and what is missing; and all quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from trainer.core.library import Source
from trainer.core.rules import BadPaper, Paper, PaperNeed, PapersRule, UnknownCase, papers

FILE = Path(__file__).parents[2] / "assets/tariffs/wuhan-2004/rules.yaml"
IDS = ("身份证", "军官证", "户口簿", "护照", "驾照")
ANY_ID = "身份证、军官证、户口簿、护照或驾照"


@dataclass(frozen=True)
class Book:
    """The least that holds rules of papers."""

    papers: tuple[PapersRule, ...]


def _rule(entry: dict[str, Any]) -> PapersRule:
    return PapersRule(
        id=entry["id"],
        case=entry["case"],
        needs=tuple(PaperNeed(need["whose"], tuple(need["any_of"])) for need in entry["needs"]),
        forms=tuple(entry["forms"]),
        sources=tuple(Source(e["document"], tuple(e["lines"]), e["quote"]) for e in entry["sources"]),
        place=entry["place"],
        open=entry["open"],
    )


RULES = yaml.safe_load(FILE.read_text(encoding="utf-8"))
BOOK = Book(tuple(_rule(entry) for entry in RULES["papers"]))
MATERIAL = (Path(__file__).parents[2] / "assets/material/2004.txt").read_text(encoding="utf-8").split("\n")
DOCUMENTS = {"D6": range(133, 168), "D9": range(221, 286)}


def _sources(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from value.get("sources", [])
        value = list(value.values())
    for entry in value if isinstance(value, list) else ():
        yield from _sources(entry)


def _stands(quote: str, lines: list[int]) -> bool:
    text = re.sub(r"\s", "", "".join(MATERIAL[line - 1] for line in lines))
    pattern = ".*".join(re.escape(part) for part in quote.split("‖"))
    return bool(re.search(pattern, text))


@pytest.mark.parametrize("source", list(_sources(RULES)), ids=lambda s: f"{s['lines'][0]}-{s['quote'][:6]}")
def test_every_quotation_stands_in_its_lines_and_in_no_fewer(source: dict[str, Any]) -> None:
    lines = source["lines"]
    assert set(lines) <= set(DOCUMENTS[source["document"]])
    assert _stands(source["quote"], lines)
    assert not any(_stands(source["quote"], [other for other in lines if other != line]) for line in lines)


def test_the_shipped_papers_of_a_bank_collection() -> None:
    carried = ["单位：银行户头、帐号、代码（准确填写）", "单位：公章"]
    decision = papers(BOOK, "银行托收", carried)
    assert decision.missing == ("单位的财务公章",)
    assert decision.bring == ("单位的银行户头、帐号、代码（准确填写）", "单位的财务公章")
    assert papers(BOOK, "R-TS", [*carried, "单位：财务公章"]).verdict == "受理"


@pytest.mark.parametrize("kind", IDS)
def test_each_of_the_five_papers_opens_a_private_number(kind: str) -> None:
    decision = papers(BOOK, "私人开户", [f"本人：{kind}"])
    assert decision.accepted
    assert (decision.missing, decision.forms) == ((), ())
    assert decision.reasons == ("私人开户要的证件都带齐了",)
    assert decision.sources[0].lines == (244,)


@pytest.mark.parametrize(
    ("case", "carried", "missing"),
    [
        ("私人开户", [], [f"本人的{ANY_ID}"]),
        ("私人开户", ["本人：学生证"], [f"本人的{ANY_ID}"]),
        ("私人开户", ["父亲：身份证"], [f"本人的{ANY_ID}"]),
        ("R-DOC-P", ["本人：身份证复印件"], [f"本人的{ANY_ID}"]),
        ("单位开户", ["经办人：身份证原件", "单位：加盖公章的单位证明"], []),
        ("单位开户", ["经办人：身份证复印件", "单位：加盖公章的单位证明"], ["经办人的身份证原件"]),
        ("单位开户", ["经办人：身份证原件", "单位：没盖章的单位证明"], ["加盖公章的单位证明"]),
        ("单位开户", [], ["经办人的身份证原件", "加盖公章的单位证明"]),
        ("代他人开户", ["机主：身份证", "代办人：驾照"], []),
        ("代他人开户", ["代办人：身份证"], [f"机主的{ANY_ID}"]),
        ("代他人开户", ["机主：户口簿"], [f"代办人的{ANY_ID}"]),
        ("代他人开户", [], [f"机主的{ANY_ID}", f"代办人的{ANY_ID}"]),
        ("爱心卡开户", ["本人：残疾证", "本人：残联证明", "本人：身份证"], []),
        ("爱心卡开户", ["本人：残疾证", "本人：身份证"], ["本人的残联证明"]),
        ("爱心卡开户", [], ["本人的残疾证", "本人的残联证明", "本人的身份证"]),
    ],
)
def test_what_is_missing(case: str, carried: list[str], missing: list[str]) -> None:
    decision = papers(BOOK, case, carried)
    assert list(decision.missing) == missing
    assert decision.accepted == (not missing)
    assert decision.sources


def test_an_agent_fills_in_the_agreement() -> None:
    decision = papers(BOOK, "代他人开户", ["机主：身份证", "代办人：身份证"])
    assert decision.forms == ("移动电话开户协议",)
    assert decision.reasons[-1] == "代他人开户还要填写移动电话开户协议"


def test_the_card_for_the_deaf_is_for_the_centres_own_hall() -> None:
    assert papers(BOOK, "爱心卡开户", []).reasons[-1] == "爱心卡开户要到中心自办营业厅办理"


def test_a_paper_that_does_not_count_is_named() -> None:
    reasons = papers(BOOK, "单位开户", ["经办人：身份证复印件", "单位：加盖公章的单位证明"]).reasons
    assert reasons == ("单位开户要经办人的身份证原件，没有带来；经办人的身份证复印件不算",)


def test_a_paper_for_another_need_of_the_same_person_is_not_called_useless() -> None:
    reasons = papers(BOOK, "爱心卡开户", ["本人：残疾证", "本人：身份证", "本人：学生证"]).reasons
    assert reasons[0] == "爱心卡开户要本人的残联证明，没有带来；本人的学生证不算"


@pytest.mark.parametrize("text", ["本人:身份证", "本人：身份证", " 本人 : 身份证 "])
def test_a_paper_is_read_with_either_colon(text: str) -> None:
    assert Paper.parse(text) == Paper("本人", "身份证")


@pytest.mark.parametrize("text", ["", "身份证", "本人：", "：身份证"])
def test_a_paper_must_say_whose_it_is(text: str) -> None:
    with pytest.raises(BadPaper, match="谁：什么证件"):
        papers(BOOK, "私人开户", [text])


def test_an_unknown_case_gets_a_suggestion() -> None:
    with pytest.raises(UnknownCase, match="是否指「私人开户」？"):
        papers(BOOK, "私人开卡", [])
    with pytest.raises(UnknownCase, match="现有：私人开户、单位开户、代他人开户、爱心卡开户、银行托收"):
        papers(BOOK, "补寄发票", [])
