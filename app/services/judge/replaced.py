"""Documents of an entry that were replaced after publishing: which, and when the newer one was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.entry import Document, Entry
from app.packages import documents
from app.services.judge import workspace
from app.services.profile import Profile


@dataclass(frozen=True)
class Replacement:
    """`new` stands in the place of `old`; `published` is when the first list that names it was published."""

    old: Document
    new: Document
    published: datetime


def replacements(profile: Profile, code: str, *, round_number: int | None = None) -> tuple[Replacement, ...]:
    """Newest last; empty for an entry whose files are the first ones. Raises UsageError for an unknown code."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        pairs = [(old, new) for new in entry.documents if new.supersedes and (old := entry.document(new.supersedes)) is not None]
        if not pairs:
            return ()
        held = tx.evidence.of_kind("manifest", round_number=desk.round, judge=desk.manifest.judge)
    lists = sorted((workspace.parsed(profile, documents.MANIFEST, e) for e in held), key=lambda m: m.sequence)
    lists = lists or [desk.manifest]
    since = {
        new.sha256: next((m.published for m in lists if _names(m.entry(entry.code), new)), desk.manifest.published) for _, new in pairs
    }
    return tuple(Replacement(old, new, since[new.sha256]) for old, new in pairs)


def _names(entry: Entry | None, document: Document) -> bool:
    return entry is not None and entry.document(document.sha256) is not None
