"""The chosen item: its whole text, and who took which option or made which mistake."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QWidget

from trainer.reports.hallsheets import ItemFigures, OptionFigures
from trainer.training.itemstats import VariantLine
from trainer.ui.dashboard.figures.tables import PlainTable, Table
from trainer.ui.dashboard.items.words import FEW, figure, percent
from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme

NOBODY = "选一道题，看各选项有多少人选。"
SCENE = "场景没有选项。明细在每个人的考核表里。"
TITLES = ("选项", "内容和错因", "人数", "份额", "高分组", "低分组")
_ROW = 2.2
_LABEL, _FIGURE = 3.4, 4.1


class OptionCard(Card):
    """Show it an item with its variants, if it has any."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "选项分析", parent)
        self.stem, self.note = QLabel(), QLabel()
        for label in (self.stem, self.note):
            label.setWordWrap(True)
        self.note.setProperty("role", "sub")
        self.model = PlainTable(self)
        self.view = plain_view(theme, self.model, "各选项的人数")
        self._size_columns(theme)
        self.variants = PlainTable(self)
        self.by_variant = plain_view(theme, self.variants, "各变体")
        self.body.addWidget(self.stem)
        self.body.addWidget(self.view, 3)
        self.body.addWidget(self.by_variant, 2)
        self.body.addWidget(self.note)
        self.show_item(-1, None)

    def show_item(self, place: int, item: ItemFigures | None, variants: Sequence[VariantLine] = ()) -> None:
        """Show an item; None for none."""
        self.stem.setText(NOBODY if item is None else f"{place + 1}. {item.stem}")
        options = item.options if item else ()
        self.model.show_table(Table(TITLES, tuple(map(_line, options))))
        self.variants.show_table(Table(("变体", "n", "得分率", "区分度"), tuple(map(_variant, variants))))
        self.view.setVisible(bool(options))
        self.by_variant.setVisible(bool(variants))
        self.note.setText(_note(item))
        self.view.resizeRowsToContents()
        self.by_variant.resizeColumnsToContents()

    def _size_columns(self, theme: Theme) -> None:
        """Give the text what the figures leave."""
        self.model.show_table(Table(TITLES))
        header = self.view.horizontalHeader()
        for column in range(len(TITLES)):
            header.resizeSection(column, theme.px(_LABEL if column == 0 else _FIGURE))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)


def plain_view(theme: Theme, model: PlainTable, name: str) -> QTableView:
    """Return a table to be read."""
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setProperty("role", "bare")
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
    view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    return view


def _note(item: ItemFigures | None) -> str:
    if item is None:
        return ""
    if not item.options:
        return SCENE
    few = f"{FEW}，不给份额。" if item.few else ""
    return f"{few}高分组、低分组：总分最高、最低的 27%，同分的都算进去。"


def _line(option: OptionFigures) -> tuple[str, ...]:
    mark = "√ " if option.right else ""
    mistake = option.mistake if option.mistake != option.text else ""
    return (
        f"{mark}{option.label}",
        f"{option.text}\n错因：{mistake}" if mistake else option.text,
        str(option.n),
        *(percent(share, 0) for share in (option.share, option.upper, option.lower)),
    )


def _variant(line: VariantLine) -> tuple[str, ...]:
    told = line.statistics
    return (line.variant or "唯一", str(told.n), percent(told.facility), figure(told.discrimination))
