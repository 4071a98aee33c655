"""Backups and news come by themselves; being offline is a word, never an obstacle."""

from __future__ import annotations

from tests.ui.conftest import Opener


def test_a_copy_is_made_and_offline_is_said_quietly(open_desk: Opener) -> None:
    desk = open_desk()
    safety = desk.room.safety
    assert "本机备份" not in desk.window.status.safe.text()
    safety.tick()
    desk.qtbot.waitUntil(lambda: safety.backup_at is not None and not safety._syncing, timeout=20_000)
    assert "本机备份" in desk.window.status.safe.text()
    assert "异机副本" in desk.window.status.safe.text()
    assert list((desk.home / "backups").iterdir())


def test_nothing_is_copied_twice_without_work(open_desk: Opener) -> None:
    desk = open_desk()
    safety = desk.room.safety
    assert safety._worked
    safety.tick()
    assert not safety._worked
    desk.room.bench.sheet.nudge(0)
    desk.saved()
    desk.qtbot.waitUntil(lambda: safety._worked)
