"""A page that is read from top to bottom: words, buttons under them, and rows of choices. Start and handing in are built of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets import SELECTABLE, button, label

Choice = tuple[str, Callable[[], object]]


class Column(QVBoxLayout):
    """Adds from above; what is left stays empty below, after `addStretch`."""

    def __init__(self, within: QWidget, *, spacing: int = 12) -> None:
        super().__init__(within)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def words(self, role: str, text: str, *, centre: bool = False) -> QLabel:
        """A paragraph that can be selected."""
        made = label(role, text, wrap=True)
        made.setProperty("textInteractionFlags", SELECTABLE)
        if centre:
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.addWidget(made)
        return made

    def act(self, kind: str, text: str, clicked: Callable[[], object], *, centre: bool = False) -> QPushButton:
        """One button on a line of its own."""
        made = named(kind, text, clicked)
        self.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft)
        return made

    def row(self, *choices: Choice) -> list[QPushButton]:
        """Buttons beside each other, from the left."""
        made = [named("", text, clicked) for text, clicked in choices]
        self.beside(*made)
        return made

    def beside(self, *controls: QWidget) -> None:
        """Any widgets in one row, from the left."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for control in controls:
            row.addWidget(control)
        row.addStretch(1)
        self.addWidget(line)


def named(kind: str, text: str, clicked: Callable[[], object]) -> QPushButton:
    """A button of at least 36 px with its words as its accessible name."""
    made = button(kind, clicked)
    made.setText(text)
    made.setAccessibleName(text)
    made.setMinimumHeight(40 if kind == "primary" else 36)
    return made
