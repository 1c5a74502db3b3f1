"""The lines of the results: read from real attempts, filtered, counted, and robust against odd records."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.ui.dashboard.people import Trainees, best, careless
from trainer.core.mode import Mode
from trainer.store.rows import AttemptHeader, AttemptRow
from trainer.training.desk import Desk
from trainer.ui.dashboard import lines as results
from trainer.ui.dashboard.lines import Line, Wanted, by_mode, chosen, line_of
from trainer.ui.dashboard.overview import summed_up
from trainer.ui.dashboard.words import clock, day_and_minute, short, span

HEADER = AttemptHeader("ab" * 16, 1, "walk-in", "", "首开全球通", "wuhan-2004", 7, "考核", "0.1.0")
ROW = AttemptRow(HEADER, "王芳", "c0ffee" * 8, datetime(2026, 11, 22, tzinfo=UTC), None, None, None)


def lines_of(desk: Desk) -> list[Line]:
    return [line_of(row) for row in desk.results()]


def test_a_line_tells_what_was_recorded(desk: Desk, trainees: Trainees) -> None:
    trainees.play("王芳", best)
    trainees.play("李明", careless)
    failed, passed = lines_of(desk)
    assert (passed.person, passed.title, passed.mode, passed.state) == (
        "王芳",
        "首开全球通",
        "考核",
        "已完成",
    )
    assert (passed.percent, passed.compliant, passed.critical) == (100, True, ())
    assert passed.total == passed.out_of
    assert passed.took
    assert failed.compliant is False
    assert failed.critical
    assert all(isinstance(title, str) for title in failed.critical)


def test_an_attempt_without_marks_says_why(desk: Desk, trainees: Trainees) -> None:
    trainees.begin("张伟")
    desk.give_up(trainees.begin("刘洋").id)
    given_up, unfinished = lines_of(desk)
    assert (unfinished.state, given_up.state) == (results.UNFINISHED, results.GIVEN_UP)
    assert {unfinished.percent, unfinished.compliant, unfinished.took, given_up.percent} == {None}


def test_an_attempt_handed_in_before_its_end_is_not_called_done(desk: Desk, trainees: Trainees) -> None:
    attempt = trainees.act(trainees.begin("张伟"), best)
    desk.finish(attempt, attempt.shift.now)
    assert lines_of(desk)[0].state == results.ENDED_EARLY


@pytest.mark.parametrize(
    "result", [[], "x", {"total": "9", "compliant": "yes", "critical": 3, "ended_ms": True}]
)
def test_a_result_of_another_shape_is_shown_as_missing(result: object) -> None:
    line = line_of(replace(ROW, result=result, finished=ROW.started))
    assert {line.total, line.compliant, line.took} == {None}
    assert line.critical == ()


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["张伟", "刘洋", "赵敏", "陈静", "李明", "王芳"]),
        (Wanted(mode="练习"), ["陈静", "李明", "王芳"]),
        (Wanted(mode="跟学"), ["欧阳春华"]),
        (Wanted("王芳", mode=""), ["王芳", "王芳"]),
        (Wanted("  王芳 全球通", mode=""), ["王芳", "王芳"]),
        (Wanted("ＷＡＬＫ-in 赵", mode=""), ["赵敏"]),
        (Wanted("没有这个人", mode=""), []),
        (Wanted(only_failed=True), ["李明"]),
    ],
)
def test_only_what_is_wanted_is_shown(
    desk: Desk, busy_hall: Trainees, wanted: Wanted, names: list[str]
) -> None:
    assert [line.person for line in chosen(lines_of(desk), wanted)] == names


def test_modes_are_counted_under_the_other_filters(desk: Desk, busy_hall: Trainees) -> None:
    assert dict(by_mode(lines_of(desk), Wanted("王芳"))) == {"考核": 1, "练习": 1, "": 2}


def test_counts_never_add_practice_to_assessment_silently(desk: Desk, busy_hall: Trainees) -> None:
    lines = lines_of(desk)

    def said(wanted: Wanted) -> str:
        return summed_up(chosen(lines, wanted), wanted)

    assert said(Wanted()) == "考核 6 次，6 人：合规通过 3，未通过 1，还没有成绩 2。"
    assert said(Wanted(mode="练习")) == "练习 3 次，3 人：合规通过 3。练习不计入考核成绩。"
    assert said(Wanted(mode="")).endswith("考核 6、练习 3、跟学 1。练习和跟学不计入考核成绩。")
    assert said(Wanted("没有")) == ""


def test_instants_and_durations_are_written_as_people_read_them() -> None:
    local = datetime(2026, 11, 22, 9, 12, 5).astimezone()
    assert day_and_minute(local) == "2026年11月22日 09:12"
    assert day_and_minute(local.astimezone(UTC)) == "2026年11月22日 09:12"
    assert clock(local.astimezone(UTC)) == "09:12:05"
    assert (span(59_999), span(60_000), span(725_000)) == ("59 秒", "1 分 00 秒", "12 分 05 秒")
    assert short("c0ffee" * 8) == "c0ffeec0ffee"
    assert Mode.ASSESSMENT.value == Wanted().mode
