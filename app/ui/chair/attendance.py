"""Who sits at the table, how they voted, and who leads when the chair stands aside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.models.decision import Votes
from app.services.chair.actions import Meeting
from app.ui.fields import Combo, Steps
from app.ui.widgets import clear, label

_NARROW = 52
"""Of a box of votes: three of them with their names stand in one row of the narrowest form."""
_COUNTS, _LEADS, PRESENT = ("agree", "against", "abstain"), "leads", "present"
_COLUMNS, _LONG = 3, 5
"""Names side by side; two of them where a panel stands before a name."""


class Attendance(QWidget):
    """`changed`: something was ticked, counted or chosen. What was ticked stays so at the next entry."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.present, self.lead_words = label("small"), label("small")
        self.leader = Combo()
        self.ticks: dict[str, QCheckBox] = {}
        self.agree, self.against, self.abstain = Steps(), Steps(), Steps()
        self._here: dict[str, bool] = {}
        self._aside = self._voted = False
        self._names = tuple(label("small") for _ in range(3))
        self._votes, self._grid = QWidget(), QGridLayout()
        row, column = QHBoxLayout(self._votes), QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for name, box in zip(self._names, self._boxes(), strict=True):
            box.setRange(0, 200)
            box.setMinimumHeight(36)
            box.setMinimumWidth(_NARROW)
            box.valueChanged.connect(lambda _n: self.changed.emit())
            row.addWidget(name)
            row.addWidget(box, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.lead_words)
        column.addWidget(self.leader)
        column.addWidget(self._votes)
        column.addWidget(self.present)
        column.addLayout(self._grid)
        self.leader.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.retranslate()

    def offer(
        self, voters: Sequence[str], names: Mapping[str, str], lead: str, *, here: Collection[str], aside: bool, attended: bool, voted: bool
    ) -> None:
        """`here`: who is taken to be present until the chair says otherwise; `aside`: the chair is recused, so somebody else leads (`lead` when the season names one)."""
        clear(self._grid)
        self.ticks = {}
        columns = _COLUMNS - any(len(names.get(j, j)) > _LONG for j in voters)
        for at, judge in enumerate(voters if attended else ()):
            tick = QCheckBox(names.get(judge, judge))
            tick.setChecked(self._here.get(judge, judge in here))
            tick.toggled.connect(lambda on, who=judge: self._ticked(who, on))
            self.ticks[judge] = tick
            self._grid.addWidget(tick, at // columns, at % columns)
        self.leader.clear()
        for judge in (lead,) if lead else voters:
            self.leader.addItem(names.get(judge, judge), judge)
        self.leader.setCurrentIndex(0 if lead else -1)
        for box in self._boxes():
            box.setValue(0)
        self.present.setVisible(attended)
        self._votes.setVisible(voted)
        for part in (self.lead_words, self.leader):
            part.setVisible(aside)
        self._aside, self._voted = aside, voted

    def way(self) -> tuple[QWidget, ...]:
        """For Tab, from above: the ticks are made anew for each form."""
        return self.leader, *self._boxes(), *self.ticks.values()

    def meeting(self) -> Meeting:
        """As it is filled in; without a vote when no count was entered."""
        present = tuple(j for j, tick in self.ticks.items() if tick.isChecked())
        votes = Votes(*(box.value() for box in self._boxes())) if self._voted else None
        if votes == Votes(0, 0, 0):
            votes = None
        return Meeting(present, votes, str(self.leader.currentData() or "") if self._aside else "")

    def filled(self) -> dict[str, str]:
        """What is asked for here, as text: the counts, who leads, who is present."""
        found = {name: str(box.value()) for name, box in zip(_COUNTS, self._boxes(), strict=True)} if self._voted else {}
        leads = {_LEADS: str(self.leader.currentData() or "")} if self._aside else {}
        there = {PRESENT: " ".join(j for j, tick in self.ticks.items() if tick.isChecked())} if self.ticks else {}
        return found | leads | there

    def put_back(self, left: Mapping[str, str]) -> None:
        """As it was left; somebody who may not lead any more does not."""
        for name, box in zip(_COUNTS, self._boxes(), strict=True):
            if (text := left.get(name, "")).isdecimal():
                box.setValue(int(text))
        if (at := self.leader.findData(left.get(_LEADS, ""))) >= 0:
            self.leader.setCurrentIndex(at)
        for judge, tick in self.ticks.items() if PRESENT in left else ():
            tick.setChecked(judge in left[PRESENT].split())

    def retranslate(self) -> None:
        self.present.setText(self.tr("出席（回避者不列）"))
        self.lead_words.setText(self.tr("组长回避，由谁主持"))
        self.leader.setAccessibleName(self.lead_words.text())
        words = (self.tr("同意"), self.tr("反对"), self.tr("弃权"))
        for name, box, text in zip(self._names, self._boxes(), words, strict=True):
            name.setText(text)
            box.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _boxes(self) -> tuple[Steps, Steps, Steps]:
        return self.agree, self.against, self.abstain

    def _ticked(self, judge: str, on: bool) -> None:
        self._here[judge] = on
        self.changed.emit()
