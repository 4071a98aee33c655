"""Full-text search in Chinese over pages and entries, right at every length of query.

Spaces around every CJK character make each one a word of `unicode61`; a query is a phrase of such words, so
原因分析 finds exactly these characters in this order, also across a line break. The index is contentless: it
holds no text of a submission that could be read back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.sqlite import insert

from app.store.tables import SEARCH_DOCUMENTS, SEARCH_PLACES

_CJK = re.compile("([\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_FIND = sql("""
    SELECT coalesce(p.entry, d.code) AS entry, p.document, p.page, min(f.rank) AS rank
    FROM search_text AS f JOIN search_places AS p ON p.seq = f.rowid
    LEFT JOIN documents AS d ON d.sha256 = p.document
    JOIN entries AS e ON e.code = coalesce(p.entry, d.code) AND (p.document IS NULL OR e.round = d.round)
    WHERE search_text MATCH :query AND (:round IS NULL OR e.round = :round)
    GROUP BY 1, 2, 3 ORDER BY p.document IS NOT NULL, rank, entry, p.document, p.page LIMIT :limit
""")
_FORGET = sql("DELETE FROM search_text WHERE rowid = :seq")
_INDEX = sql("INSERT INTO search_text (rowid, body) VALUES (:seq, :body)")


@dataclass(frozen=True)
class Hit:
    """Where a query was found: in the entry's own line (document and page None), or on a page (1…) of a document.

    `document` is the digest of the plain file; a smaller `rank` is a better hit.
    """

    entry: str
    document: str | None
    page: int | None
    rank: float


class Search:
    """The index; one page per transaction keeps saving fast while it is built."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def index_page(self, document: str, page: int, text: str) -> None:
        """Index one page (1…) of a document by its plain digest; indexing it again replaces it."""
        self._index(text, document=document, page=page)

    def index_entry(self, code: str, title: str, circle: str, unit: str | None) -> None:
        """Index an entry's line; indexing it again replaces it."""
        self._index("\n".join((code, title, circle, unit or "")), entry=code)

    def finish_document(self, document: str, pages: int) -> None:
        """Every page of the document is indexed."""
        statement = insert(SEARCH_DOCUMENTS).values(document=document, pages=pages)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["document"], set_={"pages": pages}))

    def unindexed(self, documents: Iterable[str]) -> tuple[str, ...]:
        """Those of `documents` that are not finished, in the order given."""
        done = set(self._connection.scalars(select(SEARCH_DOCUMENTS.c.document)))
        return tuple(document for document in documents if document not in done)

    def indexed_pages(self, document: str) -> int:
        """How many pages are indexed so far: where to go on after a stop."""
        query = select(func.count()).select_from(SEARCH_PLACES).where(SEARCH_PLACES.c.document == document)
        return int(self._connection.scalar(query) or 0)

    def forget_document(self, document: str) -> None:
        """Take a document out of the index."""
        for seq in self._connection.scalars(select(SEARCH_PLACES.c.seq).where(SEARCH_PLACES.c.document == document)).all():
            self._connection.execute(_FORGET, {"seq": seq})
        for table in (SEARCH_PLACES, SEARCH_DOCUMENTS):
            self._connection.execute(delete(table).where(table.c.document == document))

    def find(self, query: str, limit: int = 200, *, round_number: int | None = None) -> tuple[Hit, ...]:
        """Entries first, then pages, best first. Words separated by spaces must all occur; nothing in a query is syntax."""
        phrases = _phrases(query)
        if not phrases:
            return ()
        rows = self._connection.execute(_FIND, {"query": phrases, "round": round_number, "limit": limit})
        return tuple(Hit(row.entry, row.document, row.page, row.rank) for row in rows)

    def _index(self, body: str, *, entry: str | None = None, document: str | None = None, page: int | None = None) -> None:
        here = (SEARCH_PLACES.c.entry.is_(entry), SEARCH_PLACES.c.document.is_(document), SEARCH_PLACES.c.page.is_(page))
        known = self._connection.scalar(select(SEARCH_PLACES.c.seq).where(*here))
        if known is not None:
            self._connection.execute(_FORGET, {"seq": known})
        else:
            known = self._connection.execute(insert(SEARCH_PLACES).values(entry=entry, document=document, page=page)).lastrowid
        self._connection.execute(_INDEX, {"seq": known, "body": spaced(body)})


def spaced(text: str) -> str:
    """Folded text with every CJK character a word of its own; the radicals some PDFs use become ordinary characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded)
    return " ".join(_CJK.sub(r" \1 ", letters).split())


def _phrases(query: str) -> str:
    words = [spaced(word) for word in query[:200].split()]
    return " AND ".join(f'"{word}"{"" if _CJK.match(word[-1]) else " *"}' for word in words if word)
