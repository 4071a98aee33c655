"""Making the batch searchable: the text of every PDF that is here, one page per transaction, resumable at any page.

Indexing must never hold up a save, so one call does one page; the caller decides when the next one runs. Recused
entries are not read.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import MediaError
from app.core.tasks import Context
from app.core.words import say
from app.media.pages import PdfDocument
from app.models.entry import Document
from app.services.judge import workspace
from app.services.judge.open_document import open_document
from app.services.profile import Profile
from app.store.documents import BlobState

PDF = "application/pdf"


@dataclass
class Indexing:
    """Work in progress: the document being read, and how many are left."""

    entry: str
    document: Document
    pdf: PdfDocument
    page: int
    left: int


def index_all(profile: Profile, ctx: Context) -> int:
    """Index everything that is here; returns pages indexed. Raises Cancelled; a damaged PDF is skipped (the travel check names it)."""
    pages = 0
    for entry, document in _waiting(profile):
        ctx.report(say("正在为 {name} 建立检索", "Indexing {name}", name=document.title))
        pages += _index_document(profile, entry, document, ctx)
    return pages


def begin(profile: Profile) -> Indexing | None:
    """Open the next document that is not indexed; None when all are."""
    waiting = _waiting(profile)
    for n, (entry, document) in enumerate(waiting):
        pdf = _open(profile, entry, document)
        if pdf is not None:
            with profile.database.read() as tx:
                done = tx.search.indexed_pages(document.sha256)
            return Indexing(entry, document, pdf, done, len(waiting) - n)
    return None


def step(profile: Profile, work: Indexing) -> bool:
    """Index one page; False when the document is finished (and closed)."""
    if work.page < work.pdf.page_count:
        text = _text(work.pdf, work.page)
        with profile.database.write() as tx:
            tx.search.index_page(work.document.sha256, work.page + 1, text)
        work.page += 1
        return True
    with profile.database.write() as tx:
        tx.search.finish_document(work.document.sha256, work.pdf.page_count)
    work.pdf.close()
    return False


def _index_document(profile: Profile, entry: str, document: Document, ctx: Context) -> int:
    pdf = _open(profile, entry, document)
    if pdf is None:
        return 0
    with profile.database.read() as tx:
        start = tx.search.indexed_pages(document.sha256)
    work = Indexing(entry, document, pdf, start, 1)
    while step(profile, work):
        ctx.report()
    return work.page - start


def _open(profile: Profile, entry: str, document: Document) -> PdfDocument | None:
    try:
        return PdfDocument(open_document(profile, entry, document.sha256, note_opening=False).reader)
    except MediaError:
        with profile.database.write() as tx:
            tx.search.finish_document(document.sha256, 0)
        return None


def _text(pdf: PdfDocument, page: int) -> str:
    try:
        return pdf.text(page)
    except MediaError:
        return ""


def _waiting(profile: Profile) -> list[tuple[str, Document]]:
    """Unindexed PDFs of entries the judge may open, in reading order; nothing before the declaration."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx)
        if tx.records.get("declaration", str(desk.round)) is None:
            return []
        recused = tx.sheets.recused(desk.round)
        found = {d.sha256: (e.code, d) for e in desk.manifest.entries if e.code not in recused for d in e.documents if d.media_type == PDF}
        here = [s for s, (_, d) in found.items() if tx.documents.blob(d.sealed_sha256).state is BlobState.READY]
        return [found[s] for s in tx.search.unindexed(here)]
