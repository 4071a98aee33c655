"""投影窗: what the hall sees. It is given finished sheets without names and asks nobody for anything, so nothing private can appear.

Light, large, no hover, no scrolling. On a second screen it fills it; else it is a window of 1280×720.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.chair.crop_picture import HallPicture
from app.ui.chair.hall_columns import entry_columns, line_columns, sheet_beside_page
from app.ui.chair.score_grid import ScoreGrid
from app.ui.chair.score_sheet import narrowed
from app.ui.few_lines import FewLines
from app.ui.theme import LIGHT
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.ui.chair.cited import Cited
    from app.ui.chair.score_sheet import Sheet

_LARGE, _WIDE, _NARROW = 1000, 1600, 1060
"""From this height and width on everything is half as large again; in less than the last, an old projector's 1024, a tenth smaller."""
_END, _HEADER = 72, 640
"""The least height of what stands over a sheet and of the bar under it; the most room of final score, rank and level."""


class ProjectionWindow(QWidget):
    """`push_wanted` and `black_wanted`: the chair's keys, when this window has the keyboard."""

    push_wanted = Signal()
    black_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("projection")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keyboard stays with the chair: here Esc would take it all away
        self.title = FewLines(2)
        self.header = FewLines(2)
        self.below, self.over, self.bar = (label(wrap=True) for _ in range(3))
        self.title.setObjectName("projectedTitle")
        self.header.setObjectName("projectedHeader")
        self.header.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.over.setObjectName("projectedOver")
        self.bar.setObjectName("projectedBar")
        self.head = QWidget()
        self.entry, self.line = ScoreGrid(), ScoreGrid(wide=2)
        self.place_words, self.picture, self.right = label(wrap=True), HallPicture(), QWidget()
        self.left = QWidget()
        self.place_words.setObjectName("projectedPlace")
        self.page, self.dark, self.stack = QWidget(), QWidget(), QStackedWidget()
        self.dark.setObjectName("projectedBlack")
        self.dark.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inside = QVBoxLayout(self.page)
        self._lay_out()
        self._cited, self._lined, self._judges, self._dressed = False, False, 0, 1.0
        self.setMinimumSize(640, 360)
        self.resize(1280, 720)
        self._dress()
        self.retranslate()

    def _lay_out(self) -> None:
        """The page from top to bottom: head, sheet with the cited place beside it, bar. Under it in the stack lies the dark one."""
        column, inside, beside = QVBoxLayout(self), self._inside, QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        # what fits a large screen must not keep the window from a small one
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.stack)
        for page in (self.dark, self.page):
            self.stack.addWidget(page)
        self._lay_out_head()
        self._lay_out_sides()
        beside.setSpacing(0)
        beside.addWidget(self.left, 1)
        beside.addWidget(self.right)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addLayout(beside, 1)
        inside.addWidget(self.bar)
        self.right.hide()

    def _lay_out_head(self) -> None:
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self.title, 1)
        head.addWidget(self.header)

    def _lay_out_sides(self) -> None:
        left, right = QVBoxLayout(self.left), QVBoxLayout(self.right)
        for part in (self.entry, self.line, self.over, self.below):
            left.addWidget(part)
        left.addStretch(1)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.place_words)
        right.addWidget(self.picture, 1)

    @property
    def black(self) -> bool:
        return self.stack.currentWidget() is self.dark

    def project(self, sheet: Sheet, *, line: bool, cited: Cited | None = None) -> None:
        """Show this sheet, and beside an entry's the place that is cited."""
        self._judges, self._lined = len(sheet.heads) - 3, line
        self.bar.setText(" · ".join(sheet.bar))
        self._cite(cited if not line else None)
        if cited is not None and not line:
            sheet = narrowed(sheet)
        self.title.setText(f"{sheet.code}  {sheet.title}".strip())
        self.header.setText(sheet.header)
        self._fit_header()
        for words, lines in ((self.below, sheet.below), (self.over, sheet.over), (self.bar, sheet.bar)):
            words.setText(" · ".join(lines))
            words.setVisible(bool(lines))
        for part in (self.head, self.entry):  # the line is named in its own row: 12 rows need the room
            part.setVisible(not line)
        self.line.setVisible(line)
        (self.line if line else self.entry).show_sheet(sheet)
        self.stack.setCurrentWidget(self.page)

    def _cite(self, cited: Cited | None) -> None:
        self.right.setVisible(cited is not None)
        self._cited = cited is not None
        self._split()
        self.place_words.setText(cited.words if cited is not None else "")
        if cited is None:
            self.picture.forget()
        else:
            self.picture.setAccessibleName(cited.words)
            self.picture.show_picture(cited.image, cited.mark)

    def blacken(self, on: bool) -> None:
        """Show nothing, or the last sheet again."""
        self.stack.setCurrentWidget(self.dark if on else self.page)

    def place(self) -> None:
        """On the second screen when there is one."""
        parent = self.parentWidget()
        own = parent.screen() if parent is not None else self.screen()
        other = next((s for s in own.virtualSiblings() if s is not own and s.geometry() != own.geometry()), None)
        if other is None:
            self.show()
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        if parent is not None:
            parent.window().activateWindow()  # not every window system heeds the attribute

    def texts(self) -> list[str]:
        """Every word in this window, also of what is not in front."""
        return [self.windowTitle(), *(w.text() for w in self.findChildren(QLabel))]

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("投影窗"))
        self.setAccessibleName(self.windowTitle())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._scale() != self._dressed:
            self._dress()
        elif self._cited and event.oldSize().width() != self.width():
            self._split()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_D:
            self.push_wanted.emit()
        elif control and event.key() == Qt.Key.Key_B:
            self.black_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _split(self) -> None:
        """620 for the sheet, 660 for the page (×1.5); a line has the whole screen, and its columns their own widths."""
        scale, judges = self._scale(), self._judges
        whole = self._cited or self._lined
        edge = round((12 if self._lined else 24) * scale)
        outside, inside = (0, edge) if whole else (edge, 0)
        self._inside.setContentsMargins(0, 16 if self._lined else 0, 0, 0 if self.bar.text() else 16)
        self.left.layout().setContentsMargins(outside, 0, outside, 0)  # type: ignore[union-attr]
        for words in (self.over, self.below):
            words.setContentsMargins(inside, 0, inside, 0)
        columns, sheet = entry_columns(judges, scale), round(sheet_beside_page(judges) * scale)
        self.entry.tight = (lambda _sheet: columns) if self._cited else None
        self.entry.items = sheet - sum(columns) if self._cited else 0
        self.right.setFixedWidth(max(240, self.width() - sheet))
        self.entry.dress(LIGHT, *self._sizes())

    def _fit_header(self) -> None:
        """In one line where that leaves the title its half."""
        scale, words = self._scale(), self.header
        words.ensurePolished()
        around = words.width() - words.contentsRect().width() + 3 * round(24 * scale)
        words.setFixedWidth(min(words.fontMetrics().horizontalAdvance(words.text()) + around, round(_HEADER * scale)))

    def _scale(self) -> float:
        if self.height() >= _LARGE and self.width() >= _WIDE:
            return 1.5
        return 1.0 if self.width() >= _NARROW else 0.9

    def _sizes(self) -> tuple[int, int, int]:
        """Pixels of words, of points, of a row."""
        base, points, row = (round(n * self._scale()) for n in (20, 24, 44))
        return base, points, row

    def _dress(self) -> None:
        scale = self._dressed = self._scale()
        base, points, row = self._sizes()
        title, edge = round(28 * scale), round(24 * scale)
        c = LIGHT
        self.setStyleSheet(
            f"QWidget {{ background: {c.surface}; color: {c.ink}; }} QLabel {{ font-size: {base}px; color: {c.ink}; }}"
            f"QLabel#projectedTitle {{ font-size: {title}px; font-weight: 600; }}"
            f"QLabel#projectedHeader {{ font-size: {points}px; color: {c.accent}; font-weight: 600; }}"
            f"QLabel#projectedOver {{ font-size: {base}px; color: {c.bad}; font-weight: 600; }}"
            f"QLabel#projectedTitle, QLabel#projectedHeader, QLabel#projectedBar {{ padding: 0 {edge}px; }}"
            f"QLabel#projectedBar {{ background: {c.window}; border-top: 1px solid {c.edge}; }}"
            f"QLabel#projectedPlace {{ padding: 0 {edge // 2}px; }} "
            "QWidget#projectedBlack { background: #000000; }"
        )
        for part in (self.head, self.bar):
            part.setMinimumHeight(round(_END * scale))
        self._fit_header()
        self.line.tight = lambda sheet: line_columns(sheet, scale, self.line.measure)
        self.line.dress(c, base, points, row)
        self._split()
