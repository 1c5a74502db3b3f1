"""Halls and teams: their names, and whether one may train in a hall without a password."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from trainer.core.rights import Pass
from trainer.training.halls import LONGEST_HALL
from trainer.training.people import LONGEST_TEAM
from trainer.ui.kit.signin import CentredCard, labelled
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.store.halls import HallRow

OPEN = "没有密码的人也能练习（&O）"
ONLY_ADMIN = "营业厅由管理员来管；班组您可以改名。"


class HallCard(CentredCard):
    """Each signal carries what is to be done; the page does it and shows the card anew."""

    renamed = Signal(int, str)
    opened = Signal(int, bool)
    added = Signal(str)
    team_renamed = Signal(int, str, str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "营业厅和班组", parent)
        self._halls: list[HallRow] = []
        self._teams: dict[int, list[str]] = {}
        self.hall, self.team = QComboBox(), QComboBox()
        self.name, self.new, self.team_name = QLineEdit(), QLineEdit(), QLineEdit()
        self.open = QCheckBox(OPEN)
        self.rename, self.add, self.rename_team = (QPushButton(word) for word in ("改名", "添加", "改名"))
        self.back, self.told = QPushButton("返回"), wrapping(ONLY_ADMIN, "sub")
        for field, longest in (
            (self.name, LONGEST_HALL),
            (self.new, LONGEST_HALL),
            (self.team_name, LONGEST_TEAM),
        ):
            field.setMaxLength(longest)
        self._lay_out(theme)
        self._connect()

    def show_halls(self, by: Pass, halls: Sequence["HallRow"], teams: dict[int, list[str]]) -> None:
        """Show the halls and their teams; the hall that was chosen stays so."""
        chosen = self.hall.currentData() or by.hall_id
        self._halls, self._teams = list(halls), teams
        self.hall.blockSignals(True)
        self.hall.clear()
        for hall in halls:
            self.hall.addItem(hall.name, hall.id)
        self.hall.setCurrentIndex(max(0, self.hall.findData(chosen)))
        self.hall.blockSignals(False)
        admin = by.role == "admin"
        for widget in (self.name, self.rename, self.open, self.new, self.add):
            widget.setEnabled(admin)
        self.told.setVisible(not admin)
        self.new.clear()
        self.say("")
        self._on_hall_chosen()

    def take_focus(self) -> None:
        """Put the keyboard on the choice of a hall."""
        self.hall.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        body = self.card.body
        for words, field, button in (
            ("营业厅（&H）", self.hall, None),
            ("营业厅名称（&N）", self.name, self.rename),
            ("班组（&T）", self.team, None),
            ("班组名称（&M）", self.team_name, self.rename_team),
            ("添加营业厅（&A）", self.new, self.add),
        ):
            field.setAccessibleName(words[:-4])
            row = QHBoxLayout()
            row.setSpacing(theme.px(theme.sizes.space_s))
            row.addLayout(labelled(theme, words, field), 1)
            if button:
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            body.addLayout(row)
            if field is self.name:
                body.addWidget(self.open)
        body.addWidget(self.told)
        self.set_out((), (self.back,))
        self.back.setProperty("kind", "")

    def _connect(self) -> None:
        self.hall.currentIndexChanged.connect(self._on_hall_chosen)
        self.team.currentIndexChanged.connect(self._on_team_chosen)
        for button, field, slot in (
            (self.rename, self.name, self._on_rename),
            (self.rename_team, self.team_name, self._on_rename_team),
            (self.add, self.new, self._on_add),
        ):
            button.clicked.connect(slot)
            field.returnPressed.connect(slot)
        self.open.clicked.connect(self._on_open_clicked)
        self.back.clicked.connect(self.left)

    def _on_hall_chosen(self) -> None:
        hall_id = self.hall.currentData()
        hall = next((each for each in self._halls if each.id == hall_id), None)
        self.name.setText(hall.name if hall else "")
        self.open.setChecked(hall.open_training if hall else False)
        teams = self._teams.get(hall_id, [])
        self.team.clear()
        self.team.addItems(teams)
        for widget in (self.team, self.team_name, self.rename_team):
            widget.setEnabled(bool(teams))
        self._on_team_chosen()

    def _on_team_chosen(self) -> None:
        self.team_name.setText(self.team.currentText())

    def _on_rename(self) -> None:
        self.renamed.emit(self.hall.currentData(), self.name.text())

    def _on_rename_team(self) -> None:
        self.team_renamed.emit(self.hall.currentData(), self.team.currentText(), self.team_name.text())

    def _on_add(self) -> None:
        self.added.emit(self.new.text())

    def _on_open_clicked(self, allowed: bool) -> None:
        self.opened.emit(self.hall.currentData(), allowed)
