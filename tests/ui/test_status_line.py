"""The bottom line tells the truth whoever saved, and in one language."""

from __future__ import annotations

from datetime import timedelta

from app.core.clock import Clock
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
    desk.qtbot.waitUntil(lambda: desk.window.status.saved.text().endswith(" 秒前"), timeout=10_000)


def test_a_pasted_block_and_a_recusal_are_saved_now(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=2))
    type_points(desk, "13")
    desk.saved()
    own = own_table(desk, 2)
    stand(own, 0, 0)
    long_ago(desk)
    own.model.paste("7\t8", 0, 0)
    desk.qtbot.waitUntil(own.paste.isVisible, timeout=10_000)
    own.paste.take.click()
    saved_now(desk)
    desk.window.show_bench()
    desk.room.toggle("recuse")
    desk.room.recuse.reason.setText("曾辅导该小组")
    long_ago(desk)
    desk.room.recuse.go.click()
    saved_now(desk)


def test_the_copy_is_spoken_of_in_the_language_in_force(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=1))
    desk.room.safety._first.stop()  # nothing else looks by itself
    safe = desk.window.status.safe
    desk.qtbot.waitUntil(lambda: "异机副本" in safe.text(), timeout=10_000)
    speak(desk.window, "en")
    desk.qtbot.waitUntil(lambda: "Copy off this machine" in safe.text() and "异机" not in safe.text(), timeout=10_000)
