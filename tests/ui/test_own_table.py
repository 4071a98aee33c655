"""我的评分表 by real keys: what is typed is on disk, a pasted block is seen before it counts and is one step of undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.publishing.spreadsheet import read_grids
from app.ui.judge import rail
from app.ui.judge.own_table_grid import FIRST
from app.ui.judge.own_table_view import OwnTableView
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.on_screen import SEEN, bar_of, contrast
from tests.ui.test_appearance import cut_off_at_rest, nameless
from tests.ui.test_scoring import on_disk

ENTER, TAB, DELETE, F2, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Escape
CONTROL = Qt.KeyboardModifier.ControlModifier
TEN = Plan(entries=10)


def own_table(desk: Desk, codes: int = 8) -> OwnTableView:
    desk.room.choose(rail.TABLE)
    view = desk.room.papers.table
    desk.qtbot.waitUntil(lambda: view.grid.rowCount() == codes, timeout=20_000)
    return view


def stand(view: OwnTableView, row: int, item: int) -> None:
    view.table.setCurrentIndex(view.grid.index(row, item + FIRST))


def editor(view: OwnTableView) -> QLineEdit:
    """The one cell that is being edited; one that was closed is still about to go."""
    (found,) = (e for e in view.table.findChildren(QLineEdit, "cellEditor") if e.isVisible())
    return found


def keys(view: OwnTableView, text: str) -> None:
    """Typed into the table, then into the editor that opens with the first of them."""
    QTest.keyClicks(view.table, text[0])
    QTest.keyClicks(editor(view), text[1:])


def press(view: OwnTableView, key: Qt.Key) -> None:
    QTest.keyClick(editor(view), key)


def cell(view: OwnTableView, row: int, item: int) -> str:
    return str(view.grid.index(row, item + FIRST).data())


def settled(desk: Desk, view: OwnTableView) -> None:
    desk.qtbot.waitUntil(lambda: not view.model.saving, timeout=20_000)


def test_typed_points_replace_and_totals_follow_at_once(open_desk: Opener, home: Path) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    stand(view, 0, 0)
    keys(view, "13")
    press(view, TAB)
    keys(view, "-1.5")
    press(view, ENTER)
    assert (cell(view, 0, 0), cell(view, 0, 1), cell(view, 0, len(view.grid.items))) == ("13", "28.5", "41.5")
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (1, FIRST + 1)
    settled(desk, view)
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.points == {"TOPIC": 1300, "CAUSE": 2850}, timeout=20_000)
    desk.close()
    assert on_disk(home).sheet.points == {"TOPIC": 1300, "CAUSE": 2850}


def test_what_is_no_points_stays_in_the_editor_and_the_old_value_stands(open_desk: Opener, home: Path) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    stand(view, 0, 0)
    keys(view, "14")
    press(view, ENTER)
    stand(view, 0, 0)
    QTest.keyClick(view.table, F2)
    assert editor(view).text() == "14"
    editor(view).setText("31")
    press(view, ENTER)
    assert "最高 15" in view.words.text()
    press(view, ESC)
    QApplication.processEvents()
    assert cell(view, 0, 0) == "14"
    stand(view, 1, 0)
    keys(view, "0")
    press(view, ENTER)
    assert "记 0 分" in view.words.text()
    press(view, ENTER)
    assert cell(view, 1, 0) == "0"
    settled(desk, view)
    desk.close()
    assert on_disk(home).sheet.points == {"TOPIC": 1400}
    assert on_disk(home, "Z-002").sheet.points == {"TOPIC": 0}


def test_a_text_that_is_no_points_is_seen_to_be_cut_and_told_whole_in_its_tip(open_desk: Opener) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    QGuiApplication.clipboard().setText("12\t二十六分或二十七分\t31\n")
    stand(view, 0, 0)
    QTest.keyClick(view.table, Qt.Key.Key_V, CONTROL)
    desk.qtbot.waitUntil(lambda: not view.paste.isHidden(), timeout=20_000)
    assert (cell(view, 0, 1), cell(view, 0, 2)) == ("✕ 二十六分或二十…", "✕ 31")
    told = str(view.grid.index(0, 1 + FIRST).data(Qt.ItemDataRole.ToolTipRole))
    assert told.startswith("二十六分或二十七分：")


def test_a_pasted_block_is_seen_before_it_counts_and_undone_at_once(open_desk: Opener, home: Path) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    QGuiApplication.clipboard().setText("12\t20\t31\n11\t25\t18\n")
    stand(view, 0, 0)
    QTest.keyClick(view.table, Qt.Key.Key_V, CONTROL)
    desk.qtbot.waitUntil(lambda: not view.paste.isHidden(), timeout=20_000)
    assert cell(view, 0, 0) == "→ 12"
    assert cell(view, 0, 2) == "✕ 31"
    assert view.paste.rows.rows[0].place == "C1"
    view.paste.list.selectRow(0)
    assert contrast(*bar_of(view.paste.list, 0)) >= SEEN
    assert "最高 20" in view.paste.rows.rows[0].words
    assert desk.room.bench.sheet.points == {}
    view.paste.take.click()
    settled(desk, view)
    desk.qtbot.waitUntil(lambda: cell(view, 1, 2) == "18", timeout=20_000)
    assert view.paste.isHidden()
    assert [cell(view, 0, n) for n in range(3)] == ["12", "20", "未评"]
    QTest.keyClick(view.table, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: cell(view, 0, 0) == "未评" and cell(view, 1, 2) == "未评", timeout=20_000)
    desk.close()
    assert on_disk(home).sheet.points == {}


def test_delete_brings_a_block_back_to_blank_and_copy_is_what_a_spreadsheet_reads(open_desk: Opener) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    for row, text in ((0, "13"), (1, "12")):
        stand(view, row, 0)
        keys(view, text)
        press(view, ENTER)
    settled(desk, view)
    stand(view, 0, 0)
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "13\n12"
    QTest.keyClick(view.table, DELETE)
    desk.qtbot.waitUntil(lambda: cell(view, 0, 0) == cell(view, 1, 0) == "未评", timeout=20_000)
    settled(desk, view)
    QTest.keyClick(view.table, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: (cell(view, 0, 0), cell(view, 1, 0)) == ("13", "12"), timeout=20_000)


def test_another_rubric_is_another_table(open_desk: Opener) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    rubrics = view.head.rubrics
    assert (rubrics.isVisible(), rubrics.count()) == (True, 2)
    before = [item.code for item in view.grid.items]
    rubrics.setCurrentIndex(1)
    rubrics.activated.emit(1)
    desk.qtbot.waitUntil(lambda: view.grid.rowCount() == 2, timeout=20_000)
    assert rubrics.currentIndex() == 1
    assert [item.code for item in view.grid.items] != before


def test_rows_are_sorted_filtered_compared_and_opened(open_desk: Opener) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    for row, text in ((0, "11"), (1, "14"), (2, "12")):
        stand(view, row, 0)
        keys(view, text)
        press(view, ENTER)
    settled(desk, view)
    view.table.sortByColumn(FIRST, Qt.SortOrder.DescendingOrder)
    desk.qtbot.waitUntil(lambda: cell(view, 0, 0) == "14", timeout=20_000)
    assert [cell(view, n, 0) for n in range(4)] == ["14", "12", "11", "未评"]
    stand(view, 0, 0)
    view.pair.click()
    stand(view, 2, 0)
    desk.qtbot.waitUntil(lambda: view.compare.right.text().startswith("Z-001"), timeout=20_000)
    assert [(line.left, line.right) for line in view.compare.rows.rows[:1]] == [(1400, 1100)]
    view.head.search.setText("Z-003")
    desk.qtbot.waitUntil(lambda: view.grid.rowCount() == 1, timeout=20_000)
    stand(view, 0, 0)
    QTest.keyClick(view.table, ENTER, CONTROL)
    desk.shows("Z-003")
    assert desk.window.stack.currentWidget() is desk.room.bench


def test_out_to_a_spreadsheet_and_in_again(open_desk: Opener, tmp_path: Path) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    stand(view, 0, 0)
    keys(view, "13")
    press(view, ENTER)
    settled(desk, view)
    view.model.export(tmp_path / "out")
    desk.qtbot.waitUntil((tmp_path / "out.xlsx").exists, timeout=20_000)
    desk.qtbot.waitUntil(lambda: "out.xlsx" in view.words.text(), timeout=20_000)
    assert any("Z-001" in str(row) for grid in read_grids(tmp_path / "out.xlsx") for row in grid.rows)
    (tmp_path / "in.csv").write_text("编号,选题\nZ-001,13\nZ-002,15\n", encoding="utf-8")
    view.model.look_into(tmp_path / "in.csv")
    desk.qtbot.waitUntil(lambda: view.model.preview is not None, timeout=20_000)
    assert view.model.preview is not None
    assert [(c.entry, c.after) for c in view.model.preview.changes] == [("Z-002", 1500)]
    QTest.keyClick(view.paste.take, ESC)
    assert view.paste.isHidden()
    assert cell(view, 1, 0) == "未评"


def test_page_keys_and_notes_do_not_reach_the_papers_behind(open_desk: Opener) -> None:
    desk = open_desk(TEN)
    view = own_table(desk)
    before = desk.room.bench.desk.code
    for key in (Qt.Key.Key_M, Qt.Key.Key_G):
        QTest.keyClick(view.table, key, CONTROL)
    assert desk.room.note.isHidden()
    assert desk.room.page.isHidden()
    assert desk.room.bench.desk.code == before
    QTest.keyClick(view.table, Qt.Key.Key_F, CONTROL)
    assert view.head.search.hasFocus()


def test_the_table_fits_small_windows_and_speaks(open_desk: Opener) -> None:
    desk = open_desk(TEN, width=1092, height=543, language="en")
    view = own_table(desk)
    view.model.paste("12\t20\t31", 0, 0)
    desk.qtbot.waitUntil(lambda: not view.paste.isHidden(), timeout=20_000)
    desk.rests()
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    view.pair.click()
    desk.rests()
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []


@pytest.mark.parametrize(("width", "language", "text"), [(1366, "en", 100), (1366, "en", 150), (1366, "en", 175), (1092, "zh", 175)])
def test_names_of_items_are_whole_in_the_head(open_desk: Opener, width: int, language: str, text: int) -> None:
    own = own_table(open_desk(Plan(), width, width // 2, language=language, text=text), 6)
    grid, head = own.grid, own.table.horizontalHeader()
    letters = QFont(head.font())
    letters.setPixelSize(int(head.styleSheet().split("font-size: ")[1].split("px")[0]))
    for column in range(FIRST, FIRST + len(grid.items)):
        lines = str(grid.headerData(column, Qt.Orientation.Horizontal)).split("\n")
        assert " ".join(lines[:-1]) == grid.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        assert max(map(QFontMetrics(letters).horizontalAdvance, lines)) < head.sectionSize(column)
    assert letters.pixelSize() >= 0.65 * head.font().pixelSize(), "smaller than that nobody wanted them who wanted them large"


def test_the_columns_beside_the_preview_reach_no_further_than_the_table(open_desk: Opener) -> None:
    """A short title was given less than a column has at least; a bar came for the 4 pixels."""
    desk = open_desk(TEN, 1440, 860, language="en")
    own = own_table(desk)
    own.model.paste("12\t20\t31", 0, 0)
    desk.qtbot.waitUntil(own.paste.isVisible, timeout=20_000)
    head, bar = own.table.horizontalHeader(), own.table.horizontalScrollBar()
    desk.qtbot.waitUntil(lambda: bar.maximum() == 0 and 0 <= own.table.viewport().width() - head.length() < 7, timeout=20_000)
    assert not own.table.isColumnHidden(0)


@pytest.mark.parametrize(("language", "text"), [("zh", 175), ("en", 150), ("zh", 100)])
def test_the_preview_shows_more_than_one_cell_and_all_its_words_in_a_low_window(open_desk: Opener, language: str, text: int) -> None:
    desk = open_desk(Plan(), 1092, 543, language=language, text=text)
    own = own_table(desk, 6)
    own.model.paste("Z-007\t降低空调机组冷凝水管路渗漏故障率\t3\t4\t55\t0\nZ-900\t别人的课题\t5\t6\t3", 2, 0)
    panel = own.paste
    desk.qtbot.waitUntil(panel.isVisible, timeout=20_000)
    desk.qtbot.waitUntil(lambda: panel.list.viewport().height() >= 2 * panel.list.rowHeight(0), timeout=20_000)
    for words in (part for part in (panel.sum, panel.why) if part.isVisible()):
        desk.qtbot.waitUntil(lambda w=words: w.height() >= w.heightForWidth(w.width()), timeout=20_000)
    assert panel.take.width() >= panel.take.sizeHint().width()
    panel.drop.click()
    assert own.open_button.isVisible()


def test_the_order_of_numbers_from_ones_own_start_is_seen_and_comes_back(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3, start=1))
    view = own_table(desk, 3)
    own = ("Z-002", "Z-003", "Z-001")
    assert view.model.codes == own
    assert [view.grid.index(row, 0).data() for row in range(3)] == ["2", "3", "1"]
    assert view.table.horizontalHeader().sortIndicatorSection() == 0
    view.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    desk.qtbot.waitUntil(lambda: view.model.codes == tuple(sorted(own)), timeout=20_000)
    view.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    desk.qtbot.waitUntil(lambda: view.model.codes == own, timeout=20_000)


def test_at_large_text_a_third_click_brings_the_order_back(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3, start=1), language="en", text=175)
    view = own_table(desk, 3)
    assert view.table.isColumnHidden(0)
    head = view.table.horizontalHeader()
    for codes in (("Z-001", "Z-002", "Z-003"), ("Z-003", "Z-002", "Z-001"), ("Z-002", "Z-003", "Z-001")):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionViewportPosition(1) + 20, 10))
        desk.qtbot.waitUntil(lambda codes=codes: view.model.codes == codes, timeout=20_000)  # type: ignore[misc]
