"""The disk fills up or is locked in mid-attempt: a sentence, nothing lost, and the same act works later."""

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from trainer.store import attempts, errors, people
from trainer.store.audit import verify
from trainer.store.database import Store, open_store
from trainer.store.folder import Folder
from trainer.store.rows import Payload

Begin = Callable[..., str]
LONG: Payload = {"said": "您好" * 5000}


def set_pragma(store: Store, pragma: str) -> None:
    with store.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA {pragma}")


def expect_later_success(store: Store, attempt_id: str, payload: Payload) -> None:
    """The failed act left nothing behind, and can be recorded now."""
    before = attempts.acts(store, attempt_id)
    assert verify(store) == []
    attempts.append(store, attempt_id, "act", payload)
    assert [each.payload for each in attempts.acts(store, attempt_id)] == [
        *(each.payload for each in before),
        payload,
    ]
    assert verify(store) == []


def test_a_full_disk(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    attempts.append(store, attempt_id, "act", {"n": 1})
    set_pragma(store, "max_page_count = 1")
    with pytest.raises(errors.StoreFull, match=r"磁盘已满.*没有丢失.*腾出空间"):
        attempts.append(store, attempt_id, "act", LONG)
    assert len(attempts.acts(store, attempt_id)) == 1
    set_pragma(store, "max_page_count = 1000000")
    expect_later_success(store, attempt_id, LONG)


def test_a_database_turned_read_only(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    set_pragma(store, "query_only = ON")
    with pytest.raises(errors.StoreReadOnly, match="只读"):
        attempts.append(store, attempt_id, "act", {"n": 1})
    set_pragma(store, "query_only = OFF")
    expect_later_success(store, attempt_id, {"n": 1})


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let the system refuse to write beyond a size, as with a quota."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_may_not_grow(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    size = store.folder.log.stat().st_size + 5000
    with files_of_at_most(size), pytest.raises(errors.StoreWriteFailed, match="磁盘出错"):
        attempts.append(store, attempt_id, "act", LONG)
    expect_later_success(store, attempt_id, LONG)


def test_a_backup_that_does_not_fit_leaves_nothing_half_done(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    with files_of_at_most(10_000), pytest.raises(errors.StoreWriteFailed):
        store.back_up()
    assert [each.name for each in store.folder.backups.iterdir()] == ["hall.key"]
    expect_later_success(store, attempt_id, {"n": 1})


def test_a_failing_disk_without_space_is_called_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors.shutil, "disk_usage", lambda _: SimpleNamespace(free=100))
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR | 19 << 8
    assert isinstance(errors.from_sqlite(error, Folder(tmp_path)), errors.StoreFull)


def test_another_program_holding_the_lock(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    set_pragma(store, "busy_timeout = 20")
    with closing(sqlite3.connect(store.folder.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.StoreBusy, match="另一个程序"):
            attempts.append(store, attempt_id, "act", {})
        assert attempts.acts(store, attempt_id) == []
    expect_later_success(store, attempt_id, {})


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.StoreFull),
        (errno.EROFS, errors.StoreReadOnly),
        (errno.EIO, errors.StoreUnreachable),
    ],
)
def test_errors_of_the_file_system_are_worded(
    tmp_path: Path, number: int, kind: type[errors.StoreError]
) -> None:
    assert type(errors.from_os(OSError(number, "words"), Folder(tmp_path))) is kind


def test_a_backup_that_fails_leaves_nothing_half_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("trainer.store.chain.write_secret", refuse)
    with pytest.raises(errors.StoreFull):
        store.back_up()
    assert [each.name for each in store.folder.backups.iterdir()] == ["hall.key"]


def test_a_mistake_of_ours_is_no_sentence(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    with pytest.raises(sa.exc.IntegrityError):
        begin(id=attempt_id)
    assert verify(store) == []


def test_another_thread_is_refused(store: Store) -> None:
    raised: list[BaseException] = []

    def read() -> None:
        try:
            people.people(store)
        except sa.exc.ProgrammingError as error:
            raised.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert "thread" in str(raised[0])


def test_opening_on_a_disk_too_full_for_the_tables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.store.database.PRAGMAS", ("max_page_count = 3",))
    with pytest.raises(errors.StoreFull):
        open_store(folder)
    monkeypatch.undo()
    with open_store(folder) as store:
        assert people.add_person(store, "张三").id == 1
