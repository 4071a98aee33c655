"""Lines of the side panels: words that wrap on the left under their own indentation, where they lead to on the right."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

TAIL, LEVEL = int(Qt.ItemDataRole.UserRole) + 1, int(Qt.ItemDataRole.UserRole) + 2
"""Roles of a line: the place at its end (a page), and how far in it begins."""
_SIDE, _ABOVE, _GAP, _STEP, _LEAST = 8, 6, 10, 16, 36
STILL = QSize(80, 45)
"""The picture of a line about a video, at its left."""
_PAGES = re.compile(r"P\d+(?: P\d+)+")
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PlaceLines(QStyledItemDelegate):
    """Draws them; a line is as high as its words need in the width of the list, and never under 36 px."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        self._view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        room, end = self.parts(option.rect, option.fontMetrics, index)
        tail = _tail(index, option.fontMetrics, _inside(option.rect, index).width())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(room, _WRAP, words)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(end, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), tail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.initStyleOption(option, index)
        wide = self._view.viewport().width()
        room, _end = self.parts(QRect(0, 0, wide, 10_000), option.fontMetrics, index)
        high = option.fontMetrics.boundingRect(QRect(0, 0, max(40, room.width()), 10_000), _WRAP, option.text).height()
        return QSize(wide, max(_LEAST, high + 2 * _ABOVE, STILL.height() + 2 * _ABOVE if _pictured(index) else 0))

    def parts(self, whole: QRect, measure: QFontMetrics, index: QModelIndex | QPersistentModelIndex) -> tuple[QRect, QRect]:
        """Where the words go, and where the place goes."""
        inside = _inside(whole, index)
        tail = _tail(index, measure, inside.width())
        wide = measure.horizontalAdvance(tail)
        right = inside.left() + inside.width()
        words = QRect(inside.left(), inside.top(), inside.width() - (wide + _GAP if tail else 0), inside.height())
        return words, QRect(right - wide, inside.top(), wide, inside.height())


def _inside(whole: QRect, index: QModelIndex | QPersistentModelIndex) -> QRect:
    """The room of words and place together."""
    left = whole.left() + _SIDE + _STEP * int(index.data(LEVEL) or 0) + (STILL.width() + _GAP if _pictured(index) else 0)
    return QRect(left, whole.top() + _ABOVE, whole.right() - _SIDE - left, whole.height() - 2 * _ABOVE)


def _tail(index: QModelIndex | QPersistentModelIndex, measure: QFontMetrics, room: int) -> str:
    """Where the line leads to. Of several pages the last make way for a long word, which cannot be broken; between signs of Chinese a line
    may end anywhere."""
    tail = str(index.data(TAIL) or "")
    places = tail.split(" ") if _PAGES.fullmatch(tail) else [tail]
    words = (word for word in str(index.data() or "").split() if word.isascii())
    left = room - _GAP - max(map(measure.horizontalAdvance, words), default=0)
    while len(places) > 1 and measure.horizontalAdvance(" ".join(places)) > left:
        places.pop()
    return " ".join(places)


def _pictured(index: QModelIndex | QPersistentModelIndex) -> bool:
    return index.data(Qt.ItemDataRole.DecorationRole) is not None
