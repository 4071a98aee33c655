"""代录纸质评分: sheets that came on paper, typed twice into the judge's own grid, compared cell by cell, adopted as one step.

Reached from 收件. That nobody signed them stands on the page the whole time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QVBoxLayout

from app.core.words import say
from app.ui.chair.page import ChairPage
from app.ui.chair.pages import BOARD
from app.ui.chair.passes_panel import PassesPanel
from app.ui.chair.record_grid import RecordGrid
from app.ui.chair.record_model import FIRST, SECOND, RecordModel
from app.ui.fields import Combo
from app.ui.file_dialog import ask_file, ask_target
from app.ui.flow_row import FlowRow
from app.ui.judge import own_table_widths
from app.ui.judge.own_table_cells import GridView
from app.ui.judge.own_table_grid import FIRST as FIRST_ITEM
from app.ui.judge.paste_panel import PastePanel
from app.ui.said import Line, Said
from app.ui.widgets import Elided, button, keep_room, label

if TYPE_CHECKING:
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Colours, Metrics


class RecordPage(ChairPage):
    """Covered in 投影模式: it is all about one judge."""

    def __init__(self, chair: ChairModel) -> None:
        super().__init__()
        self.model = model = RecordModel(chair, self)
        self.back, self.title, self.mark = button("", lambda: self.turn_to.emit(BOARD)), label("heading"), label("warn")
        self.people, self.rubrics = Combo(), Combo()
        self.passes = {FIRST: button("", lambda: self._turn(FIRST)), SECOND: button("", lambda: self._turn(SECOND))}
        self.check = button("", self._check)
        self.grid = RecordGrid(model, self)
        self.table = GridView(self.grid)
        self.paste, self.both, self.words, self.nobody = PastePanel(model), PassesPanel(self, model), Elided(), label("", wrap=True)
        self._line = Line(self.words, self._how)
        self._sought: tuple[str, str] | None = None
        self.aside, self.bring, self.send = button("", self._aside), button("", self._bring), button("", self._send)
        self._lay_out()
        self._connect()
        self.retranslate()

    def arrive(self) -> None:
        self.model.read()
        self.table.setFocus()

    def take_back(self, *, again: bool) -> bool:
        return self.model.take_back(again=again)

    def retranslate(self) -> None:
        self.title.setText(self.tr("代录纸质评分"))
        self.mark.setText(self.tr("未签名，组长代录"))
        names: tuple[tuple[QPushButton, str], ...] = (
            (self.back, self.tr("← 收件")), (self.passes[FIRST], self.tr("第一遍")), (self.passes[SECOND], self.tr("第二遍")),
            (self.check, self.tr("核对两遍…")), (self.aside, self.tr("本份回避")), (self.bring, self.tr("从表格读入…")),
            (self.send, self.tr("导出模板…")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        keep_room(*self.passes.values())
        self.aside.setToolTip(self.tr("纸上写明回避；再按一次取消"))
        self.people.setAccessibleName(self.tr("代录哪位评委"))
        self.rubrics.setAccessibleName(self.tr("评分表"))
        self.table.setAccessibleName(self.tr("代录的评分"))
        self.nobody.setText(self.tr("没有可以代录的评委：都已交来本人签名的评分文件。"))
        self.grid.retitle()
        self._line.again()
        self._turned()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.verticalHeader().setDefaultSectionSize(sizes.row)
        self.title.setVisible(not sizes.compact)
        keep_room(*self.passes.values())
        for panel in (self.paste, self.both):
            panel.setFixedWidth(sizes.scaled(320 if sizes.compact else 380))
        self._fit()

    def dress(self, colours: Colours) -> None:
        self.table.dress(colours)

    def say(self, said: Said, role: str = "") -> None:
        """One line under the table: what happened, or how it is used."""
        self._line.say(said, role)

    def _how(self) -> str:
        return self.tr("每键即存 · Enter 下一行 · Tab 下一项 · Delete 清除 · Ctrl+V 粘贴表格 · Ctrl+Z 撤销输入")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.paste.isHidden():
            self.model.drop_preview()
            self.table.setFocus()
        elif not self.both.isHidden():
            self.both.hide()
        else:
            self.turn_to.emit(BOARD)

    def _lay_out(self) -> None:
        top, middle, foot, column = FlowRow(), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for part in (self.back, self.title, self.people, self.rubrics, *self.passes.values(), self.check, self.mark):
            top.addWidget(part)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.paste)
        middle.addWidget(self.both)
        foot.addWidget(self.words, 1)
        for control in (self.aside, self.bring, self.send):
            foot.addWidget(control)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.nobody)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        for combo in (self.people, self.rubrics):
            combo.setMinimumHeight(36)
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        for toggle in self.passes.values():
            toggle.setCheckable(True)
        self.nobody.hide()
        table = self.table
        table.setObjectName("grid")
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)
        table.resized.connect(self._fit)

    def _connect(self) -> None:
        model, table = self.model, self.table
        model.offered.connect(self._offered)
        model.turned.connect(self._turned)
        model.listed.connect(lambda _reset: self._listed())
        model.said.connect(lambda said, good: self.say(said, "good" if good else "bad"))
        model.wrote.connect(lambda n: self.say(lambda: self.tr("已写入 {n} 项；Ctrl+Z 一次撤销。", None, n).format(n=n), "good"))
        model.filed.connect(lambda place: self.say(lambda: self.tr("已保存到 {place}").format(place=place), "good"))
        model.previewed.connect(self._fit)
        model.previewed.connect(lambda: self.both.hide() if model.preview is not None else table.setFocus())
        self.people.activated.connect(lambda at: model.turn(self.people.itemData(at), model.number))
        self.rubrics.activated.connect(lambda at: model.turn(model.judge, model.number, self.rubrics.itemData(at)))
        self.both.wanted.connect(self._look_for)
        table.paste_wanted.connect(self._paste)
        table.clear_wanted.connect(self._clear)
        table.cells.said.connect(lambda said: self.say(said, "bad"))
        table.cells.typing.connect(self._typing)
        table.cells.closeEditor.connect(lambda _editor: model.give_up())
        table.selectionModel().currentRowChanged.connect(lambda now, _was: self._offer(now.row()))

    def _offered(self) -> None:
        with QSignalBlocker(self.people):
            self.people.clear()
            for person in self.model.people:
                self.people.addItem(person.name, person.judge)
            self.people.setCurrentIndex(max(0, self.people.findData(self.model.judge)))
        some = bool(self.model.people)
        self.nobody.setVisible(not some)
        for part in (self.people, self.rubrics, *self.passes.values(), self.check, self.table, self.aside, self.bring, self.send):
            part.setVisible(some)
        if not some:
            self.both.hide()

    def _turned(self) -> None:
        model = self.model
        for number, toggle in self.passes.items():
            toggle.setChecked(number == model.number)
        with QSignalBlocker(self.rubrics):
            self.rubrics.clear()
            for rubric in model.rubrics:
                self.rubrics.addItem(say(rubric.title.zh, rubric.title.en), rubric.id)
            if model.rubric is not None:
                self.rubrics.setCurrentIndex(max(0, self.rubrics.findData(model.rubric.id)))
        self.rubrics.setVisible(self.rubrics.count() > 1)

    def _listed(self) -> None:
        self._fit()
        if self.grid.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.grid.index(0, FIRST_ITEM))
        sought, self._sought = self._sought, None
        if sought is not None:
            self._go_to(*sought)
        half = self.model.half
        if half is not None and self._go_to(half.entry, half.item):
            self.table.edit(self.table.currentIndex())
            if isinstance(editor := self.table.indexWidget(self.table.currentIndex()), QLineEdit):
                editor.setText(half.text)
                self.say(lambda: self.tr("这一格上次没有输完。"), "warn")

    def _fit(self) -> None:
        own_table_widths.fit(self.table, self.grid)

    def _turn(self, number: int) -> None:
        self.model.turn(self.model.judge, number)
        self._turned()
        self.table.setFocus()

    def _check(self) -> None:
        self.model.drop_preview()
        self.both.setVisible(self.both.isHidden())

    def _typing(self, row: int, column: int, text: str) -> None:
        if (place := self.grid.item_at(column)) is not None:
            self.model.half_typed(row, place, text)

    def _offer(self, row: int) -> None:
        found = self.grid.row_at(row)
        self.aside.setText(self.tr("不再回避") if found is not None and found.recused else self.tr("本份回避"))
        self.aside.setAccessibleName(self.aside.text())

    def _aside(self) -> None:
        self.model.stand_aside(self.table.currentIndex().row())

    def _look_for(self, entry: str, item: str) -> None:
        """The passes are compared over all rubrics: a cell that differs may be in the table that is not in front."""
        if not self._go_to(entry, item):
            self._sought = entry, item
            self.model.turn_to_entry(entry)

    def _go_to(self, entry: str, item: str) -> bool:
        """Bring a cell to the front; whether it is in this table."""
        row = next((n for n, r in enumerate(self.model.rows) if r.code == entry), -1)
        place = next((n for n, i in enumerate(self.grid.items) if i.code == item), 0)
        if row >= 0:
            self.table.setCurrentIndex(self.grid.index(row, FIRST_ITEM + place))
            self.table.setFocus()
        return row >= 0

    def _paste(self, text: str) -> None:
        here = self.table.currentIndex()
        if text.strip() and here.isValid():
            self.model.paste(text, here.row(), self.grid.item_at(here.column()) or 0)
        else:
            self.say(lambda: self.tr("剪贴板里没有表格内容。"), "warn")

    def _clear(self) -> None:
        if (block := self.table.block()) is not None:
            row, item, down, right = block
            self.model.clear(row, item, (down, right))

    def _bring(self) -> None:
        ask_file(self, self.tr("从表格读入"), [self.tr("表格 (*.xlsx *.csv)")], self.model.look_at_file)

    def _send(self) -> None:
        name = self.tr("代录 {name} 第{n}遍").format(name=self.model.name, n=self.model.number) + ".xlsx"
        ask_target(self, self.tr("导出模板"), name, self.model.write_template)
