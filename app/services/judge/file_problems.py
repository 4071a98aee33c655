"""已记下问题: files that did not open, kept until they do, so that a judge need not note them down to tell the organiser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.clock import whole_second
from app.core.words import kept, to_keep
from app.models.shape import Words
from app.packages import codec
from app.services.judge import workspace
from app.services.profile import Profile

_KIND = "file-problem"


@dataclass(frozen=True)
class _Noted:
    at: datetime
    words: Words


@dataclass(frozen=True)
class FileProblem:
    """What was wrong with a document of an entry, in words of the language in force, and when it was last met."""

    entry: str
    title: str
    words: str
    at: datetime


def note(profile: Profile, sha256: str, words: str) -> None:
    """This document (plain digest) did not open; the newest words stand."""
    value = codec.to_bytes(codec.check(_Noted(whole_second(profile.clock.now()), to_keep(words)))).decode()
    with profile.database.write() as tx:
        tx.records.put(_KIND, sha256, value)


def settle(profile: Profile, sha256: str) -> None:
    """It opens now."""
    with profile.database.read() as tx:
        known = tx.records.get(_KIND, sha256) is not None
    if known:
        with profile.database.write() as tx:
            tx.records.remove(_KIND, sha256)


def listed(profile: Profile) -> tuple[FileProblem, ...]:
    """Of the files of the newest round, in its order; nothing before the first sync."""
    with profile.database.read() as tx:
        noted = {record.id: codec.from_bytes(_Noted, record.value.encode()) for record in tx.records.all(_KIND)}
        if not noted or not tx.entries.rounds():
            return ()
        desk = workspace.current(profile, tx)
    return tuple(
        FileProblem(entry.code, document.title, kept(found.words), found.at)
        for entry in desk.manifest.entries
        for document in entry.documents
        if (found := noted.get(document.sha256)) is not None
    )
