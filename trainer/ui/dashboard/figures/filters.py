"""What the figures are of: kind, topics or competences, hall, team, person, time; the kind is always said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.figures import SORTS, Axis, Sort, called
from trainer.core.scenario import Competence
from trainer.training.figures import Frame, Wanted
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.kit.segments import Segments
from trainer.ui.theme import Theme

AXES: tuple[Axis, ...] = ("主题", "能力")
_ALL_COLUMNS = {"主题": "全部主题", "能力": "全部能力"}
_WIDE = 9


class FilterBar(QWidget):
    """`changed` when other figures are wanted, `sought` with the text that names should have."""

    changed = Signal()
    sought = Signal(str)
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = Frame((), (), {}, ())
        self.sorts = Segments(theme, "种类", [SORTS[sort] for sort in Sort])
        self.axes = Segments(theme, "看什么", AXES)
        self.columns, self.halls, self.teams, self.people, self.slots = (
            _combo(theme, name) for name in ("主题或能力", "营业厅", "班组", "人员", "时间")
        )
        self.search = SearchBox("姓名或班组", "查找姓名或班组")
        self._lay_out(theme)
        for segments in (self.sorts, self.axes):
            segments.chosen.connect(self._on_kind_chosen)
        for combo in (self.columns, self.people, self.slots):
            combo.activated.connect(self._on_chosen)
        for combo in (self.halls, self.teams):
            combo.activated.connect(self._on_group_chosen)
        self.search.textChanged.connect(self.sought)
        self.search.done.connect(self.done)

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        return Wanted(
            Sort(self.sorts.place),
            self.slots.currentData() or 0,
            self.halls.currentData(),
            self.teams.currentData(),
            self.people.currentData(),
            AXES[self.axes.place],
            self.columns.currentData() or "",
        )

    def show_frame(self, frame: Frame) -> None:
        """Offer what there is; what was chosen stays chosen where it is still there."""
        self._frame = frame
        _fill(self.halls, "全部营业厅", ((name, id) for id, name in frame.halls))
        self._label(self.halls).setVisible(len(frame.halls) > 1)
        self.halls.setVisible(len(frame.halls) > 1)
        self._fill_groups()
        self._fill_kinds()

    def choose_column(self, column: str) -> None:
        """Go into a topic or a competence; "" for all of them."""
        place = self.columns.findData(column or None)
        if place >= 0 and place != self.columns.currentIndex():
            self.columns.setCurrentIndex(place)
            self.changed.emit()

    def choose_person(self, person_id: int | None) -> None:
        """Look at one person; None for all."""
        place = self.people.findData(person_id)
        if place >= 0 and place != self.people.currentIndex():
            self.people.setCurrentIndex(place)
            self.changed.emit()

    def show_all(self) -> None:
        """Take every filter off but the kind, which is always one."""
        for combo in (self.columns, self.halls, self.teams, self.people, self.slots):
            combo.setCurrentIndex(0)
        self._fill_groups()
        self.search.clear()
        self.changed.emit()

    def said(self) -> str:
        """Say in words what the figures are of."""
        wanted = self.wanted
        combos = (self.halls, self.teams, self.people, self.columns)
        parts = [combo.currentText() for combo in combos if combo.currentIndex() > 0]
        aside = "" if wanted.sort is Sort.GRADED else "（不计入考核成绩）"
        return "，".join((f"只算{SORTS[wanted.sort]}{aside}", called(wanted.slot), *parts))

    def _fill_groups(self) -> None:
        """Offer the teams of the hall, and the people of the team."""
        hall = self.halls.currentData()
        near = [each for each in self._frame.people if hall in (None, each.hall_id)]
        teams = dict.fromkeys(each.team for each in near if each.team)
        _fill(self.teams, "全部班组", ((team, team) for team in sorted(teams)))
        team = self.teams.currentData()
        people = ((each.name, each.id) for each in near if team in (None, each.team))
        _fill(self.people, "全部人员", people)

    def _fill_kinds(self) -> None:
        """Offer the times that hold anything of the kind, and the columns of the axis."""
        sort, axis = Sort(self.sorts.place), AXES[self.axes.place]
        slots = [slot for slot in self._frame.slots.get(sort, ()) if slot]
        _fill(self.slots, called(0), ((called(slot), slot) for slot in slots))
        columns: Sequence[str] = self._frame.topics if axis == "主题" else [each.value for each in Competence]
        _fill(self.columns, _ALL_COLUMNS[axis], ((column, column) for column in columns))

    def _on_kind_chosen(self, _place: int) -> None:
        self._fill_kinds()
        self.changed.emit()

    def _on_group_chosen(self, _place: int) -> None:
        self._fill_groups()
        self.changed.emit()

    def _on_chosen(self, _place: int) -> None:
        self.changed.emit()

    def _label(self, widget: QWidget) -> QLabel:
        return next(label for label in self.findChildren(QLabel) if label.buddy() is widget)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        rows = (
            (("种类", self.sorts), ("看", self.axes), ("其中", self.columns)),
            (
                *(("营业厅", self.halls), ("班组", self.teams), ("人员", self.people), ("时间", self.slots)),
                ("查找（&F）", self.search),
            ),
        )
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(theme.px(theme.sizes.space_s))
            for text, widget in widgets:
                label = QLabel(text)
                label.setBuddy(widget)
                row.addWidget(label)
                row.addWidget(widget, 1 if widget is self.search else 0)
                row.addSpacing(theme.px(theme.sizes.space_s))
            if widgets is rows[0]:
                row.addStretch(1)
            column.addLayout(row)


def only_people(wanted: Wanted) -> Wanted:
    """Return whose figures are asked for, and nothing else: all that pending work depends on."""
    return replace(wanted, sort=Sort.PRACTICE, slot=0, axis="主题", column="")


def _combo(theme: Theme, name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setMinimumWidth(theme.px(_WIDE))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _fill(combo: QComboBox, everything: str, choices: Iterable[tuple[str, object]]) -> None:
    """Offer these choices after "all"; the one chosen stays, where it is still there."""
    chosen = combo.currentData()
    with QSignalBlocker(combo):
        combo.clear()
        combo.addItem(everything, None)
        for text, value in choices:
            combo.addItem(text, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen) if chosen is not None else 0))
