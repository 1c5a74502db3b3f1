"""Calls priced a second time, from the quotations alone: each row as it reads, and the one that fits best."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Final

from trainer.core.quiz.printed.rows import readings, rows
from trainer.core.quiz.wrong import Itself
from trainer.core.rates import IN, OFF_NET, OUT, Traffic
from trainer.core.rating import Call
from trainer.core.tariff import Edition

_HOURS = re.compile(r"(\d+)(?:点|:00)?[–-](?:次日)?(\d+)")
_PRICE = re.compile(r"每(分钟|6秒)([0-9.]+)元")
_DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")
_SECONDS: Final = {"分钟": 60, "6秒": 6}


@dataclass(frozen=True, slots=True)
class Print:
    """A row of a plan as its quotation reads: the hours it holds for, and so many fen for so many seconds.

    A flat fee and a call for nothing are for 0 seconds.
    """

    field: str
    hours: tuple[int, int] | None
    fen: Fraction
    per: int

    def cost(self, seconds: int) -> int:
        """Return what whole units cost, in fen; nothing on a flat fee."""
        return int(self.fen * (seconds // self.per)) if self.per else 0

    def fits(self, traffic: Traffic, hour: int) -> int:
        """Count the conditions that the row names and a call meets; -1 where it fails one."""
        field = self.field
        asks = [(way, way == traffic.direction) for way in (OUT, IN)]
        asks += [("网内", traffic.network.endswith("网内")), (OFF_NET, traffic.network == OFF_NET)]
        asks += [("基站内", traffic.place.endswith("内")), ("基站范围外", traffic.place.endswith("外"))]
        met = [holds for word, holds in asks if word in field]
        if self.hours:
            start, end = self.hours
            met.append(start <= hour < end if start < end else hour >= start or hour < end)
        return len(met) if all(met) else -1


@lru_cache(maxsize=8)
def _prints(edition: Itself[Edition]) -> dict[tuple[str, str], list[Print]]:
    """Read the rows that price calls, by plan and service."""
    found: dict[tuple[str, str], list[Print]] = {}
    for (plan, field), row in rows(edition.of).items():
        text = readings(edition.of, plan).get(field, "")
        priced = _PRICE.fullmatch(text)
        if not priced and not text.endswith("包月") and text != "0元":
            continue
        service = next((word for word in ("IP长途", "长途", "漫游") if word in field), "市内")
        hours = _HOURS.search(field) or _HOURS.search("".join(source.quote for source in row.cell.sources))
        span = (int(hours[1]), int(hours[2])) if hours else None
        each = (Fraction(priced[2]) * 100, _SECONDS[priced[1]]) if priced else (Fraction(0), 0)
        found.setdefault((plan, service), []).append(Print(field, span, *each))
    return found


def printed(edition: Edition, plan: str, call: Call) -> Print | None:
    """Find the row that prices a call: the one that names the most of what the call is."""
    return _printed(Itself(edition), plan, call.traffic, call.start.replace(minute=0, second=0))


@lru_cache(maxsize=4096)
def _printed(edition: Itself[Edition], plan: str, traffic: Traffic, start: datetime) -> Print | None:
    own, away = readings(edition.of, plan), f"{traffic.place}通话"
    if (plan, away) in rows(edition.of) and away not in own:
        return None
    begun = _DAY.fullmatch(own.get("夜间起始日", ""))
    early = begun is not None and start.date() < date(*map(int, begun.groups()))
    known = [row for row in _prints(edition).get((plan, traffic.service), []) if not (early and row.hours)]
    best = max(known, key=lambda row: row.fits(traffic, start.hour), default=None)
    return best if best and best.fits(traffic, start.hour) >= 0 else None


def by_print(edition: Edition, plan: str, call: Call) -> int:
    """Return what a call of whole units costs by the quotations, in fen; nothing on a flat fee."""
    row = printed(edition, plan, call)
    return row.cost(call.seconds) if row else 0
