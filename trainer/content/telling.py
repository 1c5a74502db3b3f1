"""What an author is told of a file: in the file's order, each problem once, not more than anybody reads."""

from collections.abc import Iterable
from dataclasses import replace

from trainer.core.check import Problem

MOST_PROBLEMS = 100
LONGEST_MESSAGE = 160


def told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in the order of the file, each once, and not more than anybody reads."""
    found = sorted(dict.fromkeys(map(_clipped, problems)), key=_where)
    if len(found) <= MOST_PROBLEMS:
        return tuple(found)
    last = found[MOST_PROBLEMS - 1].place
    return (
        *found[:MOST_PROBLEMS],
        Problem("F111", f"问题太多，只列出前 {MOST_PROBLEMS} 个", "先改好这些，再检查一次", place=last),
    )


def _clipped(problem: Problem) -> Problem:
    """Shorten what quotes the file at length."""
    if max(len(problem.message), len(problem.cure)) <= LONGEST_MESSAGE:
        return problem
    return replace(problem, message=_cut(problem.message), cure=_cut(problem.cure))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}…"


def _where(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)
