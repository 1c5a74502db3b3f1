"""The top of the player: what is played and how, the hall's date and clock, the progress, the buttons."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.core.mode import Mode
from trainer.core.telling import hall_day, span
from trainer.ui.kit.chip import Chip
from trainer.ui.player.scene import Scene
from trainer.ui.theme import Theme, Tone

_LINE = 0.4
_TONES: dict[Mode, Tone] = {Mode.GUIDED: "good", Mode.PRACTICE: "plain", Mode.ASSESSMENT: "warm"}


class TopBar(QWidget):
    """Its buttons leave the focus where it is: each has its key."""

    hint_asked = Signal()
    undo_asked = Signal()
    pause_asked = Signal()
    look_up_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title, self._mode, self._post = _label("title"), Chip(), Chip()
        self._day = _label("body")
        self._clock = Reading(theme.font("heading", bold=True), theme.colours.ink, "00:00:00")
        self._steps = Reading(theme.font("sub"), theme.colours.sub, "第 88 步 / 约 88 步")
        self._look_up = _button("资料 F1", "查资费、规则和话术，钟照走（F1）")
        self._look_up.setProperty("kind", "quiet")
        self._hint = _button("提示", "看这一步的标准答案，得分减半（H）")
        self._undo = _button("撤回", "撤回上一个动作（Ctrl+Z）")
        self._pause = _button("暂停", "暂停（Esc）")
        self._look_up.clicked.connect(self.look_up_asked)
        self._hint.clicked.connect(self.hint_asked)
        self._undo.clicked.connect(self.undo_asked)
        self._pause.clicked.connect(self.pause_asked)
        self._progress = ProgressLine(theme)
        self._lay_out()

    def begin(self, scene: Scene) -> None:
        """Show what does not change while an attempt is played."""
        scenario, mode = scene.attempt.scenario, scene.attempt.mode
        self._title.setText(scenario.title)
        self._mode.show_word(scene.attempt.called, _TONES[mode])
        self._day.setText(hall_day(scenario))
        self._hint.setVisible(scene.teaches)
        self._undo.setVisible(scene.teaches)
        self._pause.setText("暂停" if scene.teaches else "离开")
        self._pause.setToolTip("暂停（Esc）" if scene.teaches else "离开（Esc）；考核的钟不停")

    def show_scene(self, scene: Scene) -> None:
        """Show how far it has come."""
        made, left = scene.progress()
        self._steps.say(f"第 {made + 1 if left else made} 步 / 约 {made + left} 步")
        self._progress.show_part(made, made + left)
        self._hint.setEnabled(scene.attending and not scene.hinted)
        self._undo.setEnabled(bool(scene.attempt.story.turns))
        served = scene.shift.visit(scene.shift.attending)
        post = served.customer.post if served else ""
        self._post.setVisible(bool(post))
        self._post.setText(f"岗位：{post}")
        self.show_time(scene)

    def show_time(self, scene: Scene) -> None:
        """Show the clock only."""
        time = scene.attempt.scenario.clock(scene.shift.now)
        self._clock.say(time)
        self._clock.setToolTip(f"已用 {span(scene.shift.now)}")

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        middle = Qt.AlignmentFlag.AlignVCenter
        row = QHBoxLayout()
        row.setSpacing(theme.px(sizes.space_m))
        row.addWidget(self._title, 0, middle)
        row.addWidget(self._mode, 0, middle)
        row.addWidget(self._post, 0, middle)
        row.addStretch(1)
        row.addWidget(self._steps, 0, middle)
        row.addSpacing(theme.px(sizes.space_m))
        row.addWidget(self._day, 0, middle)
        row.addWidget(self._clock, 0, middle)
        row.addSpacing(theme.px(sizes.space_m))
        for button in (self._look_up, self._hint, self._undo, self._pause):
            row.addWidget(button, 0, middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_s))
        column.addLayout(row)
        column.addWidget(self._progress)


class Reading(QWidget):
    """Figures that change all the time; the room for the widest is kept, so nothing is laid out anew."""

    def __init__(self, font: QFont, colour: str, widest: str) -> None:
        super().__init__()
        self._text, self._font, self._ink = "", font, QColor(colour)
        self._size = QFontMetrics(font).size(Qt.TextFlag.TextSingleLine, widest)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show these figures."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._text)


class ProgressLine(QWidget):
    """A thin line that fills; a QProgressBar would paint itself at once, before everything else."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._made, self._all = 0, 0
        self.setFixedHeight(theme.px(_LINE))

    def show_part(self, made: int, of: int) -> None:
        """Show how much is done."""
        if (made, of) != (self._made, self._all):
            self._made, self._all = made, of
            self.setAccessibleName(f"进度 {made} / {of}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.line))
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        if self._made and self._all:
            room.setWidth(max(room.height(), room.width() * self._made / self._all))
            painter.setBrush(QColor(self._theme.colours.accent))
            painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _button(text: str, told: str) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(told)
    return button
