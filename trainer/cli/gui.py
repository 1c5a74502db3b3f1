"""The verb `gui`: the window, or the sentence that says why there is none here."""

import gc
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainer.cli.exits import Exit
from trainer.cli.output import tell
from trainer.cli.rooms import room
from trainer.paths import find_places

if TYPE_CHECKING:
    from argparse import Namespace

LIBRARIES = "libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3"
WINDOW_LIBRARIES = "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
NO_DISPLAY = "这里没有显示器，开不了窗口。可以在终端里练：trainer play"


def run(args: "Namespace") -> int:
    """Open the window with the folders that were asked for."""
    return open_window(args.home, args.content)


def open_window(home: str | None = None, content: str | None = None) -> int:
    """Open the window, and return its exit code when it is closed."""
    if not has_display(sys.platform, os.environ):
        tell(NO_DISPLAY)
        return Exit.CANNOT
    gc.disable()  # until the hall is open: nothing made by starting up is garbage
    try:
        return int(room("trainer.ui.app").main(find_places(home, content)))
    except ImportError as error:
        if not is_of_qt(error):
            raise
        tell(plea(error, sys.platform))
        return Exit.CANNOT
    finally:
        gc.enable()


def has_display(platform: str, environ: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown; only Linux runs without a display."""
    return not platform.startswith("linux") or any(environ.get(name) for name in DISPLAYS)


def is_of_qt(error: ImportError) -> bool:
    """Tell whether the import failed in Qt (or a library it wants), not in this program."""
    missing = (error.name or "").partition(".")[0]
    return missing in ("PySide6", "shiboken6") or ".so" in str(error) or "DLL load failed" in str(error)


def plea(error: ImportError, platform: str) -> str:
    """Say which library is missing and how to get it."""
    if isinstance(error, ModuleNotFoundError):
        return "没有装 PySide6，开不了窗口。请用 python3 run.py 启动，它会装好；或在终端里练：trainer play"
    if not platform.startswith("linux"):
        return f"窗口要用的系统库打不开（{error}）。请重新安装；或在终端里练：trainer play"
    return (
        f"窗口要用的系统库打不开（{error}）。请先运行：\n\n"
        f"    sudo apt-get install -y --no-install-recommends {LIBRARIES} {WINDOW_LIBRARIES}\n\n"
        "或在终端里练：trainer play"
    )
