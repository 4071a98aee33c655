"""记一条: kind, words and place of one note, beside the page; each pause saves it, Esc shuts it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.core.ids import new_event_id
from app.core.words import say
from app.models.shape import WORDS
from app.models.sheet import Audience, Note, NoteKind
from app.ui.judge.note_ties import Choice
from app.ui.judge.page_marks import box_in
from app.ui.judge.still_box import StillBox
from app.ui.judge.typing_pause import TypingPause
from app.ui.judge.words import place as place_of
from app.ui.judge.workbench import Workbench
from app.ui.panels import Panel
from app.ui.theme import Metrics
from app.ui.widgets import Elided, Words, button, label

WIDTH, HEIGHT, LOWEST = 440, 300, 264
_WITH_STILL = 120
_EDGE, _LOW_PAPERS = 12, 540
_KINDS = (NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION)


class NotePanel(Panel):
    """Edits one note of the current item; an empty note is removed. `unkept`: a still was taken and nothing written."""

    unkept = Signal()

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._note: Note | None = None
        self._entry, self._taken = "", False
        self.place, self.full = Elided("small"), label("warn", wrap=True)
        self.text, self.still = Words(most=WORDS), StillBox(bench.stills)
        self.kinds = [QRadioButton() for _ in _KINDS]
        self._group = QButtonGroup(self)
        self.audience, self.criterion, self.step, self.answers = Choice(), Choice(), Choice(), Choice()
        self.done, self.remove = button("", self.hide), button("flat", self.delete)
        self._pause = TypingPause(self)
        self._pause.timeout.connect(self.save)
        self._lay_out()
        self.text.textChanged.connect(self._typed)
        self.text.refused.connect(self._say_full)
        self._group.idClicked.connect(lambda _id: self._picked())
        for choice in (self.audience, self.criterion, self.step, self.answers):
            choice.activated.connect(lambda _at: self.save())
        bench.leaving.connect(self.hide)
        bench.sheet.changed.connect(self._follow)
        self.retranslate()
        self.hide()

    def edit(self, note_id: str, *, still: bool = False) -> None:
        """Open a note, or a new one ("") for the current item at what is selected, else at the page or second in view.

        `still`: it is wanted for its picture.
        """
        sheet = self._bench.sheet
        if sheet.view is None or sheet.refuses():
            return
        self.save()
        if not note_id:
            self._bench.pause_to_write()
        self._entry = sheet.view.entry.code
        found = next((n for n in sheet.notes if n.id == note_id), None)
        item = sheet.item.code if sheet.item else None
        self._note = found or Note(new_event_id(), NoteKind.WEAKNESS, "", item, anchor=self._bench.anchor())
        self.text.document().clearUndoRedoStacks()  # of the note that was here before
        self._fill(self._note)
        self._taken = still
        self._say_full("")
        self.still.show_moment(self._bench.moment_of(self._note))
        self._hint()
        self.show()
        self.raise_()
        self.text.setFocus()

    def take_still(self) -> bool:
        """The note in hand is about the picture on the screen now; False when no note of this video is in hand."""
        if (note := self._note) is None or self.isHidden():
            return False
        self._bench.pause_to_write()
        here = self._bench.anchor()
        if here is None or here.moment is None or (note.anchor is not None and note.anchor.document != here.document):
            return False
        self._note = replace(note, anchor=here)
        self.still.show_moment(self._bench.moment_of(self._note))
        self._offer()
        if note.text:
            self._bench.sheet.put_note(self._note)
        return True

    def first(self) -> Words:
        return self.text

    def next_kind(self) -> None:
        """Ctrl+K: 优点 → 不足 → 改进建议."""
        self.kinds[(self._group.checkedId() + 1) % len(_KINDS)].setChecked(True)
        self._picked()

    def delete(self) -> None:
        """Take the note away; Ctrl+Z brings it back."""
        self.text.setPlainText("")
        self.hide()

    def save(self) -> None:
        """Keep what is in the box, unless another entry has been opened meanwhile."""
        self._pause.stop()
        view = self._bench.sheet.view
        if self._note is None or view is None or view.entry.code != self._entry:
            return
        kind = _KINDS[max(0, self._group.checkedId())]
        fresh = replace(
            self._note, kind=kind, text=self.text.toPlainText().strip(), audience=Audience(self.audience.chosen or Audience.FEEDBACK),
            criterion=self.criterion.chosen or None, step=self.step.chosen or None,
            answers=(self.answers.chosen or None) if kind is NoteKind.SUGGESTION else None,
        )  # fmt: skip
        if fresh != self._note:
            self.text.document().clearUndoRedoStacks()  # saved words are taken back as any other change is
            self._note = fresh
            self._bench.sheet.put_note(fresh)

    def _typed(self) -> None:
        self._pause.touch()
        self._say_full("")

    def _say_full(self, words: str) -> None:
        self.full.setText(words)
        self.full.setVisible(bool(words))

    def _follow(self) -> None:
        """Undo and redo reach the note that is open: it shows what stands, or goes. Words not saved yet are left alone."""
        sheet = self._bench.sheet
        if self._note is None or self.isHidden() or self._pause.isActive() or sheet.waiting:
            return
        stands = next((n for n in sheet.notes if n.id == self._note.id), None)
        if stands is None and self._note.text and self.isAncestorOf(QApplication.focusWidget() or self):
            self._note = replace(self._note, text="")  # taken back while it is written: the box stays, to go on or to redo
            self._fill(self._note)
        elif stands is None and self._note.text:
            self._note = None
            self.hide()
        elif stands is not None and stands != self._note:
            self._note = stands
            self._fill(stands)

    def _fill(self, note: Note) -> None:
        """Put a note into the box; words that are there already stay, with their own undo."""
        if self.text.toPlainText().strip() != note.text:
            self.text.blockSignals(True)
            self.text.setPlainText(note.text)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
            self.text.blockSignals(False)
        self.kinds[_KINDS.index(note.kind)].setChecked(True)
        self._offer()

    def area(self, width: int, height: int, sizes: Metrics, foot: int = 0) -> QRect:
        """Where it lies over papers of this size: at the right, below the place the note is about or above it.

        The `foot` of so many pixels is left free where there is room.
        """
        low = height < sizes.scaled(_LOW_PAPERS)
        about_video = self._note is not None and self._note.anchor is not None and self._note.anchor.moment is not None
        wide = min(sizes.scaled(WIDTH + _WITH_STILL * about_video), width - 2 * _EDGE)
        high = min(height - _EDGE, sizes.scaled(LOWEST if low else HEIGHT))
        height -= foot if high + 2 * _EDGE <= height - foot else 0
        right, under = width - wide - _EDGE - 14, height - high - _EDGE
        about = box_in(self._note.anchor) if self._note else None
        page = self._note.anchor.page if self._note and self._note.anchor else None
        if about is not None and page is not None and page <= self._bench.document.page_count:
            on = self._bench.pages.sheetlet(page - 1).on_screen(about).toAlignedRect()
            tries = [QRect(x, y, wide, high) for x, y in ((right, under), (right, _EDGE), (_EDGE, under), (_EDGE, _EDGE))]
            return min(tries, key=lambda t: _area(t.intersected(on)))
        return QRect(right, max(0, under), wide, high)

    def retranslate(self) -> None:
        for radio, words in zip(self.kinds, (self.tr("优点"), self.tr("不足"), self.tr("改进建议")), strict=True):
            radio.setText(words)
            radio.setAccessibleName(words)
            radio.setToolTip(self.tr("Ctrl+K 换一种"))
        self.audience.setAccessibleName(self.tr("谁能看到"))
        self.criterion.setAccessibleName(self.tr("评审内容"))
        self.step.setAccessibleName(self.tr("活动程序步骤"))
        self.answers.setAccessibleName(self.tr("针对哪一条不足"))
        self._hint()
        self.text.setAccessibleName(self.tr("记录内容"))
        self.done.setText(self.tr("收起 Esc"))
        self.done.setAccessibleName(self.tr("收起记录"))
        self.remove.setText(self.tr("删除"))
        self.remove.setAccessibleName(self.tr("删除这条记录，可撤销"))
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)  # first: words under composition come into the box when the keyboard leaves it
        self.save()
        if self._taken and not self.text.toPlainText().strip():
            self.unkept.emit()
        self._note, self._taken = None, False
        self._bench.video.model.go_on()
        self._bench.pages.pointer.drop()
        self._bench.pages.viewport().update()

    def _lay_out(self) -> None:
        column, row, ties, last, middle = QVBoxLayout(self), QHBoxLayout(), QGridLayout(), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(12, 8, 12, 10)
        row.setSpacing(14)
        for at, kind in enumerate(self.kinds):
            self._group.addButton(kind, at)
            row.addWidget(kind)
        row.addWidget(self.place, 1)
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        ties.addWidget(self.criterion, 0, 0)
        ties.addWidget(self.step, 0, 1)
        ties.addWidget(self.answers, 1, 0, 1, 2)
        ties.setColumnStretch(0, 1)
        ties.setColumnStretch(1, 1)
        last.addWidget(self.audience, 1)
        last.addStretch(1)
        last.addWidget(self.remove)
        last.addWidget(self.done)
        column.addLayout(row)
        middle.setSpacing(8)
        middle.addWidget(self.still)
        middle.addWidget(self.text, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.full)
        self.full.hide()
        column.addLayout(ties)
        column.addLayout(last)

    def _hint(self) -> None:
        pictured = self.still.moment is not None
        self.text.setPlaceholderText(self.tr("写一句话，画面随这条记录保留。") if pictured else self.tr("写一句完整的话；停顿即保存。"))

    def _picked(self) -> None:
        self.save()
        self._offer()

    def _offer(self) -> None:
        """What the note may be tied to, with what it is tied to chosen."""
        note, sheet = self._note, self._bench.sheet
        groups = {Audience.FEEDBACK: self.tr("反馈"), Audience.PANEL: self.tr("组内"), Audience.PRIVATE: self.tr("私记")}
        self.audience.offer([(key.value, words) for key, words in groups.items()], note.audience.value if note else "")
        if note is None:
            return
        item = next((i for i in sheet.items if i.code == note.item), None)
        criteria = [(c.id, f"({c.id}) {say(c.words.zh, c.words.en)}") for c in item.criteria] if item else []
        self.criterion.offer([("", self.tr("整项")), *criteria], note.criterion or "")
        listed = self._bench.reading.steps.steps if self._bench.reading.steps else ()
        steps = [(s.code, f"{s.phase} {say(s.name.zh, s.name.en)}") for s in listed]
        self.step.offer([("", self.tr("不指步骤")), *steps], note.step or "")
        open_ = [
            (n.id, n.text.splitlines()[0]) for n in sheet.notes if n.kind is NoteKind.WEAKNESS and n.item == note.item and n.id != note.id
        ]
        self.answers.offer([("", self.tr("不针对某条不足")), *open_], note.answers or "")
        self.answers.setVisible(note.kind is NoteKind.SUGGESTION and bool(open_))
        page = self.tr("第 {n} 页").format(n=note.anchor.page) if note.anchor and note.anchor.page else place_of(note.anchor)
        self.place.setText(" · ".join(w for w in (say(item.name.zh, item.name.en) if item else "", page) if w))


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
