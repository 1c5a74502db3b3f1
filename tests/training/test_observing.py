"""The walk handed in: one entry and its rows, drafts that survive, corrections, rights, and what verify names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.training.floors import DESK, GUIDE, Clock, People, entered, opened, populate, shipped_form, walked
from trainer.core.observing import Line, Marked, Remarked, SheetRefused, Spot, Standing
from trainer.core.rights import NOBODY, NotAllowed
from trainer.store import audit, ledger
from trainer.store import people as register
from trainer.store.database import Store, open_store
from trainer.store.drafts import DraftDamaged, DraftNotKept
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Note
from trainer.store.observations import ChangedMeanwhile, faults, form_of
from trainer.store.people import Changes
from trainer.store.rows import Fault
from trainer.store.tables import observed, person
from trainer.training.observing import Floor, SheetUnknown


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(tmp_path / "记录", clock) as made:
        yield made


@pytest.fixture
def people(store: Store) -> People:
    return populate(store)


@pytest.fixture
def floor(store: Store, people: People) -> Floor:
    return Floor(store, shipped_form())


def rows(store: Store) -> list[tuple[object, ...]]:
    columns = (observed.c.person_id, observed.c.post, observed.c.item, observed.c.verdict)
    with store.reading() as connection:
        return [
            tuple(row)
            for row in connection.execute(sa.select(*columns).order_by(observed.c.seq, observed.c.line))
        ]


def found(store: Store) -> list[Fault]:
    with store.reading() as connection:
        return list(faults(connection))


def tamper(store: Store, sql: str) -> None:
    with store.writing() as connection:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in connection.exec_driver_sql(triggers).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(sql)


def test_a_sheet_is_one_entry_and_its_rows(floor: Floor, people: People, store: Store) -> None:
    before = ledger.head_of(store, 1).seq
    walk = walked(floor, people.boss, people, "done", "missed", "unseen")
    kept = floor.save(people.boss, walk, remark=" 人多 ")
    assert (kept.seq, ledger.head_of(store, 1).seq) == (before + 1, before + 1)
    assert (kept.by.name, kept.sheet.remark, kept.sheet.day) == ("李主管", "人多", "2004-07-08")
    assert len(rows(store)) == len(kept.sheet.lines) == 41
    assert rows(store)[0] == (people.zhang.person_id, GUIDE, "KM-G2", "done")
    assert form_of(store, kept.form) == shipped_form()
    assert found(store) == []
    assert [fault for fault in audit.verify(store) if fault.code != "person"] == []


def test_the_door_is_written_for_both_posts_even_where_one_was_empty(
    floor: Floor, people: People, store: Store
) -> None:
    walk = walked(floor, people.boss, people)
    walk = entered(walk, people.zhang.person_id, people.zhao.person_id, "missed", "done")
    walk = entered(walk, 0, people.zhao.person_id, "unseen", "missed")
    kept = floor.save(people.boss, walk)
    doors = [line for line in kept.sheet.lines if line.spot.event]
    assert [(line.spot.post, line.verdict) for line in doors] == [
        (GUIDE, "missed"),
        ("销售", "done"),
        (GUIDE, "unseen"),
        ("销售", "missed"),
    ]
    assert len([row for row in rows(store) if row[2] == "KM-G1"]) == 3
    assert found(store) == []
    view = floor.sheets(people.boss)[0]
    assert view.people == ("张三", "赵敏", "王芳")
    assert view.name(0) == "没有人"
    assert (view.count("done"), view.count("missed")) == (1, 2)


def test_a_draft_outlives_the_window_and_goes_when_it_is_handed_in(floor: Floor, people: People) -> None:
    walk = walked(floor, people.boss, people, "done")
    spot = walk.rows(floor.form)[0].spot
    walk = entered(walk.then(Remarked(spot, "很热情")), people.zhang.person_id, 0, "done")
    floor.keep(people.boss, walk)
    again = Floor(floor.store, floor.form)
    assert again.draft(people.boss) == walk
    assert again.draft(people.deputy) is None
    again.save(people.boss, walk)
    assert again.draft(people.boss) is None


def test_a_draft_that_was_handed_in_before_the_power_went_is_not_offered_again(
    floor: Floor, people: People
) -> None:
    walk = walked(floor, people.boss, people, "done")
    floor.save(people.boss, walk)
    floor.keep(people.boss, walk)
    assert floor.draft(people.boss) is None
    with pytest.raises(ChangedMeanwhile, match="李主管已经写过"):
        floor.save(people.boss, walk)


def test_a_draft_in_which_something_was_pressed_is_not_lost_to_another_walk(
    floor: Floor, people: People
) -> None:
    first = floor.save(people.boss, walked(floor, people.boss, people, "done"))
    walk = walked(floor, people.boss, people, "missed")
    floor.keep(people.boss, walk)
    for begin in (
        lambda: floor.amend(people.boss, first.id),
        lambda: floor.begin(people.boss, "晚班", ()),
    ):
        with pytest.raises(SheetRefused, match="没交的巡视表"):
            begin()
    floor.save(people.boss, replace(walk, id="f" * 32))
    assert floor.draft(people.boss) == walk


@pytest.mark.parametrize("text", ["{", "{}", '{"format": 2}', '{"format": 1, "acts": [["x", 1, 2]]}'])
def test_a_damaged_draft_is_put_aside_and_told(floor: Floor, people: People, text: str) -> None:
    floor.keep(people.boss, walked(floor, people.boss, people))
    path = floor.store.folder.root / "drafts" / f"walk-1-{people.boss.person_id}.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DraftDamaged, match="已移到"):
        floor.draft(people.boss)
    assert floor.draft(people.boss) is None
    assert path.with_suffix(".damaged").exists()


def test_an_act_that_is_none_makes_a_draft_damaged(floor: Floor, people: People) -> None:
    walk = walked(floor, people.boss, people, "done")
    path = floor.store.folder.root / "drafts" / f"walk-1-{people.boss.person_id}.json"
    floor.keep(people.boss, walk)
    path.write_text(path.read_text("utf-8").replace('"done"', '"perhaps"'), encoding="utf-8")
    with pytest.raises(DraftDamaged):
        floor.draft(people.boss)


def test_where_no_draft_can_be_kept_that_is_told(floor: Floor, people: People) -> None:
    walk = walked(floor, people.boss, people, "done")
    folder = floor.store.folder.root / "drafts"
    floor.drop(people.boss)
    folder.rmdir()
    folder.write_text("", encoding="utf-8")
    with pytest.raises(DraftNotKept, match="交表不受影响"):
        floor.keep(people.boss, walk)
    with pytest.raises(DraftDamaged, match="打不开"):
        floor.draft(people.boss)
    assert floor.save(people.boss, walk).seq


def test_a_correction_is_a_new_entry_that_names_the_old_one_and_a_reason(
    floor: Floor, people: People, store: Store
) -> None:
    first = floor.save(people.boss, walked(floor, people.boss, people, "missed"))
    walk = floor.amend(people.deputy, first.id)
    assert floor.draft(people.deputy) == walk
    walk = walk.then(Marked(first.sheet.lines[0].spot, "done"))
    with pytest.raises(SheetRefused, match="理由"):
        floor.save(people.deputy, walk)
    second = floor.save(people.deputy, walk, reason="看错了人")
    assert (second.amends.seq, second.amends.reason) == (first.seq, "看错了人")
    assert floor.draft(people.deputy) is None
    opened = floor.open(people.boss, first.id)
    assert [each.seq for each in opened.history] == [first.seq, second.seq]
    assert opened.history[0] == first
    assert opened.view.corrections == 1
    assert [view.kept.seq for view in floor.sheets(people.boss)] == [second.seq]
    assert len(rows(store)) == 2 * len(first.sheet.lines)
    assert found(store) == []


def test_of_two_supervisors_correcting_one_sheet_the_second_is_told_who_was_faster(
    floor: Floor, people: People
) -> None:
    first = floor.save(people.boss, walked(floor, people.boss, people, "missed"))
    mine, theirs = floor.amend(people.boss, first.id), floor.amend(people.deputy, first.id)
    spot = first.sheet.lines[0].spot
    floor.save(people.deputy, theirs.then(Marked(spot, "done")), reason="补看录像")
    with pytest.raises(ChangedMeanwhile, match="周主管已经写过"):
        floor.save(people.boss, mine.then(Marked(spot, "done")), reason="没看清")
    assert floor.draft(people.boss) == mine
    with pytest.raises(ChangedMeanwhile):
        floor.withdraw(people.boss, first.id, first.seq, "作废")


def test_a_sheet_withdrawn_counts_no_more_and_stays_in_the_ledger(
    floor: Floor, people: People, store: Store
) -> None:
    first = floor.save(people.boss, walked(floor, people.boss, people, "done"))
    with pytest.raises(SheetRefused):
        floor.withdraw(people.boss, first.id, first.seq, " ")
    gone = floor.withdraw(people.boss, first.id, first.seq, "记到了别的班次")
    assert gone.sheet.lines == ()
    assert floor.sheets(people.boss) == []
    assert [each.seq for each in floor.open(people.boss, first.id).history] == [first.seq, gone.seq]
    with pytest.raises(SheetUnknown):
        floor.amend(people.boss, first.id)
    assert len(rows(store)) == 41
    assert found(store) == []


def test_a_correction_stays_on_the_form_of_its_sheet(floor: Floor, people: People) -> None:
    first = floor.save(people.boss, walked(floor, people.boss, people, "missed"))
    later = replace(floor, form=replace(floor.form, items=floor.form.items[20:]))
    walk = later.amend(people.boss, first.id)
    assert later.form_for(people.boss, walk) == shipped_form()
    kept = later.save(people.boss, walk.then(Marked(first.sheet.lines[0].spot, "done")), reason="更正")
    assert (kept.form, len(kept.sheet.lines)) == (first.form, len(first.sheet.lines))
    with pytest.raises(SheetUnknown):
        later.form_for(people.boss, replace(walk, corrects=999))


def test_a_trainee_sees_the_own_rows_only_and_writes_nothing(floor: Floor, people: People) -> None:
    walk = walked(floor, people.boss, people, "done", "missed")
    kept = floor.save(people.boss, walk, remark="给主管看的")
    own = floor.sheets(people.zhang)[0].kept.sheet
    assert {line.spot.person_id for line in own.lines} == {people.zhang.person_id}
    assert own.remark == ""
    assert floor.sheets(people.zhao) == []
    assert floor.open(people.wang, kept.id).view.people == ("王芳",)
    with pytest.raises(SheetUnknown):
        floor.open(people.zhao, kept.id)
    for forbidden in (
        lambda: floor.people(people.zhang),
        lambda: floor.begin(people.zhang, "早班", ()),
        lambda: floor.keep(people.zhang, walk),
        lambda: floor.draft(people.zhang),
        lambda: floor.drop(people.zhang),
        lambda: floor.save(people.zhang, walk),
        lambda: floor.amend(people.zhang, kept.id),
        lambda: floor.withdraw(people.zhang, kept.id, kept.seq, "x"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_a_supervisor_reaches_the_own_hall_only_the_administrator_all(floor: Floor, people: People) -> None:
    kept = floor.save(people.boss, walked(floor, people.boss, people, "done"))
    here = floor.at(1)
    for outsider in (people.other_boss, people.stranger, NOBODY):
        with pytest.raises(NotAllowed):
            here.sheets(outsider)
        with pytest.raises(NotAllowed):
            here.open(outsider, kept.id)
        with pytest.raises(NotAllowed):
            here.begin(outsider, "早班", ())
    assert [each.name for each in floor.people(people.other_boss)] == ["孙主管", "吴刚"]
    there = floor.at(people.stranger.hall_id)
    walk = there.begin(people.admin, "晚班", (Standing(people.stranger.person_id, DESK),))
    there.save(people.admin, walk.then(Marked(walk.rows(floor.form)[0].spot, "done")))
    assert len(there.sheets(people.other_boss)) == 1
    assert len(floor.sheets(people.boss)) == 1


def test_a_pass_that_holds_no_longer_is_refused(floor: Floor, people: People, store: Store) -> None:
    with store.writing() as connection:
        register.change(connection, store, 0, people.boss.person_id, Changes(active=False))
    with pytest.raises(NotAllowed):
        floor.begin(people.boss, "早班", ())


def test_a_look_at_somebody_elses_sheet_is_written_down_once_a_day(
    floor: Floor, people: People, store: Store, clock: Clock
) -> None:
    kept = floor.save(people.boss, walked(floor, people.boss, people, "done"))
    floor.open(people.boss, kept.id)
    assert ledger.entries(store, 1, "look") == []
    floor.open(people.deputy, kept.id)
    floor.open(people.deputy, kept.id)
    floor.open(people.wang, kept.id)
    subjects = [str(people.zhang.person_id), str(people.wang.person_id)]
    assert [(look.subject, look.actor_id) for look in ledger.entries(store, 1, "look")] == [
        (subject, people.deputy.person_id) for subject in subjects
    ]
    clock.now += timedelta(days=1)
    floor.open(people.deputy, kept.id)
    assert len(ledger.entries(store, 1, "look")) == 4


def test_sheets_that_cannot_be_are_refused_with_a_cure(floor: Floor, people: People, clock: Clock) -> None:
    walk = walked(floor, people.boss, people, "done")
    with pytest.raises(SheetRefused, match="可选：早班"):
        floor.begin(people.boss, "夜班", ())
    with pytest.raises(SheetRefused, match="不用交"):
        floor.save(people.boss, walked(floor, people.boss, people))
    stranger = Spot(0, people.stranger.person_id, DESK, "S1")
    with pytest.raises(SheetRefused, match="不在本厅名单"):
        floor.save(
            people.boss,
            replace(walk, begun=(), team=(Standing(stranger.person_id, DESK),)).then(
                Marked(stranger, "done")
            ),
        )
    for remark in (
        walk.then(Remarked(walk.rows(floor.form)[0].spot, "长" * 201)),
        replace(walk, shift="夜班"),
        replace(walk, day="2004-07-09"),
    ):
        with pytest.raises(SheetRefused):
            floor.save(people.boss, remark)
    with pytest.raises(SheetRefused, match="理由太长"):
        floor.save(people.boss, walk, reason="长" * 201)
    clock.now -= timedelta(days=3)
    with pytest.raises(SheetRefused, match="核对电脑的时间"):
        floor.save(people.boss, walk)
    assert floor.draft(people.boss) is not None


def test_everybody_observes_until_there_is_an_administrator(store: Store) -> None:
    floor, everybody = opened(store)
    with store.writing() as connection:
        connection.execute(sa.insert(person).values(name="陈静", created="2004-01-01"))
    [chen] = floor.people(everybody)
    walk = floor.begin(everybody, "早班", (Standing(chen.id, DESK),))
    kept = floor.save(everybody, walk.then(Marked(walk.rows(floor.form)[0].spot, "done")))
    assert (kept.by.person_id, kept.by.name) == (None, "")
    assert floor.draft(everybody) is None
    populate(store)
    with pytest.raises(NotAllowed, match="先登录"):
        floor.sheets(everybody)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE observed SET verdict = 'done' WHERE verdict = 'missed'",
        "DELETE FROM observed WHERE line = 0",
        "INSERT INTO observed SELECT hall_id, seq, 99, person_id, day, shift, post, item, verdict, remark "
        "FROM observed WHERE line = 0",
        "INSERT INTO observed SELECT hall_id, 1, line, person_id, day, shift, post, item, verdict, remark "
        "FROM observed",
        """UPDATE entry SET payload = '{"lines": [{}]}' WHERE kind = 'observation'""",
        "UPDATE entry SET payload = 'x' WHERE kind = 'observation'",
    ],
)
def test_rows_that_are_not_what_the_ledger_says_are_named(
    floor: Floor, people: People, store: Store, sql: str
) -> None:
    kept = floor.save(people.boss, walked(floor, people.boss, people, "missed", "done"))
    tamper(store, sql)
    [fault, *_] = found(store)
    assert fault.code == "observation"
    assert fault.seq in (kept.seq, 1)


def test_a_mark_is_read_from_the_signed_entry_never_from_the_rows(
    floor: Floor, people: People, store: Store
) -> None:
    kept = floor.save(people.boss, walked(floor, people.boss, people, "missed"))
    tamper(store, "UPDATE observed SET verdict = 'done'")
    assert floor.sheets(people.boss)[0].kept == kept
    tamper(store, "UPDATE entry SET payload = replace(payload, 'missed', 'done') WHERE kind = 'observation'")
    with pytest.raises(StoreTampered):
        floor.sheets(people.boss)


def test_an_entry_that_was_signed_and_is_no_sheet_is_told(floor: Floor, people: People, store: Store) -> None:
    ledger.add(store, 1, Note("observation", "x", {"lines": []}, people.boss.person_id))
    with pytest.raises(StoreTampered, match="读不出来"):
        floor.sheets(people.boss)


def test_a_correction_of_what_was_never_there_is_refused(floor: Floor, people: People) -> None:
    walk = walked(floor, people.boss, people, "done")
    first = floor.save(people.boss, walk)
    strange = replace(floor.amend(people.boss, first.id), id="0" * 32)
    with pytest.raises(SheetUnknown):
        floor.save(people.boss, strange, reason="更正")
    with pytest.raises(SheetUnknown):
        floor.withdraw(people.boss, "0" * 32, 1, "更正")


def test_lines_keep_the_points_they_were_worth(floor: Floor, people: People) -> None:
    kept = floor.save(people.boss, walked(floor, people.boss, people, "done"))
    assert kept.sheet.lines[0] == Line(Spot(0, people.zhang.person_id, GUIDE, "KM-G2"), "done", 1)
