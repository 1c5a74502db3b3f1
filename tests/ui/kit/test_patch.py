"""Sheets stamped from a patch look like sheets that are painted, in each theme its own."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from tests.ui.conftest import ASSETS
from trainer.settings import THEME_NAMES
from trainer.ui import theme as themes
from trainer.ui.kit import sheet as sheets
from trainer.ui.kit.sheet import Sheet, paint_sheet
from trainer.ui.theme import Theme

ROOM = QRectF(2, 3, 180, 70)


def painted(theme: Theme, sheet: Sheet, dense: float = 1.0, room: QRectF = ROOM) -> QImage:
    picture = QImage(round(200 * dense), round(90 * dense), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(dense)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_sheet(painter, room, sheet, theme)
    painter.end()
    return picture


def plain(theme: Theme, sheet: Sheet, dense: float, monkeypatch: pytest.MonkeyPatch) -> QImage:
    with monkeypatch.context() as patched:
        patched.setattr("trainer.ui.kit.patch.Patch.fits", lambda _self, _room: False)
        return painted(theme, sheet, dense)


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("dense", [1.0, 2.0, 1.25])
def test_a_stamped_sheet_is_the_painted_one(
    theme: Theme, name: str, dense: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed = themes.load(ASSETS, name)
    sheet = Sheet(dressed.colours.card, dressed.colours.edge, dressed.sizes.hairline, dressed.sizes.radius_m)
    assert painted(dressed, sheet, dense) == plain(dressed, sheet, dense, monkeypatch)


def test_themes_share_no_picture(theme: Theme) -> None:
    dark = themes.load(ASSETS, "dark")
    looks = [
        painted(each, Sheet(each.colours.card, each.colours.line, 0.1, 1.0)).pixelColor(90, 30).name()
        for each in (theme, dark, theme)
    ]
    assert looks == [theme.colours.card, dark.colours.card, theme.colours.card]


def test_a_sheet_too_small_for_its_corners_is_painted(theme: Theme) -> None:
    sheet = Sheet(theme.colours.card, theme.colours.line, 0.1, 1.0)
    assert painted(theme, sheet, room=QRectF(0, 0, 30, 26)).pixelColor(15, 10).name() == theme.colours.card


def test_few_pictures_are_kept() -> None:
    assert (sheets._patch.cache_info().maxsize or 0) <= 64
