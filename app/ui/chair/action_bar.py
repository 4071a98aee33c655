"""The line of actions under the entry: one button each, and what the entry allows."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.models.decision import Scope
from app.services.chair.decision_log import Standing
from app.ui.chair.acts import Act
from app.ui.tips import tip
from app.ui.widgets import button, set_role

if TYPE_CHECKING:
    from app.ui.chair.meeting_desk import MeetingDesk
    from app.ui.chair.meeting_services import Table


class ActionBar(QWidget):
    """`wanted(Act)`: its form is asked for."""

    wanted = Signal(object)

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__()
        self._grants = desk.scope is Scope.SEASON
        self.buttons: dict[Act, QPushButton] = {act: button("step", partial(self.wanted.emit, act)) for act in desk.acts}
        self._words: dict[Act, str] = {}
        self._begun: frozenset[str] = frozenset()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for made in self.buttons.values():
            row.addWidget(made)
        row.addStretch(1)
        self.retranslate()

    def name(self, act: Act) -> str:
        """The action's words."""
        return self._words[act]

    def offer(self, table: Table, begun: Collection[str]) -> None:
        """What the entry on the table allows; `begun`: what somebody has filled in and not confirmed."""
        entry = table.entry
        for made in self.buttons.values():
            made.setEnabled(entry is not None)
        self.buttons[Act.TIE].setEnabled(table.tied is not None)
        self._mark(begun)
        self.buttons[Act.CONFIRM].setVisible(entry is not None and any(d.standing is Standing.STALE for d in entry.decisions))

    def _mark(self, begun: Collection[str]) -> None:
        self._begun = frozenset(begun)
        for act, made in self.buttons.items():
            said = self.tr("{act}：填了一半，还没有确认").format(act=self._words[act]) if act in self._begun else ""
            made.setText(self._words[act])
            set_role(made, "begun", bool(said))  # no more words: with large text there is no room for them
            made.setAccessibleName(said or self._words[act])
            made.setToolTip(tip(said))

    def retranslate(self) -> None:
        self._words = {
            Act.KEEP: self.tr("维持"), Act.LEVEL: self.tr("调整等级"), Act.POINTS: self.tr("复议改分"), Act.VOTE: self.tr("表决"),
            Act.TIE: self.tr("同分"), Act.EXTRA: self.tr("批准增额") if self._grants else self.tr("增额"), Act.DEFER: self.tr("暂缓"), Act.OPINION: self.tr("主评意见"),
            Act.CONFIRM: self.tr("复核确认"),
        }  # fmt: skip
        self._mark(self._begun)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
