"""The letter beside its making: the app's own print preview, live. Printing and saving wait for 定稿, and it says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.ui.chair.letters_model import LettersModel
from app.ui.judge.preview_model import PreviewModel
from app.ui.judge.preview_view import PreviewView
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.ui.chair.chair_model import ChairModel

_PAUSE_MS = 500


class LetterPreview(PreviewView):
    """Made anew when typing pauses and all of it is saved; the page that was looked at stays."""

    def __init__(self, chair: ChairModel, letters: LettersModel) -> None:
        self._letters = letters
        super().__init__(PreviewModel(chair.services.letters, chair.runner))
        self.model.setParent(self)
        self.why = label("warn", wrap=True)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.why)
            column.setContentsMargins(0, 0, 0, 0)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the page is drawn for a width that it loses
        self.paper.hide()
        self.leave.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.begin)
        self._code = ""
        letters.opened.connect(self.look)
        letters.saved.connect(self._pause.start)

    @property
    def printable(self) -> bool:
        return self._letters.desk is not None and self._letters.desk.printable and not self._letters.waiting

    def look(self) -> None:
        """Another letter, or another state."""
        if self._letters.code != self._code:
            self._code, self.page = self._letters.code, 0
            self.sheet.clear()
        self.begin()

    def begin(self) -> None:
        desk = self._letters.desk
        if desk is None:
            return
        why = desk.avoid or (self.tr("{why}定稿后才能打印和保存。").format(why=desk.why_not) if desk.why_not else "")
        self.why.setText(why)
        self.why.setVisible(bool(why))
        for control in (self.send, self.keep):
            control.setEnabled(False)
        if desk.avoid:
            self.model.shut()
            self.sheet.clear()
            self.no_page()
            self.say("")
        elif self.isVisible() and not self._letters.waiting:
            if self.sheet.pixmap().isNull():
                self.say(self._setting)
            self.model.choose(desk.code)

    def _opened(self) -> None:
        super()._opened()
        if self.words.text() == self._setting():
            self.say("")

    def _setting(self) -> str:
        return self.tr("正在排版…")
