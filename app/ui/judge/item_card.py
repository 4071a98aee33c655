"""One item of the rubric: shut it is a line with its points, open it shows criteria, the score box and its notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.rubric import RubricItem
from app.models.shape import Points
from app.ui.later import Later
from app.ui.widgets import Elided, button, label, set_role

_USUAL = "/ 00"
"""As wide as most maxima are, so that the points stand in one column."""


class ItemHead(QPushButton):
    """The line of an item. A click, Enter or the space bar opens its card."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "head")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.number = label("title")
        self.name = Elided()
        self.points = label("points")
        self.full = label("small")
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.name, 1)
        row.addWidget(self.points)
        row.addWidget(self.full)
        for part in (self.number, self.name, self.points, self.full):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class ItemCard(QWidget):
    """`chosen(index)` when the head is used, `folded` when the words in its line are. The one body for all cards lies below the open one.

    The body stays a child of what the cards lie in, and each card has a link of its own: a widget that gets another
    parent is dressed anew with all that is in it, and that was half of what going to the next item cost.
    """

    chosen = Signal(int)
    folded = Signal()

    def __init__(self, index: int, item: RubricItem) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("card", "shut")
        self.index, self.item = index, item
        self.head = ItemHead()
        self.head.clicked.connect(lambda: self.chosen.emit(self.index))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._fold = Later(self._make_fold)
        self._points: Points | None = None
        self._told: object = None
        self.retranslate()

    @property
    def fold(self) -> QPushButton:
        """Shows and hides what the body says of the item."""
        return self._fold()

    def show_points(self, points: Points | None, half: str, row: int, *, away: bool = False) -> None:
        """What stands; `half`: digits typed and not accepted, shown in brackets of dashes. `away`: recused, nothing counts."""
        if (points, half, row, away) == self._told:
            return
        self._points, self._told = points, (points, half, row, away)
        self.head.setFixedHeight(row)
        if half and points is None:
            self.head.points.setText(self.tr("未完 {text}").format(text=half))
        else:
            self.head.points.setText(short(points) if points is not None else "—" if away else self.tr("未评"))
        set_role(self.head.points, "role", "points" if points is not None or away else "blank")
        self.head.full.setText(f"/ {short(self.item.max)}")
        self.head.full.setMinimumWidth(self.head.full.fontMetrics().horizontalAdvance(_USUAL))
        self._speak()

    def open(self) -> None:
        """The body lies below from now on."""
        set_role(self, "card", "open")
        set_role(self.head.name, "role", "title")
        self.head.points.hide()
        self.head.full.hide()
        self.fold.show()

    def shut(self) -> None:
        set_role(self, "card", "shut")
        set_role(self.head.name, "role", "")
        self.head.points.show()
        self.head.full.show()
        self.fold.hide()

    def _make_fold(self) -> QPushButton:
        made = button("link", self.folded.emit, focus=False)
        self.head.row.addWidget(made)
        return made

    def retranslate(self) -> None:
        self._told = None
        self.head.number.setText(str(self.index + 1))
        self.head.name.setText(say(self.item.name.zh, self.item.name.en))
        self._speak()

    def _speak(self) -> None:
        name = say(self.item.name.zh, self.item.name.en)
        blank = self.head.points.text() if self.head.points.text() == "—" else self.tr("未评")
        state = short(self._points) if self._points is not None else blank
        self.head.setAccessibleName(
            self.tr("{n} {name}，{state}，满分 {full}").format(n=self.index + 1, name=name, state=state, full=short(self.item.max))
        )
