"""审定表的单位: which bodies sign and seal the form, under which names and in which order. They belong to the place and stay as they are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from app.core.text import one_line
from app.models.approval import ApprovalBody, BodyChoice
from app.models.shape import LINE
from app.ui.widgets import button, keep_room, label

_MOST = 12
"""As many as a form holds."""
_NEW = "单位意见"
"""As it would stand on the paper, until it has its name."""
_BODY, _ON, _OFF = Qt.ItemDataRole.UserRole, Qt.CheckState.Checked, Qt.CheckState.Unchecked


class BodiesBox(QWidget):
    """`changed`: the bodies are others. `restored`: those that come with the program are wanted."""

    changed = Signal()
    restored = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.turn, self.hint = button("", self._turn), label("small", wrap=True)
        self.turn.setCheckable(True)
        self.list, self.inside = QListWidget(), QWidget()
        self.up, self.down = button("", lambda: self._move(-1)), button("", lambda: self._move(1))
        self.add, self.remove, self.restore = button("", self._add), button("", self._remove), button("", self.restored.emit)
        self.list.setEditTriggers(QListWidget.EditTrigger.DoubleClicked | QListWidget.EditTrigger.EditKeyPressed)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.list.itemChanged.connect(self._edited)
        self.list.currentRowChanged.connect(lambda _row: self._allow())
        self.retranslate()

    @property
    def choices(self) -> tuple[BodyChoice, ...]:
        """The bodies as they stand."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return tuple(BodyChoice(i.data(_BODY), i.checkState() is _ON) for i in items)

    def show_choices(self, choices: Sequence[BodyChoice]) -> None:
        """These, unless they are what stands there: a row that is looked at stays chosen."""
        if tuple(choices) == self.choices:
            return
        self.list.blockSignals(True)
        self.list.clear()
        for choice in choices:
            self.list.addItem(_item(choice))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._allow()

    def retranslate(self) -> None:
        names = (
            (self.turn, self.tr("审定表的单位…")), (self.up, self.tr("上移")), (self.down, self.tr("下移")), (self.add, self.tr("添加")),
            (self.remove, self.tr("删除")), (self.restore, self.tr("恢复原样")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        keep_room(self.turn)
        self.hint.setText(self.tr("打勾的印在审定表上，按此次序；双击或按 F2 改名称。"))
        self.list.setAccessibleName(self.tr("审定表的单位"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() is QEvent.Type.FontChange:
            keep_room(self.turn)
            self._fit()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        column, within, row = QVBoxLayout(self), QVBoxLayout(self.inside), QGridLayout()
        for at, control in enumerate((self.up, self.down, self.add, self.remove, self.restore)):
            row.addWidget(control, at // 3, at % 3)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.hint)
        within.addWidget(self.list)
        within.addLayout(row)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.inside)
        self.inside.hide()

    def _turn(self) -> None:
        self.inside.setVisible(self.turn.isChecked())
        self._fit()
        if self.turn.isChecked():
            self.list.setFocus()

    def _allow(self) -> None:
        at, count = self.list.currentRow(), self.list.count()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        self.add.setEnabled(count < _MOST)
        self.remove.setEnabled(at >= 0)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows: the page scrolls, the list does not."""
        rows = sum(self.list.sizeHintForRow(at) for at in range(self.list.count()))
        self.list.setFixedHeight(rows + 2 * self.list.frameWidth() + 2)

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.insertItem(at + by, self.list.takeItem(at))
        self.list.setCurrentRow(at + by)
        self.list.blockSignals(False)
        self._told()

    def _add(self) -> None:
        self.list.blockSignals(True)
        self.list.addItem(_item(BodyChoice(ApprovalBody(_NEW))))
        self.list.setCurrentRow(self.list.count() - 1)
        self.list.blockSignals(False)
        self._told()
        self.list.editItem(self.list.currentItem())

    def _remove(self) -> None:
        self.list.blockSignals(True)
        self.list.takeItem(self.list.currentRow())
        self.list.blockSignals(False)
        self._told()

    def _edited(self, item: QListWidgetItem) -> None:
        """A tick, or another name; one without letters is no name."""
        body: ApprovalBody = item.data(_BODY)
        name = one_line(item.text())[:LINE] or body.name
        self.list.blockSignals(True)
        item.setText(name)
        item.setData(_BODY, replace(body, name=name))
        self.list.blockSignals(False)
        self._told()

    def _told(self) -> None:
        self._allow()
        self.changed.emit()


def _item(choice: BodyChoice) -> QListWidgetItem:
    made = QListWidgetItem(choice.body.name)
    made.setFlags(made.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(_ON if choice.printed else _OFF)
    made.setData(_BODY, choice.body)
    return made
