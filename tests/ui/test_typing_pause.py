"""Words are saved when the fingers rest, and while they never do: whoever types for an hour has lost two seconds, not the hour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from app.ui.judge import typing_pause
from app.ui.widgets import Words
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener

_NEVER = 1_000_000


def remark(desk: Desk) -> tuple[Words, Callable[[], bool]]:
    desk.room.bench.rubric.remark.open()
    return desk.room.bench.rubric.remark.text, lambda: bool(desk.room.bench.sheet.remark)


def note(desk: Desk) -> tuple[Words, Callable[[], bool]]:
    desk.room.note_wanted("")
    return desk.room.note.text, lambda: bool(desk.room.bench.sheet.notes)


@pytest.mark.parametrize("box", [remark, note])
def test_typing_without_rest_saves(
    open_desk: Opener, monkeypatch: pytest.MonkeyPatch, box: Callable[[Desk], tuple[Words, Callable[[], bool]]]
) -> None:
    monkeypatch.setattr(typing_pause, "_REST_MS", _NEVER)
    monkeypatch.setattr(typing_pause, "_LONGEST_MS", 200)
    desk = open_desk(Plan(entries=1))
    text, saved = box(desk)

    def typed_on() -> bool:
        QTest.keyClicks(text, "a")
        return saved()

    desk.qtbot.waitUntil(typed_on, timeout=20_000)
    desk.saved()


@pytest.mark.parametrize("box", [remark, note])
def test_resting_saves(open_desk: Opener, monkeypatch: pytest.MonkeyPatch, box: Callable[[Desk], tuple[Words, Callable[[], bool]]]) -> None:
    monkeypatch.setattr(typing_pause, "_REST_MS", 20)
    monkeypatch.setattr(typing_pause, "_LONGEST_MS", _NEVER)
    desk = open_desk(Plan(entries=1))
    text, saved = box(desk)
    QTest.keyClicks(text, "words")
    desk.qtbot.waitUntil(saved, timeout=20_000)
    desk.saved()
