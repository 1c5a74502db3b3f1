"""The supervisor's figures as filters ask, the rights that bound them, and the look that is written down."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.core.figures import Awaited, Sort
from trainer.core.memory import Review
from trainer.core.quiz.template import Ground
from trainer.core.rights import EVERYBODY, NotAllowed, Pass
from trainer.store import attempts, halls, ledger, memory, people
from trainer.store.database import Store, open_store
from trainer.store.people import Changes
from trainer.store.rows import AttemptHeader
from trainer.training.figures import UNFILED, Figures, Names, Wanted, figures, frame, names_of, pending
from trainer.training.hall import Hall
from trainer.training.memory import spaced

TOPICS = {"P01": "话术", "P02": "话术", "fee": "资费"}
NAMES = Names(lambda rule: f"〈{rule}〉", lambda rule: TOPICS.get(rule, ""), {"near": "认错了牌子"}, ("P09",))
ADMIN, BOSS = Pass(1, "管理员", "admin", 1), Pass(2, "主管", "supervisor", 1)
LI, WANG, FAR = 3, 4, 5
BEGINS = datetime(2026, 11, 2, 2, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = BEGINS

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Two halls: an administrator, a supervisor, 李梅 and 王芳 in the first; 远方 in the second."""
    with open_store(tmp_path / "data", clock) as opened:
        with opened.writing() as connection:
            far = halls.add_hall(connection, opened, 0, "城西厅").id
            for changes in (
                Changes(name="管理员", role="admin"),
                Changes(name="主管", role="supervisor"),
                Changes(name="李梅", team="甲班"),
                Changes(name="王芳", team="乙班"),
                Changes(name="远方", hall_id=far),
            ):
                people.register(connection, opened, 0, Changes(**{"hall_id": 1, **changes}))
        yield opened


def answer(store: Store, person: int, rule: str, score: float, times: int = 1, **changed: object) -> None:
    review = Review(store.clock(), rule, score, "quiz", "q1", **changed)  # type: ignore[arg-type]
    for _ in range(times):
        memory.remember(store, person, [review], spaced())


def play(store: Store, person: int, marks: dict[str, int], mode: str = "练习") -> None:
    header = AttemptHeader(f"{person}{mode}{len(marks)}", person, "s", "", "t", "e", 1, mode, "0")
    attempts.begin(store, header, "{}")
    attempts.finish(store, header.id, {"marks": marks, "best": dict.fromkeys(marks, 10)})


def percents(told: Figures) -> dict[str, dict[str, int | None]]:
    """Return the percentages of the heat map by name and column."""
    return {
        who.name: {
            column.title: told.heat.cell(row, place).percent
            for place, column in enumerate(told.heat.columns)
            if told.heat.cell(row, place).n
        }
        for row, who in enumerate(told.heat.people)
    }


@pytest.fixture
def busy(store: Store) -> Store:
    """李梅 knows phrases, 王芳 fees; 远方 nothing."""
    answer(store, LI, "P01", 1, 20)
    answer(store, LI, "fee", 0, 20, mistake="near")
    answer(store, WANG, "P02", 0.5, 20, mistake="漏了问候")
    answer(store, WANG, "fee", 1, 20, graded=True)
    answer(store, FAR, "new", 0, 3)
    play(store, LI, {"服务规范": 9, "效率": 2})
    play(store, WANG, {"服务规范": 5})
    frame(store, ADMIN, NAMES)
    return store


def test_what_can_be_asked_for_is_what_there_is(busy: Store) -> None:
    told = frame(busy, ADMIN, NAMES)
    assert told.halls == ((1, "本营业厅"), (2, "城西厅"))
    assert [each.name for each in told.people] == ["管理员", "主管", "李梅", "王芳", "远方"]
    assert told.slots[Sort.GRADED] == (0, 2026, 202611)
    assert told.slots[Sort.CRAMMED] == ()
    assert told.topics == (UNFILED, "话术", "资费")


def test_topics_then_the_rules_of_a_topic(busy: Store) -> None:
    told = figures(busy, ADMIN, Wanted(), NAMES)
    assert percents(told)["李梅"] == {"话术": 100, "资费": 0}
    assert percents(told)["远方"] == {UNFILED: 0}
    deeper = figures(busy, ADMIN, Wanted(column="话术"), NAMES)
    assert percents(deeper)["李梅"] == {"〈P01〉": 100}
    assert percents(deeper)["王芳"] == {"〈P02〉": 50}
    assert [each.title for each in deeper.weakest] == ["〈P02〉"]
    assert [week.sum.n for week in deeper.weeks] == [40]
    assert [each.title for each in deeper.mistakes] == ["漏了问候"]


def test_practice_and_assessment_are_never_mixed(busy: Store) -> None:
    assert percents(figures(busy, ADMIN, Wanted(Sort.GRADED), NAMES))["王芳"] == {"资费": 100}
    assert percents(figures(busy, ADMIN, Wanted(), NAMES))["王芳"] == {"话术": 50}
    assert percents(figures(busy, ADMIN, Wanted(Sort.CRAMMED), NAMES))["王芳"] == {}


def test_the_weakest_rules_and_the_mistakes_are_named(busy: Store) -> None:
    told = figures(busy, ADMIN, Wanted(), NAMES)
    assert [(each.title, each.sum.percent) for each in told.weakest] == [
        ("〈fee〉", 0),
        ("〈P02〉", 50),
    ]
    assert [(each.title, each.sum.n) for each in told.mistakes] == [("认错了牌子", 20), ("漏了问候", 20)]


