"""A scroll area has no bar that nobody needs, and none for a few pixels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.steady_area import SPARE, SteadyArea
from app.ui.widgets import label

WIDE = 300


class Contents(QWidget):
    """Words that wrap, over a margin they can do without."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.addWidget(label("", text, wrap=True))
        self.give(0)

    def give(self, pixels: int) -> None:
        self.column.setContentsMargins(0, 0, 0, SPARE - pixels)

    @property
    def margin(self) -> int:
        return self.column.contentsMargins().bottom()


@pytest.fixture
def area(qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[SteadyArea, Contents]]:
    """A line less high without a bar than beside one."""
    theme.apply(qapp, "light", theme.metrics(1366, 697))
    inside = next(c for n in range(20, 80) if (c := Contents("字" * n)).heightForWidth(WIDE) < c.heightForWidth(WIDE - 14))
    made = SteadyArea(inside.give)
    made.setWidget(inside)
    made.resize(WIDE, 400)
    made.show()
    qtbot.waitUntil(made.isVisible, timeout=20_000)
    yield made, inside
    made.close()


def test_a_bar_goes_when_there_is_room_without_it(qtbot: QtBot, area: tuple[SteadyArea, Contents]) -> None:
    made, inside = area
    needed = inside.heightForWidth(WIDE)
    made.resize(WIDE, needed - 30)
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() > 0, timeout=20_000)
    made.resize(WIDE, needed)
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() == 0 and made.viewport().width() == WIDE, timeout=20_000)
    assert inside.margin == SPARE


@pytest.mark.parametrize("lacking", range(1, SPARE))
def test_a_few_pixels_are_taken_from_the_margin_and_given_back(qtbot: QtBot, area: tuple[SteadyArea, Contents], lacking: int) -> None:
    made, inside = area
    needed = inside.heightForWidth(WIDE)
    made.resize(WIDE, needed - lacking)
    qtbot.waitUntil(lambda: inside.margin == SPARE - lacking, timeout=20_000)
    assert made.verticalScrollBar().maximum() == 0
    made.resize(WIDE, needed - SPARE)
    qtbot.waitUntil(lambda: inside.margin == SPARE and made.verticalScrollBar().maximum() >= SPARE, timeout=20_000)
    made.resize(WIDE, needed)
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() == 0, timeout=20_000)
    assert inside.margin == SPARE
