"""HTML becomes PDF here: laid out by QTextDocument, written by QPdfWriter, in the program's own font.

This is the one room beside the windows that knows Qt; it needs no screen. Qt's text documents and
their painting are reentrant: a `Press` made in the main thread prints in any thread. The same document
gives the same bytes with the same release of Qt (see `stamps`).
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QEventLoop,
    QHashSeed,
    QIODevice,
    QMarginsF,
    QRectF,
    QSizeF,
    Qt,
    QUrl,
    QUuid,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from trainer.core.errors import TrainerError
from trainer.reports.breaking import is_torn, page_starts
from trainer.reports.document import Document
from trainer.reports.stamps import NO_METADATA, id_of, stamped

FONTS = ("NotoSansSC-Regular-gbk.ttf", "NotoSansSC-Bold-gbk.ttf")
FAMILIES = ("Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "sans-serif")
DPI = 600
_MARGINS_MM = (17.0, 13.0, 17.0, 12.0)
_HEAD_MM, _FOOT_MM = 9.0, 8.0
_RIM_MM, _INDENT_MM = 1.2, 6.0
_BODY_PT, _EDGE_PT = 10.5, 8.0
_INK, _MARK = "#59656e", "#b03027"
_KEEP, _FREE, _CHART = "keep-", "free-", "chart:"
_OFF_SCREEN = ("trainer", "-platform", "offscreen")

Piece = tuple[QTextBlock, QTextBlock]
"""The first and the last block of what is kept together."""

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
        text = _laid_out(document, writer)
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


def _font(points: float, bold: bool = False) -> QFont:
    """Return the font without its local digits: they look alike, but cannot be copied out of a PDF."""
    font = QFont(list(FAMILIES))
    font.setFeature(QFont.Tag("locl"), 0)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def _px(mm: float) -> float:
    return mm / 25.4 * DPI


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


def _laid_out(document: Document, writer: QPdfWriter) -> QTextDocument:
    """Lay the HTML out in pages of the writer, without breaking what is to be kept together."""
    text = QTextDocument()
    text.setUndoRedoEnabled(False)
    text.documentLayout().setPaintDevice(writer)
    text.setDefaultFont(_font(_BODY_PT))
    text.setDocumentMargin(0)
    text.setIndentWidth(_INDENT_MM / 25.4 * 96)  # scaled by Qt itself
    text.setMetaInformation(QTextDocument.MetaInformation.CssMedia, "print")
    text.setTextWidth(writer.width())
    for name in document.charts:
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        text.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"{_CHART}{name}"), blank)
    text.setHtml(document.html)
    _break_pages(text, QSizeF(writer.width(), writer.height() - _px(_HEAD_MM + _FOOT_MM)))
    return text


def _blocks(text: QTextDocument) -> Iterator[QTextBlock]:
    block = text.begin()
    while block.isValid():
        yield block
        block = block.next()


def _formats(block: QTextBlock) -> Iterator[QTextFormat]:
    """Yield the formats of a block's runs of text."""
    run = block.begin()
    while not run.atEnd():
        yield run.fragment().charFormat()
        run += 1


def _pieces(text: QTextDocument) -> Iterator[Piece]:
    """Yield the first and the last block of what is to be kept together."""
    first = before = None
    for block in _blocks(text):
        names = [name for each in _formats(block) for name in each.toCharFormat().anchorNames()]
        begins = any(name.startswith(_KEEP) for name in names)
        if first and before and (begins or any(name.startswith(_FREE) for name in names)):
            yield first, before
            first = None
        if begins:
            first = block
        before = block
    if first and before:
        yield first, before


def _break_pages(text: QTextDocument, page: QSizeF) -> None:
    """Break what is laid out on one endless page into pages.

    Where pages begin is found on the endless page, and all is laid out anew: Qt loses paragraphs
    when breaks are put in one by one. What stands free may break otherwise than was reckoned, so
    the few pieces that still run over an edge are moved after that.
    """
    pieces = list(_pieces(text))
    starts = page_starts([_edges(text, piece) for piece in pieces], page.height())
    _begin_pages(text, [pieces[i][0] for i in starts])
    text.setPageSize(page)
    for _ in pieces:
        torn = next((piece for piece in pieces if _is_torn(text, piece)), None)
        if torn is None:
            return
        _begin_pages(text, [torn[0]])
        text.setPageSize(page)
        text.markContentsDirty(0, text.characterCount())


def _edges(text: QTextDocument, piece: Piece) -> tuple[float, float]:
    """Return the top and the bottom of a piece; the space above it goes with it to the next page."""
    first, last = (text.documentLayout().blockBoundingRect(block) for block in piece)
    above = piece[0].blockFormat().topMargin() * DPI / 96
    return first.top() - above + 1, last.bottom() + _px(_RIM_MM)


def _is_torn(text: QTextDocument, piece: Piece) -> bool:
    """Tell whether a piece runs over the edge of a page that it would fit on."""
    return is_torn(_edges(text, piece), text.pageSize().height())


def _begin_pages(text: QTextDocument, blocks: Iterable[QTextBlock]) -> None:
    begun = QTextBlockFormat()
    begun.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    cursor = QTextCursor(text)
    for block in blocks:
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(begun)


def _print_pages(
    painter: QPainter, writer: QPdfWriter, text: QTextDocument, document: Document, told: Told
) -> None:
    height, pages = text.pageSize().height(), text.pageCount()
    charts = list(_charts(text, document))
    for page in range(pages):
        if not told(page, pages):
            raise PrintingStopped("打印已停下，没有写出文件。")
        if page:
            writer.newPage()
        _print_edges(painter, writer, document, f"第 {page + 1} / {pages} 页")
        seen = QRectF(0, page * height, writer.width(), height)
        painter.save()
        painter.translate(0, _px(_HEAD_MM) - seen.top())
        text.drawContents(painter, seen)
        for chart, place in charts:
            if seen.contains(place.center()):
                document.charts[chart](painter, place)
        painter.restore()
    told(pages, pages)


def _print_edges(painter: QPainter, writer: QPdfWriter, document: Document, page: str) -> None:
    """Print what stands at the head and the foot of every page."""
    width, line = writer.width(), _px(5)
    head, foot = QRectF(0, 0, width, line), QRectF(0, writer.height() - line, width, line)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(_INK))
    painter.setFont(_font(_EDGE_PT))
    painter.drawText(head, left, document.head)
    painter.drawText(foot, left, document.foot)
    painter.drawText(foot, right, page)
    painter.setPen(QColor(_MARK))
    painter.setFont(_font(_EDGE_PT, bold=True))
    painter.drawText(head, right, document.mark)


def _charts(text: QTextDocument, document: Document) -> Iterator[tuple[str, QRectF]]:
    """Yield each chart with its place: an image alone in its paragraph."""
    scale = DPI / 96
    for block in _blocks(text):
        for each in _formats(block):
            image = each.toImageFormat()
            name = image.name().removeprefix(_CHART) if image.isValid() else ""
            if name in document.charts:
                corner = text.documentLayout().blockBoundingRect(block).topLeft()
                size = QSizeF(image.width() * scale, image.height() * scale)
                yield name, QRectF(corner, size)
