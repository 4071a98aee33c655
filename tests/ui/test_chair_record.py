"""Sheets on paper typed into the grid on screen: twice, kept at every key, compared cell by cell, adopted and taken back."""

from __future__ import annotations

import functools
import shutil
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import DiskFull, UsageError
from app.core.tasks import Context
from app.models.chairing import PaperSheet
from app.models.points import of
from app.models.rubric import TopicType
from app.models.shape import Points
from app.services import profile as profiles
from app.services.chair import merge, record_grid, steps
from app.services.organiser import state
from app.services.profile import Profile
from app.ui.chair import pages
from app.ui.chair.board_view import BoardView
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.record_page import RecordPage
from app.ui.judge import rail
from app.ui.judge.own_table_grid import FIRST as FIRST_ITEM
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ITEMS, RECUSED, ChairPanel
from tests.fakes.season import PASSPHRASE
from tests.ui.chair_window import chair_room
from tests.ui.conftest import ChairOpener, Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
OWN = {"Z-001": "90", "Z-002": "85"}
INSIDE = 18
"""What the style leaves free beside the text of a cell."""
GOOD = "13\t26\t17\t18\t4\t8"
SHEET = {"TOPIC": "13", "CAUSE": "26", "ACTION": "17", "EFFECT": "18", "REPORT": "4", "FEATURE": "8"}


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    """The chair and J-02 have handed in; J-03's sheets are on paper."""
    made = chair_panel.make(tmp_path_factory.mktemp("record"), judges=3, entries=2, own=OWN)
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", dict.fromkeys(OWN, "84"))], Context())
    return made


def record_page(desk: Desk, rows: int = 2) -> tuple[ChairDesk, RecordPage]:
    desk.room.choose(rail.CHAIR)
    room = desk.room.chair
    assert room is not None
    board = room.desk.page(pages.BOARD)
    assert isinstance(board, BoardView)
    desk.qtbot.waitUntil(lambda: board.model.board is not None and room.model.points_open, timeout=20_000)
    click(board.acts.copy)
    page = room.desk.page(pages.RECORD)
    assert isinstance(page, RecordPage)
    assert room.desk.stack.currentWidget() is page
    desk.qtbot.waitUntil(lambda: page.grid.rowCount() == rows, timeout=20_000)
    return room.desk, page


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def typed(page: RecordPage, keys: str) -> QLineEdit:
    QTest.keyClicks(page.table, keys[:1])
    editor = page.table.indexWidget(page.table.currentIndex())
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, keys[1:])
    return editor


def quiet(qtbot: QtBot, page: RecordPage) -> None:
    """Everything typed is on disk: the database's thread is a queue, saves first."""
    done: list[int] = []
    page.model.chair.runner.database(lambda: 1, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)


def pasted(qtbot: QtBot, page: RecordPage, block: str) -> None:
    page.table.setCurrentIndex(page.grid.index(0, FIRST_ITEM))
    QGuiApplication.clipboard().setText(block)
    QTest.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: not page.paste.isHidden(), timeout=20_000)
    click(page.paste.take)
    qtbot.waitUntil(lambda: page.paste.isHidden() and page.model.rows[0].complete, timeout=20_000)


def test_a_cell_half_typed_survives_a_kill(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, home: Path, tmp_path: Path) -> None:
    _, page = record_page(open_chair(panel.season))
    page.table.setFocus()
    editor = typed(page, "13")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    second = typed(page, "2")
    quiet(qtbot, page)
    page.grid._repaint()
    assert second.text() == "2", "cells repainted meanwhile leave what is being typed alone"
    dead = tmp_path / "as it was when the power went"
    shutil.copytree(home, dead, ignore=shutil.ignore_patterns("desk.lock"))
    with closing(profiles.open_profile(dead, passphrase=PASSPHRASE)) as found:
        held = record_grid.pass_table(found, "J-03", 1)
    assert held.table.rows[0].points[0] == of("13")
    assert held.half is not None
    assert (held.half.entry, held.half.item, held.half.text) == ("Z-001", ITEMS[1], "2")
    page.model.read()
    qtbot.waitUntil(lambda: "没有输完" in page.words.text(), timeout=20_000)
    again = page.table.indexWidget(page.table.currentIndex())
    assert isinstance(again, QLineEdit)
    assert again.text() == "2"
    QTest.keyClick(again, Qt.Key.Key_Escape)
    quiet(qtbot, page)
    assert page.model.half is None


