"""评分条: the rubric as a strip under a page of full width, one box per item and the total."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.rubric import RubricItem
from app.ui.judge.away import AwayNote
from app.ui.judge.sheet_model import SheetModel
from app.ui.judge.strip_name import StripText
from app.ui.theme import Metrics
from app.ui.widgets import in_tab_order, label, set_role

HEIGHT = 72
_SMALL, _AROUND, _POINTS, _SHORTEST = 14, 16, 20, 5
_TURNS = 3
"""Times a height is looked at again: a name may need another line once its box is as high."""
"""Size of a name; margins of strip and boxes above and below; size of the points in a box, and what they need of its width in sizes of a
name."""


class StripBox(QPushButton):
    """One item: its name above, its points below."""

    def __init__(self, index: int, item: RubricItem) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAutoDefault(False)
        self.index, self.item = index, item
        self.name, self.points, self.full = StripText("small"), StripText("points"), label("small")
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.points, 1)
        line.addWidget(self.full)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 6, 4)
        column.setSpacing(0)
        column.addWidget(self.name, 1)
        column.addLayout(line)
        for part in (self.name, self.points, self.full):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def minimumSizeHint(self) -> QSize:
        """What it holds needs: a button asks for its own words only."""
        inside = self.layout()
        return inside.minimumSize() if inside is not None else super().minimumSizeHint()

    def follow(self, model: SheetModel) -> None:
        """What stands for this item now."""
        stands, half = model.stands(self.item.code), model.typed.get(self.item.code, "")
        name = say(self.item.name.zh, self.item.name.en)
        state = short(stands) if stands is not None else self.tr("未完 {text}").format(text=half) if half else self.tr("未评")
        self.name.setText(f"{self.index + 1} {name}")
        self.points.setText(state)
        set_role(self.points, "role", "points" if stands is not None else "blank")
        self.full.setText(f"/{short(self.item.max)}")
        set_role(self, "current", "true" if model.current == self.index else "false")
        self.setAccessibleName(
            self.tr("{n} {name}，{state}，满分 {full}").format(n=self.index + 1, name=name, state=state, full=short(self.item.max))
        )


class ScoreStrip(QFrame):
    """`chosen(index)`: a box was used. `grown`: it became higher or lower, for names that need it."""

    chosen = Signal(int)
    grown = Signal()

    def __init__(self, model: SheetModel, sizes: Metrics) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._model, self._sizes, self._fitting = model, sizes, False
        self.boxes: list[StripBox] = []
        self.total_name, self.total, self.rest = label(), label("total"), label("small")
        self._row, self._items = QHBoxLayout(self), QHBoxLayout()
        self._row.setContentsMargins(6, 4, 16, 4)
        self._row.setSpacing(8)
        self._items.setSpacing(4)
        self._row.addLayout(self._items, 1)
        self.away = AwayNote(model, QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.away)
        for part in (self.total_name, self.total, self.rest):
            self._row.addWidget(part)
        model.changed.connect(self.refresh)
        model.moved.connect(lambda _at: self.refresh())
        self.resize_to(sizes)
        self.retranslate()

    def resize_to(self, sizes: Metrics) -> None:
        """The window has another size, or the text."""
        self._sizes = sizes
        self._fit()

    def _fit(self) -> None:
        """As high as its two lines of text need; a name in two lines makes it three. Boxes are as wide as each other while that will do."""
        if self._fitting:
            return
        self._fitting, before = True, self.height()
        self._share()
        for _ in range(_TURNS):  # a height within a height would leave the least of one and the most of the other
            if (high := self._high()) == self.height():
                break
            self.setFixedHeight(high)
        self._fitting = False
        if self.height() != before:
            self.grown.emit()

    def _share(self) -> None:
        wanted = [box.name.wanted() for box in self.boxes]
        if sum(box.name.width() for box in self.boxes) >= len(wanted) * max(wanted, default=0):
            wanted = [1] * len(wanted)
        for at, width in enumerate(wanted):
            self._items.setStretch(at, max(width, min(_SHORTEST * self._sizes.px(_SMALL), max(wanted))))

    def _high(self) -> int:
        high = self._sizes.scaled(HEIGHT)
        twice = [box.name.height_of(2) for box in self.boxes if box.name.long]
        if twice:
            high = max(high, max(twice) + self._sizes.line(self._sizes.px(_POINTS)) + _AROUND)
        return high

    def refresh(self) -> None:
        """Anything of the sheet changed; a strip that is not in force looks when it is."""
        if self.isHidden():
            return
        if [box.item for box in self.boxes] != list(self._model.items):
            self._build()
        for box in self.boxes:
            box.follow(self._model)
            box.setVisible(not self._model.away)
        for part in (self.total_name, self.total, self.rest):
            part.setVisible(not self._model.away)  # its room is the sentence's
        self.total.setText(self._model.total_shown)
        self.total.setAccessibleName(self.tr("总分 {n}").format(n=self._model.total_shown))
        self.rest.setText(f"/{short(self._model.total_max)}" if self._model.filled and not self._model.away else "")

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("评分条"))
        self.total_name.setText(self.tr("总分"))
        self.refresh()

    def event(self, event: QEvent) -> bool:
        """The boxes have their widths."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def place_of(self, index: int) -> QWidget | None:
        """The box of an item, for the card above it."""
        return self.boxes[index] if 0 <= index < len(self.boxes) else None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        for old in self.boxes:
            self._items.removeWidget(old)
            old.deleteLater()
        self.boxes = [StripBox(n, item) for n, item in enumerate(self._model.items)]
        for box in self.boxes:
            box.clicked.connect(lambda _checked=False, at=box.index: self.chosen.emit(at))
            self._items.addWidget(box, 1)
        in_tab_order(*self.boxes)
