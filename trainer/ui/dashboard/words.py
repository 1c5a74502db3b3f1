"""Instants, durations and fingerprints as people of the hall read them."""

from datetime import datetime

SECONDS_A_MINUTE = 60
MS = 1000
SHORT_HASH = 12


def day_and_minute(moment: datetime) -> str:
    """Write an instant as 2026年11月22日 09:12, on this machine's clock."""
    local = moment.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def clock(moment: datetime) -> str:
    """Write an instant as 09:12:05, on this machine's clock."""
    return f"{moment.astimezone():%H:%M:%S}"


def span(ms: int) -> str:
    """Write a duration of `ms` milliseconds as 2 分 05 秒."""
    minutes, seconds = divmod(ms // MS, SECONDS_A_MINUTE)
    return f"{minutes} 分 {seconds:02} 秒" if minutes else f"{seconds} 秒"


def short(fingerprint: str) -> str:
    """Return the beginning of a hash, enough to tell two apart."""
    return fingerprint[:SHORT_HASH]
