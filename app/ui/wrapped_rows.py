"""Rows of a list whose words wrap: as high as their words need inside the padding.

Under a style sheet Qt measures a wrapping row over its whole width and paints it inside the padding, so that words that
just fit the former lose their last line. The sheet's padding (app/ui/style.py, `QListWidget::item`) is taken off here.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

_SIDES = 16


class WrappedRows(QStyledItemDelegate):
    """Measures as it will be painted; how it is painted is left to the style."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        option.rect.setWidth(option.rect.width() - _SIDES)
        return super().sizeHint(option, index)


def wrap(rows: QListWidget) -> None:
    """Let the rows of a list wrap, each whole."""
    rows.setWordWrap(True)
    rows.setResizeMode(QListWidget.ResizeMode.Adjust)
    rows.setItemDelegate(WrappedRows(rows))
