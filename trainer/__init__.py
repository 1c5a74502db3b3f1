"""The hall trainer: customer scenarios for counter staff, marks for their supervisor."""

import ctypes
import sys

__version__ = "0.1.0"


def _keep_singletons_alive() -> None:
    """Make None and its kin immortal where the interpreter does not (Python < 3.12).

    PySide6 6.12.0 takes a reference off them with every void call and aborts after some
    thousand calls. The lock pins a good release; this saves an install that ignored it.
    """
    for singleton in (None, True, False, Ellipsis, NotImplemented):
        ctypes.c_ssize_t.from_address(id(singleton)).value += 1 << 40


if sys.version_info < (3, 12):
    _keep_singletons_alive()
