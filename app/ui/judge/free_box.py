"""看完可释放空间: the finished entries with what each would give back, what is chosen in one sentence, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.ui.judge.free_model import FreeModel
from app.ui.judge.load_model import amount
from app.ui.tips import tip
from app.ui.widgets import button, label

_ENTRY, _SIZE, _ACT = range(3)
_SHOWN_ROWS, _ROW, _SIDE = 5, 36, 8


class FreeBox(QWidget):
    """Follows a `FreeModel`. Nothing is ticked off by itself: every entry that may go is chosen, and leaving one out is one press."""

    def __init__(self, model: FreeModel) -> None:
        super().__init__()
        self._model = model
        self._filling = False
        self._items: dict[str, QTreeWidgetItem] = {}
        self._acts: dict[str, QPushButton] = {}
        self.words, self.preview, self.said = label(wrap=True), label(wrap=True), label("good", wrap=True)
        self.videos = QCheckBox()
        self.videos.toggled.connect(lambda on: None if self._filling else model.choose_videos(on))
        self.go, self.back = button("", model.free), button("", model.take_back)
        self._room = QPixmap(18, 1)
        self._room.fill(Qt.GlobalColor.transparent)  # in the place of a box to tick: all titles begin in one line
        self.tree = QTreeWidget()
        self.tree.setIconSize(self._room.size())
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_ENTRY, QHeaderView.ResizeMode.Stretch)
        for column in (_SIZE, _ACT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemChanged.connect(self._ticked)
        self._lay_out()
        model.changed.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Something was scored, chosen, freed or fetched."""
        model, plan = self._model, self._model.plan
        rows = model.rows
        self.words.setText(
            self.tr("评分、记录和证据都留着，资料以后可重新下载。")
            if rows
            else self.tr("评完的成果，资料可以在这里释放；评分和证据不受影响。")
        )
        for widget in (self.tree, self.videos, self.preview, self.go):
            widget.setVisible(bool(rows))
        size, count = (plan.bytes, len(model.chosen)) if plan is not None else (0, 0)
        if size:
            self.preview.setText(self.tr("已选 {n} 份，可腾出 {size}").format(n=count, size=amount(size)))
        else:
            self.preview.setText(self.tr("所选的没有可以释放的资料"))
        self.go.setEnabled(size > 0 and not model.busy)
        self._name(self.go, self.tr("释放 {size}").format(size=amount(size)) if size else self.tr("释放"))
        said = model.said()
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.back.setVisible(bool(said))
        self._fill()

    def retranslate(self) -> None:
        self.videos.setText(self.tr("只释放视频，报告留着"))
        self.videos.setAccessibleName(self.videos.text())
        self._name(self.back, self.tr("撤销：重新下载"))
        self.tree.setAccessibleName(self.tr("可以释放资料的成果"))
        self._items.clear()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.words, self.tree, self.videos, self.preview):
            column.addWidget(widget)
        row = QHBoxLayout()
        for control in (self.go, self.back):
            control.setMinimumHeight(36)
            row.addWidget(control)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.said)

    def _fill(self) -> None:
        rows = self._model.rows
        self._filling = True
        if list(self._items) != [e.entry for e in rows]:
            self.tree.clear()
            self._acts.clear()
            self._items = {e.entry: QTreeWidgetItem(self.tree, [f"{e.entry}  {e.title}", "", ""]) for e in rows}
            self.tree.setFixedHeight(_ROW * min(_SHOWN_ROWS, len(rows)) + 4)
        self.videos.setChecked(self._model.videos_only)
        for entry in rows:
            self._show(self._items[entry.entry], entry.entry, any(f.here for f in entry.files) and entry.finished, entry.freed)
        self._filling = False

    def _show(self, item: QTreeWidgetItem, code: str, may_go: bool, freed: int) -> None:
        ticked = Qt.CheckState.Checked if code in self._model.chosen else Qt.CheckState.Unchecked
        item.setData(_ENTRY, Qt.ItemDataRole.CheckStateRole, ticked if may_go else None)
        item.setData(_ENTRY, Qt.ItemDataRole.DecorationRole, None if may_go else self._room)
        item.setToolTip(_ENTRY, tip(item.text(_ENTRY)))
        gain = self._model.gains.get(code, 0)
        if freed:
            item.setText(_SIZE, self.tr("已释放 {size}").format(size=amount(freed)))
        else:
            item.setText(_SIZE, amount(gain) if gain else self.tr("与别的成果共用"))
        if freed and code not in self._acts:
            self._acts[code] = self._fetching(code)
            self.tree.setItemWidget(item, _ACT, self._acts[code])
        elif not freed and self._acts.pop(code, None) is not None:
            self.tree.removeItemWidget(item, _ACT)

    def _fetching(self, code: str) -> QPushButton:
        made = button("flat", partial(self._model.fetch, (code,)))
        made.setMinimumHeight(36)
        made.setText(self.tr("重新下载"))
        made.setMinimumWidth(made.sizeHint().width() + 2 * _SIDE)
        made.setAccessibleName(self.tr("重新下载 {code}").format(code=code))
        return made

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == _ENTRY:
            code = next((code for code, held in self._items.items() if held is item), "")
            self._model.choose(code, on=item.checkState(_ENTRY) is Qt.CheckState.Checked)

    def _name(self, control: QPushButton, words: str) -> None:
        control.setText(words)
        control.setAccessibleName(words)
