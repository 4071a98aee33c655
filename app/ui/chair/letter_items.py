"""The letter in front, item below item, under the judges' 总体评价. Another letter is filled in between two turns of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.core.words import say
from app.ui.chair.letter_item import LetterItem
from app.ui.chair.letters_model import LettersModel
from app.ui.tab_by_place import TabByPlace
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.models.rubric import Rubric
    from app.services.chair.letters import LetterDesk


class LetterItems(QScrollArea):
    """`items` by the rubric's code; `remarks` are shown when they are asked for."""

    def __init__(self, model: LettersModel) -> None:
        super().__init__()
        self._model, self._shown = model, ""
        self.remarks, self.empty = label("", wrap=True), label("muted", wrap=True)
        self.items: dict[str, LetterItem] = {}
        self._waiting: list[Callable[[], None]] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._one)
        self._lay_out()

    def filled(self, code: str) -> bool:
        """Whether every item shows this letter."""
        return code == self._shown and not self._waiting

    def retranslate(self) -> None:
        self.empty.setText(self.tr("还没有收到这份成果的评语。可以在各评审项目下自己写。"))
        self.setAccessibleName(self.tr("各评审项目的评语"))

    def fill(self, desk: LetterDesk, rubric: Rubric) -> None:
        """The same letter at once, another one item by item."""
        names = {i.code: say(i.name.zh, i.name.en) for i in rubric.items} | {"": say("总体", "Overall")}
        if list(names) != list(self.items):
            self._build(tuple(names))
        places = {i.code: i.name.zh for i in rubric.items}
        self._waiting = [partial(self.items[code].refresh, name, places.get(code, "")) for code, name in names.items()]
        if desk.code == self._shown:
            self._finish()
        else:
            self._next.start()
        self.remarks.setText("\n".join(f"{who}{say('：', ': ')}{text}" for who, text in desk.remarks.items()))
        self.remarks.setHidden(self.remarks.isHidden() or not desk.remarks)
        self.empty.setVisible(not any(i.notes for i in desk.items))
        if desk.code != self._shown:
            self._shown = desk.code
            self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(6, 0, 10, 0)  # the frame of the keyboard is drawn inside: not over words and boxes
        self._column.setSpacing(0)
        for part in (self.remarks, self.empty):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        TabByPlace(self, inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remarks.hide()

    def _one(self) -> None:
        """One item of another letter; the window has its turn between two."""
        if self._waiting:
            self._waiting.pop(0)()
            self._next.start()

    def _finish(self) -> None:
        """All that is left, at once."""
        while self._waiting:
            self._waiting.pop(0)()

    def _build(self, codes: tuple[str, ...]) -> None:
        for item in self.items.values():
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self.items = {code: LetterItem(self._model, code) for code in codes}
        for at, item in enumerate(self.items.values()):
            self._column.insertWidget(2 + at, item)
            item.reached.connect(self._reach)

    def _reach(self, row: QWidget) -> None:
        """After it has its place."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(row))
