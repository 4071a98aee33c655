"""分差: the entries beyond the season's limits, the farthest first, each with what differs and by how much; Enter opens the evidence.

Longer than other files: the list, its filters and its table are one page, and what each shows is decided by the same few choices.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout

from app.core.words import language, say
from app.models.points import short
from app.ui.chair import pages
from app.ui.chair.evidence_model import Ask
from app.ui.chair.page import ChairPage
from app.ui.chair.rows_by_turns import RowsByTurns
from app.ui.columns import Column, RowsModel
from app.ui.fields import Combo, Search
from app.ui.file_dialog import ask_folder
from app.ui.marked_rows import MarkedRows
from app.ui.plain_head import LOOKS
from app.ui.said import Line
from app.ui.widgets import Elided, button, label

if TYPE_CHECKING:
    from app.services.chair.spread_list import SpreadLine, SpreadList
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Metrics

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OVER = 5
_SPACE, _JOINED = "\u00a0", "\u2060"
_NUMBER = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9])")


class SpreadTable(QTableView):
    """Enter and double click go to the page; Ctrl+C copies whole rows as a spreadsheet pastes them."""

    def __init__(self, page: SpreadPage) -> None:
        super().__init__()
        self._page, self.heights = page, RowsByTurns(self)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setItemDelegate(MarkedRows(self))
        self.doubleClicked.connect(lambda index: page.open_row(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._page.fit()  # also when a scroll bar came, or went

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOKS:
            self.heights.measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._page.copy()
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self._page.open_row(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class SpreadPage(ChairPage):
    """One row an entry."""

    def __init__(self, model: ChairModel) -> None:
        super().__init__()
        self.model = model
        self.found: SpreadList | None = None
        self.title, self.limits, self.words = label("heading"), Elided("small"), Elided("small")
        self._line = Line(self.words, self._how)
        self.search, self.fields, self.all = Search(), Combo(), QCheckBox()
        self.send = button("", self._ask_folder)
        self.rows: RowsModel[SpreadLine] = RowsModel(self._columns(), self)
        self.table = SpreadTable(self)
        self.table.setModel(self.rows)
        self._order: tuple[str, bool] | None = None
        self._head = QHBoxLayout()
        self._lay_out()
        self._connect()
        self.retranslate()

    def arrive(self) -> None:
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """The results changed, or the page came to the front."""
        if self.model.picture is not None:
            self.model.runner.database(self.model.services.evidence.spread, then=self._show)

    def open_row(self, at: int) -> None:
        """The evidence of this entry, at the item that differs most; the others follow in this page's order."""
        if 0 <= at < len(self.rows.rows):
            line = self.rows.rows[at]
            order = tuple(r.code for r in self.rows.rows)
            self.model.show_evidence(Ask(line.code, line.item, order, pages.SPREAD))

    def copy(self) -> None:
        """The selected rows with their headings; a text that a spreadsheet would run is disarmed."""
        from app.reports.panel_matrix_csv import safe_cell

        chosen = sorted({i.row() for i in self.table.selectedIndexes()})
        columns = self._columns()
        lines = ["\t".join(safe_cell(c.title()) for c in columns)]
        lines += ["\t".join(safe_cell(_plain(c.text(self.rows.rows[at]))) for c in columns) for at in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._line.say(lambda: self.tr("已复制 {n} 行。", None, len(chosen)).format(n=len(chosen)), "good")

    def export_to(self, folder: Path) -> None:
        """分差 as XLSX and CSV."""
        self.send.setEnabled(False)
        self._line.say(lambda: self.tr("正在写…"), "small")
        self.model.runner.database(self.model.services.evidence.write_spread, folder, then=self._exported, failed=self._not_exported)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("分差表"))
        self.search.offer(self.tr("搜索编号、课题、小组"), self.tr("搜索"))
        self.search.setAccessibleName(self.tr("搜索成果"))
        self.fields.setAccessibleName(self.tr("按专业筛选"))
        self.all.setText(self.tr("限内的也列出"))
        self.all.setAccessibleName(self.tr("限内的成果也列出"))
        self.send.setText(self.tr("导出…"))
        self.send.setAccessibleName(self.tr("导出分差表（XLSX、CSV）"))
        self._line.again()
        self.rows.retitle()
        self.read()
        self._refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.verticalHeader().setMinimumSectionSize(sizes.row)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row, column = QHBoxLayout(), QVBoxLayout(self)
        self._head.addWidget(self.title)
        row.addStretch(1)
        for control in (self.search, self.fields, self.all, self.send):
            row.addWidget(control)
        self._head.addLayout(row, 1)
        self.search.setMaximumWidth(240)
        self.fields.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.fields.setMaximumWidth(220)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addWidget(self.limits)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.table.setSortingEnabled(True)

    def _connect(self) -> None:
        self.model.pictured.connect(self.read)
        self.search.textChanged.connect(lambda _text: self._refresh())
        self.fields.currentIndexChanged.connect(lambda _at: self._refresh())
        self.all.toggled.connect(lambda _on: self._refresh())
        self.rows.wanted.connect(self._sort)
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda at, _order: self._sort("", False) if at < 0 else None)

    def _columns(self) -> tuple[Column[SpreadLine], ...]:
        return (
            Column("code", lambda: self.tr("编号"), lambda r: r.code, order="code"),
            Column("title", lambda: self.tr("课题"), lambda r: r.title, order="title"),
            Column("rank", lambda: self.tr("排名"), lambda r: str(r.rank or "—"), right=True, order="rank"),
            Column("range", lambda: self.tr("总分极差"), lambda r: "—" if r.range is None else short(r.range), right=True, order="range"),
            Column("far", lambda: self.tr("差/限"), _far, right=True, order="far"),
            Column("over", lambda: self.tr("超限项"), _over, order="far", spoken=lambda r: _plain(_over(r))),
        )

    def _show(self, found: SpreadList) -> None:
        self.found = found
        self.limits.setText(found.limits)
        kept = self.fields.currentData()
        with QSignalBlocker(self.fields):
            self.fields.clear()
            self.fields.addItem(self.tr("全部领域"), "")
            for code, name in found.fields:
                self.fields.addItem(name, code)
            self.fields.setCurrentIndex(max(0, self.fields.findData(kept)))
        self._refresh()

    def _refresh(self) -> None:
        if self.found is None:
            return
        row = self.rows.row(self.table.currentIndex())
        lines = [line for line in self.found.lines if self._meets(line)]
        self.rows.show(self._ordered(lines))
        total, beyond = len(self.found.lines), self.found.beyond
        self.title.setText(self.tr("分差 {n} 份超限，共 {total} 份").format(n=beyond, total=total))
        self._share()
        if not lines:
            self._line.say(self._none, "small")
        else:
            self._line.withdraw(self._none)
        self.fit()
        codes = [line.code for line in self.rows.rows]
        at = codes.index(row.code) if row is not None and row.code in codes else 0
        if codes:
            self.table.setCurrentIndex(self.rows.index(at, 0))

    def _meets(self, line: SpreadLine) -> bool:
        text, field = self.search.text().strip().casefold(), self.fields.currentData() or ""
        if (not line.over and not self.all.isChecked()) or (field and line.field != field):
            return False
        return not text or text in f"{line.code} {line.title} {line.circle}".casefold()

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending) if key else None
        self._refresh()

    def _ordered(self, lines: list[SpreadLine]) -> list[SpreadLine]:
        """By the header's column, else as the service has them: the farthest first."""
        if self._order is None:
            return lines
        key, descending = self._order
        known = [x for x in lines if getattr(x, key) is not None]
        known.sort(key=lambda x: getattr(x, key), reverse=descending)
        return [*known, *(x for x in lines if getattr(x, key) is None)]

    def fit(self) -> None:
        """Words take what the numbers leave."""
        header, measure = self.table.horizontalHeader(), self.table.fontMetrics()
        room = self.table.viewport().width()
        fixed = {0: "Z-00000", 2: self.tr("排名") + "　", 3: self.tr("总分极差") + "　", 4: self.tr("差/限") + "　"}
        widths = {at: measure.horizontalAdvance(text) + 24 for at, text in fixed.items()}
        left = max(300, room - sum(widths.values()))
        wide = max((measure.horizontalAdvance(r.title) for r in self.rows.rows), default=0) + 24
        widths[1] = min(max(wide, 120), left * 35 // 100)
        widths[_OVER] = left - widths[1]
        for at, width in widths.items():
            header.resizeSection(at, width)
        self.table.heights.measure()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # PySide names the event differently in each class
        self._share()

    def _share(self) -> None:
        """With large text in a small window the controls have a row of their own."""
        controls = (self.title, self.search, self.fields, self.all, self.send)
        beside = sum(c.sizeHint().width() for c in controls) + 8 * len(controls) <= self.width() - 48
        self._head.setDirection(QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom)

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("分差表写到哪个文件夹"), self.export_to)

    def _exported(self, files: tuple[Path, ...]) -> None:
        self.send.setEnabled(True)
        self._line.say(lambda: self._written([f.name for f in files]), "good")

    def _written(self, names: list[str]) -> str:
        return self.tr("已写好 {n} 个文件：{names}").format(n=len(names), names=say("、", ", ").join(names))

    def _not_exported(self, error: BaseException) -> None:
        self.send.setEnabled(True)
        self._line.say(lambda: self.tr("没有写出。"), "bad")
        self.model.runner.failure.emit(error)

    def _how(self) -> str:
        return self.tr("Enter 看各评委的证据 · Ctrl+C 复制 · 分差只提示要议，不改分")

    def _none(self) -> str:
        some = self.found is not None and self.found.beyond
        return self.tr("没有符合筛选的成果。") if some else self.tr("没有超限的成果。勾选“限内的也列出”可看全部。")


def _over(line: SpreadLine) -> str:
    """What is beyond its limit; within all of them the widest item."""
    if line.over:
        return say("；", "; ").join(_unbroken(e.words) for e in line.over)
    return say("限内；最大 {words}", "within; widest: {words}", words=line.widest) if line.widest else say("限内", "within")


def _unbroken(words: str) -> str:
    """A number stays with what it is about where a long cell is wrapped."""
    if language() == "zh":
        return _JOINED.join(words.replace(" ", _SPACE))
    return _NUMBER.sub(_JOINED, words.replace(" limit ", f" limit{_SPACE}").replace("range ", f"range{_SPACE}"))


def _plain(words: str) -> str:
    return words.replace(_SPACE, " ").replace(_JOINED, "")


def _far(line: SpreadLine) -> str:
    """The farthest of them in per cent of its limit."""
    return f"{line.far}%" if line.far else "—"
