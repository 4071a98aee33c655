"""Pictures of pages, at most so many bytes of them: the ones looked at last stay."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtGui import QImage

from app.media.values import PageImage
from app.ui.judge.document_model import Wish

LEAST, MOST = 32 << 20, 96 << 20
_SCREENS = 24
"""Views' worth of pictures: at fit width about a dozen pages, those around the place and some to go back to."""


def limit_for(width_px: int, height_px: int) -> int:
    """Bytes of pictures to keep for a view of so many pixels."""
    return max(LEAST, min(MOST, _SCREENS * 4 * width_px * height_px))


class PageCache:
    """By `Wish`; `nearest` finds the same page at another size, to be stretched until the right one is there."""

    def __init__(self, limit: int = LEAST, leaving: Callable[[Wish, QImage], object] | None = None) -> None:
        """`leaving` sees each picture that goes to make room."""
        self._limit, self._leaving = limit, leaving
        self._pictures: OrderedDict[Wish, tuple[QImage, PageImage]] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pictures)

    def __contains__(self, wish: object) -> bool:
        return wish in self._pictures

    def put(self, wish: Wish, page: PageImage) -> None:
        """Keep a picture; older ones leave until the rest fits (this one stays even if it is larger alone)."""
        self._drop(wish)
        # the picture only borrows the bytes, so both are kept
        self._pictures[wish] = picture_of(page), page
        self.bytes += len(page.data)
        self._fit()

    def allow(self, limit: int) -> None:
        """Another limit: the view has another size."""
        self._limit = limit
        self._fit()

    def get(self, wish: Wish) -> QImage | None:
        """The picture asked for, or None."""
        found = self._pictures.get(wish)
        if found is None:
            return None
        self._pictures.move_to_end(wish)
        return found[0]

    def nearest(self, wish: Wish) -> QImage | None:
        """The page at any other size, the newest first."""
        return next((p[0] for w, p in reversed(self._pictures.items()) if _same(w, wish)), None)

    def clear(self) -> None:
        self._pictures.clear()
        self.bytes = 0

    def _fit(self) -> None:
        while self.bytes > self._limit and len(self._pictures) > 1:
            oldest, (picture, _page) = next(iter(self._pictures.items()))
            if self._leaving is not None:
                self._leaving(oldest, picture)
            self._drop(oldest)

    def _drop(self, wish: Wish) -> None:
        if (old := self._pictures.pop(wish, None)) is not None:
            self.bytes -= len(old[1].data)


def picture_of(page: PageImage) -> QImage:
    """The bytes as a picture; it borrows them, so keep both or copy."""
    return QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)


def _same(one: Wish, other: Wish) -> bool:
    return (one.page, one.night, one.rotation) == (other.page, other.night, other.rotation)
