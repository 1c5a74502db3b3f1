"""What can go wrong with the records: each error is a sentence that names the place and the cure."""

import errno
import shutil
import sqlite3

from trainer.core.errors import TrainerError
from trainer.store.folder import Folder

LITTLE_SPACE = 1 << 20
FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
READ_ONLY_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class StoreError(TrainerError):
    """The records cannot be used as asked; nothing recorded was lost."""


class StoreUnreachable(StoreError):
    """The folder cannot be made or entered."""


class StoreReadOnly(StoreError):
    """The folder or the database cannot be written."""


class StoreFull(StoreError):
    """The disk is full."""


class StoreWriteFailed(StoreError):
    """The disk refused to read or write for another reason than being full."""


class StoreBusy(StoreError):
    """Another program holds the database for longer than we wait."""


class StoreOnShare(StoreError):
    """The folder lies on a network share, where the database cannot be kept safely."""


class StoreDamaged(StoreError):
    """The database file is damaged; it was left as it is."""


class StoreMissing(StoreError):
    """The database has gone although the folder shows that there was one."""


class StoreForeign(StoreError):
    """The file is a database of another program."""


class StoreNewer(StoreError):
    """A newer version of this program has written the database."""


class KeyMissing(StoreError):
    """The key of the chain has gone although there are records."""


class KeyWrong(StoreError):
    """The key file is not the one that the records were signed with."""


class StoreTampered(StoreError):
    """The records were changed outside this program; they are not written on until that is cleared up."""


class NameRefused(StoreError):
    """A person's name is empty, too long, unprintable or taken."""


class AttemptUnknown(StoreError):
    """There is no such attempt (or snapshot)."""


class AttemptOver(StoreError):
    """The attempt has ended: only corrections can follow."""


def damaged(folder: Folder) -> StoreDamaged:
    """Say that the database is damaged, and which backup to put in its place."""
    return StoreDamaged(f"数据库已损坏：{folder.database}。程序没有覆盖它。{cure_from_backup(folder)}")


def missing(folder: Folder) -> StoreMissing:
    """Say that the database has gone, and how to get it back or start afresh."""
    return StoreMissing(
        f"找不到数据库 {folder.database}，但旁边留有它的密钥或日志。{cure_from_backup(folder)}"
        f"如确要从头开始，请先把 {folder.root} 里剩下的文件移到别处。"
    )


def cure_from_backup(folder: Folder) -> str:
    """Name the newest backup and what to do with it."""
    newest = folder.newest_backup()
    if newest is None:
        return f"{folder.backups} 里还没有备份：请保留这个文件夹，交给技术人员处理。"
    return (
        f"最新的备份在 {newest}：请先把 {folder.database.name} 及 -wal、-shm 文件移到别处保留，"
        f"再把备份里的 {folder.database.name} 和 {folder.key.name} 复制到 {folder.root}。"
    )


def full(folder: Folder) -> StoreFull:
    """Say that the disk is full."""
    return StoreFull(f"磁盘已满，没能写入 {folder.database}。已有记录没有丢失；请腾出空间后再试。")


def read_only(folder: Folder) -> StoreReadOnly:
    """Say that the folder or a file in it is read-only."""
    return StoreReadOnly(
        f"{folder.root} 或其中的文件是只读的，没能写入。已有记录没有丢失；请改为可写后再试，或换一个文件夹。"
    )


def from_os(error: OSError, folder: Folder) -> StoreError:
    """Word an error of the file system."""
    if error.errno in FULL_ERRNOS:
        return full(folder)
    if error.errno in READ_ONLY_ERRNOS:
        return read_only(folder)
    return StoreUnreachable(f"无法使用文件夹 {folder.root}：{error.strerror or error}。请换一个文件夹。")


def from_sqlite(error: BaseException | None, folder: Folder) -> StoreError | None:
    """Word an error of SQLite; None for what is a mistake of ours (a constraint, a wrong thread)."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        undecodable = isinstance(error, sqlite3.OperationalError) and "decode" in str(error)
        return damaged(folder) if undecodable else None
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_IOERR:
        return _failed(error, folder)
    if primary == sqlite3.SQLITE_CANTOPEN:
        return _unopened(folder)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(f"另一个程序正占用 {folder.database}。请关掉它（或等它做完）后再试。")
    word = _WORDS.get(primary)
    return word(folder) if word else None


def _failed(error: BaseException | None, folder: Folder) -> StoreError:
    """Tell a disk with no room for SQLite's side files from one that fails."""
    if shutil.disk_usage(folder.root).free < LITTLE_SPACE:
        return full(folder)
    return StoreWriteFailed(
        f"读写 {folder.database} 时磁盘出错（{error}）。已有记录没有丢失；请检查磁盘和空间限额后再试。"
    )


def _unopened(folder: Folder) -> StoreError:
    """Tell a place that may not be written from one that cannot be opened at all."""
    if not folder.is_writable():
        return read_only(folder)
    return StoreUnreachable(f"无法打开数据库 {folder.database}。请检查它是否是普通文件、能否读取。")


_WORDS = {
    sqlite3.SQLITE_FULL: full,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_CORRUPT: damaged,
}
