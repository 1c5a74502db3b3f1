"""Tables of a page of HTML cut where a new page begins: Qt breaks rows, and knows no way to forbid it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)(table|thead|tr)\b[^>]*>")
_BREAK = "page-break-before: always; "

Row = tuple[int, int]
"""The number of a table in the page, and of a row in it; both count from 0, the head's rows too."""


@dataclass(slots=True)
class _Open:
    """A table that is being read: its number, its tag, its head, and how many rows have begun."""

    number: int
    tag: str
    rows: int = 0
    head_begins: int = 0
    head: str = ""


def split_tables(html: str, rows: Collection[Row]) -> str:
    """Return the page with a new table before each of these rows, on a new page and with the head again."""
    wanted, cuts, open_tables = set(rows), list[tuple[int, str]](), list[_Open]()
    for table, begins in _rows(html, open_tables):
        if (table.number, table.rows) in wanted:
            again = f"</tbody></table>\n{_on_new_page(table.tag)}\n{table.head}\n<tbody>\n"
            cuts.append((begins, again))
    made, last = [], 0
    for place, again in cuts:
        made += [html[last:place], again]
        last = place
    return "".join((*made, html[last:]))


def _rows(html: str, open_tables: list[_Open]) -> Iterator[tuple[_Open, int]]:
    """Yield the table of each row, with where the row begins, before the row is counted."""
    count = 0
    for found in _TAG.finditer(html):
        closing, name = found[1] == "/", found[2]
        if name == "table":
            if closing:
                open_tables.pop()
            else:
                open_tables.append(_Open(count, found[0]))
                count += 1
        elif name == "thead":
            _read_head(html, open_tables[-1], found, closing)
        elif not closing:
            yield open_tables[-1], found.start()
            open_tables[-1].rows += 1


def _read_head(html: str, table: _Open, found: re.Match[str], closing: bool) -> None:
    if closing:
        table.head = html[table.head_begins : found.end()]
    else:
        table.head_begins = found.start()


def _on_new_page(tag: str) -> str:
    if 'style="' in tag:
        return tag.replace('style="', f'style="{_BREAK}', 1)
    return f'{tag[:-1]} style="{_BREAK}">'
