"""A 0 that is pasted counts only when a person says so, in the own table as in the box: nobody gives 0 by a slip."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.ui.judge.own_table_view import OwnTableView
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_own_table import cell, on_disk, own_table, settled, stand

CONTROL = Qt.KeyboardModifier.ControlModifier
ASKED = "其中 2 格是 0 分，确认记 0 分"


def pasted(desk: Desk, block: str) -> OwnTableView:
    """The block over the first row, its preview in view."""
    view = own_table(desk, 3)
    stand(view, 0, 0)
    QGuiApplication.clipboard().setText(block)
    QTest.keyClick(view.table, Qt.Key.Key_V, CONTROL)
    desk.qtbot.waitUntil(view.paste.isVisible, timeout=20_000)
    return view


def test_zeros_are_listed_by_themselves_and_stay_out_unless_ticked(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    view = pasted(desk, "12\t0\t0\t99\n")
    panel = view.paste
    assert (panel.zeros.text(), panel.zeros.isChecked()) == (ASKED, False)
    assert [row.place for row in panel.rows.rows] == ["D1", "B1", "C1", "A1"]
    assert panel.take.text() == "跳过 3 处，应用 1 项"
    assert cell(view, 0, 1) == "? 0"
    panel.take.click()
    settled(desk, view)
    desk.qtbot.waitUntil(lambda: [cell(view, 0, n) for n in range(3)] == ["12", "未评", "未评"], timeout=20_000)
    desk.close()
    assert on_disk(home).sheet.points == {"TOPIC": 1200}


def test_ticked_zeros_are_saved_with_the_rest_and_undone_with_it(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    view = pasted(desk, "12\t0\t0\n")
    panel = view.paste
    panel.zeros.setFocus()
    QTest.keyClick(panel.zeros, Qt.Key.Key_Space)
    assert panel.zeros.hasFocus()
    assert panel.take.text() == "应用 3 项"
    assert "理由" in panel.why.text()
    assert cell(view, 0, 1) == "→ 0"
    panel.take.click()
    settled(desk, view)
    desk.qtbot.waitUntil(lambda: [cell(view, 0, n) for n in range(3)] == ["12", "0", "0"], timeout=20_000)
    QTest.keyClick(view.table, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: cell(view, 0, 0) == "未评" and cell(view, 0, 1) == "未评", timeout=20_000)


def test_a_block_of_zeros_alone_waits_at_the_tick_and_another_paste_asks_anew(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3))
    view = pasted(desk, "0\t0\n")
    panel = view.paste
    assert not panel.take.isEnabled()
    assert panel.zeros.hasFocus()
    panel.zeros.click()
    assert panel.take.isEnabled()
    view.model.paste("0\t5\n", 1, 0)
    desk.qtbot.waitUntil(lambda: panel.zeros.text() == "其中 1 格是 0 分，确认记 0 分", timeout=20_000)
    assert not panel.zeros.isChecked()
    assert panel.take.text() == "跳过 1 处，应用 1 项"


def test_a_tick_outlives_a_switch_of_the_language(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3))
    panel = pasted(desk, "0\t0\n").paste
    panel.zeros.click()
    desk.window.remember(desk.window.preferences.with_(language="en"))
    desk.qtbot.waitUntil(lambda: panel.zeros.text() == "Confirm 0 points (cells: 2)", timeout=20_000)
    assert panel.zeros.isChecked()


@pytest.mark.parametrize("block", ["12\t13\n", "\t5\n"])
def test_without_a_zero_there_is_no_question(open_desk: Opener, block: str) -> None:
    desk = open_desk(Plan(entries=3))
    assert pasted(desk, block).paste.zeros.isHidden()


def test_a_zero_that_stands_already_is_no_question(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3))
    view = pasted(desk, "0\t0\n")
    view.paste.zeros.click()
    view.paste.take.click()
    settled(desk, view)
    desk.qtbot.waitUntil(lambda: cell(view, 0, 1) == "0", timeout=20_000)
    view = pasted(desk, "0\t7\n")
    assert view.paste.zeros.isHidden()
    assert view.paste.take.text() == "应用 1 项"
