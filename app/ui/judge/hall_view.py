"""发表现场: no document, the number of the presentation and its time in large figures, the strip below for points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui.judge.document_view import SCORE_KEYS
from app.ui.judge.hall_model import HallModel
from app.ui.widgets import Elided, button, label, set_role

if TYPE_CHECKING:
    from app.models.entry import Entry


class HallView(QFrame):
    """Takes the keys of a document: digits score, Enter accepts, the space bar starts and stops the time."""

    typed = Signal(str)
    accepted = Signal()
    dropped = Signal()
    left = Signal()

    def __init__(self, model: HallModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._model = model
        self._entry: Entry | None = None
        self.order, self.title, self.circle = label("heading"), Elided("heading"), Elided("muted")
        self.time, self.words = label("clock"), label("bad")
        self.start, self.again = button("primary", model.toggle, focus=False), button("", model.reset, focus=False)
        self.leave = button("", self.left.emit, focus=False)
        column, row, figures = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.addStretch(1)
        for part in (self.title, self.circle):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        figures.setSpacing(28)
        figures.addStretch(1)
        for figure in (self.order, self.time, self.words):
            figures.addWidget(figure)
        figures.addStretch(1)
        column.addLayout(figures)
        row.addStretch(1)
        for control in (self.start, self.again, self.leave):
            row.addWidget(control)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        model.ticked.connect(self.refresh)
        self.retranslate()

    def show_entry(self, entry: Entry) -> None:
        """Another result is on."""
        self._entry = entry
        self._model.follow(entry.code)
        self.retranslate()

    def refresh(self) -> None:
        """The time went on, was started or stopped."""
        model = self._model
        text = f"{model.seconds // 60:02d}:{model.seconds % 60:02d}"
        self.time.setText(text)
        self.time.setAccessibleName(self.tr("已用时 {time}").format(time=text))
        set_role(self.time, "role", "clockOver" if model.over else "clock")
        self.words.setText(self.tr("已超过 15 分钟") if model.over else "")
        self.words.setVisible(model.over)
        self.start.setText(self.tr("停表 空格") if model.running else self.tr("计时 空格"))
        self.start.setAccessibleName(self.tr("开始或停止计时"))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("发表现场"))
        self.again.setText(self.tr("归零"))
        self.leave.setText(self.tr("回到资料"))
        entry = self._entry
        if entry is not None:
            if entry.presentation is not None:
                self.order.setText(self.tr("发表序号 {n}").format(n=entry.presentation))
            else:
                self.order.setText(self.tr("组内序号 {n}").format(n=entry.number))
            self.title.setText(f"{entry.code}  {entry.title}")
            self.circle.setText(entry.circle)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        text, key = event.text(), event.key()
        if held:
            super().keyPressEvent(event)
        elif text and text in SCORE_KEYS:
            self.typed.emit(text)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif key == Qt.Key.Key_Space:
            self._model.toggle()
        else:
            super().keyPressEvent(event)
