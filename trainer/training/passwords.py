"""Passwords: what will do as one, and its hash by argon2, which is slow on purpose (some 40 ms).

Never hash in the thread of the windows, nor while a transaction is open.
"""

import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from trainer.core.errors import TrainerError

SHORTEST, LONGEST = 6, 128
TIME_COST, MEMORY_KIB, LANES = 2, 19_456, 1
NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$czfAZ6+VBgPTj54Wr6ihmQ$omqoF6FAI7gnz0xt4OGRHfmuhtA9njbehGK/yDgDDMU"
"""The hash of a random password that nobody knows: to compare with it takes as long as with a real one."""


class PasswordRefused(TrainerError):
    """Something that will not do as a password."""


def hashed(password: str) -> str:
    """Return the hash of a password, with its salt and parameters."""
    return _hasher().hash(_composed(password))


def matches(secret: str, password: str) -> bool:
    """Tell whether this is the password; a hash that is none matches nothing."""
    try:
        return _hasher().verify(secret, _composed(password))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def is_outdated(secret: str) -> bool:
    """Tell whether a hash was made with other parameters than those of today."""
    return _hasher().check_needs_rehash(secret)


def require_fit(password: str, known: Iterable[str | None]) -> None:
    """Raise PasswordRefused for what is too short, cannot be typed again, or is `known` of the person."""
    composed = _composed(password)
    if len(composed) < SHORTEST:
        raise PasswordRefused(f"密码太短：至少 {SHORTEST} 个字符。")
    if len(composed) > LONGEST:
        raise PasswordRefused(f"密码太长：最多 {LONGEST} 个字符。")
    if not composed.isprintable():
        raise PasswordRefused("密码里有看不见的字符，请重新输入。")
    if len(set(composed)) == 1:
        raise PasswordRefused("密码不能只用同一个字符，请换一个。")
    if _folded(composed) in {_folded(word) for word in known if word}:
        raise PasswordRefused("密码不能就是姓名或工号，请换一个。")


def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=LANES)


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _folded(text: str) -> str:
    """Make full-width and half-width, capital and small letters alike, and leave spaces out."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
