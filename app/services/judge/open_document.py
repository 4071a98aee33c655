"""Opening a document for reading or watching: a seekable reader over the sealed file, never a plain copy on disk."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import TrustError, UsageError
from app.core.files import translated
from app.core.words import say
from app.models.entry import Document
from app.services.judge import declare, workspace
from app.services.profile import Profile
from app.store.documents import BlobState
from app.trust.age.reader import SealedReader
from app.trust.keys import SealIdentity


@dataclass(frozen=True)
class OpenDocument:
    """A document and its reader (close it when done). `round` and `entry` say where it belongs."""

    round: int
    entry: str
    document: Document
    reader: SealedReader


def open_document(profile: Profile, code: str, sha256: str, *, round_number: int | None = None, note_opening: bool = True) -> OpenDocument:
    """Open one document (by plain digest) of an entry. Whoever does not `note_opening` at once may do so when it is shown.

    Raises UsageError before the declaration, after a recusal, or while the file is not here yet; TrustError when
    the file on disk was changed.
    """
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        declare.require(tx, desk.round)
        sheet = tx.sheets.sheet(desk.round, entry.code)
        document = entry.document(sha256)
        state = tx.documents.blob(document.sealed_sha256).state if document is not None else BlobState.MISSING
    if sheet.recusal is not None:
        raise UsageError(say("本份已回避，资料不开放。", "You stand aside from this entry; its files stay shut."), reason="recused")
    if document is None:
        raise UsageError(say("成果 {code} 没有这份资料。", "Entry {code} has no such document.", code=entry.code))
    if state is BlobState.SKIPPED:
        raise UsageError(
            say("“{name}”已释放。", "“{name}” was freed.", name=document.title),
            say("需要时可重新下载。", "Fetch it again when you need it."),
            reason="freed",
        )
    if state is not BlobState.READY:
        raise UsageError(
            say("“{name}”还没有下载。", "“{name}” is not downloaded yet.", name=document.title),
            say("请同步；同时可以先评别的成果。", "Sync; meanwhile score another entry."),
            reason="not-here",
        )
    reader = _reader(profile, document)
    opened = OpenDocument(desk.round, entry.code, document, reader)
    if note_opening:
        note(profile, opened)
    return opened


def note(profile: Profile, opened: OpenDocument) -> None:
    """The entry was opened; the first time stands."""
    with profile.database.write() as tx:
        tx.entries.mark_opened(opened.round, opened.entry, profile.clock.now())


def _reader(profile: Profile, document: Document) -> SealedReader:
    place = profile.blob(document.sealed_sha256)
    with translated(place):
        source = place.open("rb")
    try:
        reader = SealedReader(source, [SealIdentity.from_hex(document.identity)], sealed_size=document.sealed_size)
        if reader.size != document.size:
            raise TrustError(
                say("“{name}”与发布的不一致。", "“{name}” is not what was published.", name=document.title),
                say("请重新同步。", "Sync again."),
            )
    except BaseException:
        source.close()
        raise
    return reader
