"""A cell of a sheet that stands beside a page: as wide as its column and no wider, whatever is in it.

What would make a column grow stands small above the points: the original of a changed point (26→), the sign of what trimming left out
(▲ ▽) where there is no room for it beside them. The bracket of a tie (┐ │ ┘) is drawn from row to row. The whole text stays the label's
own, for those who cannot see it and for the checks.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

Drawn: TypeAlias = tuple[str, QFont]
_PADDING = 3
_SMALL = 0.58
"""Of the size of what stands below it."""
_BESIDE = 0.6
"""The least of a sign beside its points, of their size."""
_TWO = 0.85
"""Of the size of one line: two stand in the same row."""
_LEAST = 11
_ABOVE = re.compile(r"^(.*→|[▲▽])(.+)$")
BRACKET: Final = "┐│┘"
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Kind(Enum):
    """A heading, broken into short lines; points, with what stands above them; words, in one line or two."""

    HEAD = 1
    POINTS = 2
    WORDS = 3


class TightCell(QLabel):
    """`left`, `right`: what is left free at the screen's edges."""

    def __init__(self, text: str, width: int, kind: Kind, *, left: int = 0, right: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._left, self._right = left or _PADDING, right or _PADDING
        self.setFixedWidth(width)

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        above, below = self.drawn()
        high = self._size() * (1.15 + (_SMALL if above else 0)) if self._kind is Kind.POINTS else len(below) * self._line(below)
        return QSize(self.width(), round(high) + 2)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        inside = self.rect().adjusted(self._left, 1, -self._right, -1)
        if self._kind is Kind.POINTS:
            self._paint_points(painter, inside)
        else:
            self._paint_bracket(painter)
            self._paint_lines(painter, inside)

    def drawn(self) -> tuple[tuple[Drawn, ...], tuple[Drawn, ...]]:
        """What is drawn small above (at most one), and below: each text with the font that fits the column."""
        width = self._room()
        if self._kind is not Kind.POINTS:
            lines = self._lines()
            size = round(self._size() * _TWO) if len(lines) > 1 else self._size()
            face = min((self._fitted(line, size, width) for line in lines), key=QFont.pixelSize)
            return (), tuple((line, face) for line in lines)
        above, main = self._parts()
        if above and self._sign(width):
            return (), ((self.text(), self._fitted(main, self._size(), width)),)
        small = self._fitted(above, round(self._size() * _SMALL), width)
        small.setStrikeOut(False)
        return ((above, small),) if above else (), ((main, self._fitted(main, self._size(), width)),)

    def _paint_lines(self, painter: QPainter, inside: QRect) -> None:
        _above, lines = self.drawn()
        high = self._line(lines)
        top = inside.center().y() - len(lines) * high // 2
        for n, (line, face) in enumerate(lines):
            painter.setFont(face)
            painter.drawText(QRect(inside.left(), top + n * high, inside.width(), high), int(self.alignment()), line)

    def _paint_points(self, painter: QPainter, inside: QRect) -> None:
        above, ((text, face),) = self.drawn()
        below = inside
        for small_text, small in above:
            painter.setFont(small)
            high = QFontMetrics(small).ascent()
            painter.drawText(QRect(inside.left(), inside.top(), inside.width(), high), _RIGHT, small_text)
            below = inside.adjusted(0, high - 2, 0, 0)
        painter.setFont(face)
        sign, main = self._parts() if not above else ("", text)
        painter.drawText(below, _RIGHT, main)
        if sign:
            self._paint_sign(painter, sign, below.adjusted(0, 0, -QFontMetrics(face).horizontalAdvance(main), 0))

    def _paint_sign(self, painter: QPainter, sign: str, left: QRect) -> None:
        face = QFont(self.font())
        face.setPixelSize(self._sign(self._room()))
        painter.setFont(face)
        painter.drawText(left, _RIGHT, sign)

    def _paint_bracket(self, painter: QPainter) -> None:
        """One line along the tied rows, closed at both ends."""
        mark = self.text()[:1]
        if self._kind is not Kind.WORDS or not mark or mark not in BRACKET:
            return
        size, middle = self._size(), self.rect().center().y()
        across, inner = self.rect().left() + size // 2, self.rect().left() + 2
        painter.save()
        painter.setPen(QPen(painter.pen().color(), max(2, size // 8)))
        painter.drawLine(QPoint(across, middle if mark == "┐" else 0), QPoint(across, middle if mark == "┘" else self.height()))
        if mark != "│":
            painter.drawLine(QPoint(inner, middle), QPoint(across, middle))
        painter.restore()

    def _room(self) -> int:
        bracket = self._size() // 2 + 2 if self._kind is Kind.WORDS and self.text()[:1] in tuple(BRACKET) else 0
        return self.width() - max(self._left, bracket) - self._right

    def _sign(self, width: int) -> int:
        """The size at which ▲ or ▽ has room beside its points; 0 where it has none."""
        above, main = self._parts()
        face = QFont(self.font())
        face.setPixelSize(self._size())
        free = min(width - QFontMetrics(face).horizontalAdvance(main), self._size())
        return free if len(above) == 1 and free >= round(self._size() * _BESIDE) else 0

    def _line(self, lines: tuple[Drawn, ...]) -> int:
        """From one line to the next; two of them stand in one row."""
        return round(lines[0][1].pixelSize() * (1.5 if len(lines) == 1 else 1.15))

    def _parts(self) -> tuple[str, str]:
        """What stands small above, and what is read: "26→24" is 26→ over 24."""
        found = _ABOVE.match(self.text())
        return (found[1], found[2]) if found else ("", self.text())

    def _lines(self) -> list[str]:
        """Words that do not stand in one line stand in two: 申请 over 增额; a name in lines of at most three characters' width: 欧阳 over 文静,
        戚文堃 over 代录."""
        text = self.text().lstrip(BRACKET) if self._kind is Kind.WORDS else self.text()
        face = QFont(self.font())
        alone = self._kind is Kind.HEAD  # of heads beside each other none is broken by itself
        face.setPixelSize(round(self._size() * _TWO) if alone else self._size())
        words = text.split() or [""]
        if QFontMetrics(face).horizontalAdvance(text) <= self._room():
            return [text]
        if self._kind is Kind.WORDS and len(words) > 1:
            return [words[0], " ".join(words[1:])]
        return [part for word in words for part in ([word[:2], word[2:]] if len(word) == 4 and not word.isascii() else [word])]

    def _size(self) -> int:
        return self.font().pixelSize() if self.font().pixelSize() > 0 else self.fontInfo().pixelSize()

    def _fitted(self, text: str, size: int, width: int) -> QFont:
        face = QFont(self.font())
        face.setPixelSize(size)
        while face.pixelSize() > _LEAST and QFontMetrics(face).horizontalAdvance(text) > width:
            face.setPixelSize(face.pixelSize() - 1)
        return face
