"""How much of each sealed file is on this computer, and where the judge was reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.sqlite import insert

from app.store.tables import BLOBS, DOCUMENTS


class BlobState(StrEnum):
    """未下载 · 下载中 · 已就绪 · 不下载 (by choice or to free space)."""

    MISSING = "missing"
    PARTIAL = "partial"
    READY = "ready"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Blob:
    """One sealed file on this computer; `bytes_done` are verified bytes."""

    sealed_sha256: str
    state: BlobState = BlobState.MISSING
    bytes_done: int = 0


# as text, because building and compiling a statement costs more than running it
_BLOB = sql("SELECT sealed_sha256, state, bytes_done FROM blobs WHERE sealed_sha256 = :sealed")
_REMEMBER = sql("INSERT INTO places (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
_RECALL = sql("SELECT value FROM places WHERE key = :key")


class Documents:
    """Blobs by the digest of their sealed bytes; reading places by a key of the caller's (plain digest of the document)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def blob(self, sealed_sha256: str) -> Blob:
        """Its state; a file never heard of is missing."""
        row = self._connection.execute(_BLOB, {"sealed": sealed_sha256}).first()
        return Blob(row.sealed_sha256, BlobState(row.state), row.bytes_done) if row else Blob(sealed_sha256)

    def set_blob(self, sealed_sha256: str, state: BlobState, bytes_done: int) -> None:
        """Note what is there now."""
        values = {"state": state.value, "bytes_done": bytes_done}
        statement = insert(BLOBS).values(sealed_sha256=sealed_sha256, **values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["sealed_sha256"], set_=values))

    def blobs(self, round_number: int) -> dict[str, Blob]:
        """The state of every file of the round's entries, by sealed digest."""
        joined = DOCUMENTS.outerjoin(BLOBS, DOCUMENTS.c.sealed_sha256 == BLOBS.c.sealed_sha256)
        query = select(DOCUMENTS.c.sealed_sha256, BLOBS.c.state, BLOBS.c.bytes_done).select_from(joined)
        rows = self._connection.execute(query.where(DOCUMENTS.c.round == round_number).distinct())
        return {row[0]: Blob(row[0], BlobState(row[1] or BlobState.MISSING), row[2] or 0) for row in rows}

    def skipped(self) -> frozenset[str]:
        """Sealed digests of files that are not to be here, of any round."""
        return frozenset(self._connection.scalars(select(BLOBS.c.sealed_sha256).where(BLOBS.c.state == BlobState.SKIPPED.value)))

    def unready(self, sealed: Iterable[str]) -> tuple[str, ...]:
        """Those of `sealed` that are not ready, in the order given."""
        ready = set(self._connection.scalars(select(BLOBS.c.sealed_sha256).where(BLOBS.c.state == BlobState.READY.value)))
        return tuple(digest for digest in sealed if digest not in ready)

    def remember(self, key: str, place: str) -> None:
        """Keep a reading place (JSON text: page, zoom)."""
        self._connection.execute(_REMEMBER, {"key": key, "value": place})

    def recall(self, key: str) -> str | None:
        """The place kept under `key`, or None."""
        found = self._connection.scalar(_RECALL, {"key": key})
        return None if found is None else str(found)
