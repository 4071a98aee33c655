"""Passphrase and recovery code: the two secrets a person ever meets, each on a page of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core import homes
from app.ui.column import named
from app.ui.judge.code_sheet import CodeSheet
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_stage import Stage
from app.ui.widgets import label

_LEAST = 8


class SecretPage(QWidget):
    """Type the passphrase of a profile, or choose one where the computer has no keyring."""

    def __init__(self, model: StartModel) -> None:
        super().__init__()
        self._model, self._new = model, model.stage is Stage.NEW_PASSPHRASE
        self._recovery = False
        self.setAccessibleName(self.tr("请设一个口令") if self._new else self.tr("请输入口令"))
        self.field, self.again = QLineEdit(), QLineEdit()
        self.words = label("bad", str(model.problem) if model.problem else "", wrap=True)
        for field in (self.field, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaximumWidth(360)
            field.setMinimumHeight(36)
            field.returnPressed.connect(self._go)
        self.heading = label("heading", self.accessibleName(), wrap=True)
        about = (
            self.tr("这台电脑没有系统钥匙串，评分资料由口令保护。每次打开都要输入，至少 8 个字符。")
            if self._new
            else homes.note(model.place).label
        )
        self.about = label("muted", about, wrap=True)
        self.field.setAccessibleName(self.tr("口令"))
        self.field.setPlaceholderText(self.tr("口令") if self._new else "")
        self.again.setAccessibleName(self.tr("再输一次口令"))
        self.again.setPlaceholderText(self.tr("再输一次"))
        self.go = named("primary", self.tr("继续"), self._go)
        self.forgot = named("flat", self.tr("忘记口令？用恢复码打开"), lambda: self._ask_for(code=not self._recovery))
        self.lost = named("flat", self.tr("恢复码也没有了？用组织方新发的邀请从头开始…"), self._begin_anew)
        self._lay_out()
        self._choose(about=bool(about))
        if not self._new and model.restore.code:  # thirty characters with one mistake are looked over, not typed again
            self._ask_for(code=True)
            self.field.setText(model.restore.code)
            self.words.setVisible(model.problem is not None)

    def typed(self) -> tuple[str, ...]:
        """Both fields; a third where it is the recovery code that is asked for."""
        return (self.field.text(), self.again.text(), *(["code"] if self._recovery else []))

    def put_back(self, held: tuple[str, ...]) -> None:
        """What was typed before the page was built anew."""
        if held and bool(held[2:]) != self._recovery:  # or a passphrase would stand there to be read
            self._ask_for(code=not self._recovery)
        if held:
            self.field.setText(held[0])
            self.again.setText(held[1])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.heading, self.about, self.words, self.field, self.again):
            column.addWidget(part)
        for act in (self.go, self.forgot, self.lost):
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _choose(self, *, about: bool) -> None:
        """What this page has: shown before it has a parent, each would be a window of its own for a moment, and take the keyboard along."""
        for part, shown in ((self.about, about), (self.words, self._model.problem is not None), (self.again, self._new)):
            part.setVisible(shown)
        self.forgot.setVisible(not self._new)
        self.lost.hide()

    def _go(self) -> None:
        secret = self.field.text()
        if not self._new:
            if secret:
                self._model.unlock(secret, recovery=self._recovery)
        elif len(secret) < _LEAST:
            self._say(self.tr("口令至少 8 个字符。"))
        elif secret != self.again.text():
            self._say(self.tr("两次输入不一致。"))
        else:
            self._model.accept_invitation(secret)

    def _ask_for(self, *, code: bool) -> None:
        """The recovery code, or the passphrase again: one of them is remembered."""
        self._recovery = code
        name = self.tr("请输入恢复码") if code else self.tr("请输入口令")
        self.heading.setText(name)
        self.setAccessibleName(name)
        self.words.hide()
        self.field.clear()
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if code else QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(self.tr("恢复码") if code else "")
        self.field.setAccessibleName(self.tr("恢复码") if code else self.tr("口令"))
        words = self.tr("想起口令了？用口令打开") if code else self.tr("忘记口令？用恢复码打开")
        self.forgot.setText(words)
        self.forgot.setAccessibleName(words)
        self.lost.setVisible(code)
        self.field.setFocus()

    def _begin_anew(self) -> None:
        from app.ui.judge.start_pages import ask_new_invitation

        ask_new_invitation(self, self._model)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.show()


class CodePage(QWidget):
    """The recovery code, until it is written down."""

    def __init__(self, model: StartModel) -> None:
        super().__init__()
        from app.ui.judge.without_profile import recovery_page

        self.setAccessibleName(self.tr("请抄下恢复码"))
        invited = model.invited
        season, unit = invited.view.label if invited.view else "", invited.assignment.unit if invited.assignment else ""
        # the page is made in the pool, where the model may have forgotten the code by then
        paper = partial(recovery_page, model.recovery_code, season, invited.owner(), unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label("heading", self.tr("请抄下恢复码"), wrap=True))
        column.addWidget(label("", self.tr("电脑损坏或忘记口令时，用它找回全部评分。组织方没有，也不会索要。"), wrap=True))
        if model.problem is not None:
            column.addWidget(label("bad", str(model.problem), wrap=True))
        self.sheet = CodeSheet(model.recovery_code, paper, model.runner, self.tr("继续"), model.code_is_kept)
        self.code, self.kept, self.go = self.sheet.code, self.sheet.kept, self.sheet.go
        column.addWidget(self.sheet, 1)
