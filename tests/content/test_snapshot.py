"""A scenario kept with an attempt: it comes back as it was, or says that it is damaged."""

from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from tests.content.small import Read
from trainer.content.shelf import load
from trainer.content.snapshot import SnapshotDamaged, from_text, to_text


def test_every_shipped_scenario_comes_back_as_it_was() -> None:
    shelf = load(ROOT)
    variants = [play for plays in shelf.plays.values() for play in plays]
    plays = [play.drawn(seed) for play in variants for seed in range(1 + len(play.drawings))]
    assert len(plays) > len(variants) > 0
    assert [from_text(to_text(play)) for play in plays] == plays


def test_the_same_content_is_the_same_text(reading: Read) -> None:
    assert to_text(reading().plays[0]) == to_text(reading().plays[0])


@pytest.mark.parametrize("text", ["", "{}", "null", "[1]", "{", '{"scenario": 5, "best": []}', "\udcff"])
def test_a_damaged_text_is_said_to_be(text: str) -> None:
    with pytest.raises(SnapshotDamaged, match="保存的场景读不出来。请运行 trainer verify 检查记录。"):
        from_text(text)


def test_a_text_cut_short_is_damaged(reading: Read, tmp_path: Path) -> None:
    text = to_text(reading().plays[0])
    with pytest.raises(SnapshotDamaged):
        from_text(text[:-10])


OLD = (
    '{"scenario":{"id":"s","variant":"","title":"旧","summary":"","date":"2004-07-07","time":"09:00","post":"",'
    '"edition":"wuhan-2004","trains":[],"situations":[],"difficulty":1,"customers":[],"rules":[],"notes":[],'
    '"assumptions":["AS-4：开通当天算一天"]},"best":[1,2,3,4,5]}'
)


def test_what_an_earlier_program_kept_can_still_be_read() -> None:
    play = from_text(OLD)
    assert (play.scenario.title, play.scenario.edition, play.best) == ("旧", "wuhan-2004", (1, 2, 3, 4, 5))
    assert from_text(to_text(play)) == play
