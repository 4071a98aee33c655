"""Between a page as the file has it and the page as it is shown: turned by quarters, at some size. Pure arithmetic.

Marks and notes are kept in points of the unturned page, so that they stay on their words whatever the view does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.media.geometry import Rect
from app.media.values import Character

Size = tuple[float, float]
FULL_TURN = 360


@dataclass(frozen=True)
class Spot:
    """A place on a page, in points of the unturned page."""

    page: int
    x: float
    y: float


def shown_size(size: Size, rotation: int) -> Size:
    """Width and height after a clockwise rotation of 0, 90, 180 or 270 degrees."""
    return (size[1], size[0]) if rotation in (90, 270) else size


def shown_point(x: float, y: float, size: Size, rotation: int) -> tuple[float, float]:
    """Where a point of the page is after the rotation, still in points."""
    wide, high = size
    return {0: (x, y), 90: (high - y, x), 180: (wide - x, high - y), 270: (y, wide - x)}[rotation]


def page_point(x: float, y: float, size: Size, rotation: int) -> tuple[float, float]:
    """The point of the page that is shown at `x`, `y`."""
    return shown_point(x, y, shown_size(size, rotation), (FULL_TURN - rotation) % FULL_TURN)


def shown_rect(box: Rect, size: Size, rotation: int) -> Rect:
    """A rectangle of the page after the rotation."""
    return spanned(shown_point(box.left, box.top, size, rotation), shown_point(box.right, box.bottom, size, rotation))


def spanned(one: tuple[float, float], other: tuple[float, float]) -> Rect:
    """The rectangle between two corners, whichever they are."""
    return Rect(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def letter_at(letters: Sequence[Character], x: float, y: float) -> int | None:
    """The character under a point, with a little room around it; None beside the words."""
    return next((n for n, c in enumerate(letters) if not c.box.empty and _near(c.box, x, y)), None)


def letter_towards(letters: Sequence[Character], x: float, y: float) -> int | None:
    """The character nearest to a point: first its line, then its place in the line."""
    drawn = [n for n, c in enumerate(letters) if not c.box.empty]
    return min(drawn, key=lambda n: _distance(letters[n].box, x, y), default=None)


def picked(letters: Sequence[Character], first: int, last: int) -> tuple[str, tuple[Rect, ...]]:
    """The words from one character to another in the file's order, and a rectangle per line."""
    run = letters[min(first, last) : max(first, last) + 1]
    text = "".join(c.char for c in run).replace("\r\n", "\n").replace("\r", "\n").replace("\x02", "-")
    lines: list[Rect] = []
    for character in run:
        if character.box.empty:
            continue
        if lines and lines[-1].continues(character.box) and character.box.left >= lines[-1].left:
            lines[-1] = lines[-1].joined(character.box)
        else:
            lines.append(character.box)
    return text, tuple(lines)


def around(boxes: Sequence[Rect]) -> Rect | None:
    """The smallest rectangle around all of them."""
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.joined(box)
    return whole


def _near(box: Rect, x: float, y: float) -> bool:
    return box.left - 2 <= x <= box.right + 2 and box.top - 1 <= y <= box.bottom + 1


def _distance(box: Rect, x: float, y: float) -> float:
    beside = max(box.left - x, 0.0, x - box.right)
    above = max(box.top - y, 0.0, y - box.bottom)
    return above * 8 + beside
