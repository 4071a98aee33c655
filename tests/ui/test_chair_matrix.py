"""汇总 on real packages: fixed columns, marks in signs and words, sorting, filters, copying, one entry beside, the sheet in a folder."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from app.models.points import to_text
from app.ui import theme
from app.ui.chair import pages
from app.ui.chair.matrix_lines import FIRST, Line, Lines, lines_of
from app.ui.chair.matrix_rows import MatrixRows
from app.ui.chair.matrix_table import MatrixTable
from app.ui.chair.matrix_view import MatrixView
from app.ui.plain_table import PlainTable
from tests.fakes import chair_season
from tests.fakes.at_rest import Placed
from tests.fakes.season import Season
from tests.ui.by_delegate import by_delegate, difference, heads, heads_by_sheet, without_strokes
from tests.ui.chair_window import chair_page
from tests.ui.conftest import ChairOpener, Desk
from tests.ui.on_screen import SEEN, bar_of, contrast

if TYPE_CHECKING:
    from app.scoring.view import PanelRow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=6, judges=6, recused={"J-03": ("Z-002",)})


def matrix(desk: Desk) -> MatrixView:
    view = chair_page(desk, pages.MATRIX, MatrixView)
    desk.qtbot.waitUntil(lambda: view.rows.rowCount() > 0, timeout=20_000)
    return view


def texts(view: MatrixView, column: int) -> list[str]:
    return [str(view.rows.index(at, column).data()) for at in range(view.rows.rowCount())]


def test_marks_are_signs_and_words(open_chair: ChairOpener, panel: Season) -> None:
    view = matrix(open_chair(panel))
    picture = view.model.picture
    assert picture is not None
    row = next(r for r in picture.view.rows if r.code == "Z-002")
    at = view.rows.find("Z-002")
    cells = {j: str(view.rows.index(at, FIRST + n).data()) for n, j in enumerate(picture.judges)}
    assert cells["J-03"] == "回避"
    assert row.dropped_high is not None
    assert row.dropped_low is not None
    assert cells[row.dropped_high].startswith("▲ ")
    assert cells[row.dropped_low].startswith("▽ ")
    struck = view.rows.index(at, FIRST + picture.judges.index(row.dropped_high))
    assert struck.data(Qt.ItemDataRole.FontRole).strikeOut()
    assert "去掉的最高分" in struck.data(Qt.ItemDataRole.AccessibleTextRole)
    assert struck.data(Qt.ItemDataRole.BackgroundRole) is not None
    kept = next(n for n, j in enumerate(picture.judges) if j not in (*row.dropped, "J-03"))
    assert view.rows.index(at, FIRST + kept).data(Qt.ItemDataRole.FontRole) is None


def test_the_line_of_a_dropped_total_goes_through_sign_and_points(open_chair: ChairOpener, panel: Season) -> None:
    """Not through the word behind them: that it was copied from paper is to be read."""
    picture = matrix(open_chair(panel)).model.picture
    assert picture is not None
    copied = replace(picture.head, members=tuple(replace(m, unsigned=True) for m in picture.head.members))
    line = next(x for x in lines_of(replace(picture, head=copied)).lines if x.row.code == "Z-002")
    struck = {line.texts[at][:count]: line.texts[at][count:] for at, count in line.struck.items()}
    assert [re.fullmatch(r"[▲▽] \d+\.\d\d", through) is not None for through in struck] == [True, True]
    assert all(rest.endswith(" 代录") for rest in struck.values())


def test_the_first_columns_stay_while_the_judges_scroll(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = matrix(open_chair(panel, 1092, 543))
    table = view.table
    table.setCurrentIndex(view.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.entry.isHidden() and table.horizontalScrollBar().maximum() > 0, timeout=20_000)
    fixed = table.frozen.visualRect(view.rows.index(0, 1))
    table.setCurrentIndex(view.rows.index(0, view.rows.columnCount() - 1))
    assert table.horizontalScrollBar().value() > 0
    assert table.frozen.visualRect(view.rows.index(0, 1)) == fixed
    table.setCurrentIndex(view.rows.index(0, 3))
    assert table.visualRect(view.rows.index(0, 3)).left() >= 0
    assert table.frozen.geometry().right() < table.viewport().geometry().left(), (
        "nothing lies over what scrolls: Qt would paint all of it anew"
    )
    assert table.frozen.columnWidth(3) == 0


def test_sorted_by_a_header_and_narrowed(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = matrix(open_chair(panel))
    view.table.setCurrentIndex(view.rows.index(view.rows.find("Z-003"), 1))
    view.rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert texts(view, 1) == sorted(texts(view, 1), reverse=True)
    assert view.rows.row(view.table.currentIndex().row()).code == "Z-003"  # type: ignore[union-attr]
    view.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    official = [view.rows.row(at).official for at in range(6)]  # type: ignore[union-attr]
    assert official == sorted(official)  # type: ignore[type-var]
    QTest.keyClick(view, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(view.search, "z-004")
    assert texts(view, 1) == ["Z-004"]
    assert "1/6" in view.title.text()
    view.search.clear()
    view.levels.setCurrentIndex(view.levels.findData("-"))
    assert all(view.rows.row(at).level is None for at in range(view.rows.rowCount()))  # type: ignore[union-attr]


def test_a_field_the_season_lost_can_be_chosen(open_chair: ChairOpener, panel: Season) -> None:
    view = matrix(open_chair(panel))
    picture = view.model.picture
    assert picture is not None
    (field,) = {r.field for r in picture.view.rows}
    view.model.picture = replace(picture, season=replace(picture.season, fields=()))
    view.refresh()
    assert [view.fields.itemData(at) for at in range(view.fields.count())] == ["", field]


def test_copied_as_a_spreadsheet_pastes_it(open_chair: ChairOpener, panel: Season) -> None:
    view = matrix(open_chair(panel))
    first, second = view.rows.row(0), view.rows.row(1)
    assert first is not None
    assert second is not None
    assert first.official is not None
    assert second.official is not None
    view.table.clearSelection()
    view.table.setCurrentIndex(view.rows.index(0, 1))
    for at in (0, 1):
        for column in (1, 3):
            view.table.selectionModel().select(view.rows.index(at, column), view.table.selectionModel().SelectionFlag.Select)
    QTest.keyClick(view.table, Qt.Key.Key_C, CONTROL)
    wanted = [f"{r.code}\t{to_text(p)}" for r, p in ((first, first.official), (second, second.official))]
    assert QGuiApplication.clipboard().text().split("\n") == wanted


def test_one_entry_beside_and_the_sheet_in_a_folder(qtbot: QtBot, open_chair: ChairOpener, panel: Season, tmp_path: Path) -> None:
    view = matrix(open_chair(panel))
    view.table.setCurrentIndex(view.rows.index(view.rows.find("Z-002"), 1))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.entry.isHidden(), timeout=20_000)
    assert view.entry.title.text().startswith("Z-002")
    assert " · 建议" in view.entry.state.text(), "a panel proposes; its level is not official"
    assert view.entry.rows.rowCount() == len(view.entry.desk.items)  # type: ignore[union-attr]
    QTest.keyClick(view.table, Qt.Key.Key_PageDown if view.rows.find("Z-002") == 0 else Qt.Key.Key_PageUp, CONTROL)
    qtbot.waitUntil(lambda: not view.entry.title.text().startswith("Z-002"), timeout=20_000)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.entry.isHidden()
    view.export_to(tmp_path / "汇总")
    qtbot.waitUntil(lambda: "已写好 3 个文件" in view.words.text(), timeout=60_000)
    assert {f.suffix for f in (tmp_path / "汇总").iterdir()} == {".pdf", ".xlsx", ".csv"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cells_painted_here_look_as_the_style_sheet_says(open_chair: ChairOpener, panel: Season, theme: str) -> None:
    view = matrix(open_chair(panel, theme_=theme))
    table = view.table
    table.setCurrentIndex(QModelIndex())
    table.clearSelection()  # what has an edge here and none in a table of the style sheet
    assert difference(without_strokes(table), by_delegate(table)) == ""
    assert difference(without_strokes(table.frozen), by_delegate(table.frozen)) == ""
    for part in (table, table.frozen):
        assert difference(heads(part), heads(heads_by_sheet(part))) == ""
    font = table.font()
    font.setBold(True)
    table.setFont(font)
    assert difference(without_strokes(table), by_delegate(table)) == ""


def test_chosen_cells_have_an_edge_and_the_one_of_the_keys_a_broad_one(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """On a ground that follows the points, the ground of what is chosen is not seen."""
    table = matrix(open_chair(panel)).table
    table.setCurrentIndex(table.model().index(1, FIRST))
    QTest.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert [edge(table, column) for column in (FIRST - 1, FIRST, FIRST + 1, FIRST + 2)] == [0, 1, 2, 0]
    QTest.keyClick(table, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert [edge(table, column) for column in (FIRST, FIRST + 1)] == [2, 0]
    table.setCurrentIndex(table.model().index(1, 1))
    assert [edge(table.frozen, column) for column in (0, 1)] == [0, 2]


def edge(part: PlainTable, column: int) -> int:
    """How many pixels of the accent the cell of the second row has at its left, in what is seen of the window."""
    picture, area = part.window().grab().toImage(), part.visualRect(part.model().index(1, column))
    at = part.viewport().mapTo(part.window(), area.center())
    at.setX(at.x() - area.center().x() + area.left())
    return next(n for n in range(9) if picture.pixelColor(at.x() + n, at.y()).name().upper() != theme.LIGHT.accent)


def test_what_is_painted_anew_is_what_came_into_view(open_chair: ChairOpener, panel: Season) -> None:
    """Cells are found from the place of the part that is painted: a strip of a table moved aside shows what the whole does."""
    table = matrix(open_chair(panel)).table
    table.setFixedSize(700, 180)
    table.setCurrentIndex(QModelIndex())
    table.clearSelection()
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum() // 2 + 7)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2 + 3)
    assert table.horizontalHeader().offset() > 7
    assert table.verticalHeader().offset() > 3
    assert difference(without_strokes(table), by_delegate(table)) == ""
    assert difference(heads(table), heads(heads_by_sheet(table))) == ""
    whole = table.viewport().grab().toImage()
    for part in (QRect(0, 0, 31, 40), QRect(97, 13, 150, 1), QRect(whole.width() - 5, whole.height() - 60, 5, 60)):
        assert table.viewport().grab(part).toImage() == whole.copy(part)


def test_the_fixed_columns_are_seen(open_chair: ChairOpener, panel: Season) -> None:
    """As the window shows them, and not only when they are asked for their own picture: nothing lies over them."""
    desk = open_chair(panel)
    table = matrix(desk).table
    ground = table.frozen.viewport()
    place = QRect(ground.mapTo(desk.window, ground.rect().topLeft()), ground.size())
    shown = desk.window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert shown == ground.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


class Painted(QObject):
    """What was painted of a viewport: height and width of the largest part."""

    def __init__(self, part: PlainTable) -> None:
        super().__init__(part)
        self.high = self.wide = 0
        part.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            area = event.region().boundingRect()
            self.high, self.wide = max(self.high, area.height()), max(self.wide, area.width())
        return False


def painted_by_moving(table: PlainTable, fixed: PlainTable, bar: QScrollBar) -> tuple[int, int, int]:
    """Height and width of what is painted when the rest moves by 11 pixels, and the height beside it."""
    seen, beside = Painted(table), Painted(fixed)
    bar.setValue(bar.value() + (11 if bar.value() < bar.maximum() // 2 else -11))
    QApplication.processEvents()
    return seen.high, seen.wide, beside.high


def test_what_is_painted_is_moved_and_only_what_comes_into_view_is_painted(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """Tried again while the window is still being painted for other reasons, as the keyboard's arriving."""
    table = matrix(open_chair(panel)).table
    table.setFixedSize(700, 180)
    down, across = table.verticalScrollBar(), table.horizontalScrollBar()
    high, wide = table.viewport().height, table.viewport().width
    qtbot.waitUntil(lambda: painted_by_moving(table, table.frozen, down) == (11, wide(), 11), timeout=20_000)
    qtbot.waitUntil(lambda: painted_by_moving(table, table.frozen, across) == (high(), 11, 0), timeout=20_000)


