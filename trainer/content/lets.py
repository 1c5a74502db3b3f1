"""What an author works out once and gives a name: `let:`, and how its expressions keep their values."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, Undefined

from trainer.content.bench import Bench
from trainer.content.templates import MOST_CHARACTERS, TemplateProblem, Templates, is_template
from trainer.core.check import Trail

LONGEST = 100
"""How many things a list that is kept may have."""

_KEEP = "_keep"
_HOLE = re.compile(r"\s*\{\{((?:(?!\}\}).)*)\}\}\s*", re.DOTALL)
_NOTHING = object()


class Keeper(Templates):
    """Templates that keep the value of a single `{{ … }}` as it is: an amount, a day, a whole decision."""

    def __init__(self, functions: Mapping[str, Callable[..., object]]) -> None:
        super().__init__({**functions, _KEEP: self._keep})
        self._kept: object = _NOTHING
        self._shape = Environment(undefined=StrictUndefined)

    def render(self, text: str, values: Mapping[str, object]) -> str:
        """Work a text out for `take`; raise TemplateProblem."""
        self._kept = _NOTHING
        hole = _HOLE.fullmatch(text)
        if hole and self._is_whole(text):
            return super().render(f"{{{{ {_KEEP}({hole[1]}) }}}}", values)
        self._kept = super().render(text, values)
        return ""

    def take(self) -> object:
        """Return what was worked out last, once; raise LookupError where there is nothing."""
        kept, self._kept = self._kept, _NOTHING
        if kept is _NOTHING:
            raise LookupError("nothing was worked out")
        return kept

    def _is_whole(self, text: str) -> bool:
        """Tell whether the text is right by itself, so that it may stand in brackets."""
        try:
            self._shape.parse(text)
        except (TemplateSyntaxError, RecursionError):
            return False
        return True

    def _keep(self, value: object) -> str:
        _refuse(value)
        self._kept = value
        return ""


def _refuse(value: object) -> None:
    """Raise TemplateProblem for what must not be kept: values built on one another could fill the memory."""
    if isinstance(value, Undefined):
        raise TemplateProblem("T302", "if 后面少了 else", "写成 {{ 甲 if 条件 else 乙 }}")
    if isinstance(value, list) and any(isinstance(each, list) for each in value):
        raise TemplateProblem("T304", "let 里的一列不能再装一列", "拆成几个 let")
    if isinstance(value, str | list) and len(value) > (
        MOST_CHARACTERS if isinstance(value, str) else LONGEST
    ):
        raise TemplateProblem(
            "T306", "let 算出来的太长", f"文字最多 {MOST_CHARACTERS} 字，一列最多 {LONGEST} 项"
        )


def work_out(
    bench: Bench, keeper: Keeper, lets: Mapping[str, tuple[str, Trail]]
) -> Mapping[str, object] | None:
    """Return the values of the bench with those of `lets`, each knowing the ones before it.

    What is wrong is kept at the bench, and None returned.
    """
    values = dict(bench.values)
    for name, (text, path) in lets.items():
        replace(bench, templates=keeper, values=values).fill(text, path)
        try:
            values[name] = keeper.take() if is_template(text) else text
        except LookupError:
            return None
    return values
