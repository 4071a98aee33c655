"""Every text that is on the screen, with where it is drawn and in which font: what the checks of screens look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.ui.judge.place_lines import PlaceLines


class Shown(NamedTuple):
    """One text: whose, its font, and whether it is of something that can be used now."""

    widget: QWidget
    text: str
    font: QFont
    enabled: bool = True


class Cell(NamedTuple):
    """One item in view: its text, the rectangle for it, its font, and the whole text a pointer or a reader gets."""

    view: QAbstractItemView
    text: str
    room: QRect
    font: QFont
    told: str
    wraps: bool


def seen(root: QWidget) -> list[QWidget]:
    """Visible widgets that have an area; editors' and combo boxes' inner parts are theirs."""
    return [w for w in root.findChildren(QWidget) if w.isVisible() and not w.visibleRegion().isEmpty()]


def texts(root: QWidget) -> Iterator[Shown]:
    """All of them."""
    for widget in seen(root):
        for text in _own(widget):
            if text.strip():
                yield Shown(widget, text, widget.font(), widget.isEnabled())
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield from (Shown(widget, cell.text, cell.font) for cell in cells(widget) if cell.text.strip())


def _own(widget: QWidget) -> tuple[str, ...]:
    if isinstance(widget, (QLabel, QAbstractButton)):
        return (widget.text(),)
    if isinstance(widget, QComboBox):
        return (widget.currentText(),)
    if isinstance(widget, QLineEdit):
        return (widget.text() or widget.placeholderText(),)
    if isinstance(widget, QPlainTextEdit):
        return (widget.toPlainText() or widget.placeholderText(),)
    if isinstance(widget, QHeaderView):
        return tuple(title for _, title, _ in sections(widget))
    return ()


def sections(header: QHeaderView) -> Iterator[tuple[int, str, str]]:
    """(section, title, what a pointer is told) of a header's visible sections."""
    model, way = header.model(), header.orientation()
    for at in range(header.count()):
        if not header.isSectionHidden(at) and header.sectionSize(at) > 0:
            title = str(model.headerData(at, way, Qt.ItemDataRole.DisplayRole) or "")
            yield at, title, str(model.headerData(at, way, Qt.ItemDataRole.ToolTipRole) or "")


def cells(view: QAbstractItemView) -> Iterator[Cell]:
    """Items that are wholly in view."""
    model, area = view.model(), view.viewport().rect()
    if model is None:
        return
    for index in _indexes(view):
        box = view.visualRect(index)
        if not box.isEmpty() and area.contains(box.center()) and box.top() >= 0 and box.bottom() <= area.bottom():
            option = QStyleOptionViewItem()
            view.initViewItemOption(option)
            option.rect = box
            delegate = view.itemDelegateForIndex(index)
            delegate.initStyleOption(option, index)  # type: ignore[attr-defined]
            wraps = False
            room = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view)
            if isinstance(delegate, PlaceLines):
                room, wraps = delegate.parts(box, option.fontMetrics, index)[0], True
            wraps = wraps or bool(option.features & QStyleOptionViewItem.ViewItemFeature.WrapText)
            told = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            yield Cell(view, option.text, room, option.font, told, wraps)


def _indexes(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model = view.model()
    if isinstance(view, QTreeView):
        index = view.indexAt(view.viewport().rect().topLeft())
        while index.isValid():
            yield from (index.siblingAtColumn(column) for column in range(model.columnCount()))
            index = view.indexBelow(index)
        return
    for row in range(model.rowCount()):
        for column in range(1 if isinstance(view, QListView) else model.columnCount()):
            yield model.index(row, column)


def needed(text: str, font: QFont, wide: int = 0) -> tuple[int, int]:
    """Width and height of a text; wrapped when `wide` is given."""
    measure = QFontMetrics(font)
    if wide:
        size = measure.boundingRect(QRect(0, 0, wide, 100_000), int(Qt.TextFlag.TextWordWrap), text).size()
        return size.width(), size.height()
    lines = text.replace("\u2028", "\n").split("\n")
    return max(measure.horizontalAdvance(line) for line in lines), measure.height() * len(lines)
