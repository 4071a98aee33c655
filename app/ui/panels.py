"""What every panel over the page has in common: Esc shuts it, and the keyboard goes back to where it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid


class Panel(QFrame):
    """Hidden until it is asked for. The widget that had the keyboard when it opened gets it again when it shuts; `gone`: it shut."""

    gone = Signal()

    def __init__(self, parent: QWidget, name: str = "panel") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._before: QWidget | None = None

    def showEvent(self, event: QShowEvent) -> None:
        before = QApplication.focusWidget()
        if before is not None and not self._holds(before):
            self._before = before
        super().showEvent(event)
        now = QApplication.focusWidget()
        if (now is None or not self._holds(now)) and (first := self.first()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Before Qt gives the keyboard to whatever is next."""
        now = QApplication.focusWidget()
        if now is None or self._holds(now):
            self.hand_back()
        super().hideEvent(event)
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hand_back(self) -> None:
        """Give the keyboard to where it was; to what lies under the panel when that is gone."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            give_to_front(self)

    def first(self) -> QWidget | None:
        """What takes the keyboard when it opens: the first widget inside that can."""
        widget: QWidget | None = self.nextInFocusChain()
        while widget is not None and widget is not self and self._holds(widget):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
                return widget
            widget = widget.nextInFocusChain()
        return None

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)


def give_to_front(over: QWidget) -> None:
    """Give the keyboard to the screen that lies under a widget of the window's stack: the document, the table, the preview."""
    from PySide6.QtWidgets import QStackedWidget

    stack = over.parentWidget() if isinstance(over.parentWidget(), QStackedWidget) else over.window().findChild(QStackedWidget)
    if isinstance(stack, QStackedWidget) and (front := stack.currentWidget()) is not None:
        front.setFocus(Qt.FocusReason.OtherFocusReason)
