"""The chair's desk as a second desk of the window: offered to a chair, shut before the own file is in, back again by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.chair import pages
from app.ui.judge import rail
from tests.fakes import chair_season
from tests.fakes.season import Season
from tests.ui.chair_window import chair_room
from tests.ui.conftest import ChairOpener, Opener


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=4, judges=4)


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("shut"), entries=2, judges=3, own=False)


def test_a_judge_who_chairs_nothing_is_not_offered_it(open_desk: Opener) -> None:
    assert open_desk().window.rail.buttons[rail.CHAIR].isHidden()


def test_the_chair_sees_results_and_goes_back(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    desk = open_chair(panel)
    qtbot.waitUntil(desk.window.rail.buttons[rail.CHAIR].isVisible, timeout=20_000)
    QTest.mouseClick(desk.window.rail.buttons[rail.CHAIR], Qt.MouseButton.LeftButton)
    room = desk.room.chair
    assert room is not None
    assert not desk.window.top.isVisible()
    qtbot.waitUntil(lambda: room.model.head is not None, timeout=20_000)
    QTest.mouseClick(room.desk.tabs[pages.MATRIX], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: room.model.picture is not None, timeout=20_000)
    picture = room.model.picture
    assert picture is not None
    assert [r.rank for r in picture.view.rows] == sorted(r.rank or 0 for r in picture.view.rows)
    QTest.mouseClick(room.desk.back, Qt.MouseButton.LeftButton)
    assert desk.window.top.isVisible()
    assert desk.window.stack.currentWidget() is desk.room.bench


def test_before_the_own_file_is_in_no_point_is_read(qtbot: QtBot, open_chair: ChairOpener, shut: Season) -> None:
    desk = open_chair(shut)
    room = chair_room(desk)
    QTest.mouseClick(room.desk.tabs[pages.MATRIX], Qt.MouseButton.LeftButton)
    assert room.desk.stack.currentWidget() is room.desk.gate
    assert room.model.picture is None
    QTest.mouseClick(room.desk.gate.hand_in, Qt.MouseButton.LeftButton)
    assert desk.window.stack.currentWidget() is desk.room.submit
    desk.room.choose(rail.CHAIR)
    QTest.mouseClick(room.desk.tabs[pages.MATRIX], Qt.MouseButton.LeftButton)
    room.desk.gate.reason.setText("组长不评分")
    QTest.mouseClick(room.desk.gate.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: room.model.picture is not None, timeout=20_000)
    assert room.desk.stack.currentWidget() is room.desk.page(pages.MATRIX)
    assert any("组长不评分" in line for line in room.model.picture.lines)  # type: ignore[union-attr]
