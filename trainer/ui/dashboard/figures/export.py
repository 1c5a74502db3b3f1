"""A picture of the figures kept as a file: PNG or SVG, whole or not at all."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from trainer.core.errors import TrainerError

DENSE = 2
"""A PNG has so many pixels for each of the screen: it is printed and projected."""

Paint = Callable[[QPainter], None]


class PictureNotWritten(TrainerError):
    """A picture could not be written to a file: which, why, and what to do."""


def png(paint: Paint, size: QSize) -> bytes:
    """Paint a picture as PNG."""
    image = QImage(size * DENSE, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(DENSE)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())


def svg(paint: Paint, size: QSize, title: str) -> bytes:
    """Paint a picture as SVG, in lines and letters."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    paint(painter)
    painter.end()
    return bytes(kept.data())


def write(path: Path, picture: bytes) -> Path:
    """Write a picture to a file; raise PictureNotWritten, and leave no half of one."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(picture)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise PictureNotWritten(f"没能写出 {path}（{error.strerror}）。请换一个文件夹再导出。") from error
    return path
