"""What the YAML parser complains of, said again for an author: the usual slips, each with its cure."""

import re

import yaml

from trainer.core.check import Place, Problem


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Turn a parser's error into a problem at the place where the author has to look."""
    lines = text.split("\n")
    opening = _opened(error)
    mark = opening or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    before = lines[max(line - 1, 0) : line + 1]
    message, cure = _slip(str(error.problem or ""), str(error.context or ""), before, column)
    return Problem("Y001", message, cure, place=Place(file, line + 1, column + 1))


def explain_character(error: yaml.reader.ReaderError, text: str, file: str) -> Problem:
    """Name the control character that the parser stopped at; it counts in bytes."""
    before = text.encode("utf-8")[: error.position].decode("utf-8", "ignore")
    place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    if "\0" in text:
        return Problem("Y004", "文件不是 UTF-8 编码", "用记事本“另存为”，编码选 UTF-8", place=place)
    point = ord(text[len(before)])
    return Problem("Y001", f"含有不能显示的控制字符（U+{point:04X}）", "删去这个字符", place=place)


def _opened(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Return where something was begun that never ends: a quotation, a bracket, a key."""
    context, problem = str(error.context or ""), str(error.problem or "")
    unended = "quoted scalar" in context and "end of stream" in problem
    if unended or "parsing a flow" in context or "simple key" in context:
        return error.context_mark
    return None


def _slip(problem: str, context: str, lines: list[str], column: int) -> tuple[str, str]:
    """Return message and cure for the slip that these lines (the last is the place) look like."""
    shown = lines[-1]
    if any(": {{" in line or "- {{" in line for line in lines):
        return "以 {{ 开头的内容没有加引号", '写成 "{{ … }}"'
    if "\t" in shown[: column + 1] and not shown[:column].strip():
        return "缩进用了制表符", "缩进只用空格"
    if "mapping values are not allowed" in problem:
        return _stray_colon(lines, column)
    if "simple key" in context:
        return _no_colon(shown)
    for words, message, cure in _SLIPS:
        if words in problem or words in context:
            return message, cure
    if "cannot start any token" in problem:
        return f"不能以「{shown[column : column + 1]}」开头", "整句加引号"
    return "这里不合 YAML 的写法", "检查缩进、引号和冒号"


def _stray_colon(lines: list[str], column: int) -> tuple[str, str]:
    if ": " in lines[-1][:column]:
        return "这一行里多了一个半角冒号加空格", "整句加引号，或改用全角冒号“\uff1a”"
    if len(lines) > 1 and re.match(r"[\s-]*\w+:\S", lines[0]):
        return "上一行的冒号后面没有空格", "键后面写半角冒号和一个空格，如 say: P01"
    return "缩进不对", "同一级的键左边要对齐，下一级多缩进两格"


def _no_colon(shown: str) -> tuple[str, str]:
    if "\uff1a" in shown:
        return "键后面用了全角冒号", "改成半角冒号和一个空格，如 title: 首开全球通"
    return "这里少了冒号", "键后面写半角冒号和一个空格，如 title: 首开全球通"


_SLIPS = (
    ("end of stream", "引号没有配对", "补上结尾的引号；引号里的引号改用“”"),
    ("quoted scalar", "引号里的反斜杠写法不对", "去掉反斜杠，或改用单引号"),
    ("parsing a flow", "括号没有配对，或少了逗号", "检查 { } 和 [ ]"),
    ("undefined alias", "引用了没有定义的名字", "以 * 开头的文字要加引号"),
    ("scanning an alias", "不能以「*」开头", "整句加引号"),
    ("scanning an anchor", "不能以「&」开头", "整句加引号"),
    ("expected a single document", "一个文件里有两份内容", "删去单独成行的 ---"),
    ("document start", "这里不合 YAML 的写法", "检查缩进；单独成行的 ... 要删去"),
    ("block mapping", "缩进不对", "同一级的键左边要对齐，下一级多缩进两格"),
    ("block collection", "缩进不对", "同一级的“- ”左边要对齐"),
    ("sequence entries are not allowed", "“- ”的位置不对", "列表另起一行写"),
    ("directive", "不能以「%」开头", "整句加引号"),
)
