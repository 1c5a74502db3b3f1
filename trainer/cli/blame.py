"""Which exit code an error ends with: the input was wrong, or this place cannot be used."""

from trainer.cli.exits import Exit
from trainer.content.books import BooksDamaged
from trainer.core.errors import TrainerError
from trainer.store.errors import AttemptOver, AttemptUnknown, NameRefused, StoreError

ASKED_WRONGLY = (AttemptOver, AttemptUnknown, NameRefused)
UNUSABLE = (StoreError, BooksDamaged)


def exit_code(error: TrainerError) -> Exit:
    """Return the exit code for an error that was told."""
    if isinstance(error, UNUSABLE) and not isinstance(error, ASKED_WRONGLY):
        return Exit.CANNOT
    return Exit.USAGE
