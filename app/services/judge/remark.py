"""成稿: a judge's notes written into 总体评价, and which of them are in it already.

What was merged is remembered with the text before it. When undo brings that text back, the merge is forgotten with
it and its notes are offered again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Annotated

from app.core.ids import sha256_hex
from app.core.text import tidy
from app.models.changes import NOTHING, Changes
from app.models.entry import DocumentRole, Entry
from app.models.shape import Digest, Many, Words
from app.models.sheet import EventKind, ScoreSheet
from app.packages import codec
from app.scoring import remark as rules
from app.scoring.remark import Merged, Offer
from app.scoring.remark_count import Counter, counter
from app.services.judge import workspace
from app.services.judge.score import save_changes
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store import values
from app.store.database import Transaction

_KIND = "remark-merges"
_MOST = 200


@dataclass(frozen=True)
class Merge:
    """One merge: digest of the text before it, and the line each note got, by note id."""

    before: Digest
    lines: Annotated[Mapping[str, Words], Many(2000)]


@dataclass(frozen=True)
class Merges:
    """All merges into one remark that still stand, oldest first."""

    made: Annotated[tuple[Merge, ...], Many(_MOST)] = ()


@dataclass(frozen=True)
class RemarkView:
    """The remark as it stands (or as it is being typed), what could be merged, the text that would give, the counter."""

    text: str
    offer: Offer
    merged: str
    counter: Counter


def view(profile: Profile, code: str, *, text: str | None = None, round_number: int | None = None) -> RemarkView:
    """What 成稿 offers now; `text` is the editor's, when it is not saved yet. Raises UsageError for an unknown code."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        sheet = tx.sheets.sheet(desk.round, entry.code)
        stands = sheet.remark if text is None else text
        offer, made = _offer(tx, desk, entry, sheet, stands)
    return RemarkView(stands, offer, made.text, counter(stands, sheet.notes))


def merge(
    profile: Profile, code: str, *, only: Collection[str] | None = None, text: str | None = None, round_number: int | None = None
) -> tuple[ScoreSheet, Changes]:
    """Merge the offered notes (`only` these ids) into the remark, one step of undo; nothing to merge changes nothing.

    `text` is the editor's text, saved with it. Raises UsageError (unknown, recused, submitted), DiskFull.
    """
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        sheet = tx.sheets.sheet(desk.round, entry.code)
        stands = sheet.remark if text is None else tidy(text)
        held = _held(tx, desk, entry, stands)
        _, made = _offer(tx, desk, entry, sheet, stands, only)
        if made.text == sheet.remark:
            return sheet, NOTHING
        saved = save_changes(profile, tx, desk, entry, [(EventKind.REMARK, "", values.text_value(made.text) if made.text else None)])
        if made.lines:
            kept = Merges((*held.made, Merge(_digest(stands), made.lines))[-_MOST:])
            tx.records.put(_KIND, _place(desk, entry), codec.to_bytes(codec.check(kept)).decode())
        return saved


def _offer(
    tx: Transaction, desk: Workspace, entry: Entry, sheet: ScoreSheet, text: str, only: Collection[str] | None = None
) -> tuple[Offer, Merged]:
    composed = {note: line for merge in _held(tx, desk, entry, text).made for note, line in merge.lines.items()}
    names = _names(entry)
    offer = rules.merge_offer(text, composed, sheet.notes, documents=names)
    if only is not None:
        kept = {kind: tuple(n for n in getattr(offer, kind) if n.id in only) for kind in ("new", "changed")}
        offer = replace(offer, **kept)
    return offer, rules.merge(text, offer, sheet.notes, desk.rubric(entry), composed=composed, documents=names)


def _held(tx: Transaction, desk: Workspace, entry: Entry, text: str) -> Merges:
    """The merges that `text` still has behind it: those from the one on that began with this very text were undone."""
    kept = tx.records.get(_KIND, _place(desk, entry))
    made = codec.from_bytes(Merges, kept.encode()).made if kept else ()
    now = _digest(text)
    undone = next((n for n, merge in enumerate(made) if merge.before == now), len(made))
    return Merges(made[:undone])


def _names(entry: Entry) -> dict[str, str]:
    """What is said before the page: nothing for the report, 旧版 for a replaced file, else the document's title."""
    superseded = {d.supersedes for d in entry.documents if d.supersedes}
    names = {d.sha256: "" if d.role is DocumentRole.REPORT else PurePath(d.title).stem for d in entry.documents}
    return {**names, **dict.fromkeys(superseded, "旧版")}


def _place(desk: Workspace, entry: Entry) -> str:
    return f"{desk.round}-{entry.code}"


def _digest(text: str) -> str:
    return sha256_hex(text.encode())
