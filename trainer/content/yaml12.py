"""YAML as authors expect it (1.2 core): 12:30, no and 010 stay text, and every value knows its line.

Driven by libyaml's parser, with limits that end a hostile file in one clear error: its size,
its depth (the parser itself recurses on the C stack) and the number of values after aliases.
"""

import re
from pathlib import Path

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from trainer.content.complaints import explain, explain_character
from trainer.content.files import MOST_BYTES, Unreadable, read_bytes, relative_name
from trainer.core.check import Place, Problem, Trail

MOST_VALUES = 50_000
DEEPEST = 40
LONGEST_NUMBER = 18

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z")
_WORDS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
} | dict.fromkeys(("null", "Null", "NULL", "~", ""))
_PLAIN, _QUOTED = "plain", "quoted"
_OURS = (_PLAIN, _QUOTED, yaml.SequenceNode, yaml.MappingNode)


class _Parser(CParser):
    """libyaml's composer, told to leave the meaning of plain scalars to us and not to go too deep."""

    def __init__(self, text: str, file: str) -> None:
        CParser.__init__(self, text)
        self.file = file
        self.depth = 0

    def resolve(self, kind: type, value: str, implicit: tuple[bool, bool]) -> object:
        if kind is yaml.ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return kind

    def descend_resolver(self, current: yaml.Node | None, _index: object) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _too_deep(self.file, current)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class Document:
    """What a file holds, and where each value stands.

    `value` is made of dicts with texts as keys, lists, texts and numbers; `problems` are those
    that leave the rest of the file readable.
    """

    def __init__(self, file: str, root: yaml.Node | None) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._root = root
        self._values = 0
        self.value = None if root is None else self._convert(root, 0)

    def place(self, path: Trail) -> Place:
        """Return the place of the value at `path`, or of the nearest one around it that exists.

        A number after the path of a block of text ("|") is the line in it, counted from 1.
        """
        node = self._root
        for key in path:
            inner = _child(node, key)
            if inner is None:
                if isinstance(key, int) and isinstance(node, yaml.ScalarNode) and node.style == "|":
                    return Place(self.file, node.start_mark.line + 1 + key, 1)
                break
            node = inner[1]
        return self._place(node)

    def key_place(self, path: Trail) -> Place:
        """Return the place of the key that `path` ends with, rather than of its value."""
        node = self._root
        for key in path[:-1]:
            inner = _child(node, key)
            node = inner[1] if inner else None
        found = _child(node, path[-1]) if path else None
        return self._place(found[0]) if found else self.place(path)

    def _place(self, node: yaml.Node | None) -> Place:
        if node is None:
            return Place(self.file, 1, 1)
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _convert(self, node: yaml.Node, depth: int) -> object:
        self._values += 1
        if self._values > MOST_VALUES:
            message = f"内容太多（展开引用后超过 {MOST_VALUES} 项）"
            raise Unreadable(
                Problem("Y002", message, "拆成几个文件，少用 & 和 * 引用", place=self._place(node))
            )
        if depth > DEEPEST:
            raise _too_deep(self.file, node)
        if node.tag not in _OURS:
            self._problem(node, "Y002", f"不能用「{_short(node.tag)}」这样的标记", "以 ! 开头的文字要加引号")
        if type(node) is yaml.ScalarNode:
            return self._scalar(node)
        if type(node) is yaml.SequenceNode:
            return [self._convert(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            if type(key_node) is not yaml.ScalarNode:
                self._problem(key_node, "Y002", "这里的键不是文字", '以 {{ 开头的内容要加引号："{{ … }}"')
                continue
            key: str = key_node.value
            if key in result:
                message = f"键「{_short(key)}」写了两次"
                self._problem(key_node, "Y002", message, "删去一个，或改成别的名字")
            result[key] = self._convert(value_node, depth + 1)
        return result

    def _scalar(self, node: yaml.Node) -> object:
        text: str = node.value
        if node.tag != _PLAIN:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in "+-.0123456789":
            if len(text) > LONGEST_NUMBER and _DECIMAL.match(text + "."):
                self._problem(node, "Y002", "数字太长", "检查是否多打了位数；编号请加引号")
            elif _INTEGER.match(text):
                return int(text)
            elif _DECIMAL.match(text):
                return float(text)
        return text

    def _problem(self, node: yaml.Node, code: str, message: str, cure: str) -> None:
        self.problems.append(Problem(code, message, cure, place=self._place(node)))


def read(text: str, file: str) -> Document:
    """Parse the text of `file`; raise Unreadable with the place, what is wrong and the cure."""
    parser = _Parser(text, file)
    try:
        return Document(file, parser.get_single_node())
    except yaml.MarkedYAMLError as error:
        raise Unreadable(explain(error, text, file)) from None
    except yaml.reader.ReaderError as error:
        raise Unreadable(explain_character(error, text, file)) from None
    finally:
        parser.dispose()


def read_document(root: Path, path: Path) -> Document:
    """Read the YAML file at `path`; raise Unreadable when it is missing, outside `root`, or not YAML."""
    name = relative_name(root, path)
    return read(decode(read_bytes(root, path), name), name)


def decode(raw: bytes, file: str) -> str:
    """Decode a file as UTF-8 (a BOM is allowed); raise Unreadable when too large or not UTF-8."""
    if len(raw) > MOST_BYTES:
        message = f"文件超过 {MOST_BYTES // 1024} KB"
        raise Unreadable(Problem("Y003", message, "拆成几个文件", place=Place(file, 1, 1)))
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise Unreadable(
            Problem("Y004", "文件不是 UTF-8 编码", "用记事本“另存为”，编码选 UTF-8", place=place)
        ) from None


def _child(node: yaml.Node | None, key: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of key and value (for a list, the value twice) of one entry."""
    if type(node) is yaml.SequenceNode and isinstance(key, int):
        return (node.value[key], node.value[key]) if key < len(node.value) else None
    if type(node) is yaml.MappingNode:
        return next(((name, value) for name, value in node.value if name.value == str(key)), None)
    return None


def _too_deep(file: str, node: yaml.Node | None) -> Unreadable:
    line, column = (node.start_mark.line, node.start_mark.column) if node else (0, 0)
    cure = "检查括号是否配对、缩进是否正确，或是否引用了自己"
    place = Place(file, line + 1, column + 1)
    return Unreadable(Problem("Y002", f"嵌套超过 {DEEPEST} 层", cure, place=place))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
