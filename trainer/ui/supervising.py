"""What the window does about the supervisor: the office, with the pages of whoever has signed in."""

from trainer.ui.errand import Errand


class Supervising(Errand):
    """Builds the office when it is first wanted."""

    def open(self) -> None:
        """Show the office as it stands now."""
        if self._later and self._desk:
            office = self._later.office or self._later.build_office()
            office.set_desk(self._desk)
            self.brought.emit(office)
            office.open()
