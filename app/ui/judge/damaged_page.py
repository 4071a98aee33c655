"""The store does not open any more: the newest whole copy beside it, any copy on a stick, and nothing is deleted."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid

from app.core.errors import AppError
from app.ui.column import named
from app.ui.fields import Combo
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_pages import Page, ask_new_invitation
from app.ui.judge.start_stage import Stage

_WIDE = 560


class DamagedPage(Page):
    """The copies are looked into while the page stands; each says what is in it before it is chosen."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        self.setAccessibleName(self.tr("这台电脑上的评分数据打不开"))
        self.words("heading", self.tr("这台电脑上的评分数据打不开"))
        if model.problem is not None:
            self.words("bad", model.problem.message)  # the next step is the page itself
        self.state = self.words("title", self.tr("正在查看本机的备份…"))
        self.choice = Combo()
        self.choice.setMinimumHeight(36)
        self.choice.setMinimumWidth(_WIDE)
        self.choice.setAccessibleName(self.tr("本机的备份"))
        self.column.beside(self.choice)
        self.note = self.words("muted", self.tr("损坏的文件移到档案里的 moved-aside 文件夹，不会删除。备份以后评的要重新评。"))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.go = named("primary", self.tr("恢复这份备份"), self.put_back)
        self.other = named("", self.tr("用 .qcbackup 副本恢复…"), lambda: model.show(Stage.RESTORE))
        self.again = named("", self.tr("再试一次"), model.reopen)
        for control in (self.go, self.other, self.again):
            row.addWidget(control)
        row.addStretch(1)
        self.column.addLayout(row)
        self.anew = named("flat", self.tr("没有可用的副本？用组织方新发的邀请从头开始…"), lambda: ask_new_invitation(self, model))
        self.column.beside(self.anew)
        self.anew.hide()
        self.column.addStretch(1)
        self.choice.hide()
        self.go.hide()
        if model.restore.snapshots is None:
            model.restore.look(self._seen, self._failed)
        else:
            self._seen()

    def begin(self) -> None:
        (self.other if self.go.isHidden() else self.go).setFocus()

    def put_back(self) -> None:
        """Put the chosen copy in place and open the profile."""
        held = self.model.restore.snapshots
        if held and self.go.isEnabled():
            self.go.setEnabled(False)
            self.model.restore.put_back(held[self.choice.currentIndex()], self.model.reopen, self._failed)

    def _seen(self) -> None:
        if not isValid(self):  # the language was changed meanwhile: another page stands here
            return
        from app.ui.judge.without_profile import copy_words

        held = self.model.restore.snapshots or ()
        self.choice.clear()
        self.choice.addItems([copy_words(s.made, s.sheets_done, s.drafts) for s in held])
        self.choice.setVisible(bool(held))
        self.go.setVisible(bool(held))
        self.anew.setVisible(not held)
        self.state.setText(
            self.tr("本机有 {n} 份完好的备份，最新的在前：").format(n=len(held)) if held else self.tr("本机没有完好的备份。")
        )
        self.begin()

    def _failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self.go.setEnabled(True)
        self.anew.setVisible(self.go.isHidden())
        self.state.setText(self._said(error) if isinstance(error, AppError) else self.tr("备份打不开。"))

    def _said(self, error: AppError) -> str:
        """The next step alone, where what is wrong stands above already."""
        known = self.model.problem is not None and self.model.problem.message == error.message
        return error.hint if known and error.hint else str(error)
