"""A desk with a video in front, waited for as a judge would."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.entry import DocumentRole
from app.ui.judge import rail
from app.ui.judge.video_model import Phase
from app.ui.judge.video_view import VideoView
from tests.fakes.clips import PICTURE_MS, number_in
from tests.ui.conftest import Desk

WITH_VIDEO = "Z-004"
"""The fourth entry has the clip, the fifth has none."""


def open_video(desk: Desk, code: str = WITH_VIDEO) -> VideoView:
    """The entry's video in front, standing still."""
    desk.room.bench.desk.open(code)
    desk.shows(code)
    QTest.mouseClick(desk.window.rail.buttons[rail.VIDEO], Qt.MouseButton.LeftButton)
    assert desk.room.bench.watching
    stands(desk)
    return desk.room.bench.video


def stands(desk: Desk, at: int | None = None) -> None:
    """The video is there and stands still, at a moment (ms) if one is given."""
    video = desk.room.bench.video
    model = video.model
    desk.qtbot.waitUntil(lambda: model.phase is Phase.READY and not model.playing and not video.cover.isHidden(), timeout=20_000)
    if at is not None:
        assert model.position_ms == at


def plays(desk: Desk) -> None:
    video = desk.room.bench.video
    desk.qtbot.waitUntil(lambda: video.state == "playing" and video.model.playing and video.cover.isHidden(), timeout=20_000)


def pauses(desk: Desk) -> None:
    video = desk.room.bench.video
    desk.qtbot.waitUntil(lambda: not video.model.playing and video.state != "playing", timeout=20_000)


def shown_ms(video: VideoView) -> int:
    """The moment whose picture is on the screen."""
    image = video.picture.image if video.cover.isHidden() else video.cover.image
    assert image is not None
    return number_in(image) * PICTURE_MS


def digest(desk: Desk) -> str:
    """The plain digest of the open entry's video."""
    view = desk.room.bench.desk.view
    assert view is not None
    return next(d.document.sha256 for d in view.documents if d.document.role is DocumentRole.VIDEO)
