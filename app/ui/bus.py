"""One signal for all that was changed: every screen asks whether it is touched, nobody calls a screen by name."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.models.changes import NOTHING, Changes


class ChangesBus(QObject):
    """Carries the `Changes` that services return."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell every screen, unless nothing was changed."""
        if changes != NOTHING:
            self.changed.emit(changes)
