"""The panel that chooses between a judge's files: each told apart, what it would move under it, and said again when it was done."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.services.chair import merge, results
from app.ui.chair.board_view import BoardView
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, marks_of
from tests.ui.chair_window import board
from tests.ui.conftest import ChairOpener, Desk

TOTALS = {"Z-001": ("86", "84", "82"), "Z-002": ("80", "79", "81"), "Z-003": ("91", "90", "92")}


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    """J-02 handed in again after the points were seen."""
    made = chair_panel.make(tmp_path_factory.mktemp("choose"), judges=3, entries=3, own=marks_of(TOTALS, 0))
    with made.open() as profile:
        merge.merge(profile, [made.package(j, marks_of(TOTALS, n)) for n, j in ((1, "J-02"), (2, "J-03"))], Context())
        results.results(profile)
        merge.merge(profile, [made.package("J-02", {**marks_of(TOTALS, 1), "Z-003": "60"}, sequence=2)], Context())
    return made


def choosing(desk: Desk) -> BoardView:
    """The board with the two files of J-02 beside it."""
    view = board(desk)
    desk.qtbot.waitUntil(lambda: view.rows.rowCount() == 3, timeout=20_000)
    view.table.selectRow(1)
    click(view.acts.choose)
    desk.qtbot.waitUntil(view.choices.does.isVisible, timeout=20_000)
    return view


@pytest.mark.parametrize(("width", "height", "language", "text"), [(1366, 697, "zh", 100), (1092, 543, "en", 175)])
def test_what_a_file_would_move_is_read_before_it_is_chosen(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, width: int, height: int, language: str, text: int
) -> None:
    desk = open_chair(panel.season, width, height, language=language, text=text)
    view = choosing(desk)
    shown = view.choices
    first, second = sorted(shown.radios.values(), key=lambda radio: not radio.isChecked())
    assert ("第 1 次提交，3 份；现在计入的是这一份" in first.accessibleName()) is (language == "zh")
    second.setChecked(True)
    moved = "Z-003 第1→第2" if language == "zh" else "Z-003 no. 1→no. 2"
    assert moved in shown.does.text()
    qtbot.waitUntil(lambda: all(re.search(r"( \d{3}){5}$", radio.text()) for radio in shown.radios.values()), timeout=20_000)
    for part in (shown.reason, shown.take, shown.shut):
        assert shown.rect().contains(QRect(part.mapTo(shown, QPoint()), part.size())), "what is done stays in sight"
    assert not shown.take.isEnabled(), "a reason is missing"
    shown.reason.setText("补正")
    click(shown.take)
    qtbot.waitUntil(lambda: view.words.isVisible() and moved in view.words.text(), timeout=20_000)


def test_files_that_go_or_come_while_they_are_in_front(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    """A file whose import was taken back stood there still, and what was written beside it would have been for nothing."""
    desk = open_chair(panel.season)
    shown = choosing(desk).choices
    shown.reason.setText("补正")
    tools = desk.room.chair_room().desk.tools
    qtbot.waitUntil(tools.back.isEnabled, timeout=20_000)
    click(tools.back)
    qtbot.waitUntil(lambda: not shown.radios, timeout=20_000)
    assert (shown.isVisible(), shown.take.isVisible(), shown.reason.text()) == (True, False, "补正")
    qtbot.waitUntil(tools.again.isEnabled, timeout=20_000)
    click(tools.again)
    qtbot.waitUntil(lambda: len(shown.radios) == 2 and shown.take.isEnabled(), timeout=20_000)
    assert shown.reason.text() == "补正"