def test_the_fixed_columns_are_reached_by_keys(open_chair: ChairOpener, panel: Season) -> None:
    table = matrix(open_chair(panel)).table
    table.setCurrentIndex(table.model().index(0, 3))
    for column in (2, 1, 0):
        QTest.keyClick(table, Qt.Key.Key_Left)
        assert table.currentIndex().column() == column
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)


class _Asked(MatrixRows):
    """Rows of a hall that note how often a heading is asked for: of a column, of a row."""

    times = beside = 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.times += orientation is Qt.Orientation.Horizontal
        self.beside += orientation is Qt.Orientation.Vertical
        return super().headerData(section, orientation, role)


def test_a_hall_of_judges_is_laid_out_without_asking_for_every_heading_again_and_again(qtbot: QtBot) -> None:
    """Qt asks two hundred headings for their size whenever one width changes: 60 ms of the window's for 500 judges."""
    judges, texts = 500, ("1", "Z-001", "课题", "86.00", "推进级", "3.00", "")
    cells = (*texts, *(["86.50"] * judges))
    line = Line(cast("PanelRow", SimpleNamespace(code="Z-001")), cells, cells, (0,) * len(cells), {}, False)
    ids = tuple(f"J-{n:03}" for n in range(judges))
    rows = _Asked()
    table = MatrixTable(rows)
    qtbot.addWidget(table)
    table.resize(1366, 600)
    table.show()
    before = rows.times
    rows.show(Lines((line,), ids, frozenset(), tuple((text,) for text in cells)), {j: f"评委{n}" for n, j in enumerate(ids)})
    table.fit(theme.metrics(1366, 697))
    assert table.columnWidth(FIRST) > 0
    assert {table.frozen.columnWidth(at) for at in range(3, len(cells))} == {0}
    assert rows.times - before < 5 * judges


