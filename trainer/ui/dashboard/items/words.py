"""Figures of statistics as the pages write them."""

from trainer.core.items import Item as Statistics
from trainer.core.stats import LEAST
from trainer.reports.hallsheets import ItemFigures

NONE = "—"
FEW = f"样本不足（少于 {LEAST} 份）"
ENOUGH = "够"


def figure(value: float | None, digits: int = 2) -> str:
    """Write a figure, or a dash where there is none."""
    return NONE if value is None else f"{value:.{digits}f}"


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share of 1 in per cent."""
    return NONE if share is None else f"{share * 100:.{digits}f}%"


def spoken(place: int, item: ItemFigures) -> str:
    """Say an item and its figures in one sentence."""
    if item.few:
        return f"第 {place + 1} 题，{item.stem}，样本不足，n={item.n}"
    told = f"易度 {percent(item.facility)}，区分度 {figure(item.discrimination)}"
    return f"第 {place + 1} 题，{item.stem}，{told}，n={item.n}"


def is_telling(item: ItemFigures | Statistics) -> bool:
    """Tell whether an item has a place in the picture."""
    return item.facility is not None and item.discrimination is not None
