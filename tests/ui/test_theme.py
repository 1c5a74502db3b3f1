"""Themes: readable in every pairing, clear about what is wrong in a file, complete in their letters."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from trainer.settings import THEME_NAMES
from trainer.ui import theme as themes
from trainer.ui.theme import Theme, ThemeError

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"
GROUNDS = ("paper", "card", "hover")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "sub", "accent", "accent_deep") for ground in GROUNDS),
    *((tone, ground) for tone in ("good", "warm", "hot") for ground in (*GROUNDS, f"{tone}_soft")),
    *(("ink", f"{tone}_soft") for tone in ("accent", "good", "warm", "hot")),
    *(("accent", f"{tone}_soft") for tone in ("accent", "good", "warm", "hot")),
    ("sub", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_deep"),
    ("card", "ink"),
]
SHAPE_PAIRS = [
    *((shape, ground) for shape in ("edge", "focus", "accent") for ground in GROUNDS),
    *((f"{tone}_solid", ground) for tone in ("good", "warm", "hot") for ground in ("paper", "card")),
    *(("on_tone", f"{tone}_solid") for tone in ("good", "warm", "hot")),
    ("on_tone", "accent"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1, from 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def too_weak(theme: Theme, pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    ratios = {(a, b): contrast(getattr(theme.colours, a), getattr(theme.colours, b)) for a, b in pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least}


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_text_is_readable_on_every_ground_it_meets(name: str) -> None:
    theme = themes.load(ASSETS, name)
    assert too_weak(theme, TEXT_PAIRS, 7.0 if name == "contrast" else 4.5) == {}
    assert too_weak(theme, SHAPE_PAIRS, 3.0) == {}


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_everything_grows_with_the_base_size(name: str) -> None:
    desk = themes.load(ASSETS, name)
    stage = desk.at(38)
    assert stage.font("title").pixelSize() / desk.font("title").pixelSize() == pytest.approx(
        38 / 15, rel=0.03
    )
    assert stage.px(0) == 0
    assert desk.px(0.001) == 1
    assert "$" not in stage.qss()
    assert f"font-size: {stage.px(stage.sizes.text_title)}px" in stage.qss()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('ink = "#1b2930"\n', "", "[colours] 里缺少 ink"),
        ('ink = "#1b2930"', 'ink = "dark"', "colours.ink"),
        ('ink = "#1b2930"', "ink = 3", "colours.ink"),
        ("text_title = 1.6", "text_title = -1", "sizes.text_title"),
        ("text_title = 1.6", "text_title = true", "sizes.text_title"),
        ("[sizes]", "[sizes]\nheigth = 1", "不认识的 heigth"),
        ("[sizes]", "[size]", "缺少 [sizes] 一节"),
        ("dark = false", 'dark = "no"', "dark"),
        ("[colours]", "[colours", "写法不对"),
    ],
)
def test_a_broken_theme_file_is_named_with_its_key(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    shutil.copytree(ASSETS / "themes", tmp_path / "themes")
    file = tmp_path / "themes" / "light.toml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ThemeError) as caught:
        themes.load(tmp_path, "light")
    assert said in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_missing_theme_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"nobody\.toml"):
        themes.load(tmp_path, "nobody")


def test_a_style_sheet_with_an_unknown_token_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ASSETS / "themes", tmp_path / "themes")
    sheet = tmp_path / "themes" / "trainer.qss"
    sheet.write_text(sheet.read_text("utf-8") + "QLabel { color: $inc; }", "utf-8")
    with pytest.raises(ThemeError, match="inc"):
        themes.load(tmp_path, "light").qss()


def test_a_missing_font_is_said_and_the_application_goes_on(
    tmp_path: Path, qapp: QApplication, light: Theme, qtbot: QtBot
) -> None:
    shutil.copytree(ASSETS / "themes", tmp_path / "themes")
    qapp.setProperty("bundled_fonts", False)
    notice = themes.apply(qapp, themes.load(tmp_path, "dark"))
    assert notice.startswith("找不到自带字体 NotoSansSC-Regular-gbk.ttf")
    assert "Microsoft YaHei" in qapp.font().families()
    assert themes.apply(qapp, light) == ""


def test_the_bundled_font_is_the_one_in_use(light: Theme, qapp: QApplication) -> None:
    assert qapp.font().families()[0] in QFontDatabase.families()
    assert QRawFont.fromFont(qapp.font()).familyName() == "Noto Sans SC"


@pytest.mark.parametrize("font", themes.BUNDLED_FONTS)
def test_every_character_of_the_content_has_a_glyph(font: str, qapp: QApplication) -> None:
    raw = QRawFont(str(ASSETS / "fonts" / font), 16)
    files = [
        path for folder in ("scripts_zh", "scenarios", "assets") for path in (ROOT / folder).rglob("*.y*ml")
    ]
    files += (ROOT / "trainer").rglob("*.py")
    seen = {character for path in files for character in path.read_text("utf-8") if not character.isspace()}
    assert len(seen) > 500
    assert (
        sorted(character for character in seen - {"\u2028"} if not raw.supportsCharacter(ord(character)))
        == []
    )


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text("utf-8").upper()


def test_marking_a_widget_restyles_it(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("合计")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.sizeHint()
    themes.mark(label, "role", "title")
    assert label.sizeHint().height() > before.height()
    assert label.font().pixelSize() == theme.px(theme.sizes.text_title)