def test_keys_in_the_fixed_columns_leave_the_others_where_they_are(open_chair: ChairOpener, panel: Season) -> None:
    table = matrix(open_chair(panel)).table
    table.setFixedSize(700, 180)
    across, down = table.horizontalScrollBar(), table.verticalScrollBar()
    table.setCurrentIndex(table.model().index(0, 1))
    across.setValue(across.maximum())
    moves: list[int] = []
    across.valueChanged.connect(moves.append)
    for key, row in ((Qt.Key.Key_Down, 5), (Qt.Key.Key_Up, 0)):
        for _ in range(5):
            QTest.keyClick(table, key)
        assert table.currentIndex().row() == row
        shown = table.frozen.visualRect(table.currentIndex())
        assert table.frozen.viewport().rect().contains(shown)
    assert down.value() == 0
    assert moves == []


def test_the_headings_that_lie_under_the_fixed_columns_are_never_asked_for(qtbot: QtBot) -> None:
    rows = _Asked()
    table = MatrixTable(rows)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    texts = tuple("课题" for _ in range(FIRST + 1))
    lines = tuple(Line(cast("PanelRow", SimpleNamespace(code=f"Z-{n:03}")), texts, texts, (0,) * len(texts), {}, False) for n in range(60))
    rows.show(Lines(lines, ("J-01",), frozenset(), tuple((text,) for text in texts)), {"J-01": "评委"})
    table.fit(theme.metrics(1366, 697))
    qtbot.waitUntil(Placed(table), timeout=20_000)
    for _ in range(20):
        QTest.keyClick(table, Qt.Key.Key_Down)
    table.verticalHeader().viewport().grab()
    assert table.verticalHeader().viewport().height() > 200
    assert rows.beside == 0


