"""The tables that the benchmarks print."""

from typing import NamedTuple


class Row(NamedTuple):
    """One measurement: what, the figure, its ratio to the bare thing beside it, and the aim."""

    what: str
    figure: str
    ratio: str
    aim: str


def print_table(title: str, heads: tuple[str, str, str, str], rows: list[Row]) -> None:
    """Print a Markdown table, so that it can be pasted where it is wanted."""
    print(f"\n### {title}\n")
    print(f"| {' | '.join(heads)} |")
    print("|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
