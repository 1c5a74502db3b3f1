"""The statistics of the whole assessment, each with what it means, and who is close to the pass mark."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from trainer.training.itemstats import Analysis
from trainer.ui.dashboard.figures.tables import PlainTable, Table
from trainer.ui.dashboard.items.options import plain_view
from trainer.ui.dashboard.items.words import figure, percent
from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme

NO_MARK = "这场考核没有设总分及格线，没有临界名单。"
NO_ERROR = "人太少或分数全一样，算不出标准误，没有临界名单。"
NOBODY = "没有人落在临界范围里。"


class WholePage(QWidget):
    """Show it an analysis."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures, self.close_ones = PlainTable(self), PlainTable(self)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.view = plain_view(theme, self.figures, "全卷统计")
        self.list = plain_view(theme, self.close_ones, "临界名单")
        whole, near = Card(theme, "全卷统计"), Card(theme, "临界名单")
        whole.body.addWidget(self.view, 1)
        near.body.addWidget(self.told)
        near.body.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(whole, 3)
        row.addWidget(near, 2)

    def show_analysis(self, told: Analysis) -> None:
        """Show the statistics."""
        self.figures.show_table(figures_of(told))
        near = tuple(
            (each.person, f"{each.percent:.1f}", "合格" if each.passed else "不合格") for each in told.close
        )
        self.close_ones.show_table(Table(("姓名", "总分", "现在的结论"), near))
        self.told.setText(told_of(told))
        self.list.setVisible(bool(near))
        for view in (self.view, self.list):
            view.resizeColumnsToContents()


def figures_of(told: Analysis) -> Table:
    """Write the statistics of the whole down."""
    paper = told.paper
    few = "" if paper.enough else "样本不足，只供参考"
    rows = (
        ("人数 n", str(paper.n), few or "每人算一次：成绩算数的那次"),
        ("平均分", figure(paper.mean), "满分 100"),
        ("中位数", figure(paper.median), "一半人在它以上"),
        ("标准差", figure(paper.sd), "分数散得多开"),
        ("偏度", figure(paper.skewness), "负：低分的尾巴长；正：高分的尾巴长"),
        ("峰度", figure(paper.kurtosis), "正态分布是 0"),
        ("α 系数", figure(paper.alpha), "各题是不是在考同一件事，最高 1"),
        ("误差比", percent(paper.error_ratio), "分数差异里有多少是误差"),
        ("测量标准误", figure(paper.sem), "一个人的分数大约有多准，单位是分"),
    )
    return Table(("指标", "数值", "说明"), rows)


def told_of(told: Analysis) -> str:
    """Say where the band is, or why there is none."""
    if told.band is None:
        return NO_MARK
    if told.band.low is None or told.band.high is None:
        return NO_ERROR
    where = (
        f"及格线 {told.band.pass_mark:g} 分上下一个测量标准误：{told.band.low:.1f}–{told.band.high:.1f} 分。"
    )
    return where + ("这些人的结论宜结合巡视再定。" if told.close else NOBODY)
