"""The form for a request: what the customer wants, who comes with which papers, when, and owing or not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from trainer.core.request import Request
from trainer.core.tariff import Edition
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.tariffs.asking import papers_of, places_of, questions_for, rule_for
from trainer.ui.tariffs.fields import DayField, WordField, choice
from trainer.ui.tariffs.paperbox import PaperBox
from trainer.ui.tariffs.typed import Typed, retype, typed
from trainer.ui.theme import Theme

START = date(2004, 7, 3)
NOT_TOLD, TO_ASK = "没有说", "没有说，要问清"
OWING: tuple[tuple[str, bool | None], ...] = ((NOT_TOLD, None), ("不欠费", False), ("欠费", True))
LOOKED, LOOKED_TO_ASK = "已经看过", "已经看过（还没看，要问清）"
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
        self.service, self.case, self.plan = choice(theme), choice(theme), choice(theme)
        self.plan_from, self.feature, self.place = choice(theme), choice(theme), choice(theme)
        self.owing, self.asked = choice(theme), QCheckBox(LOOKED)
        self.on, self.joined = (
            DayField(theme, "办理日期", START),
            DayField(theme, "入网日期", START, shown=False),
        )
        self.segment, self.papers, self.trouble = WordField(theme, "号段"), PaperBox(theme), wrapping()
        self._rows = QFormLayout()
        self._lay_out()
        self._connect()

    def show_edition(self, edition: Edition) -> None:
        """Ask by the rules of this edition."""
        self._edition = edition
        _fill(self.service, [(each.name, each.id) for each in edition.services.values()])
        self._ask()

    def wish(self) -> Wish | None:
        """Return what is told; None where something cannot be read, which is said in the form."""
        on, joined, carried = self.on.value(), self.joined.value(), self._carried()
        if on is None and not self.on.trouble:
            self.on.complain("要写哪一天来办")
        troubles = [self.on.trouble, self.joined.trouble]
        wrong = [trouble for trouble in (*troubles, self._papers_trouble()) if trouble]
        self.trouble.setText(wrong[0] if wrong else "")
        self.trouble.setVisible(bool(wrong))
        if wrong or on is None:
            return None
        request = Request(
            self.service.currentText(),
            self._told(self.plan),
            self._told(self.plan_from),
            carried,
            self._told(self.case),
            self.owing.currentData() if self._rows.isRowVisible(self.owing) else None,
            self._told(self.place),
            self._told(self.feature),
            joined,
            self.segment.text().strip() if joined else "",
        )
        return Wish(request, on)

    def show_asked(self, questions: Collection[str]) -> None:
        """Say at each question whether the answer may still turn the decision (`Decision.ask`)."""
        for words, box in self.questions.items():
            asked = words in questions
            box.setItemText(0, TO_ASK if asked else NOT_TOLD)
            if asked:
                self._rows.setRowVisible(box, True)
        seen = "带了哪些证件" in questions
        self.asked.setText(LOOKED_TO_ASK if seen else LOOKED)

    @property
    def memory(self) -> Typed:
        """Everything that is typed and chosen."""
        return {**typed(self._kept()), **self.papers.memory}

    def restore(self, kept: Typed) -> None:
        """Type and choose it again."""
        retype(self._kept(), kept)
        self.papers.restore(kept)

    def _told(self, box: QComboBox) -> str:
        """Return the answer of a question; "" where it is not asked or not answered."""
        return (box.currentData() or "") if self._rows.isRowVisible(box) else ""

    def _carried(self) -> tuple[str, ...] | None:
        return self.papers.carried if self._rows.isRowVisible(self.papers) else None

    def _papers_trouble(self) -> str:
        return self.papers.other.trouble if self._rows.isRowVisible(self.papers) else ""

    @property
    def questions(self) -> dict[str, QComboBox]:
        """Return the questions as the core words them, and where each is answered."""
        return {
            "办的是哪种品牌": self.plan,
            "原来用哪种品牌": self.plan_from,
            "按哪种情况办": self.case,
            "哪种功能": self.feature,
            "在哪里办": self.place,
            "有没有欠费": self.owing,
        }

    def _kept(self) -> tuple[QWidget, ...]:
        """Return the fields in the order in which they depend on one another, but for the papers."""
        boxes = (self.service, self.case, self.plan, self.plan_from, self.feature, self.owing)
        return (*boxes, self.on, self.asked, self.place, self.joined, self.segment)

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        self.setFixedWidth(theme.px(_WIDE))
        self._rows.setHorizontalSpacing(theme.px(sizes.space_m))
        self._rows.setVerticalSpacing(theme.px(sizes.space_s))
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, widget in self._asked():
            if widget is self.papers:
                self._rows.addRow(widget)
            else:
                self._rows.addRow(name, widget)
            widget.setAccessibleName(name.partition("（")[0])
        _fill(self.owing, OWING)
        self.joined.setPlaceholderText("要查信用限额时填")
        self.segment.setPlaceholderText("例如 135")
        self._rows.setRowVisible(self.segment, False)
        self.trouble.setProperty("role", "hot")
        self.trouble.hide()
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
            ("带了哪些证件", self.papers),
            ("入网日期（&J）", self.joined),
            ("号段（&N）", self.segment),
        )

    def _connect(self) -> None:
        self.service.currentIndexChanged.connect(self._on_service_chosen)
        for box in (self.case, self.plan):
            box.currentIndexChanged.connect(self._on_case_chosen)
        for box in (self.plan_from, self.feature, self.place, self.owing):
            box.currentIndexChanged.connect(self._on_changed)
        fields: tuple[QLineEdit, ...] = (self.on, self.segment)
        for field in fields:
            field.textChanged.connect(self._on_changed)
        self.joined.textChanged.connect(self._on_joined)
        self.asked.toggled.connect(self._on_asked)
        self.papers.changed.connect(self.changed)

    def _ask(self) -> None:
        """Ask what the service chosen is decided by."""
        service = self._edition.services.get(self.service.currentData()) if self._edition else None
        if self._edition is None or service is None:
            return
        questions = questions_for(self._edition, service)
        self._offer(self.case, questions.cases)
        self._offer(self.plan, questions.plans)
        self._offer(self.plan_from, questions.plans_from)
        self._offer(self.feature, questions.features)
        self._offer(self.place, questions.places)
        self._rows.setRowVisible(self.owing, questions.arrears)
        self._ask_papers(questions.places)

    def _ask_papers(self, places: tuple[str, ...] = ()) -> None:
        """Ask for the papers of the case as it is told by now, and where, if that matters to it."""
        if self._edition is None:
            return
        request = Request(self.service.currentText(), self._told(self.plan), case=self._told(self.case))
        rule = rule_for(self._edition, request, self.on.value() or START)
        papers = papers_of(rule)
        self._offer(self.place, places or places_of(rule))
        self.papers.offer(papers)
        self._rows.setRowVisible(self.asked, bool(papers))
        self._rows.setRowVisible(self.papers, bool(papers) and self.asked.isChecked())

    def _offer(self, box: QComboBox, words: Iterable[str]) -> None:
        """Offer these answers, or do not ask where there are none; what was chosen stays so."""
        named = [(word, word) for word in words]
        _fill(box, [(NOT_TOLD, ""), *named], box.currentData())
        self._rows.setRowVisible(box, bool(named))

    def _on_service_chosen(self, _place: int) -> None:
        self._ask()
        self.changed.emit()

    def _on_case_chosen(self, _place: int) -> None:
        self._ask_papers()
        self.changed.emit()

    def _on_asked(self, checked: bool) -> None:
        self._rows.setRowVisible(self.papers, checked and self._rows.isRowVisible(self.asked))
        self.changed.emit()

    def _on_joined(self, text: str) -> None:
        self._rows.setRowVisible(self.segment, bool(text.strip()))
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
