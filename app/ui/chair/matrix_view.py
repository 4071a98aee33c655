"""汇总: judge × entry, narrowed by text, field and level, sorted by any column; one entry opens beside it, the sheet goes to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout

from app.core.words import say
from app.scoring.fields import fields_of
from app.ui.chair import pages
from app.ui.chair.entry_panel import EntryPanel
from app.ui.chair.evidence_model import Ask
from app.ui.chair.matrix_lines import Lines, lines_of
from app.ui.chair.matrix_rows import MatrixRows
from app.ui.chair.matrix_table import MatrixTable
from app.ui.chair.page import ChairPage
from app.ui.fields import Combo, Search
from app.ui.file_dialog import ask_folder
from app.ui.said import Line, Said
from app.ui.widgets import Elided, button, label

if TYPE_CHECKING:
    from app.services.chair.one_entry import EntryDesk
    from app.services.chair.paper_supply import PaperFrame
    from app.services.chair.papers import PanelPapers
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Colours, Metrics

_SIDE, _FEWEST_ROWS = 24, 12
"""Margins; a page lower than so many rows gives one entry the room of the filters."""


class MatrixView(ChairPage):
    """One row an entry."""

    for_the_hall: ClassVar[bool] = True

    def __init__(self, model: ChairModel) -> None:
        super().__init__()
        self.model = model
        self._sizes: Metrics | None = None
        self._wanted, self._asked = "", 0
        self.title, self.words, self.mixed = Elided("heading"), Elided("small"), label("warn", wrap=True)
        self._line = Line(self.words, self._how)
        self.search, self.fields, self.levels, self.flagged = Search(), Combo(), Combo(), QCheckBox()
        self.send = button("", self._ask_folder)
        self.rows = MatrixRows(self)
        self.table, self.entry = MatrixTable(self.rows), EntryPanel()
        self._lay_out()
        self._connect()
        self.retranslate()

    def arrive(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        """The results changed."""
        picture = self.model.picture
        if picture is None:
            return
        there = fields_of(picture.season, (r.field for r in picture.view.rows))
        self._offer(self.fields, [(self.tr("全部领域"), ""), *((say(name.zh, name.en), code) for code, name in there)])
        levels = [(picture.view.level_name(code), code) for code in picture.view.levels]
        self._offer(self.levels, [(self.tr("全部等级"), ""), *levels, (self.tr("无等级"), "-")])
        self.mixed.setText("\n".join(m.brief for m in picture.view.mixed))
        self.mixed.setVisible(bool(picture.view.mixed))
        self._veil()
        self._asked += 1
        self.model.runner.pool(lines_of, picture, then=partial(self._show, self._asked))

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("汇总表"))
        self.search.offer(self.tr("搜索编号、课题、小组"), self.tr("搜索"))
        self.search.setAccessibleName(self.tr("搜索成果"))
        self.fields.setAccessibleName(self.tr("按专业筛选"))
        self.levels.setAccessibleName(self.tr("按建议等级筛选"))
        self.flagged.setText(self.tr("只看有标记的"))
        self.flagged.setAccessibleName(self.tr("只看需复议、待复核、暂缓和并列的"))
        self.send.setText(self.tr("导出…"))
        self.send.setAccessibleName(self.tr("导出汇总表（PDF、XLSX、CSV）"))
        self._line.again()
        self.refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self._sizes = sizes
        self.entry.resize_to(sizes)
        self._fit()

    def dress(self, colours: Colours) -> None:
        self.rows.dress(colours)
        self.table.dress(colours)

    def say(self, said: Said, role: str = "small") -> None:
        """One line under the table."""
        self._line.say(said, role)

    def _how(self) -> str:
        """How it is read and used."""
        return self.tr("▲▽ 去掉的最高最低分 · ↑↓ 离平均较远 · 底色越浓分越高 · Enter 看一份成果 · Ctrl+C 复制")

    def export_to(self, folder: Path) -> None:
        """汇总表 as PDF, XLSX and CSV."""
        from app.core.tasks import Context
        from app.services.chair.papers import PanelPaper
        from app.ui.chair.result_services import write

        self.send.setEnabled(False)
        self.say(lambda: self.tr("正在写…"))
        runner, asked = self.model.runner, self.model.services.results.paper_frame

        def make(taken: PaperFrame) -> None:
            runner.pool(write, taken, folder, Context(), then=self._exported, failed=self._not_exported)

        runner.database(asked, (PanelPaper.MATRIX,), then=make, failed=self._not_exported)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.entry.isHidden():
            self._put_away()
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if self.search.isHidden():
                self._put_away()
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_entry()
        self._fold()

    def _lay_out(self) -> None:
        head, middle, column = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout(), QVBoxLayout(self)
        first, second, self._head = QHBoxLayout(), QHBoxLayout(), head
        first.addWidget(self.title, 1)
        for control in (self.search, self.fields, self.levels, self.flagged, self.send):
            second.addWidget(control)
        head.addLayout(first, 1)
        head.addLayout(second)
        self.search.setMaximumWidth(240)
        for combo in (self.fields, self.levels):
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
            combo.setMaximumWidth(220)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.entry)
        column.setContentsMargins(_SIDE, 14, _SIDE, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.mixed)
        column.addLayout(middle, 1)
        column.addWidget(self.words)
        self.entry.hide()
        self.mixed.hide()

    def _connect(self) -> None:
        self.model.pictured.connect(self.refresh)
        self.model.veil.changed.connect(self._veil)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.fields.currentIndexChanged.connect(lambda _at: self._narrow())
        self.levels.currentIndexChanged.connect(lambda _at: self._narrow())
        self.flagged.toggled.connect(lambda _on: self._narrow())
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _was: self._follow(now.row()))
        self.entry.left.connect(self._put_away)
        self.entry.evidence_wanted.connect(self._evidence)

    def _show(self, asked: int, made: Lines) -> None:
        """Of several results only the newest."""
        if asked != self._asked:
            return
        row = self.rows.row(self.table.currentIndex().row())
        self.rows.show(made, self._names())
        self._fit()
        self._go_to(row.code if row is not None else "")
        if self._wanted:
            self._read(self._wanted)

    def _veil(self) -> None:
        """At once, without the pool: what the hall may not see is gone when the veil is drawn."""
        self.rows.rename(self._names())
        self._fit()
        if self._wanted:
            self._read(self._wanted)

    def _names(self) -> Mapping[str, str]:
        """Judges as they are called now."""
        veil, picture = self.model.veil, self.model.picture
        return veil.unmarked if veil.hiding else picture.names if picture is not None else {}

    def _narrow(self) -> None:
        row = self.rows.row(self.table.currentIndex().row())
        self.rows.narrow(self.search.text(), self.fields.currentData() or "", self.levels.currentData() or "", self.flagged.isChecked())
        self._go_to(row.code if row is not None else "")
        self._count()

    def _go_to(self, code: str) -> None:
        at = self.rows.find(code) if code else 0
        if 0 <= at < self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(at, max(0, self.table.currentIndex().column())))

    def _count(self) -> None:
        shown, total = self.rows.rowCount(), self.rows.total
        text = self.tr("汇总表 {n} 份", None, shown) if shown == total else self.tr("汇总表 {n}/{total} 份", None, total)
        self.title.setText(text.format(n=shown, total=total))

    def _offer(self, combo: Combo, choices: list[tuple[str, str]]) -> None:
        """New words, the same choice."""
        kept = combo.currentData()
        with QSignalBlocker(combo):
            combo.clear()
            for words, code in choices:
                combo.addItem(words, code)
            combo.setCurrentIndex(max(0, combo.findData(kept)))

    def _fit(self) -> None:
        if self._sizes is not None:
            self._size_entry()
            self.table.fit(self._sizes)
            self._count()
            self._fold()

    def _fold(self) -> None:
        """With large text the filters get a row of their own."""
        parts = (self.title, self.search, self.fields, self.levels, self.flagged, self.send)
        needed, way = sum(min(w.sizeHint().width(), w.maximumWidth()) + 8 for w in parts), QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if needed + 2 * _SIDE <= self.width() else way.TopToBottom)

    def _size_entry(self) -> None:
        if self._sizes is not None:
            self.entry.setFixedWidth(min(self._sizes.scaled(520), max(360, self.width() * 2 // 5)))
            self._make_room()

    def _make_room(self) -> None:
        """With large text in a small window nothing was left of the entry's points but their heads."""
        low = self._sizes is not None and self.height() < _FEWEST_ROWS * self._sizes.row
        for part in (self.title, self.search, self.fields, self.levels, self.flagged, self.send, self.words):
            part.setHidden(low and not self.entry.isHidden())

    def _open(self, at: int) -> None:
        row = self.rows.row(at)
        if row is not None and row.code != self._wanted:
            self._read(row.code)

    def _follow(self, at: int) -> None:
        if self._wanted and at >= 0:
            self._open(at)

    def _read(self, code: str) -> None:
        self._wanted = code
        self.model.runner.database(self.model.services.results.entry, code, then=self._show_entry)

    def _show_entry(self, desk: EntryDesk) -> None:
        if desk.row.code == self._wanted:
            self.entry.show_entry(self._veiled(desk))
            self._make_room()

    def _veiled(self, desk: EntryDesk) -> EntryDesk:
        """The entry as it may be shown now."""
        veil = self.model.veil
        if not veil.on:
            return desk
        told = tuple(replace(line, words=veil.said(line.words)) for line in desk.decisions)
        return replace(desk, judges={j: veil.hall.get(j, "") for j in desk.judges}, avoid=veil.avoid_words(desk.avoid), decisions=told)

    def _evidence(self, item: str) -> None:
        """The entry beside the table, the others in the table's order."""
        shown = (self.rows.row(at) for at in range(self.rows.rowCount()))
        self.model.show_evidence(Ask(self._wanted, item, tuple(r.code for r in shown if r is not None), pages.MATRIX))

    def _put_away(self) -> None:
        self._wanted = ""
        self.entry.hide()
        self._make_room()
        self.table.setFocus()

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("汇总表写到哪个文件夹"), self.export_to)

    def _exported(self, made: PanelPapers) -> None:
        self.send.setEnabled(True)
        self.say(partial(self._written, tuple(f.name for f in made.files)), "good")

    def _written(self, names: tuple[str, ...]) -> str:
        return self.tr("已写好 {n} 个文件：{names}").format(n=len(names), names=say("、", ", ").join(names))

    def _not_exported(self, error: BaseException) -> None:
        self.send.setEnabled(True)
        self.say(lambda: self.tr("没有写出。"), "bad")
        self.model.runner.failure.emit(error)
