"""建议等级: one choice above 总体评价, there only where the policy of the season asks for a level or allows one.

A digit is for points wherever the keyboard is on the sheet: a closed list would look for a level that begins with it, and lose it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import say
from app.ui.judge.document_view import SCORE_KEYS
from app.ui.judge.note_ties import Choice
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.ui.judge.sheet_model import SheetModel


class ProposedLevel(QWidget):
    """Follows the open entry; a change is one step that undo takes back. `left`: the keyboard may go on; `typed(text)`: to the points."""

    left = Signal()
    typed = Signal(str)

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._model = model
        self._told: object = None
        self.name, self.choice = label(), Choice()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name)
        row.addWidget(self.choice, 1)
        self.choice.currentIndexChanged.connect(lambda _at: model.choose_level(self.choice.chosen))
        model.changed.connect(self.refresh)
        for taker in (self.choice, self.choice.view()):
            taker.installEventFilter(self)
        self.hide()

    def refresh(self) -> None:
        """Another entry, or the level that stands is another one."""
        model, view = self._model, self._model.view
        levels = view.levels if view is not None and not model.away else ()
        news = levels, model.level, model.editable, "level" in model.wants
        if news == self._told:
            return
        self._told = news
        blank = self.tr("未选（必填）") if "level" in model.wants else self.tr("未选")
        self.choice.offer([("", blank), *((v.code, say(v.name.zh, v.name.en)) for v in levels)], model.level)
        self.choice.setEnabled(model.editable)
        self.name.setText(self.tr("建议等级"))
        self.choice.setAccessibleName(self.tr("建议等级"))
        self.setVisible(bool(levels))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list, open or shut, has no use for a digit."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not _scores(event):
            return super().eventFilter(watched, event)
        self.choice.hidePopup()
        self.typed.emit(event.text())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the list does not take: who came by a key goes back by one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._told = None
            self.refresh()
        super().changeEvent(event)


def _scores(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    return not held and bool(event.text()) and event.text() in SCORE_KEYS
