"""The user's settings: one frozen object, read from a small TOML file and written back whole."""

import os
import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from trainer.core.errors import TrainerError

ThemeName = Literal["light", "dark", "contrast"]
THEME_NAMES: tuple[ThemeName, ...] = get_args(ThemeName)
SMALLEST_PX, LARGEST_PX = 12, 24
LONGEST_FILE = 64 * 1024


class SettingsNotKept(TrainerError):
    """The settings could not be written; the sentence says where and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose: theme, base size in pixels, whether customers speak and how fast, the last name.

    `speed` is in hundredths of the usual one; `retention` is the share of due reviews, in hundredths,
    that practice aims to be remembered.
    """

    theme: ThemeName = "light"
    base_px: int = 15
    voice: bool = False
    speed: int = 100
    retention: int = 90
    person: str = ""


class _Unusable(ValueError):
    """A settings file that says something else than settings."""


_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "theme": (lambda value: value in THEME_NAMES, f"theme 只能是 {'、'.join(THEME_NAMES)}"),
    "base_px": (
        lambda value: type(value) is int and SMALLEST_PX <= value <= LARGEST_PX,
        f"base_px 要是 {SMALLEST_PX} 到 {LARGEST_PX} 的整数",
    ),
    "voice": (lambda value: type(value) is bool, "voice 只能是 true 或 false"),
    "speed": (lambda value: type(value) is int and 50 <= value <= 200, "speed 要是 50 到 200 的整数"),
    "retention": (lambda value: type(value) is int and 70 <= value <= 97, "retention 要是 70 到 97 的整数"),
    "person": (lambda value: type(value) is str and len(value) <= 40, "person 要是 40 个字以内的姓名"),
}


def load(path: Path) -> tuple[Settings, str]:
    """Read the settings; return the defaults and a notice in Chinese where the file is broken.

    A broken file is kept aside, so that nothing written by hand is lost. Keys of another version are ignored.
    """
    try:
        return _read(path), ""
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        return Settings(), f"读不出设置文件 {path}（{error.strerror}），这次先用默认设置。"
    except (ValueError, RecursionError) as wrong:  # TOML nested too deep is no settings file either
        return Settings(), _put_aside(path, wrong)


def save(settings: Settings, path: Path) -> None:
    """Replace the settings file whole; raise SettingsNotKept where it cannot be written."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(to_toml(settings))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise SettingsNotKept(
            f"设置没能保存到 {path}（{error.strerror}），这次仍然有效，下次打开会变回原样。"
        ) from error


def to_toml(settings: Settings) -> str:
    """Write the settings as TOML."""
    lines = [f"{key} = {_literal(value)}" for key, value in asdict(settings).items()]
    return "# 程序的设置；写错了会恢复默认值\n" + "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    if isinstance(value, str):
        return f'"{"".join(map(_escaped, value))}"'
    return str(value).lower()


def _escaped(letter: str) -> str:
    return letter if letter.isprintable() and letter not in '"\\' else f"\\U{ord(letter):08x}"


def _read(path: Path) -> Settings:
    with path.open("rb") as file:
        raw = file.read(LONGEST_FILE + 1)
    if len(raw) > LONGEST_FILE:
        raise _Unusable("文件太大")
    tokens = tomllib.loads(raw.decode("utf-8-sig"))
    found = {field.name: tokens[field.name] for field in fields(Settings) if field.name in tokens}
    for key, value in found.items():
        fits, demand = _CHECKS[key]
        if not fits(value):
            raise _Unusable(demand)
    return Settings(**found)


def _put_aside(path: Path, wrong: Exception) -> str:
    reason = str(wrong) if isinstance(wrong, _Unusable) else "写法不对"
    aside = path.with_name(f"{path.stem}.broken{path.suffix}")
    try:
        path.replace(aside)
    except OSError:
        return f"设置文件 {path} 用不了（{reason}），这次先用默认设置。"
    return f"设置文件用不了（{reason}），已恢复默认设置；原来的文件留在 {aside}。"
