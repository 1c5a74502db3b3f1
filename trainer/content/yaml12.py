"""YAML as authors expect it (1.2 core): 12:30, no and 010 stay text, and every value knows its line.

Driven by libyaml's parser, with limits that end a hostile file in one clear error: its size,
its depth (the parser itself recurses on the C stack) and the number of values after aliases.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from trainer.core.check import Place, Problem, Trail
from trainer.core.errors import TrainerError

MOST_BYTES = 512 * 1024
MOST_VALUES = 50_000
DEEPEST = 40

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z")
_WORDS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
} | dict.fromkeys(("null", "Null", "NULL", "~", ""))
_MARKS_AT_LINE_START = re.compile(r"(?:[ \t]*[-?:](?=[ \t]))+")
_PLAIN, _QUOTED = "plain", "quoted"


class Unreadable(TrainerError):
    """A file that is not YAML, or breaks a limit: one problem, with its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Parser(CParser):
    """libyaml's composer, told to leave the meaning of plain scalars to us."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)

    def resolve(self, kind: type, value: str, implicit: tuple[bool, bool]) -> object:
        if kind is yaml.ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return kind

    def descend_resolver(self, _current: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class Document:
    """What a file holds (`value`: dicts, lists, texts, numbers), and where each value stands."""

    def __init__(self, file: str, root: yaml.Node | None) -> None:
        self.file = file
        self._root = root
        self._values = 0
        self.value = None if root is None else self._convert(root, 0)

    def place(self, path: Trail) -> Place:
        """Return the place of the value at `path`, or of the nearest one around it that exists."""
        node = self._root
        for key in path:
            inner = _child(node, key)
            if inner is None:
                break
            node = inner
        if node is None:
            return Place(self.file, 1, 1)
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _convert(self, node: yaml.Node, depth: int) -> object:
        self._values += 1
        if self._values > MOST_VALUES:
            raise self._unreadable(
                node, f"内容太多(展开引用后超过 {MOST_VALUES} 项)", "拆成几个文件,少用 & 和 * 引用"
            )
        if depth > DEEPEST:
            raise self._unreadable(node, f"嵌套超过 {DEEPEST} 层", "检查缩进,或是否引用了自己")
        if type(node) is yaml.ScalarNode:
            return self._scalar(node)
        if type(node) is yaml.SequenceNode:
            return [self._convert(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[object, object]:
        result: dict[object, object] = {}
        for key_node, value_node in node.value:
            if type(key_node) is not yaml.ScalarNode:
                raise self._unreadable(key_node, "这里的键不是文字", '以 {{ 开头的内容要加引号:"{{ … }}"')
            key = self._scalar(key_node)
            if key in result:
                raise self._unreadable(key_node, f"键「{key}」写了两次", "删去一个,或改成别的名字")
            result[key] = self._convert(value_node, depth + 1)
        return result

    def _scalar(self, node: yaml.Node) -> object:
        text: str = node.value
        if node.tag != _PLAIN:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in "+-.0123456789":
            if len(text) > 18 and _DECIMAL.match(text + "."):
                raise self._unreadable(node, "数字太长", "检查是否多打了位数;编号请加引号")
            if _INTEGER.match(text):
                return int(text.replace("_", ""))
            if _DECIMAL.match(text):
                return float(text)
        return text

    def _unreadable(self, node: yaml.Node, message: str, cure: str) -> Unreadable:
        place = Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
        return Unreadable(Problem("Y002", message, cure, place=place))


def read(text: str, file: str) -> Document:
    """Parse the text of `file`; raise Unreadable with the place, what is wrong and the cure."""
    _refuse_deep(text, file)
    parser = _Parser(text)
    try:
        return Document(file, parser.get_single_node())
    except yaml.MarkedYAMLError as error:
        raise Unreadable(_explain(error, text, file)) from None
    except yaml.reader.ReaderError as error:
        place = _place_of_offset(text, file, error.position)
        raise Unreadable(Problem("Y001", "含有不能显示的控制字符", "删去这个字符", place=place)) from None
    finally:
        parser.dispose()


def decode(raw: bytes, file: str) -> str:
    """Decode a file as UTF-8 (a BOM is allowed); raise Unreadable when too large or not UTF-8."""
    if len(raw) > MOST_BYTES:
        message = f"文件有 {len(raw) // 1024} KB,超过 {MOST_BYTES // 1024} KB"
        raise Unreadable(Problem("Y003", message, "拆成几个文件", place=Place(file, 1, 1)))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = Place(file, before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1)
        raise Unreadable(
            Problem("Y004", "文件不是 UTF-8 编码", "用记事本“另存为”,编码选 UTF-8", place=place)
        ) from None


@contextmanager
def bulk() -> Iterator[None]:
    """Read many files: without the garbage collector's rounds it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _child(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    if type(node) is yaml.SequenceNode and isinstance(key, int):
        return node.value[key] if key < len(node.value) else None
    if type(node) is yaml.MappingNode:
        return next((value for name, value in node.value if name.value == str(key)), None)
    return None


def _refuse_deep(text: str, file: str) -> None:
    """Refuse what would overflow the parser's C stack, before it is asked to parse."""
    open_brackets = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if "[" in line or "{" in line or "]" in line or "}" in line:
            open_brackets += line.count("[") + line.count("{") - line.count("]") - line.count("}")
            open_brackets = max(open_brackets, 0)
            deep = open_brackets > DEEPEST or line.count("[") + line.count("{") > 20 * DEEPEST
        else:
            deep = False
        start = _MARKS_AT_LINE_START.match(line)
        if deep or (start and len(start.group().split()) > DEEPEST) or line.startswith(" " * 400):
            problem = Problem(
                "Y002",
                f"嵌套超过 {DEEPEST} 层",
                "检查括号是否配对、缩进是否正确",
                place=Place(file, number, 1),
            )
            raise Unreadable(problem)


def _explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    shown = lines[line] if line < len(lines) else ""
    message, cure = "这里不合 YAML 的写法", "检查缩进、引号和冒号"
    problem = str(error.problem or "")
    if ": {{" in shown or "- {{" in shown:
        message, cure = "以 {{ 开头的内容没有加引号", '写成 "{{ … }}"'
    elif "mapping values are not allowed" in problem:
        message, cure = "这一行里多了一个半角冒号加空格", "整句加引号,或改用全角冒号“:”"
    elif "tab" in problem or "\t" in shown[: column + 1]:
        message, cure = "缩进用了制表符", "缩进只用空格"
    elif "undefined alias" in problem:
        message, cure = "引用了没有定义的名字", "检查 * 后面的名字,或给这句话加引号"
    elif "expected a single document" in problem:
        message, cure = "一个文件里有两份内容", "删去单独成行的 ---"
    elif "while scanning a quoted scalar" in str(error.context or ""):
        message, cure = "引号没有配对", "补上结尾的引号"
    return Problem("Y001", message, cure, place=Place(file, line + 1, column + 1))


def _place_of_offset(text: str, file: str, offset: int) -> Place:
    before = text[:offset]
    return Place(file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
