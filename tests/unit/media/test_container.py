"""Lists of addresses are no videos: nothing they name is fetched, and every container that units hand in is one."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import MediaError
from app.media.container import is_container
from app.media.video_check import check_video, picture_from
from tests.fakes.web_host import Answer, WebHost

HLS = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1280000,RESOLUTION=640x360\n{at}/low.m3u8\n"
SEGMENTS = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:9.0,\n{at}/first.ts\n#EXT-X-ENDLIST\n"
DASH = (
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S" minBufferTime="PT2S">'
    '<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000" codecs="avc1.4d401f" width="64" height="64">'
    '<BaseURL>{at}/v.mp4</BaseURL><SegmentBase indexRange="0-100"><Initialization range="0-50"/></SegmentBase></Representation>'
    "</AdaptationSet></Period></MPD>"
)
LISTS = (HLS, SEGMENTS, DASH, "<!--ftypisom" + " " * 80 + "-->" + DASH.partition("?>")[2])


@pytest.fixture
def host() -> Iterator[WebHost]:
    with WebHost(lambda _: Answer(404)) as made:
        yield made


@pytest.mark.parametrize("written", LISTS)
def test_nothing_that_a_list_names_is_fetched(host: WebHost, written: str) -> None:
    with pytest.raises(MediaError) as refused:
        check_video(io.BytesIO(written.format(at=host.address).encode()), deadline_s=60)
    with pytest.raises(MediaError, match="不是视频"):
        picture_from(io.BytesIO(written.format(at=host.address).encode()), 0, (32, 32), 60)
    assert host.asked == []
    assert refused.value.reason in ("video-format", "video-truncated")


@pytest.mark.parametrize("mark", ["", "\ufeff", "\n", " "])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("written", LISTS)
def test_no_list_begins_as_a_video_does(written: str, coding: str, mark: str) -> None:
    assert not is_container(io.BytesIO((mark + written).encode(coding)))


@pytest.mark.parametrize("data", [b"", b"\0", b"RIFF\0\0\0\0WAVE", b"G" * 100, b"%PDF-1.7"])
def test_what_is_no_video_at_all(data: bytes) -> None:
    assert not is_container(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["mp4", "m4v", "mov", "mkv", "avi", "wmv", "flv", "mpg", "mpeg", "ts", "ogv"])
def test_every_container_that_units_hand_in(tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"clip.{kind}"
    picture = ("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=25:duration=0.2")
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *picture, str(target)], check=True, timeout=60)
    with target.open("rb") as video:
        assert is_container(video)
