"""审定表的单位: which bodies sign and seal the form, under which names, in which order, and what each one's box holds. They belong to the
place and stay as they are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from app.core.text import fold, one_line
from app.models.approval import MOST, ApprovalBody, BodyChoice
from app.models.shape import LINE
from app.scoring import approval
from app.ui.chair.bodies_history import BodiesHistory
from app.ui.chair.body_form import BodyForm
from app.ui.widgets import button, keep_room, label, rule

_BODY, _ON, _OFF = Qt.ItemDataRole.UserRole, Qt.CheckState.Checked, Qt.CheckState.Unchecked


class BodiesBox(QWidget):
    """`changed`: the bodies are others. `restored`: those that come with the program are wanted."""

    changed = Signal()
    restored = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.turn, self.hint, self.problem = button("", self._turn), label("small", wrap=True), label("bad", wrap=True)
        self.turn.setCheckable(True)
        self.list, self.inside, self.form = QListWidget(), QWidget(), BodyForm()
        self.up, self.down = button("", lambda: self._move(-1)), button("", lambda: self._move(1))
        self.add, self.remove, self.restore = button("", self._add), button("", self._remove), button("", self.restored.emit)
        self.list.setEditTriggers(QListWidget.EditTrigger.DoubleClicked | QListWidget.EditTrigger.EditKeyPressed)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._history, self._refused = BodiesHistory(), ""
        self._lay_out()
        self.list.itemChanged.connect(self._edited)
        self.list.currentRowChanged.connect(lambda _row: self._chosen())
        self.form.changed.connect(self._filled)
        self.retranslate()
        self._allow()

    @property
    def choices(self) -> tuple[BodyChoice, ...]:
        """The bodies as they stand."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return tuple(BodyChoice(i.data(_BODY), i.checkState() is _ON) for i in items)

    def show_choices(self, choices: Sequence[BodyChoice]) -> None:
        """These, unless they are what stands there: a row that is looked at stays chosen, and what was done can be taken back."""
        if tuple(choices) != self.choices:
            self._put(choices, 0)
            self._history.begin(self.choices)

    def put_back(self, choices: Sequence[BodyChoice]) -> None:
        """Those that come with the program; a step like any other."""
        self._put(choices, 0)
        self._history.note(self.choices)

    def take_back(self, *, again: bool) -> bool:
        """Ctrl+Z or Ctrl+Y: whether that was meant here. While the keyboard is here it is, with nothing left too: it never takes an import back."""
        there = self._history.step(again=again) if self.turn.isChecked() else None
        if there is None:
            now = QApplication.focusWidget()
            return now is not None and self.inside.isAncestorOf(now)
        self._put(there, max(0, self.list.currentRow()))
        self.changed.emit()
        return True

    def retranslate(self) -> None:
        names = (
            (self.turn, self.tr("审定表的单位…")), (self.up, self.tr("上移")), (self.down, self.tr("下移")), (self.add, self.tr("添加")),
            (self.remove, self.tr("删除")), (self.restore, self.tr("恢复原样")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        keep_room(self.turn)
        self.list.setAccessibleName(self.tr("审定表的单位"))
        self._tell_state()

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
        for part in (self.hint, self.list, self.problem):
            within.addWidget(part)
        within.addLayout(row)
        within.addWidget(rule())
        within.addWidget(self.form)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.inside)
        self.inside.hide()

    def _turn(self) -> None:
        self.inside.setVisible(self.turn.isChecked())
        self._fit()
        if self.turn.isChecked():
            self.list.setFocus()

    def _put(self, choices: Sequence[BodyChoice], at: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for choice in choices:
            self.list.addItem(_item(choice))
        self.list.setCurrentRow(min(at, len(choices) - 1))
        self.list.blockSignals(False)
        self._refused = ""
        self._chosen()

    def _chosen(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()  # None in an empty list, whatever the stubs say
        self.form.show_body(item.data(_BODY) if item is not None else None)
        self._allow()

    def _allow(self) -> None:
        at, count = self.list.currentRow(), self.list.count()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        self.add.setEnabled(count < MOST)
        self.remove.setEnabled(at >= 0)
        self.form.setVisible(at >= 0)
        self._tell_state()
        self._fit()

    def _tell_state(self) -> None:
        """What the list is; what is wrong with it stands under it."""
        choices = self.choices
        hint = self.tr("打勾的印在审定表上，按此次序；双击或按 F2 改名称。选中一个，下面改它那一栏。")
        if not any(c.printed for c in choices):
            hint = self.tr("没有打勾的单位：审定表上没有签字盖章的地方。") if choices else self.tr("还没有单位：点“添加”，或“恢复原样”。")
        self.hint.setText(hint)
        twice = approval.doubled(c.body.name for c in choices)
        self.problem.setText(self._refused or (self.tr("有几个单位都叫“{name}”，请改开。").format(name=twice[0]) if twice else ""))
        self.problem.setVisible(bool(self.problem.text()))

    def _fit(self) -> None:
        """As high as its rows: the page scrolls, the list does not."""
        rows = sum(self.list.sizeHintForRow(at) for at in range(self.list.count()))
        self.list.setVisible(self.list.count() > 0)
        self.list.setFixedHeight(rows + 2 * self.list.frameWidth() + 2)

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.insertItem(at + by, self.list.takeItem(at))
        self.list.setCurrentRow(at + by)
        self.list.blockSignals(False)
        self._told()

    def _add(self) -> None:
        name = approval.fresh_name([c.body.name for c in self.choices])
        self.list.blockSignals(True)
        self.list.addItem(_item(BodyChoice(ApprovalBody(name))))
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
        """A tick, or another name; one without letters is no name, and one that another body has is not taken."""
        body: ApprovalBody = item.data(_BODY)
        wanted, others = one_line(item.text())[:LINE], {fold(o.body.name) for at, o in enumerate(self.choices) if at != self.list.row(item)}
        taken = fold(wanted) in others and wanted != body.name
        name = body.name if taken or not wanted else wanted
        self.list.blockSignals(True)
        item.setText(name)
        item.setData(_BODY, replace(body, name=name))
        self.list.blockSignals(False)
        self._told(self.tr("已经有“{name}”：名称没有改。").format(name=wanted) if taken else "")

    def _filled(self, what: str, body: ApprovalBody) -> None:
        """A field of the chosen body; letter after letter of one field is one step."""
        at = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.item(at).setData(_BODY, body)
        self.list.blockSignals(False)
        if self._history.note(self.choices, f"{what}/{at}"):
            self.changed.emit()

    def _told(self, refused: str = "") -> None:
        self._refused = refused
        self._chosen()
        if self._history.note(self.choices):
            self.changed.emit()


def _item(choice: BodyChoice) -> QListWidgetItem:
    made = QListWidgetItem(choice.body.name)
    made.setFlags(made.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(_ON if choice.printed else _OFF)
    made.setData(_BODY, choice.body)
    return made
