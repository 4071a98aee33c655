"""A notice that stays is said anew: in the language in force, with the reason it has by now, its offers too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.core.words import say
from app.services.judge import clock_words, travel_check
from app.services.judge.travel_check import Check
from app.ui.judge import travel_model
from app.ui.judge.care_room import CareRoom
from app.ui.judge.stills import Moment
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_language import CHINESE, speak


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(travel_model, "CALM_MS", 0)
    monkeypatch.setattr(clock_words, "look", lambda _profile: (True, "时钟正常。"))


def words(desk: Desk) -> str:
    """All of the bar."""
    QApplication.processEvents()
    notice = desk.window.notice
    return "\n".join((notice.text(), *(b.text() for b in notice.findChildren(QPushButton) if b.isVisible())))


def unfinished(care: CareRoom) -> None:
    care._left(Path("/media/stick/a.qcbackup"))


SAID = {
    "a copy that did not end": lambda desk: unfinished(desk.room.care),
    "no copy elsewhere": lambda desk: desk.room.care.copies.wanted.emit(5),
    "a still as a file": lambda desk: desk.room.reading.export.ask(Moment("Z-001", "a", 1_000)),
    "another window": lambda desk: desk.window.model.seasons.waiting.emit(),
    "nothing written": lambda desk: desk.room.note.unkept.emit(),
}


@pytest.mark.parametrize("which", SAID)
def test_it_follows_the_language_whole(open_desk: Opener, which: str) -> None:
    desk = open_desk(Plan(entries=2))
    desk.rests()  # the look before a journey has said what it has to say
    SAID[which](desk)
    before = words(desk)
    assert CHINESE.search(before)
    speak(desk.window, "en")
    assert desk.window.notice.text()
    assert not CHINESE.search(words(desk))
    speak(desk.window, "zh")
    assert words(desk) == before


def test_the_newest_reason_stands_in_it_and_in_both_languages(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    real, wrong = travel_check.check, [Check("disk", False, say("磁盘快满了。", "The disk is nearly full."))]

    def check(*args: object, **how: object) -> object:
        found = real(*args, **how)  # type: ignore[arg-type]
        return replace(found, checks=(*(c for c in found.checks if c.ok and c.name != "disk"), *wrong))

    monkeypatch.setattr(travel_check, "check", check)
    monkeypatch.setattr(travel_check, "around", lambda _profile: ())
    desk = open_desk(Plan(entries=2))
    notice, travel = desk.window.notice, desk.room.care.travel
    desk.qtbot.waitUntil(lambda: "磁盘快满了" in notice.text(), timeout=20_000)
    wrong[0] = Check("disk", False, say("磁盘满了。", "The disk is full."))
    travel.check()
    desk.qtbot.waitUntil(lambda: "磁盘满了" in notice.text(), timeout=20_000)
    speak(desk.window, "en")
    assert notice.text() == "Travel check: The disk is full."
    notice.dismiss()
    travel.check()
    desk.qtbot.waitUntil(lambda: travel.checking is None, timeout=20_000)
    QApplication.processEvents()
    assert notice.text() == "", "put away, and nothing new"
    wrong.append(Check("key", False, say("密钥不见了。", "The key is gone.")))
    travel.check()
    desk.qtbot.waitUntil(lambda: notice.text() == "Travel check: The disk is full. The key is gone.", timeout=20_000)
    wrong.clear()
    travel.check()
    desk.qtbot.waitUntil(lambda: notice.text() == "", timeout=20_000)


def test_what_was_put_right_beside_the_files_puts_its_notice_away(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    around = [Check("disk", False, say("磁盘快满了。", "The disk is nearly full."))]
    monkeypatch.setattr(travel_check, "around", lambda _profile: tuple(around))
    desk = open_desk(Plan(entries=2))
    notice, travel = desk.window.notice, desk.room.care.travel
    desk.qtbot.waitUntil(lambda: "磁盘快满了" in notice.text(), timeout=20_000)
    around[0] = Check("disk", True, "")
    travel._look_around()
    desk.qtbot.waitUntil(lambda: notice.text() == "", timeout=20_000)
