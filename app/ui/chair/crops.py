"""Pictures of the places that judges' notes point at: drawn from the sealed file when they are looked at, kept in memory only.

At most `LIMIT` bytes are held, the ones looked at last; one is drawn at a time, the newest wish first, away from the window.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError, MediaError
from app.core.words import say
from app.models.sheet import Box
from app.ui.judge.opener import shut
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.media.values import PagePart
    from app.services.judge.open_document import OpenDocument
    from app.ui.judge.opener import Opener

WIDTH, LARGE = 640, 1320
"""Pixels across: in a column, and in the hall."""
_TALL = 0.75
"""In the hall a narrow place is shown with the lines around it: the room is there."""
LIMIT = 24 << 20
_MOST_WISHES = 40


class Clip(NamedTuple):
    """A place in a document of an entry: plain digest, page from 1, the rectangle drawn on it or None; `whole`: with all of its page."""

    entry: str
    document: str
    page: int
    box: Box | None
    whole: bool = False


class Crops(QObject):
    """`came(Clip)`: its picture is here, or `problem(Clip)` says why there is none."""

    came = Signal(object)

    def __init__(self, services: Opener, runner: Runner, parent: QObject | None = None, *, limit: int = LIMIT) -> None:
        super().__init__(parent)
        self._services, self._runner, self._limit = services, runner, limit
        self._held: OrderedDict[Clip, PagePart] = OrderedDict()
        self._problems: dict[Clip, str] = {}
        self._wishes: list[Clip] = []
        self._busy: Clip | None = None
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, clip: Clip) -> PagePart | None:
        """The picture; None asks for it, and `came` follows."""
        if (found := self._held.get(clip)) is not None:
            self._held.move_to_end(clip)
            return found
        if clip not in self._problems and clip != self._busy:
            self._wishes = [*(w for w in self._wishes if w != clip), clip][-_MOST_WISHES:]
            self._next()
        return None

    def problem(self, clip: Clip) -> str:
        """Why there is no picture, in words; empty as long as there may be one."""
        return self._problems.get(clip, "")

    def large(self, clip: Clip, then: Callable[[PagePart], None]) -> None:
        """The picture as large as the hall needs it; it is not kept."""
        self._draw(clip, LARGE, then, self._runner.failure.emit)

    def forget(self) -> None:
        """Another entry: drop what waits; a file that failed may be here by now."""
        self._wishes.clear()
        self._problems.clear()

    def _next(self) -> None:
        if self._busy is None and self._wishes:
            self._busy = clip = self._wishes.pop()
            self._draw(clip, WIDTH, lambda part: self._came(clip, part), lambda error: self._failed(clip, error))

    def _draw(self, clip: Clip, width: int, then: Callable[[PagePart], None], failed: Callable[[BaseException], None]) -> None:
        """The database finds the file, the pool draws."""

        def opened(found: OpenDocument) -> None:
            self._runner.pool(_part, found, clip, width, then=then, failed=failed, lost=lambda _none: found.reader.close())

        self._runner.database(self._services.open_document, clip.entry, clip.document, then=opened, failed=failed, lost=shut)

    def _came(self, clip: Clip, part: PagePart) -> None:
        self._busy = None
        self._held[clip] = part
        self.bytes += len(part.image.data)
        while self.bytes > self._limit and len(self._held) > 1:
            _, old = self._held.popitem(last=False)
            self.bytes -= len(old.image.data)
        self.came.emit(clip)
        self._next()

    def _failed(self, clip: Clip, error: BaseException) -> None:
        self._busy = None
        self._problems[clip] = _words(error) if isinstance(error, AppError) else self.tr("这一处画不出来。")
        self.came.emit(clip)
        self._next()


def _words(error: AppError) -> str:
    return f"{error} {error.hint}".strip()


def _part(opened: OpenDocument, clip: Clip, width: int) -> PagePart:
    """In the pool."""
    from app.media.pages import PdfDocument
    from app.ui.judge.page_marks import rect_of

    try:
        with PdfDocument(opened.reader) as pdf:
            if clip.page > pdf.page_count:
                raise _no_page(clip.page)
            box = rect_of(clip.box) if clip.box is not None else None
            return pdf.part(clip.page - 1, box, width, whole=clip.whole, tall=_TALL if width == LARGE else 0.0)
    finally:
        opened.reader.close()


def _no_page(page: int) -> MediaError:
    return MediaError(
        say("这份资料没有第 {n} 页。", "This document has no page {n}.", n=page),
        say("请向写这条记录的评委核对。", "Ask the judge who wrote the note."),
        reason="no-page",
    )
