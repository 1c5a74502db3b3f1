"""A PDF as it is seen: its words and its pictures, page by page."""

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

WIDTH, HEIGHT = 827, 1170
_DASHES = str.maketrans("–‐‑‒−", "-----")
"""Dashes that share a glyph of the font are read back as any of them."""


def bare(text: str) -> str:
    """Return a text without white space and with one kind of dash, to compare by."""
    return "".join(text.split()).translate(_DASHES)


class Seen:
    """A PDF opened by an engine that has nothing to do with the one that wrote it."""

    def __init__(self, pdf: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf = QPdfDocument()
        self._pdf.load(self._buffer)
        assert self._pdf.status() == QPdfDocument.Status.Ready

    @property
    def pages(self) -> range:
        return range(self._pdf.pageCount())

    def words(self, page: int) -> str:
        """The text of a page, bare."""
        return bare(self._pdf.getAllText(page).text())

    @property
    def all_words(self) -> str:
        return "".join(self.words(page) for page in self.pages)

    def picture(self, page: int) -> QImage:
        """A page on white paper."""
        paper = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        paper.fill(QColor("white"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, self._pdf.render(page, QSize(WIDTH, HEIGHT)))
        painter.end()
        return paper

    def size(self, page: int) -> tuple[int, int]:
        """The size of a page in points."""
        points = self._pdf.pagePointSize(page)
        return round(points.width()), round(points.height())

    @property
    def title(self) -> str:
        return str(self._pdf.metaData(QPdfDocument.MetaDataField.Title))


def inked_rows(picture: QImage, left: int = 0, right: int = WIDTH) -> Iterator[int]:
    """Yield the rows of pixels that are not white."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, line = bytes(grey.constBits()), grey.bytesPerLine()
    for y in range(grey.height()):
        if min(pixels[y * line + left : y * line + right]) < 200:
            yield y
