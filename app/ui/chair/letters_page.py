"""评语合稿: the list of letters, one letter by item with all judges' notes, how it goes on, and the letter as it will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.chair.letter_aside import LetterAside
from app.ui.chair.letter_items import LetterItems
from app.ui.chair.letter_preview import LetterPreview
from app.ui.chair.letter_state_bar import LetterStateBar
from app.ui.chair.letters_list import LettersList
from app.ui.chair.letters_model import LettersModel
from app.ui.chair.page import ChairPage
from app.ui.tips import tip
from app.ui.widgets import Elided, button, end_composition, keep_room, label, set_role

if TYPE_CHECKING:
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Metrics


_PAUSE_MS = 400
_WORK, _LEAST_WORK, _LEAST_PREVIEW = 560, 490, 300
"""Room for an item with its buttons beside list and preview, the least of it beside the preview, and the least of that; in pixels of the
usual text."""
_SIDES, _GAP, _TITLE = 32, 12, 120


class LettersPage(ChairPage):
    """Places the parts and passes signals on."""

    def __init__(self, chair: ChairModel) -> None:
        super().__init__()
        self._narrow, self._first, self._least = False, True, 0
        self._sizes: Metrics | None = None
        self.model = LettersModel(chair, self)
        self.list, self.bar, self.preview = LettersList(self.model), LetterStateBar(self.model), LetterPreview(chair, self.model)
        self.title, self.kept = Elided("title"), label("small")
        self.aside, self.area = LetterAside(self.model), LetterItems(self.model)
        self.all_remarks = button("", self._turn_remarks)
        self.same, self.undo, self.redo = (
            button("", self.model.merge_duplicates),
            button("", lambda: self.take_back(again=False)),
            button("", lambda: self.take_back(again=True)),
        )
        self.back, self.forth, self.look = (
            button("", lambda: self._step(-1)),
            button("", lambda: self._step(1)),
            button("", self._turn_preview),
        )
        for toggle in (self.look, self.all_remarks):
            toggle.setCheckable(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def filled(self) -> bool:
        """Whether every item shows the letter in front."""
        return self.model.desk is not None and self.area.filled(self.model.desk.code)

    def arrive(self) -> None:
        self.model.read()
        self.list.setFocus()

    @property
    def lost(self) -> int:
        return len(self.model.unwritten)

    def save_again(self) -> None:
        self.model.save_again()

    def take_back(self, *, again: bool) -> bool:
        """Undo or redo a change of the letter in front, not of the meeting."""
        end_composition()
        return self.model.take_back(again=again)

    def close_files(self) -> None:
        self.preview.model.shut()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("评语合稿"))
        names = (
            (self.back, self.tr("◀ 上一封")), (self.forth, self.tr("下一封 ▶")), (self.undo, self.tr("撤销")), (self.redo, self.tr("重做")),
            (self.look, self.tr("预览")), (self.all_remarks, self.tr("总体评价")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text.strip("◀▶ "))
        self._shorten()
        keep_room(self.look, self.all_remarks)
        self.back.setToolTip(tip(self.back.accessibleName() + "\nCtrl+PgUp"))
        self.forth.setToolTip(tip(self.forth.accessibleName() + "\nCtrl+PgDn"))
        self.undo.setToolTip(tip(self.undo.accessibleName() + "\nCtrl+Z"))
        self.redo.setToolTip(tip(self.redo.accessibleName() + "\nCtrl+Y"))
        self.area.retranslate()
        if self.model.desk is not None:
            self.model.read()  # why it cannot be printed yet is in words of the language that was
        self._fill()

    def resize_to(self, sizes: Metrics) -> None:
        self._sizes = sizes
        self.list.setFixedWidth(sizes.scaled(168 if sizes.compact else 190))
        keep_room(self.look, self.all_remarks)
        self._least = self.list.width() + self._wanted(sizes) + sizes.scaled(_WORK)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo where the box in front has nothing more of its own; Esc gives the room of the preview back."""
        keys = QKeySequence.StandardKey
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            self.take_back(again=event.matches(keys.Redo))
        elif Qt.Key(event.key()) is Qt.Key.Key_Escape and self._narrow and self.look.isChecked():
            self.look.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top, middle, column, work = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self), QVBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.kept)
        for control in (self.all_remarks, self.same, self.undo, self.redo, self.back, self.forth, self.look):
            top.addWidget(control)
        work.setSpacing(8)
        work.addWidget(self.aside, 1)
        work.addWidget(self.area, 1)
        work.addWidget(self.bar)
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addLayout(work, 1)
        middle.addWidget(self.preview)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(middle, 1)
        self.aside.hide()

    def _connect(self) -> None:
        self.list.wanted.connect(self._go)
        self.preview.left.connect(lambda: self.look.click() if self._narrow else self.list.setFocus())
        for signal in (self.model.opened, self.model.changed):
            signal.connect(self._fill)
        self.model.opened.connect(self._make_room)
        self.model.saved.connect(self._tell)
        self.model.saved.connect(self._pause.start)
        self._pause.timeout.connect(self._count_same)
        for sequence, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            made = QShortcut(QKeySequence(sequence), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(lambda by=by: self._step(by))

    def _go(self, code: str) -> None:
        end_composition()
        self.model.go(code)

    def _step(self, by: int) -> None:
        end_composition()
        self.model.step(by)

    def _make_room(self) -> None:
        """Where not all three fit, the preview waits to be asked for."""
        narrow = self.width() < self._least
        if narrow != self._narrow or self._first:
            self._first, self._narrow = False, narrow
            self.look.setChecked(not narrow)
        self._turn_preview()

    def _turn_preview(self) -> None:
        """In a small window the list gives its place to the preview, and with large text the letter does too; Ctrl+PgUp and Ctrl+PgDn go
        on working."""
        self.preview.setVisible(self.look.isChecked())
        self.list.setHidden(self._narrow and self.look.isChecked())
        if self._sizes is not None:
            work = max(self._sizes.scaled(_LEAST_WORK), self.bar.minimumSizeHint().width())
            beside = min(self._wanted(self._sizes), self.width() - _SIDES - _GAP - work)
            alone = self._narrow and beside < self._sizes.scaled(_LEAST_PREVIEW)
            aside, hidden = self.model.stands_aside, alone and self.look.isChecked()
            for part in (self.area, self.bar):
                part.setHidden(hidden or aside)
            self.aside.setHidden(hidden or not aside)
            self.preview.setFixedWidth(self.width() - _SIDES if alone else max(beside, 1) if self._narrow else self._wanted(self._sizes))
        self._shorten()

    def _wanted(self, sizes: Metrics) -> int:
        """The preview's width where there is room."""
        return sizes.scaled(380 if sizes.compact else 430)

    def _shorten(self) -> None:
        """Signs for words where the row over the letter is too narrow; what they do is said where one points, and read aloud."""
        signs = ((self.undo, "↶"), (self.redo, "↷"), (self.back, "◀"), (self.forth, "▶"))
        named = ("{}", "{}", "◀ {}", "{} ▶")
        for (control, _sign), words in zip(signs, named, strict=True):
            control.setText(words.format(control.accessibleName()))
        shown = [c for c in (self.all_remarks, self.same, self.look, *dict(signs)) if not c.isHidden()]
        if sum(c.sizeHint().width() + _GAP for c in shown) > self.width() - _SIDES - _TITLE:
            for control, sign in signs:
                control.setText(sign)

    def _turn_remarks(self) -> None:
        self.area.remarks.setVisible(self.all_remarks.isChecked())

    def _fill(self) -> None:
        desk, picture = self.model.desk, self.model.chair.picture
        if desk is None or picture is None:
            return
        self.area.fill(desk, picture.rubric_of(desk.code))
        self.title.setText(f"{desk.code}  {desk.title}  {desk.circle}")
        self.all_remarks.setEnabled(bool(desk.remarks))
        self._count_same()
        self._tell()

    def _count_same(self) -> None:
        """Compares every two sentences: when typing pauses."""
        twice = len(self.model.duplicates()) if not self.model.final else 0
        self.same.setText(self.tr("合并重复（{n}）").format(n=twice))
        self.same.setAccessibleName(self.same.text())
        self.same.setVisible(twice > 0)
        self._shorten()

    def _tell(self) -> None:
        """What can be done now, and whether all of it is on the disk."""
        model = self.model
        self.undo.setEnabled(model.can_take_back(again=False))
        self.redo.setEnabled(model.can_take_back(again=True))
        codes = [line.code for line in model.lines]
        at = codes.index(model.code) if model.code in codes else 0
        self.back.setEnabled(at > 0)
        self.forth.setEnabled(at + 1 < len(codes))
        words = self.tr("没有保存，改动还在这里") if model.failed else self.tr("正在保存…") if model.waiting else self.tr("已保存")
        self.kept.setText(words if (model.desk is not None and model.desk.begun) or model.waiting or model.failed else "")
        set_role(self.kept, "role", "bad" if model.failed else "small")
