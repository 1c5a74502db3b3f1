"""`trainer rate`, `bill`, `prorate` and `decide`: what they answer, and what the tables are silent about."""

import io
import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from tests.cli.asking import answer, ask, call
from tests.cli.conftest import ROOT
from trainer.cli import main
from trainer.core.money import half_up

YOUTH = "青春套餐"
LAND = """
format: 1
id: land
name: 某地固话
rates: [{id: day, name: 白天, kind: call, price: "0.30", step: 30}]
"""


def test_each_use_is_told_part_by_part() -> None:
    uses = [call(start="2004-07-12T18:59:30", seconds=75), call(at="2004-07-13 20:00", minutes=100)]
    told = answer("rate", request={"plan": YOUTH, "assumptions": {"AS-3": True}, "uses": uses})
    parts = told["uses"][0]["parts"]
    assert [(part["row"], part["from"], part["seconds"]) for part in parts] == [
        ("day", "2004-07-12 18:59:30", 30),
        ("night-out", "2004-07-12 19:00:00", 45),
    ]
    assert [part["formula"] for part in parts] == ["1×0.4", "1×0.15"]
    assert parts[0]["steps"] == [{"after": 0, "count": 1, "step": 60, "per": 60, "price": "0.40"}]
    assert [use["cost"] for use in told["uses"]] == ["0.55", "15.00"]
    assert told["total"] == "15.55"
    assert (told["edition"], told["tariff"]) == ("wuhan-2004", YOUTH)
    assert "AS-3" in {reading["id"] for reading in told["assumptions"]}
    assert all(line["sources"] for line in told["lines"])


def test_words_may_be_english_or_the_tables_own() -> None:
    own = {
        "kind": "通话",
        "service": "市内",
        "direction": "主叫",
        "network": "网内",
        "at": "2004-07-13 20:00",
    }
    both = [call(at="2004-07-13 20:00", minutes=1), {**own, "seconds": 60}]
    costs = [use["cost"] for use in answer("rate", request={"plan": YOUTH, "uses": both})["uses"]]
    assert costs == ["0.15", "0.15"]


def test_uses_are_rated_in_the_order_they_happened_and_told_as_asked() -> None:
    table = {
        "rates": [{"id": "a", "name": "通话", "kind": "call", "price": "1"}],
        "bundles": [{"id": "b", "name": "送", "for": [{"kind": "call"}], "quantity": 1, "per": 60}],
    }
    uses = [{"kind": "call", "start": f"2024-03-0{day} 10:00", "seconds": 60} for day in (2, 1)]
    told = answer("rate", request={"table": table, "uses": uses})
    assert [use["start"] for use in told["uses"]] == ["2024-03-02 10:00:00", "2024-03-01 10:00:00"]
    assert [use["cost"] for use in told["uses"]] == ["1.00", "0.00"]
    assert [len(use["free"]) for use in told["uses"]] == [0, 1]


def test_an_amount_that_does_not_end_is_a_fraction() -> None:
    table = {"rates": [{"id": "a", "name": "a", "kind": "call", "price": "0.10", "step": 1}]}
    told = answer(
        "rate",
        request={"table": table, "uses": [{"kind": "call", "start": "2024-03-01 10:00", "seconds": 2}]},
    )
    assert (told["uses"][0]["cost"], told["lines"][0]["exact"], told["total"]) == ("1/300", "1/300", "0.00")


def test_a_connection_fee_of_a_sum_is_for_each_call() -> None:
    table = {"rates": [{"id": "a", "name": "a", "kind": "call", "fee": "0.10", "price": "0.20"}]}
    use = {"kind": "call", "at": "2024-03-01 10:00", "minutes": 10, "calls": 4}
    told = answer("rate", request={"table": table, "uses": [use]})
    assert told["total"] == "2.40"
    assert told["uses"][0]["parts"][0]["formula"] == "10×0.2+4×0.1"


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_table_may_stand_in_a_file(tmp_path: Path, suffix: str) -> None:
    file, asked = tmp_path / f"land.{suffix}", tmp_path / "asked.json"
    row = {"id": "day", "name": "白天", "kind": "call", "price": "0.30", "step": 30}
    as_json = json.dumps({"format": 1, "id": "land", "name": "某地固话", "rates": [row]})
    file.write_text(LAND if suffix == "yaml" else as_json, encoding="utf-8")
    asked.write_text(
        '{"uses": [{"kind": "call", "start": "2024-03-04 10:00", "seconds": 31}]}', encoding="utf-8"
    )
    told = answer("rate", str(asked), "--table", str(file), request="")
    assert (told["tariff"], told["total"], told["edition"]) == ("某地固话", "0.30", None)


