"""One clock: aware UTC times, whole seconds on paper, and a floor against a laptop set to the past.

A wrong laptop clock must not stop a judge. The clock in force is the later of the system's and the
newest `published` time in verified season data (`floor`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from app.core.errors import Malformed
from app.core.text import plain
from app.core.words import say

_RFC3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")


class Clock:
    """Tells the time in UTC; `source` is replaced in tests, `floor` raised by verified documents."""

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        self._source = self._own = source or (lambda: datetime.now(UTC))
        self.floor: datetime | None = None

    def now(self) -> datetime:
        """Aware UTC time, never before `floor`."""
        system = self._source()
        return max(system, self.floor) if self.floor else system

    def own(self) -> datetime:
        """What this computer's clock says, floor or not: the times of its files are of it."""
        return self._own()

    def beside(self) -> Clock:
        """Another one that says the same, also when this one's floor is raised later."""
        other = Clock(self.now)
        other._own = self._own
        return other

    def raise_floor(self, published: datetime) -> None:
        """Learn from verified data that it is at least `published`."""
        if self.floor is None or published > self.floor:
            self.floor = published

    def lag(self) -> float:
        """Seconds by which the system clock is behind `floor`; 0 when it is not."""
        return max(0.0, (self.floor - self._source()).total_seconds()) if self.floor else 0.0


def to_text(moment: datetime) -> str:
    """RFC 3339 in UTC: `2026-07-09T13:40:00Z`; microseconds only when there are any."""
    if moment.tzinfo is None:
        raise RuntimeError("naive time")
    # not strftime: some platforms write the year 999 in three digits, which `from_text` refuses
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def from_text(text: str) -> datetime:
    """Read what `to_text` wrote. Raises Malformed for anything that is not RFC 3339 UTC."""
    if _RFC3339.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    raise Malformed(say("时间“{text}”写法不对。", "The time “{text}” is not RFC 3339 UTC.", text=plain(text[:40])))


def whole_second(moment: datetime) -> datetime:
    """The same moment without its fraction, as statements carry it."""
    return moment.replace(microsecond=0)


def minute_on_paper(moment: datetime) -> str:
    """The local minute, for people: `2026-07-09 21:40`."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def day_on_paper(moment: datetime) -> str:
    """The local calendar day, as people write it: 2026-07-09."""
    return moment.astimezone().strftime("%Y-%m-%d")
