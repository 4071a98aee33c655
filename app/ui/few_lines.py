"""A text of any length in a few lines: where room is short, a title of 300 characters must not push away what it stands over."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget


class FewLines(QLabel):
    """Wraps into at most `most` lines, the last of which ends in …; the whole text stays the label's own."""

    def __init__(self, most: int, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._most = most
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        beside, above = self._around()
        lines = len(self._lines(width - beside))
        return above + lines * self.fontMetrics().lineSpacing()

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        beside, above = self._around()
        return QSize(beside + 4 * self.fontMetrics().height(), above + self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        beside, _above = self._around()
        wide = min(super().sizeHint().width(), beside + self.fontMetrics().horizontalAdvance(self.text()) + 1)
        return QSize(wide, self.heightForWidth(wide))

    def shown(self) -> tuple[str, ...]:
        """The lines as they are drawn now."""
        return self._lines(self._inside().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        inside, high = self._inside(), self.fontMetrics().lineSpacing()
        lines = self._lines(inside.width())
        top = (
            inside.top()
            if self.alignment() & Qt.AlignmentFlag.AlignTop
            else inside.top() + max(0, inside.height() - len(lines) * high) // 2
        )
        across = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        for n, line in enumerate(lines):
            painter.drawText(QRect(inside.left(), top + n * high, inside.width(), high), int(across | Qt.AlignmentFlag.AlignVCenter), line)

    def _lines(self, width: int) -> tuple[str, ...]:
        found: list[str] = []
        layout = QTextLayout(self.text().replace("\n", " "), self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        while (line := layout.createLine()).isValid() and len(found) < self._most:
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, 0))
            start = line.textStart()
            rest = layout.text()[start:]
            last = len(found) == self._most - 1
            found.append(
                self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width) if last else rest[: line.textLength()].rstrip()
            )
        layout.endLayout()
        return tuple(found) or ("",)

    def _inside(self) -> QRect:
        right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        return self.contentsRect().adjusted(0 if right else self._indent(), 0, -self._indent() if right else 0, 0)

    def _indent(self) -> int:
        """As a plain label of the same style stands in from its frame, so that the two are in line."""
        return self.fontMetrics().horizontalAdvance("x") // 2 if self.frameWidth() > 0 else 0

    def _around(self) -> tuple[int, int]:
        margins = self.contentsMargins()
        return margins.left() + margins.right() + self._indent(), margins.top() + margins.bottom()
