"""What is asked in an assessment: scenarios to tick, the parts in order, and one of them in detail."""

import secrets
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.training.exams.plain import (
    Choices,
    PlainPaper,
    PlainPart,
    PlainRecall,
    PlainScenario,
    Preview,
    Scene,
    Topics,
)
from trainer.ui.dashboard.setting.details import RecallDetail, SceneDetail
from trainer.ui.dashboard.setting.fields import Field
from trainer.ui.dashboard.setting.paperdetail import PaperDetail
from trainer.ui.dashboard.setting.ticks import Ticks
from trainer.ui.kit.scrolling import upright
from trainer.ui.theme import Theme, mark

SEED_BITS = 31
NONE = "左边选上场景，或加一份试卷、几句默写。"
PLAY, PAPER, RECALL, NOTHING = range(4)


class PartsPane(QWidget):
    """`changed` when somebody edits any part, `preview_wanted` with the place of the paper to look at."""

    changed = Signal()
    preview_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: list[PlainPart] = []
        self._wrong: dict[int, str] = {}
        self._scenes: dict[str, Scene] = {}
        self.scenes, self.list = Ticks("场景"), QListWidget()
        self.play, self.paper, self.recall = SceneDetail(theme), PaperDetail(theme), RecallDetail(theme)
        self.up, self.down, self.drop = QPushButton("上移"), QPushButton("下移"), QPushButton("去掉")
        self.add_paper, self.add_recall = QPushButton("加试卷（&J）"), QPushButton("加默写（&L）")
        self._detail = QStackedWidget()
        self.ticking = Field(theme, "场景（&S），空格选上", self.scenes)
        self._lay_out(theme)
        self._connect()

    def begin(self, choices: Choices) -> None:
        """Begin with a paper of ten questions; the scenarios are for whoever sets it to choose."""
        self._scenes = {scene.id: scene for scene in choices.scenes}
        self.scenes.fill((scene.id, f"{scene.title}（{scene.post}）") for scene in choices.scenes)
        self.recall.offer(choices.phrases)
        self._put((_new_paper(),), 0)

    def learn(self, topics: Topics) -> None:
        """Take what the rows of a paper can ask for."""
        self.paper.learn(topics)

    def complain(self, faults: dict[int, str]) -> None:
        """Tell what is wrong with parts, by place from 0, and show the first of them; {} takes it away."""
        self._wrong = faults
        self._put(self.parts, min(faults) if faults else self.list.currentRow())

    @property
    def is_wrong(self) -> bool:
        """Tell whether something is wrong with a part, or with having none."""
        return bool(self._wrong) or self.ticking.is_wrong

    def redraw(self, place: int) -> PlainPaper:
        """Give a paper another seed and return it."""
        part = self.parts[place]
        assert isinstance(part, PlainPaper)
        self.parts[place] = fresh = replace(part, seed=secrets.randbits(SEED_BITS), drawn=None)
        self._put(self.parts, place)
        self.changed.emit()
        return fresh

    def take_drawn(self, place: int, found: Preview) -> None:
        """Keep the paper that is looked at: it is the one that will be published."""
        part = self.parts[place]
        assert isinstance(part, PlainPaper)
        self.parts[place] = kept = replace(part, drawn=found.paper)
        self.list.item(place).setText(self._told(place))
        if self.list.currentRow() == place:
            self.paper.take_drawn(kept)

    def _lay_out(self, theme: Theme) -> None:
        row, middle, gap = QHBoxLayout(self), QVBoxLayout(), theme.px(theme.sizes.space_s)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_l))
        label = QLabel("考哪几部分（&P），按次序考")
        label.setProperty("role", "sub")
        label.setBuddy(self.list)
        self.list.setWordWrap(True)
        self.list.setAccessibleName("考哪几部分")
        lines = ((self.add_paper, self.add_recall), (self.up, self.down, self.drop))
        middle.setSpacing(theme.px(theme.sizes.space_xs))
        middle.addWidget(label)
        middle.addWidget(self.list, 1)
        for buttons in lines:
            line = QHBoxLayout()
            line.setSpacing(gap)
            for button in buttons:
                mark(button, "kind", "quiet")
                line.addWidget(button)
            line.addStretch(1)
            middle.addLayout(line)
        area = upright("这份试卷")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.paper)
        self.paper.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        nothing = QLabel(NONE)
        nothing.setProperty("role", "sub")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.play, area, self.recall, nothing):
            self._detail.addWidget(page)
        row.addWidget(self.ticking, 3)
        row.addLayout(middle, 3)
        row.addWidget(self._detail, 5)

    def _connect(self) -> None:
        self.scenes.turned.connect(self._on_turned)
        self.ticking.changed.connect(self.changed)
        self.list.currentRowChanged.connect(self._on_chosen)
        for detail in (self.play, self.paper, self.recall):
            detail.changed.connect(self._on_edited)
        self.paper.preview_wanted.connect(self._on_preview)
        self.add_paper.clicked.connect(self._on_add_paper)
        self.add_recall.clicked.connect(self._on_add_recall)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.drop.clicked.connect(self._on_drop)

    # What is shown

    def _put(self, parts: Iterable[PlainPart], chosen: int) -> None:
        """Show these parts, and one of them in detail."""
        self.parts = list(parts)
        self.list.blockSignals(True)
        self.list.clear()
        for place in range(len(self.parts)):
            self.list.addItem(self._told(place))
        self.list.setCurrentRow(min(chosen, len(self.parts) - 1))
        self.list.blockSignals(False)
        self.scenes.show_ticks({part.scenario for part in self.parts if isinstance(part, PlainScenario)})
        self._on_chosen(self.list.currentRow())

    def _told(self, place: int) -> str:
        wrong = "要改！ " if place in self._wrong else ""
        return f"{wrong}{place + 1}. {_title(self.parts[place], self._scenes)}\n{_more(self.parts[place])}"

    def _on_chosen(self, place: int) -> None:
        part = self.parts[place] if 0 <= place < len(self.parts) else None
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(self.parts) - 1)
        self.drop.setEnabled(part is not None)
        if isinstance(part, PlainScenario):
            self.play.show_part(part, self._scenes[part.scenario])
        elif isinstance(part, PlainPaper):
            self.paper.show_part(part)
        elif isinstance(part, PlainRecall):
            self.recall.show_part(part)
        self._detail.setCurrentIndex(NOTHING if part is None else _page(part))
        if part is not None:
            self._shown.complain(self._wrong.get(place, ""))

    @property
    def _shown(self) -> SceneDetail | PaperDetail | RecallDetail:
        """The detail of the part that is chosen."""
        return (self.play, self.paper, self.recall)[self._detail.currentIndex()]

    # What is done

    def _on_turned(self, scenario: str, on: bool) -> None:
        if on:
            self._forget((*self.parts, PlainScenario(scenario)), len(self.parts))
        else:
            gone = [part for part in self.parts if not _plays(part, scenario)]
            self._forget(gone, self.list.currentRow())

    def _on_edited(self) -> None:
        place = self.list.currentRow()
        self.parts[place] = self._shown.part
        self._wrong.pop(place, None)
        self._shown.complain("")
        self.list.item(place).setText(self._told(place))
        self.changed.emit()

    def _on_add_paper(self) -> None:
        self._add(_new_paper())

    def _on_add_recall(self) -> None:
        self._add(PlainRecall())

    def _add(self, part: PlainPart) -> None:
        self._forget((*self.parts, part), len(self.parts))
        self.ticking.complain("")
        self.changed.emit()

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        place, parts = self.list.currentRow(), list(self.parts)
        parts[place], parts[place + by] = parts[place + by], parts[place]
        self._forget(parts, place + by)
        self.changed.emit()

    def _on_drop(self) -> None:
        place = self.list.currentRow()
        self._forget((*self.parts[:place], *self.parts[place + 1 :]), place)
        self.changed.emit()

    def _forget(self, parts: Iterable[PlainPart], chosen: int) -> None:
        """Show parts in other places: what was wrong is told by places, and holds no longer."""
        self._wrong = {}
        self._put(parts, chosen)

    def _on_preview(self) -> None:
        self.preview_wanted.emit(self.list.currentRow())


def _new_paper() -> PlainPaper:
    return PlainPaper(seed=secrets.randbits(SEED_BITS))


def _plays(part: PlainPart, scenario: str) -> bool:
    return isinstance(part, PlainScenario) and part.scenario == scenario


def _page(part: PlainPart) -> int:
    return PLAY if isinstance(part, PlainScenario) else PAPER if isinstance(part, PlainPaper) else RECALL


def _title(part: PlainPart, scenes: dict[str, Scene]) -> str:
    if isinstance(part, PlainScenario):
        return f"场景《{scenes[part.scenario].title}》"
    if isinstance(part, PlainPaper):
        return f"{part.title.strip() or '试卷'} {sum(row.count for row in part.rows)} 题"
    return f"默写标准用语 {part.count or len(part.phrases)} 句"


def _more(part: PlainPart) -> str:
    told = [f"占 {part.weight} 份"]
    if part.minutes:
        told.append(f"{part.minutes} 分钟")
    if isinstance(part, PlainScenario):
        told.insert(0, part.variant or "变体抽一个")
        told.extend(["凭记忆打字"] if part.typed else [])
    if isinstance(part, PlainPaper) and part.drawn:
        told.append("预览过")
    return "，".join(told)
