"""Fields that several screens share: closed lists that the wheel leaves alone, and boxes to search in."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton


class Combo(QComboBox):
    """The wheel does not change it: it scrolls what is behind."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Search(QLineEdit):
    """With a button that clears it; the keys for that are Ctrl+A and Delete."""

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _name(self) -> None:
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("清除"))
