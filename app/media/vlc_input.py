"""How libVLC reads a sealed video: four callbacks over a seekable source, nothing on disk.

Each opening has its own place in the file, since libVLC may open the same media again before the first
is closed. The callbacks run on libVLC's threads and never call back into libVLC; an exception cannot
cross C code, so it is kept in `failure` and the file seems to end.
"""

from __future__ import annotations

import ctypes
import itertools
import threading
from typing import Any

from app.media.source import SeekableSource, size_of

_MOST = 1 << 20


class VlcInput:
    """Keep it referenced as long as any media made here may be playing."""

    def __init__(self, source: SeekableSource, bindings: Any) -> None:
        self._source = source
        self._size = size_of(source)
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._places: dict[int, int] = {}
        self.failure: Exception | None = None
        kinds = bindings.CallbackDecorators
        self._callbacks = (
            kinds.MediaOpenCb(self._open),
            kinds.MediaReadCb(self._read),
            kinds.MediaSeekCb(self._seek),
            kinds.MediaCloseCb(self._close),
        )

    def media(self, instance: Any, *options: str) -> Any:
        """A libVLC media over the source, with per-media options such as ":no-audio"."""
        media = instance.media_new_callbacks(*self._callbacks, None)
        for option in options:
            media.add_option(option)
        return media

    def _open(self, _opaque: int, place: Any, size: Any) -> int:
        with self._lock:
            number = next(self._numbers)
            self._places[number] = 0
        place[0] = number
        size[0] = self._size
        return 0

    def _read(self, number: int, buffer: Any, wanted: int) -> int:
        try:
            with self._lock:
                self._source.seek(self._places[number])
                piece = self._source.read(min(wanted, _MOST)) or b""
                self._places[number] += len(piece)
        except Exception as error:  # noqa: BLE001 — cannot cross C code; the player raises it
            self.failure = self.failure or error
            return -1
        ctypes.memmove(buffer, piece, len(piece))
        return len(piece)

    def _seek(self, number: int, offset: int) -> int:
        with self._lock:
            self._places[number] = offset
        return 0

    def _close(self, number: int) -> None:
        with self._lock:
            self._places.pop(number, None)
