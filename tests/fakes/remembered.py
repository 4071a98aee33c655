"""What a judge remembers of three entries, in plain dicts: what the desk must agree with after every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.models.shape import Points
from app.models.sheet import Note, Recusal, ScoreSheet, SheetState

CODES = ("Z-001", "Z-002", "Z-003")
ITEMS = ("TOPIC", "CAUSE", "ACTION", "EFFECT", "REPORT", "FEATURE")


@dataclass
class Content:
    """What undo brings back of one entry."""

    points: dict[str, int] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    remark: str = ""
    level: str | None = None
    recusal: Recusal | None = None


@dataclass
class Remembered:
    """What the judge believes; `done` and `undone` are the contents of all entries before and after whole actions."""

    content: dict[str, Content] = field(default_factory=lambda: {code: Content() for code in CODES})
    half_typed: dict[str, dict[str, str]] = field(default_factory=lambda: {code: {} for code in CODES})
    written: list[tuple[str, str]] = field(default_factory=list)
    """Notes by entry, in the order in which each was first heard of: a note that comes back keeps its place."""
    done: list[dict[str, Content]] = field(default_factory=list)
    undone: list[dict[str, Content]] = field(default_factory=list)
    payload: str | None = None
    returned: set[str] = field(default_factory=set)

    def complete(self) -> bool:
        """Whether the round can be handed in."""
        return all(c.recusal is not None or len(c.points) == len(ITEMS) for c in self.content.values())

    def state(self, code: str) -> SheetState:
        """A sheet is done when every item has points; no policy asks for more."""
        held = self.content[code]
        if held.recusal is not None:
            return SheetState.RECUSED
        if self.payload is not None:
            return SheetState.SUBMITTED
        if len(held.points) == len(ITEMS):
            return SheetState.RETURNED if code in self.returned else SheetState.DONE
        return SheetState.UNTOUCHED if held == Content() and not self.half_typed[code] else SheetState.DRAFT

    def sheet(self, code: str) -> ScoreSheet:
        """As the desk must show it."""
        held = self.content[code]
        notes = tuple(held.notes[note] for entry, note in self.written if entry == code and note in held.notes)
        points = {item: Points(value) for item, value in held.points.items()}
        return ScoreSheet(code, self.state(code), points, held.remark, notes, held.recusal, held.level, self.half_typed[code])


def put(values: dict[str, Any], key: str, value: Any) -> None:
    """None clears."""
    values.pop(key, None)
    if value is not None:
        values[key] = value


def put_points(held: Content, given: dict[str, Any]) -> None:
    """Hundredths by item code."""
    for item, value in given.items():
        put(held.points, item, value)
