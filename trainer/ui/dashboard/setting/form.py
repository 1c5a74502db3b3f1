"""The form of a new assessment: one page, good defaults, and a second press before it is fixed for good."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from trainer.core.quiz.question import Skill
from trainer.training.exams.plain import (
    PlainDraft,
    PlainPaper,
    PlainPart,
    PlainRecall,
    PlainRow,
    PlainScenario,
)
from trainer.ui.kit.card import Card
from trainer.ui.kit.signin import labelled
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.training.hall import Offer
    from trainer.training.people import Colleague

PUBLISH, SURE = "发布", "确定发布，以后不能改"
A_WEEK = 7
ID = Qt.ItemDataRole.UserRole


class DraftForm(QWidget):
    """`published` carries the PlainDraft; `left` when nothing is to be set."""

    published = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.first, self.last = QLineEdit(), QDateEdit(), QDateEdit()
        self.scenarios, self.people = QListWidget(), QListWidget()
        self.questions, self.phrases = _number(0, 100, 10), _number(0, 21, 0)
        self.pass_total, self.minutes, self.attempts = (
            _number(0, 100, 80),
            _number(0, 600, 60),
            _number(1, 9, 1),
        )
        self.skill = QComboBox()
        self.gate, self.shows = QCheckBox("一票否决的一律不通过"), QCheckBox("交卷后本人能看成绩")
        self.publish, self.back = QPushButton(PUBLISH), QPushButton("不设了")
        self.trouble = wrapping()
        self._dress()
        self._lay_out(theme)
        self.publish.clicked.connect(self._on_publish)
        self.back.clicked.connect(self.left)

    def begin(self, offers: "Iterable[Offer]", people: "Iterable[Colleague]") -> None:
        """Begin a new form: everybody who trains is to sit it."""
        self.title.clear()
        self.first.setDate(QDate.currentDate())
        self.last.setDate(QDate.currentDate().addDays(A_WEEK))
        _fill(self.scenarios, ((f"{offer.title}（{offer.post}）", offer.id) for offer in offers), on=False)
        trainees = (each for each in people if each.active and each.role == "trainee")
        names = ((f"{each.name} {each.team}".strip(), each.id) for each in trainees)
        _fill(self.people, names, on=True)
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Tell what is wrong, field by field; it can be published again then."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.publish.setText(PUBLISH)
        self.publish.setEnabled(True)

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def draft(self) -> PlainDraft:
        """What the form holds now."""
        parts: list[PlainPart] = [PlainScenario(id) for id in _ticked(self.scenarios)]
        if self.questions.value():
            parts.append(PlainPaper((PlainRow(self.questions.value(), self.skill.currentData() or ""),)))
        if self.phrases.value():
            parts.append(PlainRecall(self.phrases.value()))
        return PlainDraft(
            title=self.title.text(),
            opens=_day(self.first),
            closes=_day(self.last) + timedelta(days=1),
            parts=tuple(parts),
            people=tuple(_ticked(self.people)),
            pass_total=self.pass_total.value(),
            minutes=self.minutes.value(),
            attempts=self.attempts.value(),
            gate=self.gate.isChecked(),
            shows_marks=self.shows.isChecked(),
        )

    def _dress(self) -> None:
        self.title.setPlaceholderText("如：七月上岗考核")
        self.gate.setChecked(True)
        self.skill.addItem("不限", "")
        for skill in get_args(Skill):
            self.skill.addItem(skill, skill)
        for edit in (self.first, self.last):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy年M月d日")
        mark(self.trouble, "role", "warm")
        mark(self.publish, "kind", "primary")
        mark(self.back, "kind", "quiet")

    def _lay_out(self, theme: Theme) -> None:
        card, grid, column = Card(theme, "设一次考核"), QGridLayout(), QVBoxLayout(self)
        fields = (
            *(("名称（&N）", self.title), ("从（&F）", self.first), ("到（&T）", self.last)),
            *(
                ("试卷题数（&Q）", self.questions),
                ("试卷内容（&K）", self.skill),
                ("默写话术几句（&R）", self.phrases),
            ),
            *(("总分及格线 %（&P）", self.pass_total), ("限时几分钟，0 不限（&M）", self.minutes)),
            ("每人几次（&A）", self.attempts),
        )
        for place, (words, field) in enumerate(fields):
            grid.addLayout(labelled(theme, words, field), place // 3, place % 3)
        grid.addLayout(labelled(theme, "场景（&S），空格选上", self.scenarios), 3, 0, 1, 2)
        grid.addLayout(labelled(theme, "参加的人（&W）", self.people), 3, 2)
        grid.setRowStretch(3, 1)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        card.body.addLayout(grid, 1)
        card.body.addWidget(self.gate)
        card.body.addWidget(self.shows)
        card.body.addWidget(self.trouble)
        row = QGridLayout()
        row.addWidget(self.publish, 0, 0)
        row.addWidget(self.back, 0, 1)
        row.setColumnStretch(2, 1)
        card.body.addLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def _on_publish(self) -> None:
        """Ask once more: what is published is fixed."""
        if self.publish.text() == PUBLISH:
            self.refuse("")
            self.publish.setText(SURE)
        else:
            self.publish.setEnabled(False)
            self.published.emit(self.draft)


def _number(least: int, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    return box


def _fill(made: QListWidget, rows: Iterable[tuple[str, object]], *, on: bool) -> None:
    made.clear()
    for words, id in rows:
        item = QListWidgetItem(words, made)
        item.setData(ID, id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def _ticked(made: QListWidget) -> list[Any]:
    items = (made.item(place) for place in range(made.count()))
    return [item.data(ID) for item in items if item.checkState() == Qt.CheckState.Checked]


def _day(edit: QDateEdit) -> datetime:
    day = edit.date()
    return datetime(day.year(), day.month(), day.day())
