"""What would be printed, page by page, without a widget: the paper is made in memory and drawn in the pool."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.media.pages import PdfDocument
    from app.media.values import PageImage
    from app.services.judge.sheets import Made

PAPERS = ("评分表", "个人评分汇总表", "空白评分表")
"""Names of sheets.Paper."""


class PaperSource(Protocol):
    """Makes a paper by its name in the database's thread; or finds out there what it says and returns who puts it on paper."""

    def paper(self, name: str) -> Made | Callable[[], Made]: ...


class PreviewModel(QObject):
    """`opened`: another paper is here (`pages` of them); `drawn(PageImage)`: the page asked for; `filed(path)`."""

    opened = Signal()
    drawn = Signal(object)
    filed = Signal(object)

    def __init__(self, services: PaperSource, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self._document: PdfDocument | None = None
        self._made: Made | None = None
        self._asked = 0
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.name = PAPERS[0]

    @property
    def pages(self) -> int:
        return len(self.sizes)

    @property
    def file_name(self) -> str:
        return self._made.name if self._made is not None else ""

    @property
    def warning(self) -> str:
        """What of the paper cannot be printed, in words; or ""."""
        from app.services.judge.sheets import unprintable_words

        return unprintable_words(self._made.unprintable) if self._made is not None else ""

    @property
    def landscape(self) -> bool:
        """Whether the paper lies on its side."""
        return bool(self.sizes) and self.sizes[0][0] > self.sizes[0][1]

    def choose(self, name: str) -> None:
        """Make a paper anew: points may have changed."""
        self.name = name
        self._asked += 1
        ticket = self._asked
        self._runner.database(self._services.paper, name, then=lambda made: self._open(ticket, made))

    def draw(self, page: int, width: int) -> None:
        """A page `width` pixels wide for the screen."""
        document, ticket = self._document, self._asked
        if document is not None and 0 <= page < self.pages:
            self._runner.pool(lambda: document.render(page, width_px=max(1, width)), then=lambda picture: self._drawn(ticket, picture))

    def picture(self, page: int, dots: int, then: Callable[[PageImage], None]) -> None:
        """A page at `dots` per inch for a printer."""
        document = self._document
        if document is not None:
            self._runner.pool(lambda: document.render(page, scale=dots / 72), then=then)

    def save(self, target: Path) -> None:
        """Write the paper as PDF."""
        made = self._made
        if made is not None:
            self._runner.pool(_write, target, made.content, then=lambda _none: self.filed.emit(target))

    def shut(self) -> None:
        """Forget the paper: it holds a judge's points."""
        self._asked += 1
        document, self._document, self._made, self.sizes = self._document, None, None, ()
        if document is not None:
            document.close()

    def _open(self, ticket: int, made: Made | Callable[[], Made]) -> None:
        if ticket == self._asked:
            self._runner.pool(_opened, made, then=lambda found: self._take(ticket, *found))

    def _take(self, ticket: int, made: Made, document: PdfDocument, sizes: tuple[tuple[float, float], ...]) -> None:
        if ticket != self._asked:
            document.close()
            return
        self.shut()
        self._made, self._document, self.sizes = made, document, sizes
        self.opened.emit()

    def _drawn(self, ticket: int, picture: PageImage) -> None:
        if ticket == self._asked:
            self.drawn.emit(picture)


def _opened(paper: Made | Callable[[], Made]) -> tuple[Made, PdfDocument, tuple[tuple[float, float], ...]]:
    from app.media.pages import PdfDocument

    made = paper() if callable(paper) else paper
    document = PdfDocument(io.BytesIO(made.content))
    return made, document, tuple(document.page_size(n) for n in range(document.page_count))


def _write(target: Path, content: bytes) -> None:
    from app.core.exports import export

    export(target, content)
