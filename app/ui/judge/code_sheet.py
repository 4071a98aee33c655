"""The recovery code on the screen: in two lines of three groups, to be printed, saved, copied, and ticked off once it is on paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.column import named
from app.ui.judge.recovery_print import RecoveryPrint
from app.ui.tasks import Runner
from app.ui.widgets import label

_IN_A_LINE = 3


class CodeSheet(QWidget):
    """`paper` makes the PDF, in the pool; `done` is called by the button under the tick."""

    def __init__(self, code: str, paper: Callable[[], bytes], runner: Runner, act: str, done: Callable[[], object]) -> None:
        super().__init__()
        self._code = code
        self.code = self._shown()
        self.printing = RecoveryPrint(runner, paper, self)
        self.print_ = named("", self.tr("打印…"), self.printing.print_page)
        self.save = named("", self.tr("存为 PDF…"), self.printing.save)
        self.copy = named("", self.tr("复制"), lambda: QGuiApplication.clipboard().setText(code))
        self.said = label("good", "", wrap=True)
        self.said.hide()
        self.kept = QCheckBox(self.tr("我已抄下，并与电脑分开放"))
        self.kept.setAccessibleName(self.kept.text())
        self.go = named("primary", act, done)
        self.go.setEnabled(False)
        self.kept.toggled.connect(self.go.setEnabled)
        self.printing.kept.connect(self._say)
        self._lay_out()

    def _shown(self) -> QLabel:
        groups = self._code.split("-")
        made = label("check", "-\n".join("-".join(groups[at : at + _IN_A_LINE]) for at in range(0, len(groups), _IN_A_LINE)))
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        made.setAccessibleName(self.tr("恢复码 {code}").format(code=self._code))
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.code)
        row = QHBoxLayout()
        for control in (self.print_, self.save, self.copy):
            row.addWidget(control)
        row.addStretch(1)
        column.addLayout(row)
        for widget in (self.said, self.kept):
            column.addWidget(widget)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
