"""Whether the marks recorded are those that the replay of an attempt earns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.training.results import Review


def differs(review: Review) -> str:
    """Return a sentence where the marks recorded are not those that the replay earns, else ""."""
    recorded, marks = review.row.result, review.assessment
    if not recorded:
        return ""
    earned = {"total": marks.total, "out_of": marks.out_of, "compliant": marks.compliant}
    if all(recorded.get(key) == value for key, value in earned.items()):
        return ""
    noted = f"{recorded.get('total')}/{recorded.get('out_of')}"
    return (
        f"按记录重放得 {marks.total}/{marks.out_of} 分，当时记下的是 {noted} 分，对不上。"
        "请运行 trainer verify 检查记录。"
    )
