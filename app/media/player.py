"""What the window asks of a video player, and what the player tells it.

The listener is called on the player's own thread and may only pass the event on: no call of the
player, no window work. Times are milliseconds from the start of the video.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from app.core.errors import AppError

PlayerState = Literal["idle", "opening", "playing", "paused", "stopped", "ended", "damaged", "closed"]
EventKind = Literal["opening", "playing", "paused", "stopped", "position", "length", "picture", "frame", "ended", "damaged"]


@dataclass(frozen=True, slots=True)
class PlayerEvent:
    """One change. "picture": the video has a picture; "frame": a new one may be taken; "ended": watched to the end.

    `error` is set for "damaged" only: MediaError, or the source's own error (tampered, stick pulled out).
    """

    kind: EventKind
    position_ms: int = 0
    length_ms: int = 0
    error: AppError | None = None


class Player(Protocol):
    """A player of one source. Every method is called from one thread, never from the listener."""

    @property
    def state(self) -> PlayerState: ...

    @property
    def position_ms(self) -> int: ...

    @property
    def length_ms(self) -> int: ...

    @property
    def watched_to_end(self) -> bool: ...

    def open(self) -> None: ...

    def play(self) -> None: ...

    def pause(self) -> None: ...

    def next_picture(self, stands_ms: int) -> None: ...

    def stop(self) -> None: ...

    def seek_ms(self, position: int) -> None: ...

    def set_rate(self, rate: float) -> None: ...

    def set_volume(self, percent: int) -> None: ...

    def set_muted(self, muted: bool) -> None: ...

    def video_size(self) -> tuple[int, int]: ...

    def close(self) -> None: ...
