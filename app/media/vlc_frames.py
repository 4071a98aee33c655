"""Pictures of a playing video in memory, where no native window can be had (Wayland, tests, stills).

libVLC scales every picture to the size asked for and draws it into our buffer; the latest one is
kept. The whole size is filled: paint it into a rectangle of the video's own shape.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple

from app.core.errors import MediaError
from app.core.words import say
from app.media.geometry import MAX_PIXELS
from app.media.values import PageImage

_ALIGN = 32
"""libVLC wants rows and planes on 32-byte borders (libvlc_video_lock_cb)."""


class Came(NamedTuple):
    """A picture and when libVLC showed it, in seconds of the monotonic clock."""

    at: float
    picture: PageImage


class VlcFrames:
    """Latest picture at `width` × `height` pixels; `ready` is called on libVLC's thread, once per picture taken. `keep`: so many of the
    first pictures stay, with the moment at which each came."""

    def __init__(self, width: int, height: int, bindings: Any, ready: Callable[[], None], keep: int = 0) -> None:
        if width < 1 or height < 1 or width * height > MAX_PIXELS:
            raise MediaError(
                say("画面尺寸 {w}×{h} 无法使用。", "A picture of {w}×{h} cannot be used.", w=width, h=height),
                say("请调整窗口大小。", "Change the size of the window."),
                reason="video-size",
            )
        self.width, self.height = width, height
        self.stride = -(-width * 4 // _ALIGN) * _ALIGN
        self._ready, self._keep = ready, keep
        self._first: list[Came] = []
        self._lock = threading.Lock()
        self._latest: PageImage | None = None
        self._untold = True
        self._memory = ctypes.create_string_buffer(self.stride * height + _ALIGN)
        self._start = -ctypes.addressof(self._memory) % _ALIGN
        kinds = bindings.CallbackDecorators
        self._callbacks = (kinds.VideoLockCb(self._draw_here), kinds.VideoUnlockCb(_unlocked), kinds.VideoDisplayCb(self._shown))

    def install(self, player: Any) -> None:
        """Send the player's pictures here; before its first `play`."""
        player.video_set_callbacks(*self._callbacks, None)
        player.video_set_format("RV32", self.width, self.height, self.stride)

    def take(self) -> PageImage | None:
        """The latest picture (None before the first); the next one will be announced again."""
        with self._lock:
            self._untold = True
            return self._latest

    def first(self) -> tuple[Came, ...]:
        """The first pictures, as far as they have come and are kept."""
        with self._lock:
            return tuple(self._first)

    def _draw_here(self, _opaque: int, planes: Any) -> int:
        planes[0] = ctypes.addressof(self._memory) + self._start
        return 0

    def _shown(self, _opaque: int, _picture: int) -> None:
        data = ctypes.string_at(ctypes.addressof(self._memory) + self._start, self.stride * self.height)
        with self._lock:
            if self._latest is not None and self._latest.data == data:
                return  # standing still, libVLC shows the same picture a dozen times a second
            self._latest = PageImage(self.width, self.height, self.stride, data)
            if len(self._first) < self._keep:
                self._first.append(Came(monotonic(), self._latest))
            tell, self._untold = self._untold, False
        if tell:
            self._ready()


def _unlocked(_opaque: int, _picture: int, _planes: Any) -> None:
    """libVLC asks for this callback; the picture is taken when it is shown."""
