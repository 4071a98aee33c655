"""A cell of a sheet that stands beside a page: as wide as its column and no wider, whatever is in it.

What would make a column grow stands small above the points: the original of a changed point (26→), the sign of what trimming left out
(▲ ▽). The whole text stays the label's own, for those who cannot see it and for the checks.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

Drawn: TypeAlias = tuple[str, QFont]
_PADDING = 3
_SMALL = 0.58
"""Of the size of what stands below it."""
_LEAST = 11
_ABOVE = re.compile(r"^(.*→|[▲▽])(.+)$")
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TightCell(QLabel):
    """`head`: a heading, broken into short lines; else points, with what stands above them."""

    def __init__(self, text: str, width: int, *, head: bool, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._head = head
        self.setFixedWidth(width)

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        size = self._size()
        high = len(self._lines()) * size * 1.25 + 4 if self._head else size * (1.5 + (_SMALL if self._parts()[0] else 0))
        return QSize(self.width(), round(high))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        inside = self.rect().adjusted(_PADDING, 1, -_PADDING, -1)
        if self._head:
            self._paint_head(painter, inside)
        else:
            self._paint_points(painter, inside)

    def drawn(self) -> tuple[tuple[Drawn, ...], tuple[Drawn, ...]]:
        """What is drawn small above (at most one), and below: each text with the font that fits the column."""
        width = self.width() - 2 * _PADDING
        if self._head:
            lines = self._lines()
            face = min((self._fitted(line, self._size(), width) for line in lines), key=QFont.pixelSize)
            return (), tuple((line, face) for line in lines)
        above, main = self._parts()
        small = self._fitted(above, round(self._size() * _SMALL), width)
        small.setStrikeOut(False)
        return ((above, small),) if above else (), ((main, self._fitted(main, self._size(), width)),)

    def _paint_head(self, painter: QPainter, inside: QRect) -> None:
        _above, lines = self.drawn()
        high = round(lines[0][1].pixelSize() * 1.25)
        top = inside.center().y() - len(lines) * high // 2
        for n, (line, face) in enumerate(lines):
            painter.setFont(face)
            painter.drawText(QRect(inside.left(), top + n * high, inside.width(), high), _RIGHT, line)

    def _paint_points(self, painter: QPainter, inside: QRect) -> None:
        above, ((main, face),) = self.drawn()
        below = inside
        for text, small in above:
            painter.setFont(small)
            high = QFontMetrics(small).ascent()
            painter.drawText(QRect(inside.left(), inside.top(), inside.width(), high), _RIGHT, text)
            below = inside.adjusted(0, high - 2, 0, 0)
        painter.setFont(face)
        painter.drawText(below, _RIGHT, main)

    def _parts(self) -> tuple[str, str]:
        """What stands small above, and what is read: "26→24" is 26→ over 24."""
        found = _ABOVE.match(self.text())
        return (found[1], found[2]) if found else ("", self.text())

    def _lines(self) -> list[str]:
        """A name in lines of at most three characters' width: 欧阳 over 文静, 戚文堃 over 代录."""
        words = self.text().split() or [""]
        return [part for word in words for part in ([word[:2], word[2:]] if len(word) == 4 and not word.isascii() else [word])]

    def _size(self) -> int:
        return self.font().pixelSize() if self.font().pixelSize() > 0 else self.fontInfo().pixelSize()

    def _fitted(self, text: str, size: int, width: int) -> QFont:
        face = QFont(self.font())
        face.setPixelSize(size)
        while face.pixelSize() > _LEAST and QFontMetrics(face).horizontalAdvance(text) > width:
            face.setPixelSize(face.pixelSize() - 1)
        return face
