"""The log: replay gives the same shift, undo takes back but does not forget."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core.events import Act, Undo
from trainer.core.log import Story, play_back
from trainer.core.shift import ActRefused, advance


def busy_hall():
    nodes = talk(option("again", "start", ONE, mood=1), option("bye", "done", mood=-1))
    people = [customer(f"客{i}", arrives=i * 700, patience=9_000, nodes=nodes) for i in range(4)]
    return hall(*people)


def random_story(seed: int) -> Story:
    """Play any acts that are possible, with any pauses."""
    rng, story = random.Random(seed), Story(busy_hall())
    entries = []
    for _ in range(30):
        now = story.shift.now + rng.choice([0, 0, 300, 5_000])
        who = f"客{rng.randrange(4)}"
        kind = rng.choice(["attend", "nod", "ask_wait", "hint", "choose", "choose", "undo"])
        entry = Undo() if kind == "undo" else Act(now, kind, who, rng.choice(["again", "bye"]))
        try:
            story = story.then(entry)
        except ActRefused:
            continue
        entries.append(entry)
    assert play_back(story.scenario, entries) == story
    return story


@given(st.integers(0, 10_000))
def test_a_log_played_back_gives_the_same_shift_and_events(seed):
    story = random_story(seed)
    again = play_back(story.scenario, [turn.act for turn in story.turns])
    assert (again.shift, again.events) == (story.shift, story.events)


@given(st.integers(0, 3_000))
def test_looking_at_the_clock_between_acts_changes_nothing(seed):
    story = random_story(seed)
    for turn in story.turns:
        halfway, _ = advance(turn.before, turn.before.now)
        assert halfway == turn.before
    late, events = story.until(story.shift.now + 1_000)
    assert events[: len(story.events)] == story.events
    assert late.now == story.shift.now + 1_000
    assert not story.turns or story.until(0)[0] == story.shift


def test_undo_takes_back_the_last_act_and_keeps_it_in_the_history():
    story = Story(hall()).then(Act(0, "nod", "a")).then(Act(1_000, "choose", "a", "wrong"))
    back = story.then(Undo())
    assert back.turns == story.turns[:1]
    assert back.history == story.history
    assert back.shift.now == 1_000
    assert not back.shift.over


def test_there_is_nothing_to_undo_at_the_start():
    with pytest.raises(ActRefused, match="还没有"):
        Story(hall()).then(Undo())


def test_a_log_that_cannot_have_been_made_is_refused():
    with pytest.raises(ActRefused):
        play_back(hall(), [Act(0, "choose", "a", "forged")])
