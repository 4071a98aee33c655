"""Columns as wide as their words, for tables of thousands of cells.

Qt would ask the model a dozen things of each cell for it, again whenever the rows or the model change. Here all words are only
measured, and it is asked about the cell of a column's widest: it also knows which letters lean out of their own width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QTableView

from app.ui.columns import RowsModel, measured


def fit(table: QTableView, rows: RowsModel[Any], columns: Iterable[int]) -> None:
    """Each of these columns of `rows` in `table`, its heading too. For one line a cell, without a grid."""
    header, wide = table.horizontalHeader(), measured(table.fontMetrics())
    asked = {"": 0}
    for at in columns:
        row, text = _widest(rows, at, wide)
        if text not in asked:
            asked[text] = table.sizeHintForIndex(rows.index(row, at)).width() + 1  # words as wide but for a part of a pixel
        header.resizeSection(at, max(asked[text], header.sectionSizeHint(at)))


def _widest(rows: RowsModel[Any], column: int, wide: Callable[[str], int]) -> tuple[int, str]:
    return max(enumerate(rows.texts(column)), key=lambda one: wide(one[1]), default=(0, ""))
