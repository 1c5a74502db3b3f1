"""The form for a request: what the customer wants, who comes with which papers, when, and owing or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trainer.core.request import Request
from trainer.core.tariff import Edition
from trainer.ui.kit.card import Card
from trainer.ui.tariffs.asking import Questions, papers_for, questions_for
from trainer.ui.tariffs.fields import DayField, WordField
from trainer.ui.theme import Theme

START = date(2004, 7, 3)
NOT_TOLD = "没有说"
OWING: tuple[tuple[str, bool | None], ...] = ((NOT_TOLD, None), ("不欠费", False), ("欠费", True))
_WIDE = 27.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A request, and the day on which it is made."""

    request: Request
    on: date


class RequestForm(Card):
    """`changed` whenever anything is typed or chosen; what a service does not ask for is hidden."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "客户要办什么", parent)
        self._theme = theme
        self._edition: Edition | None = None
        self.service, self.case, self.plan = QComboBox(), QComboBox(), QComboBox()
        self.plan_from, self.feature, self.place = QComboBox(), QComboBox(), QComboBox()
        self.owing, self.asked = QComboBox(), QCheckBox("已经看过带了哪些证件")
        self.on, self.joined = DayField(theme, "办理日期", START), DayField(theme, "入网日期")
        self.segment = WordField("号段")
        self.papers: list[QCheckBox] = []
        self._papers, self.trouble = QWidget(), QLabel()
        self._rows = QFormLayout()
        self._lay_out()
        self._connect()

    def show_edition(self, edition: Edition) -> None:
        """Ask by the rules of this edition."""
        self._edition = edition
        _fill(self.service, [(each.name, each.id) for each in edition.services.values()])
        self._ask()

    def wish(self) -> Wish | None:
        """Return what is told; None where a day cannot be read, which is said in the form."""
        on, joined = self.on.value(), self.joined.value()
        if on is None and not self.on.trouble:
            self.on.complain("要写哪一天来办")
        wrong = [trouble for trouble in (self.on.trouble, self.joined.trouble) if trouble]
        self.trouble.setText(wrong[0] if wrong else "")
        self.trouble.setVisible(bool(wrong))
        if wrong or on is None:
            return None
        carried = tuple(box.text() for box in self.papers if box.isChecked())
        request = Request(
            self.service.currentText(),
            self._told(self.plan),
            self._told(self.plan_from),
            carried if self.asked.isChecked() and self.papers else None,
            self._told(self.case),
            self.owing.currentData(),
            self._told(self.place),
            self._told(self.feature),
            joined,
            self.segment.text().strip(),
        )
        return Wish(request, on)

    def _told(self, box: QComboBox) -> str:
        """Return the answer of a question; "" where it is not asked or not answered."""
        return (box.currentData() or "") if self._rows.isRowVisible(box) else ""

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        self.setFixedWidth(theme.px(_WIDE))
        self._rows.setHorizontalSpacing(theme.px(sizes.space_m))
        self._rows.setVerticalSpacing(theme.px(sizes.space_s))
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, widget in self._asked():
            self._rows.addRow(name, widget)
            widget.setAccessibleName(name.partition("（")[0])
            if isinstance(widget, QComboBox):
                widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self._papers)
        column.setContentsMargins(theme.px(sizes.space_l), 0, 0, 0)
        column.setSpacing(0)
        _fill(self.owing, OWING)
        self.joined.setPlaceholderText("要查信用限额时填")
        self.segment.setPlaceholderText("例如 135")
        self.trouble.setProperty("role", "hot")
        self.trouble.setWordWrap(True)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    def _asked(self) -> tuple[tuple[str, QWidget], ...]:
        """Return the fields in their order, each with its label and key."""
        return (
            ("业务（&S）", self.service),
            ("情况（&C）", self.case),
            ("套餐（&P）", self.plan),
            ("原来的套餐（&O）", self.plan_from),
            ("功能（&U）", self.feature),
            ("办理日期（&D）", self.on),
            ("欠费（&Q）", self.owing),
            ("地点（&W）", self.place),
            ("证件（&I）", self.asked),
            ("", self._papers),
            ("入网日期（&J）", self.joined),
            ("号段（&N）", self.segment),
        )

    def _connect(self) -> None:
        self.service.currentIndexChanged.connect(self._on_service_chosen)
        for box in (self.case, self.plan):
            box.currentIndexChanged.connect(self._on_case_chosen)
        for box in (self.plan_from, self.feature, self.place, self.owing):
            box.currentIndexChanged.connect(self._on_changed)
        fields: tuple[QLineEdit, ...] = (self.on, self.joined, self.segment)
        for field in fields:
            field.textChanged.connect(self._on_changed)
        self.asked.toggled.connect(self._on_asked)

    def _ask(self) -> None:
        """Ask what the service chosen is decided by."""
        service = self._edition.services.get(self.service.currentData()) if self._edition else None
        if self._edition is None or service is None:
            return
        questions = questions_for(self._edition, service)
        for box, words in self._questions(questions):
            kept = box.currentData()
            _fill(box, [(NOT_TOLD, ""), *((word, word) for word in words)], kept)
            self._rows.setRowVisible(box, bool(words))
        self._ask_papers()

    def _questions(self, questions: Questions) -> Iterable[tuple[QComboBox, Sequence[str]]]:
        return (
            (self.case, questions.cases),
            (self.plan, questions.plans),
            (self.plan_from, questions.plans_from),
            (self.feature, questions.features),
            (self.place, questions.places),
        )

    def _ask_papers(self) -> None:
        """Ask for the papers of the case as it is told by now."""
        if self._edition is None:
            return
        request = Request(self.service.currentText(), self._told(self.plan), case=self._told(self.case))
        words = papers_for(self._edition, request, self.on.value() or START)
        if list(words) != [box.text() for box in self.papers]:
            self._show_papers(words)
        self._rows.setRowVisible(self.asked, bool(words))
        self._rows.setRowVisible(self._papers, bool(words) and self.asked.isChecked())

    def _show_papers(self, words: Sequence[str]) -> None:
        kept = {box.text() for box in self.papers if box.isChecked()}
        column = self._papers.layout()
        for box in self.papers:
            box.hide()
            box.deleteLater()
        self.papers = [QCheckBox(word) for word in words]
        for box in self.papers:
            box.setChecked(box.text() in kept)
            box.toggled.connect(self._on_changed)
            if column is not None:
                column.addWidget(box)

    def _on_service_chosen(self, _place: int) -> None:
        self._ask()
        self.changed.emit()

    def _on_case_chosen(self, _place: int) -> None:
        self._ask_papers()
        self.changed.emit()

    def _on_asked(self, checked: bool) -> None:
        self._rows.setRowVisible(self._papers, checked and bool(self.papers))
        self.changed.emit()

    def _on_changed(self, _now: object) -> None:
        self.changed.emit()


def _fill(box: QComboBox, words: Iterable[tuple[str, object]], chosen: object = None) -> None:
    """Put these words into a box without telling anybody; what was chosen stays so if it is there."""
    box.blockSignals(True)
    box.clear()
    for word, meaning in words:
        box.addItem(word, meaning)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
