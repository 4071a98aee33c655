"""试恢复: a copy and the paper with the recovery code are tried while there is time, beside the work and without touching it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.text import one_line
from app.ui.file_dialog import ask_file
from app.ui.judge.care_panel import stick_folder
from app.ui.panels import Panel
from app.ui.said import Line, Said
from app.ui.tasks import Runner
from app.ui.tips import tip
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.services.rehearsal import Rehearsal
    from app.ui.judge.season_services import SeasonServices

_LEAST, _AROUND = 160, 110
"""Room for a file's name whatever the panel is, and what margins, edges and the scroll bar take beside it."""


class DrillPanel(Panel):
    """File and code, then what would come back on a new laptop. The code is forgotten when the panel shuts."""

    def __init__(self, season: SeasonServices, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._season, self._runner = season, runner
        self._file: Path | None = None
        self._trying = 0
        self.title, self.words, self.said = label("title"), label("muted", wrap=True), label(wrap=True)
        self._line = Line(self.said)
        self.close_, self.file, self.go = button("flat", self.hide), button("", self.choose), button("primary", self.rehearse)
        self.code = QLineEdit()
        self.code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        inside, self._scroll, outer = QWidget(), QScrollArea(), QVBoxLayout(self)
        inside.setObjectName("page")
        head, column = QHBoxLayout(), QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.file, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.code)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._scroll)
        for control in (self.file, self.code, self.go):
            control.setMinimumHeight(36)
        self.code.textChanged.connect(lambda _text: self._anew())
        self.code.returnPressed.connect(self.rehearse)
        self.retranslate()
        self._offer()
        self.hide()

    def choose(self) -> None:
        """Ask for the copy."""
        ask_file(self, self.tr("选择副本"), (self.tr("质评台副本 (*.qcbackup)"), self.tr("所有文件 (*)")), self.take, stick_folder())

    def take(self, file: Path) -> None:
        """This copy is to be tried."""
        self._file = file
        self._anew()
        self.code.setFocus()

    def rehearse(self) -> None:
        """Restore it in a place of its own, and look."""
        if self._file is None or not self.go.isEnabled():
            return
        self._trying += 1
        ticket = self._trying
        self._say(lambda: self.tr("正在试恢复…"), "good")
        self.go.setEnabled(False)
        self._runner.pool(
            self._season.rehearse, self._file, self.code.text(),
            then=lambda found: self._seen(ticket, found), failed=lambda error: self._failed(ticket, error),
        )  # fmt: skip

    def retranslate(self) -> None:
        self.title.setText(self.tr("试恢复"))
        self.words.setText(self.tr("像新电脑一样，用恢复码打开一份副本：看副本好不好，纸上的恢复码对不对。本机不受影响。"))
        self.code.setAccessibleName(self.tr("恢复码"))
        self._scroll.setAccessibleName(self.title.text())
        for control, words in ((self.close_, self.tr("关闭")), (self.go, self.tr("试一试"))):
            control.setText(words)
            control.setAccessibleName(words)
        self._line.again()
        self._name_file()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.code if self._file is not None else self.file).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_file()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._file = None
        self.code.clear()
        self._anew()

    def _anew(self) -> None:
        """What was found, or is being found, was of another file or code."""
        self._trying += 1
        self._say("", "good")
        self._offer()

    def _offer(self) -> None:
        self._name_file()
        self.go.setEnabled(self._file is not None and bool(self.code.text().strip()))

    def _name_file(self) -> None:
        words = self.tr("选择副本文件…") if self._file is None else self._file.name
        shown = self.file.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, max(_LEAST, self.width() - _AROUND))
        self.file.setText(shown.replace("&", "&&"))
        self.file.setToolTip(tip(words) if shown != words else "")
        self.file.setAccessibleName(words)

    def _seen(self, ticket: int, found: Rehearsal) -> None:
        if ticket == self._trying:
            self._offer()
            self._say(partial(self._found_words, found), "good")

    def _found_words(self, found: Rehearsal) -> str:
        from app.ui.judge.without_profile import copy_words

        copy = copy_words(found.copy.made, found.copy.sheets_done, found.copy.drafts)
        tail = (
            self.tr("此后本机有 {n} 份改过，请再备份一次。", None, found.behind).format(n=found.behind)
            if found.behind
            else self.tr("与本机现在的评分一致。")
        )
        told = self.tr("能恢复。{copy}。{tail}").format(copy=copy, tail=tail)
        return "\n".join(words for words in (one_line(found.copy.label), told) if words)

    def _failed(self, ticket: int, error: BaseException) -> None:
        if not isinstance(error, AppError):
            self._runner.failure.emit(error)
        if ticket == self._trying:
            self._offer()
            self._say(lambda: str(error) if isinstance(error, AppError) else self.tr("副本打不开。"), "bad")

    def _say(self, said: Said, role: str) -> None:
        self._line.say(said, role)
        self.said.setVisible(bool(said))
