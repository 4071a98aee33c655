"""The picture of one moment of a video, decoded from the sealed file whenever it is looked at: nothing of it is kept on disk.

Measured on clips with numbered pictures and B-frames: it is the picture that stands at the moment, or the one after it.
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
    moment, facts = _probed(source, moment_ms, deadline_s)
    across = max(1, min(width, facts.width))
    size = (across, max(1, round(across * facts.height / facts.width)))
    return picture_from(source, moment, size, deadline_s)[0]


def _probed(source: SeekableSource, moment_ms: int, deadline_s: float) -> tuple[int, VideoFacts]:
    """The moment from which there is a picture, and what the video is."""
    moment = max(0, moment_ms)
    while True:
        try:
            _, facts = picture_from(source, moment, PROBE, deadline_s)
        except MediaError as error:
            if error.reason != "video-no-picture" or moment == 0:
                raise
            moment = _earlier(source, moment, deadline_s)
        else:
            return moment, facts


def _earlier(source: SeekableSource, moment: int, deadline_s: float) -> int:
    """A little back; from far behind the end at once to just before it."""
    _, facts = picture_from(source, 0, PROBE, deadline_s)
    return max(0, min(moment, round(facts.seconds * 1000)) - _BACK_MS)
