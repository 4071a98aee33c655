"""The report as the judge reads it: pages under each other, as wide as the view, drawn in the pool.

Keys go to two places only: turning pages here, digits to the score box of the current item. The input method is
off, because with it on the digits of a Chinese keyboard end in a composition window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.models.sheet import NoteKind
from app.ui.judge.document_model import DocumentModel
from app.ui.judge.page_area import PageArea
from app.ui.judge.page_pointer import PagePointer

SCORE_KEYS = frozenset("0123456789-.０１２３４５６７８９－．。")


class DocumentView(PageArea):
    """`typed(text)` for a digit meant for the score box; `accepted`/`dropped` for Enter and Esc.

    `note_clicked(id)`: a note's tag on the page; `went_back`: the mouse's back button.
    """

    typed = Signal(str)
    accepted = Signal()
    dropped = Signal()
    note_clicked = Signal(str)
    went_back = Signal()

    def __init__(self, model: DocumentModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.pointer = PagePointer(model, self.marks, self.spot, self)
        self.pointer.clicked.connect(self._clicked)
        self.viewport().setMouseTracking(True)
        self.retranslate()

    def retranslate(self) -> None:
        first = {NoteKind.STRENGTH: self.tr("优"), NoteKind.WEAKNESS: self.tr("缺"), NoteKind.SUGGESTION: self.tr("建")}
        self.marks.letters = first
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def copy(self) -> None:
        """The selected words on the clipboard."""
        if self.pointer.text:
            QGuiApplication.clipboard().setText(self.pointer.text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.BackButton:
            self.went_back.emit()
        elif event.button() is Qt.MouseButton.LeftButton:
            self.pointer.press(event.position())
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.pointer.dragging:
            self.pointer.drag(event.position())
            self.viewport().update()
        else:
            on_words = self.pointer.over(event.position())
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor if on_words else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.pointer.dragging:
            self.pointer.release(event.position())
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        text, key = event.text(), event.key()
        if plain and text and text in SCORE_KEYS:
            self.typed.emit(text)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.accepted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain and key == Qt.Key.Key_Escape:
            self.pointer.drop()
            self.viewport().update()
            self.dropped.emit()
        elif plain and key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            self.turn_screen(1 if key == Qt.Key.Key_Space else -1)
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else self._model.page_count - 1)
        else:
            super().keyPressEvent(event)

    def _clicked(self, at: QPointF) -> None:
        for page in self.in_view():
            if (note := self.marks.note_at(at, self.sheetlet(page))) is not None:
                self.note_clicked.emit(note)
                return
