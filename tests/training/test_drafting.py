"""The form of an assessment and the hall: what can be chosen, a paper looked at, and the same one published."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from random import Random

import pytest

from tests.training.examhall import Clock, open_hall
from trainer.core.exam.setting import SettingRefused
from trainer.core.quiz.paper import PaperNotFilled
from trainer.core.rights import NotAllowed, Pass
from trainer.training.exams import drafting
from trainer.training.exams.plain import PlainDraft, PlainPaper, PlainRecall, PlainRow, PlainScenario
from trainer.training.hall import Hall
from trainer.training.people import Details, add, make_admin
from trainer.training.prompts import Sources

OPENS, CLOSES = datetime(2026, 11, 23, 8), datetime(2026, 11, 30, 18, 30)
PAPER = PlainPaper(
    (PlainRow(3, "资费", "单选"), PlainRow(1, form="填数", difficulty=2)), seed=9, minutes=20, weight=2
)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("drafting")
    opened = open_hall(folder / "data", folder, Clock())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def boss(hall: Hall) -> Pass:
    return make_admin(hall.store, Details("钱经理"), "hall-8:50")


@pytest.fixture(scope="module")
def me(hall: Hall, boss: Pass) -> Pass:
    added = add(hall.store, boss, Details("王芳", "A01", "早班"))
    return Pass(added.id, "王芳", "trainee", 1)


def draft(me: Pass, *parts: object) -> PlainDraft:
    return PlainDraft("七月上岗考核", OPENS, CLOSES, parts, (me.person_id,))  # type: ignore[arg-type]


def test_whoever_is_to_sit_comes_first_and_every_variant_can_be_chosen(
    hall: Hall, boss: Pass, me: Pass
) -> None:
    found = drafting.choices(hall, boss)
    assert [each.name for each in found.people] == ["王芳", "钱经理"]
    assert all(scene.variants for scene in found.scenes)
    assert dict(found.phrases)["P01"].startswith("P01 ")
    with pytest.raises(NotAllowed):
        drafting.choices(hall, me)


def test_the_stock_counts_every_question_once(hall: Hall, boss: Pass, sources: Sources) -> None:
    found = drafting.topics(hall, boss, sources)
    assert sum(stock.count for stock in found.stock) == len(sources.bank.entries)
    row = PlainRow(1, form="填数", difficulty=2)
    entries = [entry for entry in sources.bank.entries if entry.form == "填数" and entry.difficulty == 2]
    assert sum(stock.count for stock in found.stock if row.takes(stock)) == len(entries)
    assert "全球通" in found.brands


def test_what_was_looked_at_is_what_is_published(hall: Hall, boss: Pass, me: Pass, sources: Sources) -> None:
    seen = drafting.preview(hall, boss, PAPER, "七月上岗考核", sources)
    assert seen.paper.title == "七月上岗考核试卷"
    assert [each.form for each in seen.questions].count("填数") == 1
    assert all(each.key and each.sources for each in seen.questions)
    again = drafting.preview(hall, boss, PAPER, "七月上岗考核", sources)
    assert again == seen
    kept = replace(PAPER, seed=1, drawn=seen.paper)
    found = drafting.publish_plain(hall, boss, draft(me, kept), sources)
    (part,) = found.setting.parts
    assert (part.subject, part.seed, part.minutes, part.weight) == (seen.paper.id, 9, 20, 2)
    assert part.title == "七月上岗考核试卷"
    assert (found.setting.opens, found.closes) == (OPENS.astimezone(), CLOSES.astimezone())


def test_a_paper_that_cannot_be_filled_is_told(hall: Hall, boss: Pass, me: Pass, sources: Sources) -> None:
    greedy = PlainPaper((PlainRow(400, form="排序"),))
    with pytest.raises(PaperNotFilled, match="要400道"):
        drafting.preview(hall, boss, greedy, "", sources)
    with pytest.raises(SettingRefused, match="第2部分"):
        drafting.publish_plain(hall, boss, draft(me, PlainRecall(), greedy), sources)


def test_phrases_are_drawn_or_named_and_variants_too(me: Pass, sources: Sources) -> None:
    parts = PlainRecall(3), PlainRecall(0, ("P10", "P01")), PlainScenario("walk-in-quanqiutong", typed=True)
    drawn, named, scene = drafting.draft_of(draft(me, *parts), sources, Random(4)).parts
    assert len(set(drawn.phrases)) == 3  # type: ignore[union-attr]
    assert named.phrases == ("P10", "P01")  # type: ignore[union-attr]
    assert (scene.variant, scene.typed) == (None, True)  # type: ignore[union-attr]


def test_no_phrase_at_all_is_refused(hall: Hall, boss: Pass, me: Pass, sources: Sources) -> None:
    with pytest.raises(SettingRefused, match="一句也没有选"):
        drafting.publish_plain(hall, boss, draft(me, PlainRecall(0)), sources)
