"""Signing in at the terminal: only where there is an administrator, and never by an argument."""

import getpass
import sys

from trainer.cli.output import ask
from trainer.core.rights import Pass
from trainer.training.register import Register


def signed_in(register: Register, who: str | None) -> Pass:
    """Return who asks, who signs in first where that is needed; `who` is a name or staff number."""
    if register.who() is None:
        register.sign_in(who or ask("您的姓名或工号："), secret("密码："))
    return register.by()


def secret(prompt: str) -> str:
    """Ask for a password without showing it; a program may hand it in on stdin, never as an argument."""
    if sys.stdin is None:
        raise EOFError
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")
