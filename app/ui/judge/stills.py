"""The pictures of moments that notes point at: decoded from the sealed video when they are looked at, kept in memory only.

A note travels as document and millisecond; its picture never does. At most `LIMIT` bytes are held, the ones looked at
last; one picture is decoded at a time, the newest wish first, so that pages go on being drawn.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.words import now
from app.ui.judge.opener import shut
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.media.values import PageImage
    from app.services.judge.open_document import OpenDocument
    from app.ui.judge.opener import Opener

WIDTH, LARGE = 320, 1920
LIMIT = 12 << 20
_MOST_WISHES = 60


class Moment(NamedTuple):
    """A place in a video of an entry: plain digest and milliseconds."""

    entry: str
    document: str
    ms: int


class Stills(QObject):
    """`came(Moment)`: its picture is here, or `problem(Moment)` says why there is none."""

    came = Signal(object)

    def __init__(self, services: Opener, runner: Runner, parent: QObject | None = None, *, limit: int = LIMIT) -> None:
        super().__init__(parent)
        self._services, self._runner, self._limit = services, runner, limit
        self._held: OrderedDict[Moment, PageImage] = OrderedDict()
        self._problems: dict[Moment, str] = {}
        self._wishes: list[Moment] = []
        self._busy: Moment | None = None
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, moment: Moment) -> PageImage | None:
        """The small picture; None asks for it, and `came` follows."""
        if (found := self._held.get(moment)) is not None:
            self._held.move_to_end(moment)
            return found
        if moment not in self._problems and moment != self._busy:
            self._wishes = [*(w for w in self._wishes if w != moment), moment][-_MOST_WISHES:]
            self._next()
        return None

    def problem(self, moment: Moment) -> str:
        """Why there is no picture, in words; empty as long as there may be one."""
        return now(self._problems.get(moment, ""))

    def large(self, moment: Moment, then: Callable[[PageImage], None]) -> None:
        """The picture as large as the video has it, for the clipboard or a file; it is not kept."""
        self._decode(moment, LARGE, then, self._runner.failure.emit)

    def forget(self) -> None:
        """Another entry: drop what waits; a file that failed may be here by now."""
        self._wishes.clear()
        self._problems.clear()

    def _next(self) -> None:
        if self._busy is None and self._wishes:
            self._busy = moment = self._wishes.pop()
            self._decode(moment, WIDTH, lambda picture: self._came(moment, picture), lambda error: self._failed(moment, error))

    def _decode(self, moment: Moment, width: int, then: Callable[[PageImage], None], failed: Callable[[BaseException], None]) -> None:
        """The database finds the file, the pool decodes."""

        def opened(found: OpenDocument) -> None:
            self._runner.pool(_still, found, moment.ms, width, then=then, failed=failed, lost=lambda _none: found.reader.close())
            self._runner.database(self._services.note_opening, found)

        self._runner.database(self._services.open_document, moment.entry, moment.document, then=opened, failed=failed, lost=shut)

    def _came(self, moment: Moment, picture: PageImage) -> None:
        self._busy = None
        self._held[moment] = picture
        self.bytes += len(picture.data)
        while self.bytes > self._limit and len(self._held) > 1:
            _, old = self._held.popitem(last=False)
            self.bytes -= len(old.data)
        self.came.emit(moment)
        self._next()

    def _failed(self, moment: Moment, error: BaseException) -> None:
        self._busy = None
        self._problems[moment] = str(error) if isinstance(error, AppError) else self.tr("这一刻的画面取不出来。")
        self.came.emit(moment)
        self._next()


def _still(opened: OpenDocument, ms: int, width: int) -> PageImage:
    from app.media.stills import still_at

    try:
        return still_at(opened.reader, ms, width)
    finally:
        opened.reader.close()
