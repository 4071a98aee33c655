"""The picture of one moment of a video, decoded from the sealed file whenever it is looked at: nothing of it is kept on disk.

Measured on clips with numbered pictures and B-frames: it is the picture that stands at the moment, give or take one; on a
busy machine up to four before it (160 ms), when libVLC is late with the right one, or two after it, when libVLC leaves that one out.
Told to leave none out it is behind more often than ahead: a sixth of the pictures were one to three too early (measured).
"""

from __future__ import annotations

from app.core.errors import MediaError
from app.media.source import SeekableSource
from app.media.values import PageImage, VideoFacts
from app.media.video_check import DEADLINE_SECONDS, PROBE, picture_from

_BACK_MS = 500


def still_at(source: SeekableSource, moment_ms: int, width: int, *, deadline_s: float = DEADLINE_SECONDS) -> PageImage:
    """The picture at a moment, at most `width` pixels wide and never wider than the video, in its own shape.

    A moment behind the last picture gives the last one. MediaError as for `check_video`.
    """
    return look_at(source, moment_ms, width, deadline_s=deadline_s)[0]


def look_at(source: SeekableSource, moment_ms: int, width: int, *, deadline_s: float = DEADLINE_SECONDS) -> tuple[PageImage, VideoFacts]:
    """The picture as `still_at` gives it, and what the video is."""
    _, facts = picture_from(source, 0, PROBE, deadline_s)
    across = max(1, min(width, facts.width))
    size = (across, max(1, round(across * facts.height / facts.width)))
    moment = max(0, min(moment_ms, round(facts.seconds * 1000)))
    while True:
        try:
            return picture_from(source, moment, size, deadline_s)[0], facts
        except MediaError as error:
            if error.reason != "video-no-picture" or moment == 0:
                raise
        moment = max(0, moment - _BACK_MS)
