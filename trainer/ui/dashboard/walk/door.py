"""A customer walks in: who stood at which post is asked for, and a row is written for each (KM-G1a)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from trainer.core.observing import NOBODY, Happened, Item, Standing
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

UNCHOSEN = -1
RULE = "同时考核导购和有替代责任的岗位：两个岗位各记一行，没看到的记“未见”。"


class DoorPanel(Card):
    """`happened` carries the event once somebody was told for each post; `closed` when it is left."""

    happened = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "顾客走入：当时谁在岗？", parent)
        self._item: Item | None = None
        self._boxes: list[QComboBox] = []
        self._form = QGridLayout()
        self._form.setColumnStretch(1, 1)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "hot")
        self.trouble.hide()
        self.confirm = QPushButton("记这一次（两行）")
        self.confirm.setProperty("kind", "primary")
        self._cancel = QPushButton("不记了")
        self.confirm.clicked.connect(self._on_confirm)
        self._cancel.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self.confirm)
        self.body.addWidget(wrapping(RULE, "sub"))
        self.body.addLayout(self._form)
        self.body.addWidget(self.trouble)
        self.body.addLayout(row)

    @property
    def boxes(self) -> list[QComboBox]:
        """The box of each post, in the order of the posts."""
        return self._boxes

    def ask(self, item: Item, people: Sequence[tuple[int, str]], last: Sequence[Standing]) -> None:
        """Ask who stood on each post of an item; what was told the last time stands there already."""
        while (each := self._form.takeAt(0)) is not None:
            if (old := each.widget()) is not None:
                old.deleteLater()
        self._item, self._boxes = item, []
        before = {who.post: who.person_id for who in last}
        for place, post in enumerate(item.posts):
            box = QComboBox()
            box.addItem("请选择", UNCHOSEN)
            for person_id, name in people:
                box.addItem(name, person_id)
            box.addItem("没有人在岗", NOBODY)
            box.setCurrentIndex(max(0, box.findData(before.get(post, UNCHOSEN))))
            box.setAccessibleName(f"谁在{post}岗位")
            label = QLabel(post if place == 0 else f"{post}（替代岗位）")
            label.setBuddy(box)
            self._form.addWidget(label, place, 0)
            self._form.addWidget(box, place, 1)
            self._boxes.append(box)
        self.trouble.hide()
        self._boxes[0].setFocus()

    def _on_confirm(self) -> None:
        if self._item is None:
            return
        chosen = [int(box.currentData()) for box in self._boxes]
        if UNCHOSEN in chosen:
            self._complain("两个岗位都要选；没有人就选“没有人在岗”。")
        elif len({*chosen}) < len(chosen):
            self._complain("两个岗位要选两个人，不能都是同一个，也不能都没有人。")
        else:
            who = tuple(Standing(id, post) for id, post in zip(chosen, self._item.posts, strict=True))
            self.happened.emit(Happened(self._item.id, who))

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setAccessibleName(sentence)
        self.trouble.show()
