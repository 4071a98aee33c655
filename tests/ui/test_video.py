"""The presentation video inside the desk, with libVLC itself; pictures come through memory where there is no native window."""

from __future__ import annotations

import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.judge import rail
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """8 s of a red picture, without sound."""
    target = tmp_path_factory.mktemp("clip") / "clip.mp4"
    picture = ("-f", "lavfi", "-i", "color=c=red:size=320x180:rate=25:duration=8")
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25")
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *picture, *codec, str(target)], check=True, timeout=60)
    return target.read_bytes()


def open_video(desk: Desk) -> None:
    desk.room.bench.desk.open("Z-004")
    desk.shows("Z-004")
    QTest.mouseClick(desk.window.rail.buttons[rail.VIDEO], Qt.MouseButton.LeftButton)
    assert desk.room.bench.current_reader() is desk.room.bench.video


def test_the_video_plays_pauses_and_takes_points(open_desk: Opener, clip: bytes) -> None:
    desk = open_desk(Plan(clip=clip))
    open_video(desk)
    video = desk.room.bench.video
    desk.qtbot.waitUntil(lambda: "空格" in video.picture.message)
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: video.picture.image is not None, timeout=15_000)
    picture = video.picture.image
    assert picture is not None
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).red() > 200
    QTest.keyClick(video, Qt.Key.Key_BracketRight)
    assert video.speed.text() == "1.25×"
    QTest.keyClick(video, Qt.Key.Key_Right)
    desk.qtbot.waitUntil(lambda: video.position_ms >= 4_500)
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: video.state == "paused")
    QTest.keyClick(video, Qt.Key.Key_1)
    assert desk.room.bench.rubric.body.box.text() == "1"
    desk.room.bench.desk.step(1)
    desk.shows("Z-005")
    assert video.state == "idle"
    desk.saved()


def test_a_video_that_does_not_open_says_so_and_scoring_goes_on(open_desk: Opener) -> None:
    desk = open_desk(Plan(clip=b"\0\0\0\x18ftypmp42 this is no video at all" * 40))
    open_video(desk)
    video = desk.room.bench.video
    desk.qtbot.waitUntil(lambda: "空格" in video.picture.message)
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: "先评分" in video.picture.message, timeout=15_000)
    QTest.keyClick(video, Qt.Key.Key_9)
    QTest.keyClick(desk.room.bench.rubric.body.box, Qt.Key.Key_Return)
    assert desk.room.bench.sheet.points == {"TOPIC": 900}
    desk.saved()
