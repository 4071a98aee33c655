"""How a copy of a judge's work is told, on the judge's side and on the organiser's."""

from __future__ import annotations

from typing import Any

from app.core.clock import to_text
from app.core.words import say
from app.models.assignment import CopyNote
from app.services.judge import enrol


def note_json(note: CopyNote | None) -> dict[str, Any] | None:
    """When it was made, and how much is in it."""
    return {"made": to_text(note.made), "sheets_done": note.sheets_done, "drafts": note.drafts} if note else None


def note_words(note: CopyNote | None) -> str:
    """In words; a copy that only its judge can open says nothing of itself."""
    return enrol.copy_words(note) if note else say("只有评委的恢复码能打开。", "only the judge's recovery code opens it.")
