"""Two buttons beside selected words: note them, copy them. Never in the way of the keys, which do the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.ui.judge.document_view import DocumentView
from app.ui.widgets import button


class SelectionBar(QFrame):
    """Lies over the page while words are selected. `note_wanted`: tie a note to them."""

    note_wanted = Signal()

    def __init__(self, pages: DocumentView) -> None:
        super().__init__(pages.viewport())
        self.setObjectName("panel")
        self._pages = pages
        self.note = button("", self._note, focus=False)
        self.copy = button("", self._copy, focus=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        row.addWidget(self.note)
        row.addWidget(self.copy)
        pages.pointer.dropped.connect(self.hide)
        pages.verticalScrollBar().valueChanged.connect(lambda _at: self.hide())
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.note.setText(self.tr("记一条 Ctrl+M"))
        self.copy.setText(self.tr("复制 Ctrl+C"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def appear(self) -> None:
        """Beside the words that are selected now."""
        chosen = self._pages.pointer.area
        if chosen is None:
            return
        on, room = self._pages.sheetlet(chosen[0]).on_screen(chosen[1]), self._pages.viewport().size()
        self.adjustSize()
        below = on.bottom() + 8 if on.bottom() + 8 + self.height() < room.height() else on.top() - 8 - self.height()
        self.move(max(4, min(round(on.left()), room.width() - self.width() - 4)), max(4, round(below)))
        self.show()
        self.raise_()

    def _note(self) -> None:
        self.hide()
        self.note_wanted.emit()

    def _copy(self) -> None:
        self._pages.copy()
        self.hide()
