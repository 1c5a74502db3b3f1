"""The stage: what the whole hall reads from eight metres, a question at a time; a window of its own.

What stays while the clock runs is painted once and kept as a picture; with each tick only the ring and
the number of answers are painted anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.core.rounds.setup import LETTERS
from trainer.core.rounds.state import Phase, Round
from trainer.core.rounds.summary import RoundSummary
from trainer.ui.round.asking import clock_box, count_box, paint_clock, paint_question
from trainer.ui.round.between import Door, paint_board, paint_lobby, paint_summary
from trainer.ui.round.canvas import HIGH, Canvas
from trainer.ui.theme import Theme

__all__ = ["Door", "StageWindow"]
ASKING: Final[tuple[Phase, ...]] = ("question", "closed", "reveal")


class StageWindow(QWidget):
    """Shows a round as it stands at an instant; everything is painted, sized by the height of the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme = theme
        self._round: Round | None = None
        self._now = 0
        self._door: Door | None = None
        self._summary: RoundSummary | None = None
        self._picture: QPixmap | None = None
        self._clock: tuple[int, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("早会大屏")
        self.resize(theme.px(64), theme.px(36))

    def show_round(self, round: Round, now: int) -> None:
        """Show the round at an instant (ms)."""
        same = self._round is not None and _is_same_page(self._round, round)
        clock = _clock(round, now)
        self._round, self._now = round, now
        if not same:
            self.setAccessibleName(_spoken(round))
            self._paint_anew()
            if round.phase == "closed":
                QTimer.singleShot(0, self._draw_ahead)
        elif clock != self._clock and round.phase in ASKING:
            page = Canvas(QPainter(), self._theme, QRectF(self.rect()))
            self.update(clock_box(page).toAlignedRect())
            self.update(count_box(page).toAlignedRect())
        self._clock = clock

    def open_door(self, door: Door | None) -> None:
        """Tell how phones come in; None: they do not."""
        self._door = door
        self._paint_anew()

    def show_summary(self, summary: RoundSummary | None) -> None:
        """Tell what the round came to."""
        self._summary = summary
        self._paint_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._paint_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._painted(self._round)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPointF(0, 0), self._picture)
        if self._round is not None and self._summary is None and self._round.phase in ASKING:
            page = Canvas(painter, self._theme, QRectF(self.rect()))
            paint_clock(page, self._round, self._now)

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def _draw_ahead(self) -> None:
        """Paint the reveal once for nobody while nothing moves: letters of a new size take a whole frame."""
        if self._round is not None and self._round.phase == "closed" and self._summary is None:
            self._painted(replace(self._round, stage=replace(self._round.stage, phase="reveal")))

    def _painted(self, round: Round | None) -> QPixmap:
        """Paint what stays."""
        dense = self.devicePixelRatioF()
        picture = QPixmap(self.size() * dense)
        picture.setDevicePixelRatio(dense)
        picture.fill(QColor(self._theme.colours.paper))
        if round is not None and self.height() > HIGH:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_page(Canvas(painter, self._theme, QRectF(self.rect())), round)
            painter.end()
        return picture

    def _paint_page(self, page: Canvas, round: Round) -> None:
        if self._summary is not None:
            paint_summary(page, self._summary)
        elif round.phase == "lobby":
            paint_lobby(page, round, self._door)
        elif round.phase in ("board", "summary"):
            paint_board(page, round)
        else:
            paint_question(page, round)


def _is_same_page(before: Round, after: Round) -> bool:
    """Tell whether no more than the clock and the number of answers has changed."""
    if before.setup is not after.setup or before.hands is not after.hands or before.stage != after.stage:
        return False
    if after.phase in ("question", "closed"):
        return True
    return before.seats is after.seats and before.given is after.given


def _clock(round: Round, now: int) -> tuple[int, ...]:
    """Return what the ring and the number of answers are painted from."""
    left = round.left(now)
    return (-1 if left is None else left, *round.answered)


def _spoken(round: Round) -> str:
    question = round.question
    if question is None or round.phase not in ASKING:
        return round.setup.title
    choices: Sequence[str] = [
        f"{letter.upper()} {choice.text}" for letter, choice in zip(LETTERS, question.choices, strict=False)
    ]
    return f"{question.stem}　{'　'.join(choices)}"
