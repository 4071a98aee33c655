"""A conflict with a unit, found while judging: one tick in the recusal panel, one step of undo; a hidden unit is chosen by its name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.season import Policy
from app.models.sheet import SheetState
from app.services import profile as profiles
from app.services.judge import read_entries, unit_conflict
from app.ui.judge.recuse_panel import RecusePanel
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener

UNIT, WHY = "某某石油天然气股份有限公司P&G联合中心", "曾在该单位任职"
PLAN = Plan(entries=5, units=(UNIT, "上海第2机械有限公司", UNIT, "上海第4机械有限公司", UNIT))
"""The odd entries are of one unit."""


def panel_of(desk: Desk, *, reach: bool = True) -> RecusePanel:
    """Open, and it knows what could be reached."""
    desk.room.toggle("recuse")
    panel = desk.room.recuse
    desk.qtbot.waitUntil(lambda: panel.unit._look is not None, timeout=20_000)
    assert panel.unit.isHidden() is not reach
    return panel


def states(home: Path) -> dict[str, SheetState]:
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        return {row.code: row.state for row in read_entries.rows(profile)}


def test_all_entries_of_the_unit_go_with_one_tick_and_come_back_with_one_undo(open_desk: Opener, home: Path) -> None:
    desk = open_desk(PLAN)
    panel = panel_of(desk)
    assert f"“{UNIT}”的另 2 份也回避：Z-003、Z-005" in panel.unit.words.text()
    assert not panel.unit.whole.isChecked(), "one entry, unless the person says more"
    panel.reason.setText(WHY)
    QTest.mouseClick(panel.unit.words, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: panel.isHidden() and not desk.room.bench.sheet.editable, timeout=20_000)
    assert "Z-001、Z-003、Z-005" in desk.window.notice.text()
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.editable, timeout=20_000)
    desk.close()
    assert set(states(home).values()) == {SheetState.UNTOUCHED}


def test_the_others_of_the_unit_can_be_taken_back_together(open_desk: Opener, home: Path) -> None:
    desk = open_desk(PLAN)
    panel = panel_of(desk)
    panel.reason.setText(WHY)
    panel.unit.whole.click()
    panel.act()
    desk.qtbot.waitUntil(lambda: panel.isHidden() and not desk.room.bench.sheet.editable, timeout=20_000)
    panel_of(desk)
    assert panel.unit.words.text().startswith(f"“{UNIT}”同时回避的另 2 份也撤销")
    panel.unit.whole.click()
    panel.act()
    desk.qtbot.waitUntil(lambda: panel.isHidden() and desk.room.bench.sheet.editable, timeout=20_000)
    desk.close()
    assert SheetState.RECUSED not in states(home).values()


def test_without_the_tick_it_is_about_one_entry(open_desk: Opener, home: Path) -> None:
    desk = open_desk(PLAN)
    panel = panel_of(desk)
    panel.reason.setText(WHY)
    panel.act()
    desk.qtbot.waitUntil(lambda: panel.isHidden() and not desk.room.bench.sheet.editable, timeout=20_000)
    desk.close()
    assert [code for code, state in states(home).items() if state is SheetState.RECUSED] == ["Z-001"]


def test_a_unit_with_one_entry_asks_nothing_more(open_desk: Opener) -> None:
    panel_of(open_desk(Plan(entries=3)), reach=False)


def test_where_units_are_hidden_one_is_chosen_by_its_name(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3, policy=Policy(blind_units=True)))
    panel = panel_of(desk)
    unit = "上海第2机械有限公司"
    assert [panel.unit.unit.itemText(at) for at in range(panel.unit.unit.count())][1:] == [f"上海第{n}机械有限公司" for n in (1, 2, 3)]
    panel.reason.setText(WHY)
    panel.unit.unit.setCurrentText(unit)
    panel.act()
    desk.qtbot.waitUntil(lambda: panel.isHidden() and not desk.room.bench.sheet.editable, timeout=20_000)
    panel_of(desk)
    assert unit in panel.unit.hint.text()
    assert panel.unit.unit.isHidden()
    desk.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        assert unit_conflict.look(profile, "Z-001").told == (unit,)


def test_another_language_and_what_is_no_longer_asked(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    panel = panel_of(desk)
    desk.desktop.languages.switch("en")
    desk.qtbot.waitUntil(lambda: panel.unit.words.text().startswith("My conflict"), timeout=20_000)
    assert panel.unit.words.text().endswith("Z-003, Z-005")
    panel.hide()
    desk.window.top.following.emit()
    desk.shows("Z-002")
    panel_of(desk, reach=False)


def test_the_button_says_how_many_and_is_never_below_the_papers(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    panel = panel_of(desk)
    assert panel.go.text() == "回避本份"
    panel.unit.whole.click()
    assert panel.go.text() == panel.go.accessibleName() == "回避 3 份"
    panel.hide()
    desk.window.resize(1092, 543)
    desk.window.remember(desk.window.preferences.with_(language="en", text_percent=175))
    desk.room.toggle("recuse")
    desk.qtbot.waitUntil(lambda: panel.unit.isVisible() and panel.height() == panel._high(panel.width()), timeout=20_000)
    under = panel.parentWidget()
    assert under is not None
    assert panel.geometry().bottom() <= under.height()


def test_a_hidden_unit_is_asked_for_within_the_papers_at_any_size_of_text(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3, policy=Policy(blind_units=True)))
    desk.window.resize(1092, 543)
    desk.window.remember(desk.window.preferences.with_(language="en", text_percent=175))
    panel = panel_of(desk)
    desk.qtbot.waitUntil(lambda: panel.height() == panel._high(panel.width()), timeout=20_000)
    under = panel.parentWidget()
    assert under is not None
    assert panel.geometry().bottom() <= under.height()
    assert panel.rect().contains(panel.go.geometry())
