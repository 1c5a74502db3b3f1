"""A sitting opened: its parts and marks, what was written to it since, and a correction with its reason."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from trainer.core.exam.setting import CALLED
from trainer.core.exam.verdict import Override
from trainer.core.scenario import Competence
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.core.exam.verdict import Verdict
    from trainer.training.exams.defending import Defended

NOTHING = "选一位交了卷的人，这里看每一部分的得分。"


class MarksCard(Card):
    """`corrected` carries an Override, the reason and the newest entry known; `noted` a comment."""

    corrected = Signal(object, str, int)
    noted = Signal(str)
    replied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "成绩", parent)
        self._opened: Defended | None = None
        self.told, self.remarks, self.trouble = wrapping(NOTHING), wrapping("", "sub"), wrapping()
        self.what, self.to, self.reason = QComboBox(), QSpinBox(), QLineEdit()
        self.change, self.note = QPushButton("改分"), QPushButton("批注")
        self.reply = QPushButton("答复申诉")
        self.reason.setPlaceholderText("理由或批注，会留姓名")
        self.reason.setAccessibleName("理由")
        self.what.setAccessibleName("改哪一项")
        self.to.setAccessibleName("改成几分")
        mark(self.trouble, "role", "warm")
        self._tools, row, buttons = QWidget(), QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.what, 1)
        row.addWidget(self.to)
        for button in (self.change, self.note, self.reply):
            mark(button, "kind", "ghost")
            buttons.addWidget(button)
        buttons.addStretch(1)
        for widget in (self.told, self.remarks, self.trouble):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(self.reason)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self.what.currentIndexChanged.connect(self._on_what)
        self.change.clicked.connect(self._on_change)
        self.note.clicked.connect(self._on_note)
        self.reply.clicked.connect(self._on_reply)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen who has handed in."""
        self._opened = None
        self.set_title("成绩")
        self.told.setText(NOTHING)
        self.remarks.setText("")
        self.refuse("")
        self._enable(False)

    def show_sitting(self, opened: "Defended") -> None:
        """Show the marks that hold now beside those recorded, and all that was written since."""
        self._opened = opened
        self.set_title(f"{opened.row.person}　第 {opened.row.number} 次")
        self.told.setText("\n".join(_parts(opened)))
        self.remarks.setText("\n".join(_remarks(opened)))
        self.what.clear()
        for place, part in enumerate(opened.effective):
            for at, competence in enumerate(Competence):
                if part.best[at]:
                    words = f"第{place + 1}部分 {competence.value} {part.got[at]}/{part.best[at]}"
                    self.what.addItem(words, (place, competence, part.got[at], part.best[at]))
            for critical in part.critical:
                self.what.addItem(f"第{place + 1}部分 撤销否决：{critical}", (place, None, critical, 0))
        self.reason.clear()
        self.refuse("")
        self._enable(True)

    def refuse(self, sentence: str) -> None:
        """Tell why something was not written."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _enable(self, on: bool) -> None:
        for widget in (self.what, self.to, self.reason, self.change, self.note, self.reply):
            widget.setEnabled(on)

    def _on_what(self, _place: int) -> None:
        data = self.what.currentData()
        self.to.setVisible(bool(data and data[1]))
        if data and data[1]:
            self.to.setRange(0, data[3])
            self.to.setValue(data[2])

    def _on_change(self) -> None:
        data = self.what.currentData()
        if self._opened is None or data is None:
            return
        place, competence, value, _ = data
        made = Override(place, competence, self.to.value()) if competence else Override(place, critical=value)
        self.corrected.emit(made, self.reason.text(), self._opened.seq)

    def _on_note(self) -> None:
        self.noted.emit(self.reason.text())

    def _on_reply(self) -> None:
        self.replied.emit(self.reason.text())


def told_of(verdict: "Verdict") -> str:
    """Say what a sitting came to."""
    gate = "合规通过" if verdict.compliant else f"一票否决：{'、'.join(verdict.critical)}"
    return f"{verdict.percent}%，{'通过' if verdict.passed else '没有通过'}，{gate}"


def _parts(opened: "Defended") -> list[str]:
    lines = [told_of(opened.now)] if opened.now else []
    if opened.recorded and opened.now != opened.recorded:
        lines.append(f"原来记的：{told_of(opened.recorded)}")
    for place, (part, result) in enumerate(zip(opened.setting.parts, opened.effective, strict=True), 1):
        state = "" if result.complete else ("（没有做完）" if result.begun else "（没有做）")
        marks = f"{sum(result.got)}/{sum(result.best)}"
        lines.append(f"第{place}部分 {CALLED[part.kind]}《{part.title}》 {marks}{state}")
    if opened.now:
        lines += [
            f"{each.competence.value} {each.percent}%" + (f"（及格 {each.needed}%）" if each.needed else "")
            for each in opened.now.standings
        ]
    lines.append(f"设置指纹 {opened.published.row.hash[:12]}　资费版本 {opened.setting.edition}")
    return lines


def _remarks(opened: "Defended") -> list[str]:
    return [
        f"{each.at.astimezone():%m-%d %H:%M} {each.by} {each.called}：{each.text}"
        + (" 秒" if each.kind == "focus" else "")
        for each in opened.remarks
    ]
