"""The setting and the verdict of an assessment: what is wrong with a draft, and what parts add up to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from trainer.core.exam.setting import Part, PassMarks, Setting, SettingRefused, check_setting
from trainer.core.exam.verdict import (
    COMPETENCE_OF,
    Override,
    PartResult,
    corrected,
    marks_of,
    never_begun,
    verdict,
)
from trainer.core.quiz.question import Skill
from trainer.core.scenario import NO_MARKS, Competence

START = datetime(2026, 11, 23, tzinfo=UTC)
PAPER = Part("paper", "小卷", "p1", "hash", 3)
PLAY = Part("scenario", "开户", "walk-in", "hash", 7, weight=3)
SETTING = Setting(
    "上岗考核", "wuhan-2004", (PLAY, PAPER), START, START + timedelta(days=1), (1,), PassMarks(60)
)
ACCURACY, SERVICE = Competence.ACCURACY, Competence.SERVICE


def of(accuracy: int, service: int, *critical: str, best: int = 10) -> PartResult:
    return PartResult((service, accuracy, 0, 0, 0), (best, best, 0, 0, 0), critical)


def test_a_whole_setting_passes() -> None:
    check_setting(SETTING)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "名称"),
        ({"closes": START}, "截止时间"),
        ({"people": ()}, "参加的人"),
        ({"parts": ()}, "内容"),
        ({"attempts": 10}, "次数"),
        ({"minutes": 601}, "总时限"),
        ({"pass_marks": PassMarks(101)}, "总分及格线"),
        ({"pass_marks": PassMarks(-1)}, "总分及格线"),
        ({"pass_marks": PassMarks(0)}, "总分及格线：还没有定"),
        ({"pass_marks": PassMarks(1, ((ACCURACY, -1),))}, "业务准确及格线"),
        ({"parts": (replace(PAPER, weight=0),)}, "第1部分的权重"),
        ({"parts": (PLAY, replace(PAPER, minutes=-1))}, "第2部分的时限"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(SettingRefused, match=field) as refused:
        check_setting(replace(SETTING, **changes))  # type: ignore[arg-type]
    assert [fault.field for fault in refused.value.faults] == [field.partition("：")[0]]


def test_the_total_is_the_mean_of_the_parts_by_their_weights_rounded_down() -> None:
    found = verdict(SETTING, (of(10, 10), of(5, 0)))
    assert found.percent == 81  # (3 × 100 + 1 × 25) ÷ 4 = 81.25
    assert [(each.competence, each.got, each.best) for each in found.standings] == [
        (SERVICE, 10, 20),
        (ACCURACY, 15, 20),
    ]


def test_each_competence_is_held_against_its_own_mark() -> None:
    setting = replace(SETTING, pass_marks=PassMarks(50, ((ACCURACY, 76),)))
    low = verdict(setting, (of(10, 10), of(5, 10)))
    assert not low.passed
    assert [each.passed for each in low.standings] == [True, False]
    assert verdict(setting, (of(10, 10), of(6, 10))).passed


def test_a_mark_for_what_no_part_asks_is_no_hurdle() -> None:
    setting = replace(SETTING, pass_marks=PassMarks(0, ((Competence.COMPOSURE, 90),)))
    assert verdict(setting, (of(0, 0), of(0, 0))).passed


def test_a_critical_finding_fails_whatever_the_marks_where_there_is_a_gate() -> None:
    parts = (of(10, 10), of(10, 10, "收了过期证件"))
    found = verdict(SETTING, parts)
    assert (found.percent, found.compliant, found.passed) == (100, False, False)
    assert verdict(replace(SETTING, gate=False), parts).passed


def test_marks_below_nothing_are_nothing() -> None:
    assert verdict(SETTING, (of(-8, 0), of(-3, 0))).percent == 0
    assert verdict(SETTING, (of(-8, 0), of(-3, 0))).standings[1].percent == 0


def test_what_was_never_begun_earns_nothing() -> None:
    missed = never_begun(marks_of(ACCURACY, 10))
    assert (missed.got, missed.begun, missed.complete, missed.share) == (NO_MARKS, False, False, 0)
    assert PartResult(NO_MARKS, NO_MARKS).share == 0


def test_corrections_are_applied_in_their_order_and_leave_the_record_alone() -> None:
    parts = (of(4, 4, "收了过期证件", "找错了钱"), of(1, 1))
    after = corrected(
        parts, (Override(0, ACCURACY, 9), Override(0, ACCURACY, 7), Override(0, critical="找错了钱"))
    )
    assert after[0].got == (4, 7, 0, 0, 0)
    assert after[0].critical == ("收了过期证件",)
    assert not after[0].compliant
    assert after[1] == parts[1]
    assert parts[0].got == (4, 4, 0, 0, 0)


def test_every_skill_counts_for_a_competence() -> None:
    assert set(COMPETENCE_OF) == set(get_args(Skill))
