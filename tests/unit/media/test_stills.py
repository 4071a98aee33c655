"""The picture of a moment: the right one, in the video's own shape, and words where there is none."""

from __future__ import annotations

import io
import threading
from pathlib import Path
from queue import SimpleQueue

import pytest

from app.core.errors import MediaError
from app.media import video_check
from app.media.player import PlayerEvent
from app.media.stills import still_at
from app.media.values import PageImage
from app.media.video_check import PROBE
from app.media.vlc_frames import VlcFrames
from app.media.vlc_player import VlcPlayer
from tests.fakes.clips import PICTURE_MS, number_in, numbered

NEAR = set(range(-4, 5))
"""Pictures off, on a busy machine; app/media/stills.py says what was measured."""


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """20 s of numbered pictures."""
    return numbered(tmp_path_factory.mktemp("stills") / "numbered.mp4", 500)


@pytest.mark.parametrize("moment", [0, 400, 1_000, 3_210, 7_777, 12_345, 19_900])
def test_a_moment_has_its_picture(clip: bytes, moment: int) -> None:
    found = [number_in(still_at(io.BytesIO(clip), moment, 320)) - moment // PICTURE_MS for _ in range(3)]
    assert set(found) <= NEAR, found
    assert max(found) >= -1, found
    assert min(found) <= 1, found


@pytest.mark.parametrize("moment", [0, 7_777])
def test_a_thread_that_gets_its_turn_late_gives_the_same_picture(clip: bytes, moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the video has run on by then."""
    wanted, ran_on, shown, settled = moment // PICTURE_MS, threading.Event(), VlcFrames._shown, video_check._settled

    def show(frames: VlcFrames, opaque: int, picture: int) -> None:
        shown(frames, opaque, picture)
        latest = frames._latest
        if latest is not None and latest.width > PROBE[0] and number_in(latest) >= wanted + 5:
            ran_on.set()

    def late(player: VlcPlayer, events: SimpleQueue[PlayerEvent]) -> PageImage:
        if player.first_frames()[0].picture.width > PROBE[0]:
            assert ran_on.wait(60)
        return settled(player, events)

    monkeypatch.setattr(VlcFrames, "_shown", show)
    monkeypatch.setattr(video_check, "_settled", late)
    assert number_in(still_at(io.BytesIO(clip), moment, 320)) - wanted in NEAR
    assert ran_on.is_set()


def test_behind_the_end_is_the_last_picture(clip: bytes) -> None:
    for moment in (19_999, 25_000, 900_000):
        assert 480 <= number_in(still_at(io.BytesIO(clip), moment, 320)) <= 499


def test_a_still_has_the_shape_of_the_video_and_is_never_blown_up(clips: dict[str, bytes]) -> None:
    sizes = [(p.width, p.height) for p in (still_at(io.BytesIO(clips[name]), 300, 320) for name in ("short", "turned"))]
    assert sizes == [(320, 180), (320, 569)]
    assert still_at(io.BytesIO(clips["short"]), 300, 4_000).width == 640


@pytest.mark.parametrize(("name", "part", "reason"), [("short", 0.5, "video-format"), ("sound", 1.0, "video-no-picture")])
def test_what_has_no_picture_says_so(clips: dict[str, bytes], name: str, part: float, reason: str) -> None:
    with pytest.raises(MediaError) as caught:
        still_at(io.BytesIO(clips[name][: int(len(clips[name]) * part)]), 500, 320)
    assert caught.value.reason == reason


def test_no_plain_copy_is_left_anywhere(clip: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    still_at(io.BytesIO(clip), 5_000, 320)
    assert list(tmp_path.iterdir()) == []
