"""Small widgets that several screens share: labels that elide, buttons by kind, text boxes that leave the keys alone.

Whatever is built before the first picture names no member of `Qt`: building that namespace of 100 enumerations takes
18 ms of the 50 we have. So a few properties are set by their number, and `QtCore.Qt` is looked up where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLayout, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from app.core.text import tidy
from app.ui.tips import tip

_SIDES = 32
"""Padding and border of a push button, left and right."""
PLAIN_TEXT, TAB_FOCUS, SELECTABLE = 0, 1, 1
"""Numbers of Qt.TextFormat.PlainText, Qt.FocusPolicy.TabFocus and Qt.TextInteractionFlag.TextSelectableByMouse."""


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
    """A push button of a kind ("", primary, flat, menu, step); its words come with retranslate.

    Without `focus` a click leaves the keyboard where it is; Tab reaches every button.
    """
    made = QPushButton()
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda _checked=False: clicked())
    made.setAutoDefault(True)  # Enter presses it, as the space bar does
    if not focus:
        made.setProperty("focusPolicy", TAB_FOCUS)
    return made


def keep_room(*toggles: QPushButton) -> None:
    """Buttons that turn bold when they are on keep their last letter: after their words or their font changed."""
    for made in toggles:
        bold = QFont(made.font())
        bold.setWeight(QFont.Weight.DemiBold)
        made.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(made.text()) + _SIDES)


def in_tab_order(*widgets: QWidget) -> None:
    """Tab goes from each to the next. What is made late stands at the very end of the window's order until this is called."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


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
    """One line that ends in … where it does not fit; the whole text is the tool tip and the accessible name.

    `whole`: a longer text for the tool tip, which then is always there; given before the text.
    """

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN_TEXT)
        self.whole = ""
        self._told: tuple[str, str] | None = None
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        if (text, self.whole) == self._told:  # told again with each key: laying out the window for nothing is most of what it would cost
            return
        self._told = text, self.whole
        super().setText(text)
        self.setAccessibleName(text)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.text():
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tip(self.whole or (self.text() if shown != self.text() else "")))
        painter.drawText(self.rect(), int(self.alignment() | QtCore.Qt.TextFlag.TextSingleLine), shown)


class Words(QPlainTextEdit):
    """A text box: input method on, Tab leaves it, and PgUp/PgDn go on turning the page.

    Of `most` characters: what does not fit is not taken, whole, and `refused(words)` says so; what stands is never cut.

    Words under composition are kept when the box is left. Windows and macOS hand them over by themselves; the
    plugin for ibus of Qt 6.11 throws them away.
    """

    refused = QtCore.Signal(str)

    def __init__(self, most: int | None = None) -> None:
        super().__init__()
        self._most = most
        self._composed = self._dropped = ""
        self.setTabChangesFocus(True)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notice what is thrown away; a person who cancels a composition is still here in the next turn of the loop."""
        if event.commitString() and not self.takes(event.commitString()):
            event.setCommitString("")
        gone = self._composed if not event.preeditString() and not event.commitString() else ""
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        if gone:
            self._dropped = gone
            QtCore.QTimer.singleShot(0, self, self._forget)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keep_composition()
        super().focusOutEvent(event)

    def keep_composition(self) -> None:
        """Put in what was thrown away in this turn of the loop."""
        words, self._dropped = self._dropped, ""
        if words and not self.isReadOnly() and self.takes(words):
            self.insertPlainText(words)

    def takes(self, text: str) -> bool:
        """Whether there is room for `text` in place of the selection; if not, `refused` says so."""
        held = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        if self._most is None or held + 2 * len(text) <= self._most:
            return True
        then = len(self.toPlainText()) - len(self.textCursor().selectedText()) + len(text)
        if then > self._most:
            self.refused.emit(self.tr("放入后有 {n} 字，最多 {most} 字：没有放入。").format(n=then, most=self._most))
        return then <= self._most

    def insertFromMimeData(self, source: QtCore.QMimeData) -> None:
        """What is pasted or dropped, as it will be kept, when it fits."""
        taken = QtCore.QMimeData()
        taken.setText(tidy(source.text()))
        if self.takes(taken.text()):
            super().insertFromMimeData(taken)

    def _forget(self) -> None:
        self._dropped = ""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._leaves(event):
            event.ignore()
            return False
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _redoes(event):
            event.accept()
            return True
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        """Keys that are the window's: turning pages, and undo and redo where the text has nothing more of it."""
        keys, document = QKeySequence.StandardKey, self.document()
        spent = (event.matches(keys.Undo) and not document.isUndoAvailable()) or (_redoes(event) and not document.isRedoAvailable())
        return spent or _turns_pages(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _turns_pages(event):
            event.ignore()
            return
        if _redoes(event):
            self.redo()
            return
        if event.text().isprintable() and event.text() and not self.isReadOnly() and not self.takes(event.text()):
            return
        super().keyPressEvent(event)


def end_composition() -> None:
    """Words still under composition go into their box: before what is in the boxes is saved and they show something else."""
    QGuiApplication.inputMethod().commit()
    box = QApplication.focusWidget()
    if isinstance(box, Words):
        box.keep_composition()


def redo_in_field() -> bool:
    """Redo what was typed into the line that has the keyboard; False when none has it. Points are redone with all else."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit) or field.objectName() == "scoreBox":
        return False
    field.redo()
    return True


def _redoes(event: QKeyEvent) -> bool:
    """Ctrl+Y and Ctrl+Shift+Z everywhere: each system's Qt knows only one of them."""
    keys, held = QtCore.Qt.Key, QtCore.Qt.KeyboardModifier
    pressed = event.key(), event.modifiers() & ~held.KeypadModifier
    return pressed in ((keys.Key_Y, held.ControlModifier), (keys.Key_Z, held.ControlModifier | held.ShiftModifier))


def _turns_pages(event: QKeyEvent) -> bool:
    return event.key() in (QtCore.Qt.Key.Key_PageUp, QtCore.Qt.Key.Key_PageDown)
