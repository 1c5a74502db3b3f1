"""Who may take which seat: the room code, and a token for each phone.

A token is random (128 bit) and marked by the host, so that nobody can bring one of their own; of a token
that has a seat only a hash is kept, in memory, as long as the host lives. A phone gets its token before it
joins: when the word that it has joined is lost, it asks again with the same token and is on its seat.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from trainer.live.names import digits

CODE_LENGTH = 6
_HALF = 16


def new_code() -> str:
    """Return a room code that nobody can foresee: six digits, the first of them not 0."""
    return str(10 ** (CODE_LENGTH - 1) + secrets.randbelow(9 * 10 ** (CODE_LENGTH - 1)))


@dataclass(slots=True)
class Seats:
    """The tokens that have been given out, and the seats they stand for."""

    code: str
    _mark: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _seats: dict[bytes, str] = field(default_factory=dict, repr=False)
    _holders: dict[str, bytes] = field(default_factory=dict, repr=False)

    def opens(self, code: str) -> bool:
        """Tell whether this is the room code, taking as long for every wrong one."""
        return hmac.compare_digest(digits(code).encode(), self.code.encode())

    def new_token(self) -> str:
        """Return a token that stands for no seat yet."""
        chance = secrets.token_bytes(_HALF)
        return (chance + self._signed(chance)).hex()

    def is_ours(self, token: str) -> bool:
        """Tell whether this host gave a token out."""
        try:
            whole = bytes.fromhex(token)
        except ValueError:
            return False
        return len(whole) == 2 * _HALF and hmac.compare_digest(whole[_HALF:], self._signed(whole[:_HALF]))

    def bind(self, token: str, seat: str) -> None:
        """Let a token stand for a seat; the one that stood for it before is worth nothing any more."""
        self.forget(seat)
        kept = self._kept(token)
        self._seats[kept] = seat
        self._holders[seat] = kept

    def seat_of(self, token: str) -> str | None:
        """Return the seat that a token stands for."""
        return self._seats.get(self._kept(token))

    def forget(self, seat: str) -> None:
        """Let no token stand for a seat."""
        before = self._holders.pop(seat, None)
        if before is not None:
            del self._seats[before]

    def __len__(self) -> int:
        return len(self._seats)

    def _signed(self, chance: bytes) -> bytes:
        return hmac.digest(self._mark, chance, "sha256")[:_HALF]

    def _kept(self, token: str) -> bytes:
        return sha256(token.encode("utf-8", "surrogatepass")).digest()
