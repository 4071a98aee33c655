"""Which files were lately read whole and opened: a start must not read gigabytes again that nobody has touched since.

Told apart by what the disk says of them. That is a shortcut for what runs by itself; who asks for the check has every byte read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.core import clock, strictjson
from app.core.errors import FormatError
from app.store.database import Transaction

_KEY = "travel-seen"
LATELY = timedelta(days=7)
_MOST = 8000


@dataclass(frozen=True)
class Mark:
    """How a file lay on the disk when it was found whole, and when that was."""

    size: int
    changed_ns: int
    at: datetime

    def holds(self, place: Path, now: datetime) -> bool:
        """Whether it lies there as it did then, and that was not long ago. A clock that went back believes nothing."""
        try:
            there = place.stat()
        except OSError:
            return False
        return (there.st_size, there.st_mtime_ns) == (self.size, self.changed_ns) and timedelta(0) <= now - self.at < LATELY


def mark(place: Path, now: datetime) -> Mark | None:
    """Of a file as it lies there; None when it does not."""
    try:
        there = place.stat()
    except OSError:
        return None
    return Mark(there.st_size, there.st_mtime_ns, now)


def recall(tx: Transaction) -> dict[str, Mark]:
    """By sealed digest; what cannot be read counts for nothing."""
    try:
        kept = strictjson.loads((tx.settings.get(_KEY) or "{}").encode())
        return {sealed: Mark(int(size), int(changed), clock.from_text(at)) for sealed, (size, changed, at) in kept.items()}
    except (FormatError, ValueError, TypeError, AttributeError):
        return {}


def keep(tx: Transaction, marks: Mapping[str, Mark]) -> None:
    """In place of what was kept."""
    kept = {sealed: [m.size, m.changed_ns, clock.to_text(m.at)] for sealed, m in sorted(marks.items())[:_MOST]}
    tx.settings.put(_KEY, strictjson.dumps(kept).decode())