def test_a_team_a_person_a_month(busy: Store, clock: Clock) -> None:
    clock.now += timedelta(days=40)
    answer(busy, LI, "P01", 0)
    assert list(percents(figures(busy, ADMIN, Wanted(team="甲班"), NAMES))) == ["李梅"]
    december = figures(busy, ADMIN, Wanted(person_id=LI, slot=202612), NAMES)
    assert percents(december) == {"李梅": {"话术": 0}}
    assert [week.sum.n for week in december.weeks] == [1]
    alone = figures(busy, ADMIN, Wanted(person_id=LI), NAMES)
    assert sum(week.sum.n for week in alone.weeks_beside) == sum(week.sum.n for week in alone.weeks) + 20


def test_competences_as_columns(busy: Store) -> None:
    told = figures(busy, ADMIN, Wanted(axis="能力"), NAMES)
    assert percents(told)["李梅"] == {"服务规范": 90, "效率": 20}
    assert [week.sum.n for week in told.weeks] == [3]
    one = figures(busy, ADMIN, Wanted(axis="能力", column="效率"), NAMES)
    assert (one.spread.bins[2], one.spread.left_out) == (1, 4)
    assert [week.sum.percent for week in one.weeks] == [20]


def test_the_radar_puts_a_person_beside_the_hall(busy: Store) -> None:
    spokes = figures(busy, ADMIN, Wanted(person_id=WANG), NAMES).radar
    assert [(each.competence.value, each.own.percent, each.hall.percent) for each in spokes] == [
        ("服务规范", 50, 70),
        ("效率", None, 20),
    ]
    assert figures(busy, ADMIN, Wanted(), NAMES).radar[0].hall.best == 0


def test_a_supervisor_sees_the_own_hall_and_a_trainee_nobody_else(busy: Store) -> None:
    assert list(percents(figures(busy, BOSS, Wanted(), NAMES))) == ["管理员", "主管", "李梅", "王芳"]
    assert [hall for hall, _ in frame(busy, BOSS, NAMES).halls] == [1]
    own = Pass(LI, "李梅", "trainee", 1)
    told = figures(busy, own, Wanted(), NAMES)
    assert percents(told) == {"李梅": {"话术": 100, "资费": 0}}
    assert (told.weeks_beside, [each.hall.best for each in told.radar]) == ((), [0, 0])
    for by, wanted in (
        (BOSS, Wanted(hall_id=2)),
        (BOSS, Wanted(person_id=FAR)),
        (own, Wanted(person_id=WANG)),
        (own, Wanted(person_id=FAR)),
    ):
        for ask in (
            lambda by=by, wanted=wanted: figures(busy, by, wanted, NAMES),
            lambda by=by, wanted=wanted: pending(busy, by, wanted),
        ):
            with pytest.raises(NotAllowed):
                ask()
    assert percents(figures(busy, own, Wanted(hall_id=2), NAMES)) == {}


def test_a_look_at_somebody_is_written_down_once_a_day(busy: Store, clock: Clock) -> None:
    for _ in range(2):
        figures(busy, BOSS, Wanted(person_id=LI), NAMES)
        figures(busy, Pass(LI, "李梅", "trainee", 1), Wanted(person_id=LI), NAMES)
        figures(busy, BOSS, Wanted(), NAMES)
    looks = ledger.entries(busy, 1, "look")
    assert [(each.subject, each.actor_id) for each in looks] == [(str(LI), BOSS.person_id)]
    clock.now += timedelta(days=1)
    figures(busy, BOSS, Wanted(person_id=LI), NAMES)
    figures(busy, ADMIN, Wanted(person_id=LI), NAMES)
    assert len(ledger.entries(busy, 1, "look")) == 3


def test_what_is_pending_is_due_overdue_or_absent(busy: Store, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    awaited = [
        Awaited(LI, "月考", BEGINS, BEGINS + timedelta(hours=1)),
        Awaited(FAR, "月考", BEGINS, BEGINS + timedelta(hours=1)),
    ]
    told = pending(busy, BOSS, Wanted(), awaited)
    assert [(each.who.name, each.title, each.missed) for each in told.absences] == [("李梅", "月考", True)]
    assert [(each.who.name, each.overdue) for each in told.due] == [("李梅", 1), ("王芳", 1)]


def test_whoever_left_is_out_of_the_figures(busy: Store) -> None:
    with busy.writing() as connection:
        people.change(connection, busy, 1, WANG, Changes(active=False))
    assert "王芳" not in percents(figures(busy, ADMIN, Wanted(), NAMES))
    assert [each.title for each in figures(busy, ADMIN, Wanted(), NAMES).mistakes] == ["认错了牌子"]


def test_the_shipped_rules_have_titles_and_topics(hall: Hall) -> None:
    books = hall.shelf.books
    names = names_of(Ground(books.edition, books.library), {"near": "认错了牌子"}, ["我不在书里"])
    assert names.title("P01").startswith("话术：")
    assert (names.topic("P01"), names.topic("我不在书里"), names.mistakes["near"]) == (
        "话术",
        "其他",
        "认错了牌子",
    )
    assert {"P01", "我不在书里"} <= set(names.rules)
    told = frame(hall.store, EVERYBODY, names)
    assert "话术" in told.topics
