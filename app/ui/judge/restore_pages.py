"""Work that was done elsewhere comes back: from a copy on a stick with the recovery code, or from the one the organiser passed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.core.errors import AppError
from app.core.text import one_line
from app.ui.column import named
from app.ui.file_dialog import ask_file
from app.ui.judge.foreign import is_foreign
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_pages import Page, likely_folder

if TYPE_CHECKING:
    from app.services.backup import Preview

_WIDE = 560
_LEAST = 8
_NO_KEYRING = ("no-keyring", "keyring-failed", "keyring-locked", "locked")


class RestorePage(Page):
    """File and code, then what is in it, then one button."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        self.words("heading", self.tr("从副本恢复"))
        self.words("muted", self.tr("选择以前备份的 .qcbackup 文件，输入纸上的恢复码。"))
        self.file = named("", "", self.choose)
        row = QHBoxLayout()
        row.addWidget(self.file)
        row.addStretch(1)
        self.column.addLayout(row)
        self.code = self._field(self.tr("恢复码"))
        self.code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.secret = self._field(self.tr("设一个口令，至少 8 个字符"), hidden=True)
        self.secret.setPlaceholderText(self.tr("设一个口令，至少 8 个字符"))
        self.secret.hide()
        self.found = self.words("title", "")
        self.bad = self.words("bad", str(model.problem) if model.problem else "")
        row = QHBoxLayout()
        row.setSpacing(12)
        self.look = named("", self.tr("查看副本内容"), self.preview)
        row.addWidget(self.look)
        self.go = named("primary", self.tr("恢复到本机"), self.restore)
        row.addWidget(self.go)
        row.addWidget(named("", self.tr("返回"), lambda: model.show(model.restore.before)))
        row.addStretch(1)
        self.column.addLayout(row)
        self.words("muted", self.tr("旧电脑请不要再用来评分：两台都提交，组长会看到两份，要请您说明以哪份为准。"))
        self.column.addStretch(1)
        self.code.textChanged.connect(lambda _text: self._offer(None))
        self.code.returnPressed.connect(self.preview)
        self._offer(None)

    def begin(self) -> None:
        (self.code if self.model.restore.file is not None else self.file).setFocus()

    def choose(self) -> None:
        """Ask for the file."""
        kinds = (self.tr("质评台副本 (*.qcbackup)"), self.tr("所有文件 (*)"))
        ask_file(self, self.tr("选择副本"), kinds, self.take, likely_folder())

    def take(self, file: Path) -> None:
        self.model.restore.file = file
        self._offer(None)
        self.code.setFocus()

    def typed(self) -> tuple[str, ...]:
        """What stands in the fields; the second only where a passphrase is asked for."""
        return (self.code.text(), *(() if self.secret.isHidden() else (self.secret.text(),)))

    def put_back(self, held: tuple[str, ...]) -> None:
        """What was typed before the page was built anew."""
        if held:
            self.code.setText(held[0])
        if held[1:]:
            self.secret.show()
            self.secret.setText(held[1])

    def preview(self) -> None:
        """What is in the file, without restoring."""
        if self.look.isEnabled():
            self.bad.hide()
            self.model.restore.preview(self.code.text(), self._seen, self._failed)

    def restore(self) -> None:
        """Put it in place and open it."""
        secret = self.secret.text()
        if not self.secret.isHidden() and len(secret) < _LEAST:
            self._say(self.tr("口令至少 8 个字符。"))
        else:
            self.go.setEnabled(False)
            self.model.restore_copy(self.code.text(), secret or None, self._failed)

    def _offer(self, seen: Preview | None) -> None:
        place = self.model.restore.file
        words = self.tr("选择副本文件…") if place is None else place.name
        self.file.setText(words)
        self.file.setAccessibleName(words)
        self.look.setEnabled(place is not None and bool(self.code.text().strip()))
        self.go.setEnabled(seen is not None)
        self.found.setVisible(seen is not None)

    def _seen(self, seen: Preview) -> None:
        from app.ui.judge.without_profile import copy_words

        self._offer(seen)
        told = self.tr("{judge}，{copy}").format(judge=seen.owner, copy=copy_words(seen.made, seen.sheets_done, seen.drafts))
        self.found.setText("\n".join(words for words in (one_line(seen.label), told) if words))
        self.go.setFocus()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AppError) and error.reason in _NO_KEYRING and self.secret.isHidden():
            self.secret.show()
            self.secret.setFocus()
            self._say(self.tr("这台电脑没有系统钥匙串，请设一个口令，以后每次打开都要输入。"))
            self.go.setEnabled(True)
        elif is_foreign(error):
            self.model.runner.failure.emit(error)  # it has a button
        else:
            self._say(str(error) if isinstance(error, AppError) else self.tr("副本打不开。"))

    def _say(self, words: str) -> None:
        self.bad.setText(words)
        self.bad.show()

    def _field(self, name: str, *, hidden: bool = False) -> QLineEdit:
        field = QLineEdit()
        field.setMinimumHeight(36)
        field.setMaximumWidth(_WIDE)
        field.setAccessibleName(name)
        if hidden:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.column.addWidget(field)
        return field


class FoundCopyPage(Page):
    """“发现 7月9日 21:40 的副本：已评 16 份，草稿 2 份”: it came with the assignment, sealed for this computer."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        from app.ui.judge.without_profile import copy_words

        note = model.restore.offer
        if note is None:
            raise RuntimeError("there is no copy")
        self.words("heading", self.tr("发现 {copy}").format(copy=copy_words(note.made, note.sheets_done, note.drafts)))
        self.words("muted", self.tr("这是您在旧电脑上的评分。取回后旧电脑停用；在本机已经评的，以本机为准。"))
        self.code = QLineEdit()
        self.code.setMinimumHeight(36)
        self.code.setMaximumWidth(_WIDE)
        self.code.setPlaceholderText(self.tr("旧电脑的恢复码（可不填，填了能取回私记）"))
        self.code.setAccessibleName(self.tr("旧电脑的恢复码，可不填"))
        self.column.addWidget(self.code)
        self.problem()
        row = QHBoxLayout()
        self.go = named("primary", self.tr("取回评分"), lambda: model.take_over(self.code.text().strip()))
        row.addWidget(self.go)
        row.addWidget(named("", self.tr("先不取回"), model.leave_copy))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def begin(self) -> None:
        self.go.setFocus()
