"""The list of people with its filters at the left, and the registration of the one selected at the right."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.ui.dashboard.busy import BusyStrip
from trainer.ui.dashboard.people.form import PersonForm
from trainer.ui.dashboard.people.rolltable import STATES, RollTable, Wanted, state_of
from trainer.ui.dashboard.people.rollview import RollView
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.kit.segments import Segments
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.people import Colleague
    from trainer.training.register import Roll

_FORM = 21.0
NOBODY = "名单还是空的。\n把员工名单（Excel 或 CSV）导入进来，\n或者一个一个登记。"
NOBODY_SUCH = "没有符合条件的人。"
KEYS = (
    *(("↑ ↓", "选择"), ("Enter", "改登记"), ("Ctrl+N", "登记新人"), ("Ctrl+I", "导入名单")),
    *(("Ctrl+F", "查找"), ("F5", "刷新")),
)


class RollPage(QWidget):
    """Signals tell what is wanted; the page of people does it."""

    import_wanted = Signal()
    halls_wanted = Signal()
    own_password_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Colleague, ...] = ()
        self.search = SearchBox("姓名、工号、班组", "查找人员")
        self.states = Segments(theme, "状态", [state or "全部" for state in STATES])
        self.hall = QComboBox()
        self.hall.setAccessibleName("营业厅")
        self.table = RollTable(self)
        self.view, self.form = RollView(theme, self.table), PersonForm(theme)
        self.empty, self.busy = EmptyState(theme, NOBODY), BusyStrip(theme)
        self.own = QPushButton("改我的密码")
        self.halls, self.load = QPushButton("营业厅和班组…"), QPushButton("导入名单…")
        self.new = QPushButton("登记新人")
        self._body = QStackedWidget()
        self._lay_out(theme)
        self._connect()

    def show_roll(self, roll: "Roll", person_id: int | None) -> None:
        """Show everybody; `person_id` is selected."""
        self._people = roll.people
        self._offer_halls(roll)
        teams = sorted({each.team for each in roll.people if each.team})
        self.form.serve(roll.by, roll.halls, teams)
        self.own.setVisible(roll.by.person_id != 0)
        keeps = roll.by.role != "trainee"
        for button in (self.halls, self.load, self.new):
            button.setVisible(keeps)
        self._apply(person_id)

    @property
    def selected(self) -> int | None:
        """The person in the form; None for somebody new."""
        return self.form.person_id or None

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        target = self.view if self.table.rowCount() else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, theme: Theme) -> None:
        head, filters, body = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        title = QLabel("人员")
        title.setProperty("role", "title")
        self.own.setProperty("kind", "quiet")
        head.addWidget(title)
        head.addStretch(1)
        for widget in (self.busy, self.own, self.halls, self.load, self.new):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.hall)
        filters.addWidget(self.states)
        for shown in (framed(self.view, theme), self.empty):
            self._body.addWidget(shown)
        area = upright("登记")
        area.setWidget(self.form)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(theme.px(_FORM))
        body.addWidget(self._body, 5)
        body.addWidget(area, 2)
        foot, column = KeyLine(theme), QVBoxLayout(self)
        foot.show_keys(KEYS)
        for row in (head, filters, body):
            row.setSpacing(theme.px(theme.sizes.space_s))
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addLayout(head)
        column.addLayout(filters)
        column.addLayout(body, 1)
        column.addWidget(foot)
        self._order_tabs(area)

    def _order_tabs(self, area: QWidget) -> None:
        """Tab goes through the filters to the list and its form, and to the buttons last."""
        stops = (self.search, self.hall, self.states, self.view, area)
        for before, after in pairwise((*stops, self.own, self.halls, self.load, self.new)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_filtered)
        self.search.done.connect(self.take_focus)
        self.states.chosen.connect(self._on_filtered)
        self.hall.currentIndexChanged.connect(self._on_filtered)
        self.view.looked_at.connect(self.form.show_person)
        self.view.opened.connect(self.form.take_focus)
        self.empty.acted.connect(self._on_empty_acted)
        self.own.clicked.connect(self.own_password_wanted)
        self.halls.clicked.connect(self.halls_wanted)
        self.load.clicked.connect(self.import_wanted)
        self.new.clicked.connect(self._on_new)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
            (QKeySequence("Ctrl+N"), self._on_new),
            (QKeySequence("Ctrl+I"), self._on_load),
            (QKeySequence("F5"), self._on_refresh),
        ):
            QShortcut(keys, self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _offer_halls(self, roll: "Roll") -> None:
        chosen = self.hall.currentData()
        self.hall.blockSignals(True)
        self.hall.clear()
        self.hall.addItem("营业厅不限", None)
        for hall in roll.halls:
            self.hall.addItem(hall.name, hall.id)
        self.hall.setCurrentIndex(max(0, self.hall.findData(chosen)))
        self.hall.blockSignals(False)
        self.hall.setVisible(len(roll.halls) > 1)

    def _apply(self, person_id: int | None) -> None:
        wanted = Wanted(self.search.text(), STATES[self.states.place], self.hall.currentData())
        kept = [each for each in self._people if wanted.keeps(each)]
        self._count(wanted)
        self.table.show_people(kept)
        self._body.setCurrentIndex(0 if kept else 1)
        if kept:
            self.view.select(person_id)
        else:
            self.form.show_person(None)
            words = (NOBODY_SUCH, "显示全部") if self._people else (NOBODY, "导入名单…")
            self.empty.say(*words)

    def _count(self, wanted: Wanted) -> None:
        for place, state in enumerate(STATES):
            under = Wanted(wanted.text, state, wanted.hall_id)
            number = sum(1 for each in self._people if under.keeps(each))
            self.states.show_word(place, f"{state or '全部'} {number}")

    def _on_filtered(self, _now: object) -> None:
        self._apply(self.selected)

    def _on_new(self) -> None:
        self.view.clearSelection()
        self.view.setCurrentIndex(self.table.index(-1, -1))
        self.form.show_person(None)
        self.form.take_focus()

    def _on_load(self) -> None:
        if self.load.isVisible():
            self.import_wanted.emit()

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_refresh(self) -> None:
        self.refresh_wanted.emit()

    def _on_empty_acted(self) -> None:
        if not self._people:
            self.import_wanted.emit()
            return
        self.search.clear()
        self.hall.setCurrentIndex(0)
        self.states.choose(STATES.index(""))


def state_told(person: "Colleague") -> str:
    """Tell in a sentence that somebody was saved."""
    rest = "。" if state_of(person) == "在岗" else "：已停用，不能登录和练习。"
    return f"已保存{person.name}的登记{rest}"
