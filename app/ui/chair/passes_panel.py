"""核对两遍: what agrees, every cell that does not, what is unfinished; and one button that lets the agreed sheets count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.words import say
from app.ui.panels import Panel
from app.ui.widgets import button, label
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.services.chair.record import Comparison, Difference
    from app.ui.chair.record_model import RecordModel

_CELL = Qt.ItemDataRole.UserRole
_LIST_LEAST = 96
"""Two differences; in a low window the rest of the panel scrolls."""


class PassesPanel(Panel):
    """`wanted(entry, item)`: the cell of a difference is to be looked at."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget, model: RecordModel) -> None:
        super().__init__(parent)
        self._model, self._judge = model, ""
        self.title, self.sum = label("title"), label("", wrap=True)
        self.list, self.own_table, self.reason = QListWidget(), QCheckBox(), QLineEdit()
        self.take, self.shut = button("primary", self._take), button("", self.hide)
        wrap(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reason.setMinimumHeight(36)
        self.reason.setMaxLength(200)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._lay_out()
        self.list.itemClicked.connect(self._chosen)
        self.list.itemActivated.connect(self._chosen)
        self.reason.textChanged.connect(lambda _text: self._offer())
        self.reason.returnPressed.connect(self._take)
        self.own_table.toggled.connect(lambda _on: self.refresh())
        model.compared.connect(self._compared)
        model.adopted.connect(self._clear)
        self.hide()
        self.retranslate()

    def _lay_out(self) -> None:
        inside, self.area, foot = QWidget(), QScrollArea(), QHBoxLayout()
        area = self.area
        inside.setObjectName("page")
        body, column = QGridLayout(inside), QVBoxLayout(self)
        body.setContentsMargins(6, 4, 6, 4)  # the frame of the keyboard is drawn inside the area: not over words
        for line in (body, column):
            line.setSpacing(8)
        for at, part in enumerate((self.sum, self.list, self.own_table, self.reason)):
            body.addWidget(part, at, 0)
        body.setRowMinimumHeight(1, _LIST_LEAST)  # a least height of the list itself would be taken from the words above it
        body.setRowStretch(1, 1)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        foot.addWidget(self.take, 1)
        foot.addWidget(self.shut)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.title)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def refresh(self) -> None:
        """The passes were compared anew."""
        found = self._model.comparison
        self.list.clear()
        self.sum.setText(self._summary(found) if found is not None else "")
        if found is not None:
            self._list(found)
        self._offer()

    def _list(self, found: Comparison) -> None:
        """Of what only the second pass lacks nothing is said where none is wanted."""
        if self.own_table.isChecked():
            for code in found.open_first:
                self._row(say("{code} 第一遍没有录完", "{code} is not finished in the first pass", code=code), code, "")
            return
        for difference in found.differences:
            self._line(difference)
        for code in found.unfinished:
            self._row(say("{code} 有一遍没有录完", "{code} is not finished in one pass", code=code), code, "")

    def retranslate(self) -> None:
        self.title.setText(self.tr("核对两遍"))
        for part in (self, self.area):
            part.setAccessibleName(self.title.text())
        self.list.setAccessibleName(self.tr("两遍不同之处"))
        self.own_table.setText(self.tr("评委自己的电子表，不录第二遍"))
        self.take.setToolTip(self.tr("采用后处处注明：未签名，组长代录。"))
        self.reason.setPlaceholderText(self.tr("代录的理由（会印在汇总表上）"))
        self.reason.setAccessibleName(self.tr("代录的理由"))
        self.shut.setText(self.tr("收起"))
        self.shut.setAccessibleName(self.shut.text())
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _compared(self) -> None:
        if self._judge != self._model.judge:
            self._judge = self._model.judge
            self._clear()
        self.refresh()

    def _clear(self) -> None:
        """Why a judge's sheets are copied, and that no second pass is wanted, is said of this judge's sheets and of no others."""
        self.reason.clear()
        self.own_table.setChecked(False)

    def _summary(self, found: Comparison) -> str:
        if self.own_table.isChecked():
            return self.tr("只录一遍：第一遍录完的都采用。")
        return self.tr("两遍一致 {a} 份 · 不同 {d} 处 · 未录完 {u} 份").format(
            a=len(found.agreed), d=len(found.differences), u=len(found.unfinished)
        )

    def _line(self, difference: Difference) -> None:
        self._row(f"≠ {difference.words}", difference.entry, difference.item)

    def _row(self, words: str, entry: str, item: str) -> None:
        made = QListWidgetItem(words)
        made.setData(_CELL, (entry, item))
        self.list.addItem(made)

    def _offer(self) -> None:
        found, alone = self._model.comparison, self.own_table.isChecked()
        count = 0 if found is None else found.alone if alone else len(found.agreed)
        words = self.tr("采用第一遍 {n} 份（未签名）") if alone else self.tr("采用 {n} 份（未签名）")
        self.take.setText(words.format(n=count))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(bool(self.reason.text().strip()) and count > 0)

    def _take(self) -> None:
        if self.take.isEnabled():
            self._model.adopt(self.reason.text().strip(), own_table=self.own_table.isChecked())

    def _chosen(self, item: QListWidgetItem) -> None:
        self.wanted.emit(*item.data(_CELL))
