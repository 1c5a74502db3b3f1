"""Photographs of screens, at the two sizes and in the themes that people look at (build/photos)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from trainer.ui import theme as themes
from trainer.ui.theme import Theme

ROOT = Path(__file__).parents[2]
WARM = ROOT / "build/shelf"
"""Where compiled content is kept between tests: it is keyed by what it was made from."""
FOLDER = ROOT / "build" / "photos"
SIZES = ((1280, 800), (1920, 1080))
LOOKS = ("light", "dark")


def photograph(widget: QWidget, name: str) -> QImage:
    """Show the widget at its size, save what it looks like as `name`.png, and return the picture.

    Fails where the picture is blank, or the widget would not take the size that it was given.
    """
    size = widget.size()
    widget.show()
    for _ in range(3):  # a scroll bar that comes or goes asks for one more round of the layout
        QApplication.processEvents()
    picture = widget.grab().toImage()
    FOLDER.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(FOLDER / f"{name}.png"))
    assert widget.size() == size, f"{name} wants {widget.size()}, more room than {size}"
    assert len(colours_seen(picture)) > 5, f"{name} is blank"
    return picture


def photograph_all(
    make: Callable[[Theme], QWidget], name: str, settle: Callable[[], None] | None = None
) -> None:
    """Photograph what `make` builds: light and dark, at 1280×800 and 1920×1080.

    `settle` waits for what has still to arrive (by signals) once the widget is shown.
    """
    for look in LOOKS:
        with dressed(look) as theme:
            widget = make(theme)
            for width, height in SIZES:
                widget.resize(width, height)
                widget.show()
                if settle:
                    settle()
                photograph(widget, f"{name}-{look}-{width}")
            widget.close()
            widget.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def dressed(look: str, base_px: int = themes.BASE_PX) -> Iterator[Theme]:
    """Dress the application in a theme, and in the light one again afterwards."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = themes.load(ROOT / "assets", look, base_px)
    themes.apply(app, theme)
    try:
        yield theme
    finally:
        themes.apply(app, themes.load(ROOT / "assets", "light"))


def colours_seen(picture: QImage) -> set[int]:
    """Return the colours at every eighth pixel."""
    return {picture.pixel(x, y) for x in range(0, picture.width(), 8) for y in range(0, picture.height(), 8)}
