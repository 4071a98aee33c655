"""Digits typed and not accepted, on their way to the disk: at most one save of one box waits, and it saves the newest."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.changes import Changes
    from app.models.sheet import ScoreSheet
    from app.ui.judge.services import JudgeServices

Box = tuple[str, str]
"""(entry, item)."""


class HalfTyped:
    """Written in the window's thread, saved in the database's."""

    def __init__(self, services: JudgeServices) -> None:
        self._services = services
        self._newest: dict[Box, str | None] = {}
        self._tried: dict[Box, str | None] = {}
        self._lock = Lock()

    def put(self, box: Box, text: str | None) -> bool:
        """The newest digits; whether a save has to be asked for."""
        with self._lock:
            queued, self._newest[box] = box in self._newest, text
        return not queued

    def forget(self, box: Box) -> None:
        """They were accepted."""
        with self._lock:
            self._newest.pop(box, None)
            self._tried.pop(box, None)

    def refused(self, box: Box) -> str:
        """The digits that the last save could not put on the disk; "" when they were accepted or dropped meanwhile."""
        with self._lock:
            return self._tried.pop(box, None) or ""

    def save(self, box: Box) -> tuple[ScoreSheet, Changes] | None:
        """In the database's thread; None when they were accepted or dropped meanwhile."""
        with self._lock:
            if box not in self._newest:
                return None
            text = self._tried[box] = self._newest.pop(box)
        return self._services.set_half_typed(*box, text or "")
