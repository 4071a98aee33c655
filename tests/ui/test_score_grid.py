"""The table of a sheet, for as many judges as there are: what it costs the window is counted, not timed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.chair.score_grid import ScoreGrid
from app.ui.chair.score_sheet import Cell, Sheet
from app.ui.theme import LIGHT

WIDE, NARROW = 2400, 700
LINE = "优秀级 名额 5 · 线上 4 · 并列 3"


class LaidOut(QObject):
    """How often the layout gave a cell another size."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += isinstance(watched, QLabel) and event.type() is QEvent.Type.Resize
        return False


def entry(judges: int, seed: int = 0) -> Sheet:
    """Nine items; which judge is left out, and where the widest range is, differs with the seed."""
    rows = [
        (Cell(f"第{n + 1}项"), Cell("10"), *(_point(n, j, seed) for j in range(judges)), Cell("3 !", marked=n == seed % 9))
        for n in range(9)
    ]
    totals = (Cell("合计"), Cell("90"), *(Cell(f"▲8{seed}", struck=j == seed) for j in range(judges)), Cell("21"))
    heads = ("评审项目", "配分", *(f"王建国{j}" for j in range(judges)), "极差")
    return Sheet("Z-001", "课题", "最终 86.50", heads, (*rows, totals))


def _point(row: int, judge: int, seed: int) -> Cell:
    return Cell(str((row * judge + seed) % 10), "26" if seed and row == judge else "")


def line(judges: int, seed: int = 0) -> Sheet:
    rows = [
        (Cell(str(n)), Cell("Z-017"), Cell("降低不良率"), *(Cell(f"{80 + (n + j + seed) % 9}") for j in range(judges)), Cell("86.25"), Cell("优秀级"), Cell(""))
        for n in range(6)
    ]  # fmt: skip
    heads = ("排名", "编号", "课题", *(f"王建国{j}" for j in range(judges)), "最终", "建议等级", "备注")
    return Sheet("", "名额线", LINE, heads, (*rows[:3], (Cell(LINE, marked=True),), *rows[3:]))


class Place(QWidget):
    """A window in view, with so much room for its table."""

    def __init__(self, qtbot: QtBot, room: int, wide: int = 0) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.grid, column = ScoreGrid(wide), QVBoxLayout(self)
        column.addWidget(self.grid)
        column.addStretch(1)
        self.setFixedSize(room + 40, 700)
        self.show()
        self.grid.dress(LIGHT, 15, 16, 36)
        self.grid.fit(room)

    def shows(self, sheet: Sheet) -> QImage:
        """Its picture."""
        self.grid.show_sheet(sheet)
        return self.grid.grab().toImage()


@pytest.mark.parametrize("judges", [7, 40])
def test_the_cells_of_a_table_in_view_are_laid_out_together(qtbot: QtBot, judges: int) -> None:
    """Each that was shown laid out all that were there: with forty judges hundreds of times hundreds."""
    place, app, seen = Place(qtbot, NARROW), QApplication.instance(), LaidOut()
    assert app is not None
    app.installEventFilter(seen)
    place.grid.show_sheet(entry(judges))
    app.removeEventFilter(seen)
    assert 0 < seen.times <= 2 * len(place.grid.texts())


@pytest.mark.parametrize("room", [WIDE, NARROW])
def test_another_sheet_of_a_panel_takes_the_same_cells_and_looks_as_a_new_one_does(qtbot: QtBot, room: int) -> None:
    place, anew = Place(qtbot, room), Place(qtbot, room)
    place.shows(entry(7, seed=1))
    cells = place.findChildren(QLabel)
    picture = place.shows(entry(7, seed=4))
    assert [cell.isHidden() for cell in cells].count(True) <= 2, "only the one that is outlined now, and the one that was, are new"
    assert picture == anew.shows(entry(7, seed=4))


def test_another_width_narrows_the_same_cells(qtbot: QtBot) -> None:
    place, anew = Place(qtbot, NARROW), Place(qtbot, NARROW - 60)
    place.shows(entry(12))
    cells = place.findChildren(QLabel)
    place.setFixedSize(anew.size())
    place.grid.fit(NARROW - 60)
    assert place.findChildren(QLabel) == cells
    assert place.grid.grab().toImage() == anew.shows(entry(12))


@pytest.mark.parametrize(("sheet", "wide"), [(entry(7), 0), (entry(12, seed=2), 0), (line(7), 2), (line(3), 2)])
def test_what_a_table_needs_is_known_before_it_is_built(qtbot: QtBot, sheet: Sheet, wide: int) -> None:
    place = Place(qtbot, WIDE, wide)
    place.grid.show_sheet(sheet)
    inside = place.grid.layout()
    assert inside is not None
    assert place.grid.natural == inside.minimumSize().width()
