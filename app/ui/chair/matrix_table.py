"""The matrix on the screen: 排名, 编号 and 课题 stay while the judges scroll sideways, in a second view on the same model.

It lies where the row header would be, beside the cells that scroll and never over them: Qt moves what is painted only
where nothing lies on top, and paints all of it anew elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from app.ui.chair.matrix_lines import FIRST
from app.ui.chair.matrix_rows import FROZEN, MatrixRows
from app.ui.columns import Index, PlainRows, measured
from app.ui.plain_head import PlainHeads
from app.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from app.ui.theme import Colours, Metrics

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_MARGIN, _EDGE, _MANY = 22, 1, 20
_TITLE, _LEAST_TITLE = 2, 130


class _Heads(PlainHeads):
    """As high as one of its titles, which are of one line each: Qt would ask two hundred of them, whenever a width changes."""

    def __init__(self, rows: PlainRows, table: QWidget) -> None:
        super().__init__(rows, table)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(0)

    def sizeHint(self) -> QSize:
        return self.sectionSizeFromContents(0) if self.count() else super().sizeHint()


class _Beneath(QHeaderView):
    """The room in which the fixed columns lie: never seen, so it asks the model nothing. Qt would measure and paint a heading for each row."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing."""


class MatrixTable(PlainTable):
    """`opened(row)`: look into this entry (Enter, or a click without keys held). Ctrl+C copies the selection as a spreadsheet pastes it."""

    opened = Signal(int)

    def __init__(self, rows: MatrixRows) -> None:
        super().__init__(rows, by_cell=True, heads=_Heads)
        self._matrix = rows
        self._widths: list[int] = []
        self.setVerticalHeader(_Beneath(self))
        self.frozen = PlainTable(rows, self, by_cell=True, heads=_Heads)  # after what it lies on
        self.frozen.setSelectionModel(self.selectionModel())
        for table in (self, self.frozen):
            _dress(table)
            table.clicked.connect(self._clicked)
        self.frozen.verticalHeader().hide()
        self.frozen.horizontalHeader().setDefaultSectionSize(0)  # what scrolls is not seen there, and nobody has to hide 500 columns
        self.setCornerButtonEnabled(False)
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setAutoScroll(False)  # it goes where this table goes
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        own, other = self.horizontalHeader(), self.frozen.horizontalHeader()
        own.sortIndicatorChanged.connect(lambda _at, _order: _no_indicator(other))
        other.sortIndicatorChanged.connect(lambda _at, _order: _no_indicator(own))
        rows.modelReset.connect(self._place)

    def dress(self, colours: Colours) -> None:
        """A line where what scrolls begins."""
        super().dress(colours)
        self.frozen.dress(colours)
        self.frozen.setStyleSheet(f"QTableView {{ border: none; border-right: {_EDGE}px solid {colours.edge}; }}")

    def fit(self, sizes: Metrics) -> None:
        """Each column as wide as its widest word."""
        for table in (self, self.frozen):
            table.set_row(sizes.row)
        wide = measured(self.fontMetrics())
        heads = (f"{self._rows.headerData(at, Qt.Orientation.Horizontal)}　" for at in range(self._rows.columnCount()))
        widths = [max(map(wide, (head, *self._matrix.widest(at)))) + _MARGIN for at, head in enumerate(heads)]
        common = Counter(widths[FIRST:]).most_common(1)
        # judges stand at even distances where their names let them
        self._widths = widths[:FIRST] + [max(width, common[0][0]) for width in widths[FIRST:]]
        self._share()

    def copy(self) -> None:
        """The selected cells, line by line; a text that a spreadsheet would run is disarmed."""
        from app.reports.panel_matrix_csv import safe_cell

        chosen = {(i.row(), i.column()) for i in self.selectedIndexes()}
        rows, columns = sorted({r for r, _ in chosen}), sorted({c for _, c in chosen})
        lines = ["\t".join(self._copied(r, c, safe_cell) if (r, c) in chosen else "" for c in columns) for r in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() in _PAGES and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._step(_PAGES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """A cell of the fixed columns is in view however far the others were moved, and they stay: only its row comes into view."""
        if index.column() >= FROZEN:
            super().scrollTo(index, hint)
            return
        bar, high = self.verticalScrollBar(), self.verticalHeader().defaultSectionSize()
        top = index.row() * high
        bar.setValue(max(min(bar.value(), top), top + high - self.viewport().height()))

    def _step(self, down: int) -> None:
        """The next entry, or the one before."""
        at = self.currentIndex().row() + down
        if 0 <= at < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(at, max(0, self.currentIndex().column())))

    def _share(self) -> None:
        """The title takes what the other columns leave, and never less than a few words."""
        if len(self._widths) != self._rows.columnCount() or not self._widths:
            return
        widths = list(self._widths)
        left = self.viewport().width() + self.verticalHeader().width() - _EDGE - sum(widths) + widths[_TITLE]
        widths[_TITLE] = max(left, min(widths[_TITLE], _LEAST_TITLE))
        _resize(self.horizontalHeader(), [0] * FROZEN + widths[FROZEN:])
        _resize(self.frozen.horizontalHeader(), widths[:FROZEN])
        self.verticalHeader().setFixedWidth(self._frozen_width())
        self.updateGeometries()
        self._place()

    def _copied(self, row: int, column: int, safe: object) -> str:
        text = str(self._rows.index(row, column).data())
        if column >= FIRST:
            return text.strip("▲▽ ")
        return str(safe(text)) if callable(safe) else text

    def _clicked(self, index: Index) -> None:
        self.setFocus()
        if QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier and len(self.selectedIndexes()) == 1:
            self.opened.emit(index.row())

    def _frozen_width(self) -> int:
        return sum(self.frozen.columnWidth(at) for at in range(FROZEN)) + _EDGE

    def _place(self) -> None:
        edge, head = self.frameWidth(), self.horizontalHeader().height()
        self.frozen.setGeometry(edge, edge, self._frozen_width(), self.viewport().height() + head)
        self.frozen.setVisible(self._rows.columnCount() > 0)


def _dress(table: QTableView) -> None:
    table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorClearable(True)
    table.setSortingEnabled(True)


def _resize(header: QHeaderView, widths: Sequence[int]) -> None:
    """Only what has another width, and many at once: each single change has the header count all sections anew."""
    wrong = [width for at, width in enumerate(widths) if header.sectionSize(at) != width]
    if len(wrong) > _MANY:
        header.setDefaultSectionSize(Counter(wrong).most_common(1)[0][0])
    for at, width in enumerate(widths):
        if header.sectionSize(at) != width:
            header.resizeSection(at, width)


def _no_indicator(header: QHeaderView) -> None:
    header.blockSignals(True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.blockSignals(False)
    header.viewport().update()
