"""What the window does about the supervisor's pages: results, and whatever is set and watched there."""

from trainer.ui.errand import Errand


class Supervising(Errand):
    """Builds the supervisor's screen when it is first looked at."""

    def open(self) -> None:
        """Show the records as they stand now."""
        if self._later and self._desk:
            dashboard = self._later.dashboard or self._later.build_dashboard()
            dashboard.set_desk(self._desk)
            self.brought.emit(dashboard)
            dashboard.refresh()
