"""The picture of a moment: the right one, in the video's own shape, and words where there is none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.core.errors import MediaError
from app.media.stills import still_at
from tests.fakes.clips import PICTURE_MS, number_in, numbered


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """20 s of numbered pictures."""
    return numbered(tmp_path_factory.mktemp("stills") / "numbered.mp4", 500)


@pytest.mark.parametrize("moment", [0, 400, 1_000, 3_210, 7_777, 12_345, 19_900])
def test_a_moment_has_its_picture(clip: bytes, moment: int) -> None:
    found = [number_in(still_at(io.BytesIO(clip), moment, 320)) - moment // PICTURE_MS for _ in range(3)]
    assert set(found) <= {-1, 0, 1}, found


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
