"""Finding and reading the words of a page the way a Chinese reader expects.

Reports break lines anywhere, mix full-width and half-width forms, and some writers export Kangxi
radicals (⼀) in place of ideographs (一). So search compares folded text: NFKD, lower case, without
white space; positions lead back to the characters on the page.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence

from app.media.geometry import Rect
from app.media.values import Character

_LINE_END_HYPHEN = "\x02"
_NOT_TEXT = {"\x00", "\ufffe", "\uffff"}


def characters_from_units(units: Sequence[int]) -> list[str]:
    """One string per UTF-16 unit or code point of pdfium; the second half of a pair becomes ""."""
    out: list[str] = []
    for unit in units:
        if 0xDC00 <= unit <= 0xDFFF and out and len(out[-1]) == 1 and 0xD800 <= ord(out[-1]) <= 0xDBFF:
            out[-1] = chr(0x10000 + ((ord(out[-1]) - 0xD800) << 10) + unit - 0xDC00)
            out.append("")
        else:
            out.append(chr(unit) if unit <= 0x10FFFF else "\ufffd")
    return [_clean(char) for char in out]


def _clean(char: str) -> str:
    if char in _NOT_TEXT:
        return ""
    if char and 0xD800 <= ord(char) <= 0xDFFF:
        return "\ufffd"
    return char


def readable(characters: Sequence[str]) -> str:
    """The page's text: one newline per line, a hyphen at a broken word."""
    return "".join(characters).replace("\r\n", "\n").replace("\r", "\n").replace(_LINE_END_HYPHEN, "-")


class PageText:
    """The characters of one page with their places, prepared for reading, marking and search."""

    def __init__(self, units: Sequence[int], boxes: Sequence[float]) -> None:
        """`boxes` holds left, top, right, bottom for each unit; all zero where nothing is drawn."""
        self._characters, self._boxes = characters_from_units(units), boxes
        letters = [(letter, place) for place, char in enumerate(self._characters) for letter in _fold(char)]
        self._folded = "".join(letter for letter, _ in letters)
        self._places = array("l", (place for _, place in letters))

    @property
    def text(self) -> str:
        return readable(self._characters)

    def characters(self) -> Iterator[Character]:
        for place, char in enumerate(self._characters):
            if char:
                yield Character(char, self._box(place))

    def find(self, query: str) -> Iterator[tuple[int, int]]:
        """(first, count) of each place where `query` stands, without overlaps; nothing for a blank query."""
        wanted = _fold(query)
        at = self._folded.find(wanted) if wanted else -1
        while at >= 0:
            first, last = self._places[at], self._places[at + len(wanted) - 1]
            yield first, last - first + 1
            at = self._folded.find(wanted, at + len(wanted))

    def rectangles(self, first: int, count: int) -> tuple[Rect, ...]:
        """One rectangle per line that the run of characters touches."""
        boxes = [box for place in range(first, first + count) if not (box := self._box(place)).empty]
        lines: list[Rect] = []
        for before, box in zip([None, *boxes], boxes, strict=False):
            if before is not None and box.continues(before):
                lines[-1] = lines[-1].joined(box)
            else:
                lines.append(box)
        return tuple(lines)

    def around(self, first: int, count: int, margin: int = 14) -> str:
        """The find with up to `margin` characters on either side, on one line."""
        part = self._characters[max(0, first - margin) : first + count + margin]
        return " ".join(readable(part).split())

    def _box(self, place: int) -> Rect:
        left, top, right, bottom = self._boxes[4 * place : 4 * place + 4]
        return Rect(left, top, right, bottom)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "ZC")


def selected(characters: Iterable[Character], area: Rect) -> str:
    """The text whose characters have their middle inside `area`; breaks between them are kept."""
    out: list[str] = []
    gap = ""
    for character in characters:
        box = character.box
        if box.empty:
            gap += character.char
        elif area.holds((box.left + box.right) / 2, (box.top + box.bottom) / 2):
            out.append(_joint(gap) if out else "")
            out.append(character.char)
            gap = ""
    return readable(out)


def _joint(gap: str) -> str:
    if _LINE_END_HYPHEN in gap:
        return "-"
    if "\n" in gap or "\r" in gap:
        return "\n"
    return " " if gap else ""
