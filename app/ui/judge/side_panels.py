"""Panels over the page, beside the rail: bookmarks, evidence, finds, page number. Esc shuts them; the page never reflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.models.sheet import NoteKind
from app.ui.judge.workbench import Workbench
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.media.values import OutlineEntry, SearchHit

WIDTH = 260
_PAUSE_MS = 250


class SidePanel(QFrame):
    """A title, perhaps a field, and a list whose lines lead somewhere."""

    def __init__(self, bench: Workbench, parent: QWidget, *, field: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.bench = bench
        self.title, self.words = label("title"), label("small", wrap=True)
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        for widget in (self.title, self.field, self.words):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        # shown before it has a parent it would be a window of its own for a moment
        self.field.setVisible(field)
        self.list.itemActivated.connect(self.lead)
        self.list.itemClicked.connect(self.lead)
        self.retranslate()
        self.hide()

    def lead(self, item: QListWidgetItem) -> None:
        """Go where a line points: a page number, unless a panel says otherwise."""
        page = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(page, int):
            self.bench.pages.go_to(page)

    def fill(self) -> None:
        """Read what the panel shows; called when it opens."""

    def retranslate(self) -> None:
        """Words in the language in force."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fill()
        (self.field if not self.field.isHidden() else self.list).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.bench.current_reader().setFocus()
        else:
            super().keyPressEvent(event)

    def add(self, text: str, data: object) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, data)
        self.list.addItem(item)


class OutlinePanel(SidePanel):
    """目录: the file's own bookmarks."""

    def fill(self) -> None:
        self.bench.document.outlined.connect(self._show, Qt.ConnectionType.UniqueConnection)
        self.bench.document.outline()

    def retranslate(self) -> None:
        self.title.setText(self.tr("目录"))
        self.list.setAccessibleName(self.tr("目录"))

    def _show(self, entries: tuple[OutlineEntry, ...]) -> None:
        self.list.clear()
        self.words.setText("" if entries else self.tr("这份文件没有目录。"))
        for entry in entries:
            page = f"  {entry.page + 1}" if entry.page is not None else ""
            self.add("　" * entry.level + entry.title + page, entry.page)


class NotesPanel(SidePanel):
    """证据: every note of this entry; a line leads to its page."""

    def fill(self) -> None:
        self.bench.sheet.changed.connect(self._show, Qt.ConnectionType.UniqueConnection)
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
        kinds = {NoteKind.STRENGTH: self.tr("优点"), NoteKind.WEAKNESS: self.tr("不足"), NoteKind.SUGGESTION: self.tr("建议")}
        self.list.clear()
        notes = self.bench.sheet.notes
        self.words.setText("" if notes else self.tr("还没有记录。按 Ctrl+M 记一条。"))
        for note in notes:
            page = f"  P{note.anchor.page}" if note.anchor and note.anchor.page else ""
            self.add(f"{kinds[note.kind]} {note.text}{page}", note.id)


class FindPanel(SidePanel):
    """查找: words in the document in front."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(bench, parent, field=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: bench.document.search(self.field.text()))
        self.field.textChanged.connect(lambda _text: self._pause.start())
        bench.document.found.connect(self._show)

    def fill(self) -> None:
        self.field.selectAll()

    def retranslate(self) -> None:
        self.title.setText(self.tr("查找"))
        self.field.setPlaceholderText(self.tr("在本文件中查找"))
        self.field.setAccessibleName(self.tr("在本文件中查找"))
        self.list.setAccessibleName(self.tr("查找结果"))

    def hideEvent(self, event: object) -> None:
        self.bench.pages.mark(())
        super().hideEvent(event)  # type: ignore[arg-type]

    def _show(self, hits: tuple[SearchHit, ...]) -> None:
        if self.isHidden():
            return
        self.list.clear()
        asked = bool(self.field.text().strip())
        self.words.setText(self.tr("{n} 处").format(n=len(hits)) if hits else (self.tr("没有找到。") if asked else ""))
        for hit in hits:
            self.add(f"P{hit.page + 1}  {hit.context}", hit.page)
        self.bench.pages.mark(hits)
        if hits:
            self.bench.pages.go_to(hits[0].page)


class PagePanel(SidePanel):
    """Ctrl+G: type a page number."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(bench, parent, field=True)
        self.list.hide()
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.field.returnPressed.connect(self._go)

    def fill(self) -> None:
        self.words.setText(self.tr("1 到 {n}").format(n=self.bench.document.page_count))
        self.field.clear()

    def retranslate(self) -> None:
        self.title.setText(self.tr("转到第几页"))
        self.field.setAccessibleName(self.tr("页码"))

    def _go(self) -> None:
        if self.field.text().isdecimal():
            self.bench.pages.go_to(int(self.field.text()) - 1)
            self.hide()
            self.bench.pages.setFocus()
