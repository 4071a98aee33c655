"""A small picture of a page that was seen before, shown stretched until the sharp one is drawn: nothing is blank for longer than a blink.

Kept for several documents, so that coming back to a report shows it at once; at most so many bytes, what was looked at last stays.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.media.values import PageImage
from app.ui.judge.document_model import Wish
from app.ui.judge.page_cache import PageCache, picture_of

WIDTH = 200
LIMIT = 8 << 20
"""About 70 pages of A4 at 16 bits."""


class Look(NamedTuple):
    """One page as it looks: the document's digest, zero-based page, light or night, turned clockwise by degrees."""

    document: str
    page: int
    night: bool
    rotation: int


class StandIns:
    """Small pictures by `Look`."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._held: OrderedDict[Look, QImage] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, look: object) -> bool:
        return look in self._held

    def keep(self, look: Look, picture: QImage) -> None:
        """Make and keep a small one; a page that has one keeps it."""
        if not look.document or look in self._held or picture.isNull():
            return
        # halving roughly first: smooth scaling of a whole page would hold up the window
        rough = picture.scaledToWidth(2 * WIDTH) if picture.width() > 3 * WIDTH else picture
        small = rough.scaledToWidth(min(WIDTH, rough.width()), Qt.TransformationMode.SmoothTransformation)
        self._held[look] = small = small.convertToFormat(QImage.Format.Format_RGB16)
        self.bytes += small.sizeInBytes()
        while self.bytes > self._limit and len(self._held) > 1:
            _, old = self._held.popitem(last=False)
            self.bytes -= old.sizeInBytes()

    def get(self, look: Look) -> QImage | None:
        """The small picture, if there is one."""
        found = self._held.get(look)
        if found is not None:
            self._held.move_to_end(look)
        return found


class PagePictures:
    """The sharp pictures of the open document, and small ones of whatever was seen: `best` is never less than there is."""

    def __init__(self) -> None:
        self._sharp, self.small = PageCache(leaving=self._shrink), StandIns()
        self._document = ""

    def __contains__(self, wish: object) -> bool:
        """Whether the sharp picture is here."""
        return wish in self._sharp

    def begin(self, document: str) -> None:
        """Another document is open (by its digest)."""
        self._sharp.clear()
        self._document = document

    def end(self, seen: Iterable[Wish]) -> None:
        """The document is shut; the pages seen last stay small."""
        for wish in seen:
            if (picture := self._sharp.get(wish)) is not None:
                self._shrink(wish, picture)
        self.begin("")

    def allow(self, limit: int) -> None:
        """Bytes of sharp pictures."""
        self._sharp.allow(limit)

    def put(self, wish: Wish, image: PageImage) -> None:
        self._sharp.put(wish, image)

    def put_small(self, page: int, image: PageImage) -> None:
        """A thumbnail was drawn for somebody else: light, upright."""
        self._shrink(Wish(page, image.width), picture_of(image))

    def best(self, wish: Wish) -> QImage | None:
        """As wished, or at another size, or small."""
        return self._sharp.get(wish) or self._sharp.nearest(wish) or self.small.get(self._look(wish))

    def _shrink(self, wish: Wish, picture: QImage) -> None:
        self.small.keep(self._look(wish), picture)

    def _look(self, wish: Wish) -> Look:
        return Look(self._document, wish.page, wish.night, wish.rotation)
