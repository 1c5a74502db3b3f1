"""Where pages begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.reports.breaking import Edges, is_torn, page_starts


@pytest.mark.parametrize(
    ("pieces", "starts"),
    [
        ([], []),
        ([(0, 40), (40, 80), (80, 100)], []),
        ([(0, 40), (40, 80), (80, 101)], [2]),
        ([(0, 60), (60, 120), (120, 180)], [1, 2]),
        ([(0, 10), (10, 260), (260, 270)], []),  # longer than a page: breaks by itself
        ([(250, 290), (290, 330)], [1]),  # two pages and a half stand free before
    ],
)
def test_pages_begin_where_a_piece_would_be_torn(
    pieces: list[tuple[float, float]], starts: list[int]
) -> None:
    assert list(page_starts([Edges(*piece) for piece in pieces], 100)) == starts


@given(st.lists(st.integers(1, 100), max_size=40))
def test_pieces_alone_are_never_torn(heights: list[int]) -> None:
    tops = [sum(heights[:i]) for i in range(len(heights))]
    pieces = [Edges(float(top), float(top + height)) for top, height in zip(tops, heights, strict=True)]
    starts = set(page_starts(pieces, 100))
    y = 0.0
    for i, height in enumerate(heights):
        y = -(-y // 100) * 100 if i in starts else y
        assert not is_torn(Edges(y, y + height - 0.5), 100)
        y += height


def test_a_row_that_begins_a_page_leaves_room_for_the_head() -> None:
    rows = [Edges(10.0 * i, 10.0 * i + 10, 20) for i in range(30)]
    starts = [0, *page_starts(rows, 100)]
    assert starts == [0, 10, 18, 26]
    assert (
        list(page_starts([Edges(0, 90, 20), Edges(90, 175, 20)], 100)) == []
    )  # with the head it fits nowhere
