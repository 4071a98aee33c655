"""The letters at the left: code, state in words, how many points, whether new notes came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.core.words import say
from app.ui.chair import letter_texts as texts
from app.ui.tips import tip
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.services.chair.letters import LetterLine
    from app.ui.chair.letters_model import LettersModel

_CODE = Qt.ItemDataRole.UserRole


class LettersList(QListWidget):
    """`wanted(code)`: a letter was chosen by click, Enter or the arrows."""

    wanted = Signal(str)

    def __init__(self, model: LettersModel) -> None:
        super().__init__()
        self._model = model
        wrap(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._chosen)
        model.listed.connect(self.refresh)
        model.opened.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """States are new; rows stay where they are, so that the keyboard does too."""
        self.blockSignals(True)
        codes = [line.code for line in self._model.lines]
        if [self.item(n).data(_CODE) for n in range(self.count())] != codes:
            self.clear()
            for line in self._model.lines:
                made = QListWidgetItem()
                made.setData(_CODE, line.code)
                self.addItem(made)
        for at, line in enumerate(self._model.lines):
            self._fill(self.item(at), line)
            if line.code == self._model.code:
                self.setCurrentRow(at)
        self.blockSignals(False)

    def texts(self) -> list[str]:
        """Every row's words."""
        return [self.item(n).text() for n in range(self.count())]

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("反馈信"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, item: QListWidgetItem, line: LetterLine) -> None:
        count = (
            say("{n} 条", "{n} {n:point|points}", n=line.points) if line.begun else say("待选 {n} 条", "{n} to choose from", n=line.points)
        )
        fresh = say("，新评语 {n}", ", {n} new", n=line.fresh) if line.fresh else ""
        item.setText(f"{line.code}  {texts.state_words(line)}\n{count}{fresh}")
        item.setToolTip(tip(line.title))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.code} {line.title} {texts.state_words(line)} {count}{fresh}")

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_CODE) != self._model.code:
            self.wanted.emit(item.data(_CODE))
