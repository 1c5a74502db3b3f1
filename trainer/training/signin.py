"""Signing in: a name and a password become a Pass, guesses are slowed down, and the ledger knows of it.

Until an administrator is made everything is open to everybody (`rights.EVERYBODY`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.core.rights import EVERYBODY, NotAllowed, Pass
from trainer.store import guesses, ledger
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.halls import proven_hall
from trainer.store.ledger import Note
from trainer.store.people import Changes, Member
from trainer.training import passwords

KIND = "signin"
SECONDS_A_MINUTE = 60
_NOT_RIGHT = "姓名（工号）或密码不对，请再试。"


class SignInRefused(TrainerError):
    """The name or the password is not right."""


class LockedOut(SignInRefused):
    """Too many wrong passwords: `seconds` have to pass before another is looked at."""

    def __init__(self, seconds: float) -> None:
        self.seconds = ceil(seconds)
        super().__init__(f"密码错得太多，请等 {_span(self.seconds)}再试。忘了密码，请主管重设。")


@dataclass(frozen=True, slots=True)
class Door:
    """Where people sign in; `ticks` is a clock (seconds) that nobody can set, beside the machine's own."""

    store: Store
    ticks: Callable[[], float] = time.monotonic
    _tried: dict[int, float] = field(default_factory=dict, repr=False)

    def sign_in(self, who: str, password: str) -> Pass:
        """Return the Pass of a person by name or staff number; takes some 40 ms, whoever it is.

        Raise SignInRefused, LockedOut, NotAllowed for somebody who has left, and StoreTampered.
        """
        member = register.find(self.store, who)
        if member is None or member.secret is None:
            passwords.matches(passwords.NOBODYS, password)
            raise _unknown(member)
        register.proven(self.store, member.id)
        count = self._count(member.id)
        if not passwords.matches(member.secret, password):
            self._note_failure(member, count)
            raise _wrong(count)
        if not member.active:
            raise NotAllowed(f"{member.name}已停用，不能登录。要恢复请找主管。")
        fresh = passwords.hashed(password) if passwords.is_outdated(member.secret) else None
        return self._let_in(member, fresh)

    def _count(self, person_id: int) -> int:
        """Count a guess before it is judged; raise LockedOut."""
        now, before = self.ticks(), self._tried.get(person_id)
        guess = guesses.count_guess(self.store, person_id, None if before is None else now - before)
        if guess.wait > 0:
            raise LockedOut(guess.wait)
        self._tried[person_id] = now
        return guess.count

    def _note_failure(self, member: Member, count: int) -> None:
        if count >= guesses.FREE_TRIES:
            payload = {"ok": False, "failures": count}
            ledger.add(self.store, member.hall_id, Note(KIND, str(member.id), payload))

    def _let_in(self, member: Member, fresh: str | None) -> Pass:
        """Forget the guesses and write the entry, unless the row has changed in the meantime."""
        with self.store.writing() as connection:
            if register.proven_in(connection, self.store, member.id) != member:
                raise SignInRefused("登记内容刚刚有变动，请再试一次。")
            guesses.forget_guesses(connection, member.id)
            if fresh:
                register.change(connection, self.store, member.id, member.id, Changes(secret=fresh))
            note = Note(KIND, str(member.id), {"ok": True}, member.id)
            ledger.write(connection, self.store, member.hall_id, note)
        self._tried.pop(member.id, None)
        return pass_of(member)


def is_open(store: Store) -> bool:
    """Tell whether no administrator has been made yet, so that nobody needs to sign in."""
    with store.reading() as connection:
        return not register.has_admin(connection)


def training_pass(store: Store, person_id: int) -> Pass:
    """Let somebody train who has no password, if their hall is open for that; raise NotAllowed.

    Such a Pass reaches nobody's records but their own, whatever their role is.
    """
    with store.reading() as connection:
        member = register.proven_in(connection, store, person_id)
        if not member.active:
            raise NotAllowed(f"{member.name}已停用，不能练习。要恢复请找主管。")
        if member.secret:
            raise NotAllowed(f"{member.name}设了密码，请先登录再练。")
        if not proven_hall(connection, store, member.hall_id).open_training:
            raise NotAllowed("本厅要登录才能练习。请主管给您设一个密码。")
    return Pass(member.id, member.name, "trainee", member.hall_id)


def still_holds(store: Store, by: Pass) -> Pass:
    """Return the Pass if its holder is still who it says; raise NotAllowed."""
    with store.reading() as connection:
        return still_holds_in(connection, store, by)


def still_holds_in(connection: sa.Connection, store: Store, by: Pass) -> Pass:
    """Prove a Pass within a transaction: roles, halls and doors may have changed since it was given."""
    if by.person_id == EVERYBODY.person_id:
        if by != EVERYBODY or register.has_admin(connection):
            raise NotAllowed("已经有管理员了，请先登录。")
        return by
    member = register.proven_in(connection, store, by.person_id)
    same = member.hall_id == by.hall_id and by.role in (member.role, "trainee")
    if not (member.active and same):
        raise NotAllowed("您的身份有了变动，请重新登录。")
    return by


def pass_of(member: Member) -> Pass:
    """Return what somebody who has proven who they are may do."""
    return Pass(member.id, member.name, member.role, member.hall_id)


def _unknown(member: Member | None) -> SignInRefused:
    if member is None:
        return SignInRefused(_NOT_RIGHT)
    return SignInRefused(f"{member.name}还没有密码，不用登录就能练习；要登录，请主管先设一个。")


def _wrong(count: int) -> SignInRefused:
    wait = guesses.wait_after(count)
    return LockedOut(wait) if wait else SignInRefused(_NOT_RIGHT)


def _span(seconds: int) -> str:
    minutes, rest = divmod(seconds, SECONDS_A_MINUTE)
    parts = ((minutes, f"{minutes} 分"), (rest, f"{rest} 秒"))
    return " ".join(words for number, words in parts if number)
