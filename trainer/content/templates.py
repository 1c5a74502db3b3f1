"""Author's templates: `{{ expressions }}` over the profile, the hall's date, the tables and the rules.

A template may look things up, compare and calculate; it cannot loop, call methods or reach into
Python. What is allowed is listed here by name, so that a hostile file can only be an error.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from trainer.core.check import near
from trainer.core.errors import TrainerError

MOST_CHARACTERS = 4_000
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
    nodes.Neg,
    nodes.Concat,
    nodes.CondExpr,
    nodes.List,
    nodes.Keyword,
)


class TemplateProblem(TrainerError):
    """A template that cannot be used: stable code, message and cure, and the line inside the text."""

    def __init__(self, code: str, message: str, cure: str, line: int = 1) -> None:
        super().__init__(f"{message}。{cure}")
        self.code, self.message, self.cure, self.line = code, message, cure, line


class Templates:
    """Compiles each distinct text once; texts without braces are returned as they are."""

    def __init__(self, functions: Mapping[str, Callable[..., object]]) -> None:
        self._environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
        self._environment.globals.clear()
        self._environment.globals.update(functions)
        self._compiled: dict[str, Any] = {}

    def render(self, text: str, values: Mapping[str, object]) -> str:
        """Fill in a text; raise TemplateProblem."""
        if "{{" not in text and "{%" not in text and "{#" not in text:
            return text
        return self._run(text, values)

    def holds(self, text: str, values: Mapping[str, object]) -> bool:
        """Evaluate a condition such as `{{ decision.accepted }}`; raise TemplateProblem."""
        result = self.render(text, values).strip()
        if result not in ("True", "False"):
            raise TemplateProblem(
                "T305", f"条件的结果是「{result}」,不是真假", "写成比较,如 {{ brand == '全球通' }}"
            )
        return result == "True"

    def _run(self, text: str, values: Mapping[str, object]) -> str:
        try:
            if text not in self._compiled:
                self._compiled[text] = self._compile(text, values)
            result: str = self._compiled[text].render(values)
        except TemplateProblem:
            raise
        except UndefinedError as error:
            raise TemplateProblem("T302", f"模板里的名字没有定义({error.message})", "检查写法") from None
        except TrainerError as error:
            raise TemplateProblem("T304", f"算不出来:{error}", "检查品牌、天数和证件的写法") from None
        except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
            raise TemplateProblem("T304", f"算不出来({error})", "检查参数和写法") from None
        if len(result) > MOST_CHARACTERS:
            raise TemplateProblem("T306", f"展开后超过 {MOST_CHARACTERS} 字", "缩短这段文字")
        return result

    def _compile(self, text: str, values: Mapping[str, object]) -> Any:
        if len(text) > MOST_CHARACTERS:
            raise TemplateProblem("T306", f"模板超过 {MOST_CHARACTERS} 字", "缩短这段文字")
        try:
            tree = self._environment.parse(text)
        except TemplateSyntaxError as error:
            message = f"模板写法不对({error.message})"
            raise TemplateProblem("T301", message, "检查括号是否配对", error.lineno) from None
        except RecursionError:
            raise TemplateProblem("T301", "模板嵌套太深", "拆成几句") from None
        self._refuse_what_is_not_allowed(tree)
        known = {*self._environment.globals, *values}
        for name in meta.find_undeclared_variables(tree) - known:
            cure = near(name, known) or f"可用的名字:{'、'.join(sorted(values))}"
            raise TemplateProblem("T302", f"模板里的名字「{name}」没有定义", cure)
        return self._environment.from_string(text)

    def _refuse_what_is_not_allowed(self, tree: nodes.Template) -> None:
        for node in tree.find_all(nodes.Node):
            named_call = not isinstance(node, nodes.Call) or isinstance(node.node, nodes.Name)
            plain = not isinstance(node, nodes.Getattr) or not node.attr.startswith("_")
            if not (isinstance(node, _ALLOWED) and named_call and plain):
                message = f"模板里不能用「{type(node).__name__}」"
                raise TemplateProblem(
                    "T303", message, "只能写 {{ }},取值、比较、加减和调用表里的函数", node.lineno
                )
