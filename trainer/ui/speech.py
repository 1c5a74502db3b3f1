"""Customers' lines and standard phrases aloud: the speaker makes a WAV file, Qt plays it.

Without either there is one sentence.
Nothing of this is loaded before the user switches the voice on.
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal

from trainer.core.face import Face
from trainer.paths import Places

if TYPE_CHECKING:
    from trainer.voice import Speaker

NO_SOUND = "这台电脑放不出声音，对话照常进行。Debian 上请运行：apt-get install libpulse0，再重新打开程序。"
_FEMALE = ("bob", "long", "bun", "curly")
_CLOTHES = ("blue", "rose", "green", "grey", "sand", "navy")
SPEEDS = {"慢一些": 75, "平常": 100, "快一些": 130}
"""How fast is spoken, in hundredths of the usual speed."""
STAFF = "female"
"""The voice that standard phrases are read in."""


class Speech(QObject):
    """Speaks the newest line of a customer while it is switched on, at `speed` hundredths of the usual."""

    noticed = Signal(str)
    """Why there is no voice, and what to do."""
    _ready = Signal(object)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._speaker: Speaker | None = None
        self._player: Any = None
        self.speed = 100
        self._usual_rate = 0
        self._ready.connect(self._play)

    @property
    def is_on(self) -> bool:
        """Tell whether customers speak."""
        return self._speaker is not None

    def turn(self, on: bool) -> None:
        """Switch the voice on or off; what cannot be had is told by `noticed`."""
        if not on:
            self.close()
        elif self._speaker is None and self._open_player():
            voice = importlib.import_module("trainer.voice")
            self._usual_rate = voice.RATE
            lexicon = self._places.content / "assets" / "voice" / "lexicon.yaml"
            self._speaker = voice.open_speaker(
                self._places.cache / "voice", self.noticed.emit, lexicon=lexicon
            )

    def say(self, text: str, face: Face) -> None:
        """Speak a line in the voice of its customer; whatever was spoken before falls silent."""
        self._speak(text, voice_of(face))

    def read(self, phrase: str) -> None:
        """Read a standard phrase as staff say it."""
        self._speak(phrase, STAFF)

    def hush(self) -> None:
        """Fall silent."""
        if self._speaker:
            self._speaker.hush()
        if self._player:
            self._player.stop()

    def close(self) -> None:
        """Switch off, and end the engine."""
        self.hush()
        if self._speaker:
            self._speaker.close()
        self._speaker = self._player = None

    def _speak(self, text: str, voice: str) -> None:
        if self._speaker:
            self.hush()
            rate = self._usual_rate * self.speed // 100
            self._speaker.say(text, voice, rate=rate, on_ready=self._ready.emit)

    def _open_player(self) -> bool:
        """Load Qt's player; its module does not even load where the sound library is missing."""
        try:
            multimedia: Any = importlib.import_module("PySide6.QtMultimedia")
        except ImportError:
            self.noticed.emit(NO_SOUND)
            return False
        self._player = multimedia.QSoundEffect(self)
        return True

    def _play(self, file: Path) -> None:
        if self._player:
            self._player.setSource(QUrl.fromLocalFile(str(file)))
            self._player.play()


def voice_of(face: Face) -> str:
    """Return the voice of a customer: the same for one face, another for other clothes or the other sex."""
    gender = "female" if face.hair in _FEMALE else "male"
    return f"{gender}-{_CLOTHES.index(face.clothes)}"
