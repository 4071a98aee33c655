"""Where things are on a page, in the one way the window counts: points from the top left as shown.

PDF counts from the bottom left of an unrotated sheet whose corner need not be at 0,0. Everything that
leaves this package (characters, hits, selections) is turned here, once.
Source of the rules: ISO 32000-1, 7.7.3.3 (CropBox, Rotate) and 8.3.2.3 (user space).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

MAX_PIXELS = 40_000_000
MAX_SIDE_PIXELS = 32_767
LARGEST_SIDE_POINTS = 14_400.0
"""Largest page side that PDF allows (ISO 32000-1, annex C: 14,400 units = 200 inches)."""
OVERSIZE_PIXELS = 4_000_000


def _overlap(first: float, last: float, other_first: float, other_last: float) -> bool:
    """Whether the middle of either span lies within the other."""
    return other_first <= (first + last) / 2 <= other_last or first <= (other_first + other_last) / 2 <= last


@dataclass(frozen=True, slots=True)
class Rect:
    """Points from the top left of the page as shown: left ≤ right, top ≤ bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def empty(self) -> bool:
        return self.right <= self.left or self.bottom <= self.top

    def joined(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        return Rect(min(self.left, other.left), min(self.top, other.top), max(self.right, other.right), max(self.bottom, other.bottom))

    def continues(self, other: Rect) -> bool:
        """Whether this character goes on where `other` stands: on its line, or in its column (turned pages, upright writing)."""
        return _overlap(self.top, self.bottom, other.top, other.bottom) or _overlap(self.left, self.right, other.left, other.right)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible box of a page in its own user space, and its clockwise rotation (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of user space as the window sees it: left, top, right, bottom of a `Rect`."""
        ax, ay = self._point(left, bottom)
        bx, by = self._point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


AROUND, LEAST_WIDE, LEAST_HIGH = 14.0, 220.0, 70.0
"""Points of the page shown beside a rectangle, and what is shown at least: a word alone tells nobody where it stands."""


def cut_out(box: Rect | None, size: tuple[float, float], tall: float = 0.0) -> Rect:
    """The part of a page (points) in which `box` is shown: some room around it, never beyond the page; the page for none or one outside it.

    `tall`: at least so high for its width, where the page goes on.
    """
    page = Rect(0.0, 0.0, *size)
    if box is None or box.empty or box.left >= size[0] or box.top >= size[1]:
        return page
    left, right = _span(max(0.0, box.left), min(box.right, size[0]), LEAST_WIDE, size[0])
    top, bottom = _span(max(0.0, box.top), min(box.bottom, size[1]), max(LEAST_HIGH, tall * (right - left)), size[1])
    return Rect(left, top, right, bottom)


def mark_in(box: Rect | None, area: Rect, scale: float) -> Rect | None:
    """Where `box` lies in a picture of `area` (pixels), cut off at its edges; None when nothing of it is there."""
    if box is None:
        return None
    left, top = max(box.left, area.left), max(box.top, area.top)
    right, bottom = min(box.right, area.right), min(box.bottom, area.bottom)
    found = Rect((left - area.left) * scale, (top - area.top) * scale, (right - area.left) * scale, (bottom - area.top) * scale)
    return None if found.empty else found


def _span(first: float, last: float, least: float, limit: float) -> tuple[float, float]:
    room = max(AROUND, (least - (last - first)) / 2)
    begin, end = first - room, last + room
    if begin < 0:
        begin, end = 0.0, end - begin
    if end > limit:
        begin, end = begin - (end - limit), limit
    return max(0.0, begin), min(end, limit)


def picture_size(width: float, height: float, scale: float) -> tuple[int, int]:
    """Pixels of a `width` × `height` point page at `scale`, shrunk in proportion until it is affordable.

    Never more than 40 Mpx or 32,767 px a side (QImage); a page beyond PDF's own limit gets 4 Mpx.
    """
    across, down = width * scale, height * scale
    limit = OVERSIZE_PIXELS if max(width, height) > LARGEST_SIDE_POINTS else MAX_PIXELS
    shrink = min(1.0, math.sqrt(limit / (across * down)), MAX_SIDE_PIXELS / max(across, down))
    if shrink < 1.0:
        return max(1, math.floor(across * shrink)), max(1, math.floor(down * shrink))
    return max(1, round(across)), max(1, round(down))
