"""The frame around the screens: where one can go, who is practising, and how it looks."""

from dataclasses import replace

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QTabBar, QWidget

from trainer.settings import LARGEST_PX, SMALLEST_PX, Settings, ThemeName
from trainer.ui.kit.chip import Chip
from trainer.ui.speech import SPEEDS
from trainer.ui.theme import Theme

NAME = "营业厅培训"
TABS = ("练习", "题库", "资费", "考核", "早会", "主管")
HOME, QUESTIONS, TABLES, EXAM, ROUND, OFFICE = range(len(TABS))
SHORT = {TABLES: ["F1"]}
"""Keys that lead to a tab besides Ctrl and its number."""
CALLED: dict[ThemeName, str] = {"light": "浅色", "dark": "深色", "contrast": "高对比"}
VOICE, SPEED, RETENTION = "voice", "speed", "retention"
AIMS = {"复习勤一些（记住九成五）": 95, "复习一般（记住九成）": 90, "复习少一些（记住八成）": 80}
"""How much of what is due practice aims to be remembered, in hundredths."""
ZOOMS: dict[str, tuple[int, list[str]]] = {
    "放大": (1, ["Ctrl+=", "Ctrl++"]),
    "缩小": (-1, ["Ctrl+-"]),
    "原来的大小": (0, ["Ctrl+0"]),
}


class Ways(QActionGroup):
    """The keys that lead to the tabs; `data` of what is triggered is the place of the tab."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for place, called in enumerate(TABS):
            way = self.addAction(called)
            way.setShortcuts([QKeySequence(key) for key in (f"Ctrl+{place + 1}", *SHORT.get(place, []))])
            way.setData(place)
        parent.addActions(self.actions())


class LookMenu(QMenu):
    """Theme, size, voice and how often to review; each entry knows how it changes the settings."""

    def __init__(self, worn: Settings, parent: QWidget) -> None:
        super().__init__("外观", parent)
        self._looks = looks = QActionGroup(self)
        for name, called in CALLED.items():
            action = looks.addAction(called)
            action.setData(name)
            action.setCheckable(True)
        self.addActions(looks.actions())
        self.addSeparator()
        for called, (by, keys) in ZOOMS.items():
            action = self.addAction(called)
            action.setData(by)
            action.setShortcuts([QKeySequence(key) for key in keys])
        self.addSeparator()
        self.voice = self.addAction("朗读客户的话")
        self.voice.setData(VOICE)
        self.voice.setCheckable(True)
        self.voice.setChecked(worn.voice)
        speeds = {f"朗读{called}": speed for called, speed in SPEEDS.items()}
        self._offer(SPEED, speeds, worn.speed)
        self.addSeparator()
        self._offer(RETENTION, AIMS, worn.retention)
        parent.addActions(self.actions())
        self.show_worn(worn.theme)

    def _offer(self, setting: str, choices: dict[str, int], worn: int) -> None:
        """Offer the values of a setting, of which one holds."""
        group = QActionGroup(self)
        for called, value in choices.items():
            action = group.addAction(called)
            action.setData((setting, value))
            action.setCheckable(True)
            action.setChecked(value == worn)
        self.addActions(group.actions())

    def show_worn(self, theme: str) -> None:
        """Mark the theme that is worn now."""
        for action in self._looks.actions():
            action.setChecked(action.data() == theme)

    def dresses(self, action: QAction) -> bool:
        """Tell whether an entry changes what everything looks like."""
        return action is not self.voice and not isinstance(action.data(), tuple)

    @staticmethod
    def changed(settings: Settings, action: QAction) -> Settings:
        """Return the settings as the entry would have them."""
        match action.data():
            case name if name == VOICE:
                return replace(settings, voice=action.isChecked())
            case (name, int(speed)) if name == SPEED:
                return replace(settings, speed=speed)
            case (name, int(retention)) if name == RETENTION:
                return replace(settings, retention=retention)
            case 0:
                return replace(settings, base_px=Settings().base_px)
            case int(by):
                return replace(settings, base_px=min(LARGEST_PX, max(SMALLEST_PX, settings.base_px + by)))
            case name:
                return replace(settings, theme=name)


class TopBar(QWidget):
    """Where one can go, who is practising, and how it looks."""

    def __init__(self, theme: Theme, looks: QMenu) -> None:
        super().__init__()
        self.tabs, self.person = QTabBar(), Chip()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("页面")
        for place, called in enumerate(TABS):
            self.tabs.addTab(called)
            self.tabs.setTabToolTip(place, " 或 ".join([f"Ctrl+{place + 1}", *SHORT.get(place, [])]))
            self.tabs.setTabEnabled(place, place == HOME)
        name, button = QLabel(NAME), QPushButton("外观")
        name.setProperty("role", "heading")
        button.setProperty("kind", "quiet")
        button.setMenu(looks)
        row = QHBoxLayout(self)
        side = theme.px(theme.sizes.space_xl)
        row.setContentsMargins(side, theme.px(theme.sizes.space_s), side, 0)
        row.setSpacing(theme.px(theme.sizes.space_l))
        row.addWidget(name)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.person)
        row.addWidget(button)
        self.show_person("")

    def open_tabs(self) -> None:
        """Let every screen be gone to: the records are open."""
        for place in range(len(TABS)):
            self.tabs.setTabEnabled(place, True)

    def show_person(self, name: str) -> None:
        """Tell who is practising; nobody, when it is empty."""
        self.person.show_word(name)
        self.person.setAccessibleName(f"现在练习的是{name}")
        self.person.setVisible(bool(name))
