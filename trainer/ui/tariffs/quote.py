"""The panel that a cell or a line of a bill opens to: the value, the words it stands on, what rests on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.core.library import Source
from trainer.core.tariff import Assumption, Edition, Plan, Status
from trainer.ui.kit.card import Card
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.source import cite, quotation
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.tariffs.rows import MATERIAL, Entry, resting
from trainer.ui.theme import Theme

_LOWEST, _HIGHEST, _SHARE = 7.0, 15.0, 0.27
LOOK_UP = "资料没有写这一项。不要估，查证以后再答复客户。"
STATUSES: dict[Status, str] = {
    "在售": "资料照常介绍，没有写停售",
    "停售": "资料写明已经停止销售，不能再开",
    "短期": "资料写明是短期优惠",
    "仅老用户": "资料只讲原来的用户怎样收，没有写可以新开",
    "只有名称": "资料只提到名称，没有写资费",
}
"""What the status of a plan means to the counter."""

ELSEWHERE = "这个套餐没有单独的这一项，价格写在本组的其他行里。"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is told about one figure."""

    title: str
    value: str
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


def proof_of(edition: Edition, entry: Entry) -> Proof:
    """Tell everything about a cell."""
    title = f"{entry.plan.name} · {entry.field}"
    if entry.group == MATERIAL:
        return Proof(title, entry.text, entry.sources, tuple(_standing(entry.plan)))
    notes = [entry.note] if entry.note else []
    if entry.standing == "elsewhere":
        notes.append(ELSEWHERE)
    elif entry.standing == "silent":
        notes.append(LOOK_UP)
        notes += [f"没有写清：{point}" for point in entry.plan.open if _about(point, entry)]
    return Proof(title, entry.text, entry.sources, tuple(notes), resting(edition, entry))


def _standing(plan: Plan) -> Iterator[str]:
    """Yield what a plan's status means, and each point that the material leaves open."""
    yield f"{plan.status}：{STATUSES[plan.status]}。"
    yield from (f"{number}. {point}" for number, point in enumerate(plan.open, 1))


def _about(point: str, entry: Entry) -> bool:
    """Tell whether an open point is about the field of a cell: 短信 is about 短信网外."""
    return any(word in point for word in (entry.field, entry.row, entry.group))


def assumed(assumption: Assumption) -> str:
    """Say what an assumption is, whether it is in force, and what depends on it."""
    return brief(assumption) + (f"影响：{assumption.results}" if assumption.results else "")


def brief(assumption: Assumption) -> str:
    """Say what an assumption is and whether it is in force."""
    value = assumption.value
    force = {True: "已采用", False: "没有采用"}.get(value, "") if isinstance(value, bool) else f"取 {value}"
    return f"{assumption.id}（{force}）{assumption.text.rstrip('。')}。"


class QuotePanel(Card):
    """Hidden until there is something to prove; Esc or the cross closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._theme = theme
        self.proof: Proof | None = None
        self._what, self._value, self._close = QLabel(), wrapping("", "heading"), QPushButton("×")
        self._what.setProperty("role", "sub")
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._close.setProperty("kind", "quiet")
        self._close.setAccessibleName("收起出处")
        self._close.setToolTip("收起（Esc）")
        self._close.clicked.connect(self.shut)
        self._area = upright("出处和说明")
        self._lay_out()
        self.hide()

    @property
    def text(self) -> str:
        """Everything that is told, as a screen reader says it."""
        return self._area.accessibleDescription()

    def tell(self, proof: Proof) -> None:
        """Open, and tell this."""
        self.proof = proof
        self._what.setText(proof.title)
        self._value.setText(proof.value)
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, self._theme.px(self._theme.sizes.space_s), 0)
        column.setSpacing(self._theme.px(self._theme.sizes.space_s))
        for source in proof.sources:
            column.addWidget(self._quote(source))
        said = [*proof.notes, *map(assumed, proof.assumptions)]
        for words in said:
            column.addWidget(wrapping(words, "sub"))
        column.addStretch(1)
        self._area.setWidget(room)
        room.setAutoFillBackground(False)
        quotes = [f"{quotation(source)}（{cite(source)}）" for source in proof.sources]
        told = "\n".join([*quotes, *said])
        self._area.setAccessibleDescription(told)
        self.setAccessibleName(f"{proof.title}：{proof.value}")
        self._fit()
        self.show()

    def shut(self) -> None:
        """Close, and say so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        side, edge = theme.px(sizes.space_l), theme.px(sizes.space_s)
        self.body.setContentsMargins(side, edge, edge, side)
        self.body.setSpacing(theme.px(sizes.space_xs))
        head = QHBoxLayout()
        head.setSpacing(theme.px(sizes.space_m))
        head.addWidget(self._what)
        head.addWidget(self._value, 1)
        head.addWidget(self._close)
        self.body.addLayout(head)
        self.body.addWidget(self._area, 1)

    def _fit(self) -> None:
        """Be as high as the words need, within bounds."""
        room = self._area.widget()
        layout = room.layout() if room else None
        if layout is None:
            return
        margins = self.body.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        rest = margins.top() + margins.bottom() + self.body.spacing() + self._close.sizeHint().height()
        high = rest + layout.totalHeightForWidth(max(wide, 1))
        page = self.parentWidget()
        most = min(self._theme.px(_HIGHEST), int(page.height() * _SHARE) if page else high)
        self.setFixedHeight(max(self._theme.px(_LOWEST), min(high, most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _quote(self, source: Source) -> QFrame:
        theme, frame = self._theme, QFrame()
        frame.setProperty("role", "quote")
        column = QVBoxLayout(frame)
        side, edge = theme.px(theme.sizes.space_m), theme.px(theme.sizes.space_xs)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(0)
        column.addWidget(wrapping(quotation(source), "body"))
        column.addWidget(wrapping(cite(source), "sub"))
        return frame


def all_of(edition: Edition, ids: Sequence[str]) -> tuple[Assumption, ...]:
    """Return the assumptions of these ids that the edition knows."""
    return tuple(edition.assumptions[id] for id in ids if id in edition.assumptions)
