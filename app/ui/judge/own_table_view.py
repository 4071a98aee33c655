"""我的评分表: every entry of the judge with every item of one rubric, and what a spreadsheet does with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from app.ui.file_dialog import ask_file, ask_target
from app.ui.judge import own_table_widths, words
from app.ui.judge.away import away
from app.ui.judge.compare_panel import ComparePanel
from app.ui.judge.own_hints import HintLine
from app.ui.judge.own_table_cells import GridView
from app.ui.judge.own_table_grid import FIRST, Grid
from app.ui.judge.own_table_head import OwnTableHead
from app.ui.judge.own_table_model import OwnTableModel
from app.ui.judge.paste_panel import PastePanel
from app.ui.said import Line, Said
from app.ui.theme import Colours, Metrics
from app.ui.widgets import Elided, button

_OWN_KEYS = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_OWN_CTRL = {
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_F,
    Qt.Key.Key_M,
    Qt.Key.Key_G,
    Qt.Key.Key_B,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
}
_ROOMY = 20
"""Base size of text up to which a small window has room for the title."""


class OwnTableView(QWidget):
    """`opened(code)`: this entry is wanted; `left`: back to the papers; `papers_wanted`: what is printed."""

    opened = Signal(str)
    left = Signal()
    papers_wanted = Signal()

    def __init__(self, model: OwnTableModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = model
        self.head = OwnTableHead(model)
        self.grid = Grid(model, self)
        self.table = GridView(self.grid)
        self.paste, self.compare = PastePanel(model), ComparePanel(model)
        self.hints, self.words = HintLine(), Elided()
        self._line = Line(self.words, self._how)
        self.open_button = button("", lambda: self._open(self.table.currentIndex().row()))
        self.pair, self.bring = button("", self._pin), button("", self._import)
        self.send, self.paper = button("", self._export), button("", self.papers_wanted.emit)
        self._tight = False
        self._lay_out()
        self._connect()
        self.retranslate()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.verticalHeader().setDefaultSectionSize(sizes.row)
        self.head.title.setVisible(not sizes.compact or sizes.base <= _ROOMY)  # the rail says where one is; the rubric needs the room
        wide = 340 if sizes.compact else 400
        self._tight = sizes.compact and sizes.base > _ROOMY
        self.paste.fit(sizes.scaled(wide) if self._tight else wide, tight=self._tight)
        self.compare.setFixedWidth(wide)
        self._make_room()
        self._fit()

    def dress(self, colours: Colours) -> None:
        self.table.dress(colours)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("我的评分表"))
        names = (
            (self.open_button, self.tr("打开本份")), (self.pair, self.tr("两份对比")), (self.bring, self.tr("从表格导入…")),
            (self.send, self.tr("导出 Excel…")), (self.paper, self.tr("打印…")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.head.retranslate()
        self.grid.retitle()
        self._line.again()

    def say(self, said: Said, role: str = "") -> None:
        """One line under the table: what happened, or how it is used."""
        self._line.say(said, role)

    def _how(self) -> str:
        return self.tr("数字直接改分 · Enter 下一行 · Tab 下一项 · Delete 回到未评 · Ctrl+V 粘贴表格 · Ctrl+Enter 打开本份")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.active = True
        self.model.read()
        self.table.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.active = False

    def event(self, event: QEvent) -> bool:
        """Keys of the papers behind mean something else here, or nothing."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (_OWN_CTRL if control else _OWN_KEYS):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self.paste.isHidden():
                self.model.drop_preview()
                self.table.setFocus()
            elif not self.compare.isHidden():
                self.compare.hide()
                self.table.setFocus()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_F and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.head.search.setFocus()
            self.head.search.selectAll()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        middle, foot = QHBoxLayout(), QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.paste)
        middle.addWidget(self.compare)
        foot.addWidget(self.words, 1)
        for control in (self.open_button, self.pair, self.bring, self.send, self.paper):
            control.setMinimumHeight(36)
            foot.addWidget(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(self.head)
        column.addLayout(middle, 1)
        column.addWidget(self.hints)
        column.addLayout(foot)
        table = self.table
        table.setObjectName("grid")
        table.setShowGrid(True)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.setSortingEnabled(True)
        head = table.horizontalHeader()
        head.setSortIndicator(0, Qt.SortOrder.AscendingOrder)  # 组内序号 from this judge's own start
        head.setSortIndicatorClearable(True)  # the way back where large text leaves no room for the numbers
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        table.resized.connect(self._fit)

    def _connect(self) -> None:
        model, table = self.model, self.table
        self.head.rubric_wanted.connect(self._other_rubric)
        self.grid.wanted.connect(lambda order, down: model.ask(order=order, descending=down))
        self.grid.modelReset.connect(self._listed)
        table.opened.connect(self._open)
        table.paste_wanted.connect(self._paste)
        table.clear_wanted.connect(self._clear)
        table.shut.connect(self._shut)
        table.cells.said.connect(lambda said: self.say(said, "bad"))
        table.selectionModel().currentRowChanged.connect(lambda now, _before: self._follow(now.row()))
        self.compare.shut.connect(self.compare.hide)
        model.listed.connect(lambda _reset: self.compare.again())
        model.previewed.connect(self._previewed)
        model.wrote.connect(self._wrote)
        model.filed.connect(lambda place: self.say(lambda: self.tr("已保存到 {place}").format(place=place), "good"))

    def _shut(self, at: int) -> None:
        """A key asked for points where none are taken."""
        row = self.model.rows[at]
        self.say(words.shut(away(recused=row.recused, withdrawn=row.withdrawn)), "warn")

    def _wrote(self, cells: int) -> None:
        self.say(partial(self._written, cells), "good" if cells else "warn")

    def _none(self) -> str:
        return self.tr("没有符合条件的成果。")

    def _written(self, cells: int) -> str:
        if not cells:
            return self.tr("这里没有要改的分数。")
        return self.tr("已写入 {n} 项；Ctrl+Z 一次撤销。", None, cells).format(n=cells)

    def _listed(self) -> None:
        self.head.name_rubrics()
        self._fit()
        if not self.table.currentIndex().isValid() and self.grid.rowCount():
            self.table.setCurrentIndex(self.grid.index(0, FIRST))
        if self.grid.rowCount():
            self._line.withdraw(self._none)
        else:
            self.say(self._none, "warn")

    def _previewed(self) -> None:
        self._make_room()
        self.table.setFocus() if self.model.preview is None else self.compare.hide()

    def _make_room(self) -> None:
        """In a low window the preview takes the place of what is not wanted beside it."""
        away = self._tight and self.model.preview is not None
        for part in (self.words, self.open_button, self.pair, self.bring, self.send, self.paper):
            part.setHidden(away)

    def _fit(self) -> None:
        own_table_widths.fit(self.table, self.grid)

    def _other_rubric(self, rubric: str) -> None:
        self.compare.hide()
        self.model.drop_preview()
        self.model.ask(rubric=rubric, order="position", descending=False)
        self.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)

    def _open(self, row: int) -> None:
        if (found := self.grid.row_at(row)) is not None:
            self.opened.emit(found.code)

    def _follow(self, row: int) -> None:
        if (found := self.grid.row_at(row)) is not None:
            self.compare.follow(found.code)

    def _pin(self) -> None:
        found = self.grid.row_at(self.table.currentIndex().row())
        if found is not None:
            self.model.drop_preview()
            self.compare.pin(found.code)
            self.table.setFocus()

    def _paste(self, text: str) -> None:
        here = self.table.currentIndex()
        if text.strip() and here.isValid():
            self.model.paste(text, here.row(), self.grid.item_at(here.column()) or 0)
        else:
            self.say(lambda: self.tr("剪贴板里没有表格内容。"), "warn")

    def _clear(self) -> None:
        block = self.table.block()
        if block is not None:
            row, item, down, right = block
            self.model.clear(row, item, (down, right))

    def _import(self) -> None:
        ask_file(self, self.tr("从表格导入"), [self.tr("表格 (*.xlsx *.csv)")], self.model.look_into)

    def _export(self) -> None:
        ask_target(self, self.tr("导出 Excel"), self.tr("我的评分表") + ".xlsx", self.model.export)
