"""A worksheet that takes whole rows, and whose text is always text.

XlsxWriter builds each cell from a list of attributes, and when it writes row by row takes a text from
<r> to </r> for its own markup. Here a row is one line of XML, put where XlsxWriter gathers its own.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Way = Callable[[Any], str]
"""How a value becomes the end of a cell's element, from the quote after its place on."""

MOST_LETTERS = 32_767
"""The UTF-16 units that a cell holds."""
_BEGINNING = datetime(1899, 12, 30)
_DAY = timedelta(days=1)
_REMEMBERED = 50_000


class Rows(Worksheet):  # type: ignore[misc]
    """Takes rows in order, each at once."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, str] = {}
        self._letters: list[str] = []

    def put(self, row: int, ways: Sequence[Way], cells: Sequence[Any]) -> None:
        """Write a row, counted from 0; nothing and an empty text are an empty cell."""
        if len(self._letters) < len(ways):
            self._letters = [xl_col_to_name(column) for column in range(len(ways))]
        number = row + 1
        written = [
            f'<c r="{letter}{number}"{way(cell)}'
            for letter, way, cell in zip(self._letters, ways, cells, strict=True)
            if cell or cell == 0
        ]
        self.fh.write(f'<row r="{number}">{"".join(written)}</row>')

    def end(self, rows: int, columns: int) -> None:
        """Say how large the table has become, its head counted."""
        self._check_dimensions(0, 0)
        self._check_dimensions(rows - 1, columns - 1)

    def let_go(self) -> None:
        """Close the file of the rows, wherever the writing stopped."""
        self._opt_close()

    def text_way(self, look: Format | None = None) -> Way:
        """Return how a text is written; names and options come again and again, so it is remembered."""
        style, told = _style(look), self._told

        def write(text: str) -> str:
            inside = told.get(text)
            if inside is None:
                if len(told) >= _REMEMBERED:
                    told.clear()
                inside = told[text] = self._inside(text)
            return f'{style} t="inlineStr"><is>{inside}</is></c>'

        return write

    def _inside(self, text: str) -> str:
        legal = text.encode("utf-8", "replace").decode()
        if len(legal) > MOST_LETTERS // 2:
            legal = legal.encode("utf-16-le")[: 2 * MOST_LETTERS].decode("utf-16-le", "ignore")
        keep = ' xml:space="preserve"' if legal != legal.strip() else ""
        return f"<t{keep}>{self._escape_data(self._escape_control_characters(legal))}</t>"


def number_way(look: Format) -> Way:
    """Return how a number is written; raise ValueError for one that is none."""
    style = _style(look)

    def write(value: Any) -> str:
        number = float(value)
        if not isfinite(number):
            raise ValueError(f"a worksheet cannot hold {number}")
        return f"{style}><v>{number:.16G}</v></c>"

    return write


def moment_way(look: Format) -> Way:
    """Return how a moment or a day is written: in days, as spreadsheets count them."""
    style = _style(look)

    def write(at: date) -> str:
        moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)
        return f"{style}><v>{(moment - _BEGINNING) / _DAY:.16G}</v></c>"

    return write


def _style(look: Format | None) -> str:
    return f' s="{look._get_xf_index()}"' if look else ""
