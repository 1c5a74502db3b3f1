"""The buckets and the gate, by a clock of their own."""

from trainer.live.limits import Bucket, Gate, Limits


class Clock:
    """A clock that is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_refills_and_never_overflows():
    clock = Clock()
    bucket = Bucket(2, 1, clock)
    assert [bucket.take(), bucket.take(), bucket.take()] == [True, True, False]
    clock.now = 1
    assert [bucket.take(), bucket.take()] == [True, False]
    clock.now = 100
    assert bucket.is_full
    assert [bucket.take(), bucket.take(), bucket.take()] == [True, True, False]


def test_the_gate_counts_by_address_and_in_all():
    gate = Gate(Limits(connections=3, per_address=2), Clock())
    assert [gate.enter("a"), gate.enter("a"), gate.enter("a")] == [True, True, False]
    gate.leave("a")
    assert [gate.enter("b"), gate.enter("c")] == [True, False]


def test_a_quiet_address_is_forgotten_and_one_that_guessed_is_not():
    clock = Clock()
    gate = Gate(Limits(), clock)
    gate.enter("a")
    gate.leave("a")
    gate.count_wrong("b")
    gate.enter("c")
    clock.now = 2
    gate.forget_quiet()
    assert set(gate._neighbours) == {"b", "c"}
