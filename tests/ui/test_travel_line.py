"""出发检查 is said where the judge is: by itself at each start, kept through news that bring nothing, and what to do has its button."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton

from app.models.changes import Topic, changed
from app.services import backup
from app.services import profile as profiles
from app.services.judge import clock_words, travel_check
from app.ui.judge import travel_model
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.laptops import score_whole
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import SIZES, cut_off, nameless
from tests.ui.test_language import speak


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(travel_model, "CALM_MS", 0)
    monkeypatch.setattr(clock_words, "look", lambda _profile: (True, "时钟正常。"))  # the sample season is of a day long past


def says(desk: Desk, words: str, role: str) -> None:
    care = desk.window.status.care
    desk.qtbot.waitUntil(lambda: words in care.text() and care.property("role") == role, timeout=20_000)


@pytest.mark.parametrize("text", [100, 175])
@pytest.mark.parametrize("size", SIZES)
def test_the_green_line_stands_on_the_desk_at_every_start(open_desk: Opener, size: tuple[int, int], text: int) -> None:
    desk = open_desk(Plan(entries=2), *size, text=text)
    says(desk, "可以出发 · 资料与副本" if text == 100 or size[0] > 1100 else "可以出发", "good")
    assert "离线也能评" in desk.window.status.care.accessibleName()
    desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
    assert nameless(desk.window) == []
    speak(desk.window, "en")
    says(desk, "Ready to travel", "good")
    desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
    desk.close()
    says(open_desk(), "Ready to travel", "good")


def test_news_that_bring_nothing_change_nothing(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    real, looked = travel_check.check, []
    monkeypatch.setattr(travel_check, "check", lambda profile, ctx, **how: (looked.append(1), real(profile, ctx, **how))[1])
    desk = open_desk(Plan(entries=2))
    says(desk, "可以出发", "good")
    care, answers = desk.room.care, QSignalSpy(desk.room.care.travel.changed)
    before = care.load.plan
    desk.window.bus.publish(changed(Topic.SEASON, Topic.ENTRIES, Topic.DOCUMENTS, Topic.SUBMISSION))  # what every sync says
    desk.qtbot.waitUntil(lambda: care.load.plan is not before and answers.count() > 0, timeout=20_000)
    assert care.travel.ready is True
    assert care.travel.words().startswith("可以出发")
    assert looked == [1]


def test_what_is_missing_is_said_with_its_button_and_forgotten_once_nobody_wants_it(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=2, missing=frozenset({"Z-002"})))
    desk.room.safety.sync()  # until news were asked for, what is missing may still come by itself
    says(desk, "还不能出发", "bad")
    notice = desk.window.notice
    desk.qtbot.waitUntil(lambda: "还有 2 个文件没有下载" in notice.text(), timeout=20_000)
    desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
    next(b for b in notice.findChildren(QPushButton) if b.text() == "看资料与副本").click()
    assert desk.room.care.panel.isVisible()
    assert "还有 2 个文件没有下载" in desk.room.care.panel.travel.text()
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    desk.room.toggle("recuse")
    desk.room.recuse.reason.setText("曾辅导该小组")
    desk.room.recuse.go.click()
    says(desk, "可以出发", "good")
    assert "没有下载" not in notice.text()


def test_a_copy_elsewhere_turns_the_line_green(open_desk: Opener, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_desk(Plan(entries=2)).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        score_whole(profile, "Z-001")
    desk = open_desk()
    says(desk, "还不能出发", "bad")
    assert "请备份到U盘" in desk.room.care.travel.words()
    monkeypatch.setattr(backup, "leaves_disk", lambda _profile, _out: True)
    desk.room.care.copies.to_stick(tmp_path / "x.qcbackup")
    says(desk, "可以出发", "good")
