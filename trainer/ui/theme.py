"""The look of everything: tokens from a TOML file → one palette, one style sheet, fonts and lengths.

No other module of the ui names a colour or a pixel. Lengths and letter sizes are multiples of one
base size, so the desk (15) and the stage (38) are the same theme, scaled.
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import Any, Literal, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from trainer.core.errors import TrainerError

BASE_PX = 15
BUNDLED_FONTS = ("NotoSansSC-Regular-gbk.ttf", "NotoSansSC-Bold-gbk.ttf")
FAMILIES = ("Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "sans-serif")
Role = Literal["title", "heading", "large", "body", "sub"]
Tone = Literal["plain", "good", "warm", "hot"]


class ThemeError(TrainerError):
    """A theme file that cannot be used: which file, which key, what to write."""


class Colours(NamedTuple):
    """The colour tokens, each as "#rrggbb".

    Text is `ink` or `sub` on `paper`, `card` or `hover`; `edge` bounds what can be operated,
    `line` only adorns; each tone is written on its own soft ground, its
    `_solid` fills shapes, and signs in `on_tone` stand on that.
    """

    paper: str
    card: str
    hover: str
    ink: str
    sub: str
    line: str
    edge: str
    accent: str
    accent_deep: str
    accent_soft: str
    on_accent: str
    focus: str
    good: str
    good_soft: str
    good_solid: str
    warm: str
    warm_soft: str
    warm_solid: str
    hot: str
    hot_soft: str
    hot_solid: str
    on_tone: str
    shadow: str


class Sizes(NamedTuple):
    """Letter sizes and lengths as multiples of the base size."""

    text_title: float
    text_heading: float
    text_large: float
    text_body: float
    text_sub: float
    space_xs: float
    space_s: float
    space_m: float
    space_l: float
    space_xl: float
    radius_s: float
    radius_m: float
    radius_l: float
    hairline: float
    stroke: float
    depth: float


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme at one base size; `assets` is the folder with fonts, faces and themes."""

    name: str
    title: str
    dark: bool
    colours: Colours
    sizes: Sizes
    assets: Path
    base_px: int = BASE_PX

    def at(self, base_px: int) -> "Theme":
        """Return the same theme at another base size (the stage, or the user's zoom)."""
        return replace(self, base_px=base_px)

    def px(self, multiple: float) -> int:
        """Return a length in whole pixels, at least one unless `multiple` is 0."""
        return max(1, round(multiple * self.base_px)) if multiple else 0

    def font(self, role: Role = "body", *, bold: bool = False) -> QFont:
        """Return the font of a role, for painters."""
        font = QFont(list(FAMILIES))
        font.setPixelSize(self.px(getattr(self.sizes, f"text_{role}")))
        font.setBold(bold)
        return font

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return the ink and the soft ground of a tone."""
        colours = self.colours
        return {
            "plain": (colours.accent, colours.accent_soft),
            "good": (colours.good, colours.good_soft),
            "warm": (colours.warm, colours.warm_soft),
            "hot": (colours.hot, colours.hot_soft),
        }[tone]

    def solid(self, tone: Tone) -> str:
        """Return the colour that fills shapes of a tone (rings, bars, signs), never for letters."""
        colours = self.colours
        return {
            "plain": colours.accent,
            "good": colours.good_solid,
            "warm": colours.warm_solid,
            "hot": colours.hot_solid,
        }[tone]

    def qss(self) -> str:
        """Fill the one style sheet with this theme's tokens; raise ThemeError when it is unreadable."""
        path = self.assets / "themes" / "trainer.qss"
        lengths = {key: f"{self.px(multiple)}px" for key, multiple in self.sizes._asdict().items()}
        words = {
            "families": ", ".join(f'"{family}"' for family in FAMILIES),
            "marks": (path.parent / "marks").as_posix(),
            "on_card": "bright" if self.dark else "dark",
            "on_accent_mark": "dark" if self.dark else "bright",
        }
        try:
            return Template(_read(path)).substitute(self.colours._asdict() | lengths | words)
        except (KeyError, ValueError) as wrong:
            raise ThemeError(f"样式文件 {path} 里有不认识的标记：{wrong}。请重新安装本程序。") from None


