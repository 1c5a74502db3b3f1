"""Customers' faces: flat drawings put together from layers in assets/faces.

Each layer is a picture of its own; "currentColor" in it is tinted by clothes or age. A part without
a file is left out, so that a new part's name never stops a shift.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.face import Face, Mood
from trainer.ui.theme import Theme, ThemeError

MOODS = ("calm", "uneasy", "angry", "furious")

_NEAR = 4.0
"""Faces smaller than this many base sizes show the head only."""
_ZOOM, _SINK = 1.42, 0.04
_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_SHEET = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">{}</svg>'


class FaceView(QWidget):
    """One face, as large as the widget; its accessible name says the mood."""

    def __init__(self, theme: Theme, size: float = 9.0, parent: QWidget | None = None) -> None:
        """`size` is the width wanted, as a multiple of the base size."""
        super().__init__(parent)
        self._theme = theme
        self._side = theme.px(size)
        self._face, self._mood = Face(), Mood.CALM
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_face(self._face, self._mood)

    @property
    def mood(self) -> Mood:
        """The mood that is shown."""
        return self._mood

    def show_face(self, face: Face, mood: Mood) -> None:
        """Show this face in this mood."""
        self._face, self._mood = face, mood
        self.setAccessibleName(f"客户神情：{mood.word}")
        self.update()

    def set_size(self, size: float) -> None:
        """Show the face this wide, as a multiple of the base size."""
        self._side = self._theme.px(size)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        picture = face_pixmap(self._face, self._mood, side, self.devicePixelRatioF(), self._theme)
        painter = QPainter(self)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)


@lru_cache(maxsize=256)
def face_pixmap(face: Face, mood: Mood, size: int, dpr: float, theme: Theme) -> QPixmap:
    """Return the face as a round picture of `size` logical pixels; the same arguments cost nothing."""
    pixels = max(1, round(size * dpr))
    square = QPixmap(pixels, pixels)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _drawing(face, mood, theme.assets / "faces").render(painter, _frame(pixels, near=size < theme.px(_NEAR)))
    painter.end()
    picture = _cut_round(square)
    picture.setDevicePixelRatio(dpr)
    return picture


def _frame(pixels: int, *, near: bool) -> QRectF:
    """Where the whole drawing lies: larger than the picture when we come near, so that moods stay legible."""
    if not near:
        return QRectF(0, 0, pixels, pixels)
    width = pixels * _ZOOM
    return QRectF((pixels - width) / 2, (pixels - width) / 2 + pixels * _SINK, width, width)


def _cut_round(square: QPixmap) -> QPixmap:
    picture = QPixmap(square.size())
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(square))
    painter.drawEllipse(QRectF(square.rect()))
    painter.end()
    return picture


def _drawing(face: Face, mood: Mood, folder: Path) -> QSvgRenderer:
    colours = _colours(folder)
    hair = colours["hair"].get(face.age, colours["hair"]["middle"])
    skin = colours["skin"].get(face.age, colours["skin"]["middle"])
    clothes = colours["clothes"].get(face.clothes, colours["clothes"]["blue"])
    layers = (
        ("ground", clothes),
        (f"hair-{face.hair}-back", hair),
        ("body", clothes),
        (f"head-{face.age}", skin),
        (f"mood-{MOODS[mood]}", hair),
        (f"hair-{face.hair}", hair),
        (f"mark-{MOODS[mood]}", hair),
    )
    inside = "".join(_layer(folder, name).replace("currentColor", tint) for name, tint in layers)
    return QSvgRenderer(QByteArray(_SHEET.format(inside).encode()))


@lru_cache(maxsize=64)
def _layer(folder: Path, name: str) -> str:
    try:
        found = _INSIDE.search((folder / f"{name}.svg").read_text(encoding="utf-8"))
    except OSError:
        return ""
    return found.group(1) if found else ""


@lru_cache(maxsize=4)
def _colours(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "colours.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise ThemeError(f"读不出头像颜色 {path}：{wrong}。请重新安装本程序。") from None
