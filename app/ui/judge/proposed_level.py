"""建议等级: one choice above 总体评价, there only where the policy of the season asks for a level or allows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import say
from app.ui.judge.note_ties import Choice
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.ui.judge.sheet_model import SheetModel


class ProposedLevel(QWidget):
    """Follows the open entry; a change is one step that undo takes back. `left`: the keyboard may go on."""

    left = Signal()

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
