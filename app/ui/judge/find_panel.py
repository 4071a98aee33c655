"""查找: Ctrl+F looks in the document in front, once more in the whole batch; a line of the batch opens the entry at the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListWidgetItem, QWidget

from app.core.words import joined
from app.ui.judge.batch_search import BatchSearch
from app.ui.judge.side_panels import SidePanel
from app.ui.judge.workbench import Workbench
from app.ui.widgets import button, in_tab_order

if TYPE_CHECKING:
    from app.media.values import SearchHit
    from app.models.entry import Document
    from app.services.judge.read_entries import TextHit

_PAUSE_MS = 250


class FindPanel(SidePanel):
    """`entry_wanted(code, plain digest or "", page from 1 or 0)` for a line of the batch."""

    entry_wanted = Signal(str, str, int)

    def __init__(self, bench: Workbench, batch: BatchSearch, parent: QWidget) -> None:
        self.here, self.everywhere = button("step", lambda: self.search_in(False)), button("step", lambda: self.search_in(True))
        self._batch, self._wide = batch, False
        self._hits: tuple[SearchHit, ...] = ()
        self._at = 0
        self._led: tuple[Document, int] | None = None
        super().__init__(bench, parent, field=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(lambda: self.step(1))
        self.up, self.down = button("step", lambda: self.step(-1), focus=False), button("step", lambda: self.step(1), focus=False)
        self.up.setText("▲")
        self.down.setText("▼")
        self._lay_out_more()
        bench.document.found.connect(self._show)
        bench.document.ready.connect(self._again)
        batch.found.connect(self._show_batch)
        batch.progressed.connect(self._say_progress)
        self.retranslate()
        self.search_in(False)

    def search_in(self, wide: bool) -> None:
        """In the document in front, or in the whole batch."""
        self._wide = wide
        self.here.setChecked(not wide)
        self.everywhere.setChecked(wide)
        for control in (self.up, self.down):
            control.setVisible(not wide)
        if wide:
            self._batch.begin()
        self._placeholder()
        self._search()

    def widen(self) -> None:
        """Ctrl+F while the panel is open."""
        self.search_in(not self._wide)
        self.field.setFocus()
        self.field.selectAll()

    def step(self, by: int) -> None:
        """The next find or the one before, around the ends."""
        if self._wide:
            self.list.setCurrentRow(max(0, self.list.currentRow()))
            if self.list.count():
                self.lead(self.list.currentItem())
        elif self._hits:
            self._go((self._at + by) % len(self._hits))

    def mark_at(self, document: Document, page: int) -> None:
        """A line of the batch led to this zero-based page: the words are marked there, once the document is open."""
        self._led = document, page
        if self.bench.document.page_count and self.bench.document.document == document:
            self._again()

    def fill(self) -> None:
        self.field.selectAll()

    def lead(self, item: QListWidgetItem) -> None:
        if self._wide:
            self.entry_wanted.emit(*item.data(0x0100))
        else:
            self._go(self.list.row(item))

    def retranslate(self) -> None:
        self.title.setText(self.tr("查找"))
        self.here.setText(self.tr("本文件"))
        self.everywhere.setText(self.tr("整批"))
        self.here.setToolTip(self.tr("Ctrl+F 在两者间切换"))
        self.everywhere.setToolTip(self.tr("Ctrl+F 在两者间切换"))
        self.list.setAccessibleName(self.tr("查找结果"))
        if hasattr(self, "up"):
            self.up.setAccessibleName(self.tr("上一处"))
            self.down.setAccessibleName(self.tr("下一处"))
            self._say_found()
        self._placeholder()

    def hideEvent(self, event: QHideEvent) -> None:
        self.bench.pages.mark(())
        super().hideEvent(event)

    def _placeholder(self) -> None:
        words = self.tr("在整批资料中查找") if self._wide else self.tr("在本文件中查找")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)

    def _lay_out_more(self) -> None:
        row, counted = QHBoxLayout(), QHBoxLayout()
        self._both = QButtonGroup(self)
        for control in (self.here, self.everywhere):
            control.setCheckable(True)
            self._both.addButton(control)
            row.addWidget(control, 1)
        column = self.column
        column.removeWidget(self.words)
        counted.addWidget(self.words, 1)
        counted.addWidget(self.up)
        counted.addWidget(self.down)
        column.insertLayout(1, row)
        column.insertLayout(3, counted)
        in_tab_order(self.here, self.everywhere, self.field, self.up, self.down, self.list)

    def _search(self) -> None:
        if self.isHidden():
            return
        if self._wide:
            self._batch.search(self.field.text())
        else:
            self.bench.document.search(self.field.text())

    def _again(self) -> None:
        """Another document came to the front."""
        if not self._wide:
            self._search()
        elif self._led is not None and self._led[0] == self.bench.document.document:
            self.bench.document.search(self.field.text(), apart=True)
        else:
            self.bench.pages.mark(())

    def _show(self, hits: tuple[SearchHit, ...]) -> None:
        if self.isHidden():
            return
        if self._wide:
            self._show_led(hits)
            return
        self.list.clear()
        self._hits = hits
        for hit in hits:
            self.add(hit.context, hit.page, f"P{hit.page + 1}")
        if hits:
            after = next((n for n, hit in enumerate(hits) if hit.page >= self.bench.pages.page), 0)
            self._go(after)
        else:
            self._say_found()
            self.bench.pages.mark(())

    def _say_found(self) -> None:
        """What was found, in the language in force."""
        if self._wide:
            self._say_progress()
        elif not self._hits:
            self.words.setText(self.tr("没有找到。") if self.field.text().strip() else "")

    def _show_led(self, hits: tuple[SearchHit, ...]) -> None:
        """On the page of the line: every find marked, the first in view, and what stands around it in the line."""
        if self._led is None or self._led[0] != self.bench.front:
            return
        document, page = self._led
        first = next((hit for hit in hits if hit.page == page), None)
        self.bench.pages.mark(hits, first)
        if first is None:
            return
        if first.rectangles:
            self.bench.pages.lead_to(page, first.rectangles[0], frame=False)
        for line in (self.list.item(row) for row in range(self.list.count())):
            head, _, around = line.text().partition("\n")
            if line.data(0x0100)[1:] == (document.sha256, page + 1) and not around:
                line.setText(f"{head}\n{first.context}")
                line.setData(Qt.ItemDataRole.AccessibleTextRole, f"{head} P{page + 1} {first.context}")

    def _go(self, at: int) -> None:
        if not 0 <= at < len(self._hits):
            return
        self._at, hit = at, self._hits[at]
        self.words.setText(f"{at + 1}/{len(self._hits)}")
        self.list.setCurrentRow(at)
        self.bench.pages.mark(self._hits, hit)
        box = hit.rectangles[0] if hit.rectangles else None
        self.bench.reading.jump(hit.page, box, frame=False)

    def _show_batch(self, hits: tuple[TextHit, ...]) -> None:
        if self.isHidden() or not self._wide:
            return
        self.list.clear()
        titles = {row.code: row.title for row in self.bench.desk.rows}
        for hit in hits:
            page = f"P{hit.page}" if hit.page else ""
            self.add(f"{hit.entry} {titles.get(hit.entry, '')}", (hit.entry, hit.document or "", hit.page or 0), page)
        self._say_progress()

    def _say_progress(self) -> None:
        if not self._wide:
            return
        found = self.list.count()
        words = self.tr("{n} 处").format(n=found) if found else (self.tr("没有找到。") if self.field.text().strip() else "")
        if self._batch.left:
            words = joined(words, self.tr("还有 {n} 份资料在建索引。", None, self._batch.left).format(n=self._batch.left))
        self.words.setText(words.strip())
