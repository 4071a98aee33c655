"""Tables that paint themselves are seen as the style sheet says, whatever is chosen in them, in both themes and after a switch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.chair import pages
from app.ui.chair.board_view import BoardView
from app.ui.columns import AT_LEFT, AT_RIGHT, CENTRED, NOWHERE, Cell, Index, PlainRows
from app.ui.judge import rail
from app.ui.plain_table import PlainTable
from app.ui.preferences import Theme
from app.ui.theme import LIGHT
from tests.fakes import chair_season
from tests.fakes.panel_season import PanelSeason
from tests.fakes.season import Season
from tests.ui.by_delegate import by_delegate, difference, heads, heads_by_sheet, without_strokes
from tests.ui.conftest import ChairOpener, Desk, Opener
from tests.ui.season_window import SeasonDesk, merged


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=6, judges=6, recused={"J-03": ("Z-002",)})


def looks_as_any(table: PlainTable) -> None:
    table.selectRow(1)
    assert table.model().rowCount() > 1
    assert difference(without_strokes(table), by_delegate(table)) == ""
    heads_look_as_any(table)


def heads_look_as_any(table: PlainTable) -> None:
    twin = heads_by_sheet(table)
    assert difference(heads(table), heads(twin)) == ""
    shiboken6.delete(twin)


def in_the_other_theme(desk: Desk, name: Theme) -> None:
    desk.window.remember(desk.window.preferences.with_(theme=name))


@pytest.mark.parametrize("first", ["light", "dark"])
def test_the_board(open_chair: ChairOpener, panel: Season, first: Theme) -> None:
    desk = open_chair(panel, theme_=first)
    desk.room.choose(rail.CHAIR)
    view = desk.room.chair_room().desk
    desk.qtbot.waitUntil(
        lambda: isinstance(view.page(pages.BOARD), BoardView) and view.page(pages.BOARD).rows.rowCount() > 0, timeout=20_000
    )
    board = view.page(pages.BOARD)
    assert isinstance(board, BoardView)
    looks_as_any(board.table)
    in_the_other_theme(desk, "dark" if first == "light" else "light")
    looks_as_any(board.table)


def test_the_list_of_the_judge(qtbot: QtBot, open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.toggle("entries")
    drawer = desk.room.over.drawer.made
    assert drawer is not None
    qtbot.waitUntil(lambda: drawer.rows.rowCount() > 1, timeout=20_000)
    looks_as_any(drawer.table)
    in_the_other_theme(desk, "dark")
    looks_as_any(drawer.table)


def test_the_season(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    looks_as_any(merged(season_desk, chairs_season).table)


class Told(PlainRows):
    """Rows that say what they show through Qt alone; the empty cell has nothing."""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return (f"第{index.row()}行" if index.column() else None) if role == Qt.ItemDataRole.DisplayRole else None


class Dropped(Told):
    """A dropped total that the chair copied, at each side of its column."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.through, self._side = 0, side

    def side(self, column: int) -> int:
        return self._side

    def cells(self, row: int, columns: Sequence[int]) -> Sequence[Cell]:
        return [Cell("▲ 93.00 代录", None, self.through) for _ in columns]


@pytest.mark.parametrize("side", [AT_LEFT, CENTRED, AT_RIGHT])
def test_a_line_through_points_leaves_the_words_behind_them(qtbot: QtBot, side: int) -> None:
    rows = Dropped(side)
    table = PlainTable(rows)
    qtbot.addWidget(table)
    table.set_row(40)
    table.dress(LIGHT)
    table.setColumnWidth(0, 300)
    table.resize(400, 200)
    table.show()
    plain = longest_stroke(table)
    rows.through = len("▲ 93.00")
    table.viewport().update()
    struck = longest_stroke(table)
    wide = table.fontMetrics().horizontalAdvance
    assert len(plain) < wide("▲ 93.00") - 10
    assert wide("▲ 93.00") - 4 <= len(struck) <= wide("▲ 93.00") + 4, "the words behind stay to be read"


def longest_stroke(table: PlainTable) -> range:
    """Of the first cell: pixels beside each other, in one line, that are not its ground."""
    seen, best = table.viewport().grab().toImage(), range(0)
    for y in range(5, 35):
        start = 5
        for x in range(5, 297):
            if seen.pixel(x, y) == seen.pixel(5, 5):
                start = x + 1
            best = max(best, range(start, x + 1), key=len)
    return best


@pytest.mark.parametrize("lacking", [1, 4, 7])
def test_no_bar_leads_to_a_few_pixels_of_the_last_row(qtbot: QtBot, lacking: int) -> None:
    """The rows give them, and have them back where there is room; what lacks more is scrolled for."""
    rows = Told()
    table = PlainTable(rows)
    qtbot.addWidget(table)
    table.setVerticalScrollMode(PlainTable.ScrollMode.ScrollPerPixel)
    table.set_row(40)
    table.resize(300, 400)
    table.show()
    qtbot.waitUntil(lambda: table.viewport().height() > 200, timeout=20_000)
    exact = table.height() - table.viewport().height() + 3 * 40
    for high, row, bar in ((exact - lacking, 40 - -(-lacking // 3), False), (exact, 40, False), (exact - 8, 40, True)):
        table.resize(300, high)
        qtbot.waitUntil(lambda r=row, b=bar: table.rowHeight(0) == r and (table.verticalScrollBar().maximum() > 0) == b, timeout=20_000)


def test_rows_that_only_answer_qt_are_shown_too() -> None:
    assert Told().cells(2, (0, 1)) == [Cell(""), Cell("第2行")]
