"""Checking a video really decodes a picture, and says in words why it cannot."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.core.errors import AppError, MediaError
from app.media.mp4_boxes import is_cut_short
from app.media.video_check import check_video, first_frame


def _reason(content: bytes, deadline_s: float = 60.0) -> str:
    with pytest.raises(MediaError) as caught:
        check_video(io.BytesIO(content), deadline_s=deadline_s)
    assert caught.value.message
    assert caught.value.hint
    return caught.value.reason


def test_a_sound_video_shows_its_facts(clips: dict[str, bytes], short_reads: type[io.BytesIO], tmp_path: Path) -> None:
    facts = check_video(short_reads(clips["short"]))
    assert (facts.width, facts.height, facts.has_audio) == (640, 360, True)
    assert facts.seconds == pytest.approx(2.0, abs=0.1)
    path = tmp_path / "发表视频.mp4"
    path.write_bytes(clips["silent"])
    assert check_video(path).has_audio is False


@pytest.mark.parametrize("container", ["stream", "matroska"])
def test_other_containers_are_read_too(clips: dict[str, bytes], container: str) -> None:
    facts = check_video(io.BytesIO(clips[container]))
    assert (facts.width, facts.height, facts.has_audio) == (640, 360, True)
    assert facts.seconds == pytest.approx(2.0, abs=0.2)


def test_an_upright_phone_video_is_upright(clips: dict[str, bytes]) -> None:
    facts = check_video(io.BytesIO(clips["turned"]))
    assert (facts.width, facts.height) == (360, 640)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("name", ["short", "front"])
def test_a_video_cut_short_is_refused_at_once(clips: dict[str, bytes], name: str, part: float) -> None:
    assert _reason(clips[name][: int(len(clips[name]) * part)]) == "video-truncated"


def test_other_files_are_refused(clips: dict[str, bytes]) -> None:
    assert _reason(b"") == "empty"
    assert _reason(b"#EXTM3U\nfile:///nowhere/else.mp4\n") == "video-format"
    assert _reason(clips["long-sound"]) == "video-no-picture"


def test_a_damaged_index_is_refused(clips: dict[str, bytes]) -> None:
    assert _reason(clips["front"].replace(b"moov", b"junk")) == "video-format"


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        check_video(tmp_path / "gone.mp4")
    assert caught.value.reason == "not-found"


def test_no_picture_in_time_is_said(clips: dict[str, bytes]) -> None:
    assert _reason(clips["short"], deadline_s=0.0) == "video-timeout"


def test_the_first_picture_has_the_shape_of_the_video(clips: dict[str, bytes]) -> None:
    picture = first_frame(io.BytesIO(clips["silent"]), 320)
    assert (picture.width, picture.height) == (320, 180)
    red, green, blue = picture.pixel(160, 90)
    assert red > 200
    assert max(green, blue) < 60


def test_boxes_with_long_sizes_and_open_ends_are_whole() -> None:
    start = (16).to_bytes(4, "big") + b"ftyp" + b"isom0000"
    long_box = (1).to_bytes(4, "big") + b"mdat" + (20).to_bytes(8, "big") + b"data"
    assert not is_cut_short(io.BytesIO(start + long_box))
    assert not is_cut_short(io.BytesIO(start + (0).to_bytes(4, "big") + b"mdat" + b"x" * 9))
    assert is_cut_short(io.BytesIO((start + long_box)[:-1]))
    assert not is_cut_short(io.BytesIO(b"RIFF....AVI "))
    # letters of no box: it only begins like a video, and is none
    assert not is_cut_short(io.BytesIO(start + (99).to_bytes(4, "big") + b"this"))


def test_half_a_video_is_found_before_travelling_although_its_first_picture_shows(clips: dict[str, bytes]) -> None:
    half = clips["silent"][: len(clips["silent"]) // 2]
    with pytest.raises(MediaError) as raised:
        first_frame(io.BytesIO(half), 320)
    assert raised.value.reason == "video-truncated"
