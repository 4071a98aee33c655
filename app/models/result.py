"""The signed statement of a judge, its parts, and the receipts that answer it.

The statement holds no scores: it names the digests of parts, so one entry can be shown to an appellant
without the others. Every part carries its own salt. Created, app version and salts belong to the snapshot:
the same snapshot is the same payload.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from app.models.roster import RoundNumber
from app.models.shape import Digest, Id, Kept, Line, Many, Points, Salt, SeasonId, Small, Text, Version, Words
from app.models.sheet import Note, RecusalReason


class Phase(StrEnum):
    INDEPENDENT = "independent"
    DISCUSSION = "discussion"


class PartKind(StrEnum):
    POINTS = "points"
    COMMENTS = "comments"
    RECUSAL = "recusal"
    DECLARATION = "declaration"
    ORDER = "order"
    LOG = "log"


@dataclass(frozen=True)
class AssignmentRef:
    id: Id
    sequence: Version
    manifest: Digest


@dataclass(frozen=True)
class Statement:
    """payload of kind `result`: who scored what under which rules; `parts` are sorted SHA-256 digests.

    Every part of `parts` comes in the same file; those of `later` (comments and log only) may come in a later one. Were a
    points part allowed to follow, one signature could name two for an entry, and its judge choose between them afterwards.
    """

    season: SeasonId
    policy: Digest
    round: RoundNumber
    assignment: AssignmentRef
    judge: Id
    epoch: Version
    sequence: Version
    phase: Phase
    created: datetime
    app: Annotated[str, Text(60)]
    parts: Annotated[tuple[Digest, ...], Many(10_000)]
    supersedes: Digest | None = None
    accepted_expired: bool = False
    later: Annotated[tuple[Digest, ...], Many(10_000)] = ()


@dataclass(frozen=True)
class PointsPart:
    """All items of one entry, none blank, with the rubric's and the read documents' digests."""

    salt: Salt
    entry: Id
    rubric: Digest
    documents: Annotated[tuple[Digest, ...], Many(40)]
    points: Annotated[Mapping[Id, Points], Many(60)]
    proposed_level: Id | None = None


@dataclass(frozen=True)
class CommentsPart:
    """总体评价 and the notes for panel and feedback; private notes never leave the laptop."""

    salt: Salt
    entry: Id
    remark: Words
    notes: Annotated[tuple[Note, ...], Many(2000)]


@dataclass(frozen=True)
class RecusalPart:
    salt: Salt
    entry: Id
    reason: RecusalReason
    words: Words
    at: datetime


@dataclass(frozen=True)
class DeclarationPart:
    """评审承诺书: the words signed, the typed name, and the conflicts declared (entry or unit → reason)."""

    salt: Salt
    words: Words
    name: Line
    at: datetime
    conflicts: Annotated[Mapping[str, Line], Many(2000)]


@dataclass(frozen=True)
class OrderPart:
    """The order in which entries were first opened."""

    salt: Salt
    entries: Annotated[tuple[Id, ...], Many(2000)]


@dataclass(frozen=True)
class LogPart:
    """The event log, sealed (age, base64) to the policy's log readers; it shows what the app recorded."""

    salt: Salt
    sealed: Annotated[str, Text(20_000_000)]


Part = PointsPart | CommentsPart | RecusalPart | DeclarationPart | OrderPart | LogPart


@dataclass(frozen=True)
class LogLine:
    """One committed value; `at` to the minute."""

    at: datetime
    entry: Id
    kind: Line
    key: Line
    value: Kept | None = None


class ReceiptState(StrEnum):
    COUNTED = "counted"
    REFUSED = "refused"
    RETURNED = "returned"
    FINAL = "final"


@dataclass(frozen=True)
class FinalSheet:
    """What became of one sheet: independent points, points after discussion, whether dropped by trimming."""

    entry: Id
    independent: Points
    discussed: Points
    dropped: bool


@dataclass(frozen=True)
class Receipt:
    """payload of kind `receipt`: what this chair states about one payload. `total` is the sum over sheets."""

    season: SeasonId
    round: RoundNumber
    panel: Id
    judge: Id
    chair: Id
    payload: Digest
    state: ReceiptState
    sheets: Small
    recused: Small
    total: Annotated[str, Text(20, 4, r"(0|[1-9][0-9]{0,8})\.[0-9]{2}")]
    at: datetime
    reason: Words = ""
    panel_result: Digest | None = None
    finals: Annotated[tuple[FinalSheet, ...], Many(2000)] = ()
