"""评审组长合议会: the season over all panels on one page. Files are previewed before anything changes; decisions carry their reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QTableView, QVBoxLayout

from app.services.organiser.season_papers import Order
from app.ui.chair.page import ChairPage
from app.ui.chair.season_panel import EntryDecision, MergePreview
from app.ui.chair.season_rows import SeasonRows
from app.ui.file_dialog import DOWNLOADS, file_dialog
from app.ui.widgets import Elided, button, label, set_role

if TYPE_CHECKING:
    from app.core.tasks import Progress
    from app.ui.chair.season_model import SeasonModel
    from app.ui.theme import Metrics

_SIDE = 360


class SeasonView(ChairPage):
    """The list, what can be done with it, and beside it one entry or files on their way in."""

    def __init__(self, model: SeasonModel) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.model = model
        self._sizes: Metrics | None = None
        self.bar, self.title = QFrame(), Elided("title")
        self.bar.setObjectName("topBar")
        self.files, self.folder = button("primary", self._ask_files), button("", self._ask_folder)
        self.inbox, self.back, self.papers = button("", model.take_from_inbox), button("", model.undo), button("", self._ask_papers)
        self.words, self.notes = label("good", wrap=True), label("small", wrap=True)
        self.rows, self.table = SeasonRows(self), QTableView()
        self.entry, self.preview = EntryDecision(model, self.rows), MergePreview(model)
        self._lay_out()
        model.shown.connect(self._refresh)
        model.previewed.connect(self._previewed)
        model.said.connect(self._say)
        model.progressed.connect(self._progress)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.retranslate()

    def arrive(self) -> None:
        self.model.read()
        self.table.setFocus()

    def retranslate(self) -> None:
        for control, text in (
            (self.files, self.tr("收小组结果…")), (self.folder, self.tr("收整个文件夹或U盘…")), (self.inbox, self.tr("从收件箱取")),
            (self.back, self.tr("撤销 Ctrl+Z")), (self.papers, self.tr("写名单和报表…")),
        ):  # fmt: skip
            control.setText(text)
            control.setAccessibleName(text)
        self.table.setAccessibleName(self.tr("全季成果"))
        self.rows.retitle()
        self._refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.bar.setFixedHeight(sizes.top)
        self.table.verticalHeader().setDefaultSectionSize(sizes.row)
        self._sizes = sizes
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Any number of files and folders at once."""
        event.acceptProposedAction()
        self.model.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Z:
            self.model.undo()
        elif event.key() == Qt.Key.Key_Escape and not self.preview.isHidden():
            self.model.drop()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """The list needs the room more than what stands beside it."""
        if self._sizes is None:
            return
        for side in (self.entry, self.preview):
            side.setFixedWidth(min(self._sizes.scaled(_SIDE), max(300, self.width() * 27 // 100)))
        self.rows.fit(self.table, self._sizes.scaled)

    def _lay_out(self) -> None:
        head, top, middle = QHBoxLayout(self.bar), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.title, 1)
        for control in (self.files, self.folder, self.inbox):
            top.addWidget(control)
        top.addStretch(1)
        for control in (self.back, self.papers):
            top.addWidget(control)
        for part in (self.entry, self.preview):
            middle.addWidget(part)
        middle.insertWidget(0, self.table, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 14, 24, 14)
        inner.setSpacing(10)
        inner.addLayout(top)
        inner.addWidget(self.words)
        inner.addLayout(middle, 1)
        inner.addWidget(self.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(inner, 1)
        for hidden in (self.words, self.preview):
            hidden.hide()
        self._dress_table()

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)

    def _refresh(self) -> None:
        picture = self.model.picture
        if picture is None:
            return
        now, kept = picture.standing, self.table.currentIndex().row()
        words = self.tr("{season} · 评审组长合议会 · 第{n}轮 · 已收 {have}/{all} 组")
        told = words.format(season=picture.label, n=picture.round, have=picture.closed, all=picture.panels)
        provisional = self.tr("暂定")
        self.title.setText(told if now is not None and now.final else f"{told} · {provisional}")
        self.rows.show_standing(now)
        self.table.selectRow(max(0, kept))
        self.back.setEnabled(now is not None and bool(now.state.decisions))
        self.papers.setEnabled(now is not None)
        said = now.notes[:-3] if now is not None else ()
        empty = self.tr("把各组的小组结果（.qcp）拖到这里。")
        self.notes.setText("\n".join(said) if now is not None else str(picture.problem) if picture.problem else empty)
        self.notes.setVisible(bool(self.notes.text()))
        self._chosen()

    def _chosen(self) -> None:
        self.entry.show_row(self.rows.row(self.table.currentIndex()))

    def _previewed(self) -> None:
        found = self.model.preview
        self.preview.setVisible(found is not None)
        self.entry.setVisible(found is None)
        if found is not None:
            self.words.hide()
            self.preview.show_preview(found)
        elif self.isVisible():
            self.table.setFocus()

    def _progress(self, progress: Progress | None) -> None:
        if progress is not None and progress.message:
            self._say(progress.message, True)

    def _say(self, words: str, good: bool) -> None:
        self.words.setText(words)
        set_role(self.words, "role", "good" if good else "bad")
        self.words.show()

    def _ask_files(self) -> None:
        dialog = file_dialog(self, self.tr("收小组结果"), DOWNLOADS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("小组结果 (*.qcp)"), self.tr("所有文件 (*)")])
        dialog.filesSelected.connect(lambda names: self.model.take([Path(n) for n in names]))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = file_dialog(self, self.tr("收整个文件夹或U盘"), DOWNLOADS)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.model.take([Path(name)]))
        dialog.open()

    def _ask_papers(self) -> None:
        dialog = file_dialog(self, self.tr("名单和报表写到哪个文件夹"), DOWNLOADS)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.model.write(Path(name), Order()))
        dialog.open()
