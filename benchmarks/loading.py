"""Load and check 500 scenarios of 40 nodes: read anew, and from the compiled cache.

Beside it, in the same run: PyYAML's own safe C loader reading the same files, which does no
positions, no schema, no templates, no compiling, no checks and no search for the best path.
"""

import gc
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.table import Row, print_table
from trainer.content.shelf import load
from trainer.paths import find_places

FILES, NODES, ROUNDS = 500, 40, 3


def scenario(number: int) -> str:
    """Write a scenario of 40 turns with three options each, some with templates."""
    lines = [
        "format: 1",
        f"id: bench-{number}",
        "title: 压力场景",
        "summary: 测速用的场景",
        "date: 2004-07-07",
        'time: "09:10"',
        "post: 受理台席",
        "edition: wuhan-2004",
        "trains: [测速]",
        "profile: {brand: 全球通}",
        "customers:",
        "  - id: wang",
        "    name: 王女士",
        "    wants: 想开一个{{ brand }}",
        "    nodes:",
    ]
    for node in range(NODES):
        lines += turn(number, node)
    lines += [f"      n{NODES}:", "        line: 再见", "        ends: 办妥", ""]
    return "\n".join(lines)


def turn(number: int, node: int) -> list[str]:
    """Write one turn: a standard phrase, and two written-out mistakes that heat the customer."""
    priced = "一共 {{ opening(brand).total.short }} 元?" if node % 8 == 0 else f"场景 {number} 第 {node} 句。"
    after = f"n{min(node + 2, NODES)}"
    return [
        f"      n{node}:",
        f"        line: {priced}",
        "        options:",
        "          - say: P02",
        "            marks: {服务规范: 2, 业务准确: 1}",
        f"            then: n{node + 1}",
        f"          - words: 您等一下,我先看看第 {node} 项。",
        "            mood: 1",
        "            feedback: 先问清客户要办什么,再看资料。",
        f"            then: n{node + 1}",
        f"          - words: 这个要去别的台席问,场景 {number}。",
        "            mood: 1",
        "            feedback: 不要把客户推给别人,先问清要办什么。",
        f"            then: [{{if: {{mood_from: 生气}}, to: {after}}}, {{to: n{node + 1}}}]",
    ]


def best_of(work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in seconds of this thread's own time."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("scripts_zh", "assets"):
            shutil.copytree(find_places().content / part, root / part)
        (root / "scenarios").mkdir()
        for number in range(FILES):
            (root / "scenarios" / f"s{number:03}.yaml").write_text(scenario(number), encoding="utf-8")
        texts = [path.read_text(encoding="utf-8") for path in sorted((root / "scenarios").iterdir())]
        size = sum(len(text.encode()) for text in texts) / 1e6
        cache = root / "shelf.bin"
        bare = best_of(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
        first = best_of(lambda: load(root))
        shelf = load(root, cache)
        assert len(shelf.plays) == FILES
        assert not shelf.problems, shelf.problems[:3]
        later = best_of(lambda: load(root, cache))
        print_table(
            f"{FILES} scenarios of {NODES} nodes, {size:.1f} MB",
            ("what", "seconds", "ratio to bare YAML", "aim"),
            [
                Row("PyYAML CSafeLoader alone", f"{bare:.2f}", "1.00", ""),
                Row("first load and check", f"{first:.2f}", f"{first / bare:.2f}", "under 3 s"),
                Row("later load from the cache", f"{later:.2f}", f"{later / bare:.2f}", "under 0.4 s"),
            ],
        )


if __name__ == "__main__":
    main()
