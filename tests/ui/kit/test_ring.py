"""The ring: colour, thickness and words change as time runs out."""

import pytest
from PySide6.QtCore import QAbstractAnimation, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from trainer.ui.kit.ring import Ring, colour_of, stage_of
from trainer.ui.theme import Theme


def painted(fraction: float, theme: Theme) -> dict[str, int]:
    """Return how often each colour occurs in a ring without a number."""
    picture = QImage(100, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.colours.card))
    painter = QPainter(picture)
    Ring.paint_ring(painter, QRectF(picture.rect()), fraction, "", theme)
    painter.end()
    seen: dict[str, int] = {}
    for x in range(100):
        for y in range(100):
            name = picture.pixelColor(x, y).name()
            seen[name] = seen.get(name, 0) + 1
    return seen


@pytest.mark.parametrize(
    ("fraction", "stage"),
    [(1.0, "accent"), (0.5, "accent"), (0.49, "warm"), (0.25, "warm"), (0.24, "hot"), (0.0, "hot")],
)
def test_the_stage_follows_the_time_left(fraction: float, stage: str) -> None:
    assert stage_of(fraction) == stage


@pytest.mark.parametrize("fraction", [0.9, 0.4, 0.2])
def test_the_ring_is_painted_in_the_colour_of_its_stage(fraction: float, theme: Theme) -> None:
    seen = painted(fraction, theme)
    assert seen[colour_of(stage_of(fraction), theme)] > 50
    others = {colour_of(stage, theme) for stage in ("accent", "warm", "hot") if stage != stage_of(fraction)}
    assert not others & set(seen)


def test_a_hot_ring_is_thicker_for_those_who_see_no_colour(theme: Theme) -> None:
    calm = painted(0.5, theme)[colour_of("accent", theme)] / 0.5
    hot = painted(0.2, theme)[colour_of("hot", theme)] / 0.2
    assert hot > calm * 1.4


def test_nothing_left_paints_no_arc(theme: Theme) -> None:
    assert colour_of("hot", theme) not in painted(0.0, theme)


def test_the_number_is_whole_seconds_rounded_up(theme: Theme, qtbot: QtBot) -> None:
    ring = Ring(theme)
    qtbot.addWidget(ring)
    for seconds, told in ((20.0, "还剩 20 秒"), (7.2, "还剩 8 秒"), (0.0, "还剩 0 秒"), (-3.0, "还剩 0 秒")):
        ring.show_remaining(seconds, 30)
        assert ring.accessibleName() == told
    ring.show_remaining(3, 0)
    assert ring.property("fraction") == 0


def test_a_ring_in_sight_glides_and_arrives(theme: Theme, qtbot: QtBot) -> None:
    ring = Ring(theme)
    qtbot.addWidget(ring)
    with qtbot.waitExposed(ring):
        ring.show()
    animation = ring.findChild(QAbstractAnimation)
    with qtbot.waitSignal(animation.finished):
        ring.show_remaining(10, 40)
    assert ring.property("fraction") == pytest.approx(0.25)
