"""The private hints that concern several entries: the same words twice, totals that are all alike. Only the judge sees them.

One line under the own table goes through all of them; one line under the remark says that the open entry's words
stand elsewhere too. Both are gone when the hints are switched off.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.core.words import say
from app.scoring.hints import Hint, HintKind
from app.ui.judge.own_marks import MarksModel
from app.ui.judge.sheet_model import SheetModel
from app.ui.widgets import Elided, button, label


class HintLine(QFrame):
    """One hint at a time. `opened(entry code, item code or "")`: go to where it is about."""

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hintLine")
        self._model: MarksModel | None = None
        self._at = 0
        self.count, self.words = label("small"), Elided()
        self.following, self.go = button("", self._next), button("", self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 2, 2)
        row.addWidget(self.count)
        row.addWidget(self.words, 1)
        row.addWidget(self.following)
        row.addWidget(self.go)
        self.hide()

    def bind(self, model: MarksModel) -> None:
        """Follow these."""
        self._model = model
        model.hinted.connect(self.refresh)
        self.refresh()

    @property
    def hint(self) -> Hint | None:
        """The one that is shown."""
        hints = self._model.hints if self._model is not None else ()
        return hints[self._at % len(hints)] if hints else None

    def refresh(self) -> None:
        """Other hints, or another of them."""
        hint = self.hint
        self.setVisible(hint is not None)
        if hint is None or self._model is None:
            return
        n, every = self._at % len(self._model.hints) + 1, len(self._model.hints)
        self.count.setText(self.tr("仅自己可见 {n}/{all}").format(n=n, all=every))
        alone = f"{hint.entries[0]}  " if len(hint.entries) == 1 else ""
        self.words.setText(alone + hint.words)
        self.following.setText(self.tr("下一条"))
        self.following.setAccessibleName(self.tr("下一条提示"))
        self.following.setVisible(every > 1)
        opens = self.tr("打开 {code}").format(code=hint.entries[0])
        self.go.setText(opens)
        self.go.setAccessibleName(opens)
        self.setAccessibleName(self.tr("仅自己可见的提示"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._model is not None:
            self._model.look()
        super().changeEvent(event)

    def _next(self) -> None:
        self._at += 1
        self.refresh()

    def _go(self) -> None:
        if (hint := self.hint) is not None:
            self.opened.emit(hint.entries[0], hint.item or "")


class SameWords(Elided):
    """Under the remark, while it is open: which other entry has these words."""

    def __init__(self, sheet: SheetModel) -> None:
        super().__init__("small")
        self._sheet = sheet
        self._model: MarksModel | None = None
        self.hide()

    def bind(self, model: MarksModel) -> None:
        self._model = model
        model.hinted.connect(self.refresh)
        self._sheet.saved.connect(self.look)

    def look(self) -> None:
        """Ask again, where somebody can see the answer."""
        parent = self.parentWidget()
        if self._model is not None and parent is not None and parent.isVisible():
            self._model.look()

    def refresh(self) -> None:
        """The answer came."""
        code = self._sheet.view.entry.code if self._sheet.view is not None else ""
        hints = self._model.hints if self._model is not None else ()
        found = next((h for h in hints if h.kind is HintKind.PASTED and code in h.entries), None)
        others = say("、", ", ").join(c for c in found.entries if c != code) if found is not None else ""
        self.setText(self.tr("与 {codes} 的文字相同（仅自己可见）").format(codes=others) if others else "")
        self.setVisible(found is not None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.look()
        super().changeEvent(event)
