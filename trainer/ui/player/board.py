"""Everything that is seen while a scenario is played, put together: top, floor, counter, ledger, keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from trainer.core.events import Entry
from trainer.core.mode import Mode
from trainer.core.scenario import Scenario
from trainer.core.telling import step_words
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.card import Card
from trainer.ui.kit.keyline import Key, KeyLine
from trainer.ui.kit.telling import remarks
from trainer.ui.player.counter import Counter
from trainer.ui.player.feedback import feedback_on, marks_on
from trainer.ui.player.floor import Floor
from trainer.ui.player.floorcard import SPACIOUS
from trainer.ui.player.foresight import Foresight
from trainer.ui.player.ledger import Ledger, ledger
from trainer.ui.player.lookpanel import LookPanel, release_focus
from trainer.ui.player.scene import Scene
from trainer.ui.player.topbar import TopBar
from trainer.ui.theme import Theme

_SIDE = 20.0
_WIDE = 105.0
_FRAME = 11.0
"""What top, keys, title and margins take of the height, as a multiple of the base size."""
_MANY = 2
"""With more customers than this the scenario's summary gives way to them."""

_BESIDE = 82.0
"""From this width on the panel of look-ups, the floor and the counter have room side by side."""

_NOD: Key = ("空格", "点头示意")
_TALK_KEYS: tuple[Key, ...] = (
    ("1–9", "选择"),
    ("Enter", "确认"),
    ("Tab", "换客户"),
    _NOD,
    ("W", "请稍等"),
    ("F1", "资料"),
)
_TYPED_KEYS: tuple[Key, ...] = (
    ("Enter", "说出口"),
    ("Tab ↓", "到下面的做法"),
    ("Ctrl+W", "请稍等"),
    ("F1", "资料"),
)
_TYPED_TAUGHT_KEYS: tuple[Key, ...] = (("Ctrl+H", "提示"), ("Esc", "暂停"), ("Ctrl+S", "出处"))
_TYPED_TIMED_KEYS: tuple[Key, ...] = (("Esc", "离开"),)
_TAUGHT_KEYS: tuple[Key, ...] = (
    ("H", "提示"),
    ("Ctrl+Z", "撤回"),
    ("Esc", "暂停"),
    ("S", "出处"),
    ("↑↓", "移动"),
)
_TIMED_KEYS: tuple[Key, ...] = (("Esc", "离开"), ("↑↓", "移动"))


