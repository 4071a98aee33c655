"""What stands in a box of the 评分条, whole: a name in two lines where one is too short, and in smaller letters where a word is too long."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption

from app.ui.tips import tip
from app.ui.widgets import Elided

LEAST = 13
"""Pixels: smaller letters are read by nobody."""
_LEADING = 1.3
"""Height of a line in ems. What the faces ask for is half as much again, and the page would pay for it."""
_WIDEST, _KEPT = 160, 20
_NO_BREAK = "\N{NO-BREAK SPACE}"


class StripText(Elided):
    """A name, whose number stays with its first word, or points in one line."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self._needed: dict[tuple[str, int], int] = {}
        self._fitted: tuple[object, tuple[int, list[str]]] | None = None

    @property
    def long(self) -> bool:
        """Whether one line of the usual letters is too short for it."""
        return QFontMetricsF(self.font()).horizontalAdvance(self.text()) > self.width()

    @property
    def cut(self) -> bool:
        """Whether not even the smallest letters show all of it."""
        return any(line.endswith("…") for line in self.fitted()[1]) and not self.text().endswith("…")

    def height_of(self, lines: int) -> int:
        """Of so many lines in the usual letters."""
        return _height(lines, self.font().pixelSize())

    def fitted(self) -> tuple[int, list[str]]:
        """(pixels, lines): the largest letters in which all of it fits; what does not fit even in the smallest ends in …"""
        key = self.text(), self.size(), self.font().pixelSize()
        if self._fitted is None or self._fitted[0] != key:
            self._fitted = key, self._fit()
        return self._fitted[1]

    def _fit(self) -> tuple[int, list[str]]:
        lines: list[str] = []
        for pixels in range(max(LEAST, self.font().pixelSize()), LEAST - 1, -1):
            lines = self._lines(pixels, self.width())
            if _height(len(lines), pixels) <= self.height() and all(self._wide(line, pixels) <= self.width() for line in lines):
                return pixels, lines
        most = max(1, self.height() // _height(1, LEAST))
        rest = [*lines[: most - 1], "".join(lines[most - 1 :])]
        return LEAST, [self._metrics(LEAST).elidedText(line, Qt.TextElideMode.ElideRight, self.width()) for line in rest]

    def minimumSizeHint(self) -> QSize:
        """Two lines of the smallest letters."""
        return QSize(min(_WIDEST, self._two_lines(LEAST)), _height(1, LEAST))

    def wanted(self) -> int:
        """The width at which two lines of the usual letters hold it."""
        return self._two_lines(self.font().pixelSize())

    def _two_lines(self, pixels: int) -> int:
        """Asked for in every turn of the layout, so kept."""
        key = self.text(), pixels
        if key not in self._needed:
            width = -int(-self._laid(pixels, 1.0).minimumWidth() // 1)
            while len(self._lines(pixels, width)) > 2:
                width += 2
            self._needed = dict([*self._needed.items()][-_KEPT:]) | {key: width}
        return self._needed[key]

    def paintEvent(self, _event: QPaintEvent) -> None:
        pixels, lines = self.fitted()
        self.setToolTip(tip(self.text() if self.cut else ""))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self._face(pixels))
        metrics = self._metrics(pixels)
        top = (pixels * _LEADING + metrics.capHeight()) / 2
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += (self.height() - _height(len(lines), pixels)) / 2
        for n, line in enumerate(lines):
            painter.drawText(QPointF(0, top + n * pixels * _LEADING), line)

    def _lines(self, pixels: int, width: float) -> list[str]:
        text = self._laid(pixels, width)
        found = [text.lineAt(n) for n in range(text.lineCount())]
        return [text.text()[line.textStart() : line.textStart() + line.textLength()].rstrip(" ") for line in found]

    def _laid(self, pixels: int, width: float) -> QTextLayout:
        layout = QTextLayout(self.text().replace(" ", _NO_BREAK, 1), self._face(pixels))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout

    def _face(self, pixels: int) -> QFont:
        face = QFont(self.font())
        face.setPixelSize(pixels)
        return face

    def _metrics(self, pixels: int) -> QFontMetricsF:
        return QFontMetricsF(self._face(pixels))

    def _wide(self, line: str, pixels: int) -> float:
        return self._metrics(pixels).horizontalAdvance(line)


def _height(lines: int, pixels: int) -> int:
    return -int(-lines * pixels * _LEADING // 1)
