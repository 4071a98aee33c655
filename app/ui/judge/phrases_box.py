"""常用评语 under the remark: search, insert at the cursor, and keep phrases of one's own. No popup, no window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from app.models.sheet import NoteKind
from app.ui.fields import Combo, Search
from app.ui.flow_row import FlowRow
from app.ui.judge.draft_model import PhrasesModel
from app.ui.tips import tip
from app.ui.widgets import button
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.services.judge.phrases import Phrase

_KINDS = (None, NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION)
_PAUSE_MS = 200


class PhrasesBox(QWidget):
    """`chosen(text)`: insert it. `wording()` asks the remark for the words to keep as a phrase."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model: PhrasesModel | None = None
        self._editing: str | None = None
        self._anew = True
        self.search, self.kind = Search(), Combo()
        self.shown: tuple[Phrase, ...] = ()
        self.list = QListWidget()
        wrap(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.wording = QLineEdit()
        self.insert, self.add = button("", self._insert), button("", lambda: self.begin(""))
        self.edit, self.remove = button("", self._edit), button("", self._remove)
        self.keep, self.drop = button("primary", self._keep), button("", self._shut)
        self.undo = button("link", self._undo)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.kind.activated.connect(lambda _at: self._ask())
        self.search.returnPressed.connect(self._insert)
        self.wording.returnPressed.connect(self._keep)
        self.list.itemActivated.connect(lambda _item: self._insert())
        self.list.currentRowChanged.connect(lambda _row: self._offer())
        self._lay_out()
        self.retranslate()
        self._shut()

    def bind(self, model: PhrasesModel) -> None:
        """Follow these phrases."""
        self._model = model
        model.found.connect(self._found)
        model.kept.connect(self._shut)

    def way(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as one reads."""
        return (
            self.search,
            self.kind,
            self.list,
            self.wording,
            self.insert,
            self.add,
            self.edit,
            self.remove,
            self.keep,
            self.drop,
            self.undo,
        )

    def open(self) -> None:
        """Show what fits."""
        self._ask()
        self.search.setFocus()

    def begin(self, text: str, phrase_id: str = "") -> None:
        """Word a phrase of one's own ("" a new one)."""
        self._editing = phrase_id
        self.wording.setText(" ".join(text.split()))
        self._show_edit(True)
        self.wording.setFocus()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("搜索常用评语"))
        self.search.setAccessibleName(self.tr("搜索常用评语"))
        self.list.setAccessibleName(self.tr("常用评语"))
        self.wording.setPlaceholderText(self.tr("自己的评语，一句话"))
        self.wording.setAccessibleName(self.tr("自己的评语"))
        self.kind.setAccessibleName(self.tr("评语类别"))
        at = max(0, self.kind.currentIndex())
        self.kind.clear()
        self.kind.addItems([self.tr("全部"), self.tr("优点"), self.tr("不足"), self.tr("改进建议")])
        self.kind.setCurrentIndex(at)
        names = (
            (self.insert, self.tr("插入")), (self.add, self.tr("新增")), (self.edit, self.tr("修改")), (self.remove, self.tr("删除")),
            (self.keep, self.tr("保存")), (self.drop, self.tr("取消")), (self.undo, self.tr("撤销")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        if self._model is not None and self.isVisible():
            self._ask()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        top, typed, last = QHBoxLayout(), QHBoxLayout(), FlowRow()
        top.addWidget(self.search, 1)
        top.addWidget(self.kind)
        typed.addWidget(self.wording, 1)
        for control in (self.keep, self.drop):
            typed.addWidget(control)
        for control in (self.insert, self.add, self.edit, self.remove, self.undo):
            last.addWidget(control)
        for row in (typed, last):
            row.setSpacing(6)
        for field in (self.search, self.kind, self.wording):
            field.setMinimumHeight(36)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(typed)
        column.addLayout(last)

    def _line(self, phrase: Phrase) -> str:
        kinds = {NoteKind.STRENGTH: self.tr("优点"), NoteKind.WEAKNESS: self.tr("不足"), NoteKind.SUGGESTION: self.tr("建议")}
        kind = f"{kinds[phrase.kind]}  " if phrase.kind is not None else ""
        return f"{kind}{phrase.text}" + (self.tr("（自己的）") if phrase.own else "")

    def _current(self) -> Phrase | None:
        at = self.list.currentRow()
        return self.shown[at] if 0 <= at < len(self.shown) else None

    def _ask(self) -> None:
        if self._model is not None:
            self._anew = True
            self._model.search(self.search.text(), _KINDS[max(0, self.kind.currentIndex())])

    def _found(self) -> None:
        if self._model is not None:
            self.shown = self._model.phrases
            at, self._anew = 0 if self._anew else self.list.currentRow(), False
            self.list.blockSignals(True)  # between the lines no button is off: the keyboard would leave it
            self.list.clear()
            self.list.addItems([self._line(phrase) for phrase in self.shown])
            if self._hidden():
                self.list.addItem(self.tr("找回删去的 {n} 条自带评语", None, self._hidden()).format(n=self._hidden()))
            self.list.setCurrentRow(max(0, min(at, len(self.shown) - 1)) if self.list.count() else -1)
            self.list.blockSignals(False)
            self._offer()

    def _offer(self) -> None:
        for control in (self.edit, self.remove):
            control.setEnabled(self._current() is not None)
        self.insert.setEnabled(self._current() is not None or self._at_hidden())
        self._offer_undo()

    def _offer_undo(self) -> None:
        """There is a way back where something was changed; a person who points at it reads what."""
        ways = self._model.ways if self._model is not None else None
        last = ways.undo if ways is not None else ""
        self.undo.setVisible(bool(last) and self._editing is None)
        self.undo.setToolTip(tip(last))
        self.undo.setAccessibleName(self.tr("撤销：{deed}").format(deed=last) if last else self.undo.text())

    def _hidden(self) -> int:
        """How many of the program's phrases can be had back; told below all others, not among what was searched for."""
        ways = self._model.ways if self._model is not None else None
        return ways.hidden if ways is not None and not self.search.text().strip() else 0

    def _at_hidden(self) -> bool:
        return self.list.currentRow() == len(self.shown) and self.list.count() > len(self.shown)

    def _undo(self) -> None:
        if self._model is not None:
            self._model.take_back()
            self.list.setFocus()  # the button may go

    def _line_of_undo(self, event: QKeyEvent) -> bool | None:
        """Whether a key undoes (False) or does again (True) a change of phrases; None when it does neither, or there is nothing."""
        ways = self._model.ways if self._model is not None else None
        if ways is None or self._editing is not None:
            return None
        if event.matches(QKeySequence.StandardKey.Undo) and ways.undo:
            return False
        return True if ways.redo and (event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event)) else None

    def event(self, event: QEvent) -> bool:
        """While the phrases have the keyboard, Ctrl+Z and Ctrl+Y are theirs, as long as there is something to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._line_of_undo(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._model is not None and (again := self._line_of_undo(event)) is not None:
            self._model.take_back(again=again)
        else:
            super().keyPressEvent(event)

    def _insert(self) -> None:
        phrase = self._current()
        if self._model is not None and self._at_hidden():
            self._model.restore()
        elif phrase is not None and self._model is not None:
            self._model.use(phrase)
            self.chosen.emit(phrase.text)

    def _edit(self) -> None:
        if (phrase := self._current()) is not None:
            self.kind.setCurrentIndex(_KINDS.index(phrase.kind))
            self.begin(phrase.text, phrase.id)

    def _remove(self) -> None:
        if (phrase := self._current()) is not None and self._model is not None:
            self._model.remove(phrase.id)

    def _keep(self) -> None:
        if self._model is not None and self._editing is not None and self.wording.text().strip():
            kind = _KINDS[max(0, self.kind.currentIndex())]
            self._model.kind = kind
            self._model.keep(self._editing, self.wording.text(), kind)  # words that are refused stay to be mended
        else:
            self._shut()

    def _shut(self) -> None:
        self._editing = None
        self._show_edit(False)

    def _show_edit(self, on: bool) -> None:
        for control in (self.wording, self.keep, self.drop):
            control.setVisible(on)
        for control in (self.insert, self.add, self.edit, self.remove):
            control.setVisible(not on)
        self._offer_undo()


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
