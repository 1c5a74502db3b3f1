"""The people and halls as supervisors and the administrator keep them; every use case asks who asks.

A trainee sees and changes nobody but themselves; a supervisor keeps the trainees of the own hall; the
administrator keeps everybody. There is one administrator, who hands the office over to somebody.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.core.rights import (
    EVERYBODY,
    NotAllowed,
    Pass,
    Role,
    may_see,
    may_supervise,
    require_admin,
    require_supervisor,
)
from trainer.store import guesses
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.errors import NameRefused
from trainer.store.halls import hall_in, halls_in
from trainer.store.people import Changes, Member, PersonUnknown, proper_name
from trainer.training import passwords
from trainer.training.signin import LockedOut, SignInRefused, pass_of, still_holds_in

LONGEST_NUMBER, LONGEST_TEAM = 20, 20


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person as others may see them."""

    id: int
    name: str
    number: str
    role: Role
    team: str
    hall_id: int
    hall: str
    active: bool
    has_password: bool

    @property
    def details(self) -> "Details":
        """What is written down of the person, as it can be changed."""
        return _details(self)


@dataclass(frozen=True, slots=True)
class Details:
    """What is written down of a person; only the administrator gives roles."""

    name: str
    number: str = ""
    team: str = ""
    hall_id: int = 1
    role: Role = "trainee"
    active: bool = True


class ChangedMeanwhile(TrainerError):
    """Somebody else has changed a registration since it was shown."""


def colleagues(store: Store, by: Pass) -> list[Colleague]:
    """List those whom one may see, by hall and in the order they were added."""
    with store.reading() as connection:
        still_holds_in(connection, store, by)
        seen = [each for each in register.members_in(connection) if may_see(by, each.id, each.hall_id)]
        halls = {hall.id: hall.name for hall in halls_in(connection)}
    return [_colleague(each, halls) for each in sorted(seen, key=lambda each: each.hall_id)]


def add(store: Store, by: Pass, details: Details) -> Colleague:
    """Register somebody; raise NotAllowed, NameRefused."""
    changes = proper(details)
    with store.writing() as connection:
        still_holds_in(connection, store, by)
        require_supervisor(by, details.hall_id)
        hall_in(connection, details.hall_id)
        _require_role(by, "trainee", details.role)
        return _told(connection, register.register(connection, store, by.person_id, changes))


def edit(store: Store, by: Pass, person_id: int, details: Details, was: Details | None = None) -> Colleague:
    """Change what is written down of somebody; raise NotAllowed, NameRefused, StoreTampered.

    With what it `was` when it was shown, raise ChangedMeanwhile where it is not so any more.
    """
    changes = proper(details)
    with store.writing() as connection:
        before = keepable(connection, store, by, person_id)
        if was is not None and was != _details(before):
            raise ChangedMeanwhile(f"{before.name}的登记刚刚有别人改过，没有保存。请刷新（F5）后再改。")
        require_supervisor(by, details.hall_id)
        hall_in(connection, details.hall_id)
        _require_role(by, before.role, details.role)
        if before.role == "admin" and not details.active:
            raise NotAllowed("管理员不能停用。请先把管理员移交给别人。")
        return _told(connection, register.change(connection, store, by.person_id, person_id, changes))


def set_password(store: Store, by: Pass, person_id: int, password: str) -> None:
    """Give somebody a new password, and let them try at once; raise NotAllowed, PasswordRefused."""
    with store.reading() as connection:
        member = keepable(connection, store, by, person_id)
    _put_password(store, by, member, password)


def take_password(store: Store, by: Pass, person_id: int) -> None:
    """Let a trainee train without a password again; raise NotAllowed."""
    with store.writing() as connection:
        member = keepable(connection, store, by, person_id)
        if member.role != "trainee":
            raise NotAllowed("主管和管理员一定要有密码。")
        register.change(connection, store, by.person_id, person_id, Changes(secret=None))
        guesses.forget_guesses(connection, person_id)


def change_own_password(store: Store, by: Pass, old: str, new: str) -> None:
    """Change one's own password; raise SignInRefused where the old one is not right, PasswordRefused."""
    with store.reading() as connection:
        still_holds_in(connection, store, by)
        member = register.proven_in(connection, store, by.person_id) if by != EVERYBODY else None
    if member is None or member.secret is None:
        raise NotAllowed("您还没有密码。第一个密码请主管来设。")
    guess = guesses.count_guess(store, member.id)
    if guess.wait > 0:
        raise LockedOut(guess.wait)
    if not passwords.matches(member.secret, old):
        raise SignInRefused("原来的密码不对，没有改动。")
    _put_password(store, by, member, new)


