"""记一条: kind, words and place of one note, beside the page; each pause saves it, Esc shuts it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.core.ids import new_event_id
from app.core.words import say
from app.models.sheet import Audience, Note, NoteKind
from app.ui.judge.workbench import Workbench
from app.ui.widgets import Words, button, label

WIDTH, HEIGHT = 400, 300
_PAUSE_MS = 400
_KINDS = (NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION)
_AUDIENCES = (Audience.FEEDBACK, Audience.PANEL, Audience.PRIVATE)


class NotePanel(QFrame):
    """Edits one note of the current item; an empty note is removed."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bench = bench
        self._note: Note | None = None
        self._entry = ""
        self.place = label("small")
        self.text = Words()
        self.kinds = [QRadioButton() for _ in _KINDS]
        self._group = QButtonGroup(self)
        self.audience = QComboBox()
        self.done = button("", self.hide)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        column = QVBoxLayout(self)
        row, last = QHBoxLayout(), QHBoxLayout()
        for at, kind in enumerate(self.kinds):
            self._group.addButton(kind, at)
            row.addWidget(kind)
        row.addStretch(1)
        last.addWidget(self.audience)
        last.addWidget(self.place, 1)
        last.addWidget(self.done)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addLayout(last)
        self.text.textChanged.connect(self._pause.start)
        self._group.idClicked.connect(lambda _id: self.save())
        self.audience.activated.connect(lambda _at: self.save())
        self.retranslate()
        self.hide()

    def edit(self, note_id: str) -> None:
        """Open a note, or a new one ("") for the current item at the page in view."""
        sheet = self._bench.sheet
        if sheet.view is None or not sheet.editable:
            return
        self.save()
        self._entry = sheet.view.entry.code
        found = next((n for n in sheet.notes if n.id == note_id), None)
        item = sheet.item.code if sheet.item else None
        self._note = found or Note(new_event_id(), NoteKind.WEAKNESS, "", item, anchor=self._bench.anchor())
        self.text.blockSignals(True)
        self.text.setPlainText(self._note.text)
        self.text.blockSignals(False)
        self.kinds[_KINDS.index(self._note.kind)].setChecked(True)
        self.audience.setCurrentIndex(_AUDIENCES.index(self._note.audience))
        self.place.setText(self._place(self._note))
        self.show()
        self.raise_()
        self.text.setFocus()

    def next_kind(self) -> None:
        """Ctrl+K: 优点 → 不足 → 改进建议."""
        self.kinds[(self._group.checkedId() + 1) % len(_KINDS)].setChecked(True)
        self.save()

    def save(self) -> None:
        """Keep what is in the box, unless another entry has been opened meanwhile."""
        self._pause.stop()
        view = self._bench.sheet.view
        if self._note is None or view is None or view.entry.code != self._entry:
            return
        kind, audience = _KINDS[max(0, self._group.checkedId())], _AUDIENCES[max(0, self.audience.currentIndex())]
        fresh = replace(self._note, kind=kind, text=self.text.toPlainText().strip(), audience=audience)
        if fresh != self._note:
            self._note = fresh
            self._bench.sheet.put_note(fresh)

    def retranslate(self) -> None:
        for radio, words in zip(self.kinds, (self.tr("优点"), self.tr("不足"), self.tr("改进建议")), strict=True):
            radio.setText(words)
            radio.setAccessibleName(words)
        at = max(0, self.audience.currentIndex())
        self.audience.clear()
        self.audience.addItems([self.tr("反馈给小组"), self.tr("组内可见"), self.tr("私记")])
        self.audience.setCurrentIndex(at)
        self.audience.setAccessibleName(self.tr("谁能看到"))
        self.text.setPlaceholderText(self.tr("写一句完整的话；停顿即保存。"))
        self.text.setAccessibleName(self.tr("记录内容"))
        self.done.setText(self.tr("收起"))
        self.done.setAccessibleName(self.tr("收起记录"))
        if self._note is not None:
            self.place.setText(self._place(self._note))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        self._note = None
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._bench.current_reader().setFocus()
        elif event.key() == Qt.Key.Key_K and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_kind()
        else:
            super().keyPressEvent(event)

    def _place(self, note: Note) -> str:
        item = next((i for i in self._bench.sheet.items if i.code == note.item), None)
        name = say(item.name.zh, item.name.en) if item is not None else ""
        page = self.tr("第 {n} 页").format(n=note.anchor.page) if note.anchor and note.anchor.page else ""
        return " · ".join(w for w in (name, page) if w)
