"""What the window does about the rate tables: they are shown as they stand in the edition in force."""

from typing import TYPE_CHECKING

from trainer.ui.errand import Errand

if TYPE_CHECKING:
    from trainer.core.tariff import Edition


class Looking(Errand):
    """Builds the tables when they are first looked at."""

    def open(self, edition: "Edition") -> None:
        """Show the tables of an edition."""
        if self._later:
            self.brought.emit(self._later.tariffs or self._later.build_tariffs(edition))
