"""Amounts, dates and numbers of days that an author typed by hand, where the tables should tell them.

A new edition of the tables would make them wrong without anybody noticing.
"""

import re
from collections.abc import Iterator

_NUMBER = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_SPELLED = r"[零〇一二两三四五六七八九十百千万]+"
_COUNT = rf"(?:{_NUMBER}|{_SPELLED})"
_TYPED = re.compile(
    rf"{_COUNT}\s*(?:元|块钱|角钱|毛钱|分钱|块[0-9０-９一二两三四五六七八九])"
    rf"|[¥￥]\s*{_NUMBER}"
    rf"|{_COUNT}\s*年(?:{_COUNT}\s*月)?(?:{_COUNT}\s*[日号])?(?!级|代|纪)"
    rf"|{_COUNT}\s*月{_COUNT}\s*[日号]"
    rf"|{_NUMBER}\s*月(?!租)|{_COUNT}\s*月份"
    rf"|(?<!第){_COUNT}\s*[日号](?:[-—~～至到]{_COUNT}\s*[日号])?(?![台窗柜线楼厅码段])"
    rf"|{_COUNT}\s*(?:天|个工作日)"
)
_HOLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LITERAL = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([0-9.]+))\s*\Z""")
_SUM = re.compile(r"[-+*()\s0-9]+\Z")
_BARE = re.compile(rf"\s*{_NUMBER}\s*\Z")
_IDIOMS = frozenset(
    {"一天", "半天", "两天", "一日", "一号", "百年", "千年", "万元", "一年", "千万年", "百日"}
)


def hand_typed(text: str, blank: bool = False) -> Iterator[str]:
    """Yield each amount, date or number of days that stands in a text outside of `{{ }}`.

    A constant inside of `{{ }}`, or a sum of constants, counts as typed. Everyday words (一天, 两天)
    are left alone. In the `blank` of a phrase, which brings its own 元, a bare number is an amount.
    """
    shown = _HOLE.sub(_stand_in, text)
    if blank and _BARE.match(shown):
        yield shown.strip()
    for found in _TYPED.finditer(shown):
        word = found.group().strip()
        if word not in _IDIOMS:
            yield word


def _stand_in(hole: re.Match[str]) -> str:
    """Return what a hole shows where it holds a constant, and else something that is no number."""
    if _SUM.match(hole.group(1)):
        return hole.group(1).strip()
    literal = _LITERAL.match(hole.group(1))
    return next((text for text in literal.groups() if text is not None), "") if literal else "\0"
