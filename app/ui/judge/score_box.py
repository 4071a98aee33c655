"""The box that points are typed into: digits only, no input method, no wheel, and page keys go on turning pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit

from app.ui.judge.document_view import SCORE_KEYS
from app.ui.widgets import set_role

_TAKEN = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space}


class ScoreBox(QLineEdit):
    """`edited(text)` on each key; `accepted` on Enter; `dropped` on Esc."""

    edited = Signal(str)
    accepted = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scoreBox")
        self.setFixedSize(92, 44)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(12)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.textEdited.connect(self.edited)

    def display(self, text: str, *, blank: bool, wrong: bool) -> None:
        """Show a value; the cursor stays where the person is typing."""
        if self.text() != text:
            self.setText(text)
        set_role(self, "blank", "true" if blank and not text else "false")
        set_role(self, "wrong", "true" if wrong else "false")

    def begin(self, text: str) -> None:
        """A digit was typed in the document: the box opens with it in place of what stood."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)
        self.setModified(True)
        self.edited.emit(text)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _TAKEN or control:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # one long press is one answer, not two
                self.setModified(False)
                self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif key in _TAKEN:
            event.ignore()
        elif event.text() and event.text().isprintable() and event.text() not in SCORE_KEYS | {",", "，", "－"}:
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click takes hold of the value that stands: the next digit replaces it. Digits being typed are left to be corrected."""
        super().mouseReleaseEvent(event)
        if not self.isModified() and not self.hasSelectedText():
            self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