class Board(QWidget):
    """Shows scenes; what is the same as before is not touched."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.top = TopBar(theme)
        self.banner = Banner(theme)
        self.floor = Floor(theme)
        self.ledger = Ledger(theme)
        self.counter = Counter(theme)
        self.looks = LookPanel(theme)
        self.foresight = Foresight(self.counter, self)
        self._story = StoryCard(theme)
        self._keys = KeyLine(theme)
        self._words: dict[str, str] = {}
        self._customers = 0
        self._asks_anew = False
        self._left, self._right = self._column(), self._column()
        self._left.insertWidget(0, self.floor)
        self._left_side, self._right_side = self._side(self._left), self._side(self._right)
        self._is_wide: bool | None = None
        self.looks.opened.connect(self._make_room)
        self.looks.closed.connect(self._make_room)
        self.counter.pad.left_below.connect(self.walk)
        self._place_cards()
        self._lay_out()

    def begin(self, scene: Scene) -> None:
        """Show what stays the same while an attempt is played."""
        scenario = scene.attempt.scenario
        self._words = step_words(scenario)
        self.banner.hide()
        self.counter.show_verdict(None)
        self.top.begin(scene)
        self._story.show_scenario(scenario)
        self._customers = len(scenario.customers)
        self.floor.show_words(scene.words)
        self.floor.fit(self._customers, self._floor_height())
        self.show_scene(scene)

    def show_scene(self, scene: Scene) -> None:
        """Show everything as it stands."""
        scenario, visit = scene.attempt.scenario, scene.visit
        self.top.show_scene(scene)
        self.floor.show_floor(scene.floor())
        self.counter.show_visit(visit, scene.shift.now)
        self.counter.show_choices(scene.choices())
        hint = scene.phrases[0].text if scene.phrases and scene.hinted else ""
        self._asks_anew = self.counter.pad.ask(scene.question, hint) or self._asks_anew
        self._keys.show_keys(_keys(scene))
        self.counter.settle()
        said = remarks(scene.events, scenario, visit.customer) if visit else []
        self.counter.show_remarks(scene.selected, said)
        rows = ledger(scenario, visit, self._words) if visit and scene.teaches else ()
        self.ledger.show_rows(rows, point_out=scene.attempt.mode is Mode.GUIDED)
        crowded = bool(rows) or self.floor.density is not SPACIOUS
        self._story.setVisible(self._is_wide or not crowded or self._customers <= _MANY)
        self.foresight.watch(scene)

    def show_feedback(self, entry: Entry, scene: Scene) -> None:
        """Say what there is to say about an act, and show on a phrase that was typed what was lost."""
        self.counter.show_verdict(feedback_on(entry, scene))
        recalled = marks_on(entry, scene)
        if recalled is not None:
            self.counter.show_marks(scene.attempt.story.turns[-1].act.typed, recalled)

    def show_time(self, scene: Scene) -> None:
        """Show only what time alone changes: clock, rings, moods."""
        self.top.show_time(scene)
        self.floor.show_floor(scene.floor())
        self.counter.show_visit(scene.visit, scene.shift.now)

    def say_busy(self) -> None:
        """Tell that an act is still on its way to the disk."""
        self.banner.say("正在存盘，请稍候……")

    def say_refused(self, _id: str, reason: str) -> None:
        """Tell why a card cannot be picked."""
        self.banner.say(reason or "这个选项现在不能选", "warm")

    def say_failed(self, sentence: str, *, again: bool) -> None:
        """Tell what went wrong; with a button where another try may help."""
        self.banner.say(sentence, "hot" if again else "warm", "重试" if again else "")

    def focus_stop(self, customer: str) -> QWidget | None:
        """Return where the focus belongs while one looks at this customer: their card, or the replies.

        Whoever has gone on from the pad to the cards stays there, until something else is asked.
        """
        card, choices = self.floor.card(customer), self.counter.choices
        if card is not None and not card.seen.attending and not card.seen.gone:
            return card
        anew, self._asks_anew = self._asks_anew, False
        if self.counter.pad.is_open and (anew or not _has_focus(choices)):
            return self.counter.pad.field
        return choices if choices.cards else None

    def return_to_pad(self) -> None:
        """Let the focus go to the pad next time, wherever it is now."""
        self._asks_anew = True

    def walk(self, *, forward: bool = True) -> bool:
        """Go on with Tab from the pad to the cards, or back; tell whether there was somewhere to go."""
        field, choices = self.counter.pad.field, self.counter.choices
        goes = field.hasFocus() and bool(choices.cards) if forward else _has_focus(choices)
        if goes and self.counter.pad.is_open:
            (choices if forward else field).setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._place_cards()
        self._make_room()
        self.floor.fit(self._customers, self._floor_height())

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        wide, gap = theme.px(sizes.space_xl), theme.px(sizes.space_l)
        row = QHBoxLayout()
        row.setSpacing(wide)
        row.addWidget(self._left_side)
        row.addWidget(self.counter, 1)
        row.addWidget(self.looks)
        row.addWidget(self._right_side)
        column = QVBoxLayout(self)
        column.setContentsMargins(wide, gap, wide, theme.px(sizes.space_s))
        column.setSpacing(theme.px(sizes.space_m))
        column.addWidget(self.top)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        column.addWidget(self._keys)

    def _place_cards(self) -> None:
        """Put ledger and story on the right where there is room, below the floor where there is not."""
        wide = self.width() >= self._theme.px(_WIDE)
        if wide == self._is_wide:
            return
        self._is_wide = wide
        column = self._right if wide else self._left
        for place, part in enumerate((self.ledger, self._story)):
            column.insertWidget(place if wide else place + 1, part)
        self._right_side.setVisible(wide)

    def _make_room(self) -> None:
        """Give the panel of look-ups its place; where the window is narrow the floor steps aside for it."""
        shown = not self.looks.is_open or self.width() >= self._theme.px(_BESIDE)
        if not shown:
            release_focus(self._left_side)
        self._left_side.setVisible(shown)

    def _floor_height(self) -> int:
        """Return how high the room for the cards of the floor is."""
        return self.height() - self._theme.px(_FRAME)

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, self._theme.px(self._theme.sizes.space_s), 0)
        column.setSpacing(self._theme.px(self._theme.sizes.space_m))
        column.addStretch(1)
        return column

    def _side(self, column: QVBoxLayout) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(column)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(self._theme.px(_SIDE))
        return area


def _has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def _keys(scene: Scene) -> tuple[Key, ...]:
    """Return what the keys mean in a scene."""
    if scene.question:
        return _TYPED_KEYS + (_TYPED_TAUGHT_KEYS if scene.teaches else _TYPED_TIMED_KEYS)
    talk = tuple(key for key in _TALK_KEYS if scene.words.seen or key is not _NOD)
    return talk + (_TAUGHT_KEYS if scene.teaches else _TIMED_KEYS)


class StoryCard(Card):
    """What the scenario is about and what it trains."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "场景", parent)
        self.body.setSpacing(theme.px(theme.sizes.space_s))
        self._post = QLabel()
        self._post.setProperty("role", "sub")
        self.add_beside_title(self._post)
        self._summary, self._trains = QLabel(), QLabel()
        self._trains.setProperty("role", "sub")
        for label in (self._summary, self._trains):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.body.addWidget(label)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show this scenario."""
        self._post.setText(scenario.post)
        self._summary.setText(scenario.summary)
        self._trains.setText("练什么：" + "、".join(scenario.trains))
        self._trains.setVisible(bool(scenario.trains))