def make_admin(store: Store, details: Details, password: str) -> Pass:
    """Make the first administrator, somebody new or somebody known; raise NotAllowed where there is one."""
    changes = proper(Details(details.name, details.number, details.team, details.hall_id, "admin"))
    passwords.require_fit(password, (details.name, details.number))
    changes["secret"] = passwords.hashed(password)
    with store.writing() as connection:
        if register.has_admin(connection):
            raise NotAllowed("已经有管理员了。要换人，请现在的管理员移交。")
        known = next((m for m in register.members_in(connection) if m.name == changes["name"]), None)
        if known is None:
            return pass_of(register.register(connection, store, 0, changes))
        promoted = Changes(role="admin", active=True, secret=changes["secret"])
        if details.number:
            promoted["number"] = changes["number"]
        guesses.forget_guesses(connection, known.id)
        return pass_of(register.change(connection, store, 0, known.id, promoted))


def hand_over(store: Store, by: Pass, person_id: int) -> Colleague:
    """Make somebody else the administrator, and the administrator a supervisor, in one step."""
    require_admin(by)
    with store.writing() as connection:
        still_holds_in(connection, store, by)
        heir = register.proven_in(connection, store, person_id)
        if by == EVERYBODY or heir.id == by.person_id:
            raise NotAllowed("请管理员登录后，移交给另一个人。")
        if not (heir.active and heir.secret):
            raise NotAllowed(f"{heir.name}还没有密码或已停用，不能接任管理员。")
        register.change(connection, store, by.person_id, by.person_id, Changes(role="supervisor"))
        return _told(
            connection, register.change(connection, store, by.person_id, heir.id, Changes(role="admin"))
        )


def restore(store: Store, by: Pass, person_id: int) -> Colleague:
    """Make a registration that was edited by hand again what the ledger says; raise NotAllowed."""
    require_admin(by)
    with store.writing() as connection:
        still_holds_in(connection, store, by)
        return _told(connection, register.restore(connection, store, by.person_id, person_id))


def proper(details: Details) -> Changes:
    """Write details in the one way they are kept; raise NameRefused."""
    return Changes(
        name=proper_name(details.name),
        number=proper_number(details.number),
        team=proper_words(details.team, "班组", LONGEST_TEAM),
        hall_id=details.hall_id,
        role=details.role,
        active=details.active,
    )


def proper_number(text: str) -> str | None:
    """Write a staff number in the one way it is kept; None for none. Raise NameRefused."""
    number = register.folded_number(text)
    if len(number) > LONGEST_NUMBER:
        raise NameRefused(f"工号太长：最多 {LONGEST_NUMBER} 个字符。")
    if not number.isprintable():
        raise NameRefused("工号里有看不见的字符，请重新输入。")
    return number or None


def proper_words(text: str, called: str, longest: int) -> str:
    """Write the name of a team or a hall as names are written; it may be empty. Raise NameRefused."""
    if not text.strip():
        return ""
    try:
        words = proper_name(text)
    except NameRefused as error:
        raise NameRefused(str(error).replace("姓名", called)) from None
    if len(words) > longest:
        raise NameRefused(f"{called}太长：最多 {longest} 个字。")
    return words


def keepable(connection: sa.Connection, store: Store, by: Pass, person_id: int) -> Member:
    """Return somebody whose registration one may change; raise NotAllowed, also for whom one may not see."""
    still_holds_in(connection, store, by)
    try:
        member = register.member_in(connection, person_id)
    except PersonUnknown:
        require_admin(by)
        raise
    if by.role != "admin" and not (may_supervise(by, member.hall_id) and member.role == "trainee"):
        raise NotAllowed("主管只能改本厅学员的登记；别的请管理员来改。")
    return register.proven_in(connection, store, person_id)


def _put_password(store: Store, by: Pass, member: Member, password: str) -> None:
    """Hash outside of the transaction, then write the hash, the entry, and an end to the lock-out."""
    passwords.require_fit(password, (member.name, member.number))
    secret = passwords.hashed(password)
    with store.writing() as connection:
        still_holds_in(connection, store, by)
        if register.proven_in(connection, store, member.id) != member:
            raise NotAllowed(f"{member.name}的登记刚刚有变动，密码没有改。请再试一次。")
        register.change(connection, store, by.person_id, member.id, Changes(secret=secret))
        guesses.forget_guesses(connection, member.id)


def _require_role(by: Pass, before: Role, after: Role) -> None:
    """Let only the administrator give roles; the administrator's own is handed over, not given."""
    if before == after:
        return
    require_admin(by)
    if "admin" in (before, after):
        raise NotAllowed("管理员只有一位，要用“移交管理员”换人。")


def _details(of: Member | Colleague) -> Details:
    return Details(of.name, of.number or "", of.team, of.hall_id, of.role, of.active)


def _told(connection: sa.Connection, member: Member) -> Colleague:
    return _colleague(member, {hall.id: hall.name for hall in halls_in(connection)})


def _colleague(of: Member, halls: dict[int, str]) -> Colleague:
    return Colleague(
        id=of.id,
        name=of.name,
        number=of.number or "",
        role=of.role,
        team=of.team,
        hall_id=of.hall_id,
        hall=halls.get(of.hall_id, ""),
        active=of.active,
        has_password=of.secret is not None,
    )
