"""The copies of judges' work that the organiser holds: of each judge those of which none holds another, mostly one.

They lie sealed in HOME/copies, each under its payload's name; what they are is noted without their content. A file is
written before it is noted and removed after it is not noted any more, so that no moment loses one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from app.core.errors import AppError
from app.core.files import atomic_write, read_limited, replace
from app.models.assignment import CopyNote
from app.models.roster import Roster
from app.models.shape import Digest, Id, Many, Version
from app.packages import digest_line, documents, sealed_documents, sealing
from app.services import signing_time
from app.services.organiser.copy_order import ReadCopy
from app.services.organiser.state import OrganiserKeys
from app.services.profile import Profile
from app.services.shelf import Shelf
from app.store.database import Transaction

FOLDER = "copies"


@dataclass(frozen=True)
class HeldCopy:
    """One copy of a judge's work: what it is, without its content."""

    judge: Id
    epoch: Version
    payload: Digest
    note: CopyNote


@dataclass(frozen=True)
class HeldCopies:
    """All that are held of one judge."""

    copies: Annotated[tuple[HeldCopy, ...], Many(1000)] = ()


_SHELF = Shelf("copies", HeldCopies)
_ONE = Shelf("copy", HeldCopy)
"""As earlier versions kept it: one of each judge, under the judge's name."""


def of(tx: Transaction, judge: str) -> tuple[HeldCopy, ...]:
    """Those held of this judge, in no order that means anything."""
    held = _SHELF.get(tx, judge)
    if held is not None:
        return held.copies
    one = _ONE.get(tx, judge)
    return (one,) if one else ()


def likeliest(held: Sequence[HeldCopy], now: datetime) -> HeldCopy | None:
    """The one to name first where none holds another: of the newest laptop, then by its clock, unless that is ahead of ours."""
    return max(held, key=lambda c: _rank(c, now), default=None)


def held(profile: Profile, judge: str) -> tuple[HeldCopy, ...]:
    """As `of`, with what an earlier version kept put under its own name."""
    with profile.database.read() as tx:
        found, one = of(tx, judge), None if _SHELF.get(tx, judge) else _ONE.get(tx, judge)
    if one is not None and closed_place(profile, judge).exists():
        replace(closed_place(profile, judge), place(profile, one))
    return found


def place(profile: Profile, copy: HeldCopy) -> Path:
    """Where it lies."""
    return profile.home / FOLDER / f"{copy.judge}-{copy.payload[:32]}.qcbackup"


def closed_place(profile: Profile, judge: str) -> Path:
    """Where a copy lies that only the judge's recovery code opens, and where earlier versions kept each."""
    return profile.home / FOLDER / f"{judge}.qcbackup"


def read(profile: Profile, keys: OrganiserKeys, roster: Roster, copy: HeldCopy) -> tuple[ReadCopy, bytes] | None:
    """(copy, envelope); None when its file is not there, as on a new computer of the organiser.

    What was accepted then is believed still: the end of a key since does not undo it. Raises TrustError or FormatError for a damaged one.
    """
    file = place(profile, copy)
    if not file.exists():
        return None
    person = roster.judge(copy.judge)
    signers = [k.sign for k in person.keys] if person else []
    data = read_limited(file, sealing.SEALED_LIMIT)
    found, envelope = sealed_documents.open_sealed(documents.DRAFT, data, [keys.seal], signers)
    if found.payload_digest != copy.payload:
        return None
    return ReadCopy(found.payload_digest, found.value, frozenset(digest_line.read(digest_line.HOLDS, documents.DRAFT, envelope))), envelope


def readable(profile: Profile, keys: OrganiserKeys, roster: Roster, copy: HeldCopy) -> tuple[ReadCopy, bytes] | None:
    """As `read`; None for a damaged one too."""
    try:
        return read(profile, keys, roster, copy)
    except AppError:
        return None


def keep(profile: Profile, copy: HeldCopy, data: bytes, instead_of: Sequence[HeldCopy]) -> None:
    """Hold it, and no longer those that it holds."""
    atomic_write(place(profile, copy), data, mode=0o600)
    _note(profile, copy.judge, [copy], instead_of)
    for old in instead_of:
        if old.payload != copy.payload:
            place(profile, old).unlink(missing_ok=True)


def let_go(profile: Profile, copy: HeldCopy) -> None:
    """What it has is held elsewhere."""
    _note(profile, copy.judge, [], [copy])
    place(profile, copy).unlink(missing_ok=True)


def _note(profile: Profile, judge: str, more: Sequence[HeldCopy], less: Sequence[HeldCopy]) -> None:
    gone = {c.payload for c in less}
    with profile.database.write() as tx:
        rest = tuple(c for c in of(tx, judge) if c.payload not in gone)
        _SHELF.put(tx, judge, HeldCopies((*rest, *more)))


def _rank(copy: HeldCopy, now: datetime) -> tuple[int, bool, datetime, int, int, str]:
    note = copy.note
    return copy.epoch, not signing_time.ahead(note.made, now=now), note.made, note.sheets_done, note.drafts, copy.payload
