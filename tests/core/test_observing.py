"""The walk's sheet: what was pressed, taken back and handed in, and which sheets are refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.observing import (
    NOBODY,
    VERDICTS,
    Form,
    Happened,
    Item,
    Line,
    Marked,
    Remarked,
    Sheet,
    SheetRefused,
    Spot,
    Standing,
    Walk,
    check_sheet,
)

GUIDE, SALES, DESK = "导购", "销售", "受理台席"
FORM = Form(
    ("早班", "晚班"),
    (
        Item("KM-G1", "关键时刻", "顾客走入营业厅时", "要微笑", (GUIDE, SALES), (), together=True),
        Item("KM-G2", "关键时刻", "同时进来几个", "要点头", (GUIDE,), ()),
        Item("G1", "导购六步", "上前迎候笑一笑", "", (GUIDE,), (), points=2),
        Item("S1", "受理八步", "起身迎候笑一笑", "", (DESK,), ()),
    ),
)
WALK = Walk("w1", "2004-03-01", "09:05", "早班", (Standing(1, GUIDE), Standing(2, DESK)))
G1, S1 = Spot(0, 1, GUIDE, "G1"), Spot(0, 2, DESK, "S1")
DOOR = Happened("KM-G1", (Standing(1, GUIDE), Standing(3, SALES)))


def of(walk: Walk) -> dict[Spot, object]:
    return {row.spot: row.verdict for row in walk.rows(FORM)}


def test_a_form_knows_its_posts_and_what_is_looked_at_on_each() -> None:
    assert FORM.posts == (GUIDE, SALES, DESK)
    assert [item.id for item in FORM.of(GUIDE)] == ["KM-G2", "G1"]
    assert FORM.of(SALES) == ()
    assert [item.id for item in FORM.events] == ["KM-G1"]


def test_each_person_has_the_rows_of_their_post() -> None:
    assert list(of(WALK)) == [Spot(0, 1, GUIDE, "KM-G2"), G1, S1]


def test_a_row_is_marked_remarked_and_both_are_taken_back() -> None:
    walk = WALK.then(Marked(G1, "missed")).then(Remarked(G1, "在打电话")).then(Marked(G1, "done"))
    row = next(row for row in walk.rows(FORM) if row.spot == G1)
    assert (row.verdict, row.remark) == ("done", "在打电话")
    assert of(walk.undo())[G1] == "missed"
    assert walk.undo().undo().undo() == WALK == WALK.undo()


def test_to_press_the_same_twice_is_to_press_it_once() -> None:
    once = WALK.then(Marked(G1, "done"))
    assert once.then(Marked(G1, "done")) is once
    assert len(once.then(DOOR).then(DOOR).acts) == 3


def test_a_customer_walking_in_writes_a_row_for_both_posts() -> None:
    walk = WALK.then(DOOR).then(Happened("KM-G1", (Standing(NOBODY, GUIDE), Standing(3, SALES))))
    seen = [spot for spot in of(walk) if spot.event]
    assert seen == [
        Spot(1, 1, GUIDE, "KM-G1"),
        Spot(1, 3, SALES, "KM-G1"),
        Spot(2, NOBODY, GUIDE, "KM-G1"),
        Spot(2, 3, SALES, "KM-G1"),
    ]
    sheet = walk.then(Marked(seen[3], "done")).sheet(FORM)
    check_sheet(sheet, FORM)
    doors = [line for line in sheet.lines if line.spot.event]
    assert [line.verdict for line in doors] == ["unseen", "unseen", "unseen", "done"]
    assert [line.counts for line in doors] == [False, False, False, True]


def test_what_nobody_spoke_of_was_not_seen_and_carries_its_points() -> None:
    sheet = WALK.then(Marked(G1, "done")).sheet(FORM, "人多")
    assert [(line.verdict, line.points) for line in sheet.lines] == [
        ("unseen", 1),
        ("done", 2),
        ("unseen", 1),
    ]
    assert sheet.remark == "人多"


def test_a_sheet_on_which_nothing_was_seen_is_not_handed_in() -> None:
    with pytest.raises(SheetRefused, match="看到了再记"):
        WALK.then(Marked(G1, "unseen")).sheet(FORM)
    with pytest.raises(SheetRefused, match="撤回"):
        replace(WALK, corrects=7).sheet(FORM)


def test_who_has_left_the_walk_is_not_written_down() -> None:
    walk = WALK.then(Marked(S1, "done"))
    assert S1 not in of(Walk("w1", walk.day, walk.time, walk.shift, (Standing(1, GUIDE),), walk.acts))


def test_a_correction_begins_with_what_was_handed_in() -> None:
    before = WALK.then(DOOR).then(Marked(G1, "missed")).sheet(FORM)
    walk = Walk("w1", WALK.day, WALK.time, "早班", WALK.team, (DOOR, Marked(G1, "done")), 7, before.lines)
    after = walk.sheet(FORM)
    assert len(after.lines) == len(before.lines) + 2
    assert max(line.spot.event for line in after.lines) == 2
    assert next(line.verdict for line in after.lines if line.spot == G1) == "done"
    check_sheet(after, FORM)


def line(event: int, person: int, post: str, item: str, verdict: str = "done") -> Line:
    return Line(Spot(event, person, post, item), verdict, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([line(0, 1, GUIDE, "X9")], "不能记在"),
        ([line(0, 1, DESK, "G1")], "不能记在"),
        ([line(0, 1, GUIDE, "G1", "perhaps")], "不能记在"),
        ([line(0, 1, GUIDE, "G1"), line(0, 1, GUIDE, "G1")], "记了两次"),
        ([line(0, 1, GUIDE, "KM-G1")], "没有写清当时谁在岗"),
        ([line(1, 1, GUIDE, "G1")], "没有写清当时谁在岗"),
        ([line(0, NOBODY, GUIDE, "G1")], "没有写清当时谁在岗"),
        ([line(1, 1, GUIDE, "KM-G1")], "两个岗位，各一行"),
        ([line(1, 1, GUIDE, "KM-G1"), line(1, 1, SALES, "KM-G1")], "要写两个人"),
        ([line(1, 0, GUIDE, "KM-G1", "unseen"), line(1, 0, SALES, "KM-G1", "unseen")], "要写两个人"),
    ],
)
def test_a_sheet_that_says_what_the_form_does_not_offer_is_refused(lines: list[Line], told: str) -> None:
    with pytest.raises(SheetRefused, match=told):
        check_sheet(Sheet("2004-03-01", "09:05", "早班", tuple(lines)), FORM)


def test_a_shift_that_is_none_is_refused() -> None:
    with pytest.raises(SheetRefused, match="可选：早班、晚班"):
        check_sheet(Sheet("2004-03-01", "09:05", "夜班", ()), FORM)


ACTS = st.one_of(
    st.builds(Marked, st.sampled_from([G1, S1]), st.sampled_from(list(VERDICTS))),
    st.builds(Remarked, st.sampled_from([G1, S1]), st.sampled_from(["", "忙"])),
    st.just(DOOR),
)


@given(st.lists(ACTS, max_size=12))
def test_to_take_everything_back_leaves_nothing(acts: list[Marked | Remarked | Happened]) -> None:
    walk, states = WALK, [WALK]
    for act in acts:
        walk = walk.then(act)
        if walk != states[-1]:
            states.append(walk)
    for state in reversed(states):
        assert walk.rows(FORM) == state.rows(FORM)
        walk = walk.undo()
    assert walk == WALK
