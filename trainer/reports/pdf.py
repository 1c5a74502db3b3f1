"""HTML becomes PDF here: laid out by QTextDocument, written by QPdfWriter, in the program's own font.

This is the one room beside the windows that knows Qt; it needs no screen. Qt's text documents and
their painting are reentrant: a `Press` made in the main thread prints in any thread. The same document
gives the same bytes with the same release of Qt (see `stamps`).
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QHashSeed, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from trainer.core.errors import TrainerError
from trainer.reports.document import Document
from trainer.reports.laying import BODY_PT, DPI, FAMILIES, charts_of, font, laid_out, px
from trainer.reports.painting import paint
from trainer.reports.stamps import NO_METADATA, id_of, stamped

FONTS = ("NotoSansSC-Regular-gbk.ttf", "NotoSansSC-Bold-gbk.ttf")
_MARGINS_MM = (17.0, 13.0, 17.0, 12.0)
_HEAD_MM, _FOOT_MM = 9.0, 8.0
_EDGE_PT = 8.0
_INK, _MARK = "#59656e", "#b03027"
_OFF_SCREEN = ("trainer", "-platform", "offscreen")

Told = Callable[[int, int], bool]
"""Is told how many pages are done, of how many; False stops the printing."""


class PrintingStopped(TrainerError):
    """The user did not want to wait; nothing was written."""


class CannotPrint(TrainerError):
    """The press is not complete: which font is missing, what to do."""


def go_on(_done: int, _pages: int) -> bool:
    """Print to the end."""
    return True


class Press:
    """Prints documents with the bundled fonts. Make it in the main thread, and keep it while it prints.

    Where no window is open it starts Qt without a screen, and with a fixed seed for Qt's hashes: else
    the two fonts would stand in the file in either order.
    """

    def __init__(self, fonts: Path) -> None:
        self._app = QGuiApplication.instance() or _start_qt()
        if not _has_fonts():
            _load(fonts)

    def pdf(self, document: Document, told: Told = go_on) -> bytes:
        """Return the document as PDF on A4; raise PrintingStopped when `told` says so."""
        QEventLoop()  # a long text starts a timer: Qt complains in a thread that never had a loop
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = _writer(buffer, document)
        text = laid_out(document, writer, _room(writer))
        painter = QPainter(writer)
        try:
            _print_pages(painter, writer, text, document, told)
        finally:
            painter.end()
        return stamped(bytes(buffer.data().data()), document)


def _start_qt() -> QGuiApplication:
    QHashSeed.setDeterministicGlobalSeed()
    return QGuiApplication(list(_OFF_SCREEN))


def _has_fonts() -> bool:
    """Tell whether the windows have loaded the bundled fonts; a second load would double them."""
    number = 0
    while families := QFontDatabase.applicationFontFamilies(number):
        if FAMILIES[0] in families:
            return True
        number += 1
    return False


def _load(fonts: Path) -> None:
    for name in FONTS:
        if QFontDatabase.addApplicationFont(str(fonts / name)) < 0:
            raise CannotPrint(f"字体文件 {fonts / name} 读不了，没有它打不出中文。请重新安装本程序。")


def _writer(buffer: QBuffer, document: Document) -> QPdfWriter:
    """Make an A4 page; nothing of the moment goes into the file."""
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(DPI)
    writer.setPageMargins(QMarginsF(*_MARGINS_MM), QPageLayout.Unit.Millimeter)
    writer.setTitle(document.title)
    writer.setCreator("hall-trainer")
    writer.setDocumentId(QUuid(str(id_of(document))))
    writer.setDocumentXmpMetadata(NO_METADATA)
    return writer


def _room(writer: QPdfWriter) -> QSizeF:
    """Return what a page has room for between its head and its foot."""
    return QSizeF(writer.width(), writer.height() - px(_HEAD_MM + _FOOT_MM))


def _print_pages(
    painter: QPainter, writer: QPdfWriter, text: QTextDocument, document: Document, told: Told
) -> None:
    height, pages = text.pageSize().height(), text.pageCount()
    charts = list(charts_of(text, document))
    for page in range(pages):
        if not told(page, pages):
            raise PrintingStopped("打印已停下，没有写出文件。")
        if page:
            writer.newPage()
        _print_edges(painter, writer, document, f"第 {page + 1} / {pages} 页")
        seen = QRectF(0, page * height, writer.width(), height)
        painter.save()
        painter.translate(0, px(_HEAD_MM) - seen.top())
        text.drawContents(painter, seen)
        for chart, place in charts:
            if seen.contains(place.center()):
                paint(painter, place, document.charts[chart], font(BODY_PT))
        painter.restore()
    told(pages, pages)


def _print_edges(painter: QPainter, writer: QPdfWriter, document: Document, page: str) -> None:
    """Print what stands at the head and the foot of every page."""
    width, line = writer.width(), px(5)
    head, foot = QRectF(0, 0, width, line), QRectF(0, writer.height() - line, width, line)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(_INK))
    painter.setFont(font(_EDGE_PT))
    painter.drawText(head, left, document.head)
    painter.drawText(foot, left, document.foot)
    painter.drawText(foot, right, page)
    painter.setPen(QColor(_MARK))
    painter.setFont(font(_EDGE_PT, bold=True))
    painter.drawText(head, right, document.mark)
