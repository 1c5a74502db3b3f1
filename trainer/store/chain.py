"""The chain: every record is signed together with the signature of the one before it.

A signature is HMAC-SHA256 with the hall's key over canonical JSON. The newest one stands in a
head row that is signed too, so that cutting off the end of the chain shows as well. Whoever has
the key can forge all of it: the key proves only that nobody without it touched the records.
"""

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

KEY_BYTES = 32
GENESIS = "0" * 64


def canonical(value: object) -> str:
    """Write a value as JSON in the one way that equal values share."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def snapshot_hash(body: str) -> str:
    """Return the name under which a snapshot is kept: SHA-256 of its text, in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def sign_record(key: bytes, columns: dict[str, object]) -> str:
    """Sign all columns of a record but its own hash; `previous` is one of them."""
    return _sign(key, {"record": columns})


def sign_head(key: bytes, seq: int, last: str) -> str:
    """Sign where the chain ends: the number and the hash of its newest record."""
    return _sign(key, {"head": [seq, last]})


def sign_entry(key: bytes, columns: dict[str, object]) -> str:
    """Sign all columns of a ledger's entry but its own hash; `previous` and `anchor` are among them."""
    return _sign(key, {"entry": columns})


def sign_ledger(key: bytes, hall_id: int, seq: int, last: str) -> str:
    """Sign where the ledger of a hall ends."""
    return _sign(key, {"ledger": [hall_id, seq, last]})


def is_same(one: str, other: str) -> bool:
    """Compare two signatures; whatever else stands in their place is different."""
    return hmac.compare_digest(one.encode(), other.encode())


def read_key(path: Path) -> bytes | None:
    """Read the hall's key; None when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def make_key(path: Path) -> bytes:
    """Make the hall's key: random bytes that only their owner may read. It is there whole or not at all."""
    key = secrets.token_bytes(KEY_BYTES)
    write_secret(path, key)
    return key


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, and let it appear at once and complete."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _sign(key: bytes, value: object) -> str:
    return hmac.new(key, canonical(value).encode(), hashlib.sha256).hexdigest()
