"""回避本份 means the entry it names: another one that comes takes the panel away, and its button never does the opposite."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.sheet import SheetState
from app.services import profile as profiles
from app.services.judge import read_entries
from app.ui.judge.entries_drawer import EntriesDrawer
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_scoring import on_disk


def begin(desk: Desk, code: str) -> None:
    """The panel for this entry, with a reason."""
    desk.room.toggle("recuse")
    assert code in desk.room.recuse.title.text()
    desk.room.recuse.reason.setText("曾辅导该小组")


def test_it_goes_with_its_entry_and_nothing_is_recused(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    begin(desk, "Z-001")
    desk.window.top.following.emit()
    desk.shows("Z-002")
    panel = desk.room.recuse
    assert panel.isHidden()
    panel.act()
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    desk.saved()
    assert [on_disk(home, code).sheet.recusal for code in ("Z-001", "Z-002")] == [None, None]


def test_it_never_takes_back_what_it_says_it_would_do(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=2))
    begin(desk, "Z-001")
    services = desk.window.model.services
    assert services is not None
    done: list[object] = []
    desk.room.recuse._runner.database(
        services.recuse, "Z-001", "另一只手", then=lambda made: (desk.window.bus.publish(made[1]), done.append(made))
    )
    desk.qtbot.waitUntil(lambda: bool(done) and not desk.room.bench.sheet.editable, timeout=20_000)
    desk.room.recuse.act()
    desk.saved()
    recusal = on_disk(home, "Z-001").sheet.recusal
    assert recusal is not None
    assert recusal.words == "另一只手"


def drawer_of(desk: Desk, entries: int) -> EntriesDrawer:
    desk.room.toggle("entries")
    drawer = desk.room.drawer
    desk.qtbot.waitUntil(lambda: drawer.rows.rowCount() == entries, timeout=20_000)
    return drawer


def test_from_the_drawer_an_entry_is_left_before_it_was_ever_opened(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=3))
    drawer = drawer_of(desk, 3)
    last = drawer.rows.columnCount() - 1
    QTest.mouseClick(drawer.table.viewport(), Qt.MouseButton.LeftButton, pos=drawer.table.visualRect(drawer.rows.index(1, last)).center())
    panel = desk.room.recuse
    assert panel.isVisible()
    assert "Z-002" in panel.title.text()
    panel.reason.setText("曾辅导该小组")
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: drawer.isVisible() and drawer.rows.index(1, last).data() == "撤销…", timeout=20_000)
    assert desk.room.bench.desk.code == "Z-001"
    desk.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        found = {row.code: (row.state, row.opened) for row in read_entries.rows(profile)}
    assert found["Z-002"] == (SheetState.RECUSED, False)
    assert found["Z-001"][1] is True


def test_by_keys_the_chosen_line_is_left_and_taken_back(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=2))
    drawer = drawer_of(desk, 2)
    assert drawer.recuse.isHidden()
    QTest.keyClick(drawer.search, Qt.Key.Key_Down)
    QTest.keyClick(drawer.table, Qt.Key.Key_Down)
    assert drawer.recuse.text() == "回避 Z-002…"
    QTest.keyClick(drawer.recuse, Qt.Key.Key_Space)
    panel = desk.room.recuse
    panel.reason.setText("曾辅导该小组")
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: drawer.isVisible() and drawer.recuse.text() == "撤销 Z-002 的回避…", timeout=20_000)
    QTest.keyClick(drawer.recuse, Qt.Key.Key_Space)
    panel.act()
    desk.qtbot.waitUntil(lambda: drawer.isVisible() and drawer.recuse.text() == "回避 Z-002…", timeout=20_000)
    desk.close()
    assert on_disk(home, "Z-002").sheet.recusal is None


def test_esc_leads_back_to_the_list_it_came_from(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=2))
    desk.room.toggle("entries")
    drawer, panel = desk.room.drawer, desk.room.recuse
    desk.qtbot.waitUntil(lambda: len(drawer.rows.rows) == 2, timeout=20_000)
    drawer.recuse_wanted.emit(drawer.rows.rows[1])
    assert drawer.isHidden()
    QTest.keyClick(panel.reason, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert drawer.isVisible()
    drawer.hide()
    begin(desk, "Z-001")
    QTest.keyClick(panel.reason, Qt.Key.Key_Escape)
    assert (panel.isHidden(), drawer.isHidden()) == (True, True)
