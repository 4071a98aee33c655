"""Which papers, with a tick each, and what only people know of the meeting. The names are those of the papers themselves."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from app.core.text import one_line
from app.models.meeting_head import MeetingHead
from app.models.shape import LINE
from app.ui.widgets import label

P = TypeVar("P", bound=StrEnum)


class PaperTicks(QWidget, Generic[P]):
    """Two columns of ticks (one where room is short), then 时间 地点 主持 记录, and whether units are named. `typed`: one of the four is
    another. Subclasses name the papers, and may add ticks at the end (`more`)."""

    typed = Signal()

    def __init__(self, papers: Sequence[P], ticked: Collection[P], more: Sequence[QCheckBox] = ()) -> None:
        super().__init__()
        self.ticks: dict[P, QCheckBox] = {}
        self.fields = {key: (label("small"), QLineEdit()) for key in ("time", "place", "host", "recorder")}
        self.units, self.recommenders = QCheckBox(), QCheckBox()
        self.last = (self.units, self.recommenders, *more)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        for paper in papers:
            self.ticks[paper] = tick = QCheckBox()
            tick.setChecked(paper in ticked)
        for name, box in self.fields.values():
            name.setBuddy(box)
            box.setMaxLength(LINE)
            box.textEdited.connect(lambda _text: self.typed.emit())
        for tick in (self.units, self.recommenders):
            tick.setChecked(True)
        self._columns = 0
        self.arrange(2)
        self.retranslate()

    @abstractmethod
    def name(self, paper: P) -> str:
        """The paper's name in the reader's language."""

    def fit(self, width: int) -> None:
        """Two columns where they have room in so many pixels, else one."""
        self.arrange(2 if self.needed(2) <= width else 1)

    def needed(self, columns: int) -> int:
        """The width of so many columns."""
        ticks = [tick.sizeHint().width() for tick in (*self.ticks.values(), *self.last) if not tick.isHidden()]
        return columns * max(ticks) + (columns - 1) * self._grid.horizontalSpacing()

    def arrange(self, columns: int) -> None:
        """All of it in one column or two; Tab goes down a column, then the next."""
        if columns == self._columns:
            return
        self._columns = columns
        grid, ticks = self._grid, tuple(self.ticks.values())
        each = -(-len(ticks) // columns)
        for at, tick in enumerate(ticks):
            grid.addWidget(tick, at % each, at // each)
        row = each
        for at, (name, box) in enumerate(self.fields.values()):
            grid.addWidget(name, row + 2 * (at // columns), at % columns)
            grid.addWidget(box, row + 2 * (at // columns) + 1, at % columns)
        row += 2 * -(-len(self.fields) // columns)
        for at, tick in enumerate(self.last):
            grid.addWidget(tick, row + at // columns, at % columns)

    @property
    def chosen(self) -> tuple[P, ...]:
        """The ticked ones, in the order of the papers."""
        return tuple(p for p, tick in self.ticks.items() if tick.isChecked())

    @property
    def head(self) -> MeetingHead:
        """What was typed; empty is left blank on paper."""
        said = {key: one_line(box.text()) for key, (_, box) in self.fields.items()}
        return MeetingHead(said["time"], said["place"], said["host"], said["recorder"])

    def put_back(self, head: MeetingHead) -> None:
        """What was typed before; a box that says the same keeps its cursor."""
        for key, (_, box) in self.fields.items():
            if one_line(box.text()) != (text := getattr(head, key)):
                box.setText(text)

    def tick_all(self, on: bool) -> None:
        for tick in self.ticks.values():
            tick.setChecked(on and tick.isEnabled())

    def retranslate(self) -> None:
        for paper, tick in self.ticks.items():
            tick.setText(self.name(paper))
            tick.setAccessibleName(tick.text())
        for tick, words in ((self.units, self.tr("打印完成单位")), (self.recommenders, self.tr("打印推荐单位"))):
            tick.setText(words)
            tick.setAccessibleName(words)
        names = {"time": self.tr("合议时间"), "place": self.tr("地点"), "host": self.tr("主持"), "recorder": self.tr("记录")}
        for key, (name, box) in self.fields.items():
            name.setText(names[key])
            box.setAccessibleName(names[key])
            box.setPlaceholderText(self.tr("空着就留白，手写"))
