"""Why an entry is not scored at all: the judge stands aside from it, or it was taken out. Scoring side, strip and table say the same."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from app.core.words import say
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.sheet_model import SheetModel


class Away(StrEnum):
    """`NO`: it is scored."""

    NO = ""
    RECUSED = "recused"
    WITHDRAWN = "withdrawn"


def away(*, recused: bool, withdrawn: bool) -> Away:
    """Taken out comes first: taking a recusal back would change nothing then."""
    return Away.WITHDRAWN if withdrawn else Away.RECUSED if recused else Away.NO


def away_of(view: EntryView | None) -> Away:
    """The same of an open entry."""
    return away(recused=view.sheet.recusal is not None, withdrawn=view.entry.withdrawn) if view is not None else Away.NO


def words(why: Away) -> str:
    """One sentence."""
    if why is Away.RECUSED:
        return say("本份已回避，不计分。", "You stand aside from this entry; it is not scored.")
    return say("本份已撤出，不计分。", "This entry was taken out; it is not scored.") if why is Away.WITHDRAWN else ""


class AwayNote(QFrame):
    """In place of items and points, with the one thing to do: take the recusal back, or go on to an entry that is scored."""

    recuse_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, model: SheetModel, direction: QBoxLayout.Direction) -> None:
        super().__init__()
        self._model = model
        upright = direction is QBoxLayout.Direction.TopToBottom
        self.words, self.act = label(wrap=upright), button("", self._do)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QBoxLayout(direction, self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        self.hide()
        model.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say it, or be out of the way. After handing in there is nothing left to do about it."""
        why, view = self._model.away, self._model.view
        self.words.setText(words(why))
        self.act.setText(self.tr("撤销回避…") if why is Away.RECUSED else self.tr("看下一份未评"))
        self.act.setAccessibleName(self.act.text())
        self.act.setVisible(view is not None and not view.locked)
        self.setVisible(bool(why))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _do(self) -> None:
        (self.recuse_wanted if self._model.away is Away.RECUSED else self.next_wanted).emit()
