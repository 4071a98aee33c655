"""总体评价: one line that opens into a text box inside the pane; every pause in typing saves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.sheet import NoteKind
from app.ui.judge.sheet_model import SheetModel
from app.ui.widgets import Elided, Words, button

LIMIT = 300
"""Characters that fit the one A4 sheet; more is printed as 附页."""
_PAUSE_MS = 400


class RemarkRow(QWidget):
    """The judge's overall remark of the open entry."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.setObjectName("remarkRow")
        self._model = model
        self._shown = ""
        self.summary = Elided()
        self.toggle = button("", self.flip)
        self.text = Words()
        self.text.setMinimumHeight(120)
        self.text.setMaximumHeight(180)
        self.text.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.text.textChanged.connect(self._typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 2, 14, 2)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.toggle)
        column.addLayout(row)
        column.addWidget(self.text)
        model.changed.connect(self.refresh)
        self.retranslate()

    def flip(self) -> None:
        """Open or shut the text box."""
        self.text.setVisible(self.text.isHidden())
        self.retranslate()
        if not self.text.isHidden():
            self.text.setFocus()

    def save(self) -> None:
        """Save what is in the box now (before another entry opens, or after a pause)."""
        self._pause.stop()
        code = self._model.view.entry.code if self._model.view else ""
        if code == self._shown:
            self._model.write_remark(self.text.toPlainText())

    def refresh(self) -> None:
        """Another entry, or saved text came back; text being typed is never overwritten."""
        view = self._model.view
        code = view.entry.code if view else ""
        if code != self._shown or not (self._pause.isActive() or self.text.hasFocus()):
            self._pause.stop()
            self._shown = code
            if self.text.toPlainText() != self._model.remark:
                self.text.blockSignals(True)
                self.text.setPlainText(self._model.remark)
                self.text.blockSignals(False)
        self.text.setReadOnly(not self._model.editable)
        self._sum_up()

    def retranslate(self) -> None:
        self.toggle.setText(self.tr("写评价") if self.text.isHidden() else self.tr("收起"))
        self.text.setAccessibleName(self.tr("总体评价"))
        self.text.setPlaceholderText(self.tr("总体评价：优点、不足、改进建议。停顿即保存。"))
        self._sum_up()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _typed(self) -> None:
        self._pause.start()
        self._sum_up()

    def _sum_up(self) -> None:
        notes = [n.kind for n in self._model.notes]
        self.summary.setText(
            self.tr("总体评价 优{a} 不足{b} 建议{c} · {n}/{limit}字").format(
                a=notes.count(NoteKind.STRENGTH), b=notes.count(NoteKind.WEAKNESS), c=notes.count(NoteKind.SUGGESTION),
                n=len(self.text.toPlainText().strip()), limit=LIMIT,
            )
        )  # fmt: skip
