"""A row of a list that wraps shows all of its words, however wide the list and whether a scroll bar came."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from app.ui.wrapped_rows import wrap

_ROWS = (
    "Z-003  ○ 未议\n原因分析相差 10.5；名额线附近",
    "Countermeasures and implementation differs by 7; near a line",
    "对策与实施相差 7；名额线附近",
)
_PADDING = 16
_WRAP = int(Qt.TextFlag.TextWordWrap)


@pytest.mark.parametrize("times", [1, 4], ids=["without a scroll bar", "with one"])
def test_no_row_loses_its_last_line(qtbot: QtBot, times: int) -> None:
    rows = QListWidget()
    qtbot.addWidget(rows)
    wrap(rows)
    rows.addItems(_ROWS * times)
    rows.show()
    short = []
    for width in range(180, 420, 3):
        rows.resize(width, 300)
        rows.doItemsLayout()
        whole = QRect(0, 0, rows.viewport().width() - _PADDING, 10_000)
        for n in range(rows.count()):
            needed = rows.fontMetrics().boundingRect(whole, _WRAP, rows.item(n).text()).height()
            if rows.visualItemRect(rows.item(n)).height() < needed:
                short.append((width, n))
    assert not short
