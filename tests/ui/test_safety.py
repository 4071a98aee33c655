"""Backups and news come by themselves; being offline is a word, never an obstacle."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.words import say
from app.models.shape import Points
from app.services import backup
from app.services import profile as profiles
from app.ui.judge import safety_model
from app.ui.judge.care_room import CARE
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Opener

AS_SHIPPED = safety_model.FIRST_MS


def test_a_copy_is_made_and_offline_is_said_quietly(open_desk: Opener) -> None:
    desk = open_desk()
    safety = desk.room.safety
    assert "本机备份" not in desk.window.status.safe.text()
    safety.tick()
    desk.qtbot.waitUntil(lambda: safety.backup_at is not None and not safety._syncing, timeout=20_000)
    assert "本机备份" in desk.window.status.safe.text()
    assert "异机副本" in desk.window.status.safe.text()
    assert list((desk.home / "backups").iterdir())


def test_a_desk_copies_and_asks_for_news_by_itself(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 < AS_SHIPPED <= 5_000
    monkeypatch.setattr(safety_model, "FIRST_MS", 0)
    desk = open_desk(Plan(entries=1))
    desk.qtbot.waitUntil(lambda: desk.room.safety.backup_at is not None, timeout=20_000)
    desk.qtbot.waitUntil(lambda: "资料源里的发布信息不完整" in desk.window.notice.text(), timeout=20_000)  # the sample season has no source


def test_nothing_is_copied_twice_without_work(open_desk: Opener) -> None:
    desk = open_desk()
    safety = desk.room.safety
    assert safety._worked
    safety.tick()
    assert not safety._worked
    desk.room.bench.sheet.put(Points(1500))
    desk.saved()
    desk.qtbot.waitUntil(lambda: safety._worked, timeout=20_000)


def test_a_copy_that_did_not_go_out_stands_in_the_status_line(open_desk: Opener, home: Path) -> None:
    """Also before there is any backup on this disk."""
    open_desk(Plan(entries=1)).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile, profile.database.write() as tx:
        backup.note_refused(tx, say("收件处满了。", "The inbox is full."))
    desk = open_desk()
    safe = desk.window.status.safe
    desk.qtbot.waitUntil(lambda: "网上副本没有发出：收件处满了；" in safe.text(), timeout=20_000)
    desk.room.toggle(CARE)
    desk.window.remember(desk.window.preferences.with_(language="en"))
    desk.qtbot.waitUntil(lambda: "did not go out: The inbox is full; " in safe.text(), timeout=20_000)
    desk.qtbot.waitUntil(lambda: "did not go out: The inbox is full; " in desk.room.care.panel.state.text(), timeout=20_000)


def test_a_reason_kept_by_an_earlier_version_is_said_as_it_was(open_desk: Opener, home: Path) -> None:
    open_desk(Plan(entries=1)).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        with profile.database.write() as tx:
            tx.settings.put(backup._REFUSED, "收件处满了。")
        assert backup.state(profile).problem == "收件处满了。"