def test_one_entrys_points_are_seen_in_a_small_window_with_large_text(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """Nothing was left of them but the word Item, between two scroll bars."""
    view = matrix(open_chair(panel, 1092, 543, language="en", text=175))
    view.table.opened.emit(0)
    qtbot.waitUntil(lambda: not view.entry.isHidden() and view.search.isHidden(), timeout=20_000)
    table = view.entry.table
    qtbot.waitUntil(lambda: table.rowViewportPosition(1) + table.rowHeight(0) // 2 < table.viewport().height(), timeout=20_000)
    QTest.keyClick(view.table, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(view.search.hasFocus, timeout=20_000)
    assert (view.entry.isHidden(), view.title.isHidden(), view.words.isHidden()) == (True, False, False)


def test_a_long_item_leaves_the_judges_in_view(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = matrix(open_chair(panel, language="en"))
    view.table.opened.emit(0)
    qtbot.waitUntil(lambda: not view.entry.isHidden() and not view.search.isHidden(), timeout=20_000)
    table = view.entry.table
    names = [row.name for row in view.entry.rows.rows]
    longest = max(range(len(names)), key=lambda at: len(names[at]))
    qtbot.waitUntil(lambda: 0 < table.columnWidth(0) <= table.viewport().width() * 2 // 5, timeout=20_000)
    assert table.columnViewportPosition(2) + table.columnWidth(2) < table.viewport().width(), "the first judge"
    assert table.rowHeight(longest) > table.rowHeight(0), "in two lines"


def test_items_that_fit_stand_in_one_line_each(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """The longest one filled its column to the pixel, and was given the height of two."""
    view = matrix(open_chair(panel))
    view.table.opened.emit(0)
    qtbot.waitUntil(lambda: not view.entry.isHidden(), timeout=20_000)
    table = view.entry.table
    qtbot.waitUntil(lambda: len({table.rowHeight(at) for at in range(table.model().rowCount())}) == 1, timeout=20_000)
    assert table.model().rowCount() > 3
    for at in (0, 1):
        table.setCurrentIndex(table.model().index(at, 2))
        assert contrast(*bar_of(table, at)) >= SEEN, "whichever cell is clicked, its row is what 证据 opens"
