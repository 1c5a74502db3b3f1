"""Setting text as it is printed in Chinese: full-width punctuation wherever it stands beside hanzi.

The material mixes half-width marks into Chinese; quotations keep them, what is shown and spoken
is set alike, so that no answer gives itself away by its commas.
"""

import re

_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_HAN = "[\u3400-\u9fff\u3000-\u303f\uff00-\uff5e“”‘’]"
_ENDS = "。！？…）”’"
_BESIDE_HAN = re.compile(f"(?<={_HAN})[,;:?!()]+|[,;:?!()]+(?={_HAN})")


def typeset(text: str) -> str:
    """Return the text with its punctuation set full-width beside hanzi; "09:10" and "3,000" stay."""
    before = None
    while before != text:
        before, text = text, _BESIDE_HAN.sub(lambda found: found.group().translate(_FULL), text)
    return _paired(text) if "（" in text or "）" in text else text


def as_sentence(text: str) -> str:
    """Return what is said with a full stop where it has no mark at its end: half of the phrases have none."""
    return text if not text or text[-1] in _ENDS else f"{text}。"


def _paired(text: str) -> str:
    """Give both brackets of a pair the width of the wider one."""
    marks, opened = list(text), list[int]()
    for at, mark in enumerate(text):
        if mark in "(（":
            opened.append(at)
        elif mark in ")）" and opened:
            start = opened.pop()
            if marks[start] == "（" or mark == "）":
                marks[start], marks[at] = "（", "）"
    return "".join(marks)
