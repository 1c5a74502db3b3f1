"""The stage: what the whole hall reads from eight metres, a question at a time; a window of its own."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from trainer.core.rounds.state import Round
from trainer.core.rounds.summary import RoundSummary
from trainer.ui.round import scenes
from trainer.ui.round.canvas import HIGH, WIDE, Canvas
from trainer.ui.round.scenes import Door
from trainer.ui.theme import Theme

ASKING = ("question", "closed", "reveal")


class StageWindow(QWidget):
    """Shows a round as it stands at an instant; everything is sized by the height of the window.

    Only what moves is painted anew while a question is open, so that a clock that runs costs next to nothing.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme = theme
        self._round: Round | None = None
        self._now = 0
        self._door: Door | None = None
        self._summary: RoundSummary | None = None
        self._seen: object = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle("早会大屏")
        self.resize(theme.px(WIDE), theme.px(HIGH))

    def show_round(self, round: Round, now: int) -> None:
        """Show the round at an instant (ms)."""
        self._round, self._now = round, now
        seen = _seen(round)
        if seen != self._seen:
            self._seen = seen
            self.setAccessibleName(scenes.spoken(round))
            self.update()
        elif round.phase == "question" and self._summary is None:
            self.update(self._moving())

    def open_door(self, door: Door | None) -> None:
        """Tell how phones come in; None: they do not."""
        self._door = door
        self.update()

    def show_summary(self, summary: RoundSummary | None) -> None:
        """Tell what the round came to."""
        self._summary = summary
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = Canvas(painter, self._theme, QRectF(self.rect()))
        if not event.region().subtracted(self._moving()).isEmpty():
            painter.fillRect(self.rect(), QColor(self._theme.colours.paper))
            self._show(page)
        if self._round is not None and self._summary is None and self._round.phase in ASKING:
            scenes.show_moving(page, self._round, self._now)

    def _moving(self) -> QRegion:
        """Return what is painted anew when only time has passed."""
        count, ring = scenes.moving_boxes(Canvas(QPainter(), self._theme, QRectF(self.rect())))
        return QRegion(count.toAlignedRect()) + QRegion(ring.toAlignedRect())

    def _show(self, page: Canvas) -> None:
        if self._round is None:
            return
        if self._summary is not None:
            scenes.show_summary(page, self._summary)
        elif self._round.phase == "lobby":
            scenes.show_lobby(page, self._round, self._door)
        elif self._round.phase in ASKING:
            scenes.show_question(page, self._round)
        else:
            scenes.show_board(page, self._round)


def _seen(round: Round) -> object:
    """Return all of a round that its still picture depends on, to be compared."""
    told = round.answers if round.phase != "question" else None
    hands = round.hands.get(round.index, ()), round.stage.verdicts.get(round.index, ())
    return round.phase, round.index, round.players, told, hands, round.stage.skipped