def test_a_time_without_a_day_is_enough_where_every_day_costs_the_same() -> None:
    uses = [call(at="20:00", minutes=100), call(kind="message", service=None, direction=None, count=215)]
    told = answer("bill", request={"plan": YOUTH, "month": "2004-07", "joined": "2004-07-10", "uses": uses})
    assert [line["quantity"] for line in told["lines"][1:]] == ["100分钟", "215条"]
    assert told["total"] == "45.75"


def test_a_bill_tells_lines_gaps_and_assumptions() -> None:
    told = answer("bill", request={"plan": "灵通卡", "month": "2004-07"})
    silent, incoming, least = told["lines"]
    assert (silent["amount"], silent["exact"], silent["formula"]) == (None, None, "资料未写")
    assert (incoming["amount"], least["amount"], least["kind"]) == ("16.00", "26.00", "补足")
    assert told["gaps"] == ["资料没有写灵通卡的月租，账单里没有计入"]
    assert {reading["id"] for reading in told["assumptions"]} == {"AS-8", "AS-9"}


def test_a_choice_decides_the_amount() -> None:
    asked = {"plan": "乡情卡", "month": "2004-07"}
    totals = [
        answer("bill", request={**asked, "choices": {"月租": word}})["total"] for word in ("江夏", "其余")
    ]
    assert totals == ["30.00", "20.00"]


def test_plans_stand_side_by_side_and_what_cannot_be_computed_is_never_the_cheapest() -> None:
    plans = [YOUTH, "全球通", "随E行", "乡情卡"]
    uses = [call(at="20:00", minutes=100)]
    told = answer("bill", request={"plans": plans, "month": "2004-07", "uses": uses})
    assert [entry["plan"] for entry in told["plans"]] == plans
    assert [entry.get("bill", {}).get("total") for entry in told["plans"]] == ["35.00", "86.96", None, None]
    assert [entry.get("error", {}).get("kind") for entry in told["plans"]] == [None, None, "missing", "usage"]
    assert (told["cheapest"], told["complete"]) == ([YOUTH], False)


def test_equal_plans_are_the_cheapest_together() -> None:
    told = answer(
        "bill", request={"plans": ["黄鹤卡", "乡情卡"], "month": "2004-07", "choices": {"月租": "其余"}}
    )
    assert (told["cheapest"], told["complete"]) == (["黄鹤卡", "乡情卡"], True)


def test_where_no_plan_can_be_computed_the_answer_says_why() -> None:
    done = ask("bill", request={"plans": ["随E行", "智慧卡"], "month": "2004-07"})
    assert (done.code, json.loads(done.out)["cheapest"]) == (1, [])
    assert "都算不出来" in done.err


def test_a_plan_read_otherwise_is_silent_about_what_rested_on_it() -> None:
    use = call(at="2004-07-13 20:00", minutes=1)
    for asked in ({"uses": [use]}, {"uses": [use, use]}):
        done = ask("rate", request={"plan": YOUTH, "assumptions": {"AS-10": False}, **asked})
        error = json.loads(done.out)["error"]
        assert (done.code, error["kind"]) == (1, "missing")
        assert "AS-10" in error["message"]
        assert error["message"].startswith("第1项：") == (len(asked["uses"]) > 1)
        assert error["message"] in done.err


