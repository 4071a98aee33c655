"""Which of a chair's receipts about one package is the last word: the one that names the others, not the one with the later time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.models.result import Receipt, ReceiptState
from app.packages import digest_line, documents
from app.services import signing_time

_COURSE = (ReceiptState.REFUSED, ReceiptState.COUNTED, ReceiptState.RETURNED, ReceiptState.FINAL)
"""The order in which a chair says these of one package: receipts carry whole seconds, and two may carry the same one."""


@dataclass(frozen=True)
class Said:
    """A receipt that was believed: its payload's digest, and the digests of those before it."""

    digest: str
    receipt: Receipt
    after: frozenset[str] = frozenset()

    @classmethod
    def of(cls, digest: str, receipt: Receipt, envelope: bytes) -> Said:
        """With what it names."""
        return cls(digest, receipt, frozenset(digest_line.read(digest_line.AFTER, documents.RECEIPT, envelope)))


def newest(said: Iterable[Said], now: datetime) -> Said | None:
    """The last word. Receipts of an earlier program name nothing: of these the time decides, unless it is ahead of our own."""
    found = tuple(said)
    before = frozenset[str]().union(*(s.after for s in found))
    return max((s for s in found if s.digest not in before), key=lambda s: _rank(s, now), default=None)


def _rank(said: Said, now: datetime) -> tuple[bool, datetime, int, str]:
    receipt = said.receipt
    return not signing_time.ahead(receipt.at, now=now), receipt.at, _COURSE.index(receipt.state), said.digest
