"""A hand that is faster than the next page: what it types is for the entry that comes, never for the one that is left."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.executor import Priority
from app.models.changes import Topic, changed
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_scoring import on_disk

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """On whatever takes the keyboard now."""
    QTest.keyClick(QApplication.focusWidget() or desk.room.bench.pages, key, held)


def typed_at_once(desk: Desk, *keys: Qt.Key) -> None:
    for key in keys:
        press(desk, key)
    desk.shows("Z-002")
    desk.saved()


def test_digits_typed_right_after_the_step_score_the_next_entry(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    desk.room.bench.pages.setFocus()
    press(desk, Qt.Key.Key_PageDown, CONTROL)
    typed_at_once(desk, Qt.Key.Key_9, Qt.Key.Key_Return)
    assert (on_disk(home, "Z-001").sheet.points, on_disk(home, "Z-002").sheet.points) == ({}, {"TOPIC": 900})


def test_and_right_after_finishing(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    desk.room.bench.pages.setFocus()
    press(desk, Qt.Key.Key_Return, CONTROL)
    typed_at_once(desk, Qt.Key.Key_8, Qt.Key.Key_Return)
    assert (on_disk(home, "Z-001").sheet.points, on_disk(home, "Z-002").sheet.points) == ({}, {"TOPIC": 800})


def test_the_keyboard_leaves_the_remark_with_its_entry(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    desk.room.bench.rubric.remark.open()
    press(desk, Qt.Key.Key_PageDown, CONTROL)
    desk.shows("Z-002")
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return):
        press(desk, key)
    desk.saved()
    sheet = on_disk(home, "Z-002").sheet
    assert (sheet.points, sheet.remark) == ({"TOPIC": 1300}, "")


def test_keys_for_an_entry_that_never_opens_go_nowhere(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    desk.room.bench.pages.setFocus()
    desk.room.bench.desk.open("Z-404")
    press(desk, Qt.Key.Key_7)
    desk.qtbot.waitUntil(lambda: desk.room.bench.desk.code == "Z-001", timeout=20_000)
    press(desk, Qt.Key.Key_6)
    press(desk, Qt.Key.Key_Return)
    desk.saved()
    assert on_disk(home, "Z-001").sheet.points == {"TOPIC": 600}
    press(desk, Qt.Key.Key_PageDown, CONTROL)
    desk.shows("Z-002")
    desk.saved()
    assert (desk.room.bench.sheet.typed, on_disk(home, "Z-002").sheet.points) == ({}, {}), "nor to the next that does"


def test_one_long_press_of_enter_does_not_confirm_the_0_it_asked_about(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=1))
    desk.room.bench.pages.setFocus()
    press(desk, Qt.Key.Key_0)
    box = desk.room.bench.rubric.body.box
    for again in (False, True, True, True):
        QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", again))
    desk.saved()
    assert desk.room.bench.sheet.zero_asked
    assert on_disk(home).sheet.points == {}
    press(desk, Qt.Key.Key_Return)
    desk.saved()
    assert on_disk(home).sheet.points == {"TOPIC": 0}


def test_an_entry_that_cannot_be_read_does_not_stop_the_one_asked_for_after_it(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3))
    desk.room.bench.desk.open("Z-404")
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    assert desk.room.bench.desk.code == "Z-002"


def test_keys_wait_for_the_next_entry_while_the_old_one_is_read_anew(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    desk.saved()
    desk.room.bench.pages.setFocus()
    gate = threading.Event()
    desk.window._runner.database(gate.wait, 60, priority=Priority.SAVE)
    desk.window.bus.publish(changed(Topic.ENTRIES, entries=("Z-001",)))  # a sync: the open entry is asked for again, before the key
    press(desk, Qt.Key.Key_Return, CONTROL)
    press(desk, Qt.Key.Key_8)
    press(desk, Qt.Key.Key_Return)
    gate.set()
    desk.shows("Z-002")
    desk.saved()
    assert (on_disk(home, "Z-001").sheet.points, on_disk(home, "Z-002").sheet.points) == ({}, {"TOPIC": 800})
