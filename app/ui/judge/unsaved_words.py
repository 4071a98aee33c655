"""What is on the screen and could not be saved yet: kept with its place, and shown in place of what the store says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.models.points import short
from app.models.shape import Points
from app.models.sheet import Note, ScoreSheet

if TYPE_CHECKING:
    from app.models.changes import Changes
    from app.ui.judge.services import JudgeServices

Written = str | Note | None
"""The remark, the level's code ("" for none), a note, or None for a note taken away."""
LEVEL = "level"
"""In the place of a note's id: 建议等级. No note is called so."""


class UnsavedWords(dict[tuple[str, str], Written]):
    """(entry, note id, "" for the remark or LEVEL) → words."""

    def over(self, sheet: ScoreSheet) -> tuple[str, tuple[Note, ...], str]:
        """Remark, notes and level of a sheet as they are on the screen."""
        mine = {note_id: words for (code, note_id), words in self.items() if code == sheet.entry}
        remark, level = mine.pop("", None), mine.pop(LEVEL, None)
        notes = {n.id: n for n in sheet.notes} | mine
        found = tuple(n for n in notes.values() if isinstance(n, Note))
        return remark if isinstance(remark, str) else sheet.remark, found, level if isinstance(level, str) else sheet.proposed_level or ""


class Unkept(dict[tuple[str, str], Points | str]):
    """(entry, item) → points that were accepted, or digits that were not yet; until they are saved they are digits and count for nothing."""

    def of(self, entry: str) -> dict[str, str]:
        """Item → digits, of one entry."""
        return {item: digits(kept) for (code, item), kept in self.items() if code == entry}


def digits(kept: Points | str) -> str:
    """As they stand in the box."""
    return kept if isinstance(kept, str) else short(kept)


def saving(services: JudgeServices, code: str, note_id: str, words: Written) -> Callable[[], tuple[ScoreSheet, Changes]]:
    """The service call that saves them."""

    def work() -> tuple[ScoreSheet, Changes]:
        if isinstance(words, Note):
            return services.put_note(code, words)
        if note_id == LEVEL:
            return services.set_level(code, words or None)
        return services.remove_note(code, note_id) if words is None else services.set_remark(code, words)

    return work
