"""Why: lines of Chinese text that break where Chinese typography allows, with no markup language in between.

ReportLab's Paragraph parses its text as markup, swallows U+3000 and lets ，；？！ begin a line. Here a
text is only ever characters: nothing that comes from outside can be markup. Words of letters and
digits stay whole unless longer than a line; closing marks stay with what they close, opening marks
with what they open.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from app.reports.fonts import SUBSTITUTE, Face, glyph, printable

Align = Literal["left", "center", "right", "justify"]
_NOT_FIRST = frozenset("，。、；：？！）】》〉」』〕］｝％‰℃°…—～·・々”’,.;:?!)]}%")
_NOT_LAST = frozenset("（【《〈「『〔［｛“‘([{＃￥$№")
_WIDEST_GAP = 1.6  # ems; a line with more room left than this is not stretched


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes in points."""

    face: Face = Face.SANS
    size: float = 9.0
    leading: float = 13.0
    align: Align = "left"
    hang: float = 0.0  # ems by which a paragraph's later lines are set in


@dataclass(frozen=True, slots=True)
class Line:
    """One line as set: runs of one face each, its width in points, whether a paragraph ends here."""

    runs: tuple[tuple[Face, str], ...]
    width: float
    ends: bool
    indent: float = 0.0

    @property
    def text(self) -> str:
        return "".join(part for _, part in self.runs)


def _set(char: str, face: Face) -> tuple[str, Face, float]:
    found = glyph(char, face)
    if found is None:
        char, found = SUBSTITUTE, glyph(SUBSTITUTE, face)
    if found is None:
        raise RuntimeError("the faces lack the substitute sign")
    return char, found[0], found[1]


def width_of(text: str, style: Style) -> float:
    """Width of `text` set on one line, in points."""
    return sum(_set(char, style.face)[2] for char in printable(text)) * style.size


def _wordlike(char: str) -> bool:
    return ord(char) < 0x2E80 and not char.isspace() and unicodedata.category(char) not in ("Ps", "Pi", "Pe", "Pf")


def _pieces(paragraph: str) -> Iterator[str]:
    """The parts that never break inside: a word, or one Chinese character, with the marks that cling to it."""
    piece = ""
    for char in paragraph:
        joins = bool(piece) and (
            char in _NOT_FIRST or piece[-1] in _NOT_LAST or (_wordlike(char) and _wordlike(piece[-1]) and piece[-1] not in "—…")
        )
        if piece and not joins:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _line(chars: list[tuple[str, Face, float]], size: float, ends: bool, indent: float) -> Line:
    while chars and chars[-1][0] in " \u3000" and not (ends and len(chars) == 1):
        chars.pop()
    runs: list[tuple[Face, str]] = []
    for char, face, _ in chars:
        if runs and runs[-1][0] is face:
            runs[-1] = (face, runs[-1][1] + char)
        else:
            runs.append((face, char))
    return Line(tuple(runs), sum(c[2] for c in chars) * size, ends, indent * size)


def _paragraph(paragraph: str, style: Style, width: float) -> Iterator[Line]:
    limit = width / style.size + 1e-6
    line: list[tuple[str, Face, float]] = []
    indent = used = 0.0
    for piece in _pieces(paragraph):
        chars = [_set(char, style.face) for char in piece]
        needed = sum(c[2] for c in chars)
        if line and used + needed > limit and not piece.isspace():
            yield _line(line, style.size, False, indent)
            line, indent = [], style.hang
            used = indent
        for char in chars:
            if line and used + char[2] > limit and needed > limit:  # a piece longer than a line is cut
                carried = [line.pop()] if char[0] in _NOT_FIRST and len(line) > 1 else []
                yield _line(line, style.size, False, indent)
                line, indent = carried, style.hang
                used = indent + sum(c[2] for c in carried)
            line.append(char)
            used += char[2]
    yield _line(line, style.size, True, indent)


@lru_cache(maxsize=8192)
def wrap(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """`text` set in lines of at most `width` points; an empty text is no line."""
    clean = printable(text)
    if not clean.strip(" \n"):
        return ()
    return tuple(line for paragraph in clean.strip("\n").split("\n") for line in _paragraph(paragraph, style, width))


def height_of(lines: tuple[Line, ...], style: Style) -> float:
    """Height of the lines set, in points."""
    return len(lines) * style.leading


def _place(line: Line, style: Style, width: float) -> tuple[float, float]:
    """(indent, space between characters) that align the line."""
    room = width - line.width - line.indent
    if style.align == "center":
        return room / 2, 0.0
    if style.align == "right":
        return room, 0.0
    count = sum(len(part) for _, part in line.runs)
    if style.align == "justify" and not line.ends and count > 1 and 0 < room < _WIDEST_GAP * style.size:
        return line.indent, room / (count - 1)
    return line.indent, 0.0


def draw(canvas: Canvas, lines: tuple[Line, ...], style: Style, left: float, top: float, width: float, *, strike: str = "") -> None:
    """Draw the lines below `top` (a y coordinate); `strike` is the end of the last line, which is ruled through."""
    # The baseline sits so that a Chinese character is centred in its leading: 0.88 em above, 0.12 below.
    baseline = top - (style.leading - style.size) / 2 - 0.88 * style.size
    text = canvas.beginText()
    for index, line in enumerate(lines):
        indent, gap = _place(line, style, width)
        y = baseline - index * style.leading
        text.setTextOrigin(left + indent, y)
        text.setCharSpace(gap)
        for face, part in line.runs:
            text.setFont(face.value, style.size)
            text.textOut(part)
        if strike and index == len(lines) - 1:
            struck, end = min(line.width, width_of(strike, style)), left + indent + line.width
            canvas.setLineWidth(0.55)
            canvas.line(end - struck - 0.8, y + 0.36 * style.size, end + 0.8, y + 0.36 * style.size)
    canvas.drawText(text)
