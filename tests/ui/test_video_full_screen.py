"""The video as large as the screen: nothing else is shown, digits score, controls rest and come back, everything leads out of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.ui.judge import rail, video_full_screen
from app.ui.judge.video_full_screen import VideoFullScreen
from tests.fakes.clips import seconds
from tests.fakes.desk_profile import Plan
from tests.fakes.watching import open_video, plays
from tests.ui.conftest import Desk, Opener

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PLAN = Plan(clip=seconds(12))


def around(desk: Desk) -> list[bool]:
    """Whether top bar, rail and status line are in view."""
    return [part.isVisible() for part in (desk.window.top, desk.window.rail, desk.window.status)]


def full(desk: Desk) -> VideoFullScreen:
    room = desk.room
    if not room.full_screen.on:
        QTest.keyClick(room.bench.video, Qt.Key.Key_F11)
    assert room.full_screen.on
    return room.full_screen


def test_it_fills_the_window_and_every_way_leads_out(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video, room = open_video(desk), desk.room
    strip = room.bench.side.strip
    ways = {
        "Esc": lambda: QTest.keyClick(video, Qt.Key.Key_Escape),
        "F11": lambda: QTest.keyClick(video, Qt.Key.Key_F11),
        "key": lambda: QTest.keyClick(video, Qt.Key.Key_H, CONTROL | SHIFT),
        "button": lambda: QTest.mouseClick(video.controls.full, LEFT),
        "double click": lambda: QTest.mouseDClick(video.picture, LEFT, pos=QPoint(200, 100)),
        "report": lambda: QTest.keyClick(video, Qt.Key.Key_Tab, CONTROL),
    }
    for name, way in ways.items():
        if not room.bench.watching:
            open_video(desk)
        full(desk)
        assert around(desk) == [False] * 3, name
        assert desk.window.isFullScreen()
        desk.qtbot.waitUntil(lambda: video.size() == desk.window.size(), timeout=20_000)
        assert video.picture.size() == video.size()
        assert video.controls.full.text() == "退出全屏"
        assert strip.isVisible()
        desk.qtbot.waitUntil(lambda s=strip: video.controls.geometry().bottom() + 1 == s.geometry().top(), timeout=20_000)
        way()
        assert (room.full_screen.on, around(desk)) == (False, [True] * 3), name
        assert not desk.window.isFullScreen()
    open_video(desk)
    desk.qtbot.waitUntil(lambda: video.picture.height() + video.controls.height() == video.height(), timeout=20_000)
    assert video.controls.full.text() == "全屏"


def test_digits_score_and_the_strip_shows_them(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_full_screen, "RESTS_AFTER", 0.0)
    desk = open_desk(PLAN)
    video, room = open_video(desk), desk.room
    screen = full(desk)
    side, box = room.bench.side, room.bench.rubric.body.box
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    desk.qtbot.waitUntil(lambda: screen.resting, timeout=20_000)
    assert (video.controls.isVisible(), side.strip.isVisible()) == (False, False)
    QTest.keyClick(video, Qt.Key.Key_9)
    assert (screen.resting, side.strip.isVisible(), side.card.isVisible(), box.text()) == (False, True, True, "9")
    assert side.card.geometry().bottom() <= side.strip.geometry().top()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert side.strip.boxes[0].points.text() == "9"
    desk.qtbot.waitUntil(lambda: side.card.isVisible() and box.hasFocus(), timeout=20_000)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (side.card.isHidden(), video.hasFocus(), screen.on) == (True, True, True)
    desk.qtbot.waitUntil(lambda: screen.resting, timeout=20_000)
    QTest.keyClick(video, Qt.Key.Key_Escape)
    assert not screen.on
    assert side.strip.isVisible()
    desk.saved()


def test_controls_out_of_sight_stay_so_when_the_window_has_another_size(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen that is slow to give the window its size may do so after the controls have gone."""
    monkeypatch.setattr(video_full_screen, "RESTS_AFTER", 0.0)
    desk = open_desk(PLAN)
    video, screen = open_video(desk), full(desk)
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    desk.qtbot.waitUntil(lambda: screen.resting, timeout=20_000)
    desk.window.resize(desk.window.width() - 50, desk.window.height() - 50)
    desk.qtbot.waitUntil(lambda: video.size() == desk.window.size(), timeout=20_000)
    assert (screen.resting, video.controls.isVisible()) == (True, False)
    screen.wake()
    assert video.controls.isVisible()
    assert video.controls.geometry().bottom() + 1 == desk.room.bench.side.strip.geometry().top()


def test_controls_rest_only_while_it_plays_undisturbed(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_full_screen, "RESTS_AFTER", 0.0)
    desk = open_desk(PLAN)
    video, room = open_video(desk), desk.room
    screen = full(desk)
    screen._watch()
    assert not screen.resting, "it stands"
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    desk.qtbot.waitUntil(lambda: screen.resting, timeout=20_000)
    assert video.cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.keyClick(desk.window, Qt.Key.Key_M, CONTROL)
    assert room.note.isVisible()
    desk.qtbot.waitUntil(lambda: not screen.resting, timeout=20_000)
    screen._watch()
    assert not screen.resting, "a note is being written"
    room.note.text.setPlainText("全屏时记的")
    QTest.keyClick(room.note.text, Qt.Key.Key_Escape)
    plays(desk)
    assert screen.on
    desk.qtbot.waitUntil(lambda: screen.resting, timeout=20_000)
    screen._pointer += QPoint(3, 3)
    screen._watch()
    assert not screen.resting, "the mouse moved"
    assert video.cursor().shape() is not Qt.CursorShape.BlankCursor
    desk.saved()


def test_another_page_or_entry_ends_it_and_a_report_has_none(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    QTest.keyClick(desk.room.bench.pages, Qt.Key.Key_F11)
    assert not desk.room.full_screen.on
    open_video(desk)
    full(desk)
    desk.room.choose(rail.SUBMIT)
    assert (desk.room.full_screen.on, around(desk)) == (False, [True] * 3)
    desk.window.show_bench()
    full(desk)
    desk.room.bench.desk.step(1)
    desk.shows("Z-005")
    assert (desk.room.full_screen.on, around(desk)) == (False, [True] * 3)


def test_a_window_closed_in_full_screen_opens_as_a_window(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    open_video(desk)
    full(desk)
    desk.close()
    again = open_desk()
    assert not again.window.isFullScreen()
    assert around(again) == [True] * 3
