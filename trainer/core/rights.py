"""Rights: who may see and change which records of a hall."""

from dataclasses import dataclass
from typing import Final, Literal

from trainer.core.errors import TrainerError

Role = Literal["trainee", "supervisor", "admin"]

ROLES: Final[dict[Role, str]] = {"trainee": "学员", "supervisor": "主管", "admin": "管理员"}


class NotAllowed(TrainerError):
    """Somebody asks for what is not theirs to see or to change."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Who asks: a person who has signed in, with the role and the hall that the records prove."""

    person_id: int
    name: str
    role: Role
    hall_id: int


EVERYBODY: Final = Pass(0, "", "admin", 1)
"""Who asks while no administrator has been made yet: then nothing is anybody's in particular."""

NOBODY: Final = Pass(0, "", "trainee", 0)
"""Who asks when an administrator has been made and nobody has signed in: nothing is theirs."""


def may_see(by: Pass, person_id: int, hall_id: int) -> bool:
    """Tell whether the records of a person of a hall may be seen: the own, those of the own hall, or all."""
    own = by.person_id == person_id and person_id != EVERYBODY.person_id
    return own or may_supervise(by, hall_id)


def may_supervise(by: Pass, hall_id: int) -> bool:
    """Tell whether assessments of a hall may be set, watched and corrected."""
    return by.role == "admin" or (by.role == "supervisor" and by.hall_id == hall_id)


def require_sight(by: Pass, person_id: int, hall_id: int) -> None:
    """Raise NotAllowed unless the records of the person may be seen."""
    if not may_see(by, person_id, hall_id):
        raise NotAllowed("只能查看自己的记录；别人的记录由本厅主管查看。")


def require_supervisor(by: Pass, hall_id: int) -> None:
    """Raise NotAllowed unless this is a supervisor of the hall, or the administrator."""
    if not may_supervise(by, hall_id):
        raise NotAllowed("这件事要由本厅主管来做，请主管登录。")


def require_admin(by: Pass) -> None:
    """Raise NotAllowed unless this is the administrator."""
    if by.role != "admin":
        raise NotAllowed("这件事要由管理员来做，请管理员登录。")
