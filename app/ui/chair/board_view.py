"""收件: judge × entry, who has handed in what and who is missing; files dropped here are previewed before anything changes.

No point is shown on this page, so it is open before the gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QProgressBar, QTableView, QVBoxLayout, QWidget

from app.ui import dropped
from app.ui.chair.board_acts import BoardActs
from app.ui.chair.board_rows import BoardRows
from app.ui.chair.choose_panel import ChoosePanel
from app.ui.chair.incoming_panel import IncomingPanel
from app.ui.chair.page import ChairPage
from app.ui.chair.pages import RECORD
from app.ui.chair.receive_model import ReceiveModel
from app.ui.file_dialog import DOWNLOADS, ask_files, ask_folder
from app.ui.flow_row import FlowRow
from app.ui.plain_table import PlainTable
from app.ui.said import Line, Said
from app.ui.widgets import Elided, button, label

if TYPE_CHECKING:
    from app.core.tasks import Progress
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Colours, Metrics


_PROGRESS = 240
_HIGH = 400
"""Under this height, in pixels of the usual text, a panel beside the table takes the room of the rows over and under it."""


class BoardView(ChairPage):
    """The board, what can be done with it, and the preview of files beside it."""

    needs_points: ClassVar[bool] = False
    for_the_hall: ClassVar[bool] = True

    def __init__(self, chair: ChairModel) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.model = ReceiveModel(chair, self)
        self.title, self.rule, self.words = label("heading"), Elided("small"), label("good", wrap=True)
        self._line = Line(self.words, shown=chair.veil.said)
        self.mixed = label("warn", wrap=True)
        self.files, self.folder = button("primary", self._ask_files), button("", self._ask_folder)
        self.box = button("", self.model.collect)
        self.progress, self.stop = QProgressBar(), button("", self.model.cancel)
        self.rows = BoardRows(self.model.codes, chair.veil.said, lambda: chair.veil.hiding, self, lambda: chair.veil.on)
        self.table = PlainTable(self.rows)
        self.acts = BoardActs(self.model, self.rows, self.table)
        self.incoming, self.choices = IncomingPanel(self.model), ChoosePanel(self.model)
        self._high = _HIGH
        self._lay_out()
        self._connect()
        for beside in (self.incoming, self.choices):
            beside.installEventFilter(self)
        self.retranslate()

    def arrive(self) -> None:
        self.model.read()
        self.table.setFocus()

    def retranslate(self) -> None:
        names = (
            (self.files, self.tr("收评分文件…")), (self.folder, self.tr("收整个文件夹或U盘…")), (self.box, self.tr("从收件箱取")),
            (self.stop, self.tr("停止核对")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.table.setAccessibleName(self.tr("评委交件情况"))
        self.progress.setAccessibleName(self.tr("核对进度"))
        self.acts.retranslate()
        self.rows.retitle()
        self._line.again()
        self._refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.set_row(sizes.row)
        self.incoming.setFixedWidth(min(sizes.scaled(460), max(340, self.width() // 2 - 60)))
        self.choices.setFixedWidth(sizes.scaled(380))
        self._high = sizes.scaled(_HIGH)
        self._make_room()

    def dress(self, colours: Colours) -> None:
        self.table.dress(colours)
        self.incoming.files.rows.dress(colours)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ask_codes()

    def _make_room(self) -> None:
        """In a low window what lies beside the table has the height of the rows over and under it."""
        beside = not (self.incoming.isHidden() and self.choices.isHidden())
        for row in self._lines:
            row.setHidden(beside and self.height() < self._high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What lies beside the table came or went."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._make_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped.files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Any number of files and folders at once."""
        event.acceptProposedAction()
        self.model.take(dropped.files(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and not self.incoming.isHidden():
            self.model.drop()
        elif key == Qt.Key.Key_Escape and not self.choices.isHidden():
            self.choices.hide()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._lines = tuple(QWidget() for _ in range(3))
        head, top, middle = QHBoxLayout(self._lines[0]), FlowRow(self._lines[1]), QHBoxLayout()
        self._lines[2].setLayout(self.acts)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title)
        head.addSpacing(12)
        head.addWidget(self.rule, 1)
        for control in (self.files, self.folder, self.box):
            top.addWidget(control)
        self.progress.setMinimumWidth(_PROGRESS)
        for part in (self.progress, self.stop):
            top.addWidget(part)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.incoming)
        middle.addWidget(self.choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(10)
        for row in self._lines[:2]:
            column.addWidget(row)
        column.addWidget(self.mixed)
        column.addWidget(self.words)
        column.addLayout(middle, 1)
        column.addWidget(self._lines[2])
        # 从收件箱取 waits until it is known where that is: used before, it would find nothing and say that there are no score files
        for hidden in (self.box, self.acts.dismiss, self.progress, self.stop, self.mixed, self.words, self.incoming, self.choices):
            hidden.hide()
        self.progress.setRange(0, 100)
        self._dress_table()

    def _dress_table(self) -> None:
        table = self.table
        table.verticalHeader().hide()
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)

    def _connect(self) -> None:
        model = self.model
        model.boarded.connect(self._refresh)
        model.counted.connect(self.acts.offer)
        model.reached.connect(self._offer_box)
        model.coded.connect(self.rows.coded)
        self.table.verticalScrollBar().valueChanged.connect(lambda _at: self._ask_codes())
        self.table.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._ask_codes())
        model.previewed.connect(self._previewed)
        model.progressed.connect(self._progress)
        model.said.connect(self._say)
        model.chair.headed.connect(self._follow)
        model.chair.veil.changed.connect(self._veiled)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.acts.offer())
        self.acts.choose_wanted.connect(self._choose)
        self.acts.receipts_wanted.connect(self._receipts)
        self.acts.record_wanted.connect(lambda: self.turn_to.emit(RECORD))
        self.acts.said.connect(self._say)
        self.table.activated.connect(lambda _at: self._choose())

    def _refresh(self) -> None:
        board = self.model.board
        if board is None or not self.isVisible():  # what nobody sees is made when it comes to the front
            return
        kept = self.table.currentIndex().row()
        words = self.tr("已收 {have}/{all} 份").format(have=board.received, all=board.expected)
        words += self.tr("，待定 {n} 份").format(n=board.waiting) if board.waiting else ""
        self.title.setText(words + (self.tr("，还缺 {n} 份").format(n=board.missing) if board.missing > 0 else ""))
        self.rule.setText(self.model.chair.veil.said(self._deputy_words() or board.absent_rule))
        self.mixed.setText("\n".join(board.mixed))
        self.mixed.setVisible(bool(board.mixed) and self.model.preview is None)
        self.rows.show(board)
        self.rows.fit(self.table)
        self.table.selectRow(max(0, kept))
        self.acts.offer()
        self._ask_codes()

    def _deputy_words(self) -> str:
        """On the 副组长's desk: whose meeting decides. More pressing there than the rule for absent judges."""
        head = self.model.chair.head
        if head is None or not head.elsewhere:
            return ""
        if self.model.chair.veil.hiding:  # by a letter the hall would learn which column is theirs
            return self.tr("您是副组长：收取和查看在这里，决定与定稿在组长处")
        return self.tr("您是副组长：收取和查看在这里，决定与定稿在组长{name}处").format(name=head.elsewhere)

    def _offer_box(self) -> None:
        """从收件箱取, where there is one."""
        self.box.setVisible(bool(self.model.inboxes) or self.model.server is not None)

    def _previewed(self) -> None:
        preview = self.model.preview
        self.incoming.setVisible(preview is not None)
        self.mixed.setVisible(bool(self.mixed.text()) and preview is None)
        self.choices.hide()
        if preview is not None:
            self.words.hide()
            self.incoming.show_preview(preview)
        elif self.isVisible():
            self.table.setFocus()
        self.acts.offer()

    def _progress(self, progress: Progress | None) -> None:
        for part in (self.progress, self.stop):
            part.setVisible(progress is not None)
        if progress is not None:
            self.progress.setValue(round(100 * (progress.fraction or 0)))
            self.progress.setFormat(progress.message)

    def _say(self, said: Said, good: bool) -> None:
        self._line.say(said, "good" if good else "bad")
        self.words.show()

    def _follow(self) -> None:
        """The files among which is chosen are those of now."""
        if self.model.chair.head is not None:
            self.choices.follow(self.model.chair.head.members)

    def _veiled(self) -> None:
        """What was said with names goes, and so does what names one judge."""
        self.words.hide()
        self.choices.hide()
        self._refresh()
        if self.model.preview is not None:
            self.incoming.veil()

    def _ask_codes(self) -> None:
        """The 校验码 of the rows in view; of none while another page is in front."""
        table, shown = self.table, range(0)
        if self.isVisible() and self.rows.rowCount():
            first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
            shown = range(max(0, first), (last if last >= 0 else self.rows.rowCount() - 1) + 1)
        self.model.want_codes([row.payload for at in shown if (row := self.rows.row(at)) is not None])

    def _ask_files(self) -> None:
        kinds = (self.tr("评分文件 (*.qcr *.qcr.txt)"), self.tr("所有文件 (*)"))
        ask_files(self, self.tr("收评分文件"), kinds, self.model.take, DOWNLOADS)

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("收整个文件夹或U盘"), lambda folder: self.model.take([folder]), DOWNLOADS)

    def _receipts(self) -> None:
        ask_folder(self, self.tr("回执写到哪个文件夹"), self.model.issue_receipts, DOWNLOADS)

    def _choose(self) -> None:
        row = self.rows.row(self.table.currentIndex().row())
        head = self.model.chair.head
        if row is not None and head is not None and self.acts.choose.isEnabled():
            member = next((m for m in head.members if m.judge == row.judge), None)
            if member is not None:
                self.incoming.hide()
                self.choices.show_member(member, self.model.codes)
                self.choices.show()
