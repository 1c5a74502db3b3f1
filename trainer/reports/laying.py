"""HTML laid out by Qt on pages: what is to be kept together stays on one, tables repeat their heads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPagedPaintDevice,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
    QTextTableCell,
)

from trainer.reports.breaking import Edges, is_torn, page_starts
from trainer.reports.document import Document
from trainer.reports.splitting import Row, split_tables

FAMILIES = ("Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "sans-serif")
DPI = 600
BODY_PT, _FLAT_PT = 10.5, 1.0
_RIM_MM, _SLACK_MM, _INDENT_MM = 1.2, 3.0, 6.0
_SHORT = 7
"""Tables of no more rows belong to the heading above them."""
_KEEP, _FREE, _CHART = "keep-", "free-", "chart:"


@dataclass(frozen=True, slots=True)
class Piece:
    """What is kept together: its blocks in order; the row that begins it, and how high the head above is."""

    blocks: list[QTextBlock]
    row: Row | None = None
    head: float = 0.0


def font(points: float, bold: bool = False) -> QFont:
    """Return the font without local digits and joined letters: they cannot be copied out of a PDF."""
    made = QFont(list(FAMILIES))
    for feature in ("locl", "liga"):
        made.setFeature(QFont.Tag(feature), 0)
    made.setPointSizeF(points)
    made.setBold(bold)
    return made


def px(mm: float) -> float:
    """Return a length in dots of the page."""
    return mm / 25.4 * DPI


def laid_out(document: Document, device: QPagedPaintDevice, page: QSizeF) -> QTextDocument:
    """Lay the HTML out in pages without breaking what is to be kept together.

    Where pages begin is found on one endless page, and all is laid out anew: Qt loses paragraphs when
    breaks are put in one by one. Tables that go on upon another page are split for that in the HTML.
    """
    text = _blank(document, device, page.width())
    text.setHtml(document.html)
    pieces = list(_pieces(text))
    room = page.height() - px(_SLACK_MM)  # tables end a little lower than their last row
    starts = set(page_starts([_edges(text, piece) for piece in pieces], room))
    rows = [row for i in starts if (row := pieces[i].row)]
    kept = [piece for piece in pieces if piece.row is None]
    begun = [i in starts for i, piece in enumerate(pieces) if piece.row is None]
    if rows:
        text.setHtml(split_tables(document.html, rows))
        _flatten_gaps(text)
        kept = [piece for piece in _pieces(text) if piece.row is None]
    _begin_pages(text, [piece.blocks[0] for piece, begins in zip(kept, begun, strict=True) if begins])
    text.setPageSize(page)
    _mend(text, kept)
    return text


def _flatten_gaps(text: QTextDocument) -> None:
    """Make the empty lines after tables flat: one that runs over the edge would have a page to itself."""
    flat, cursor = QTextCharFormat(), QTextCursor(text)
    flat.setFontPointSize(_FLAT_PT)
    for table in _tables(text):
        cursor.setPosition(table.lastPosition() + 1)
        if not cursor.block().text():
            cursor.mergeBlockCharFormat(flat)


def charts_of(text: QTextDocument, document: Document) -> Iterator[tuple[str, QRectF]]:
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


def _blank(document: Document, device: QPagedPaintDevice, width: float) -> QTextDocument:
    text = QTextDocument()
    text.setUndoRedoEnabled(False)
    text.documentLayout().setPaintDevice(device)
    text.setDefaultFont(font(BODY_PT))
    text.setDocumentMargin(0)
    text.setIndentWidth(_INDENT_MM / 25.4 * 96)  # scaled by Qt itself
    text.setMetaInformation(QTextDocument.MetaInformation.CssMedia, "print")
    text.setTextWidth(width)
    for name in document.charts:
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        text.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"{_CHART}{name}"), blank)
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


def _is_named(block: QTextBlock, beginning: str) -> bool:
    names = (name for each in _formats(block) for name in each.toCharFormat().anchorNames())
    return any(name.startswith(beginning) for name in names)


def _pieces(text: QTextDocument) -> Iterator[Piece]:
    """Yield what is to be kept together: what is named so, and each row of a long table with a head.

    The head and the first row belong to what stands before them.
    """
    rows, ends = _rows(text)
    piece: Piece | None = None
    for block in _blocks(text):
        row, keeps = rows.get(block.position()), _is_named(block, _KEEP)
        if piece and (row or keeps or block.position() in ends or _is_named(block, _FREE)):
            yield piece
            piece = None
        if row or keeps:
            piece = Piece([block], *(row or ()))
        elif piece:
            piece.blocks.append(block)
    if piece:
        yield piece


def _rows(text: QTextDocument) -> tuple[dict[int, tuple[Row, float]], set[int]]:
    """Return where rows after the first begin, with the height of the head, and where pieces end."""
    rows, ends = dict[int, tuple[Row, float]](), set[int]()
    tables = _tables(text)
    for number, table in enumerate(tables):
        if table.format().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore:
            ends |= {table.firstPosition(), tables[number - 1].lastPosition() + 1}
        heads = table.format().headerRowCount()
        if not heads or heads + _SHORT >= table.rows():
            continue
        head = _top(text, table.cellAt(heads, 0)) - _top(text, table.cellAt(0, 0))
        for row in range(heads + 1, table.rows()):
            rows[table.cellAt(row, 0).firstPosition()] = ((number, row), head)
        ends.add(table.lastPosition() + 1)
    return rows, ends


def _tables(text: QTextDocument) -> list[QTextTable]:
    """Return all tables, also those inside others, in the order they begin."""
    frames = [text.rootFrame()]
    for frame in frames:
        frames += frame.childFrames()
    cursor, tables = QTextCursor(text), []
    for place in sorted(frame.firstPosition() for frame in frames[1:]):
        cursor.setPosition(place)
        tables.append(cursor.currentTable())
    return [table for table in tables if table is not None]  # a picture is a frame too


def _top(text: QTextDocument, cell: QTextTableCell) -> float:
    return text.documentLayout().blockBoundingRect(cell.firstCursorPosition().block()).top()


def _mend(text: QTextDocument, pieces: list[Piece]) -> None:
    """Move the few pieces that still run over an edge: what stands free breaks otherwise than reckoned."""
    for _ in pieces:
        torn = next((piece for piece in pieces if _is_torn(text, piece)), None)
        if torn is None:
            return
        _begin_pages(text, [torn.blocks[0]])
        text.setPageSize(text.pageSize())
        text.markContentsDirty(0, text.characterCount())


def _edges(text: QTextDocument, piece: Piece) -> Edges:
    """Return the edges of a piece; the space above it goes with it to the next page."""
    layout, first = text.documentLayout(), piece.blocks[0]
    boxes = [layout.blockBoundingRect(block) for block in piece.blocks]
    above = px(_RIM_MM) if piece.row else first.blockFormat().topMargin() * DPI / 96 - 1
    bottom = max(box.bottom() for box in boxes) + px(_RIM_MM)
    return Edges(boxes[0].top() - above, bottom, piece.head)


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
