"""回避本份 means the entry it names: another one that comes takes the panel away, and its button never does the opposite."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
    desk.qtbot.waitUntil(lambda: bool(done) and not desk.room.bench.sheet.editable, timeout=10_000)
    desk.room.recuse.act()
    desk.saved()
    recusal = on_disk(home, "Z-001").sheet.recusal
    assert recusal is not None
    assert recusal.words == "另一只手"
