"""The results table as a CSV file that spreadsheets open as it is meant."""

import csv
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from trainer.core.errors import TrainerError
from trainer.ui.dashboard.lines import Line
from trainer.ui.dashboard.table import GATE_WORDS

TITLES = (
    *("开始", "结束", "姓名", "场景", "变体", "模式", "状态", "得分", "满分", "百分比", "合规", "一票否决项"),
    *("用时（秒）", "资料版本", "随机种子", "程序版本", "场景指纹", "记录编号"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ExportFailed(TrainerError):
    """The file could not be written: which, why, and what to do."""


def write_csv(path: Path, lines: Iterable[Line]) -> Path:
    """Write the lines to `path`, whole or not at all, and return it; raise ExportFailed."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(TITLES)
            rows.writerows([_harmless(cell) for cell in _cells(line)] for line in lines)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ExportFailed(
            f"没能写出 {path}（{error.strerror}）。请关掉正在打开它的程序，或换一个文件夹再导出。"
        ) from error
    return path


def _cells(line: Line) -> tuple[object, ...]:
    header = line.row.header
    return (
        _instant(line.started),
        _instant(line.row.finished),
        *(line.person, line.title, header.variant, line.mode, line.state),
        *(line.total, line.out_of, line.percent),
        "" if line.compliant is None else GATE_WORDS[line.compliant],
        "；".join(line.critical),
        None if line.took is None else line.took // 1000,
        *(header.edition, header.seed, header.app_version, line.row.snapshot, line.id),
    )


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _instant(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
