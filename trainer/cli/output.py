"""What goes out: results on stdout, sentences on stderr, in whatever the console can write."""

import json
import sys
from collections.abc import Iterable
from io import TextIOWrapper


def ready_streams() -> None:
    """Let a console that lacks a character print `?` for it instead of failing."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


_UNSEEN = {
    code: f"\\u{code:04x}"
    for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\t\n"
}
"""Characters that move the cursor or turn the line about, written so that they can be seen."""


def visible(text: str) -> str:
    """Return a text that does nothing to a terminal but stand there."""
    return text.translate(_UNSEEN)


def say(text: str = "") -> None:
    """Write a line to stdout, at once."""
    if sys.stdout is not None:
        sys.stdout.write(f"{visible(text)}\n")
        sys.stdout.flush()


def say_all(lines: Iterable[str]) -> None:
    """Write lines to stdout."""
    say("\n".join(lines))


def tell(sentence: str) -> None:
    """Write a sentence to stderr."""
    if sys.stderr is not None:
        sys.stderr.write(f"{visible(sentence)}\n")
        sys.stderr.flush()


def print_json(value: object) -> None:
    """Write a value to stdout as JSON; in escapes where stdout is not UTF-8, so that it stays exact."""
    is_unicode = sys.stdout is not None and "utf" in (sys.stdout.encoding or "").lower()
    say(json.dumps(value, ensure_ascii=not is_unicode, indent=2))


def ask(prompt: str) -> str:
    """Ask for a line; raise EOFError when there is nobody to answer.

    An answer that was not typed at a terminal is printed, so that a transcript can be read.
    """
    if sys.stdin is None or sys.stdout is None:
        raise EOFError
    typed = input(prompt).strip()
    if not sys.stdin.isatty():
        say(typed)
    return typed
