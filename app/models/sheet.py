"""A judge's own work on one entry: points, notes, remark, recusal, and the state of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from app.models.roster import RoundNumber
from app.models.shape import Count, CriterionId, Digest, Id, Kept, Line, Many, NoteId, Points, Small, Words


class SheetState(StrEnum):
    """未开始 → 草稿 → 已完成 → 已提交 (locked) → 已撤回 / 被退回; or 回避."""

    UNTOUCHED = "untouched"
    DRAFT = "draft"
    DONE = "done"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    RECUSED = "recused"


FINISHED = (SheetState.DONE, SheetState.SUBMITTED, SheetState.RETURNED)
"""Every item is filled: what a returned sheet lacks stands in the chair's words, not in its points."""


class NoteKind(StrEnum):
    """优点 · 不足 · 改进建议."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    SUGGESTION = "suggestion"


class Audience(StrEnum):
    """私记 never leaves the laptop; 组内 is for the panel; 反馈 may reach the circle."""

    PRIVATE = "private"
    PANEL = "panel"
    FEEDBACK = "feedback"


class RecusalReason(StrEnum):
    """Why a judge stands aside: proposed by equal units, or declared."""

    UNIT = "unit"
    COACHED = "coached"
    RELATIVE = "relative"
    FORMER = "former-employee"
    GROUP = "same-group"
    OTHER = "other"


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from the page's top left."""

    left: Small
    top: Small
    width: Small
    height: Small


@dataclass(frozen=True)
class Anchor:
    """Where the evidence is: plain digest of the document, with page (1…) and box, or with a moment (ms)."""

    document: Digest
    page: Annotated[int, Count(1, 100_000)] | None = None
    box: Box | None = None
    moment: Annotated[int, Count(0, 1_000_000_000)] | None = None


@dataclass(frozen=True)
class Note:
    """One observation tied to an item (and criterion), a PDCA step and a place. A suggestion `answers` a weakness."""

    id: NoteId
    kind: NoteKind
    text: Words
    item: Id | None = None
    criterion: CriterionId | None = None
    step: Line | None = None
    anchor: Anchor | None = None
    audience: Audience = Audience.FEEDBACK
    answers: NoteId | None = None


@dataclass(frozen=True)
class Recusal:
    reason: RecusalReason
    words: Words
    at: datetime


@dataclass(frozen=True)
class ScoreSheet:
    """The sheet as it stands now, computed from events. `points` holds only items that are filled."""

    entry: Id
    state: SheetState = SheetState.UNTOUCHED
    points: Annotated[Mapping[str, Points], Many(60)] = field(default_factory=dict)
    remark: Words = ""
    notes: Annotated[tuple[Note, ...], Many(2000)] = ()
    recusal: Recusal | None = None
    proposed_level: Id | None = None
    half_typed: Annotated[Mapping[str, Line], Many(60)] = field(default_factory=dict)
    """Digits typed and not yet accepted, by item: shown again after a crash, never a score."""


class EventKind(StrEnum):
    """What one durable event changes; the newest value of (round, entry, kind, key) stands."""

    POINTS = "points"
    HALF_TYPED = "half-typed"
    REMARK = "remark"
    NOTE = "note"
    RECUSAL = "recusal"
    LEVEL = "level"


@dataclass(frozen=True)
class ScoreEvent:
    """One acknowledged change. `value` is canonical JSON text, None for cleared; `id` makes a retry the same save.

    key: the item's code for points and half-typed digits, the note's id for notes, the unit for a recusal that names one where the season
    hides units, else "". Events of one `group`
    are one step to a person: undo and redo take them together.
    """

    id: NoteId
    at: datetime
    round: RoundNumber
    entry: Id
    kind: EventKind
    key: str
    value: Kept | None
    undoes: NoteId | None = None
    group: NoteId | None = None
