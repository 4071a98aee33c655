"""决定记录: everything that was decided, newest first, with its reason and what became of it. Nothing is ever missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from app.core.words import now, say
from app.services.chair.decision_log import Standing
from app.ui.panels import Panel
from app.ui.widgets import button, label
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.services.chair.decision_log import LogLine
    from app.ui.chair.meeting_model import MeetingModel


class LogPanel(Panel):
    """At the right, in the place of the forms."""

    def __init__(self, parent: QWidget, model: MeetingModel) -> None:
        super().__init__(parent)
        self._model = model
        self.title, self.list, self.shut = label("title"), QListWidget(), button("", self.hide)
        wrap(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        column.addWidget(self.shut)
        model.shown.connect(self.refresh)
        self.hide()
        self.retranslate()

    def refresh(self) -> None:
        """The meeting was read anew."""
        self.list.clear()
        table = self._model.table
        for line in reversed(table.log if table is not None else ()):
            self.list.addItem(self._model.said_openly(log_words(line)))

    def retranslate(self) -> None:
        self.title.setText(self.tr("决定记录"))
        self.list.setAccessibleName(self.title.text())
        self.shut.setText(self.tr("收起 Esc"))
        self.shut.setAccessibleName(self.shut.text())
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def log_words(line: LogLine) -> str:
    stands = {
        Standing.IN_FORCE: say("有效", "in force"),
        Standing.STALE: say("待复核", "to be confirmed"),
        Standing.UNDONE: say("已撤销", "undone"),
        Standing.UNDO: say("撤销", "undo"),
    }[line.standing]
    stands = say("恢复", "redo") if line.restores else stands
    head = f"{line.at.astimezone():%m-%d %H:%M}  {line.entry or ''}  [{stands}]"
    told = [head, line.words]
    if line.reason and line.standing is not Standing.UNDO:
        told.append(say("理由：{x}", "Reason: {x}", x=line.reason))
    if line.present:
        told.append(
            say("出席：{x}", "Present: {x}", x=say("、", ", ").join(line.present))
            + (say("；", "; ") + now(line.votes_words) if line.votes_words else "")
        )
    if line.led_by:
        told.append(say("主持：{x}", "Led by {x}", x=line.led_by))
    return "\n".join(told)
