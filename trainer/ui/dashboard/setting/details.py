"""One part of an assessment in detail: a scenario, or phrases to be typed."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.exam.setting import MOST_MINUTES, MOST_WEIGHT
from trainer.training.exams.plain import PlainPart, PlainRecall, PlainScenario, Scene
from trainer.ui.dashboard.setting.fields import Field, number, pick
from trainer.ui.dashboard.setting.ticks import Ticks
from trainer.ui.kit.segments import Segments
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

ANY_VARIANT = "发布时抽一个，全场一样"
DRAWN, NAMED = range(2)


class Detail(QWidget):
    """Its title, what is wrong with it, and what every part has; `changed` when somebody edits it."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.trouble = wrapping(""), wrapping("", "sub")
        mark(self.title, "role", "heading")
        mark(self.trouble, "role", "hot")
        self.minutes = number(0, MOST_MINUTES, 0, "不另外限")
        self.weight = number(1, MOST_WEIGHT, 1)
        self.timed = Field(theme, "限时几分钟（&M）", self.minutes)
        self.weighed = Field(theme, "在总分里占几份（&G）", self.weight)
        self.grid, self.column = QGridLayout(), QVBoxLayout(self)
        self.grid.setHorizontalSpacing(theme.px(theme.sizes.space_m))
        for place in range(2):
            self.grid.setColumnStretch(place, 1)
        self.grid.addWidget(self.timed, 9, 0)
        self.grid.addWidget(self.weighed, 9, 1)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(theme.sizes.space_m))
        for widget in (self.title, self.trouble):
            self.column.addWidget(widget)
        self.column.addLayout(self.grid)
        self._filling = False
        for field in (self.timed, self.weighed):
            field.changed.connect(self.tell)

    def show_common(self, title: str, part: PlainPart) -> None:
        """Show what every part has."""
        self.title.setText(title)
        self.minutes.setValue(part.minutes)
        self.weight.setValue(part.weight)

    def complain(self, told: str) -> None:
        """Tell what is wrong with the part; "" when nothing is any more."""
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))

    def filling(self, on: bool) -> None:
        """While it is filled nobody hears of changes."""
        self._filling = on

    def tell(self) -> None:
        """Somebody has edited it."""
        if not self._filling:
            self.changed.emit()


class SceneDetail(Detail):
    """A scenario: its variant, and whether phrases are typed in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._part = PlainScenario("")
        self.variant, self.typed = QComboBox(), QCheckBox("标准用语要凭记忆打出来（&Y）")
        varied = Field(theme, "变体（&V）", self.variant)
        self.grid.addWidget(varied, 0, 0, 1, 2)
        self.column.addWidget(self.typed)
        self.column.addStretch(1)
        varied.changed.connect(self.tell)
        self.typed.toggled.connect(self._on_toggled)

    def show_part(self, part: PlainScenario, scene: Scene) -> None:
        """Show a part that plays this scenario."""
        self.filling(True)
        self._part = part
        self.show_common(f"场景《{scene.title}》", part)
        self.variant.clear()
        self.variant.addItem(ANY_VARIANT, "")
        for variant in scene.variants:
            if variant:
                self.variant.addItem(variant, variant)
        pick(self.variant, part.variant)
        self.variant.setEnabled(len(scene.variants) > 1)
        self.typed.setChecked(part.typed)
        self.filling(False)

    @property
    def part(self) -> PlainScenario:
        """The part as it is now."""
        return replace(
            self._part,
            variant=self.variant.currentData() or "",
            typed=self.typed.isChecked(),
            minutes=self.minutes.value(),
            weight=self.weight.value(),
        )

    def _on_toggled(self, _on: bool) -> None:
        self.tell()


class RecallDetail(Detail):
    """Phrases to be typed: so many that are drawn, or those that are ticked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.how = Segments(theme, "默写哪几句", ("抽几句", "指定句子"))
        self.count, self.phrases = number(1, 1, 1), Ticks("默写哪几句")
        self._counted = Field(theme, "抽几句（&K），全场一样", self.count)
        self._named = QLabel()
        self._named.setProperty("role", "sub")
        self.grid.addWidget(self.how, 0, 0, 1, 2)
        self.grid.addWidget(self._counted, 1, 0)
        self.column.addWidget(self._named)
        self.column.addWidget(self.phrases, 1)
        self.column.addStretch(0)  # room below while the list is away
        self.how.chosen.connect(self._on_way_chosen)
        self._counted.changed.connect(self.tell)
        self.phrases.changed.connect(self._on_ticked)

    def offer(self, phrases: Iterable[tuple[str, str]]) -> None:
        """List the phrases that there are."""
        self.phrases.fill(phrases)
        self.count.setMaximum(max(1, self.phrases.count()))

    def show_part(self, part: PlainRecall) -> None:
        """Show a part that asks for phrases."""
        self.filling(True)
        self.show_common("默写标准用语", part)
        self.how.choose(DRAWN if part.count else NAMED)
        self.count.setValue(part.count or 1)
        self.phrases.show_ticks(part.phrases)
        self._show_way()
        self.filling(False)

    @property
    def part(self) -> PlainRecall:
        """The part as it is now."""
        named = self.how.place == NAMED
        return PlainRecall(
            0 if named else self.count.value(),
            tuple(self.phrases.ticked) if named else (),
            self.minutes.value(),
            self.weight.value(),
        )

    def _on_way_chosen(self, _place: int) -> None:
        self._show_way()
        self.tell()

    def _on_ticked(self) -> None:
        self._show_way()
        self.tell()

    def _show_way(self) -> None:
        named = self.how.place == NAMED
        self._counted.setVisible(not named)
        self._named.setVisible(named)
        self._named.setText(f"空格选上，按次序默写；选了 {len(self.phrases.ticked)} 句")
        self.phrases.setVisible(named)
