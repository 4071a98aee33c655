"""What is on the screen and could not be saved yet: kept with its place, and shown in place of what the store says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.models.points import short
from app.models.shape import Points
from app.models.sheet import Note, ScoreSheet

if TYPE_CHECKING:
    from app.models.changes import Changes
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.services import JudgeServices

Written = str | Note | None
"""The remark, a note, or None for a note taken away."""


class UnsavedWords(dict[tuple[str, str], Written]):
    """(entry, note id or "" for the remark) → words."""

    def over(self, sheet: ScoreSheet) -> tuple[str, tuple[Note, ...]]:
        """Remark and notes of a sheet as they are on the screen."""
        mine = {note_id: words for (code, note_id), words in self.items() if code == sheet.entry}
        remark = mine.pop("", None)
        notes = {n.id: n for n in sheet.notes} | mine
        return remark if isinstance(remark, str) else sheet.remark, tuple(n for n in notes.values() if isinstance(n, Note))


class UnkeptPoints(dict[tuple[str, str], Points]):
    """(entry, item) → points that were accepted; until they are saved they are shown as digits and count for nothing."""

    def forget(self, view: EntryView | None, item: str) -> None:
        """Other digits took their place."""
        if view is not None:
            self.pop((view.entry.code, item), None)

    def of(self, entry: str) -> dict[str, str]:
        """Item → digits, of one entry."""
        return {item: short(points) for (code, item), points in self.items() if code == entry}


def saving(services: JudgeServices, code: str, note_id: str, words: Written) -> Callable[[], tuple[ScoreSheet, Changes]]:
    """The service call that saves them."""

    def work() -> tuple[ScoreSheet, Changes]:
        if isinstance(words, Note):
            return services.put_note(code, words)
        return services.remove_note(code, note_id) if words is None else services.set_remark(code, words)

    return work
