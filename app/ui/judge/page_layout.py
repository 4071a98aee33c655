"""Where pages lie under each other: pure arithmetic, so that scrolling and jumping can be tested without a screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 10
MARGIN = 8


@dataclass(frozen=True)
class PageLayout:
    """Tops, widths and heights of pages in logical pixels, for one width of the view and one zoom (1.0 = fit width)."""

    tops: tuple[int, ...]
    heights: tuple[int, ...]
    width: int
    total: int

    def page_at(self, y: int) -> int:
        """The page that covers height `y` (the gap below a page belongs to it)."""
        return max(0, min(len(self.tops) - 1, bisect_right(self.tops, y) - 1))

    def visible(self, top: int, height: int) -> range:
        """Pages that show between `top` and `top + height`."""
        if not self.tops:
            return range(0)
        return range(self.page_at(top), self.page_at(top + height) + 1)

    def current(self, top: int, height: int) -> int:
        """The page a reader would say is on screen: the one that covers the upper third."""
        return self.page_at(top + height // 3) if self.tops else 0


def arrange(sizes: Sequence[tuple[float, float]], view_width: int, zoom: float) -> PageLayout:
    """Every page fitted to the width, whatever its own size."""
    width = max(40, round((view_width - 2 * MARGIN) * zoom))
    tops, heights, y = [], [], MARGIN
    for across, down in sizes:
        height = max(1, min(30_000, round(width * down / across)))
        tops.append(y)
        heights.append(height)
        y += height + GAP
    return PageLayout(tuple(tops), tuple(heights), width, y - GAP + MARGIN if sizes else 0)
