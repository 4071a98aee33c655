"""Where a playing video stands, and what its end means.

libVLC reports a damaged file as one that ended. Measured rule: damaged is an error, or an end without
a picture or length, or an end more than 1.5 s before the length; any other end is "watched to the end".
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

from app.core.errors import AppError
from app.media.player import PlayerState
from app.media.video_errors import video_error

END_TOLERANCE_MS = 1_500
_AHEAD_MS = 500
"""libVLC reports four times a second; further than two reports ahead of the last one nothing is known."""
_STALE_S, _FAR_MS = 0.4, 2_000
"""So long after a seek, reports so far from its place are of before it."""


class Playback:
    """Facts gathered from libVLC's threads, read from ours; every method is safe from any thread."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._lock = threading.Lock()
        self._now = now
        self._state: PlayerState = "idle"
        self._time = self._target = self._length = 0
        self._reported: float | None = None
        self._jumped = float("-inf")
        self._rate = 1.0
        self._has_picture = self._watched = False

    @property
    def state(self) -> PlayerState:
        with self._lock:
            return self._state

    @property
    def position_ms(self) -> int:
        """The last report, and while it plays what has passed since."""
        with self._lock:
            return self._place()

    @property
    def length_ms(self) -> int:
        with self._lock:
            return self._length

    @property
    def watched_to_end(self) -> bool:
        with self._lock:
            return self._watched

    def enter(self, state: PlayerState) -> None:
        """Another state; leaving "playing" the place stands where it was."""
        with self._lock:
            self._time, self._reported = self._place(), None
            self._state = state

    def pace(self, rate: float) -> None:
        """Seconds of the video that pass in a second."""
        with self._lock:
            self._time, self._rate = self._place(), rate
            self._reported = self._now() if self._reported is not None else None

    def restart(self, at_ms: int) -> None:
        """A new run from `at_ms`; what was watched stays watched."""
        with self._lock:
            self._state, self._has_picture = "opening", False
            self._time = self._target = at_ms
            self._reported, self._jumped = None, self._now()

    def jump(self, to_ms: int) -> int:
        """Note a seek and return its place inside the video: an end right behind it is no damage."""
        with self._lock:
            place = max(0, min(to_ms, self._length) if self._length else to_ms)
            self._time = self._target = place
            self._reported, self._jumped = None, self._now()
            return place

    def at(self, time_ms: int) -> None:
        """libVLC's report of where it is."""
        with self._lock:
            if self._now() - self._jumped < _STALE_S and abs(time_ms - self._target) > _FAR_MS:
                return
            self._time, self._reported = max(0, time_ms), self._now()

    def lasts(self, length_ms: int) -> None:
        with self._lock:
            self._length = max(self._length, length_ms)

    def pictured(self) -> None:
        with self._lock:
            self._has_picture = True

    def finish(self, *, failed: bool) -> AppError | None:
        """Judge the end of the run: None when watched to the end, else what is wrong with the file."""
        with self._lock:
            error = self._verdict(failed=failed)
            self._state = "damaged" if error else "ended"
            if not error:
                self._watched, self._time = True, self._length
            return error

    def _place(self) -> int:
        if self._state != "playing" or self._reported is None:
            return self._time
        ahead = min(_AHEAD_MS, (self._now() - self._reported) * 1000) * self._rate
        return min(self._time + round(ahead), max(self._time, self._length))

    def _verdict(self, *, failed: bool) -> AppError | None:
        if failed or self._length <= 0:
            return video_error("video-format")
        if not self._has_picture:
            return video_error("video-no-picture")
        if self._length - max(self._time, self._target) > END_TOLERANCE_MS:
            return video_error("video-truncated")
        return None
