"""The form of a new assessment: three panes with good defaults, and a second press before it is fixed."""

import re
from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.core.errors import TrainerError
from trainer.core.exam.setting import Fault, SettingRefused
from trainer.training.exams.plain import Choices, PlainDraft, PlainPaper, Preview, Topics
from trainer.ui.dashboard.setting.fields import Field
from trainer.ui.dashboard.setting.grading import GradingPane
from trainer.ui.dashboard.setting.parts import PartsPane
from trainer.ui.dashboard.setting.preview import PaperPreview
from trainer.ui.dashboard.setting.sitters import SittersPane
from trainer.ui.kit.card import Card
from trainer.ui.kit.segments import Segments
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

PUBLISH, SURE = "发布", "确定发布，以后不能改"
PANES = ("考什么", "谁来考", "怎样算")
WHAT, WHO, HOW = range(3)
A_WEEK = 7
LAST_MINUTE = QTime(23, 59)
NAME, CLOSES, PEOPLE, PARTS = "名称", "截止时间", "参加的人", "内容"
_OF_PART = re.compile(r"第(\d+)部分(?:的(.+))?")


class DraftForm(QWidget):
    """`published` carries the PlainDraft, `left` when nothing is to be set.

    `preview_wanted` carries a place, the paper there, and what the assessment is called.
    """

    published = Signal(object)
    left = Signal()
    preview_wanted = Signal(int, object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.first, self.last = QLineEdit(), QDateTimeEdit(), QDateTimeEdit()
        self.parts, self.sitters, self.grading = PartsPane(theme), SittersPane(theme), GradingPane(theme)
        self.preview, self.panes = PaperPreview(theme), Segments(theme, "考核的设置", PANES)
        self.publish, self.back = QPushButton(PUBLISH), QPushButton("不设了")
        self.trouble, self.told = wrapping(), QLabel()
        self._named, self._opens, self._closes = (
            Field(theme, "名称（&N）", self.title),
            Field(theme, "从（&F）", self.first),
            Field(theme, "到（&T）", self.last),
        )
        self._pages, self._body = QStackedWidget(), QStackedWidget()
        self._sheet, self._looked_at = QWidget(), 0
        self._dress()
        self._lay_out(theme)
        self._connect()

    def begin(self, choices: Choices) -> None:
        """Begin a new form: ten questions of all kinds, and everybody who trains is to sit it."""
        self.title.clear()
        self.first.setDateTime(QDateTime(QDate.currentDate(), QTime(0, 0)))
        self.last.setDateTime(QDateTime(QDate.currentDate().addDays(A_WEEK), LAST_MINUTE))
        self._sheet.setEnabled(True)
        self.parts.begin(choices)
        self.sitters.begin(choices.people)
        self.grading.begin()
        self._complain(())
        self.panes.choose(WHAT)
        self._body.setCurrentIndex(0)
        self._say("")

    def learn(self, topics: Topics) -> None:
        """Take what rows of a paper can ask for."""
        self.parts.learn(topics)

    def wait(self, words: str) -> None:
        """Tell what is being waited for."""
        self.told.setText(words)

    def refuse(self, error: TrainerError) -> None:
        """Tell what is wrong, each fault at its field; it can be published again then."""
        faults = error.faults if isinstance(error, SettingRefused) else ()
        self._sheet.setEnabled(True)
        self._say("" if faults else str(error))
        self._complain(faults)

    def refuse_part(self, place: int, error: TrainerError) -> None:
        """Tell what is wrong with a part."""
        self.refuse(SettingRefused((Fault(f"第{place + 1}部分", str(error)),)))

    def show_preview(self, place: int, part: PlainPaper, found: Preview) -> bool:
        """Show a paper that was drawn; tell whether it is still the one that is wanted."""
        self._show_told()
        if self.parts.parts[place : place + 1] != [part]:
            return False
        self._looked_at = place
        self.parts.take_drawn(place, found)
        self.preview.show_paper(found)
        self._body.setCurrentWidget(self.preview)
        self.preview.text.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def draft(self) -> PlainDraft:
        """What the form holds now."""
        grading = self.grading
        return PlainDraft(
            title=self.title.text(),
            opens=_moment(self.first),
            closes=_moment(self.last),
            parts=tuple(self.parts.parts),
            people=self.sitters.ids,
            pass_total=grading.total.value(),
            pass_each=grading.asked,
            minutes=grading.minutes.value(),
            attempts=grading.attempts.value(),
            counts=grading.counting,
            gate=grading.gate.isChecked(),
            shows_marks=grading.shows.isChecked(),
        )

    def _dress(self) -> None:
        self.title.setPlaceholderText("如：七月上岗考核")
        for edit in (self.first, self.last):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy年M月d日 HH:mm")
        mark(self.trouble, "role", "hot")
        mark(self.told, "role", "sub")
        mark(self.publish, "kind", "primary")
        mark(self.back, "kind", "quiet")

    def _lay_out(self, theme: Theme) -> None:
        card, column, form = Card(theme), QVBoxLayout(self), QVBoxLayout(self._sheet)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(theme.sizes.space_m))
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            row.setSpacing(theme.px(theme.sizes.space_m))
        for field, wide in ((self._named, 3), (self._opens, 2), (self._closes, 2)):
            head.addWidget(field, wide)
        for pane in (self.parts, self.sitters, self.grading):
            self._pages.addWidget(pane)
        for widget in (self.publish, self.back):
            foot.addWidget(widget)
        foot.addWidget(self.told, 1)
        form.addLayout(head)
        form.addWidget(self.panes, 0, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self._pages, 1)
        form.addWidget(self.trouble)
        form.addLayout(foot)
        for page in (self._sheet, self.preview):
            self._body.addWidget(page)
        card.body.addWidget(self._body, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def _connect(self) -> None:
        self.panes.chosen.connect(self._pages.setCurrentIndex)
        for edited in (self._named, self._opens, self._closes, self.parts, self.sitters, self.grading):
            edited.changed.connect(self._on_edited)
        self.publish.clicked.connect(self._on_publish)
        self.back.clicked.connect(self.left)
        self.parts.preview_wanted.connect(self._on_preview_wanted)
        self.preview.left.connect(self._on_preview_left)
        self.preview.again.connect(self._on_again)

    # What is wrong

    def _complain(self, faults: Iterable[Fault]) -> None:
        """Tell each fault at its field and show the first pane that has one."""
        fields = self._fields()
        for field in fields.values():
            field.complain("")
        of_parts: dict[int, list[str]] = {}
        for fault in faults:
            if found := _OF_PART.fullmatch(fault.field):
                of_parts.setdefault(int(found[1]) - 1, []).append(_told(found[2], fault.told))
            elif fault.field in fields:
                fields[fault.field].complain(fault.told)
            else:
                self._say(f"{fault.field}：{fault.told}")
        self.parts.complain({place: "\n".join(told) for place, told in of_parts.items()})
        self._show_wrong()
        self._lead_there()

    def _fields(self) -> dict[str, Field]:
        own = {NAME: self._named, CLOSES: self._closes, PEOPLE: self.sitters.named, PARTS: self.parts.ticking}
        return own | self.grading.fields

    def _wrong_panes(self) -> list[int]:
        wrong = (self.parts.is_wrong, self.sitters.is_wrong, self.grading.is_wrong)
        return [place for place, each in enumerate(wrong) if each]

    def _lead_there(self) -> None:
        wrong = [field for field in self._fields().values() if field.is_wrong]
        if (panes := self._wrong_panes()) and self.panes.place not in panes:
            self.panes.choose(panes[0])
        if wrong and wrong[0].isVisible():
            wrong[0].inside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_wrong(self) -> None:
        """Say on the panes' buttons where something is wrong, and publish only by two presses."""
        wrong = self._wrong_panes()
        for place, words in enumerate(PANES):
            self.panes.show_word(place, f"{words}（要改）" if place in wrong else words)
        self.publish.setText(PUBLISH)
        self._show_told()

    def _show_told(self) -> None:
        parts, people = len(self.parts.parts), len(self.sitters.ids)
        self.told.setText(f"{parts} 部分，{people} 人，{self.grading.told}")

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    # What is done

    def _on_edited(self) -> None:
        self._say("")
        self._show_wrong()

    def _on_publish(self) -> None:
        """Ask once more: what is published is fixed."""
        if self.publish.text() == PUBLISH:
            self._say("")
            self.publish.setText(SURE)
        else:
            self._sheet.setEnabled(False)  # nothing is changed or published twice while it is on its way
            self.published.emit(self.draft)

    def _on_preview_wanted(self, place: int) -> None:
        self.preview_wanted.emit(place, self.parts.parts[place], self.title.text())

    def _on_again(self) -> None:
        fresh = self.parts.redraw(self._looked_at)
        self.preview_wanted.emit(self._looked_at, fresh, self.title.text())

    def _on_preview_left(self) -> None:
        self._body.setCurrentIndex(0)
        self.parts.paper.preview.setFocus(Qt.FocusReason.OtherFocusReason)


def _told(what: str | None, told: str) -> str:
    return f"{what}{told}" if what else told


def _moment(edit: QDateTimeEdit) -> datetime:
    day, time = edit.date(), edit.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())
