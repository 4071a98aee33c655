"""Does this video open, and what does it look like? Asked at import and by the travel check.

libVLC does not parse media that come through callbacks, so one picture is really decoded: that proves
more than a parsed header and takes about as long. Runs in a worker thread, never in the window's.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from app.core.files import translated
from app.media.mp4_boxes import is_cut_short
from app.media.player import PlayerEvent
from app.media.source import SeekableSource, require_bytes
from app.media.values import PageImage, VideoFacts
from app.media.video_errors import video_error
from app.media.vlc_player import VlcPlayer

DEADLINE_SECONDS = 10.0
_CATCHES_UP_S = 0.025
_SLOWEST, _FASTEST, _STANDS_MS = 1, 240, 40
"""Pictures a second that are believed, and how long one stands (ms) where the file does not say."""
PROBE = (32, 32)
"""Pixels of a picture that is only asked for to learn what the video is."""


def check_video(source: Path | SeekableSource, *, deadline_s: float = DEADLINE_SECONDS) -> VideoFacts:
    """Length and size of a video whose first picture could be decoded.

    MediaError reasons: no-libvlc, empty, video-format, video-no-picture, video-truncated, video-timeout;
    the source's own error when reading fails; UsageError for a path that is not there.
    """
    with _opened(source) as reader:
        require_bytes(reader)
        if is_cut_short(reader):
            raise video_error("video-truncated")
        _, facts = picture_from(reader, 0, PROBE, deadline_s)
        return facts


def first_frame(source: SeekableSource, width: int, *, deadline_s: float = DEADLINE_SECONDS) -> PageImage:
    """The first picture, `width` pixels wide and of the video's own shape; MediaError as for `check_video`."""
    if is_cut_short(source):
        raise video_error("video-truncated")
    _, facts = picture_from(source, 0, PROBE, deadline_s)
    height = max(1, round(width * facts.height / facts.width))
    picture, _ = picture_from(source, 0, (width, height), deadline_s)
    return picture


@contextmanager
def _opened(source: Path | SeekableSource) -> Iterator[SeekableSource]:
    if isinstance(source, Path):
        with translated(source), source.open("rb") as file:
            yield file
    else:
        yield source


def picture_from(source: SeekableSource, moment_ms: int, size: tuple[int, int], deadline_s: float) -> tuple[PageImage, VideoFacts]:
    """The first picture that is shown from a moment on, filling `size` pixels, and what the video is; MediaError as for `check_video`."""
    events: SimpleQueue[PlayerEvent] = SimpleQueue()
    with closing(VlcPlayer(source, events.put, frames=size, silent=True, options=(":no-audio",), keep=2)) as player:
        player.open()
        player.seek_ms(moment_ms)
        until = time.monotonic() + deadline_s
        tracks = player.tracks()
        # Program streams tell their length and size only after the first picture.
        while player.take_frame() is None or player.length_ms <= 0 or not tracks.has_video:
            _await_change(events, until, deadline_s)
            tracks = player.tracks()
        stands = round(1000 / tracks.rate) if _SLOWEST <= tracks.rate <= _FASTEST else _STANDS_MS
        facts = VideoFacts(player.length_ms / 1000, tracks.width, tracks.height, tracks.has_audio, stands)
        return _settled(player, events), facts


def _settled(player: VlcPlayer, events: SimpleQueue[PlayerEvent]) -> PageImage:
    """After a start within the video libVLC first shows an earlier picture and about 10 ms later the one asked for (measured). Told by
    when they came: when this thread gets its turn on a busy machine, the video has run on.
    """
    until = player.first_frames()[0].at + _CATCHES_UP_S
    while len(player.first_frames()) < 2 and (left := until - time.monotonic()) > 0:
        try:
            events.get(timeout=left)
        except Empty:
            break
    first, *then = player.first_frames()
    return then[0].picture if then and then[0].at <= until else first.picture


def _await_change(events: SimpleQueue[PlayerEvent], until: float, deadline_s: float) -> None:
    try:
        event = events.get(timeout=max(0.0, until - time.monotonic()))
    except Empty as error:
        raise video_error("video-timeout", seconds=round(deadline_s)) from error
    if event.error is not None:
        raise event.error
    if event.kind == "ended":
        raise video_error("video-no-picture")
