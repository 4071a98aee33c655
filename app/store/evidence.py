"""Verified envelopes, kept for ever: what a decision rested on can be shown and verified again years later.

The identity is the digest of the payload, so the same statement arriving twice by different ways is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update
from sqlalchemy import text as sql
from sqlalchemy.dialects.sqlite import insert

from app.core import clock
from app.store.tables import EVIDENCE


@dataclass(frozen=True)
class Evidence:
    """One verified DSSE envelope; `attachment` holds the parts of a result. `received` is aware UTC."""

    kind: str
    payload_digest: str
    envelope: bytes
    received: datetime
    season: str | None = None
    round: int | None = None
    judge: str | None = None
    epoch: int | None = None
    sequence: int | None = None
    attachment: bytes | None = None


_NEWEST_FIRST = (EVIDENCE.c.epoch.desc(), EVIDENCE.c.sequence.desc(), EVIDENCE.c.received.desc(), EVIDENCE.c.payload_digest)
# as text, because building a statement costs more than running it, and every save asks
_NEWEST_DIGEST = sql("""
    SELECT payload_digest FROM evidence WHERE kind = :kind AND (:round IS NULL OR round = :round)
    ORDER BY epoch DESC, sequence DESC, received DESC, payload_digest LIMIT 1
""")
_PUT = insert(EVIDENCE).on_conflict_do_nothing()
# what is known already is not read again: the envelopes of a large panel are megabytes
_NAMES = sql("""
    SELECT payload_digest, length(attachment) FROM evidence WHERE kind = :kind AND round = :round
    ORDER BY judge, epoch, sequence, payload_digest
""")
_GET = select(EVIDENCE).where(EVIDENCE.c.kind == bindparam("kind"), EVIDENCE.c.payload_digest == bindparam("digest"))


class EvidenceBox:
    """Envelopes by (kind, payload digest); nothing is ever removed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self,
        kind: str,
        payload_digest: str,
        envelope: bytes,
        received: datetime,
        *,
        season: str | None = None,
        round_number: int | None = None,
        judge: str | None = None,
        epoch: int | None = None,
        sequence: int | None = None,
        attachment: bytes | None = None,
    ) -> bool:
        """Keep it; False when this payload is already held (the first arrival stays as it is)."""
        values = {
            "kind": kind, "payload_digest": payload_digest, "envelope": envelope, "received": clock.to_text(received), "season": season,
            "round": round_number, "judge": judge, "epoch": epoch, "sequence": sequence, "attachment": attachment,
        }  # fmt: skip
        return self._connection.execute(_PUT, values).rowcount == 1

    def attach(self, kind: str, payload_digest: str, attachment: bytes) -> None:
        """Replace the attachment: comments and log may follow in a later file of the same payload."""
        here = (EVIDENCE.c.kind == kind, EVIDENCE.c.payload_digest == payload_digest)
        if self._connection.execute(update(EVIDENCE).where(*here).values(attachment=attachment)).rowcount != 1:
            raise RuntimeError("an attachment to evidence that is not held")

    def get(self, kind: str, payload_digest: str) -> Evidence | None:
        """The envelope of this payload, or None."""
        row = self._connection.execute(_GET, {"kind": kind, "digest": payload_digest}).first()
        return _evidence(row) if row else None

    def of_kind(
        self,
        kind: str,
        *,
        season: str | None = None,
        round_number: int | None = None,
        judge: str | None = None,
        epoch: int | None = None,
        sequence: int | None = None,
    ) -> tuple[Evidence, ...]:
        """All that match, by judge, epoch, sequence, digest; None does not filter."""
        query = _filtered(kind, season, round_number, judge, epoch, sequence)
        ordered = query.order_by(EVIDENCE.c.judge, EVIDENCE.c.epoch, EVIDENCE.c.sequence, EVIDENCE.c.payload_digest)
        return tuple(_evidence(row) for row in self._connection.execute(ordered))

    def names(self, kind: str, round_number: int) -> tuple[tuple[str, int], ...]:
        """Payload digests and the bytes of their attachments, in the order of `of_kind`."""
        return tuple((digest, size or 0) for digest, size in self._connection.execute(_NAMES, {"kind": kind, "round": round_number}))

    def newest(
        self, kind: str, *, season: str | None = None, round_number: int | None = None, judge: str | None = None, epoch: int | None = None
    ) -> Evidence | None:
        """The one with the highest (epoch, sequence), then the latest received; None when there is none."""
        query = _filtered(kind, season, round_number, judge, epoch, None)
        row = self._connection.execute(query.order_by(*_NEWEST_FIRST).limit(1)).first()
        return _evidence(row) if row else None

    def newest_digest(self, kind: str, *, round_number: int | None = None) -> str | None:
        """The payload digest of `newest` without reading its envelope, which may be large."""
        found = self._connection.scalar(_NEWEST_DIGEST, {"kind": kind, "round": round_number})
        return None if found is None else str(found)


def _filtered(
    kind: str, season: str | None, round_number: int | None, judge: str | None, epoch: int | None, sequence: int | None
) -> Select[Any]:
    wanted = {"season": season, "round": round_number, "judge": judge, "epoch": epoch, "sequence": sequence}
    conditions = [EVIDENCE.c[name] == value for name, value in wanted.items() if value is not None]
    return select(EVIDENCE).where(EVIDENCE.c.kind == kind, *conditions)


def _evidence(row: Row[Any]) -> Evidence:
    values = row._asdict()
    return Evidence(**{**values, "received": clock.from_text(values["received"])})