def test_typed_twice_compared_adopted_and_taken_back(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    desk, page = record_page(open_chair(panel.season))
    model = page.model
    assert page.people.count() == 1
    assert page.mark.isVisible()
    pasted(qtbot, page, f"{GOOD}\n{GOOD}")
    click(page.passes[2])
    qtbot.waitUntil(lambda: not any(model.rows[0].points), timeout=20_000)
    pasted(qtbot, page, f"{GOOD}\n{GOOD.replace('26', '24')}")
    click(page.check)
    qtbot.waitUntil(lambda: page.both.list.count() == 1, timeout=20_000)
    assert page.both.list.item(0).text() == "≠ Z-002 原因分析：第一遍 26，第二遍 24"
    assert all(area.accessibleName() for area in page.both.findChildren(QScrollArea)), "Tab stops there too"
    assert "≠ 24" in [str(page.grid.index(1, c).data()) for c in range(page.grid.columnCount())]
    page.both.list.itemClicked.emit(page.both.list.item(0))
    assert page.table.currentIndex().row() == 1
    editor = typed(page, "26")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.both.list.count() == 0, timeout=20_000)
    QTest.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.both.list.count() == 1, timeout=20_000)
    QTest.keyClick(page.table, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: page.both.list.count() == 0, timeout=20_000)
    assert not page.both.take.isEnabled()
    page.both.reason.setText("评委只交了纸质表")
    click(page.both.take)
    qtbot.waitUntil(lambda: desk.model.head is not None and desk.model.head.arrived == 3, timeout=20_000)
    assert any(m.unsigned and "未签名，组长代录" in m.name for m in desk.model.head.members)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "已采用" in page.words.text(), timeout=20_000)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: desk.model.head is not None and desk.model.head.arrived == 2, timeout=20_000)
    qtbot.waitUntil(lambda: desk.tools.words.text().startswith("已撤销：代录"), timeout=20_000)
    assert [r.complete for r in model.rows] == [True, True], "what was typed stays"


def test_a_cell_that_differs_is_found_in_the_table_of_the_other_rubric(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    """The list names cells of every table; of the one that was not in front a click brought nothing."""

    def innovate(organiser: Profile) -> None:
        with organiser.database.write() as tx:
            rows = {f"1/{e.code}": e for e in state.ENTRIES.all(tx)}
            state.ENTRIES.replace(tx, rows | {"1/Z-001": replace(rows["1/Z-001"], topic_type=TopicType.INNOVATION)})

    made = chair_panel.make(tmp_path, judges=3, entries=2, own={"Z-001": RECUSED, "Z-002": "90"}, dress=innovate)
    page = record_page(open_chair(made.season), rows=1)[1]
    front, other = page.model.rubrics
    for number in (1, 2):
        given = {i.code: Points(i.max - number * 50) for i in other.items}
        page.model.chair.runner.database(page.model.chair.services.record.put, "J-03", number, (PaperSheet("Z-002", given),))
    page.model.turn("J-03", 1, front.id)
    click(page.check)
    differing = functools.partial(page.both.list.findItems, "Z-002 效果", Qt.MatchFlag.MatchContains)
    qtbot.waitUntil(lambda: bool(differing()), timeout=20_000)
    page.both.list.itemClicked.emit(differing()[0])
    qtbot.waitUntil(lambda: page.model.rows[0].code == "Z-002", timeout=20_000)
    place = page.grid.item_at(page.table.currentIndex().column())
    assert place is not None
    assert page.grid.items[place].code == "EFFECT"


def test_what_a_block_would_write_is_read_whole_in_a_cell_on_which_the_passes_differ(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel
) -> None:
    _, page = record_page(open_chair(panel.season, 1092, 543))
    pasted(qtbot, page, f"{GOOD}\n{GOOD}")
    click(page.passes[2])
    qtbot.waitUntil(lambda: not any(page.model.rows[0].points), timeout=20_000)
    pasted(qtbot, page, f"{GOOD}\n{GOOD.replace('26', '24.5')}")
    cell = page.grid.index(1, FIRST_ITEM + 1)
    qtbot.waitUntil(lambda: cell.data() == "≠ 24.5", timeout=20_000)
    page.table.setCurrentIndex(page.grid.index(0, FIRST_ITEM))
    QGuiApplication.clipboard().setText(f"{GOOD}\n{GOOD.replace('26', '26.5')}")
    QTest.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: not page.paste.isHidden(), timeout=20_000)
    assert cell.data() == "→ 26.5"
    assert read_whole(page, cell)


@pytest.mark.parametrize("text", [100, 175])
def test_a_cell_that_a_file_would_empty_is_read_whole_in_english(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path, text: int
) -> None:
    _, page = record_page(open_chair(panel.season, 1092, 543, language="en", text=text))
    pasted(qtbot, page, f"{GOOD}\n{GOOD}")
    file = tmp_path / "blank.csv"
    file.write_text("编号," + ",".join(ITEMS) + "\nZ-001,13,,17,18,4,8\n", "utf-8")
    page.model.look_at_file(file)
    qtbot.waitUntil(lambda: not page.paste.isHidden(), timeout=20_000)
    cell = page.grid.index(0, FIRST_ITEM + 1)
    assert cell.data() == "→ blank"
    assert read_whole(page, cell)


