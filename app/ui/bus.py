"""One signal for all that was changed: every screen asks whether it is touched, nobody calls a screen by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.models.changes import Changes


class ChangesBus(QObject):
    """Carries the `Changes` that services return."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell every screen, unless nothing was changed."""
        if changes.topics:
            self.changed.emit(changes)
