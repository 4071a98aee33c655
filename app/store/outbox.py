"""Files on their way out. A file is offered again until a receipt names its payload: an upload proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, or_, select, update
from sqlalchemy import text as sql
from sqlalchemy.dialects.sqlite import insert

from app.core import clock
from app.core.clock import Clock
from app.store.tables import OUTBOX


@dataclass(frozen=True)
class Outgoing:
    """One file to deliver, without its bytes (see `Outbox.content`). `size` in bytes, times aware UTC.

    `sent` is the last time a channel took it, `failure` the sentence of the last attempt that did not succeed.
    A file without `payload_digest` (a backup) is done once it is sent.
    """

    file_sha256: str
    kind: str
    size: int
    payload_digest: str | None
    queued: datetime
    sent: datetime | None
    failed: datetime | None
    failure: str | None
    attempts: int
    receipt: str | None


_SHOWN = [column for column in OUTBOX.c if column.name not in ("seq", "content")]

# as text: the head of the desk asks after every save. What has a receipt is settled, whatever else is noted
_UNSENT = sql("SELECT count(*) FROM outbox WHERE receipt IS NULL AND sent IS NULL")


class Outbox:
    """Files by the SHA-256 of their bytes, oldest first."""

    def __init__(self, connection: Connection, clock_: Clock) -> None:
        self._connection = connection
        self._clock = clock_

    def enqueue(self, file_sha256: str, kind: str, content: bytes, payload_digest: str | None) -> bool:
        """Queue it; False when the same file is already there."""
        statement = insert(OUTBOX).values(
            file_sha256=file_sha256,
            kind=kind,
            content=content,
            size=len(content),
            payload_digest=payload_digest,
            queued=clock.to_text(self._clock.now()),
            attempts=0,
        )
        return self._connection.execute(statement.on_conflict_do_nothing()).rowcount == 1

    def forget(self, kind: str) -> int:
        """Drop files of a kind whose newest replaces all earlier ones (backups); how many there were."""
        return self._connection.execute(delete(OUTBOX).where(OUTBOX.c.kind == kind)).rowcount

    def pending(self) -> tuple[Outgoing, ...]:
        """What is still to be offered, oldest first; a file that was sent stays until its receipt."""
        rows = self._connection.execute(select(*_SHOWN).where(_open()).order_by(OUTBOX.c.seq))
        return tuple(_outgoing(row) for row in rows)

    def get(self, file_sha256: str) -> Outgoing | None:
        """One file's state, also when it is settled; None when it was never queued."""
        row = self._connection.execute(select(*_SHOWN).where(OUTBOX.c.file_sha256 == file_sha256)).first()
        return _outgoing(row) if row else None

    def content(self, file_sha256: str) -> bytes:
        """The bytes to deliver."""
        found = self._connection.scalar(select(OUTBOX.c.content).where(OUTBOX.c.file_sha256 == file_sha256))
        if found is None:
            raise RuntimeError("a file that was never queued")
        return bytes(found)

    def unsent(self) -> int:
        """How many files no channel has taken yet."""
        return int(self._connection.scalar(_UNSENT) or 0)

    def was_sent(self, payload_digest: str) -> bool:
        """Whether a channel took a file of this payload."""
        mine = (OUTBOX.c.payload_digest == payload_digest, OUTBOX.c.sent.is_not(None))
        return bool(self._connection.scalar(select(exists().where(*mine))))

    def mark_sent(self, file_sha256: str, at: datetime) -> None:
        """A channel took it."""
        self._note(file_sha256, sent=clock.to_text(at), failure=None, failed=None)

    def mark_failed(self, file_sha256: str, words: str, at: datetime) -> None:
        """A channel did not take it; an earlier success stays noted."""
        self._note(file_sha256, failure=words, failed=clock.to_text(at))

    def settle(self, payload_digest: str, receipt_digest: str) -> int:
        """A receipt names this payload: its files need not be offered again. Returns how many that settled."""
        mine = (OUTBOX.c.payload_digest == payload_digest, OUTBOX.c.receipt.is_(None))
        return self._connection.execute(update(OUTBOX).where(*mine).values(receipt=receipt_digest)).rowcount

    def _note(self, file_sha256: str, **values: str | None) -> None:
        statement = update(OUTBOX).where(OUTBOX.c.file_sha256 == file_sha256).values(attempts=OUTBOX.c.attempts + 1, **values)
        if self._connection.execute(statement).rowcount != 1:
            raise RuntimeError("a file that was never queued")


def _open() -> ColumnElement[bool]:
    return and_(OUTBOX.c.receipt.is_(None), or_(OUTBOX.c.payload_digest.is_not(None), OUTBOX.c.sent.is_(None)))


def _outgoing(row: Row[Any]) -> Outgoing:
    values = row._asdict()
    moments = {name: clock.from_text(values[name]) if values[name] else None for name in ("queued", "sent", "failed")}
    return Outgoing(**{**values, **moments})
