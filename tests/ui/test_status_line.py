"""The bottom line tells the truth whoever saved, and in one language."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from app.core.clock import Clock
from app.services.judge import room
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_language import speak
from tests.ui.test_own_table import own_table, stand
from tests.ui.test_scoring import type_points


def long_ago(desk: Desk) -> None:
    """As if the last save had been made half an hour before."""
    status = desk.window.status
    status._saved_at = Clock().now() - timedelta(minutes=30)
    status.refresh()
    assert status.saved.text() == "已保存 30 分钟前"


def saved_now(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.status.saved.text().endswith(" 秒前"), timeout=20_000)


def test_a_pasted_block_and_a_recusal_are_saved_now(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=2))
    type_points(desk, "13")
    desk.saved()
    own = own_table(desk, 2)
    stand(own, 0, 0)
    long_ago(desk)
    own.model.paste("7\t8", 0, 0)
    desk.qtbot.waitUntil(own.paste.isVisible, timeout=20_000)
    own.paste.take.click()
    saved_now(desk)
    desk.window.show_bench()
    desk.room.toggle("recuse")
    desk.room.recuse.reason.setText("曾辅导该小组")
    long_ago(desk)
    desk.room.recuse.go.click()
    saved_now(desk)


def test_a_copy_of_another_day_has_its_date(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=1))
    noon = Clock().now().astimezone().replace(hour=12, minute=0)
    status = desk.window.status
    status._clock = Clock(lambda: noon)
    for at, shown in (
        (noon - timedelta(hours=2), "本机备份 10:00"),
        (noon - timedelta(days=1), f"本机备份 {noon - timedelta(days=1):%m-%d} 12:00"),
    ):
        desk.room.safety.backup_at = at
        status.refresh()
        assert shown in status.safe.text()


@pytest.mark.parametrize(
    ("free", "said"), [(150 << 20, "磁盘将满（余 150 MB），评分不受影响"), (5 << 20, "磁盘已满（余 5 MB）"), (1 << 30, "")]
)
def test_a_disk_that_fills_up_is_said_before_a_save_fails(open_desk: Opener, monkeypatch: pytest.MonkeyPatch, free: int, said: str) -> None:
    desk = open_desk(Plan(entries=1))
    now = shutil.disk_usage(desk.home)._replace(free=free)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _place: now)
    safe, safety = desk.window.status.safe, desk.room.safety
    safety.disk_words = "?"
    safety.look()
    desk.qtbot.waitUntil(
        lambda: safety.disk_words != "?" and (safe.text().startswith(said) if said else "磁盘" not in safe.text()), timeout=20_000
    )  # the look of the start may answer first


def test_the_copy_is_spoken_of_in_the_language_in_force(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=1))
    safe = desk.window.status.safe
    desk.qtbot.waitUntil(lambda: "异机副本" in safe.text(), timeout=20_000)
    speak(desk.window, "en")
    desk.qtbot.waitUntil(lambda: "Copy off this machine" in safe.text() and "异机" not in safe.text(), timeout=20_000)
