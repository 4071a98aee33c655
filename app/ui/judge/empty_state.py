"""What stands in place of a document that cannot be shown: one sentence, and one button that leads on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.widgets import button, label


class EmptyState(QFrame):
    """Lies over a page or a picture while there is something to say, with at most one thing to do about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.words, self.act = label(wrap=True), button("", self._do)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._way: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    def say(self, words: str, offer: str = "", way: Callable[[], object] | None = None) -> None:
        """Show words, with a button or without; no words: out of the way."""
        self._way = way
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.act.setText(offer)
        self.act.setAccessibleName(offer)
        self.act.setVisible(bool(offer))
        self.setVisible(bool(words))
        if words:
            self.raise_()

    def text(self) -> str:
        """What is said now; empty when out of the way."""
        return "" if self.isHidden() else self.words.text()

    def _do(self) -> None:
        if self._way is not None:
            self._way()
