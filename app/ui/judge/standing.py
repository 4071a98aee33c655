"""The picture of the moment a video stands at, decoded apart from the player: one at a time, the newest wish next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.media.values import PageImage, VideoFacts

WIDTH = 1280


class Lent:
    """A reader that is used in the pool and closed from the window: whoever is last closes it."""

    def __init__(self, reader: Any) -> None:
        self._reader, self._lock, self._over = reader, threading.Lock(), False

    def use(self, work: Callable[..., Any], *args: object) -> Any:
        """`work(reader, *args)`, one at a time; None once it is closed."""
        with self._lock:
            done = None if self._over else work(self._reader, *args)
        if self._over:
            self.close()
        return done

    def close(self) -> None:
        self._over = True
        if self._lock.acquire(blocking=False):
            try:
                self._reader.close()
            finally:
                self._lock.release()


class Look(NamedTuple):
    """A picture of a video and what the video is."""

    picture: PageImage
    facts: VideoFacts


class Standing(QObject):
    """`shown(PageImage)`: the picture of the moment last asked for. A moment that has none stays silent: the player says what is wrong."""

    shown = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._source: Lent | None = None
        self._wish: int | None = None
        self._busy = False

    def take(self, source: Lent) -> None:
        """The video whose pictures are wanted from now on."""
        self.drop()
        self._source = source

    def drop(self) -> None:
        """No video any more."""
        source, self._source, self._wish = self._source, None, None
        if source is not None:
            source.close()

    def ask(self, moment: int) -> None:
        """`shown` follows, unless another moment is asked for first."""
        self._wish = moment
        self._next()

    def _next(self) -> None:
        source, wish = self._source, self._wish
        if self._busy or source is None or wish is None:
            return
        self._busy, self._wish = True, None
        self._runner.pool(
            source.use, look, wish, then=lambda found: self._came(source, found), failed=lambda _error: self._came(source, None)
        )

    def _came(self, source: Lent, found: Look | None) -> None:
        self._busy = False
        if source is self._source and found is not None and self._wish is None:
            self.shown.emit(found.picture)
        self._next()


def look(reader: Any, moment: int) -> Look:
    """In the pool: the picture of a moment; MediaError when there is none. Damage before it is told from a missing picture."""
    from app.media.stills import look_at

    picture, facts = look_at(reader, moment, WIDTH)
    return Look(picture, facts)


def problem_of(error: BaseException) -> str:
    """An error in words; a bug has none."""
    return str(error) if isinstance(error, AppError) else ""
