"""In place of a letter whose entry the chair is recused from: who stands aside, and who sits down to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui.fields import Combo
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.ui.chair.letters_model import LettersModel


class LetterAside(QFrame):
    """Nobody is chosen beforehand: that somebody else sits here is said by a person."""

    def __init__(self, model: LettersModel) -> None:
        super().__init__()
        self._model = model
        self.avoid, self.words, self.who = label("title", wrap=True), label("", wrap=True), Combo()
        self.go = button("primary", self._sit_down)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.who)
        row.addWidget(self.go)
        row.addStretch(1)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(12)
        column.addWidget(self.avoid)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addStretch(1)
        self.who.currentIndexChanged.connect(lambda at: self.go.setEnabled(at >= 0))
        model.opened.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Another letter."""
        desk = self._model.desk
        if desk is None:
            return
        self.avoid.setText(desk.avoid)
        self.who.clear()
        for judge, name in desk.voters.items():
            self.who.addItem(name, judge)
        self.who.setCurrentIndex(self.who.findData(desk.lead) if desk.lead else -1)
        self.go.setEnabled(self.who.currentIndex() >= 0)

    def retranslate(self) -> None:
        self.words.setText(self.tr("这份成果的评语不给回避的人看。请选由谁到这台电脑前合稿；转到另一封信时，这里重新盖上。"))
        self.who.setAccessibleName(self.tr("由谁合稿"))
        self.who.setPlaceholderText(self.tr("请选择"))
        self.go.setText(self.tr("由这位评委合稿"))
        self.go.setAccessibleName(self.go.text())
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _sit_down(self) -> None:
        if judge := self.who.currentData():
            self._model.sit_down(judge)
