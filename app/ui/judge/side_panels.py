"""Panels over the page, beside the rail: what they share, evidence, page number. Esc shuts them; the page never reflows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.words import joined, say
from app.models.sheet import Note, NoteKind
from app.ui.fields import Search
from app.ui.judge.place_lines import LEVEL, STILL, TAIL, PlaceLines
from app.ui.judge.still_box import image_of
from app.ui.judge.words import place as place_of
from app.ui.judge.workbench import Workbench
from app.ui.panels import Panel
from app.ui.widgets import button, label

_TALL = 200


class SidePanel(Panel):
    """A title, perhaps a field, and a list whose lines lead somewhere."""

    def __init__(self, bench: Workbench, parent: QWidget, *, field: bool = False) -> None:
        super().__init__(parent, "sidePanel")
        self.bench = bench
        self.title, self.words = label("title"), label("small", wrap=True)
        self.field = Search()
        self.close_ = button("flat", self.leave)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(PlaceLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_)
        column.addLayout(head)
        for widget in (self.field, self.words):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        # shown before it has a parent it would be a window of its own for a moment
        self.field.setVisible(field)
        self.list.itemActivated.connect(self.lead)
        self.list.itemClicked.connect(self.lead)
        self._name_close()
        self.retranslate()
        self.hide()

    def lead(self, item: QListWidgetItem) -> None:
        """Go where a line points: a page number, unless a panel says otherwise."""
        page = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(page, int):
            self.bench.reading.jump(page, frame=False)

    def fill(self) -> None:
        """Read what the panel shows; called when it opens."""

    def retranslate(self) -> None:
        """Words in the language in force."""

    def leave(self) -> None:
        """Shut it; the keys go back to the papers."""
        self.hide()
        self.bench.current_reader().setFocus()

    def tell(self, text: str) -> None:
        """A line under the title; nothing where there is nothing to say."""
        self.words.setText(text)
        self.words.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._name_close()
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bench.pages.cover(self.width() if self.height() > _TALL else 0)
        self.fill()
        (self.field if not self.field.isHidden() else self.list).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.bench.pages.cover(0)
        super().hideEvent(event)

    def add(self, text: str, data: object, place: str = "", level: int = 0) -> None:
        """A line that leads somewhere; `place` stands at its end."""
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, data)
        item.setData(TAIL, place)
        item.setData(LEVEL, level)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {place}".strip())
        self.list.addItem(item)

    def _name_close(self) -> None:
        self.close_.setText(self.tr("收起"))
        self.close_.setAccessibleName(self.tr("收起面板"))


class NotesPanel(SidePanel):
    """证据: every note of this entry; a line leads to its place. `edit_wanted(note id)`: Enter or a double click."""

    edit_wanted = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(bench, parent)
        self.list.itemActivated.disconnect(self.lead)
        self.list.itemActivated.connect(lambda item: self.edit_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))
        bench.sheet.changed.connect(self._show)
        bench.reading.stepped.connect(self._show)
        bench.stills.came.connect(lambda _moment: self._picture_lines())
        self.list.setIconSize(STILL)

    def fill(self) -> None:
        self._show()

    def lead(self, item: QListWidgetItem) -> None:
        found = next((n for n in self.bench.sheet.notes if n.id == item.data(Qt.ItemDataRole.UserRole)), None)
        if found is not None:
            self.bench.go_to(found)

    def retranslate(self) -> None:
        self.title.setText(self.tr("证据"))
        self.list.setAccessibleName(self.tr("本份的记录"))
        self._show()

    def _show(self) -> None:
        if self.isHidden():
            return
        sheet, kept = self.bench.sheet, self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        old = sum(self.bench.reading.is_old(n) for n in sheet.notes)
        words = self.tr("单击看原处，双击修改。") if sheet.notes else self.tr("还没有记录。在页上拖出一块，或按 Ctrl+M。")
        self.tell(joined(words, self.tr("{n} 条证据指旧版。", None, old).format(n=old) if old else ""))
        for note in _hung(sheet.notes):
            self.add(*self._line(note))
        self.list.setCurrentRow(kept)
        self.list.blockSignals(False)
        self._picture_lines()

    def _picture_lines(self) -> None:
        """Lines about a video have its picture at that moment, as soon as it is decoded."""
        if self.isHidden():
            return
        notes = {n.id: n for n in self.bench.sheet.notes}
        for item in (self.list.item(row) for row in range(self.list.count())):
            note = notes.get(item.data(Qt.ItemDataRole.UserRole))
            moment = self.bench.moment_of(note) if note is not None else None
            if moment is not None and item.icon().isNull() and (found := self.bench.stills.get(moment)) is not None:
                item.setIcon(QIcon(QPixmap.fromImage(image_of(found))))

    def _line(self, note: Note) -> tuple[str, str, str, int]:
        """Words, id, place, and how far in: a suggestion hangs under its weakness."""
        kinds = {NoteKind.STRENGTH: self.tr("优点"), NoteKind.WEAKNESS: self.tr("不足"), NoteKind.SUGGESTION: self.tr("建议")}
        item = next((f"{n}" for n, i in enumerate(self.bench.sheet.items, 1) if i.code == note.item), "")
        steps = self.bench.reading.steps.steps if self.bench.reading.steps else ()
        step = next((say(s.name.zh, s.name.en) for s in steps if s.code == note.step), "")
        place = place_of(note.anchor).replace(" ", "\u00a0")
        old = self.tr("旧版") if self.bench.reading.is_old(note) else ""
        tail = " ".join(w for w in (step, old) if w)
        words = f"{'↳ ' if note.answers else ''}{kinds[note.kind]} {item}{note.criterion or ''} {note.text}"
        return f"{words}  {tail}".rstrip(), note.id, place, 1 if note.answers else 0


def _hung(notes: tuple[Note, ...]) -> list[Note]:
    """Each suggestion directly under the weakness it answers."""
    ids = {n.id for n in notes}
    hanging = [n for n in notes if n.answers in ids]
    return [m for n in notes if n not in hanging for m in (n, *(h for h in hanging if h.answers == n.id))]


class PagePanel(SidePanel):
    """Ctrl+G: type a page number."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(bench, parent, field=True)
        self.list.hide()
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.field.returnPressed.connect(self._go)

    def fill(self) -> None:
        self.retranslate()
        self.field.clear()

    def retranslate(self) -> None:
        self.title.setText(self.tr("转到第几页"))
        self.field.setAccessibleName(self.tr("页码"))
        self.tell(self.tr("1 到 {n}").format(n=self.bench.document.page_count))

    def _go(self) -> None:
        if self.field.text().isdecimal():
            self.bench.reading.jump(int(self.field.text()) - 1, frame=False)
            self.hide()
            self.bench.pages.setFocus()