def test_a_bundle_that_rests_on_what_is_not_adopted_gives_nothing() -> None:
    use = call(kind="message", service=None, direction=None, at="2004-07-13 20:00", count=10)
    plan = {"plan": "学生套餐", "uses": [use]}
    assert answer("rate", request=plan)["total"] == "0.00"
    done = ask("rate", request={**plan, "assumptions": {"AS-5": False}})
    assert (done.code, json.loads(done.out)["error"]["kind"]) == (1, "missing")


def test_a_service_that_is_not_open_is_no_fault_of_the_request() -> None:
    roaming = call(service="漫游", network=None, start="2004-09-20 10:00", seconds=60)
    done = ask("rate", request={"plan": YOUTH, "uses": [roaming]})
    assert (done.code, json.loads(done.out)["error"]["kind"]) == (1, "not_offered")


@pytest.mark.parametrize(("first", "days"), [("2004-07-10", 22), ("2004-07-01", 31)])
def test_rent_by_the_day(first: str, days: int) -> None:
    told = answer("prorate", request={"plan": "全球通", "from": first, "to": "2004-07-31"})
    exact = Fraction(50 * 12, 365) * days
    assert (told["exact"], told["days"]) == (str(exact), days)
    assert f"{told['amount']}元" == str(half_up(exact))
    assert (told["charge"], told["plan"], told["edition"]) == ("月租", "全球通", "wuhan-2004")
    assert [reading["id"] for reading in told["assumptions"]] == ["AS-1y", "AS-4", "AS-1r"]


def test_another_reading_of_the_year_changes_the_rent() -> None:
    asked = {"plan": "全球通", "from": "2004-07-10", "to": "2004-07-31", "assumptions": {"AS-1y": 366}}
    assert answer("prorate", request=asked)["exact"] == str(Fraction(50 * 12 * 22, 366))


@pytest.mark.parametrize(("first", "amount"), [("2004-07-15", "20.00"), ("2004-07-16", "10.00")])
def test_the_half_month_rule(first: str, amount: str) -> None:
    told = answer("prorate", request={"plan": YOUTH, "from": first, "to": "2004-07-31"})
    assert told["amount"] == amount


def test_an_amount_of_ones_own_by_the_rule_of_a_plan() -> None:
    asked = {"plan": YOUTH, "amount": "30", "from": "2004-07-16", "to": "2004-07-31"}
    assert answer("prorate", request=asked)["amount"] == "15.00"


def test_a_rent_that_depends_on_a_choice() -> None:
    asked = {"plan": "乡情卡", "choices": {"月租": "江夏"}, "from": "2004-07-01", "to": "2004-07-31"}
    assert answer("prorate", request=asked)["amount"] == "30.00"
    done = ask("prorate", request={**asked, "from": "2004-07-02"})
    assert (done.code, json.loads(done.out)["error"]["message"]) == (
        1,
        "资料没有写乡情卡的月租不满一个月怎样收，需查证",
    )


@pytest.mark.parametrize(
    ("plan", "kind"), [("灵通卡", "missing"), ("大灵通", "not_offered"), ("随E行", "missing")]
)
def test_a_rent_that_is_not_written_is_never_nothing(plan: str, kind: str) -> None:
    done = ask("prorate", request={"plan": plan, "from": "2004-07-01", "to": "2004-07-31"})
    assert (done.code, json.loads(done.out)["error"]["kind"]) == (1, kind)


@pytest.mark.parametrize(("year", "days", "exact"), [(2023, 28, "5.00"), (2024, 29, "150/29")])
def test_a_period_in_february(year: int, days: int, exact: str) -> None:
    whole = {"from": f"{year}-02-01", "to": f"{year}-02-{days}"}
    half = {"from": f"{year}-02-15", "to": f"{year}-02-{days}"}
    told = answer("prorate", request={"amount": "10", "period": whole, **half})
    assert (told["exact"], told["days"]) == (exact, days - 14)


