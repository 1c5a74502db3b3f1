"""The screen of the rate tables: three pages over one edition, and the plans that the first two share."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.tariff import Edition
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.segments import Segments
from trainer.ui.tariffs.calculator import CalculatorPage, Figured
from trainer.ui.tariffs.compare import Compared, ComparePage
from trainer.ui.tariffs.deciding import DecidingPage
from trainer.ui.tariffs.picker import Picked, Picker
from trainer.ui.tariffs.typed import Typed
from trainer.ui.theme import Theme

PAGES = ("比较", "计算", "受理判断")
COMPARE, CALCULATE, DECIDE = range(len(PAGES))
LABEL = "2004 历史培训资料"
CHOOSE, GO_ON = "选套餐（&L）", "填用量（&L）"
_ROOMY = 70.0


@dataclass(frozen=True, slots=True)
class Memory:
    """What was typed and chosen, page by page; None: that page was not looked at."""

    page: int
    picked: Picked
    compared: Compared
    figured: Figured | None = None
    asked: Typed | None = None


class TariffsScreen(QWidget):
    """Give it an edition; it asks nobody for anything else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edition: Edition | None = None
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.switch = Segments(theme, "页面", PAGES)
        self.label = Chip(LABEL, "warm")
        self.choosing = QPushButton(CHOOSE)
        self.picker = Picker(theme)
        self.compare = ComparePage(theme)
        self.calculator: CalculatorPage | None = None
        self.deciding: DecidingPage | None = None
        self._figured: Figured | None = None
        self._asked: Typed | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.compare)
        self._lay_out()
        self._connect()

    def show_edition(self, edition: Edition) -> None:
        """Show the tables of an edition; the same one again changes nothing."""
        if edition is not self._edition:
            self._edition = edition
            self.label.setToolTip(edition.title)
            self.picker.show_edition(edition)
            self._refresh()

    @property
    def memory(self) -> Memory:
        """Everything that was typed and chosen here."""
        return Memory(
            self.switch.place,
            self.picker.memory,
            self.compare.memory,
            self.calculator.memory if self.calculator else self._figured,
            self.deciding.memory if self.deciding else self._asked,
        )

    def restore(self, kept: Memory) -> None:
        """Type and choose it again; the edition is shown already. A page that is not in front waits."""
        self.picker.restore(kept.picked)
        self.compare.restore(kept.compared)
        self._figured, self._asked = kept.figured, kept.asked
        self.switch.choose(kept.page)

    def go_to(self, page: int) -> None:
        """Turn to a page and put the keyboard where its work is."""
        self.switch.choose(page)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        page = (self.compare, self.calculator, self.deciding)[self.switch.place]
        (page or self.compare).take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_picker()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where the work is."""
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the quotation wherever the keyboard is, and goes back from the plans to the form."""
        page = (self.compare, self.calculator, None)[self.switch.place]
        escape = event.key() == Qt.Key.Key_Escape
        if escape and page and not page.quote.isHidden():
            page.quote.shut()
        elif escape and self.choosing.isChecked() and self.choosing.isVisible():
            self.choosing.setChecked(False)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        head, body, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        self.choosing.setCheckable(True)
        self.choosing.setProperty("kind", "quiet")
        head.setSpacing(theme.px(sizes.space_m))
        head.addWidget(self.switch)
        head.addStretch(1)
        for widget in (self.choosing, self.label):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        body.setSpacing(theme.px(sizes.space_l))
        body.addWidget(self.picker)
        body.addWidget(self._pages, 1)
        side, edge = theme.px(sizes.space_xl), theme.px(sizes.space_m)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(theme.px(sizes.space_s))
        column.addLayout(head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._on_page_chosen)
        self.choosing.toggled.connect(self._on_choosing)
        self.picker.changed.connect(self._refresh)
        self.picker.searched.connect(self._on_searched)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for place, word in enumerate(PAGES):
            keys = f"Alt+{place + 1}"
            self.switch.explain(place, f"{word}（{keys}）")
            QShortcut(QKeySequence(keys), self, partial(self.go_to, place), context=inside)
        find = QKeySequence(QKeySequence.StandardKey.Find)
        QShortcut(find, self, self._on_find, context=inside)

    def _refresh(self) -> None:
        """Show the plans that are chosen on the page that is in front."""
        if self._edition is None:
            return
        page = self.switch.place
        if page == COMPARE:
            self.compare.show_plans(self._edition, self.picker.chosen)
        elif page == CALCULATE and self.calculator:
            self.calculator.show_plans(self._edition, self.picker.chosen)
        elif self.deciding:
            self.deciding.show_edition(self._edition)

    def _on_page_chosen(self, page: int) -> None:
        """Build a page when it is first asked for, and fill it as another screen was."""
        if page == CALCULATE and self.calculator is None:
            self._build_calculator()
        elif page == DECIDE and self.deciding is None:
            self._build_deciding()
        shown = (self.compare, self.calculator, self.deciding)[page]
        self._show_picker()
        self._pages.setCurrentWidget(shown or self.compare)
        self._refresh()

    def _build_calculator(self) -> None:
        self.calculator = CalculatorPage(self._theme)
        self._pages.addWidget(self.calculator)
        if self._figured and self._edition:
            self.calculator.show_plans(self._edition, self.picker.chosen)
            self.calculator.restore(self._figured)

    def _build_deciding(self) -> None:
        self.deciding = DecidingPage(self._theme)
        self._pages.addWidget(self.deciding)
        if self._asked and self._edition:
            self.deciding.show_edition(self._edition)
            self.deciding.restore(self._asked)

    def _show_picker(self) -> None:
        """Leave the plans out where nobody asks for them; where room is short, the form makes room."""
        page, roomy = self.switch.place, self.width() >= self._theme.px(_ROOMY)
        short = page == CALCULATE and not roomy
        swapped = short and self.choosing.isChecked()
        self.choosing.setVisible(short)
        if self.calculator:
            self.calculator.show_form(not swapped)
        self.picker.setVisible(page == COMPARE or (page == CALCULATE and (roomy or swapped)))

    def _on_choosing(self, swapped: bool) -> None:
        self.choosing.setText(GO_ON if swapped else CHOOSE)
        self._show_picker()
        if swapped:
            self.picker.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    def _on_searched(self) -> None:
        self.compare.look_for(self.picker.wanted.text)

    def _on_find(self) -> None:
        if self.switch.place == DECIDE:
            return
        if self.picker.isHidden():
            self.choosing.setChecked(True)
        self.picker.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.picker.search.selectAll()
