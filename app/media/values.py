"""What pages and videos are turned into: frozen values that may cross into the window."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.media.geometry import Rect


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture, 4 bytes a pixel in the order blue, green, red, unused; ready for QImage.Format_RGB32.

    `stride` is bytes per row; `len(data) == stride * height`. A QImage over `data` borrows it: keep both.
    """

    width: int
    height: int
    stride: int
    data: bytes | memoryview = field(repr=False)

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """(red, green, blue) of one pixel."""
        at = y * self.stride + 4 * x
        return self.data[at + 2], self.data[at + 1], self.data[at]


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page, and where the rectangle it is about lies in it (pixels); None when it is about the whole."""

    image: PageImage
    mark: Rect | None


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a page; line breaks and invented spaces have an empty box."""

    char: str
    box: Rect


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One find on a page: zero-based page, one rectangle per line touched, and the words around it."""

    page: int
    rectangles: tuple[Rect, ...]
    context: str


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One bookmark: zero-based page (None when it leads nowhere), level 0 is the outermost."""

    title: str
    page: int | None
    level: int


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What a video is, as shown: pixels after rotation and pixel shape; `seconds` rounded to milliseconds.

    `picture_ms`: how long one picture stands, 40 where the file does not say.
    """

    seconds: float
    width: int
    height: int
    has_audio: bool
    picture_ms: int = 40
