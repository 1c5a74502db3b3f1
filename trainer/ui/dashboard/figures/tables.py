"""Every picture's figures as a plain table, for screen readers and for whoever would rather read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from trainer.core.figures import FEW, Sum
from trainer.training.figures import Figures, Pending
from trainer.ui.kit.framed import framed
from trainer.ui.kit.heatmap import ALL, EVERYBODY, at, words
from trainer.ui.kit.histogram import span
from trainer.ui.kit.segments import Segments
from trainer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NAMES = ("热力图", "每周", "分布", "能力", "弱项与错误", "到期与缺考")
_ROW, _LOOKED_AT = 2.4, 12


@dataclass(frozen=True, slots=True)
class Table:
    """Titles and rows of words."""

    titles: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class PlainTable(QAbstractTableModel):
    """Words in rows and columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = Table()

    def show_table(self, table: Table) -> None:
        """Forget everything and show this."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.table.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = self.table.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return told
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.table.titles[index.column()]}：{told}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        across = orientation == Qt.Orientation.Horizontal and role in wanted
        return self.table.titles[section] if across else None


class TablePage(QWidget):
    """One table at a time, chosen above."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables = (Table(),) * len(NAMES)
        self.which = Segments(theme, "哪张图的数字", NAMES)
        self.model = PlainTable(self)
        self.view = QTableView()
        self.view.setAccessibleName("图的数字")
        self.view.setProperty("role", "bare")
        self.view.setModel(self.model)
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setResizeContentsPrecision(_LOOKED_AT)
        self.view.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(framed(self.view, theme), 1)
        self.which.chosen.connect(self._on_chosen)

    def show_tables(self, tables: Sequence[Table]) -> None:
        """Show these tables, one for each of `NAMES`."""
        self._tables = tuple(tables)
        self._on_chosen(self.which.place)

    def _on_chosen(self, place: int) -> None:
        self.model.show_table(self._tables[place])
        self.view.resizeColumnsToContents()


def tables_of(told: Figures, pending: Pending) -> tuple[Table, ...]:
    """Write the figures of every picture down, in the order of `NAMES`."""
    return (_heat(told), _weeks(told), _spread(told), _radar(told), _named(told), _pending(pending))


def _heat(told: Figures) -> Table:
    heat = told.heat
    names = [EVERYBODY, *(who.name for who in heat.people)]
    columns = range(1 + len(heat.columns))
    rows = tuple(
        (name, *(words(at(heat, row, column), heat.few) for column in columns))
        for row, name in enumerate(names)
    )
    return Table(("姓名", ALL, *(column.title for column in heat.columns)), rows)


def _weeks(told: Figures) -> Table:
    beside = {week.monday: week.sum for week in told.weeks_beside}
    rows = tuple(
        (
            f"{week.monday.year}年{week.monday.month}月{week.monday.day}日",
            words(week.sum, FEW),
            *((words(beside.get(week.monday, Sum()), FEW),) if beside else ()),
        )
        for week in told.weeks
    )
    return Table(("哪一周（周一）", "得分", *(("全厅",) if beside else ())), rows)


def _spread(told: Figures) -> Table:
    rows = [(span(place), f"{n} 人") for place, n in enumerate(told.spread.bins)]
    return Table(("得分", "人数"), (*rows, ("样本不足，没有算进去", f"{told.spread.left_out} 人")))


def _radar(told: Figures) -> Table:
    rows = tuple(
        (each.competence.value, words(each.own, 1, "次"), words(each.hall, 1, "次")) for each in told.radar
    )
    return Table(("能力", "所选人员", "全厅"), rows)


def _named(told: Figures) -> Table:
    weak = [("弱项", each.title, words(each.sum, 1)) for each in told.weakest]
    made = [("错误", each.title, f"{each.sum.n} 次") for each in told.mistakes]
    return Table(("类别", "名称", "数字"), (*weak, *made))


def _pending(pending: Pending) -> Table:
    due = [(each.who.name, "复习", f"逾期 {each.overdue}，今天 {each.today}") for each in pending.due]
    absent = [(each.who.name, each.title, each.called) for each in pending.absences]
    return Table(("姓名", "事项", "情况"), (*absent, *due))
