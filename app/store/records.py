"""The organiser's private state and the chair's decisions: few, small, always loaded whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy import text as sql

from app.store.tables import RECORDS

# as text, because building and compiling a statement costs more than running it
_GET = sql("SELECT value FROM records WHERE kind = :kind AND id = :id")
_PUT = sql("INSERT INTO records (kind, id, value) VALUES (:kind, :id, :value) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value")


@dataclass(frozen=True)
class Record:
    """JSON text under an id of its kind."""

    kind: str
    id: str
    value: str


class Records:
    """JSON texts by (kind, id), in the order in which they were first put."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kind: str, record_id: str, value: str) -> None:
        """Set or replace; a replaced record keeps its place."""
        self._connection.execute(_PUT, {"kind": kind, "id": record_id, "value": value})

    def put_all(self, kind: str, values: Mapping[str, str]) -> None:
        """`put` of many, id → value, in their order; at once, because each call costs more than its row."""
        if values:
            self._connection.execute(_PUT, [{"kind": kind, "id": at, "value": value} for at, value in values.items()])

    def get(self, kind: str, record_id: str) -> str | None:
        """The JSON text, or None."""
        found = self._connection.scalar(_GET, {"kind": kind, "id": record_id})
        return None if found is None else str(found)

    def all(self, kind: str) -> tuple[Record, ...]:
        """Every record of the kind, oldest first."""
        rows = self._connection.execute(select(RECORDS).where(RECORDS.c.kind == kind).order_by(RECORDS.c.seq))
        return tuple(Record(row.kind, row.id, row.value) for row in rows)

    def remove(self, kind: str, record_id: str) -> bool:
        """Whether there was one to remove."""
        return self._connection.execute(delete(RECORDS).where(RECORDS.c.kind == kind, RECORDS.c.id == record_id)).rowcount == 1
