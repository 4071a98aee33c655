"""What libVLC knows about the tracks of a media, freed again after reading.

The binding (python-vlc 3.0.21203) declares the union of audio, video and subtitle details as three
fields one after the other; reading its `video` field crashes. The layout of libVLC 3 is given here.
Source: include/vlc/libvlc_media.h, libvlc_media_track_t and libvlc_video_track_t.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

_AUDIO, _VIDEO = 0, 1
# libvlc_video_orient_left_top: from here on width and height change places.
_FIRST_TRANSPOSED = 4


class _Track(ctypes.Structure):
    _fields_ = (
        ("codec", ctypes.c_uint32),
        ("original_fourcc", ctypes.c_uint32),
        ("number", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("profile", ctypes.c_int),
        ("level", ctypes.c_int),
        ("detail", ctypes.c_void_p),
    )


class _Video(ctypes.Structure):
    _fields_ = (
        ("height", ctypes.c_uint),
        ("width", ctypes.c_uint),
        ("sar_num", ctypes.c_uint),
        ("sar_den", ctypes.c_uint),
        ("rate_num", ctypes.c_uint),
        ("rate_den", ctypes.c_uint),
        ("orientation", ctypes.c_int),
    )


@dataclass(frozen=True, slots=True)
class Tracks:
    """Picture size as shown ((0, 0) without a picture), whether there is sound, pictures a second (0 where the file does not say)."""

    width: int
    height: int
    has_audio: bool
    rate: float = 0.0

    @property
    def has_video(self) -> bool:
        return self.width > 0 and self.height > 0


def read_tracks(bindings: Any, media: Any) -> Tracks:
    """Tracks found so far; call it from our threads only, after the media has started."""
    table = ctypes.POINTER(bindings.MediaTrack)()
    count = bindings.libvlc_media_tracks_get(media, ctypes.byref(table))
    if not count:
        return Tracks(0, 0, has_audio=False)
    try:
        rows = ctypes.cast(table, ctypes.POINTER(ctypes.POINTER(_Track)))
        return _facts([rows[i].contents for i in range(count)])
    finally:
        rows_as_declared = ctypes.POINTER(ctypes.POINTER(bindings.MediaTrack))
        bindings.libvlc_media_tracks_release(ctypes.cast(table, rows_as_declared), count)


def _facts(tracks: list[_Track]) -> Tracks:
    videos = [ctypes.cast(track.detail, ctypes.POINTER(_Video)).contents for track in tracks if track.kind == _VIDEO and track.detail]
    width, height = _size(videos[0]) if videos else (0, 0)
    rate = videos[0].rate_num / videos[0].rate_den if videos and videos[0].rate_den else 0.0
    return Tracks(width, height, any(track.kind == _AUDIO for track in tracks), rate)


def _size(video: _Video) -> tuple[int, int]:
    width, height = int(video.width), int(video.height)
    if video.sar_num and video.sar_den:
        width = round(width * video.sar_num / video.sar_den)
    return (height, width) if video.orientation >= _FIRST_TRANSPOSED else (width, height)
