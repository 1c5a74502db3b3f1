"""Rights: a trainee sees the own, a supervisor the own hall, the administrator all."""

import pytest

from trainer.core.rights import (
    EVERYBODY,
    NotAllowed,
    Pass,
    Role,
    may_see,
    may_supervise,
    require_admin,
    require_sight,
    require_supervisor,
)


def of(role: Role, hall_id: int = 1) -> Pass:
    return Pass(7, "王芳", role, hall_id)


@pytest.mark.parametrize(
    ("by", "person", "hall", "seen"),
    [
        (of("trainee"), 7, 1, True),
        (of("trainee"), 8, 1, False),
        (of("supervisor"), 8, 1, True),
        (of("supervisor"), 8, 2, False),
        (of("supervisor", 2), 7, 1, True),
        (of("admin"), 8, 2, True),
        (EVERYBODY, 8, 2, True),
    ],
)
def test_who_sees_whose_records(by: Pass, person: int, hall: int, seen: bool) -> None:
    assert may_see(by, person, hall) is seen
    if seen:
        require_sight(by, person, hall)
    else:
        with pytest.raises(NotAllowed):
            require_sight(by, person, hall)


def test_a_pass_of_nobody_owns_nothing() -> None:
    assert not may_see(Pass(0, "", "trainee", 1), 0, 1)


def test_a_supervisor_acts_in_the_own_hall_only() -> None:
    require_supervisor(of("supervisor"), 1)
    assert not may_supervise(of("trainee"), 1)
    with pytest.raises(NotAllowed):
        require_supervisor(of("supervisor"), 2)


def test_only_the_administrator_administers() -> None:
    require_admin(of("admin"))
    with pytest.raises(NotAllowed):
        require_admin(of("supervisor"))
