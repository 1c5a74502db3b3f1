"""Author's templates: `{{ expressions }}` over the profile, the hall's date, the tables and the rules.

A template may look things up, compare, add, subtract and multiply; it cannot loop, call methods or reach into
Python. What is allowed is listed here by name, so that a hostile file can only be an error.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2 import Template as Jinja
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from trainer.core.check import near
from trainer.core.errors import TrainerError
from trainer.core.money import Money

MOST_CHARACTERS = 4_000
DEEPEST = 30
MOST_PRODUCT = 100_000_000
"""The largest product: of numbers, and of amounts in fen (a million yuan)."""

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.Name,
    nodes.Getattr,
    nodes.Call,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Neg,
    nodes.Concat,
    nodes.CondExpr,
    nodes.List,
    nodes.Keyword,
)
_WORDS: dict[type[nodes.Node], str] = {
    nodes.Filter: "竖线 |",
    nodes.Test: "is",
    nodes.Div: "除号 /",
    nodes.FloorDiv: "除号 //",
    nodes.Mod: "百分号 %",
    nodes.Pow: "乘方 **",
    nodes.Getitem: "方括号取项",
    nodes.Dict: "花括号",
    nodes.Tuple: "括号里的逗号",
}
_NOT_COMPUTED = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
"""What a function called with the wrong thing may raise."""

_SHOWN = (str, int, Money, date)


class TemplateProblem(TrainerError):
    """A template that cannot be used: stable code, message and cure, and the line inside the text."""

    def __init__(self, code: str, message: str, cure: str, line: int = 1) -> None:
        super().__init__(f"{message}。{cure}")
        self.code, self.message, self.cure, self.line = code, message, cure, line


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without methods: what a template reaches is plain values.

    Products come through `call_binop`: a text or a list times a number could fill the memory.
    """

    intercepted_binops = frozenset({"*"})

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return super().is_safe_attribute(obj, attr, value) and not callable(value)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return super().call_binop(context, operator, left, right)  # which says what there is not
        return product(left, right)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A template ready to be filled in, and the line of each name that it uses."""

    template: Jinja
    names: dict[str, int]


class Templates:
    """Compiles each distinct text once; texts without braces are returned as they are."""

    def __init__(self, functions: Mapping[str, Callable[..., object]]) -> None:
        self.functions = frozenset(functions)
        self._environment = _Sandbox(undefined=StrictUndefined, autoescape=False, finalize=_shown)
        self._environment.globals.clear()
        self._environment.globals.update(functions)
        self._compiled: dict[str, _Compiled] = {}

    def render(self, text: str, values: Mapping[str, object]) -> str:
        """Fill in a text; raise TemplateProblem."""
        if not is_template(text):
            return text
        return self._run(text, values)

    def holds(self, text: str, values: Mapping[str, object]) -> bool:
        """Evaluate a condition such as `{{ papers(case, carried).accepted }}`; raise TemplateProblem."""
        result = self.render(text, values).strip()
        if result not in ("True", "False"):
            message = f"条件的结果是「{result[:40]}」，不是真假"
            raise TemplateProblem("T305", message, "写成比较，如 {{ brand == '全球通' }}")
        return result == "True"

    def _run(self, text: str, values: Mapping[str, object]) -> str:
        try:
            if text not in self._compiled:
                self._compiled[text] = self._compile(text)
            compiled = self._compiled[text]
            self._refuse_unknown(compiled.names, values)
            result = compiled.template.render(values)
        except TemplateProblem:
            raise
        except UndefinedError as error:
            raise _missing(str(error.message)) from None
        except TrainerError as error:
            raise TemplateProblem("T304", "模板算不出来", str(error).removesuffix("。")) from None
        except SecurityError:
            raise TemplateProblem("T303", "点号后面只能取表里有的项", "检查点号后面的名字") from None
        except _NOT_COMPUTED:
            raise TemplateProblem("T304", "模板算不出来", "检查函数括号里写的东西") from None
        if len(result) > MOST_CHARACTERS:
            raise TemplateProblem("T306", f"展开后超过 {MOST_CHARACTERS} 字", "缩短这段文字")
        return result

    def _compile(self, text: str) -> _Compiled:
        if len(text) > MOST_CHARACTERS:
            raise TemplateProblem("T306", f"模板超过 {MOST_CHARACTERS} 字", "缩短这段文字")
        try:
            tree = self._environment.parse(text)
        except TemplateSyntaxError as error:
            raise _bad_syntax(error) from None
        except RecursionError:
            raise _too_deep(1) from None
        names: dict[str, int] = {}
        for node in _walk(tree, self.functions):
            if isinstance(node, nodes.Name):
                names.setdefault(node.name, node.lineno)
        return _Compiled(self._environment.from_string(text), names)

    def _refuse_unknown(self, names: Mapping[str, int], values: Mapping[str, object]) -> None:
        for name, line in names.items():
            if name not in values and name not in self.functions:
                cure = near(name, {*values, *self.functions}) or f"可用的名字：{'、'.join(sorted(values))}"
                raise TemplateProblem("T302", f"模板里的名字「{name}」没有定义", cure, line)


def is_template(text: str) -> bool:
    """Tell whether a text has anything to be filled in."""
    return "{{" in text or "{%" in text or "{#" in text


def product(left: object, right: object) -> int | Money:
    """Multiply an amount or a whole number by a whole number; raise TemplateProblem for all else."""
    if left is None or right is None:
        raise TemplateProblem("T304", "这个数资料没有写，不能相乘", "改用别的品牌，或请客户查证")
    for one, times in ((left, right), (right, left)):
        if not isinstance(one, int | Money) or isinstance(one, bool) or type(times) is not int:
            continue
        result = one * times
        if abs(result.fen if isinstance(result, Money) else result) > MOST_PRODUCT:
            raise TemplateProblem("T304", "乘出来的数太大", "检查乘号两边的数")
        return result
    raise TemplateProblem("T304", "乘号两边不能相乘", "金额乘整数，或整数乘整数")


def _walk(node: nodes.Node, functions: frozenset[str], depth: int = 0) -> Iterator[nodes.Node]:
    """Yield a node and all inside it; raise TemplateProblem at the first that is not allowed."""
    if depth > DEEPEST:
        raise _too_deep(node.lineno)
    _refuse(node, functions)
    yield node
    for inner in node.iter_child_nodes():
        called = isinstance(node, nodes.Call) and inner is node.node
        if called and isinstance(inner, nodes.Name) and inner.name in functions:
            continue
        yield from _walk(inner, functions, depth + 1)


def _refuse(node: nodes.Node, functions: frozenset[str]) -> None:
    cure = "只能写 {{ }}，取值、比较、加减乘和调用表里的函数"
    message = ""
    if isinstance(node, nodes.Stmt) and not isinstance(node, nodes.Output):
        message = "模板里不能用 {% %}"
    elif not isinstance(node, _ALLOWED):
        message = f"模板里不能用{_WORDS.get(type(node), '这种写法')}"
    elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        message = f"模板里不能用「{node.attr}」"
    elif isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        message = "模板里不能调用点号后面的东西"
    elif isinstance(node, nodes.Const) and isinstance(node.value, float):
        message, cure = "模板里不能用小数", '金额写成 yuan("12.30")'
    elif isinstance(node, nodes.Name) and node.name in functions:
        message, cure = f"「{node.name}」是函数", f"写成 {node.name}(…)"
    if message:
        raise TemplateProblem("T303", message, cure, node.lineno)


def _shown(value: object) -> object:
    """Refuse what has no words of its own: nothing, fractions, lists, whole records."""
    if isinstance(value, (*_SHOWN, StrictUndefined)):
        return value
    if isinstance(value, Undefined):
        raise TemplateProblem("T302", "if 后面少了 else", "写成 {{ 甲 if 条件 else 乙 }}")
    if value is None:
        raise TemplateProblem("T304", "这个数资料没有写，不能显示", "改用别的品牌，或请客户查证")
    raise TemplateProblem(
        "T304", "这里的结果不能直接显示", "取其中一项，如 .total.short；一列文字用 listed(…)"
    )


def _missing(message: str) -> TemplateProblem:
    if message.startswith("'None'"):
        return TemplateProblem("T304", "这个数资料没有写，不能再取值", "改用别的品牌，或请客户查证")
    name = message.rpartition("attribute ")[2].strip("'")
    return TemplateProblem("T302", f"没有「{name}」这一项", "检查点号后面的名字")


def _bad_syntax(error: TemplateSyntaxError) -> TemplateProblem:
    got = re.search(r"got '(\w+)'", str(error.message))
    message = f"模板写到「{got[1]}」不对" if got else "模板写法不对"
    return TemplateProblem("T301", message, "检查 {{ }}、引号和括号是否配对", error.lineno)


def _too_deep(line: int) -> TemplateProblem:
    return TemplateProblem("T301", "模板太复杂", "拆成几句", line)
