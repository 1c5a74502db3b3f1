"""Argparse taught to speak Chinese, and the types and options that several verbs share."""

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn

from trainer.cli.exits import Exit

LARGEST_SEED = 2**63 - 1

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"unrecognized arguments: (.*)", "不认识的参数：{0}"),
    (r"the following arguments are required: (.*)", "缺少参数：{0}"),
    (r"argument (.*?): expected (?:one|at least one) argument", "{0} 后面要写一个值"),
    (r"argument (.*?): ignored explicit argument (.*)", "{0} 不带值，多写了 {1}"),
    (r"argument (.*?): not allowed with argument (.*)", "{0} 不能和 {1} 一起用"),
)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in the author's own lines, under a Chinese heading."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose headings and errors are Chinese."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "add_help": False, "allow_abbrev": False, "formatter_class": _Help})
        self.named = self.add_argument_group("参数")
        self.extra = self.add_argument_group("选项")
        self.extra.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong, and end."""
        self.exit(Exit.USAGE, f"{_translated(message)}。\n用法见 {self.prog} --help\n")


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """Return a type for argparse: one of these words, with a suggestion for a near miss."""
    known = tuple(words)

    def word(text: str) -> str:
        if text in known:
            return text
        raise argparse.ArgumentTypeError(f"没有「{text}」，{_suggestion(text, known)}")

    return word


def seed(text: str) -> int:
    """Read a seed that the records can hold."""
    if re.fullmatch(r"[0-9]{1,19}", text) and int(text) <= LARGEST_SEED:
        return int(text)
    raise argparse.ArgumentTypeError(f"种子「{text}」不对，要写 0 到 {LARGEST_SEED} 的整数")


def positive(text: str) -> int:
    """Read a count from 1 to 9999."""
    if re.fullmatch(r"[0-9]{1,4}", text) and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"「{text}」不对，要写 1 到 9999 的整数")


def day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期「{text}」不对，写成 2004-07-08 这样") from None


def add_edition(made: Parser) -> None:
    """Let an edition of the rate tables be chosen."""
    made.extra.add_argument("--edition", metavar="版本", help="用这个资费版本；不写就用现行的")


def add_json(made: Parser, told: str = "写成 JSON") -> None:
    """Let the result be written as JSON."""
    made.extra.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=told)


def add_places(made: Parser) -> None:
    """Let the folders of the records and of the content be chosen."""
    hidden = argparse.SUPPRESS
    made.extra.add_argument("--home", default=hidden, metavar="文件夹", help="数据放在这里")
    made.extra.add_argument("--content", default=hidden, metavar="文件夹", help="用这里的内容")


def _translated(message: str) -> str:
    wrong_verb = re.match(r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", message)
    if wrong_verb:
        _, word, known = wrong_verb.groups()
        return f"没有动词「{word}」，{_suggestion(word, re.findall(r'[a-z]+', known))}"
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*found.groups())
    return re.sub(r"^argument (.*?): ", r"\1：", message)


def _suggestion(word: str, known: Iterable[str]) -> str:
    words = list(known)
    near = get_close_matches(word, words, n=1, cutoff=0.5)
    return f"是否指「{near[0]}」" if near else f"可选：{'、'.join(words)}"
