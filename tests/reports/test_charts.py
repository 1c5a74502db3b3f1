"""Charts as shapes: all that is told stands in them, and nothing outside of them."""

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from tests.reports.samples import HOSTILE
from trainer.reports import drawing
from trainer.reports.charts import Axis, Bar, bars, histogram, progress, radar
from trainer.reports.drawing import Box, Dot, Drawing, Path, Words, shortened, width_of
from trainer.reports.hallsheets import Heat, HeatRow
from trainer.reports.heatmap import LEAST, MOST_ROWS, MOST_RULES, heat_maps, shade
from trainer.reports.painting import paint
from trainer.reports.svg import svg
from trainer.reports.telling import clock, day, figure, file_name, marks, percent

SHARE = st.one_of(st.none(), st.floats(0, 1))
NAMES = st.text(max_size=12)


def words_of(picture: Drawing) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Words)]


def assert_inside(picture: Drawing) -> None:
    """Nothing but the ends of long words may leave the picture."""
    for shape in picture.shapes:
        if isinstance(shape, Path):
            places = list(shape.points)
        elif isinstance(shape, Box):
            places = [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        else:
            places = [(shape.x, shape.y)]
        for x, y in places:
            assert -0.01 <= x <= picture.width + 0.01
            assert -0.01 <= y <= picture.height + 0.01


@given(st.lists(st.builds(Axis, NAMES, SHARE, SHARE), min_size=3, max_size=6))
def test_a_radar_tells_every_axis(axes: list[Axis]) -> None:
    picture = radar(axes)
    assert_inside(picture)
    ElementTree.fromstring(svg(picture))
    for axis in axes:
        assert any(text.startswith(percent(axis.share)) for text in words_of(picture))


def test_the_hall_is_a_dashed_line() -> None:
    lines = [shape for shape in radar([Axis("甲", 0.5, 0.4)] * 5).shapes if isinstance(shape, Path)]
    assert [line.dash for line in lines if line.dash] == [True]
    assert not any(line.dash for line in radar([Axis("甲", 0.5)] * 5).shapes if isinstance(line, Path))


@given(st.lists(st.floats(0, 100), max_size=80), st.one_of(st.none(), st.floats(0, 100)))
def test_a_histogram_counts_everybody(percents: list[float], mark: float | None) -> None:
    picture = histogram(percents, mark)
    assert_inside(picture)
    counts = [int(shape.text) for shape in picture.shapes if isinstance(shape, Words) and shape.bold]
    assert sum(counts) == len(percents)


@given(st.lists(st.tuples(NAMES, SHARE, st.integers(0, 999)), max_size=12))
def test_progress_has_a_point_for_each_share_and_leaves_gaps(
    points: list[tuple[str, float | None, int]],
) -> None:
    picture = progress(points, "每周")
    assert_inside(picture)
    dots = [shape for shape in picture.shapes if isinstance(shape, Dot)]
    assert len(dots) == sum(share is not None for _, share, _ in points)


@given(st.lists(st.builds(Bar, NAMES, st.floats(0, 1e6), NAMES), max_size=12))
def test_bars_stay_in_their_room(rows: list[Bar]) -> None:
    picture = bars(rows, "错")
    assert_inside(picture)
    assert [shape for shape in picture.shapes if isinstance(shape, Box)] != [] or not rows
    ElementTree.fromstring(svg(picture))


@given(st.integers(1, 60), st.integers(0, 90))
def test_heat_maps_have_every_cell_once(rules: int, people: int) -> None:
    heads = tuple((f"R{n}", "") for n in range(rules))
    rows = tuple(HeatRow(f"人{n}", tuple((0.5, 9) for _ in heads)) for n in range(people))
    pictures = heat_maps(Heat(heads, rows))
    boxes = [shape for picture in pictures for shape in picture.shapes if isinstance(shape, Box)]
    assert len(boxes) == rules * people
    for picture in pictures:
        assert_inside(picture)
        assert picture.height < 900
    assert len(pictures) == -(-rules // MOST_RULES) * -(-people // MOST_ROWS)


def test_cells_of_few_answers_are_not_coloured_and_stand_in_brackets() -> None:
    heat = Heat((("R", "规则"),), tuple(HeatRow("甲", ((0.25, n),)) for n in (0, LEAST - 1, LEAST)))
    (picture,) = heat_maps(heat)
    assert [shape.fill for shape in picture.shapes if isinstance(shape, Box)] == [
        drawing.PAPER,
        drawing.PAPER,
        shade(0.25),
    ]
    assert [text for text in words_of(picture) if text in ("—", "(25)", "25")] == ["—", "(25)", "25"]


def test_words_of_a_chart_are_no_markup() -> None:
    told = svg(bars([Bar(HOSTILE, 1, HOSTILE + "\x00")], HOSTILE))
    assert "<script" not in told
    root = ElementTree.fromstring(told)
    assert root.get("role") == "img"
    assert HOSTILE in str(root.get("aria-label"))


@given(NAMES, st.floats(0, 200))
def test_a_shortened_text_fits(text: str, room: float) -> None:
    made = shortened(text, 10, room)
    assert made == text or made.endswith("…")
    assert width_of(made, 10) <= max(room, width_of("…", 10))


def test_a_drawing_is_painted_as_large_as_fits(qapp: object) -> None:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    picture = Drawing(10, 20, "", (Box(0, 0, 10, 20, "#cb4034"), Words(5, 15, "字", 8, "#000000", "middle")))
    paint(painter, QRectF(0, 0, 200, 200), picture, QFont("Noto Sans SC"))
    painter.end()
    assert image.pixelColor(2, 197) == QColor("#cb4034")
    assert image.pixelColor(102, 100) == QColor("white")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (day(date(2004, 7, 3)), "2004年7月3日"),
        (clock(83_999), "1:23"),
        (marks(3), "3"),
        (percent(0.125), "13%"),
        (percent(None), "—"),
        (figure(-0.416), "–0.42"),
        (figure(None), "—"),
        (file_name(["个人 考核", "a/b:c?", ""], "pdf"), "个人 考核-abc.pdf"),
        (file_name(["..", "///"], "xlsx"), "报表.xlsx"),
    ],
)
def test_things_are_told_as_people_write_them(told: str, expected: str) -> None:
    assert told == expected
