"""The credit limit of a number by the day of joining; rows that contradict one another give no figure."""

import re
from datetime import date

from trainer.core.decision import BadRequest, LimitAnswer
from trainer.core.tariff import Edition, Limit

_SEGMENT = re.compile(r"[0-9]{3,7}")


def limit(edition: Edition, joined: date, segment: str = "") -> LimitAnswer:
    """Return the limit of a number by the day of joining and its first figures ("": not told).

    Raise BadRequest for a segment that is no number.
    """
    if segment and not _SEGMENT.fullmatch(segment):
        raise BadRequest(f"号段「{segment}」要写号码开头的数字，例如 135")
    rows = tuple(row for row in edition.limits if _holds(row, joined, segment))
    amounts = {row.amount for row in rows}
    day = f"{joined.year}年{joined.month}月{joined.day}日入网"
    sources = tuple(source for row in rows for source in row.sources)
    notes = tuple(dict.fromkeys(row.note for row in rows if row.note))
    lost = [row for row in rows if row.amount is None]
    if lost and len(rows) > len(lost):
        said = "，又写".join(_said(row) for row in rows if row not in lost)
        return LimitAnswer(None, f"{day}的限额，资料缺了字，另写{said}，需查证", sources, notes)
    if len(amounts) > 1:
        said = "，又写".join(_said(row) for row in rows)
        return LimitAnswer(None, f"{day}的限额，资料写{said}，对不上，需查证", sources, notes)
    amount = amounts.pop() if amounts else None
    if amount is None:
        return LimitAnswer(None, f"{day}的限额，资料没有写，需查证", sources, notes)
    return LimitAnswer(amount, f"{day}的限额是{amount.short}元", sources, notes)


def _holds(row: Limit, joined: date, segment: str) -> bool:
    early = row.first is not None and joined < row.first
    late = row.last is not None and joined > row.last
    return not early and not late and (not row.segment or segment.startswith(row.segment))


def _said(row: Limit) -> str:
    return "、".join(f"「{source.quote}」" for source in row.sources)
