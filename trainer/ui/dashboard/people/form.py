"""The registration of one person: who they are, what they may do, and their password."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QLineEdit, QPushButton, QWidget

from trainer.core.rights import ROLES, Pass
from trainer.training.people import LONGEST_NUMBER, LONGEST_TEAM, Colleague, Details
from trainer.ui.kit.card import Card
from trainer.ui.kit.signin import LONGEST_NAME, labelled
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.store.halls import HallRow

NEW = "登记新人"
NOT_YOURS = "主管只能改本厅学员的登记；别的请管理员来改。"


class PersonForm(Card):
    """`saved` carries the person that was shown (None for somebody new) and the new Details."""

    saved = Signal(object, object)
    password_wanted = Signal(int)
    password_removed = Signal(int)
    handed_over = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, NEW, parent)
        self._theme = theme
        self._person: Colleague | None = None
        self._by = Pass(0, "", "admin", 1)
        self._teams = QStringListModel(self)
        self.name, self.number, self.team = QLineEdit(), QLineEdit(), QLineEdit()
        self.hall, self.role = QComboBox(), QComboBox()
        self.active = QCheckBox("在岗（&A）")
        self.save = QPushButton("保存（&S）")
        self.password, self.remove = QPushButton("设密码…"), QPushButton("去掉密码")
        self.hand_over = QPushButton("移交管理员…")
        self.trouble, self.told = wrapping(), wrapping("", "sub")
        mark(self.trouble, "role", "warm")
        self._dress()
        self._lay_out()
        self._connect()
        self.show_person(None)

    @property
    def person_id(self) -> int:
        """The person shown; 0 for somebody new."""
        return self._person.id if self._person else 0

    def serve(self, by: Pass, halls: Sequence["HallRow"], teams: Sequence[str]) -> None:
        """Know who asks, and offer these halls and teams."""
        self._by = by
        self._teams.setStringList(list(teams))
        chosen = self.hall.currentData()
        self.hall.clear()
        for hall in halls:
            self.hall.addItem(hall.name, hall.id)
        self.hall.setCurrentIndex(max(0, self.hall.findData(chosen or by.hall_id)))

    def show_person(self, person: Colleague | None) -> None:
        """Show somebody, or an empty form for somebody new; what was typed for another is forgotten."""
        self._person = person
        self.set_title(person.name if person else NEW)
        self.name.setText(person.name if person else "")
        self.number.setText(person.number if person else "")
        self.team.setText(person.team if person else "")
        self.hall.setCurrentIndex(max(0, self.hall.findData(person.hall_id if person else self._by.hall_id)))
        self._offer_roles()
        self.active.setChecked(person.active if person else True)
        self.save.setText("保存（&S）" if person else "登记（&S）")
        self.complain("")
        self._allow()

    def complain(self, sentence: str) -> None:
        """Tell what is wrong with what was typed; "" takes it away."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """Put the keyboard on the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _dress(self) -> None:
        lengths = ((self.name, LONGEST_NAME), (self.number, LONGEST_NUMBER), (self.team, LONGEST_TEAM))
        for field, longest in lengths:
            field.setMaxLength(longest)
        completer = QCompleter(self._teams, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.team.setCompleter(completer)
        self.save.setProperty("kind", "primary")
        for button in (self.remove, self.hand_over):
            button.setProperty("kind", "quiet")
        self.trouble.hide()

    def _lay_out(self) -> None:
        theme = self._theme
        for words, field in (
            ("姓名（&N）", self.name),
            ("工号（&G）", self.number),
            ("班组（&T）", self.team),
            ("营业厅（&H）", self.hall),
            ("角色（&R）", self.role),
        ):
            field.setAccessibleName(words[:-4])
            self.body.addLayout(labelled(theme, words, field))
        self.body.addWidget(self.active)
        self.body.addWidget(self.trouble)
        for row in ((self.save, self.password), (self.remove, self.hand_over)):
            line = QHBoxLayout()
            line.setSpacing(theme.px(theme.sizes.space_s))
            for button in row:
                line.addWidget(button)
            line.addStretch(1)
            self.body.addLayout(line)
        self.body.addWidget(self.told)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for field in (self.name, self.number, self.team):
            field.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.password.clicked.connect(self._on_password)
        self.remove.clicked.connect(self._on_remove)
        self.hand_over.clicked.connect(self._on_hand_over)

    def _offer_roles(self) -> None:
        """Offer the roles that can be given here; the administrator's is only shown."""
        own = self._person.role if self._person else "trainee"
        self.role.clear()
        for role, called in ROLES.items():
            if role == own or (self._by.role == "admin" and "admin" not in (role, own)):
                self.role.addItem(called, role)
        self.role.setCurrentIndex(self.role.findData(own))

    def _allow(self) -> None:
        """Leave open what this person may do here; the use cases decide it anyway."""
        person, admin = self._person, self._by.role == "admin"
        mine = admin or (self._by.role == "supervisor" and (person is None or person.role == "trainee"))
        for widget in (self.name, self.number, self.team, self.save):
            widget.setEnabled(mine)
        self.role.setEnabled(mine and self.role.count() > 1)
        self.hall.setEnabled(admin and self.hall.count() > 1)
        self.active.setEnabled(mine and person is not None and person.role != "admin")
        self.password.setVisible(person is not None)
        self.password.setEnabled(mine)
        self.password.setText("重设密码…" if person and person.has_password else "设密码…")
        self.remove.setVisible(bool(mine and person and person.has_password and person.role == "trainee"))
        heir = person is not None and person.active and person.has_password and person.role != "admin"
        self.hand_over.setVisible(heir and admin and self._by.person_id != 0)
        self.told.setText(self._telling(mine))
        self.told.setVisible(bool(self.told.text()))

    def _telling(self, mine: bool) -> str:
        person = self._person
        if not mine:
            return NOT_YOURS
        if person is None:
            return ""
        if person.role != "trainee" and not person.has_password:
            return f"{ROLES[person.role]}有了密码才能登录。"
        return "" if person.has_password else "没有密码：不用登录就能练习。"

    def _on_save(self) -> None:
        details = Details(
            self.name.text(),
            self.number.text(),
            self.team.text(),
            self.hall.currentData() or 1,
            self.role.currentData(),
            self.active.isChecked(),
        )
        self.saved.emit(self._person, details)

    def _on_password(self) -> None:
        self.password_wanted.emit(self.person_id)

    def _on_remove(self) -> None:
        self.password_removed.emit(self.person_id)

    def _on_hand_over(self) -> None:
        self.handed_over.emit(self.person_id)
