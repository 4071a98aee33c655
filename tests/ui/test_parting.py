"""A save that fails for the first time while the window closes: the window stays and asks, and nothing typed is let go in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import ChairOpener, Desk, Opener
from tests.ui.test_chair_letters_page import GOOD, page, panel, pristine, row
from tests.ui.test_own_table import editor, own_table, stand
from tests.ui.test_scoring import on_disk, type_points
from tests.ui.test_unsaved_words import Disk, offer

__all__ = ["panel", "pristine"]


@pytest.fixture
def disk() -> Iterator[Disk]:
    with pytest.MonkeyPatch.context() as patch:
        yield Disk(patch)


def remark(desk: Desk) -> None:
    desk.room.bench.rubric.remark.open()
    QTest.keyClicks(desk.room.bench.rubric.remark.text, "data are thin")


def note(desk: Desk) -> None:
    desk.room.note_wanted("")
    QTest.keyClicks(desk.room.note.text, "no check of causes")


def points(desk: Desk) -> None:
    type_points(desk, "13")


def digits(desk: Desk) -> None:
    type_points(desk, "13", enter=False)


WAYS: dict[Callable[[Desk], None], Callable[[Path], object]] = {
    remark: lambda home: on_disk(home).sheet.remark == "data are thin",
    note: lambda home: [n.text for n in on_disk(home).sheet.notes] == ["no check of causes"],
    points: lambda home: on_disk(home).sheet.points == {"TOPIC": 1300},
    digits: lambda home: on_disk(home).sheet.half_typed == {"TOPIC": "13"},
}


@pytest.mark.parametrize("way", WAYS)
def test_the_window_stays_and_asks(open_desk: Opener, home: Path, disk: Disk, way: Callable[[Desk], None]) -> None:
    desk = open_desk(Plan(entries=1))
    disk.fill()
    way(desk)
    assert not desk.window.close()
    assert desk.window.isVisible()
    assert "有 1 处没有存下，关闭窗口就会丢失" in desk.window.notice.text()
    disk.empty()
    offer(desk, "再存一次").click()
    desk.saved()
    assert desk.room.bench.sheet.lost == 0
    assert desk.window.close()
    desk.close()
    assert WAYS[way](home)


@pytest.mark.parametrize("way", WAYS)
def test_with_room_on_the_disk_it_closes_at_once(open_desk: Opener, home: Path, way: Callable[[Desk], None]) -> None:
    desk = open_desk(Plan(entries=1))
    way(desk)
    assert desk.window.close()
    desk.close()
    assert WAYS[way](home)


def test_digits_the_disk_refused_stay_in_the_box_and_go_once_they_are_accepted(open_desk: Opener, home: Path, disk: Disk) -> None:
    desk = open_desk(Plan(entries=1))
    sheet = desk.room.bench.sheet
    disk.fill()
    type_points(desk, "13", enter=False)
    desk.qtbot.waitUntil(lambda: sheet.waiting == 0 and sheet.lost == 1, timeout=20_000)
    assert (sheet.typed, desk.room.bench.rubric.body.box.text()) == ({"TOPIC": "13"}, "13")
    disk.empty()
    QTest.keyClick(desk.room.bench.rubric.body.box, Qt.Key.Key_Return)
    desk.saved()
    assert (sheet.typed, sheet.points, sheet.lost) == ({}, {"TOPIC": 1300}, 0)
    desk.close()
    assert (on_disk(home).sheet.points, on_disk(home).sheet.half_typed) == ({"TOPIC": 1300}, {})


def test_a_cell_of_the_own_table_that_was_not_saved_is_told_before_the_window_goes(open_desk: Opener, disk: Disk) -> None:
    desk = open_desk(Plan(entries=3))
    own = own_table(desk, 3)
    stand(own, 1, 0)
    QTest.keyClick(own.table, Qt.Key.Key_7)
    disk.fill()
    QTest.keyClick(editor(own), Qt.Key.Key_Return)
    assert not desk.window.close()
    assert "有 1 处没有存下" in desk.window.notice.text()
    offer(desk, "仍然关闭").click()
    assert not desk.window.isVisible()


def test_a_letter_of_the_chair_too(open_chair: ChairOpener, panel: ChairPanel, disk: Disk) -> None:
    desk = open_chair(panel.season)
    view = page(desk)
    disk.fill()
    row(view, GOOD.id).text.setPlainText("在最后一刻写的")
    assert not desk.window.close()
    assert "有 1 处没有存下" in desk.window.notice.text()
    assert [b for b in desk.window.notice.findChildren(QPushButton) if b.text() == "复制这些文字"] == []
    disk.empty()
    offer(desk, "再存一次").click()
    desk.qtbot.waitUntil(lambda: view.lost == 0 and view.model.waiting == 0, timeout=20_000)
    assert desk.window.close()
    desk.close()
    again = Desk(desk.qtbot, desk.home).start(passphrase=chair_panel.PASSPHRASE).ready()
    try:
        assert row(page(again), GOOD.id).text.toPlainText() == "在最后一刻写的"
    finally:
        again.close()
