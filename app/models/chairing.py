"""What the chair's desk remembers for itself: steps that can be undone, sheets copied from paper, letters in work, the agenda's place.

None of it travels as it is. What the organiser must see goes into decisions, or into `ext` of the panel result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from app.models.roster import RoundNumber
from app.models.shape import Digest, Id, Line, Many, NoteId, Points, Small, Words
from app.models.sheet import NoteKind


class StepKind(StrEnum):
    """导入 · 决定 · 代录."""

    IMPORT = "import"
    DECISION = "decision"
    RECORD = "record"


@dataclass(frozen=True)
class Step:
    """One thing the chair did, undone and redone as a whole; appended, never changed.

    `payloads` are the packages an import brought (also those held already), `decisions` ids of decisions made together,
    `recorded` digests of sheets copied from paper. An undo is a step that `undoes` another; a redo undoes the undo.
    """

    id: NoteId
    at: datetime
    round: RoundNumber
    kind: StepKind
    words: Words
    payloads: Annotated[tuple[Digest, ...], Many(20_000)] = ()
    decisions: Annotated[tuple[NoteId, ...], Many(20_000)] = ()
    recorded: Annotated[tuple[Digest, ...], Many(1000)] = ()
    undoes: NoteId | None = None


@dataclass(frozen=True)
class PaperSheet:
    """One entry as one pass read it off the paper: only what was typed; `recused` holds the reason written there."""

    entry: Id
    points: Annotated[Mapping[Id, Points], Many(60)]
    recused: Line = ""


@dataclass(frozen=True)
class HalfTyped:
    """A cell that was being typed: its text as it stood at the last key."""

    entry: Id
    item: Id
    text: Line


@dataclass(frozen=True)
class PaperPass:
    """One of the two passes over a judge's paper; `source` says what it was read from, `half` what was not finished in a cell.

    `file`: digest of the workbook it was read from, as long as anything of it stands.
    """

    judge: Id
    round: RoundNumber
    number: Small
    source: Line
    sheets: Annotated[tuple[PaperSheet, ...], Many(2000)] = ()
    half: HalfTyped | None = None
    file: Digest | None = None


@dataclass(frozen=True)
class RecordedSheets:
    """Sheets that no key signed (未签名，组长代录): what both passes agreed on. Its digest stands where a payload's would."""

    judge: Id
    round: RoundNumber
    sequence: Small
    at: datetime
    chair: Id
    source: Line
    sheets: Annotated[tuple[PaperSheet, ...], Many(2000)]


@dataclass(frozen=True)
class EntryTime:
    """When an entry was last opened in the meeting, and for how many seconds before that."""

    entry: Id
    opened: datetime
    seconds: Small = 0


@dataclass(frozen=True)
class AgendaPlace:
    """Where the meeting is: the entry on the table, and each entry's time. `field`: the field that is gone through, "" all of them,
    None before one was chosen."""

    entry: Id | None = None
    times: Annotated[tuple[EntryTime, ...], Many(5000)] = ()
    field: Line | None = None


@dataclass(frozen=True)
class HalfMade:
    """A decision that was being filled in: what stands in the form's fields beside what the form gave by itself. It decides nothing.
    `round`: the one it is about, for codes return in the next; of old records the first."""

    entry: Id
    act: Line
    fields: Annotated[Mapping[Line, Words], Many(20)]
    round: RoundNumber = 1


@dataclass(frozen=True)
class TurnedAway:
    """A score file that was seen and not taken, by its payload: in which round and when; its judge has not been told yet."""

    round: RoundNumber
    seen: datetime


class LetterState(StrEnum):
    """草稿 → 待主评 → 定稿; only the last can be printed."""

    DRAFT = "draft"
    WAITING = "waiting"
    FINAL = "final"


@dataclass(frozen=True)
class LetterPoint:
    """One sentence of the letter: the note it came from (None: written here), its text as edited, where it belongs.

    `also`: further notes that say the same and were merged into it.
    """

    text: Words
    kind: NoteKind
    note: NoteId | None = None
    item: Id | None = None
    place: Line = ""
    also: Annotated[tuple[NoteId, ...], Many(200)] = ()


@dataclass(frozen=True)
class LetterMove:
    """待主评, 定稿 or back to 草稿: when, by which judge, and why where it came back from 定稿."""

    state: LetterState
    at: datetime
    by: Id
    reason: Line = ""


@dataclass(frozen=True)
class LetterDraft:
    """The letter to one circle as it stands; `seen` are the notes that were there when it was last saved, `moves` its way so far."""

    entry: Id
    round: RoundNumber
    state: LetterState
    saved: datetime
    points: Annotated[tuple[LetterPoint, ...], Many(2000)] = ()
    seen: Annotated[tuple[NoteId, ...], Many(20_000)] = ()
    moves: Annotated[tuple[LetterMove, ...], Many(200)] = ()


@dataclass(frozen=True)
class LettersPlace:
    """The entry whose letter was last in front."""

    entry: Id
