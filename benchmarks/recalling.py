"""Phrases from memory: how long the marking of one takes, beside the bare ratio of rapidfuzz."""

import gc
import time
from collections.abc import Callable

from rapidfuzz.fuzz import ratio

from benchmarks.table import Row, print_table
from trainer.content.bookreader import read_books
from trainer.paths import find_places
from trainer.training.recalling import Phrases, open_phrases

ROUNDS = 15
AIM = "2 ms"
FILLS = {"金额": "12.30", "业务": "全球通开户", "产品": "校园套餐", "问题": "3月的月租多收了", "热线": "1860"}


def swapped(text: str) -> str:
    """Begin in the middle: most parts are out of order, one is cut."""
    return text[len(text) // 2 :] + text[: len(text) // 2]


TYPED: dict[str, Callable[[str], str]] = {
    "as printed": str,
    "你 for 您, 情 for 请": lambda text: text.replace("您", "你").replace("请", "情"),
    "begun in the middle": swapped,
    "every third character left out": lambda text: "".join(c for i, c in enumerate(text) if i % 3),
    "backwards": lambda text: text[::-1],
    "400 characters too many": lambda text: text + "请您好" * 134,
}


def shortest(work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in seconds of this thread's own time."""
    times = []
    gc.collect()
    for _ in range(ROUNDS):
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def measure(phrases: Phrases, name: str, change: Callable[[str], str]) -> Row:
    """Measure all phrases typed in one way; told is the slowest of them."""
    ours, theirs = [], []
    for id, phrase in phrases.books.library.phrases.items():
        said = phrase.say(FILLS)
        typed = change(said)
        fills = {name: value for name, value in FILLS.items() if f"{{{name}}}" in phrase.spoken}
        ours.append(shortest(lambda id=id, typed=typed, fills=fills: phrases.recall(id, typed, fills)))  # type: ignore[misc]
        theirs.append(shortest(lambda said=said, typed=typed: ratio(said, typed)))  # type: ignore[misc]
    mean = sum(ours) / len(ours)
    figure = f"{max(ours) * 1e3:.2f} ms (mean {mean * 1e3:.2f})"
    return Row(name, figure, f"{sum(ours) / sum(theirs):,.0f} ({max(theirs) * 1e6:.1f} µs)", AIM)


def main() -> None:
    """Measure and print the table."""
    root = find_places().content
    books = read_books(root)
    began = time.perf_counter()
    phrases = open_phrases(root, books)
    ready = time.perf_counter() - began
    rows = [measure(phrases, name, change) for name, change in TYPED.items()]
    long = "您好" * 5_000
    rows.append(
        Row("10,000 characters", f"{shortest(lambda: phrases.recall('P21', long)) * 1e3:.1f} ms", "", "")
    )
    rows.append(Row("all phrases made ready, once", f"{ready * 1e3:.0f} ms", "", ""))
    print_table(
        "Recalling: the slowest of the phrases", ("typed", "measured", "ratio to rapidfuzz", "aim"), rows
    )


if __name__ == "__main__":
    main()
