"""The cells of a sheet that is drawn as a table: how each is made, what its words need, and how it takes the words of another sheet."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from app.ui.chair.tight_cell import Kind, TightCell
from app.ui.few_lines import FewLines
from app.ui.widgets import label, set_role

LEAST_WIDE = 96
"""Of the column of titles, in pixels."""
_HEAD_LINES = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
KINDS = {"head": Kind.HEAD, "text": Kind.WORDS}


class OneLine(QLabel):
    """Long titles end in …, so that twelve rows fit the hall's screen; the whole text stays the label's own."""

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDE, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        inside = self.rect().adjusted(6, 0, -6, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(inside, int(_LEFT | Qt.TextFlag.TextSingleLine), shown)


class Shape(NamedTuple):
    """What a cell is for as long as it lives. `tight`: its column may not grow, and this is how it breaks its words there."""

    span: int = 1
    head: bool = False
    titled: bool = False
    wrapped: bool = False
    wide: bool = False
    right: bool = False
    edge: bool = False
    outlined: bool = False
    """A label goes on measuring with the frame that it was made with."""
    tight: Kind | None = None
    edges: tuple[int, int] = (0, 0)


class Wanted(NamedTuple):
    """One cell of a sheet: where it stands, what it says, and how the style sheet knows it (`role`). `width`: of a tight one."""

    down: int
    at: int
    text: str
    role: str
    shape: Shape
    width: int = 0
    struck: bool = False


def make(wanted: Wanted, parent: QWidget, row: int) -> QLabel:
    """A cell with its words, at least a `row` high."""
    shape, made = wanted.shape, _kind_of_label(wanted)
    made.setParent(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("cell", wanted.role)
    made.setProperty("edge", shape.edge)
    made.setAlignment(_RIGHT if shape.right else _LEFT)
    if shape.wrapped or shape.wide:
        across = QSizePolicy.Policy.Ignored if shape.wide else QSizePolicy.Policy.Preferred
        made.setSizePolicy(across, QSizePolicy.Policy.Preferred)
    made.show()  # a layout shows it a turn later, and until then has no width for it: who measures the table would measure nothing
    _finish(made, wanted, row)
    return made


def say_anew(made: QLabel, wanted: Wanted, row: int) -> None:
    """The same cell in another sheet: only what differs is done."""
    if made.text() != wanted.text:
        made.setText(wanted.text)
    set_role(made, "cell", wanted.role)
    if made.styleSheet():
        made.setStyleSheet("")
    _finish(made, wanted, row)


def need(wanted: Wanted, parent: QWidget) -> int:
    """The width of its words in a column that grows with them."""
    probe = _kind_of_label(wanted)
    probe.setParent(parent)
    probe.setTextFormat(Qt.TextFormat.PlainText)
    probe.setProperty("cell", wanted.role)
    probe.setProperty("edge", wanted.shape.edge)
    wide = probe.minimumSizeHint().width()
    probe.setParent(None)
    return wide


def _kind_of_label(wanted: Wanted) -> QLabel:
    shape, text = wanted.shape, wanted.text
    if shape.tight is not None:
        left, right = shape.edges
        return TightCell(text, wanted.width, shape.tight, left=left, right=right)
    if shape.titled:
        return OneLine(text)
    return FewLines(_HEAD_LINES, text) if shape.head and shape.wrapped else label("", text, wrap=shape.wrapped)


def _finish(made: QLabel, wanted: Wanted, row: int) -> None:
    """What follows from the words: a line through what trimming left out, and the height."""
    if wanted.struck != made.font().strikeOut():
        font = made.font()
        font.setStrikeOut(wanted.struck)
        made.setFont(font)
    made.setMinimumHeight(row)
    if isinstance(made, TightCell):
        made.setFixedWidth(wanted.width)
        made.setMinimumHeight(max(row, made.minimumSizeHint().height()))
