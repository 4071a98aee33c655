"""建议等级: chosen by keys where the policy wants it, in column and strip; on disk, undone, and reached from what keeps one from handing in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.models.points import short
from app.models.season import Policy, Requirement
from app.models.sheet import SheetState
from app.services.judge import data_note
from app.ui.judge import layouts, rail
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_scoring import on_disk, type_points

CONTROL = Qt.KeyboardModifier.ControlModifier
ASKED = Plan(entries=1, policy=Policy(proposed_level=Requirement.REQUIRED))
POINTS = ("13", "26.", "-1.5", "20", "5", "8.5")


def choose_by_keys(desk: Desk) -> None:
    """Ctrl+L, then the first level of the list."""
    QTest.keyClick(desk.window, Qt.Key.Key_L, CONTROL)
    choice = desk.room.bench.rubric.remark.level.choice
    desk.qtbot.waitUntil(choice.hasFocus, timeout=20_000)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    desk.saved()


def test_a_level_is_chosen_by_keys_counts_as_done_and_is_taken_back(open_desk: Opener, home: Path) -> None:
    desk = open_desk(ASKED)
    for text in POINTS:
        type_points(desk, text)
    pane = desk.room.bench.rubric
    assert "缺建议等级" in pane.rest.text()
    choose_by_keys(desk)
    assert "各项已评完" in pane.rest.text()
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: pane.remark.level.choice.chosen == "", timeout=20_000)
    QTest.keyClick(desk.window, Qt.Key.Key_Y, CONTROL)
    desk.qtbot.waitUntil(lambda: pane.remark.level.choice.chosen == "EXCELLENT", timeout=20_000)
    desk.saved()
    desk.close()
    sheet = on_disk(home).sheet
    assert (sheet.proposed_level, sheet.state) == ("EXCELLENT", SheetState.DONE)


def test_the_line_of_what_is_open_leads_to_the_choice(open_desk: Opener) -> None:
    desk = open_desk(ASKED)
    for text in POINTS:
        type_points(desk, text)
    desk.saved()
    desk.room.choose(rail.SUBMIT)
    page = desk.room.submit

    def lines() -> list[QPushButton]:
        return [b for b in page.findChildren(QPushButton) if b.property("problem")]

    desk.qtbot.waitUntil(lambda: len(lines()) == 1, timeout=20_000)
    assert "缺建议等级" in lines()[0].text()
    lines()[0].click()
    choice = desk.room.bench.rubric.remark.level.choice
    desk.qtbot.waitUntil(choice.hasFocus, timeout=20_000)
    assert desk.room.reading.note_made is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_after_the_level_the_keys_go_on_to_the_points(open_desk: Opener, key: Qt.Key) -> None:
    desk = open_desk(ASKED)
    choose_by_keys(desk)
    QTest.keyClick(desk.room.bench.rubric.remark.level.choice, key)
    reader = desk.room.bench.current_reader()
    assert reader.hasFocus()
    QTest.keyClicks(reader, "9")
    assert desk.room.bench.sheet.typed == {"TOPIC": "9"}
    assert desk.room.bench.sheet.level == "EXCELLENT"


@pytest.mark.parametrize("layout", [layouts.COLUMN, layouts.STRIP])
@pytest.mark.parametrize("open_", [False, pytest.param(True, marks=pytest.mark.display)])
def test_a_digit_in_the_list_is_the_first_of_the_points(open_desk: Opener, layout: str, open_: bool) -> None:
    desk = open_desk(ASKED)
    desk.room.bench.choose_layout(layout, 100)
    choose_by_keys(desk)
    choice, sheet = desk.room.bench.rubric.remark.level.choice, desk.room.bench.sheet
    if open_:
        choice.showPopup()
        desk.qtbot.waitUntil(choice.view().isVisible, timeout=20_000)
    QTest.keyClick(choice.view() if open_ else choice, Qt.Key.Key_1)
    assert sheet.typed == {"TOPIC": "1"}
    assert desk.room.bench.rubric.body.box.hasFocus()
    assert not choice.view().isVisible()
    QTest.keyClicks(desk.room.bench.rubric.body.box, "3")
    QTest.keyClick(desk.room.bench.rubric.body.box, Qt.Key.Key_Return)
    desk.saved()
    assert (short(sheet.points["TOPIC"]), sheet.level) == ("13", "EXCELLENT")


def test_from_a_page_in_front_it_comes_into_view(open_desk: Opener) -> None:
    desk = open_desk(ASKED)
    desk.room.choose(rail.TABLE)
    choose_by_keys(desk)
    assert desk.room.bench.rubric.remark.level.choice.isVisible()


def test_the_strip_has_it_in_its_card(open_desk: Opener) -> None:
    desk = open_desk(ASKED)
    desk.room.bench.choose_layout(layouts.STRIP, 100)
    choose_by_keys(desk)
    choice = desk.room.bench.rubric.remark.level.choice
    assert desk.room.bench.side.card.isVisible()
    assert desk.room.bench.side.card.isAncestorOf(choice)
    assert desk.room.bench.sheet.level == "EXCELLENT"


def test_hidden_rubric_comes_back_for_it(open_desk: Opener) -> None:
    desk = open_desk(ASKED)
    desk.room.bench.choose_layout(layouts.HIDDEN, 100)
    choose_by_keys(desk)
    assert desk.room.bench.rubric.isVisible()
    assert desk.room.bench.sheet.level == "EXCELLENT"


def test_where_the_policy_wants_none_there_is_nothing(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=1))
    before = QApplication.focusWidget()
    QTest.keyClick(desk.window, Qt.Key.Key_L, CONTROL)
    assert desk.room.bench.rubric.remark.level.isHidden()
    assert QApplication.focusWidget() is before


def test_what_may_be_left_out_keeps_nobody(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=1, policy=Policy(proposed_level=Requirement.OPTIONAL)))
    for text in POINTS:
        type_points(desk, text)
    assert desk.room.bench.rubric.remark.level.isVisible()
    assert "各项已评完" in desk.room.bench.rubric.rest.text()
    desk.saved()
    desk.close()
    assert on_disk(home).sheet.state is SheetState.DONE


def test_the_note_on_data_names_it_where_it_goes_along() -> None:
    assert any("建议等级" in line for line in data_note.note(ASKED.policy).holds)
    assert not any("建议等级" in line for line in data_note.note(Policy()).holds)
