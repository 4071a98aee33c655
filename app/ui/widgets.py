"""Small widgets that several screens share: labels that elide, buttons by kind, text boxes that leave the keys alone.

Whatever is built before the first picture names no member of `Qt`: building that namespace of 100 enumerations takes
18 ms of the 50 we have. So a few properties are set by their number, and `QtCore.Qt` is looked up where it is used.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

PLAIN_TEXT, NO_FOCUS, SELECTABLE = 0, 0, 1
"""Numbers of Qt.TextFormat.PlainText, Qt.FocusPolicy.NoFocus and Qt.TextInteractionFlag.TextSelectableByMouse."""
_FIELD_EDGE = 44
"""Frame, margins and the clearing button of a field."""


def label(role: str = "", text: str = "", *, wrap: bool = False) -> QLabel:
    """A label with a role of the style sheet. Its text is never read as markup: it may come from outside."""
    made = QLabel(text)
    made.setProperty("textFormat", PLAIN_TEXT)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def set_role(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(kind: str, clicked: Callable[[], object], *, focus: bool = True) -> QPushButton:
    """A push button of a kind ("", primary, flat, menu, step); its words come with retranslate."""
    made = QPushButton()
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda _checked=False: clicked())
    made.setAutoDefault(False)
    if not focus:
        made.setProperty("focusPolicy", NO_FOCUS)
    return made


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and forget it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


class Elided(QLabel):
    """One line that ends in … where it does not fit; the whole text is the tool tip and the accessible name."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN_TEXT)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.setToolTip("")
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.text():
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(self.rect(), int(self.alignment() | QtCore.Qt.TextFlag.TextSingleLine), shown)


class Search(QLineEdit):
    """A field that says what it looks for in as many words as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[str, ...] = ("",)
        self.setClearButtonEnabled(True)

    def offer(self, *hints: str) -> None:
        """Its hints, the longest first; a person who points at it reads that one."""
        self._hints = hints
        self.setToolTip(hints[0])
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        measure, room = self.fontMetrics(), self.width() - _FIELD_EDGE
        self.setPlaceholderText(next((h for h in self._hints if measure.horizontalAdvance(h) <= room), self._hints[-1]))


class Words(QPlainTextEdit):
    """A text box: input method on, Tab leaves it, and PgUp/PgDn go on turning the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _turns_pages(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _turns_pages(event):
            event.ignore()
            return
        super().keyPressEvent(event)


def _turns_pages(event: QKeyEvent) -> bool:
    return event.key() in (QtCore.Qt.Key.Key_PageUp, QtCore.Qt.Key.Key_PageDown)