def load(assets: Path, name: str, base_px: int = BASE_PX) -> Theme:
    """Read the theme `name` from `assets`/themes; raise ThemeError naming file and key."""
    path = assets / "themes" / f"{name}.toml"
    text = _read(path)
    try:
        tokens = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ThemeError(f"主题文件 {path} 的写法不对：{wrong}") from None
    title, dark = tokens.get("title"), tokens.get("dark")
    if not isinstance(title, str) or not isinstance(dark, bool):
        raise ThemeError(f"主题文件 {path}：title 要写主题的名字，dark 要写 true 或 false")
    colours = Colours(**_section(path, tokens, "colours", Colours))
    sizes = Sizes(**_section(path, tokens, "sizes", Sizes))
    return Theme(name, title, dark, colours, sizes, assets, base_px)


def apply(app: QApplication, theme: Theme) -> str:
    """Dress the whole application; return "" or a notice in Chinese when the bundled font is missing.

    Costs a re-polish of every widget: call it at the start and when the user changes the theme.
    """
    notice = _load_fonts(app, theme.assets)
    app.setStyle("Fusion")
    app.setPalette(_palette(theme.colours))
    app.setFont(theme.font())
    app.setStyleSheet(theme.qss())
    return notice


def mark(widget: QWidget, name: str, value: str) -> None:
    """Set the property that the style sheet looks at (role, kind, chip …) and restyle the widget."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ThemeError(f"读不出主题文件 {path}。请重新安装本程序。") from None


def _section(path: Path, tokens: dict[str, Any], name: str, shape: type[Colours | Sizes]) -> dict[str, Any]:
    section = tokens.get(name)
    if not isinstance(section, dict):
        raise ThemeError(f"主题文件 {path} 缺少 [{name}] 一节")
    known = shape._fields
    for key in known:
        if key not in section:
            raise ThemeError(f"主题文件 {path} 的 [{name}] 里缺少 {key}")
        _check_token(path, f"{name}.{key}", section[key], shape)
    if strange := sorted(set(section) - set(known)):
        raise ThemeError(f"主题文件 {path} 的 [{name}] 里有不认识的 {strange[0]}")
    return section


def _check_token(path: Path, where: str, token: object, shape: type[Colours | Sizes]) -> None:
    if shape is Colours:
        if not (isinstance(token, str) and len(token) == 7 and QColor.isValidColorName(token)):
            raise ThemeError(f'主题文件 {path} 的 {where} 要写成 "#rrggbb" 这样的颜色，现在是 {token!r}')
    elif isinstance(token, bool) or not isinstance(token, int | float) or not 0 <= token <= 10:
        raise ThemeError(f"主题文件 {path} 的 {where} 要写 0 到 10 之间的倍数，现在是 {token!r}")


def _load_fonts(app: QApplication, assets: Path) -> str:
    if app.property("bundled_fonts"):
        return ""
    for name in BUNDLED_FONTS:
        path = assets / "fonts" / name
        if not path.is_file() or QFontDatabase.addApplicationFont(str(path)) < 0:
            return f"找不到自带字体 {name}，已改用系统字体。若有字显示不出来，请重新安装本程序。"
    app.setProperty("bundled_fonts", True)
    return ""


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, token in (
        (role.Window, colours.paper),
        (role.WindowText, colours.ink),
        (role.Base, colours.card),
        (role.AlternateBase, colours.hover),
        (role.Text, colours.ink),
        (role.Button, colours.card),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.hot),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent_deep),
        (role.PlaceholderText, colours.sub),
        (role.ToolTipBase, colours.ink),
        (role.ToolTipText, colours.card),
        (role.Mid, colours.edge),
        (role.Midlight, colours.line),
        (role.Light, colours.card),
        (role.Dark, colours.edge),
        (role.Shadow, colours.shadow),
    ):
        palette.setColor(which, QColor(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.sub))
    return palette