def read_whole(page: RecordPage, cell: QModelIndex) -> bool:
    """Also when it is bold; Qt cuts a word without a notice."""
    bold = QFont(page.table.font())
    bold.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(bold).horizontalAdvance(cell.data()) + INSIDE <= page.table.columnWidth(cell.column())


def test_a_template_goes_out_filled_in_and_comes_back(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path) -> None:
    _, page = record_page(open_chair(panel.season))
    file = tmp_path / "代录.xlsx"
    page.model.write_template(file)
    qtbot.waitUntil(file.exists, timeout=20_000)
    book = load_workbook(file)
    sheet = book.worksheets[0]
    assert "未签名，组长代录" in str(sheet["A1"].value)
    row = next(r for r in sheet.iter_rows() if r[0].value == "Z-002")
    for at, value in enumerate(SHEET.values()):
        row[3 + at].value = float(value)
    book.save(file)
    page.model.look_at_file(file)
    qtbot.waitUntil(lambda: not page.paste.isHidden(), timeout=20_000)
    assert "“代录.xlsx”作为这一整遍：1 份评完，0 份未评完，1 份空着。空格是未评，不是 0 分。" in page.paste.sum.text()
    assert page.paste.take.text() == "应用 6 项"
    assert not any(page.model.rows[1].points), "nothing is taken by looking"
    click(page.paste.take)
    qtbot.waitUntil(lambda: "已读入 1 份" in page.words.text(), timeout=20_000)
    qtbot.waitUntil(lambda: any(page.model.rows[1].points), timeout=20_000)
    assert page.model.rows[1].points == tuple(of(v) for v in SHEET.values())
    assert page.model.take_back(again=False)
    qtbot.waitUntil(lambda: not any(page.model.rows[1].points), timeout=20_000)


@pytest.mark.parametrize(("width", "height", "language", "text"), [(1092, 543, "en", 175), (1366, 697, "en", 150), (1092, 543, "zh", 100)])
def test_what_is_said_of_a_file_is_whole_also_in_large_text(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path, width: int, height: int, language: str, text: int
) -> None:
    _, page = record_page(open_chair(panel.season, width, height, language=language, text=text))
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["编号", *ITEMS])
    sheet.append(["Z-001", 0, *list(SHEET.values())[1:]])
    sheet.row_dimensions[2].hidden = True
    book.save(tmp_path / "hidden.xlsx")
    page.model.look_at_file(tmp_path / "hidden.xlsx")
    shown = page.paste
    qtbot.waitUntil(shown.isVisible, timeout=20_000)
    for part in (shown.sum, shown.why):
        qtbot.waitUntil(lambda p=part: p.height() >= p.heightForWidth(p.width()), timeout=20_000)
    parts = [shown.sum, shown.list, shown.zeros, shown.why]
    assert all(above.geometry().bottom() < below.geometry().top() for above, below in pairwise(parts))
    assert shown.sum.visibleRegion().boundingRect().top() == 0, "what is said comes first"
    seen = shown.zeros.visibleRegion().contains(shown.zeros.rect())
    qtbot.waitUntil((shown.zeros if seen else shown.area).hasFocus, timeout=20_000)


