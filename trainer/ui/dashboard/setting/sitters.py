"""Who is to sit an assessment: people by name, and whole teams of trainees at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trainer.core.rights import ROLES
from trainer.ui.dashboard.setting.fields import Field
from trainer.ui.dashboard.setting.ticks import Ticks
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.training.people import Colleague

NO_TEAM = "（没有班组）"
NOBODY = "本厅还没有登记学员。先到“人员”里登记，再来设考核。"
TOLD = "选班组就是选上组里现在的学员；发布以后进组的人不在里面。"


class SittersPane(QWidget):
    """Teams only tick their trainees: who is to sit is always told by names."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._teams: dict[str, list[int]] = {}
        self.teams, self.names = Ticks("班组"), Ticks("参加的人")
        self.all, self.none = QPushButton("全选（&A）"), QPushButton("全不选（&O）")
        self.teamed = Field(theme, "班组（&G），空格选上", self.teams)
        self.named = Field(theme, "参加的人（&W），空格选上", self.names)
        self.told = wrapping(TOLD, "sub")
        self._lay_out(theme)
        self.teams.turned.connect(self._on_team_turned)
        self.named.changed.connect(self._on_named)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)

    def begin(self, people: "tuple[Colleague, ...]") -> None:
        """Begin with every trainee; others of the hall can be ticked by name."""
        trainees = [each for each in people if each.role == "trainee"]
        self._teams = {}
        for each in trainees:
            self._teams.setdefault(each.team, []).append(each.id)
        self.names.fill(((each.id, _words(each)) for each in people), {each.id for each in trainees})
        teams = sorted(self._teams, key=lambda team: (not team, team))
        self.teams.fill((team, f"{team or NO_TEAM} {len(self._teams[team])} 人") for team in teams)
        self.told.setText(TOLD if trainees else NOBODY)
        self.complain("")
        self._show_teams()

    @property
    def ids(self) -> tuple[int, ...]:
        """Who is to sit."""
        return tuple(self.names.ticked)

    @property
    def is_wrong(self) -> bool:
        """Tell whether something is wrong with who is to sit."""
        return self.named.is_wrong

    def complain(self, told: str) -> None:
        """Tell what is wrong with who is to sit."""
        self.named.complain(told)

    def _lay_out(self, theme: Theme) -> None:
        row, right, buttons = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_l))
        left = QVBoxLayout()
        left.addWidget(self.teamed, 1)
        left.addWidget(self.told)
        for button in (self.all, self.none):
            mark(button, "kind", "quiet")
            buttons.addWidget(button)
        buttons.addStretch(1)
        right.addWidget(self.named, 1)
        right.addLayout(buttons)
        row.addLayout(left, 2)
        row.addLayout(right, 3)

    def _show_teams(self) -> None:
        """A team is ticked when all of it is, and half when some are."""
        chosen = set(self.names.ticked)
        whole = {team for team, ids in self._teams.items() if chosen.issuperset(ids)}
        some = {team for team, ids in self._teams.items() if chosen.intersection(ids)}
        self.teams.show_ticks(whole, some - whole)

    def _on_team_turned(self, team: str, on: bool) -> None:
        members = set(self._teams[team])
        chosen = set(self.names.ticked)
        self.names.tick(chosen | members if on else chosen - members)

    def _on_named(self) -> None:
        self._show_teams()
        self.changed.emit()

    def _on_all(self) -> None:
        self.names.tick(set(self.names.ids))

    def _on_none(self) -> None:
        self.names.tick(())


def _words(of: "Colleague") -> str:
    role = "" if of.role == "trainee" else f"（{ROLES[of.role]}）"
    return "  ".join(part for part in (f"{of.name}{role}", of.number, of.team) if part)
