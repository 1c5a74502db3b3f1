"""A drawing as SVG that stands inside a page of HTML."""

from html import escape

from trainer.reports.drawing import Box, Dot, Drawing, Path, Shape, Words

FAMILY = "Noto Sans SC,Microsoft YaHei,PingFang SC,sans-serif"
_DASH = "5 3"


def svg(picture: Drawing) -> str:
    """Return the picture as one element; all words in it are escaped."""
    size = f'width="{_px(picture.width)}" height="{_px(picture.height)}"'
    view = f'viewBox="0 0 {_px(picture.width)} {_px(picture.height)}"'
    told = escape(_legal(picture.told))
    inside = "\n".join(_element(shape) for shape in picture.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" aria-label="{told}" '
        f'font-family="{FAMILY}">\n{inside}\n</svg>'
    )


def _px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _legal(text: str) -> str:
    """Replace what XML cannot hold."""
    return "".join(letter if letter.isprintable() or letter == " " else "\ufffd" for letter in text)


def _element(shape: Shape) -> str:
    if isinstance(shape, Path):
        return _path(shape)
    if isinstance(shape, Box):
        edge = f' stroke="{shape.line}" stroke-width="0.5"' if shape.line else ""
        place = f'x="{_px(shape.x)}" y="{_px(shape.y)}"'
        size = f'width="{_px(shape.width)}" height="{_px(shape.height)}"'
        return f'<rect {place} {size} fill="{shape.fill}"{edge}/>'
    if isinstance(shape, Dot):
        return (
            f'<circle cx="{_px(shape.x)}" cy="{_px(shape.y)}" r="{_px(shape.radius)}" fill="{shape.fill}"/>'
        )
    return _words(shape)


def _path(path: Path) -> str:
    points = " ".join(f"{_px(x)},{_px(y)}" for x, y in path.points)
    kind = "polygon" if path.closed else "polyline"
    fill = f'fill="{path.fill or "none"}"' + (
        f' fill-opacity="{path.opacity}"' if path.fill and path.opacity < 1 else ""
    )
    edge = f' stroke="{path.line}" stroke-width="{path.width}"' if path.line else ""
    dash = f' stroke-dasharray="{_DASH}"' if path.dash else ""
    return f'<{kind} points="{points}" {fill}{edge}{dash}/>'


def _words(words: Words) -> str:
    place = f'x="{_px(words.x)}" y="{_px(words.y)}"'
    turn = f' transform="rotate(-90 {_px(words.x)} {_px(words.y)})"' if words.turned else ""
    bold = ' font-weight="bold"' if words.bold else ""
    look = f'font-size="{_px(words.size)}" fill="{words.ink}" text-anchor="{words.anchor}"{bold}'
    return f"<text {place} {look}{turn}>{escape(_legal(words.text))}</text>"
