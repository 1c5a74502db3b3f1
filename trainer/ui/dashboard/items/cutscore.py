"""Helps to set the pass mark: estimates of judges, or grades of people; it proposes, nothing is changed."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from trainer.core.cutscores import Angoff, BorderlineGroup, BorderlineRegression
from trainer.core.errors import TrainerError
from trainer.training.itemstats import Analysis, angoff, borderline
from trainer.ui.dashboard.figures.tables import PlainTable, Table
from trainer.ui.dashboard.items.options import plain_view
from trainer.ui.dashboard.items.reading import BEST_GRADE, read_estimates, read_grades
from trainer.ui.dashboard.items.words import figure
from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme, mark

Index = QModelIndex | QPersistentModelIndex
ASKED = (
    "一位刚好合格的营业员，每道题能得满分的百分之几？每行一位评委，每道题一个 0–100 的数，可以从表格粘贴。"
)
GRADED = "按巡视的印象给每人一个等级（0–9，越高越好），在“等级”一栏打字；不给的留空。"
_GRADE = 2


class GradeTable(QAbstractTableModel):
    """People with their totals, and the grade that is typed for each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[tuple[str, float], ...] = ()
        self.grades: list[str] = []

    def show_people(self, told: Analysis) -> None:
        """Show everybody whose sitting counts; the grades begin anew."""
        self.beginResetModel()
        self._people = tuple((sheet.person, sheet.percent) for sheet in told.gathered.sheets)
        self.grades = [""] * len(self._people)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else _GRADE + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = Qt.ItemFlag.ItemIsEditable if index.column() == _GRADE else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name, percent = self._people[index.row()]
        told = (name, f"{percent:.1f}", self.grades[index.row()])[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return told
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}，{('姓名', '总分', '等级')[index.column()]}：{told or '没有写'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        wanted = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return ("姓名", "总分", "等级")[section] if wanted else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != _GRADE:
            return False
        self.grades[index.row()] = str(value).strip()
        self.dataChanged.emit(index, index)
        return True


class CutPage(QWidget):
    """Show it an analysis; what is typed stays until another one is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self.estimates = QPlainTextEdit()
        self.estimates.setAccessibleName("评委的估计：每行一位，每道题一个数")
        self.estimates.setTabChangesFocus(True)
        self.estimates.setPlaceholderText("60 75 50 …\n55 80 45 …")
        self.people = GradeTable(self)
        self.grades = plain_view(theme, PlainTable(self), "每个人的等级")
        self.grades.setModel(self.people)
        self.middle = QDoubleSpinBox(maximum=BEST_GRADE, decimals=1, singleStep=1, value=3)
        self.middle.setAccessibleName("临界等级")
        self.judged, self.observed = PlainTable(self), PlainTable(self)
        self.judged_view = plain_view(theme, self.judged, "安戈夫法的建议")
        self.observed_view = plain_view(theme, self.observed, "临界组法的建议")
        self.judge, self.observe = QPushButton("算一算"), QPushButton("算一算")
        self.said, self.told = QLabel(), QLabel()
        self._lay_out(theme)
        self.judge.clicked.connect(self._on_judged)
        self.observe.clicked.connect(self._on_observed)

    def show_analysis(self, told: Analysis) -> None:
        """Work on this assessment from now on."""
        again = (
            self._analysis is not None
            and self._analysis.gathered.published.row == told.gathered.published.row
        )
        self._analysis = told
        if not again or len(self.people.grades) != len(told.gathered.sheets):
            self.people.show_people(told)
        if not again:
            self.estimates.clear()
        for table in (self.judged, self.observed):
            table.show_table(Table())
        self.said.setText(f"{ASKED}这场考核有 {len(told.gathered.items)} 道题。")
        self.told.setText(GRADED)
        for label in (self.said, self.told):
            mark(label, "role", "sub")

    def _on_judged(self) -> None:
        if self._analysis is None:
            return
        try:
            ratings = read_estimates(self.estimates.toPlainText(), len(self._analysis.gathered.items))
            found = angoff(self._analysis, ratings)
        except TrainerError as error:
            _refuse(self.said, str(error))
            return
        _show(self.judged, angoff_table(found), self.judged_view)
        _praise(self.said, f"建议及格线 {found.cut:.1f} 分。发布新考核时写进“总分及格线”；这一场不变。")

    def _on_observed(self) -> None:
        if self._analysis is None:
            return
        try:
            grades = read_grades(self.people.grades)
            group, line = borderline(self._analysis, grades, self.middle.value())
        except TrainerError as error:
            _refuse(self.told, str(error))
            return
        _show(self.observed, borderline_table(group, line), self.observed_view)
        graded = sum(each is not None for each in grades)
        _praise(self.told, f"给了等级的有 {graded} 人，其中临界 {group.n} 人。")

    def _lay_out(self, theme: Theme) -> None:
        judges, people = Card(theme, "安戈夫法（修订）"), Card(theme, "临界组与临界回归")
        for label in (self.said, self.told):
            label.setWordWrap(True)
            label.setProperty("role", "sub")
        judges.body.addWidget(self.said)
        judges.body.addWidget(self.estimates, 1)
        judges.body.addWidget(self.judge, 0, Qt.AlignmentFlag.AlignLeft)
        judges.body.addWidget(self.judged_view, 2)
        people.body.addWidget(self.told)
        people.body.addWidget(self.grades, 2)
        line, label = QHBoxLayout(), QLabel("临界等级(&B)")
        label.setBuddy(self.middle)
        for widget in (label, self.middle, self.observe):
            line.addWidget(widget)
        line.addStretch(1)
        people.body.addLayout(line)
        people.body.addWidget(self.observed_view, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(judges, 1)
        row.addWidget(people, 1)


def angoff_table(found: Angoff) -> Table:
    """Write a proposal of judges down."""
    rows = [
        ("建议及格线", figure(found.cut)),
        ("标准误", figure(found.se)),
        ("上下一个标准误", f"{figure(found.low)}–{figure(found.high)}"),
        ("评委之间的标准差", figure(found.spread)),
        *((f"评委 {number}", figure(cut)) for number, cut in enumerate(found.judges, 1)),
    ]
    return Table(("安戈夫法", "分"), tuple(rows))


def borderline_table(group: BorderlineGroup, line: BorderlineRegression) -> Table:
    """Write the proposals from the grades down."""
    rows = (
        ("临界组：中位数", figure(group.cut), f"n={group.n}"),
        ("临界组：平均、标准差", figure(group.mean), figure(group.sd)),
        ("临界回归：及格线", figure(line.cut), f"n={line.n}"),
        ("临界回归：标准误", figure(line.se), f"均方根误差 {figure(line.rmse)}"),
        ("每升一级多几分", figure(line.slope), f"R² {figure(line.r_squared)}"),
    )
    return Table(("方法", "分", ""), rows)


def _show(model: PlainTable, table: Table, view: QTableView) -> None:
    model.show_table(table)
    view.resizeColumnsToContents()


def _refuse(label: QLabel, sentence: str) -> None:
    label.setText(sentence)
    mark(label, "role", "hot")


def _praise(label: QLabel, sentence: str) -> None:
    label.setText(sentence)
    mark(label, "role", "good")