def test_how_the_passes_compare_is_whole_also_in_large_text(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    _, page = record_page(open_chair(panel.season, 1092, 543, language="en", text=175))
    click(page.check)
    qtbot.waitUntil(lambda: page.both.isVisible() and bool(page.both.sum.text()), timeout=20_000)
    assert min(part.x() for part in (page.both.sum, page.both.own_table)) > 2, "the frame of the keyboard is beside the words, not on them"
    qtbot.waitUntil(lambda: page.both.sum.height() >= page.both.sum.heightForWidth(page.both.sum.width()), timeout=20_000)
    assert page.both.sum.geometry().bottom() < page.both.list.geometry().top()
    assert page.both.list.height() >= 2 * page.both.list.fontMetrics().height()


def test_a_file_with_a_cell_that_cannot_be_read_is_seen_and_not_taken(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path
) -> None:
    desk = open_chair(panel.season)
    _, page = record_page(desk)
    file = tmp_path / "自制.csv"
    file.write_text("编号," + ",".join(ITEMS) + "\nZ-001,13,26,17.3,99,4,8\nZ-002,回避,,,,,\n", "utf-8")
    page.model.look_at_file(file)
    qtbot.waitUntil(lambda: not page.paste.isHidden(), timeout=20_000)
    lines = [page.paste.rows.data(page.paste.rows.index(n, 0)) for n in range(page.paste.rows.rowCount())]
    assert [x for x in lines if x.startswith("D2  Z-001") and "✕ 17.3" in x]
    assert [x for x in lines if x.startswith("E2  Z-001") and "✕ 99" in x]
    assert [x for x in lines if x.startswith("B3  Z-002") and "→ 回避" in x]
    assert not page.paste.take.isEnabled()
    assert page.paste.why.text() == "有读不出来的格，整张表都没有写入；请改正后再读。"
    page.model.apply()
    desk.rests()
    assert not any(any(r.points) or r.recused for r in page.model.rows)


def test_what_the_paper_says_about_standing_aside(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, home: Path) -> None:
    _, page = record_page(open_chair(panel.season))
    page.table.setCurrentIndex(page.grid.index(0, FIRST_ITEM))
    click(page.aside)
    qtbot.waitUntil(lambda: page.model.rows[0].recused, timeout=20_000)
    assert page.aside.text() == "不再回避"
    assert not page.grid.flags(page.grid.index(0, FIRST_ITEM)) & Qt.ItemFlag.ItemIsEditable
    click(page.aside)
    qtbot.waitUntil(lambda: not page.model.rows[0].recused, timeout=20_000)


def test_no_point_of_a_pass_is_read_behind_the_gate(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    made = chair_panel.make(tmp_path / "shut", judges=2, entries=1, own=None)
    room = chair_room(open_chair(made.season))
    room.desk.show_page(pages.RECORD)
    assert room.desk.stack.currentWidget() is room.desk.gate
    with made.open() as profile, pytest.raises(UsageError):
        record_grid.pass_table(profile, "J-02", 1)


def test_what_is_said_of_one_judges_table_is_not_said_of_the_next(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    """The tick lets one pass count without a second: left standing, the next judge's paper would count unchecked."""
    _, page = record_page(open_chair(chair_panel.make(tmp_path / "two", judges=3, entries=2, own=OWN).season))
    panel, model = page.both, page.model
    assert page.people.count() == 2
    pasted(qtbot, page, f"{GOOD}\n{GOOD}")
    click(page.check)
    panel.own_table.click()
    panel.reason.setText("评委自己的电子表")
    qtbot.waitUntil(panel.take.isEnabled, timeout=20_000)
    page.people.setCurrentIndex(1)
    page.people.activated.emit(1)
    assert not panel.take.isEnabled(), "not even before the next judge's passes are read"
    qtbot.waitUntil(lambda: model.comparison is not None and model.comparison.judge == "J-03", timeout=20_000)
    assert (panel.own_table.isChecked(), panel.reason.text(), panel.take.isEnabled()) == (False, "", False)


def test_where_one_pass_is_enough_only_what_it_lacks_is_told(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    _, page = record_page(open_chair(chair_panel.make(tmp_path / "one", judges=2, entries=2, own=OWN).season))
    both, model = page.both, page.model
    pasted(qtbot, page, GOOD)
    click(page.check)
    qtbot.waitUntil(lambda: model.comparison is not None and model.comparison.alone == 1, timeout=20_000)
    assert told(both.list) == ["Z-001 有一遍没有录完", "Z-002 有一遍没有录完"]
    both.own_table.click()
    assert told(both.list) == ["Z-002 第一遍没有录完"]
    assert both.take.text() == "采用第一遍 1 份（未签名）"
    both.reason.setText("评委自己的电子表")
    qtbot.waitUntil(both.take.isEnabled, timeout=20_000)
    click(both.take)
    qtbot.waitUntil(lambda: "已采用" in page.words.text(), timeout=20_000)


def told(rows: QListWidget) -> list[str]:
    return [rows.item(at).text() for at in range(rows.count())]


def test_the_reason_stays_until_the_sheets_count(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that the disk had no room for are not typed again."""
    _, page = record_page(open_chair(panel.season))
    pasted(qtbot, page, f"{GOOD}\n{GOOD}")
    click(page.check)
    page.both.own_table.click()
    page.both.reason.setText("评委只交了自己的电子表")
    qtbot.waitUntil(page.both.take.isEnabled, timeout=20_000)
    failed: list[BaseException] = []
    page.model.chair.runner.failure.connect(failed.append)
    with monkeypatch.context() as full:
        full.setattr(steps, "keep", disk_full)
        click(page.both.take)
        qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    assert page.both.reason.text() == "评委只交了自己的电子表"
    click(page.both.take)
    qtbot.waitUntil(lambda: "已采用" in page.words.text(), timeout=20_000)
    assert (page.both.reason.text(), page.both.own_table.isChecked()) == ("", False)


def disk_full(*_arguments: object) -> None:
    raise DiskFull("磁盘已满。")
