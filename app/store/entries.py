"""The judge's list of entries, rebuilt whole from each verified manifest; lists are filtered and sorted here, in SQL.

What the judge did (events, summaries, order of first opening) lives beside it under (round, code), so that a
new manifest never touches work.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy import text as sql

from app.core import clock, text
from app.models.assignment import Manifest
from app.models.entry import Document, Entry
from app.models.sheet import SheetState
from app.store import entry_rows
from app.store.entry_rows import EntryRow, Order
from app.store.tables import DOCUMENTS, ENTRIES, OPENINGS

# as text, because building and compiling a statement costs more than running it, and every save asks
_ROUNDS = sql("SELECT DISTINCT round FROM entries ORDER BY round")
_OPEN = sql("INSERT INTO openings (round, entry, at) VALUES (:round, :entry, :at) ON CONFLICT DO NOTHING")


class Entries:
    """Entries by (round, code)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace_assignment(self, round_number: int, manifest: Manifest, items: Mapping[str, int]) -> None:
        """Forget the round's entries and documents and take those of `manifest`; `items` = lines per rubric id."""
        self._connection.execute(delete(ENTRIES).where(ENTRIES.c.round == round_number))
        count = len(manifest.entries)
        entries, documents = [], []
        for listed, entry in enumerate(manifest.entries):
            place = (listed - manifest.start) % count + 1
            entries.append(_entry_values(round_number, listed, place, entry, items.get(entry.rubric, 0)))
            documents += [_document_values(round_number, entry, n) for n in range(len(entry.documents))]
        if entries:
            self._connection.execute(insert(ENTRIES), entries)
        if documents:
            self._connection.execute(insert(DOCUMENTS), documents)

    def rows(
        self,
        round_number: int,
        *,
        state: SheetState | None = None,
        field: str | None = None,
        text: str | None = None,
        order: Order = Order.POSITION,
        descending: bool = False,
    ) -> tuple[EntryRow, ...]:
        """The list on screen. `text` filters by every word in code, title, circle, unit; blank totals come last."""
        query, wanted = entry_rows.query(round_number, state=state, field=field, words=text, order=order, descending=descending)
        return tuple(map(entry_rows.row_of, self._connection.execute(query, wanted)))

    def row(self, round_number: int, code: str) -> EntryRow | None:
        """One line of the list, or None."""
        found = self._connection.execute(entry_rows.base().where(ENTRIES.c.code == code), {"round": round_number}).first()
        return entry_rows.row_of(found) if found else None

    def rounds(self) -> tuple[int, ...]:
        """The rounds for which an assignment is held."""
        return tuple(self._connection.scalars(_ROUNDS))

    def entry(self, round_number: int, code: str) -> Entry | None:
        """The whole entry with its documents, or None."""
        found = self._whole(round_number, code)
        return found[0] if found else None

    def entries(self, round_number: int) -> tuple[Entry, ...]:
        """Every entry of the round in the manifest's order."""
        return self._whole(round_number, None)

    def mark_opened(self, round_number: int, code: str, at: datetime) -> bool:
        """Note the first opening; False when it was opened before (the first time stands)."""
        return self._connection.execute(_OPEN, {"round": round_number, "entry": code, "at": clock.to_text(at)}).rowcount == 1

    def opened(self, round_number: int) -> tuple[str, ...]:
        """Codes in the order of their first opening."""
        query = select(OPENINGS.c.entry).where(OPENINGS.c.round == round_number).order_by(OPENINGS.c.seq)
        return tuple(self._connection.scalars(query))

    def openings(self, round_number: int) -> tuple[tuple[str, datetime], ...]:
        """(code, first opening) in that order."""
        query = select(OPENINGS).where(OPENINGS.c.round == round_number).order_by(OPENINGS.c.seq)
        return tuple((row.entry, clock.from_text(row.at)) for row in self._connection.execute(query))

    def count(self, round_number: int) -> int:
        """How many entries the round has."""
        return int(self._connection.scalar(select(func.count()).select_from(ENTRIES).where(ENTRIES.c.round == round_number)) or 0)

    def _whole(self, round_number: int, code: str | None) -> tuple[Entry, ...]:
        entries = select(ENTRIES).where(ENTRIES.c.round == round_number).order_by(ENTRIES.c.listed)
        papers = select(DOCUMENTS).where(DOCUMENTS.c.round == round_number).order_by(DOCUMENTS.c.code, DOCUMENTS.c.listed)
        if code is not None:
            entries, papers = entries.where(ENTRIES.c.code == code), papers.where(DOCUMENTS.c.code == code)
        documents: dict[str, list[Document]] = {}
        for row in self._connection.execute(papers):
            documents.setdefault(row.code, []).append(entry_rows.document_of(row))
        return tuple(entry_rows.entry_of(row, tuple(documents.get(row.code, ()))) for row in self._connection.execute(entries))


def _entry_values(round_number: int, listed: int, place: int, entry: Entry, items: int) -> dict[str, object]:
    searched = (entry.code, entry.title, entry.circle, entry.unit or "", entry.recommender or "")
    return {
        "round": round_number,
        "code": entry.code,
        "position": place,
        "listed": listed,
        "number": entry.number,
        "title": entry.title,
        "circle": entry.circle,
        "topic_type": entry.topic_type.value,
        "field": entry.field,
        "rubric": entry.rubric,
        "items": items,
        "unit": entry.unit,
        "recommender": entry.recommender,
        "recommender_opinion": entry.recommender_opinion,
        "recommender_rank": entry.recommender_rank,
        "presentation": entry.presentation,
        "lead": entry.lead,
        "recusal": entry.recusal,
        "practice": int(entry.practice),
        "withdrawn": int(entry.withdrawn),
        "folded": text.fold("\n".join(searched)),
    }


def _document_values(round_number: int, entry: Entry, listed: int) -> dict[str, object]:
    document = entry.documents[listed]
    return {
        "round": round_number,
        "code": entry.code,
        "listed": listed,
        "role": document.role.value,
        "title": document.title,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "sealed_size": document.sealed_size,
        "sealed_sha256": document.sealed_sha256,
        "chunks": "".join(document.chunks),
        "identity": document.identity,
        "supersedes": document.supersedes,
        "superseded": int(any(other.supersedes == document.sha256 for other in entry.documents)),
    }
