"""Opening records: what is made, what is refused, and what the sentence tells people to do."""

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from trainer.store import attempts, database, errors, people
from trainer.store.audit import verify
from trainer.store.database import Store, open_store
from trainer.store.folder import is_share

Begin = Callable[..., str]


@contextmanager
def powerless() -> Iterator[None]:
    """Be nobody for a while: permissions do not bind root."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody can reach; pytest's own are for their owner only."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def recorded(store: Store, begin: Begin) -> Store:
    """A store with two records, closed."""
    attempts.append(store, begin(), "act", {"n": 1})
    store.close()
    return store


def test_a_new_folder_gets_a_database_and_a_key_of_its_own(folder: Path) -> None:
    with open_store(folder / "deep" / "er") as store:
        assert people.people(store) == []
        key = store.folder.key
    assert len(key.read_bytes()) == 32
    assert (key.parent / "backups" / "hall.key").read_bytes() == key.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_the_connection_is_safe_against_power_cuts(store: Store) -> None:
    with store.reading() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "recursive_triggers")
        assert [connection.exec_driver_sql(f"PRAGMA {each}").scalar() for each in asked] == [
            "wal",
            2,
            1,
            5000,
            1,
        ]


def test_an_instant_is_utc_by_the_machine_unless_told(folder: Path) -> None:
    with open_store(folder) as store:
        assert people.add_person(store, "张三").created.utcoffset() is not None


def test_a_naive_clock_is_refused(folder: Path, clock: database.Clock) -> None:
    with (
        open_store(folder, lambda: clock().replace(tzinfo=None)) as store,
        pytest.raises(ValueError, match="zone"),
    ):
        people.add_person(store, "张三")


@pytest.mark.parametrize(
    "junk", [b"not a database, only words" * 100, b"", b"SQLite format 3\0" + bytes(4000)]
)
def test_a_damaged_file_is_refused_and_left_alone(recorded: Store, junk: bytes) -> None:
    recorded.folder.database.write_bytes(junk)
    with pytest.raises(errors.StoreDamaged, match="还没有备份"):
        open_store(recorded.folder.root)
    assert recorded.folder.database.read_bytes() == junk


def test_the_newest_backup_is_named_as_the_cure_and_cures(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    store.back_up()
    newest = store.back_up()
    store.close()
    store.folder.database.write_bytes(b"junk" * 1000)
    with pytest.raises(errors.StoreDamaged) as refusal:
        open_store(store.folder.root)
    assert str(newest) in str(refusal.value)
    store.folder.database.write_bytes((newest / "hall.db").read_bytes())
    store.folder.key.write_bytes((newest / "hall.key").read_bytes())
    with open_store(store.folder.root) as cured:
        assert (attempts.acts(cured, attempt_id), verify(cured)) == ([], [])


@pytest.mark.parametrize("share", [2, 3, 10])
def test_a_truncated_database_is_found_at_once(recorded: Store, share: int) -> None:
    whole = recorded.folder.database.read_bytes()
    recorded.folder.database.write_bytes(whole[: len(whole) // share])
    with pytest.raises(errors.StoreDamaged, match="已损坏"):
        open_store(recorded.folder.root)


def test_overwritten_pages_are_found_at_once(recorded: Store) -> None:
    with recorded.folder.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 8192)
    with pytest.raises(errors.StoreDamaged, match="已损坏"):
        open_store(recorded.folder.root)


def test_pages_overwritten_while_in_use_are_a_sentence(store: Store, begin: Begin) -> None:
    for _ in range(50):
        begin()
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.engine.dispose()
    with store.folder.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (store.folder.database.stat().st_size - 4096))
    with pytest.raises(errors.StoreDamaged):
        verify(store)


def test_text_that_is_no_utf8_is_damage(recorded: Store) -> None:
    with closing(sqlite3.connect(recorded.folder.database, isolation_level=None)) as file:
        file.execute("UPDATE person SET name = CAST(x'ff' AS TEXT)")
    with open_store(recorded.folder.root) as store, pytest.raises(errors.StoreDamaged):
        people.people(store)


@pytest.mark.parametrize("left", ["hall.key", "hall.db-wal"])
def test_a_lost_database_is_not_silently_begun_anew(folder: Path, left: str) -> None:
    folder.mkdir()
    (folder / left).write_bytes(b"x" * 32)
    with pytest.raises(errors.StoreMissing, match="从头开始"):
        open_store(folder)
    assert [each.name for each in folder.iterdir()] == [left]


def test_a_database_of_another_program_is_refused(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "hall.db")) as other:
        other.execute("CREATE TABLE bookmarks (id INTEGER)")
    with pytest.raises(errors.StoreForeign, match="别的程序"):
        open_store(folder)


def test_a_database_of_a_newer_program_is_refused_and_not_copied_each_time(recorded: Store) -> None:
    with closing(sqlite3.connect(recorded.folder.database, isolation_level=None)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(errors.StoreNewer, match="更新程序"):
        open_store(recorded.folder.root)
    assert recorded.folder.newest_backup() is None


def test_a_removed_key_is_asked_for_and_accepted_back(recorded: Store) -> None:
    key = recorded.folder.key.read_bytes()
    recorded.folder.key.unlink()
    with pytest.raises(errors.KeyMissing, match=r"放回原处.*backups"):
        open_store(recorded.folder.root)
    assert not recorded.folder.key.exists()
    recorded.folder.key.write_bytes(key)
    with open_store(recorded.folder.root) as store:
        assert verify(store) == []


@pytest.mark.parametrize("other", [bytes(32), b"short"])
def test_another_key_is_refused(recorded: Store, other: bytes) -> None:
    recorded.folder.key.write_bytes(other)
    with pytest.raises(errors.KeyWrong, match=r"对不上.*backups"):
        open_store(recorded.folder.root)


def test_a_key_lost_before_the_first_record_is_made_again(store: Store, begin: Begin) -> None:
    store.close()
    store.folder.key.unlink()
    with open_store(store.folder.root) as again:
        assert (again.key != store.key, verify(again)) == (True, [])
    assert (store.folder.backups / "hall.key").read_bytes() == again.key


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hall").write_text("a file")
    with pytest.raises(errors.StoreUnreachable, match="换一个文件夹"):
        open_store(tmp_path / "hall")


def test_a_folder_in_the_databases_place_is_refused(folder: Path) -> None:
    (folder / "hall.db").mkdir(parents=True)
    with pytest.raises(errors.StoreUnreachable, match="无法打开"):
        open_store(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_folder_that_cannot_be_written_is_refused(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    for folder in (open_folder, open_folder / "new"):
        with powerless(), pytest.raises(errors.StoreReadOnly, match="只读"):
            open_store(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("locked", ["hall.db", "."])
def test_a_database_that_cannot_be_written_is_refused(open_folder: Path, locked: str) -> None:
    open_store(open_folder).close()
    for each in (open_folder, *open_folder.rglob("*")):
        os.chown(each, 65534 if os.geteuid() == 0 else -1, -1)
    (open_folder / locked).chmod(0o555)
    with powerless(), pytest.raises(errors.StoreReadOnly, match="只读"):
        open_store(open_folder)
    (open_folder / locked).chmod(0o755)


def test_a_program_that_holds_the_database_is_named(recorded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(recorded.folder.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.StoreBusy, match="另一个程序"):
            open_store(recorded.folder.root)


@pytest.mark.parametrize(
    ("mount", "share"),
    [
        ("server:/x {} nfs4 rw 0 0", True),
        ("//server/x {} cifs rw 0 0", True),
        ("/dev/sda1 {} ext4 rw 0 0", False),
        ("", False),
    ],
)
def test_a_network_share_is_recognised(tmp_path: Path, mount: str, share: bool) -> None:
    place = tmp_path / "a b" / "hall"
    place.mkdir(parents=True)
    mounts = tmp_path / "mounts"
    point = str(place.parent).replace(" ", "\\040")
    mounts.write_text("\n".join(["/dev/root / ext4 rw 0 0", *filter(None, [mount.format(point)])]))
    assert is_share(place, mounts) is share
    assert not is_share(place, tmp_path / "no such file")


def test_a_network_share_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "is_share", lambda _: True)
    with pytest.raises(errors.StoreOnShare, match="本机硬盘"):
        open_store(folder)
    assert list(folder.iterdir()) == []
