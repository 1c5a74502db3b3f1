"""What was answered wrong in the written parts: the answer, the key, the reasons, and the source."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from trainer.ui.kit.card import Card
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.exams.own import Missed

TITLE = "答错的题"
KEPT_BACK = "答错的题和答案，等考核截止或主管公布成绩、而且您不能再考以后，列在这里。"
NONE_MISSED = "题目和默写都答对了。"


class MissedCard(Card):
    """Lists the questions and phrases that did not earn all their marks."""

    def __init__(self, theme: Theme, missed: "tuple[Missed, ...] | None") -> None:
        """With None keys are not told yet."""
        super().__init__(theme, f"{TITLE}（{len(missed)}）" if missed else TITLE)
        if not missed:
            self.body.addWidget(wrapping(KEPT_BACK if missed is None else NONE_MISSED, "sub"))
        for place, each in enumerate(missed or ()):
            if place:
                rule = QFrame()
                rule.setProperty("role", "rule")
                self.body.addWidget(rule)
            for widget in _shown(theme, each):
                self.body.addWidget(widget)


def _shown(theme: Theme, of: "Missed") -> Iterator[QWidget]:
    yield wrapping(f"第 {of.part + 1} 部分第 {of.number} 题　{of.stem}", "large")
    note = SourceNote(theme)
    got = f"，得 {of.percent}%" if of.percent > 0 else ""
    said, right = ("您写的", "标准说法") if of.is_phrase else ("您的回答", "正确答案")
    note.show_note(f"{said}：{of.answer}{got}", of.sources, "plain" if of.percent > 0 else "warm")
    yield note
    yield wrapping(f"{right}：{of.key}")
    if of.why:
        yield wrapping("\n".join(f"· {line}" for line in of.why), "sub")
