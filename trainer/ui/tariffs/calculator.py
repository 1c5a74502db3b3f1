"""The second page: a month's usage at the left, the sums of the plans and the bill of one at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.bill import Bill
from trainer.core.lines import Line
from trainer.core.tariff import Edition, Plan
from trainer.ui.kit.card import Card
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.sheet import shadow_depth
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.tariffs.bars import BarView, OutcomeList
from trainer.ui.tariffs.bills import Outcome, amount_words, work_out
from trainer.ui.tariffs.billtable import BillTable, BillView
from trainer.ui.tariffs.formpage import FormPage
from trainer.ui.tariffs.legend import Legend
from trainer.ui.tariffs.quote import Proof, QuotePanel, all_of, brief
from trainer.ui.tariffs.told import month_words
from trainer.ui.tariffs.typed import Typed
from trainer.ui.tariffs.usage import Told
from trainer.ui.tariffs.usageform import UsageForm
from trainer.ui.theme import Theme

NOTHING = "先在最左边勾选套餐，\n再填用量，账单马上算出来。"
KEYS = (
    ("↑ ↓", "换套餐、改数"),
    ("PgUp PgDn", "改得快些"),
    ("Enter", "看出处"),
    ("Esc", "收起"),
    ("Ctrl+C", "复制账单行"),
    ("Alt+1 – 3", "换页"),
)
_NOTES, _TALLEST = 2.2, 0.42


@dataclass(frozen=True, slots=True)
class Figured:
    """What was typed and chosen, and the plan whose bill was shown."""

    form: Typed
    plan: str


class CalculatorPage(FormPage):
    """Works out anew whenever something is typed, or other plans are chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._edition: Edition | None = None
        self._plans: tuple[Plan, ...] = ()
        self._computed: tuple[Told, tuple[Plan, ...]] | None = None
        self.form = UsageForm(theme)
        self.outcomes, self.lines = OutcomeList(self), BillTable(self)
        self.bars, self.bill = BarView(theme, self.outcomes), BillView(theme, self.lines)
        self.legend, self.quote = Legend(theme), QuotePanel(theme)
        self.notes = wrapping("", "sub")
        self.empty = EmptyState(theme, NOTHING)
        self._noted_below = upright("账单的说明")
        self._sums, self._items, self._body = Card(theme, "合计"), Card(theme), QStackedWidget()
        self._lay_out()
        self._connect()

    def show_plans(self, edition: Edition, plans: Sequence[Plan]) -> None:
        """Work out the bills of these plans."""
        if edition is not self._edition:
            self._computed = None
        self._edition, self._plans = edition, tuple(plans)
        self.form.ask_for(self._plans)
        self._soon.start()

    def take_focus(self) -> None:
        """Put the keyboard on the first number."""
        first = next(iter(self.form.numbers.values()), None)
        (first or self.form.month).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def memory(self) -> Figured:
        """Everything that is typed and chosen."""
        return Figured(self.form.memory, self.bars.current.plan.id if self.bars.current else "")

    def restore(self, kept: Figured) -> None:
        """Type and choose it again; the plans are there already."""
        self.form.restore(kept.form)
        self.work_out()
        self.bars.choose(kept.plan)

    def work_out(self) -> None:
        """Work the bills out at once; the same usage again leaves them alone, with whatever is open."""
        self._soon.stop()
        told, before = self.form.told(), self._computed
        if told is not None and (told, self._plans) == before:
            return
        self._computed = (told, self._plans) if told else None
        if self._edition is None or not self._plans or told is None:
            wrong = f"{self.form.trouble.text()}。\n改好就重新算。"
            self.empty.say(NOTHING if not self._plans else wrong)
            self._body.setCurrentWidget(self.empty)
            self.quote.shut()
            return
        self._body.setCurrentIndex(0)
        outcomes = work_out(self._edition, self._plans, told)
        self.legend.show_kinds([part.kind for each in outcomes for part in each.parts])
        self.bars.show_outcomes(outcomes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bars.setMaximumHeight(int(self.height() * _TALLEST))

    def _lay_out(self) -> None:
        self._body.addWidget(self._results())
        self._body.addWidget(self.empty)
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.set_out(self.form, self._body, KEYS)

    def _results(self) -> QWidget:
        """Put the sums above the bill, and below it what is asked about a line."""
        theme, gap = self._theme, self._theme.px(self._theme.sizes.space_s)
        self._sums.add_beside_title(self.legend)
        self._sums.body.addWidget(self.bars)
        self._lay_out_notes()
        self._items.body.addWidget(self.bill)
        self._items.body.addWidget(self._noted_below, 1)
        for card in (self._sums, self._items):
            card.body.setSpacing(gap)
            side, edge = theme.px(theme.sizes.space_m), theme.px(theme.sizes.space_s)
            card.body.setContentsMargins(side, edge, side, edge + shadow_depth(theme))
        results = QWidget()
        right = QVBoxLayout(results)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(gap)
        right.addWidget(self._sums)
        right.addWidget(self._items, 1)
        right.addWidget(self.quote)
        return results

    def _lay_out_notes(self) -> None:
        """Let the notes scroll where there is little room for them."""
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = self._noted_below
        area.setWidget(self.notes)
        area.setMinimumHeight(self._theme.px(_NOTES))

    def _connect(self) -> None:
        self.form.changed.connect(self._soon.start)
        self.bars.chosen.connect(self._on_chosen)
        self.bill.opened.connect(self._on_opened)
        self.bill.moved.connect(self._on_moved)
        self.quote.closed.connect(self._on_quote_closed)

    def _on_chosen(self, outcome: Outcome) -> None:
        self.quote.shut()
        self.lines.show_bill(outcome.bill)
        self.bill.stand(0)
        if outcome.bill is None:
            self._items.set_title(f"{outcome.plan.name} · 算不出")
            self.notes.setText(f"{outcome.reason}。")
            return
        self._items.set_title(f"{outcome.plan.name} · {month_words(outcome.bill.month)}账单")
        self.notes.setText(self._noted(outcome.bill))

    def _noted(self, bill: Bill) -> str:
        """Say what is left out of a bill, and the assumptions it rests on."""
        notes = [f"{gap.rstrip('。')}。" for gap in bill.gaps]
        if bill.assumptions and self._edition is not None:
            notes.append("用到的推定：")
            notes += [brief(each) for each in all_of(self._edition, bill.assumptions)]
        return "\n".join(notes)

    def _on_opened(self, line: Line) -> None:
        if self._edition is not None:
            value = f"{line.formula} = {amount_words(line)}" if line.amount is not None else "资料未写"
            known = all_of(self._edition, line.assumptions)
            self._noted_below.hide()  # its room is needed, and the panel tells the line's own
            self.quote.tell(Proof(line.name, value, line.sources, (), known))
            self.bill.scrollTo(self.bill.currentIndex())

    def _on_moved(self, line: Line) -> None:
        if not self.quote.isHidden():
            self._on_opened(line)

    def _on_quote_closed(self) -> None:
        self._noted_below.show()
        if self.bill.isVisible():
            self.bill.setFocus(Qt.FocusReason.OtherFocusReason)
