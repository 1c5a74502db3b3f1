"""Faces: every part is drawn, every mood looks different, small and large."""

from itertools import combinations
from typing import get_args
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from trainer.core.face import Age, Clothes, Face, Hair, Mood
from trainer.ui.kit.face import FaceView, face_pixmap
from trainer.ui.theme import Theme


def drawn(face: Face, mood: Mood, theme: Theme, size: int = 148) -> QImage:
    return face_pixmap(face, mood, size, 1.0, theme).toImage()


def difference(one: QImage, other: QImage) -> int:
    """Return how many pixels differ."""
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))


@pytest.mark.parametrize("size", [36, 148])
def test_the_four_moods_differ(theme: Theme, size: int) -> None:
    pictures = [drawn(Face(), mood, theme, size) for mood in Mood]
    assert min(difference(one, other) for one, other in combinations(pictures, 2)) > size


@pytest.mark.parametrize(
    "faces",
    [
        [Face(hair=hair) for hair in get_args(Hair)],
        [Face(age=age) for age in get_args(Age)],
        [Face(clothes=c) for c in get_args(Clothes)],
    ],
    ids=["hair", "age", "clothes"],
)
def test_every_part_makes_another_face(theme: Theme, faces: list[Face]) -> None:
    pictures = [drawn(face, Mood.CALM, theme) for face in faces]
    assert min(difference(one, other) for one, other in combinations(pictures, 2)) > 200


def test_an_unknown_part_is_left_out(theme: Theme) -> None:
    odd = drawn(Face("mohawk", "ancient", "plaid"), Mood.CALM, theme)
    assert odd.pixelColor(74, 140).alpha() == 255


def test_the_picture_is_round_and_as_dense_as_the_screen(theme: Theme) -> None:
    picture = face_pixmap(Face(), Mood.CALM, 40, 2.0, theme)
    assert picture.width() == 80
    assert picture.deviceIndependentSize().width() == 40
    assert picture.toImage().pixelColor(1, 1).alpha() == 0


def test_the_same_face_is_drawn_once(theme: Theme) -> None:
    again = face_pixmap(Face("bun"), Mood.UNEASY, 40, 1.0, theme)
    assert face_pixmap(Face("bun"), Mood.UNEASY, 40, 1.0, theme) is again


def test_the_view_says_the_mood(theme: Theme, qtbot: QtBot) -> None:
    view = FaceView(theme)
    qtbot.addWidget(view)
    view.show_face(Face("long", "young", "rose"), Mood.FURIOUS)
    assert view.accessibleName() == "客户神情：激动"
    assert view.mood is Mood.FURIOUS
    assert view.grab().toImage().pixelColor(view.width() // 2, view.height() // 2).alpha() == 255


def test_every_layer_is_a_picture_of_its_own(theme: Theme) -> None:
    layers = sorted((theme.assets / "faces").glob("*.svg"))
    assert len(layers) > 20
    for layer in layers:
        assert ElementTree.parse(layer).getroot().get("viewBox") == "0 0 120 120"
