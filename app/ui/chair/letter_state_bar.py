"""Where a letter stands and how it goes on: 合稿中 → 待主评 → 定稿 with who, and back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from app.models.chairing import LetterState
from app.ui.chair import letter_texts as texts
from app.ui.fields import Combo
from app.ui.said import Line, Said
from app.ui.widgets import Elided, button, label

if TYPE_CHECKING:
    from app.ui.chair.letters_model import LettersModel


_REASON, _WAY = 220, 60


class LetterStateBar(QFrame):
    """Below the text of the letter."""

    def __init__(self, model: LettersModel) -> None:
        super().__init__()
        self._model = model
        self.state, self.way, self.words = label("title"), Elided("small"), label("bad", wrap=True)
        self._line = Line(self.words)
        self.who_name, self.who, self.reason = label("small"), Combo(), QLineEdit()
        self.send = button("", lambda: self._move(LetterState.WAITING))
        self.finish = button("primary", lambda: self._move(LetterState.FINAL))
        self.back = button("", lambda: self._move(LetterState.DRAFT))
        self._rows, stands, acts, column = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        self.who_name.setBuddy(self.who)
        for line in (self._rows, stands, acts):
            line.setSpacing(8)
        stands.addWidget(self.state)
        stands.addWidget(self.way, 1)
        acts.addWidget(self.reason, 1)
        self.reason.setMinimumWidth(_REASON)
        for part in (self.back, self.send, self.who_name, self.who, self.finish):
            acts.addWidget(part)
        self._rows.addLayout(stands, 1)
        self._rows.addLayout(acts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(self._rows)
        self.words.hide()
        self.reason.textChanged.connect(lambda _text: self._offer())
        self.reason.returnPressed.connect(self.back.click)
        model.opened.connect(self.refresh)
        model.changed.connect(self._offer)
        model.saved.connect(self._offer)
        model.said.connect(self._say)
        self.retranslate()

    def refresh(self) -> None:
        """Another letter, or another state."""
        desk = self._model.desk
        self.words.hide()
        self.reason.clear()
        if desk is None:
            return
        self.who.clear()
        for judge, name in desk.voters.items():
            self.who.addItem(name, judge)
        self.who.setCurrentIndex(self.who.findData(desk.lead) if desk.lead else -1)
        picture = self._model.chair.picture
        self.way.setText(texts.moved_words(desk, picture.names if picture is not None else {}))
        final = desk.state is LetterState.FINAL
        self.reason.setVisible(final)
        self.back.setVisible(desk.state is not LetterState.DRAFT)
        self.send.setVisible(desk.state is LetterState.DRAFT)
        for part in (self.who_name, self.who, self.finish):
            part.setVisible(not final)
        self._offer()

    def retranslate(self) -> None:
        names = ((self.send, self.tr("送主评")), (self.finish, self.tr("定稿")), (self.back, self.tr("退回草稿")))
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.who_name.setText(self.tr("定稿人"))
        self.who.setAccessibleName(self.tr("定稿人"))
        self.who.setPlaceholderText(self.tr("请选择"))
        self.reason.setPlaceholderText(self.tr("退回的理由"))
        self.reason.setAccessibleName(self.tr("退回的理由"))
        self._line.again()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where it stands gets a row of its own where both have no room beside each other."""
        parts = (self.state, self.reason, self.back, self.send, self.who_name, self.who, self.finish)
        needed = sum(p.sizeHint().width() + 8 for p in parts if not p.isHidden()) + max(_WAY, self.way.minimumSizeHint().width())
        way = QBoxLayout.Direction
        self._rows.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)

    def _offer(self) -> None:
        desk = self._model.desk
        if desk is None:
            return
        something = any(d.point.text.strip() for d in self._model.drafts)
        self.state.setText(texts.state_words(next((x for x in self._model.lines if x.code == desk.code), desk)))
        self.send.setEnabled(something)
        self.finish.setEnabled(something)
        self.back.setEnabled(desk.state is not LetterState.FINAL or bool(self.reason.text().strip()))
        self._fold()

    def _move(self, state: LetterState) -> None:
        by = self.who.currentData() if state is LetterState.FINAL else ""
        self._model.move_to(state, by or "", self.reason.text())

    def _say(self, said: Said, good: bool) -> None:
        self._line.say(said, "good" if good else "bad")
        self.words.show()
