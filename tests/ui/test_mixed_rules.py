"""计算口径不一, wherever its numbers are read: 收件, 汇总, one entry, 合议 and the hall; once in the preview, and never with a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.services.chair.board import Board, BoardRow, Mark
from app.ui.chair import pages
from app.ui.chair.board_rows import BoardRows
from app.ui.chair.board_view import BoardView
from app.ui.chair.matrix_view import MatrixView
from app.ui.chair.meeting_view import MeetingView
from tests.fakes import chair_season
from tests.fakes.season import Season
from tests.ui.chair_window import chair_room
from tests.ui.conftest import ChairOpener

SAID = "计算口径不一：去掉一个最高分和一个最低分后平均（5 份）；平均 Z-002"
Panel = tuple[Season, dict[str, Path]]


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    season, packages = chair_season.make(tmp_path_factory.mktemp("panel"), entries=6, judges=5, recused={"J-03": ("Z-002",)})
    chair_season.merged(season, {j: p for j, p in packages.items() if j != "J-05"})
    return season, packages


@pytest.fixture
def whole(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("whole"), entries=6, judges=5, recused={"J-03": ("Z-002",)})


def test_the_preview_says_it_once(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    here = chair_room(open_chair(panel[0]))
    here.desk.show_page(pages.MATRIX)
    qtbot.waitUntil(lambda: here.model.picture is not None, timeout=20_000)
    here.desk.show_page("board")
    view = here.desk.page("board")
    assert isinstance(view, BoardView)
    assert view.mixed.isHidden()
    view.model.take([panel[1]["J-05"]])
    qtbot.waitUntil(lambda: not view.incoming.isHidden(), timeout=30_000)
    assert [w.text() for w in view.incoming.findChildren(QLabel) if w.text().startswith("计算口径不一")] == [SAID]


def test_it_stays_said_after_the_files_are_taken(qtbot: QtBot, open_chair: ChairOpener, whole: Season) -> None:
    here = chair_room(open_chair(whole))
    board = here.desk.page("board")
    assert isinstance(board, BoardView)
    qtbot.waitUntil(lambda: board.model.board is not None, timeout=20_000)
    assert board.mixed.isHidden(), "nothing that rests on points before they were opened"
    here.desk.show_page(pages.MATRIX)
    matrix = here.desk.page(pages.MATRIX)
    assert isinstance(matrix, MatrixView)
    qtbot.waitUntil(lambda: matrix.rows.rowCount() > 0, timeout=20_000)
    assert matrix.mixed.isVisible()
    assert matrix.mixed.text() == SAID
    notes = {row.code: str(matrix.rows.index(at, 6).data()) for at in range(6) if (row := matrix.rows.row(at)) is not None}
    assert "4 份平均" in notes["Z-002"]
    assert "5 份去高低" in notes["Z-001"]
    matrix.table.opened.emit(matrix.rows.find("Z-002"))
    qtbot.waitUntil(lambda: "口径：4 份平均" in matrix.entry.notes.text(), timeout=20_000)
    here.desk.show_page("board")
    board.model.read()
    qtbot.waitUntil(board.mixed.isVisible, timeout=20_000)
    assert board.mixed.text() == SAID


def test_the_meeting_and_the_hall_say_it_without_a_name(qtbot: QtBot, open_chair: ChairOpener, whole: Season) -> None:
    here = chair_room(open_chair(whole))
    here.desk.show_page(pages.MEETING)
    view = here.desk.page(pages.MEETING)
    assert isinstance(view, MeetingView)
    qtbot.waitUntil(lambda: view.model.table is not None, timeout=30_000)
    view.model.go("Z-002")
    qtbot.waitUntil(lambda: (t := view.model.table) is not None and t.entry is not None and t.entry.row.code == "Z-002", timeout=20_000)
    assert view.meters.texts()[0] == SAID
    assert "口径：4 份平均" in view.pane.decided.text()
    view.projector.push()
    assert view.projector.window is not None
    words = "\n".join(view.projector.window.texts())
    assert "计算口径不一，本份口径：4 份平均" in words
    assert not [name for judge, name in view.model.names.items() if name in words or judge in words]


def test_a_judge_whose_computer_is_not_on_the_roster_is_named_as_the_field_does(qtbot: QtBot) -> None:
    row = BoardRow("J-02", "评委2", False, (Mark.UNCONFIRMED,), None, "", "")
    rows = BoardRows({}, str)
    rows.show(Board(("Z-001",), (row,), 0, 1, "", False))
    assert rows.data(rows.index(0, 4)) == "身份待确认"
