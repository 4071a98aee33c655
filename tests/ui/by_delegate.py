"""How a table would look that is painted as any is, cell by cell by a delegate of the style sheet: what a `PlainTable` is compared with."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.columns import Index
from app.ui.marked_rows import MarkedRows
from app.ui.plain_table import PlainTable


class BySheet(MarkedRows):
    """The ground as the model names it, everything else as the style sheet says, with a bar where whole rows are chosen."""

    def __init__(self, view: QTableView, *, by_cell: bool) -> None:
        super().__init__(view)
        self._draw = QStyledItemDelegate(view).paint if by_cell else super().paint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect.adjusted(1, 1, -1, -2), ground)
        self._draw(painter, option, index)


def by_delegate(part: PlainTable) -> QImage:
    """The same cells in a table that paints itself as any does."""
    twin = QTableView(part.parentWidget())
    twin.setStyleSheet("QTableView { border: none; }")
    twin.setModel(part.model())
    twin.setSelectionModel(part.selectionModel())
    twin.setItemDelegate(BySheet(twin, by_cell=part._by_cell))
    twin.setFont(part.font())
    twin.setShowGrid(False)
    twin.setWordWrap(False)
    twin.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    twin.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    for policy in (twin.setHorizontalScrollBarPolicy, twin.setVerticalScrollBarPolicy):
        policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for header in (twin.horizontalHeader(), twin.verticalHeader()):
        header.setMinimumSectionSize(0)
        header.hide()
    twin.verticalHeader().setDefaultSectionSize(part.verticalHeader().defaultSectionSize())
    for column in range(part.model().columnCount()):
        twin.setColumnWidth(column, part.columnWidth(column))
    twin.setFixedSize(part.viewport().size())
    twin.show()
    for bar, as_there in ((twin.horizontalScrollBar(), part.horizontalScrollBar()), (twin.verticalScrollBar(), part.verticalScrollBar())):
        bar.setValue(as_there.value())
    picture = without_strokes(twin)
    shiboken6.delete(twin)
    return picture


def heads_by_sheet(part: PlainTable) -> QTableView:
    """The same headings as any table has them, standing as these do."""
    twin, head = QTableView(part.parentWidget()), part.horizontalHeader()
    twin.setModel(part.model())
    twin.setSelectionModel(part.selectionModel())
    twin.setFont(part.font())
    twin.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    twin.setStyleSheet("QTableView { border: none; }")
    for policy in (twin.setHorizontalScrollBarPolicy, twin.setVerticalScrollBarPolicy):
        policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    twin.verticalHeader().hide()
    own = twin.horizontalHeader()
    own.setMinimumSectionSize(0)
    own.setHighlightSections(head.highlightSections())
    own.setSortIndicatorShown(head.isSortIndicatorShown())
    own.setSortIndicator(head.sortIndicatorSection(), head.sortIndicatorOrder())
    own.setFixedHeight(head.height())
    for column in range(part.model().columnCount()):
        twin.setColumnWidth(column, part.columnWidth(column))
    twin.setFixedSize(head.width(), 2 * head.height())
    twin.show()
    twin.horizontalScrollBar().setValue(part.horizontalScrollBar().value())
    return twin


def heads(part: QTableView) -> QImage:
    """What is seen of the headings."""
    return part.horizontalHeader().viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def without_strokes(part: QTableView) -> QImage:
    """What is seen, but for the middle of struck cells: Qt's own text layout draws that line a pixel higher than its painter."""
    picture, model = part.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32), part.model()
    painter = QPainter(picture)
    for index in (model.index(at, column) for at in range(model.rowCount()) for column in range(model.columnCount())):
        if index.data(Qt.ItemDataRole.FontRole) is not None:
            area = part.visualRect(index)
            painter.fillRect(QRect(area.left(), area.center().y() - 2, area.width(), 5), Qt.GlobalColor.white)
    painter.end()
    return picture


def difference(seen: QImage, wanted: QImage) -> str:
    """Empty where both are alike; else where they are not, in pixels, and one of the colours."""
    if seen.size() != wanted.size():
        return f"{seen.width()}×{seen.height()} is not {wanted.width()}×{wanted.height()}"
    if seen == wanted:
        return ""
    points = ((x, y) for y in range(seen.height()) for x in range(seen.width()))
    wrong = [(x, y) for x, y in points if seen.pixel(x, y) != wanted.pixel(x, y)]
    across, down = [x for x, _ in wrong], [y for _, y in wrong]
    first = f"{seen.pixelColor(*wrong[0]).name()} for {wanted.pixelColor(*wrong[0]).name()} at {wrong[0]}"
    return f"{len(wrong)} pixels in x {min(across)}–{max(across)}, y {min(down)}–{max(down)} of {seen.width()}×{seen.height()}: {first}"