def test_rounding_may_be_told() -> None:
    period = {"from": "2024-02-01", "to": "2024-02-29"}
    asked = {"amount": "10", "period": period, "from": "2024-02-01", "to": "2024-02-01"}
    amounts = [
        answer("prorate", request={**asked, "rounding": {"mode": mode, "to": to}})["amount"]
        for mode, to in (("down", "0.1"), ("up", "0.1"), ("half-even", "0.01"))
    ]
    assert amounts == ["0.30", "0.40", "0.34"]


@pytest.mark.parametrize(
    ("day", "verdict", "possible"),
    [(5, "不受理", "2004-07-06"), (6, "受理", "2004-07-06"), (31, "受理", "2004-07-31")],
)
def test_a_decision_with_its_reasons(day: int, verdict: str, possible: str) -> None:
    told = answer("decide", request={"service": "过户", "on": f"2004-07-{day:02}"})
    assert (told["verdict"], told["possible_from"]) == (verdict, possible)
    assert told["reasons"]
    assert all(reason["sources"] and reason["text"] for reason in told["reasons"])
    assert (told["service"], told["on"], told["limit"]) == ("过户", f"2004-07-{day:02}", None)


def test_a_decision_tells_the_limit_or_why_nobody_knows_it() -> None:
    asked = {"service": "过户", "on": "2004-07-10", "joined": "2002-01-01"}
    known = answer("decide", request=asked)["limit"]
    torn = answer("decide", request={**asked, "joined": "2001-03-01"})["limit"]
    assert known["amount"] is None or known["amount"].endswith(".00")
    assert torn["amount"] is None
    assert len(torn["sources"]) == 2


def test_papers_that_are_missing_are_named() -> None:
    told = answer("decide", request={"service": "开户", "on": "2004-07-10", "case": "私人开户", "papers": []})
    assert told["verdict"] == "不受理"
    assert told["missing"]


def test_a_rent_that_rests_on_what_is_not_adopted_is_silent() -> None:
    asked = {"plan": YOUTH, "from": "2004-07-01", "to": "2004-07-31", "assumptions": {"AS-14": False}}
    done = ask("prorate", request=asked)
    assert (done.code, json.loads(done.out)["error"]["kind"]) == (1, "missing")
    assert "AS-14" in done.err


def test_a_charge_that_is_never_cut_is_whole_for_every_month(tmp_path: Path) -> None:
    for name in ("scripts_zh", "assets/tariffs", "assets/material"):
        shutil.copytree(ROOT / name, tmp_path / name)
    plans = tmp_path / "assets/tariffs/wuhan-2004/plans.yaml"
    text = plans.read_text(encoding="utf-8")
    assert "share: R-RENT" in text
    plans.write_text(text.replace("share: R-RENT", "share: whole"), encoding="utf-8")
    asked = {"plan": "全球通", "from": "2004-07-10", "to": "2004-07-31"}
    one = answer("prorate", request=asked, content=tmp_path)
    two = answer("prorate", request={**asked, "to": "2004-08-02"}, content=tmp_path)
    assert [(told["amount"], told["formula"], told["days"]) for told in (one, two)] == [
        ("50.00", "50", 22),
        ("100.00", "2×50", 24),
    ]


@pytest.mark.parametrize("verb", ["tariff", "rate", "bill", "prorate", "decide"])
def test_the_help_names_the_request_and_every_exit_code(verb: str) -> None:
    told = ask(verb, "--help").out
    codes = told.partition("退出码")[2].splitlines()[1:6]
    assert [line.split()[0] for line in codes] == ["0", "1", "2", "3", "130"]
    assert "资料没有写" in codes[1]
    assert ("docs/rating.md" in told) == (verb != "tariff")


class Terminal(io.StringIO):
    """A keyboard at which a request is typed."""

    @property
    def buffer(self) -> io.BytesIO:
        return io.BytesIO(self.getvalue().encode())

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_it_says_that_it_waits(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal('{"service": "过户", "on": "2004-07-10"}'))
    assert main(["decide", "--content", str(ROOT)]) == 0
    assert "请输入请求" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", None)
    assert main(["decide", "--content", str(ROOT)]) == 2
    assert "标准输入:1:1 F104" in capsys.readouterr().err
