"""Whether there are records at all: only looking must not make a new, empty database."""

from trainer.cli.output import tell
from trainer.paths import Places
from trainer.store.folder import Folder


def has_records(places: Places) -> bool:
    """Tell whether the folder holds records, or the traces of some that were lost."""
    folder = Folder(places.data)
    if any(file.exists() for file in (folder.database, folder.log, folder.key)):
        return True
    tell(f"这里还没有记录：{places.data}")
    return False
