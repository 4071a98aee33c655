"""The matrix on the screen: 排名, 编号 and 课题 stay while the judges scroll sideways; a second view on the same model lies over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.chair.matrix_lines import FIRST
from app.ui.chair.matrix_rows import FROZEN, MatrixRows
from app.ui.columns import Index

if TYPE_CHECKING:
    from app.ui.theme import Colours, Metrics

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_MARGIN = 22
_TITLE, _LEAST_TITLE = 2, 130


class _Ground(QStyledItemDelegate):
    """Paints the ground that the model names: under a style sheet the view leaves it out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QBrush):
            painter.fillRect(option.rect.adjusted(1, 1, -1, -2), ground)
        super().paint(painter, option, index)


class MatrixTable(QTableView):
    """`opened(row)`: look into this entry (Enter, or a click without keys held). Ctrl+C copies the selection as a spreadsheet pastes it."""

    opened = Signal(int)

    def __init__(self, rows: MatrixRows) -> None:
        super().__init__()
        self._rows = rows
        self._widths: list[int] = []
        self.frozen = QTableView(self)
        self.setModel(rows)
        self.setItemDelegate(_Ground(self))
        self.frozen.setModel(rows)
        self.frozen.setSelectionModel(self.selectionModel())
        for table in (self, self.frozen):
            _dress(table)
            table.clicked.connect(self._clicked)
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        own, other = self.horizontalHeader(), self.frozen.horizontalHeader()
        own.sortIndicatorChanged.connect(lambda _at, _order: _no_indicator(other))
        other.sortIndicatorChanged.connect(lambda _at, _order: _no_indicator(own))
        rows.modelReset.connect(self._hide_scrolling)

    def dress(self, colours: Colours) -> None:
        """A line where what scrolls begins."""
        self.frozen.setStyleSheet(f"QTableView {{ border: none; border-right: 1px solid {colours.edge}; }}")

    def fit(self, sizes: Metrics) -> None:
        """Each column as wide as its widest word."""
        measure = self.fontMetrics()
        for table in (self, self.frozen):
            table.verticalHeader().setDefaultSectionSize(sizes.row)
        heads = (f"{self._rows.headerData(at, Qt.Orientation.Horizontal)}　" for at in range(self._rows.columnCount()))
        self._widths = [
            max(measure.horizontalAdvance(t) for t in (head, *self._rows.widest(at))) + _MARGIN for at, head in enumerate(heads)
        ]
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
        """A cell that would lie under the fixed columns is moved out from under them."""
        if index.column() < FROZEN:
            bar, at = self.horizontalScrollBar(), self.horizontalScrollBar().value()
            super().scrollTo(index, hint)
            bar.setValue(at)
            return
        super().scrollTo(index, hint)
        under = self._frozen_width() - self.visualRect(index).left()
        if under > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - under)

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
        left = self.viewport().width() - sum(widths) + widths[_TITLE]
        widths[_TITLE] = max(left, min(widths[_TITLE], _LEAST_TITLE))
        for at, width in enumerate(widths):
            self.horizontalHeader().resizeSection(at, width)
            self.frozen.horizontalHeader().resizeSection(at, width)
        self._hide_scrolling()

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
        return sum(self.columnWidth(at) for at in range(FROZEN))

    def _hide_scrolling(self) -> None:
        for at in range(self._rows.columnCount()):
            self.frozen.setColumnHidden(at, at >= FROZEN)
        self._place()

    def _place(self) -> None:
        edge, head = self.frameWidth(), self.horizontalHeader().height()
        self.frozen.setGeometry(edge, edge, self._frozen_width(), self.viewport().height() + head)
        self.frozen.setVisible(self._rows.columnCount() > 0)


def _dress(table: QTableView) -> None:
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setHighlightSections(False)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorClearable(True)
    table.setSortingEnabled(True)


def _no_indicator(header: QHeaderView) -> None:
    header.blockSignals(True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.blockSignals(False)
    header.viewport().update()
