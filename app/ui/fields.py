"""Fields that several screens share: closed lists that the wheel leaves alone, and boxes to search in."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton

_EDGE = 44
"""Frame, margins and the clearing button of a field."""


class Combo(QComboBox):
    """The wheel does not change it: it scrolls what is behind."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Search(QLineEdit):
    """Says what it looks for in as many words as there is room for; with a button that clears it (Ctrl+A and Delete do the same)."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[str, ...] = ()
        self.setClearButtonEnabled(True)
        self._name()

    def offer(self, *hints: str) -> None:
        """Its hints, the longest first; a person who points at it reads that one."""
        self._hints = hints
        self.setToolTip(hints[0])
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        measure, room = self.fontMetrics(), self.width() - _EDGE
        if self._hints:
            self.setPlaceholderText(next((h for h in self._hints if measure.horizontalAdvance(h) <= room), self._hints[-1]))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _name(self) -> None:
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("清除"))
