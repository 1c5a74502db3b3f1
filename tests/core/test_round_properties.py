"""What holds for every morning round: it is its log, time steps do not matter, nothing is lost or doubled."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.briefings import setup, sit, steps
from trainer.core.asks import Choose, Leave, Raise, Rejoin
from trainer.core.round import act, advance, begin, play_back
from trainer.core.rounds import log
from trainer.core.rounds.acts import Act, Extend, Free, Judge, Remove, Sit, Steer
from trainer.core.rounds.state import Round, RoundRefused

SEATS = st.sampled_from([f"s{n}" for n in range(1, 5)])
STEPS = ("next", "next", "close", "reveal", "board", "pause", "resume", "skip", "back", "end")
PLAYED = st.one_of(
    st.builds(sit, st.sampled_from(["李梅", "王军", "赵刚", "钱进"]), st.just("甲班")),
    st.builds(Choose, SEATS, st.integers(0, 2), st.sampled_from("abc")),
    st.builds(Choose, SEATS, st.integers(0, 1), st.sampled_from("abc")),
    st.builds(Raise, SEATS),
    st.builds(Leave, SEATS),
    st.builds(Rejoin, SEATS),
)
HOSTED = st.one_of(
    st.sampled_from(steps(*STEPS)),
    st.sampled_from(steps(*STEPS)),
    st.builds(Extend, st.sampled_from([1_000, 7_000])),
    st.builds(Judge, st.booleans(), st.sampled_from(["", "a", "b"])),
    st.builds(Free, SEATS),
    st.builds(Remove, SEATS),
)
TRIED = st.lists(st.tuples(st.integers(0, 4_000), st.one_of(PLAYED, PLAYED, HOSTED)), max_size=40)
SETUPS = st.sampled_from(
    [setup(), setup(changeable=False), setup(seconds=None), setup(way="hands"), setup(bonus=True)]
)


def held(plan, tried) -> tuple[Round, list[Act]]:
    """Try things one after another, and return the round with the log of what could be done."""
    round, done, now = begin(plan), list[Act](), 0
    for wait, deed in tried:
        now += wait
        try:
            after, events = act(round, Act(now, deed))
        except RoundRefused:
            continue
        if any(event.kind != "timed-out" for event in events):
            round = after
            done.append(Act(now, deed))
    return round, done


@given(SETUPS, TRIED)
def test_a_round_is_its_log(plan, tried):
    round, done = held(plan, tried)
    written = [log.written(each) for each in done]
    assert play_back(plan, map(log.read, written)) == round


@given(SETUPS, TRIED, st.lists(st.integers(0, 150_000), max_size=20))
def test_the_size_of_the_time_steps_does_not_change_the_outcome(plan, tried, stops):
    _, done = held(plan, tried)
    end = max([150_000, *stops]) + 1
    at_once, expected = begin(plan), []
    for each in done:
        at_once, events = act(at_once, each)
        expected += events
    at_once, events = advance(at_once, end)
    expected += events
    round, seen = begin(plan), []
    for each in [*done, None]:
        for stop in sorted(stops):
            if each is None or stop <= each.at:
                round, events = advance(round, stop)
                seen += events
        round, events = act(round, each) if each else advance(round, end)
        seen += events
    assert (round, seen) == (at_once, expected)


@given(SETUPS, TRIED)
def test_every_answer_counts_exactly_once(plan, tried):
    round, done = held(plan, tried)
    last = {(each.does.question, each.does.seat): each for each in done if isinstance(each.does, Choose)}
    stored = {(place, seat): answer for place, row in round.given.items() for seat, answer in row.items()}
    assert {key: answer.choice for key, answer in stored.items()} == {
        key: each.does.choice for key, each in last.items()
    }
    assert {key: answer.at for key, answer in stored.items()} == {key: each.at for key, each in last.items()}
    hands = [(place, hand.seat) for place, row in round.hands.items() for hand in row]
    assert len(set(hands)) == len(hands)
    names = [seat.name for seat in round.players]
    assert len(set(names)) == len(names)
    assert len(round.seats) == sum(isinstance(each.does, Sit) for each in done) - sum(
        isinstance(each.does, Sit) and was_freed(plan, done[:place], each.does.name)
        for place, each in enumerate(done)
    )


def was_freed(plan, done, name):
    return any(seat.name == name and seat.free for seat in play_back(plan, done).players)


@given(SETUPS, TRIED, HOSTED, st.integers(0, 60_000))
def test_to_take_back_restores_exactly_what_stood_there(plan, tried, deed, later):
    before, _ = held(plan, tried)
    now = before.now
    try:
        after, _ = act(before, Act(now, deed))
    except RoundRefused:
        return
    if deed == Steer("back") or isinstance(deed, Free):
        return
    again, _ = act(after, Act(now, Steer("back")))
    assert again == replace(before, shown=after.shown)
    try:
        much_later, _ = act(after, Act(now + later, Steer("back")))
    except RoundRefused:  # never: nobody came meanwhile
        raise AssertionError from None
    assert much_later.left(now + later) == before.left(now)
    assert (much_later.given, much_later.seats) == (before.given, before.seats)


@given(SETUPS, TRIED)
def test_acts_can_be_taken_back_one_by_one_down_to_the_lobby(plan, tried):
    round, _ = held(plan, tried)
    given = round.given
    while round.past:
        try:
            round, _ = act(round, Act(round.now, Steer("back")))
        except RoundRefused:
            names = Counter(seat.name for seat in round.seats)
            assert max(names.values()) > 1  # somebody removed has come again: the name is taken
            return
    assert (round.phase, round.index, round.counted, round.given) == ("lobby", -1, (), given)
