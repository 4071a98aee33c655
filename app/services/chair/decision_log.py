"""The decision log: everything that was decided, in order, with its reason and what became of it. Nothing is ever missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.decision import DecisionKind, Votes
from app.services.profile import Profile


class Standing(StrEnum):
    """In force · 待复核 · undone · itself an undo."""

    IN_FORCE = "in-force"
    STALE = "stale"
    UNDONE = "undone"
    UNDO = "undo"


@dataclass(frozen=True)
class LogLine:
    """One decision. `words`: "调整等级：推进级→优秀级"; `kind_words`: 调整等级; `votes_words`: "同意 4，反对 1，弃权 0";
    `present` are names; `led_by` the name of whoever led in the chair's place."""

    id: str
    step: str
    at: datetime
    entry: str | None
    judge: str | None
    item: str | None
    kind: DecisionKind
    kind_words: str
    words: str
    reason: str
    before: str | None
    after: str | None
    standing: Standing
    votes: Votes | None
    votes_words: str
    present: tuple[str, ...]
    led_by: str


def log(profile: Profile, *, entry: str | None = None, round_number: int | None = None) -> tuple[LogLine, ...]:
    """All decisions of the round, oldest first; of one entry when asked. Behind the gate."""
    raise NotImplementedError
