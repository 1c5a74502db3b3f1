"""Instants as people in the hall read them."""

from datetime import datetime


def when(at: datetime) -> str:
    """Return an instant on the clock of this machine, e.g. 2004年7月3日 09:05."""
    here = at.astimezone()
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"
