"""Fields that several screens share: closed lists and numbers that the wheel leaves alone, and boxes to search in."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QToolButton

from app.ui.widgets import label, set_role

_EDGE = 44
"""Frame, margins and the clearing button of a field."""
_NEAR = 60
"""Characters before the limit from which on it is counted."""


class Combo(QComboBox):
    """The wheel does not change it: it scrolls what is behind. Its list is as wide as its longest line, where the screen has room."""

    def showPopup(self) -> None:
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width() if self.count() > self.maxVisibleItems() else 0
        room = self.screen().availableGeometry().right() - self.mapToGlobal(self.rect().topLeft()).x()
        view.setMinimumWidth(max(0, min(view.sizeHintForColumn(0) + 2 * view.frameWidth() + bar, room)))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Steps(QSpinBox):
    """A number in a page that scrolls: the wheel scrolls it."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(4, 0, 0, 0)

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


class Counted(QLineEdit):
    """One line of at most `most` characters. More is kept, not cut, and said in `counter`, which the page puts under it."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.counter = label("small", wrap=True)
        self.counter.hide()
        self.textChanged.connect(lambda _text: self._count())

    @property
    def over(self) -> bool:
        """Whether there is more than fits."""
        return len(self.text().strip()) > self._most

    def _count(self) -> None:
        there = len(self.text().strip())
        self.counter.setVisible(there > self._most - _NEAR)
        words = self.tr("最多 {most} 字，现在 {n} 字，请写短一些。") if self.over else self.tr("{n}/{most} 字")
        self.counter.setText(words.format(most=self._most, n=there))
        set_role(self.counter, "role", "bad" if self.over else "small")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._count()
        super().changeEvent(event)
