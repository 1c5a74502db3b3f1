"""The final evaluation: weights set by somebody, sub-scores with n, and nobody's figures but the own."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.training.floors import Clock, People, entered, populate, shipped_form, walked
from trainer.core.composite import (
    PROPOSAL,
    Gate,
    Inspected,
    Period,
    Score,
    Simulated,
    Weights,
    WeightsRefused,
)
from trainer.core.observing import Amends, SheetRefused
from trainer.core.rights import NotAllowed
from trainer.store import ledger
from trainer.store.database import Store, open_store
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Note
from trainer.store.observations import ChangedMeanwhile
from trainer.store.people import PersonUnknown
from trainer.training.observing import Floor

JULY = Period(date(2004, 7, 1), date(2004, 7, 31))
AUGUST = Period(date(2004, 8, 1), date(2004, 8, 31))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "记录", Clock()) as made:
        yield made


@pytest.fixture
def people(store: Store) -> People:
    return populate(store)


@pytest.fixture
def floor(store: Store, people: People) -> Floor:
    def marks(_hall_id: int, _period: Period) -> list[Simulated]:
        zhang = people.zhang.person_id
        return [
            Simulated(zhang, date(2004, 7, 9), Fraction(80), True),
            Simulated(zhang, date(2004, 7, 10), Fraction(91), False),
            Simulated(zhang, date(2004, 8, 1), Fraction(100), True),
        ]

    return Floor(store, shipped_form(), simulated=marks)


@pytest.fixture
def observed(floor: Floor, people: People) -> Floor:
    """张三 was seen three times (two done), 王芳 once in the door's event; both were inspected."""
    walk = entered(
        walked(floor, people.boss, people, "done", "done", "missed"),
        people.zhang.person_id,
        people.wang.person_id,
        "unseen",
        "missed",
    )
    floor.save(people.boss, walk)
    day = date(2004, 7, 7)
    rows = [
        Inspected(people.zhang.person_id, day, Fraction(45), Fraction(50)),
        Inspected(people.wang.person_id, day, Fraction("88.5"), Fraction(100), "少一句送客用语"),
    ]
    floor.company.add(people.boss, "七月检查", rows)
    return floor


def test_sub_scores_stand_alone_until_weights_are_set(observed: Floor, people: People) -> None:
    table = observed.results.table(people.boss, JULY)
    rows = {row.person.name: row for row in table.rows}
    zhang = rows["张三"]
    assert zhang.score("walk") == Score(667, 3, 19)
    assert zhang.score("inspection") == Score(900, 1)
    assert zhang.score("simulator") == Score(855, 2)
    assert zhang.composite.gate == Gate(1, 1)
    assert zhang.composite.total is None
    assert (table.weights, table.in_force) == (None, None)
    assert rows["赵敏"].score("walk").n == 0
    assert table.head == ledger.head_of(observed.store, 1)


def test_weights_make_a_total_and_who_set_them_is_known(observed: Floor, people: People) -> None:
    results = observed.results
    kept = results.set_weights(people.boss, Weights(40, 40, 20, "telecom-2016"))
    assert kept == results.weights(people.boss)
    assert kept.by.name == "李主管"
    table = results.table(people.boss, JULY)
    rows = {row.person.name: row.composite for row in table.rows}
    assert (rows["张三"].total, rows["张三"].band) == (798, "不合格")  # 66.7×40 + 90×40 + 85.5×20 = 79.78
    assert (rows["王芳"].total, rows["王芳"].lacking) == (None, ("simulator",))
    assert table.in_force == Weights(40, 40, 20, "telecom-2016")


def test_a_change_of_weights_names_the_last_one_and_a_reason(observed: Floor, people: People) -> None:
    results = observed.results
    first = results.set_weights(people.boss, PROPOSAL)
    with pytest.raises(SheetRefused, match="理由"):
        results.set_weights(people.boss, Weights(100, 0, 0), Amends(first.seq))
    second = results.set_weights(people.deputy, Weights(100, 0, 0), Amends(first.seq, "公司检查还没来"))
    with pytest.raises(ChangedMeanwhile, match="周主管"):
        results.set_weights(people.boss, None, Amends(first.seq, "不合并"))
    results.set_weights(people.boss, None, Amends(second.seq, "不合并"))
    assert results.table(people.boss, JULY).in_force is None
    assert [each.weights for each in results.history(people.boss)] == [PROPOSAL, Weights(100, 0, 0), None]


def test_weights_that_are_no_whole_are_refused(observed: Floor, people: People) -> None:
    with pytest.raises(WeightsRefused, match="正好 100"):
        observed.results.set_weights(people.boss, Weights(50, 40, 0))
    assert observed.results.weights(people.boss) is None


def test_only_what_lies_in_the_period_counts(observed: Floor, people: People) -> None:
    rows = {row.person.name: row for row in observed.results.table(people.boss, AUGUST).rows}
    assert [rows["张三"].score(part).n for part in ("walk", "inspection", "simulator")] == [0, 0, 1]  # type: ignore[arg-type]


def test_a_trainee_sees_the_own_evaluation_only(observed: Floor, people: People) -> None:
    assert [row.person.name for row in observed.results.table(people.wang, JULY).rows] == ["王芳"]
    assert observed.results.detail(people.wang, people.wang.person_id, JULY).inspected[0].remark
    with pytest.raises(PersonUnknown):
        observed.results.detail(people.wang, people.zhang.person_id, JULY)
    for forbidden in (
        lambda: observed.results.set_weights(people.wang, PROPOSAL),
        lambda: observed.at(1).results.table(people.other_boss, JULY),
        lambda: observed.at(1).results.weights(people.stranger),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_somebodys_evaluation_opens_to_every_item_and_the_look_is_written_down(
    observed: Floor, people: People, store: Store
) -> None:
    detail = observed.results.detail(people.boss, people.zhang.person_id, JULY)
    assert [id for id, _, _ in detail.items][:3] == ["KM-G1", "KM-G2", "KM-G3"]
    first = {id: points for id, _, points in detail.items}["KM-G2"]
    assert (first.got, first.out_of, first.n, first.unseen) == (1, 1, 1, 0)
    item = detail.items[0][1]
    assert item is not None
    assert item.sources[0].document == "D3"
    assert len(detail.simulated) == 2
    looks = ledger.entries(store, 1, "look")
    assert [(look.subject, look.actor_id) for look in looks] == [
        (str(people.zhang.person_id), people.boss.person_id)
    ]
    observed.results.detail(people.zhang, people.zhang.person_id, JULY)
    assert len(ledger.entries(store, 1, "look")) == 1


def test_without_the_simulator_there_is_no_such_mark(store: Store, people: People) -> None:
    table = Floor(store, shipped_form()).results.table(people.boss, JULY)
    assert {row.score("simulator") for row in table.rows} == {Score(None, 0)}


def test_signed_weights_that_are_none_are_told(observed: Floor, people: People, store: Store) -> None:
    ledger.add(store, 1, Note("weights", "evaluation", {"weights": {"all": 100}}, people.boss.person_id))
    with pytest.raises(StoreTampered):
        observed.results.table(people.boss, JULY)
