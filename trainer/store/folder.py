"""Where things lie in the folder of a hall: the database, its key, the backups; and whether it is a share."""

import os
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
SHARES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2"}
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder in which one hall keeps its records."""

    root: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.root / "hall.db"

    @property
    def log(self) -> Path:
        """SQLite's write-ahead log: the newest records, until they are moved into the database."""
        return self.root / "hall.db-wal"

    @property
    def key(self) -> Path:
        """The secret that the chain is signed with."""
        return self.root / "hall.key"

    @property
    def backups(self) -> Path:
        """The folder of backups: one folder each, with the database and the key of that day."""
        return self.root / "backups"

    def newest_backup(self) -> Path | None:
        """Find the newest backup that has a database in it."""
        found = [each.parent for each in self.backups.glob(f"[0-9]*/{self.database.name}")]
        return max(found, default=None)

    def kept_key(self) -> Path | None:
        """Find a copy of the key among the backups, the newest first."""
        newest = self.newest_backup()
        places = (
            [self.backups / self.key.name]
            if newest is None
            else [newest / self.key.name, self.backups / self.key.name]
        )
        return next((place for place in places if place.is_file()), None)

    def is_writable(self) -> bool:
        """Tell whether the folder and the files in it may be written, as far as their permissions say."""
        files = (self.root, self.database, self.log)
        return all(os.access(each, os.W_OK) for each in files if each.exists())


def is_share(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Tell whether a folder lies on a network share, as far as the system says."""
    place = folder.resolve()
    if str(place).startswith("\\\\") and not str(place).startswith("\\\\?\\"):
        return True
    if not mounts.is_file():
        return False
    kinds = {}
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, kind, *_ = line.split(" ")
        kinds[Path(point.replace("\\040", " "))] = kind
    nearest = next((kinds[each] for each in (place, *place.parents) if each in kinds), "")
    return nearest in SHARES
