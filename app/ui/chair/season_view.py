"""全季名次: the season over all panels. Files are previewed before anything changes; what is decided is decided at the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QTableView, QVBoxLayout, QWidget

from app.core.words import now as in_force
from app.ui import dropped
from app.ui.chair.page import ChairPage
from app.ui.chair.pages import PAPERS
from app.ui.chair.range_panel import RangePanel
from app.ui.chair.result_choice import ResultChoice
from app.ui.chair.season_panel import MergePreview, SeasonEntry
from app.ui.chair.season_rows import SeasonRows
from app.ui.file_dialog import DOWNLOADS, ask_files, ask_folder
from app.ui.plain_table import PlainTable
from app.ui.said import Line, Said
from app.ui.tips import tip
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.core.tasks import Progress
    from app.ui.chair.season_model import SeasonModel
    from app.ui.theme import Colours, Metrics

_SIDE, _GAP, _SIDES, _NOTES = 360, 8, 32, 18


class SeasonView(ChairPage):
    """The list, what can be done with it, and beside it one entry or files on their way in."""

    def __init__(self, model: SeasonModel) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.model = model
        self._sizes: Metrics | None = None
        self.files, self.folder = button("primary", self._ask_files), button("", self._ask_folder)
        self.inbox, self.final, self.papers = (
            button("", model.take_from_inbox),
            button("", model.close),
            button("", lambda: self.turn_to.emit(PAPERS)),
        )
        self.words, self.notes = label("good", wrap=True), label("small", wrap=True)
        self._line = Line(self.words)
        self.rows, self.about = SeasonRows(self), QScrollArea()
        self.table = PlainTable(self.rows)
        self.entry, self.preview, self.ranges = SeasonEntry(model), MergePreview(model), RangePanel(model)
        self.choice, self.choose = ResultChoice(model), button("", self._choose)
        self._lay_out()
        model.pictured.connect(self._refresh)
        model.previewed.connect(self._previewed)
        model.offered.connect(self._beside)
        model.said.connect(self._say)
        model.progressed.connect(self._progress)
        model.steps.told.connect(self.words.hide)  # it told of what is not so any more
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.retranslate()

    def arrive(self) -> None:
        self.model.load()
        self.table.setFocus()

    def retranslate(self) -> None:
        for control, text in (
            (self.files, self.tr("收小组结果…")), (self.folder, self.tr("收整个文件夹或U盘…")), (self.inbox, self.tr("从收件箱取")),
            (self.final, self.tr("定稿")), (self.papers, self.tr("名单和报表")), (self.choose, self.tr("选定小组结果…")),
        ):  # fmt: skip
            control.setText(text)
            control.setAccessibleName(text)
        self.table.setAccessibleName(self.tr("全季成果"))
        self.about.setAccessibleName(self.tr("关于全季名次"))
        self.rows.retitle()
        if self.model.picture is not None:
            self.model.load()  # its words are of the language that was
        self._line.again()
        self._refresh()
        self._fit()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.set_row(sizes.row)
        self._sizes = sizes
        self._fit()

    def dress(self, colours: Colours) -> None:
        self.table.dress(colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped.files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Any number of files and folders at once."""
        event.acceptProposedAction()
        self.model.take(dropped.files(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.preview.isHidden():
            self.model.drop()
        elif event.key() == Qt.Key.Key_Escape and not self.choice.isHidden():
            self._choose()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus() and self.entry.isEnabled():
            self.entry.meet.click()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """The list needs the room more than what stands beside it."""
        if self._sizes is None:
            return
        for side, share in ((self.entry, 27), (self.preview, 27), (self.choice, 42)):
            side.setFixedWidth(min(self._sizes.scaled(_SIDE), max(300, self.width() * share // 100)))
        controls = [c for c in (self.files, self.folder, self.inbox, self.choose, self.final, self.papers) if not c.isHidden()]
        needed = sum(c.sizeHint().width() + _GAP for c in controls) + _SIDES
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if needed <= self.width() else QBoxLayout.Direction.TopToBottom)
        self.rows.fit(self.table, self._sizes.scaled)
        self._fit_notes()

    def _fit_notes(self) -> None:
        """What is said under the list scrolls before it takes the list's room."""
        wide = max(1, self.width() - _SIDES)
        most = max(2 * self.notes.fontMetrics().lineSpacing(), self.height() * _NOTES // 100)
        needed = max(0, self.notes.heightForWidth(wide))
        self.about.setFixedHeight(min(needed, most))

    def _lay_out(self) -> None:
        self._top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        middle, inner = QHBoxLayout(), QVBoxLayout(self)
        take, give = QHBoxLayout(), QHBoxLayout()
        for control in (self.files, self.folder, self.inbox, self.choose):
            take.addWidget(control)
        for control in (self.final, self.papers):
            give.addWidget(control)
        take.addStretch(1)
        top.addLayout(take, 1)
        top.addLayout(give)
        give.addStretch(0)
        for part in self._sides():
            middle.addWidget(part)
        middle.insertWidget(0, self.table, 1)
        inner.setContentsMargins(16, 10, 16, 10)
        inner.setSpacing(10)
        inner.addLayout(top)
        inner.addWidget(self.words)
        inner.addLayout(middle, 1)
        inner.addWidget(self.about)
        for hidden in (self.words, self.preview, self.ranges, self.choice, self.choose):
            hidden.hide()
        self.notes.setObjectName("page")
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setWidgetResizable(True)
        self.about.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.about.setWidget(self.notes)
        self._dress_table()

    def _dress_table(self) -> None:
        table = self.table
        table.verticalHeader().hide()
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.horizontalHeader().setHighlightSections(False)  # of a whole row all are chosen, which tells nothing
        table.doubleClicked.connect(lambda _index: self.entry.meet.click())

    def _refresh(self) -> None:
        picture = self.model.picture
        if picture is None:
            return
        here, kept = picture.matter, self.table.currentIndex().row()
        self.rows.show_matter(here)
        self.table.selectRow(max(0, kept))
        now = here.now if here is not None else None
        self.final.setEnabled(now is not None and now.closed is None)
        self.final.setToolTip(tip("\n".join(map(in_force, now.waiting))) if now is not None else "")
        self.papers.setEnabled(now is not None)
        self.choose.setVisible(bool(picture.undecided))
        self._fit()
        empty = "" if picture.problem is not None else self.tr("把各组的小组结果（.qcp）拖到这里。")
        self.notes.setText("\n".join(map(in_force, now.notes[:-3])) if now is not None else empty)
        self._fit_notes()
        self._chosen()
        self._beside()

    def _chosen(self) -> None:
        self.entry.show_row(self.rows.row(self.table.currentIndex()))

    def _previewed(self) -> None:
        found = self.model.preview
        self._beside()
        if found is not None:
            self.words.hide()
            self.preview.show_preview(found)
            return
        self.preview.put_away()
        if self.isVisible():
            self.table.setFocus()

    def _choose(self) -> None:
        self.choice.toggle()
        self._beside()
        if self.choice.open:
            self.choice.start()

    def _sides(self) -> tuple[QWidget, ...]:
        return self.entry, self.preview, self.choice, self.ranges

    def _beside(self) -> None:
        """Files on their way in first, then a choice without which there is no order, else the chosen entry."""
        choosing = self.choice if self.choice.open else self.entry
        front = self.preview if self.model.preview is not None else self.ranges if self.model.offers else choosing
        for side in self._sides():
            side.setVisible(side is front)
        self.table.setVisible(front is not self.ranges)  # without an order there is no list
        self.about.setVisible(bool(self.notes.text()) and front is not self.choice)  # what is chosen about is said beside it
        if front is self.ranges:
            self.words.hide()

    def _progress(self, progress: Progress | None) -> None:
        if progress is not None and progress.message:
            self._say(progress.message, True)

    def _say(self, said: Said, good: bool) -> None:
        self._line.say(said, "good" if good else "bad")
        self.words.show()

    def _ask_files(self) -> None:
        kinds = (self.tr("小组结果 (*.qcp)"), self.tr("所有文件 (*)"))
        ask_files(self, self.tr("收小组结果"), kinds, self.model.take, DOWNLOADS)

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("收整个文件夹或U盘"), lambda folder: self.model.take([folder]), DOWNLOADS)
