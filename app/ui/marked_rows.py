"""The chosen row of a table has a bar at its left: the tint of its ground is hardly seen on many screens, light or dark."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

BAR = 3
"""Logical pixels; the style sheet gives rows of lists one of the same width."""


class MarkedRows(QStyledItemDelegate):
    """For tables that choose whole rows; everything else is left to the style. A `PlainTable` paints its own."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            place = option.rect
            painter.fillRect(place.left(), place.top(), BAR, place.height() - 1, option.palette.color(QPalette.ColorRole.Link))
