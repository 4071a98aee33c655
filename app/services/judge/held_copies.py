"""What this store holds whole: the copies it made, and those it took over. The next copy names them."""

from __future__ import annotations

from collections.abc import Iterable

from app.core import strictjson
from app.packages import digest_line
from app.store.database import Transaction

_LINE, _TAKEN = "copy-line", "copy-restored"
_MOST_TAKEN = 50


def line(tx: Transaction) -> tuple[str, ...]:
    """Payload digests, the newest last."""
    return tuple(strictjson.loads((tx.settings.get(_LINE) or "[]").encode()))


def add(tx: Transaction, payloads: Iterable[str]) -> None:
    """All that these copies have is in the store: to be said only where that is so."""
    tx.settings.put(_LINE, strictjson.dumps(list(digest_line.joined(line(tx), payloads))).decode())


def taken_over(tx: Transaction, payload: str) -> bool:
    """Whether the judge has brought this copy back, be it that something of it stayed out."""
    return payload in (tx.settings.get(_TAKEN) or "").split()


def note_taken(tx: Transaction, payload: str) -> None:
    """The judge has brought it back: it is not offered again, whatever else is brought back later."""
    before = [p for p in (tx.settings.get(_TAKEN) or "").split() if p != payload]
    tx.settings.put(_TAKEN, " ".join([*before, payload][-_MOST_TAKEN:]))
