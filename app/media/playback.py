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
_AHEAD_S = 0.5
"""libVLC reports four times a second; without a report for so long the video may be standing."""
_STALE_S, _FAR_MS = 0.4, 2_000
"""So long after a seek, reports so far from its place are of before it."""


class Playback:
    """Facts gathered from libVLC's threads, read from ours; every method is safe from any thread.

    The place is reckoned by our own clock between reports. Measured: of a video without a sound track libVLC 3 repeats one
    and the same time after a seek while its pictures go on; so a report moves the place only when it differs from the one
    before, and the first after a seek, which may be a picture's length off, only shows that it runs.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._lock = threading.Lock()
        self._now = now
        self._state: PlayerState = "idle"
        self._time = self._target = self._length = 0
        self._since: float | None = None
        self._alive = 0.0
        self._report: int | None = None
        self._jumped = float("-inf")
        self._rate = 1.0
        self._has_picture = self._watched = False

    @property
    def state(self) -> PlayerState:
        with self._lock:
            return self._state

    @property
    def position_ms(self) -> int:
        """Where it is, to about a picture while it plays."""
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
        """Another state; leaving "playing" the place stands where it was, coming back from a pause it runs at once."""
        with self._lock:
            self._time = self._place()
            begun = self._since if (self._state, state) == ("opening", "playing") else None
            self._since = begun
            if state == "playing" and self._state == "paused":
                self._since = self._alive = self._now()
            self._state = state

    def pace(self, rate: float) -> None:
        """Seconds of the video that pass in a second."""
        with self._lock:
            self._time, self._rate = self._place(), rate
            self._since = self._now() if self._since is not None else None

    def restart(self, at_ms: int) -> None:
        """A new run from `at_ms`; what was watched stays watched."""
        with self._lock:
            self._state, self._has_picture = "opening", False
            self._time = self._target = at_ms
            self._since = self._report = None

    def jump(self, to_ms: int) -> int:
        """Note a seek and return its place inside the video: an end right behind it is no damage."""
        with self._lock:
            place = max(0, min(to_ms, self._length) if self._length else to_ms)
            self._time = self._target = place
            self._since, self._report = None, None
            self._jumped = self._now()
            if self._state == "playing":
                self._since = self._alive = self._jumped
            return place

    def at(self, time_ms: int) -> None:
        """libVLC's report of where it is."""
        with self._lock:
            now, before = self._now(), self._report
            if self._state == "paused" or (now - self._jumped < _STALE_S and abs(time_ms - self._target) > _FAR_MS):
                return
            self._report = time_ms
            far = before is None and abs(time_ms - self._place()) > _FAR_MS
            if self._since is None or far or (before is not None and before != time_ms):
                self._time, self._since = max(0, time_ms), now
            self._alive = now

    def step(self, by_ms: int) -> None:
        """One more picture was shown while it stands: libVLC reports no time of it."""
        with self._lock:
            if self._state == "paused":
                self._time = min(self._time + by_ms, max(self._time, self._length))

    def lasts(self, length_ms: int) -> None:
        with self._lock:
            self._length = max(self._length, length_ms)

    def pictured(self) -> None:
        """The first picture of a run is shown: its place runs from here (the first report may come half a second later)."""
        with self._lock:
            self._has_picture = True
            if self._since is None and self._state in ("opening", "playing"):
                self._since = self._alive = self._now()

    def finish(self, *, failed: bool) -> AppError | None:
        """Judge the end of the run: None when watched to the end, else what is wrong with the file."""
        with self._lock:
            error = self._verdict(failed=failed)
            self._state = "damaged" if error else "ended"
            if not error:
                self._watched, self._time = True, self._length
            return error

    def _place(self) -> int:
        if self._state != "playing" or self._since is None:
            return self._time
        passed = max(0.0, min(self._now(), self._alive + _AHEAD_S) - self._since)
        return min(self._time + round(passed * 1000 * self._rate), max(self._time, self._length))

    def _verdict(self, *, failed: bool) -> AppError | None:
        if failed or self._length <= 0:
            return video_error("video-format")
        if not self._has_picture:
            return video_error("video-no-picture")
        if self._length - max(self._place(), self._target) > END_TOLERANCE_MS:
            return video_error("video-truncated")
        return None
