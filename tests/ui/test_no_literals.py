"""Colours and pixels stand in theme.py and the theme files, nowhere else in the ui."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "trainer" / "ui"
LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b\d+\s*p[xt]\b|\brgba?\(|QColor\(\s*[\d\"']|GlobalColor\.(?!transparent\b)\w+|Font\(\s*[\"']"
)


def found_in(text: str) -> list[str]:
    """Return the colour and pixel literals in a source text."""
    return [match.group() for match in LITERAL.finditer(text)]


def test_no_colour_and_no_pixel_outside_the_theme() -> None:
    modules = [path for path in UI.rglob("*.py") if path.name != "theme.py"]
    assert len(modules) > 10
    assert {str(path): found for path in modules if (found := found_in(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "line",
    [
        'pen = "#1d6a73"',
        "QColor(12, 13, 14)",
        "Qt.GlobalColor.red",
        '"padding: 4px"',
        "rgba(0,0,0,9)",
        'QFont("Arial")',
    ],
)
def test_the_search_barks(line: str) -> None:
    assert found_in(line)
