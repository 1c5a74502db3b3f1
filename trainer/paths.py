"""Where things lie: the content that ships with the program, and the user's own data."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

APP = "hall-trainer"
HOME_VARIABLE = "HALL_HOME"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders the program works with."""

    content: Path
    data: Path
    cache: Path

    @property
    def fonts(self) -> Path:
        """The bundled fonts."""
        return self.content / "assets" / "fonts"

    @property
    def themes(self) -> Path:
        """The theme files."""
        return self.content / "assets" / "themes"

    @property
    def settings(self) -> Path:
        """The user's settings."""
        return self.data / "settings.toml"

    @property
    def compiled(self) -> Path:
        """Where compiled content is kept between starts."""
        return self.cache / "shelf.bin"


def find_places(home: str | None = None, content: str | None = None) -> Places:
    """Find the folders; `home` (or the variable HALL_HOME) puts data and cache into one folder."""
    home = home or os.environ.get(HOME_VARIABLE)
    root = Path(content) if content else _content_root()
    if home:
        return Places(root, Path(home), Path(home) / "cache")
    return Places(root, user_data_path(APP, appauthor=False), user_cache_path(APP, appauthor=False))


def _content_root() -> Path:
    """Return the installed content, or the checkout's top folder."""
    package = Path(__file__).parent
    installed = package / "_content"
    return installed if installed.is_dir() else package.parent
