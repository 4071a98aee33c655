"""What goes into a package: one part per thing said, and whatever was handed in before repeated byte for byte.

A package after an added entry, or after 退回修改, must not look like a change of heart: parts that say the same as
those of the earlier package keep their salts, and entries that stayed locked keep their parts as they were, even
when a document was replaced since.
"""

from __future__ import annotations

from dataclasses import replace

from app.core import strictjson
from app.core.ids import new_salt
from app.models.entry import Entry
from app.models.result import CommentsPart, DeclarationPart, OrderPart, Part, PointsPart, RecusalPart
from app.models.roster import Roster
from app.models.sheet import Audience, ScoreSheet
from app.packages import documents
from app.packages import parts as part_files
from app.packages.sealing import Bundle
from app.services.judge import declare, log_part
from app.services.judge.tally import counting
from app.services.judge.workspace import Workspace
from app.store.database import Transaction
from app.store.snapshots import Snapshot

_LATER = "承诺以后补报"
"""In Chinese always: it is evidence, not a screen's text."""


def bundle_of(snapshot: Snapshot) -> Bundle:
    """The envelope and parts of a snapshot."""
    return Bundle(snapshot.envelope, tuple(t.encode() for t in strictjson.loads(snapshot.parts)))


def entries_in(snapshot: Snapshot) -> set[str]:
    """Codes scored or recused in a snapshot."""
    return {p.entry for p in _read(snapshot) if isinstance(p, PointsPart | RecusalPart)}


def sheets_in(snapshot: Snapshot) -> int:
    """How many entries are scored in a snapshot."""
    return sum(isinstance(p, PointsPart) for p in _read(snapshot))


def added(desk: Workspace, snapshot: Snapshot) -> tuple[str, ...]:
    """Codes published after the snapshot was made."""
    held = entries_in(snapshot)
    return tuple(e.code for e in counting(desk) if e.code not in held)


def make(tx: Transaction, desk: Workspace, roster: Roster, previous: Snapshot | None) -> list[Part]:
    """All parts of the next package, in one transaction. Raises UsageError before the declaration.

    A hidden unit that was found later goes without the reason: the same words stand beside the entry that gave it away.
    """
    pledge = declare.require(tx, desk.round)
    later = dict.fromkeys((unit for _, unit in tx.sheets.unit_conflicts(desk.round)), _LATER)
    parts: list[Part] = [DeclarationPart(new_salt(), pledge.words, pledge.name, pledge.at, later | dict(pledge.conflicts))]
    parts.append(OrderPart(new_salt(), tx.entries.opened(desk.round)))
    old = _read(previous) if previous else []
    locked = entries_in(previous) if previous and tx.events.locked(desk.round) else set()
    for entry in counting(desk):
        fresh = entry_parts(desk, entry, tx.sheets.sheet(desk.round, entry.code))
        parts += [p for p in old if _entry_of(p) == entry.code] if entry.code in locked else fresh
    if log_part.readers(roster, desk):
        parts.append(log_part.make(tx.events.history(desk.round), roster, desk))
    return [next((o for o in old if _same_but_salt(o, new)), new) for new in parts]


def entry_parts(desk: Workspace, entry: Entry, sheet: ScoreSheet) -> list[Part]:
    """Points (and comments) of one complete sheet, or its recusal; private notes stay here."""
    if sheet.recusal is not None:
        return [RecusalPart(new_salt(), entry.code, sheet.recusal.reason, sheet.recusal.words, sheet.recusal.at)]
    rubric = desk.rubric(entry)
    points = PointsPart(
        new_salt(), entry.code, documents.value_digest(rubric), tuple(d.sha256 for d in entry.documents),
        {i.code: sheet.points[i.code] for i in rubric.items}, sheet.proposed_level,
    )  # fmt: skip
    shown = tuple(n for n in sheet.notes if n.audience is not Audience.PRIVATE)
    return [points, CommentsPart(new_salt(), entry.code, sheet.remark, shown)] if sheet.remark or shown else [points]


def _read(snapshot: Snapshot) -> list[Part]:
    return [part_files.decode(t) for t in bundle_of(snapshot).parts]


def _entry_of(part: Part) -> str | None:
    return part.entry if isinstance(part, PointsPart | CommentsPart | RecusalPart) else None


def _same_but_salt(old: Part, new: Part) -> bool:
    return type(old) is type(new) and replace(old, salt=new.salt) == new
