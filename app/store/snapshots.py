"""What was submitted, byte for byte: the same snapshot is the same payload on every channel and every retry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from app.core import clock
from app.store.tables import SNAPSHOTS


@dataclass(frozen=True)
class Snapshot:
    """The signed envelope, its parts with their salts, and the one sealed file that every channel carries."""

    payload_digest: str
    round: int
    sequence: int
    envelope: bytes
    parts: bytes
    sealed: bytes
    created: datetime


class Snapshots:
    """Snapshots by payload digest; never changed, never removed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_snapshot(
        self, payload_digest: str, round_number: int, sequence: int, envelope: bytes, parts: bytes, sealed: bytes, created: datetime
    ) -> bool:
        """Keep it; False when this payload is already held."""
        statement = insert(SNAPSHOTS).values(
            payload_digest=payload_digest,
            round=round_number,
            sequence=sequence,
            envelope=envelope,
            parts=parts,
            sealed=sealed,
            created=clock.to_text(created),
        )
        return self._connection.execute(statement.on_conflict_do_nothing()).rowcount == 1

    def get(self, payload_digest: str) -> Snapshot | None:
        """The snapshot of this payload, or None."""
        row = self._connection.execute(select(SNAPSHOTS).where(SNAPSHOTS.c.payload_digest == payload_digest)).first()
        return _snapshot(row) if row else None

    def latest(self, round_number: int) -> Snapshot | None:
        """The one with the highest sequence in the round, or None."""
        query = select(SNAPSHOTS).where(SNAPSHOTS.c.round == round_number).order_by(SNAPSHOTS.c.sequence.desc(), SNAPSHOTS.c.created.desc())
        row = self._connection.execute(query.limit(1)).first()
        return _snapshot(row) if row else None


def _snapshot(row: Row[Any]) -> Snapshot:
    values = row._asdict()
    return Snapshot(**{**values, "created": clock.from_text(values["created"])})
