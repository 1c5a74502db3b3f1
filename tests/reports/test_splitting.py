"""Tables cut where a new page begins."""

from hypothesis import given
from hypothesis import strategies as st

from trainer.reports.splitting import split_tables

HEAD = "<thead>\n<tr><th>头</th></tr>\n</thead>"


def table(number: int, rows: int, style: str = "") -> str:
    body = "\n".join(f"<tr><td>{number}.{row}</td></tr>" for row in range(rows))
    return f"<table{style}>\n{HEAD}\n<tbody>\n{body}\n</tbody>\n</table>\n"


def test_a_table_goes_on_upon_a_new_page_under_the_same_head() -> None:
    html = split_tables(table(0, 3) + table(1, 3, ' style="color: red"'), [(1, 3)])
    assert html.startswith(table(0, 3))
    first, second = html.removeprefix(table(0, 3)).split("</tbody></table>\n")
    assert "1.1" in first
    assert "1.2" not in first
    assert second.startswith(f'<table style="page-break-before: always; color: red">\n{HEAD}')
    assert "1.2" in second


def test_a_table_without_a_style_gets_one_and_tables_inside_are_counted() -> None:
    inside = f"<table><tr><td>{table(9, 1)}</td></tr></table>"
    html = split_tables(inside + table(2, 2), [(2, 2)])
    assert html.startswith(inside)
    assert f'<table style="page-break-before: always; ">\n{HEAD}' in html


def test_nothing_to_cut_changes_nothing() -> None:
    assert split_tables(table(0, 3), []) == table(0, 3)


@given(st.integers(1, 12), st.sets(st.integers(2, 12)))
def test_no_row_is_lost(rows: int, cuts: set[int]) -> None:
    html = split_tables(table(0, rows), [(0, cut) for cut in cuts])
    assert [html.count(f"<td>0.{row}</td>") for row in range(rows)] == [1] * rows
    assert html.count(HEAD) == html.count("</table>") == 1 + len([cut for cut in cuts if cut <= rows])
