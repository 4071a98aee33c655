"""The chair's steps: imports, decisions and copied sheets, each undone and redone as a whole. Nothing is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.chairing import StepKind
from app.models.changes import Changes
from app.scoring.view import Move
from app.services.profile import Profile


@dataclass(frozen=True)
class StepLine:
    """One step in words ("导入 6 份文件"), newest first in a list; `undone`: set aside for now, `undo` takes the newest that is not."""

    id: str
    at: datetime
    kind: StepKind
    words: str
    undone: bool


@dataclass(frozen=True)
class Undone:
    """What was undone or redone: the step, a sentence, and what moved (empty before points were opened)."""

    step: str
    words: str
    moves: tuple[Move, ...]


def history(profile: Profile, *, round_number: int | None = None) -> tuple[StepLine, ...]:
    """Every step, newest first. Behind the gate only imports are listed: they name files, never a point."""
    raise NotImplementedError


def undo(profile: Profile, step: str | None = None, *, round_number: int | None = None) -> tuple[Undone | None, Changes]:
    """Set the newest step aside, or the one named (an id, or a unique beginning of it); None when there is none.

    An import's files stay held and count no more; a decision gets one that undoes it. Raises UsageError for an unknown step.
    """
    raise NotImplementedError


def redo(profile: Profile, step: str | None = None, *, round_number: int | None = None) -> tuple[Undone | None, Changes]:
    """Bring back the step undone last, or the one named."""
    raise NotImplementedError
