"""A typed phrase with its marks: pieces coloured and signed, what is missing written in, losses listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme import Role, Theme, Tone

if TYPE_CHECKING:
    from trainer.core.recall import Label, Loss, Recalled

SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
WORDS: dict[str, str] = {
    "right": "对",
    "sound": "同音字",
    "wrong": "不对",
    "forbidden": "禁语",
    "misplaced": "次序不对",
    "extra": "多余",
    "missing": "缺",
}
"""What each look means; the legend shows those that occur."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the text as it is shown; `label` is a span's, "missing", "sign" or ""."""

    text: str
    label: str


def sign(number: int) -> str:
    """Return the sign of a loss, from 0."""
    return SIGNS[number] if number < len(SIGNS) else f"({number + 1})"


def runs(typed: str, recalled: Recalled) -> list[Run]:
    """Cut what was typed into pieces, with signs behind the losses and what is missing written in."""
    return [run for run in _runs(typed, recalled) if run.text]


def losses_in_words(recalled: Recalled) -> list[str]:
    """Write the losses down, each with its sign and its marks."""
    return [f"{sign(i)} 扣 {loss.marks} 分：{loss.why}" for i, loss in enumerate(recalled.losses)]


def legend(found: list[Run]) -> str:
    """Say what the looks mean that occur."""
    labels = [label for label in WORDS if any(run.label == label for run in found)]
    return "　".join(f"{_SIGNED[label]}{WORDS[label]}" for label in labels)


_SIGNED = {
    "right": "√ ",
    "sound": "点线：",
    "wrong": "划去：",
    "forbidden": "加粗划去：",
    "misplaced": "波线：",
    "extra": "下划线：",
    "missing": "〔〕：",
}


def _runs(typed: str, recalled: Recalled) -> Iterator[Run]:
    numbers = dict(enumerate(recalled.losses))
    cuts = {0, len(typed)}
    cuts |= {edge for span in recalled.spans for edge in (span.start, span.end)}
    cuts |= {edge for loss in recalled.losses for edge in (loss.start, loss.end)}
    places = sorted(cut for cut in cuts if 0 <= cut <= len(typed))
    for start, end in zip(places, [*places[1:], None], strict=True):
        yield from _signs(numbers, start)
        if end is not None:
            yield Run(typed[start:end], _label(recalled, start))


def _signs(numbers: dict[int, Loss], at: int) -> Iterator[Run]:
    """Yield the signs of the losses that end here, and the words that are missing here."""
    for number, loss in numbers.items():
        if loss.end != at:
            continue
        if loss.kind == "missing" and loss.start == loss.end:
            yield Run(f"〔{loss.wanted}〕", "missing")
        yield Run(sign(number), "sign")


def _label(recalled: Recalled, at: int) -> str:
    label: Label | str = next((s.label for s in recalled.spans if s.start <= at < s.end), "ignored")
    return "" if label == "ignored" else label


class MarkedText(QWidget):
    """Paints a marked phrase, in large letters where nothing else is asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, role: Role = "large") -> None:
        super().__init__(parent)
        self._theme, self._role = theme, role
        self._layout = QTextLayout()
        self._runs: list[Run] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def runs(self) -> list[Run]:
        """The pieces that are shown."""
        return self._runs

    def show_marks(self, typed: str, recalled: Recalled) -> None:
        """Show what was typed with its marks."""
        self._runs = runs(typed, recalled)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout = QTextLayout("".join(run.text for run in self._runs), self._theme.font(self._role))
        self._layout.setTextOption(option)
        self._layout.setFormats(list(self._formats()))
        self.setAccessibleName("批改：" + "".join(_spoken(run) for run in self._runs))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        top = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height() * _LEADING
        self._layout.endLayout()
        return round(top + 0.5)

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(_LEAST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.heightForWidth(self.width())
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.colours.ink))
        self._layout.draw(painter, QPointF(0, 0))

    def _formats(self) -> Iterator[QTextLayout.FormatRange]:
        start = 0
        for run in self._runs:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = start, len(run.text)
            piece.format = self._format(run.label)
            start += len(run.text)
            yield piece

    def _format(self, label: str) -> QTextCharFormat:
        theme, look = self._theme, QTextCharFormat()
        tone = _TONES.get(label)
        if tone:
            ink, ground = theme.tone(tone)
            look.setForeground(QColor(ink))
            look.setBackground(QColor(ground))
        line = _LINES.get(label)
        if line is not None:
            look.setUnderlineStyle(line)
        look.setFontStrikeOut(label in ("wrong", "forbidden"))
        if label in ("forbidden", "sign", "missing"):
            look.setFontWeight(700)
        return look


_LEAST, _LEADING = 8, 1.25
_TONES: dict[str, Tone] = {
    "right": "good",
    "sound": "warm",
    "wrong": "hot",
    "forbidden": "hot",
    "misplaced": "warm",
    "extra": "warm",
    "missing": "hot",
    "sign": "hot",
}
_LINES = {
    "sound": QTextCharFormat.UnderlineStyle.DotLine,
    "misplaced": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "missing": QTextCharFormat.UnderlineStyle.DashUnderline,
    "extra": QTextCharFormat.UnderlineStyle.SingleUnderline,
}


def _spoken(run: Run) -> str:
    if run.label == "missing":
        return f"（缺{run.text.strip('〔〕')}）"
    word = WORDS.get(run.label, "") if run.label != "right" else ""
    return f"{run.text}（{word}）" if word else run.text
