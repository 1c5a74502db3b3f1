"""The card at the left: search and filters, the plans to tick, and sets of them at one stroke."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trainer.core.tariff import Edition, Plan
from trainer.ui.kit.badge import paint_sign
from trainer.ui.kit.card import Card
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.tariffs.fields import choice
from trainer.ui.tariffs.plans import PLAN, Index, PlanList, Wanted, families, presets
from trainer.ui.tariffs.typed import Typed, retype, typed
from trainer.ui.theme import Theme

_WIDE, _ROW, _BOX = 18.4, 1.87, 1.13
_TOGGLE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
FIRST_CHOICE = 4


@dataclass(frozen=True, slots=True)
class Picked:
    """What the filters were, and the ids of the plans chosen."""

    filters: Typed
    plans: tuple[str, ...]


class Picker(Card):
    """`changed` when other plans are chosen, `searched` when another text is looked for."""

    changed = Signal()
    searched = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "套餐", parent)
        self._sets: dict[str, tuple[str, ...]] = {}
        self.plans = PlanList(self)
        self.list = PlanView(theme, self.plans)
        self.search = SearchBox("名称、项目或数值", "查找套餐、项目或数值")
        self.family, self.status = choice(theme, "系列"), choice(theme, "状态")
        self.sets, self.clear = QPushButton("选一组"), QPushButton("清空")
        self.count = QLabel()
        self.count.setProperty("role", "sub")
        self._menu = QMenu(self)
        self.sets.setMenu(self._menu)
        self.clear.setProperty("kind", "quiet")
        self.setFixedWidth(theme.px(_WIDE))
        self._lay_out(theme)
        self._connect()

    def show_edition(self, edition: Edition) -> None:
        """Show the plans of an edition, the first set of them chosen."""
        plans = tuple(edition.plans.values())
        for box, every, words in (
            (self.family, "全部系列", families(plans)),
            (self.status, "全部状态", list(dict.fromkeys(plan.status for plan in plans))),
        ):
            box.blockSignals(True)
            box.clear()
            box.addItem(every, "")
            for word in words:
                box.addItem(word, word)
            box.blockSignals(False)
        self._sets = presets(edition)
        self._menu.clear()
        for name in self._sets:
            self._menu.addAction(name)
        self.plans.show_plans(plans, self.wanted)
        if not self.plans.chosen:
            self.plans.choose(next(iter(self._sets.values()), ())[:FIRST_CHOICE])
        self.list.stand(0)
        self._count()

    @property
    def wanted(self) -> Wanted:
        """The filters as they stand."""
        return Wanted(
            self.search.text().strip(), self.family.currentData() or "", self.status.currentData() or ""
        )

    @property
    def memory(self) -> Picked:
        """The filters, and the plans that are chosen."""
        return Picked(typed(self._filters()), tuple(plan.id for plan in self.chosen))

    def restore(self, kept: Picked) -> None:
        """Filter and choose as it was."""
        retype(self._filters(), kept.filters)
        self.plans.choose(kept.plans)

    def _filters(self) -> tuple[QWidget, ...]:
        return self.search, self.family, self.status

    @property
    def chosen(self) -> tuple[Plan, ...]:
        """The plans that are chosen."""
        return self.plans.chosen

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.px(theme.sizes.space_s)
        self.body.setSpacing(gap)
        self.add_beside_title(self.count)
        filters, foot = QHBoxLayout(), QHBoxLayout()
        for row in (filters, foot):
            row.setSpacing(gap)
        filters.addWidget(self.family, 1)
        filters.addWidget(self.status, 1)
        foot.addWidget(self.sets, 1)
        foot.addWidget(self.clear)
        self.body.addWidget(self.search)
        self.body.addLayout(filters)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        self.search.done.connect(self._on_search_done)
        for box in (self.family, self.status):
            box.currentIndexChanged.connect(self._on_filtered)
        self.plans.chosen_changed.connect(self._on_chosen)
        self._menu.triggered.connect(self._on_set_picked)
        self.clear.clicked.connect(self._on_cleared)

    def _count(self) -> None:
        shown, chosen = self.plans.rowCount(), len(self.plans.chosen)
        self.count.setText(f"选了 {chosen} 种" if shown else "没有符合的")

    def _on_searched(self, _text: str) -> None:
        self._on_filtered(0)
        self.searched.emit()

    def _on_search_done(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_filtered(self, _place: int) -> None:
        self.plans.filter(self.wanted)
        self.list.stand(0)
        self._count()

    def _on_chosen(self) -> None:
        self._count()
        self.changed.emit()

    def _on_set_picked(self, action: QAction) -> None:
        self.plans.choose(self._sets[action.text()])

    def _on_cleared(self) -> None:
        self.plans.choose(())


class PlanView(QListView):
    """Arrows walk; Space, Enter or a click chooses."""

    def __init__(self, theme: Theme, plans: PlanList) -> None:
        super().__init__()
        self._plans = plans
        self.setModel(plans)
        self.setItemDelegate(PlanPainter(theme, self))
        self.setProperty("role", "bare")
        self.setAccessibleName("套餐")
        self.setAccessibleDescription("空格键选中或取消")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def stand(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._plans.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TOGGLE and not event.modifiers():
            if not event.isAutoRepeat():
                self._plans.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._plans.toggle(index.row())


class PlanPainter(QStyledItemDelegate):
    """A box to tick, the name, and the status where it is not simply on sale."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._font, self._small = theme.font(), theme.font("sub")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(8), self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, colours, room = self._theme, self._theme.colours, QRectF(option.rect)
        plan: Plan = index.data(PLAN)
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        here = self._view.hasFocus() and index == self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, room, here, bool(option.state & QStyle.StateFlag.State_MouseOver))
        gap, side = theme.px(theme.sizes.space_s), theme.px(_BOX)
        box = QRectF(room.left() + gap, room.center().y() - side / 2, side, side)
        self._paint_box(painter, box, checked)
        words = room.adjusted(2 * gap + side, 0, -gap, 0)
        status = "" if plan.status == "在售" else plan.status
        wide = QFontMetricsF(self._small).horizontalAdvance(status) + gap if status else 0.0
        painter.setFont(self._small)
        painter.setPen(QColor(colours.sub))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, status)
        painter.setFont(self._font)
        painter.setPen(QColor(colours.accent_deep if checked else colours.ink))
        name = QFontMetricsF(self._font).elidedText(
            plan.name, Qt.TextElideMode.ElideRight, words.width() - wide
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_ground(self, painter: QPainter, room: QRectF, here: bool, hovered: bool) -> None:
        theme, colours = self._theme, self._theme.colours
        if not here and not hovered:
            return
        thick = theme.px(theme.sizes.stroke) if here else 0
        painter.setPen(QPen(QColor(colours.focus), thick) if here else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(colours.hover))
        inset, radius = thick / 2, theme.px(theme.sizes.radius_s)
        painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_box(self, painter: QPainter, box: QRectF, checked: bool) -> None:
        theme, colours = self._theme, self._theme.colours
        painter.setPen(
            QPen(QColor(colours.accent if checked else colours.edge), theme.px(theme.sizes.hairline))
        )
        painter.setBrush(QColor(colours.accent if checked else colours.card))
        radius = theme.px(theme.sizes.space_xs)
        painter.drawRoundedRect(box, radius, radius)
        if checked:
            paint_sign(painter, box, "tick", colours.on_accent)
