"""Why: the ruled tables of official forms: fixed millimetre columns, cells that grow with their text, rows that can be split.

A form's columns are prescribed in millimetres, so widths are never guessed from contents. Rows know
their height before anything is drawn; that lets a paper count its pages first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.text import Line, Style, draw, height_of, wrap

PAD_X = 1.2 * mm
TIGHT = 0.5 * mm  # beside numbers and headings in narrow columns
PAD_Y = 0.9 * mm
HAIR, FRAME = 0.4, 0.9
SHADE = 0.93


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell before layout; `span` columns wide, `pad` points free at each side, `strike` the end of the text to strike through."""

    text: str = ""
    style: Style = Style()
    span: int = 1
    strike: str = ""
    shaded: bool = False
    pad: float = PAD_X


@dataclass(frozen=True, slots=True)
class LaidCell:
    """One cell set: offset from the table's left edge and width, in points."""

    lines: tuple[Line, ...]
    style: Style
    left: float
    width: float
    strike: str
    shaded: bool
    pad: float

    @property
    def height(self) -> float:
        return height_of(self.lines, self.style) + 2 * PAD_Y


@dataclass(frozen=True, slots=True)
class LaidRow:
    cells: tuple[LaidCell, ...]
    height: float


def lay(widths: Sequence[float], cells: Sequence[Cell], least: float = 0.0) -> LaidRow:
    """Set one row over columns of `widths` points; at least `least` points high."""
    laid: list[LaidCell] = []
    column, left = 0, 0.0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        lines = wrap(cell.text, cell.style, width - 2 * cell.pad)
        laid.append(LaidCell(lines, cell.style, left, width, cell.strike, cell.shaded, cell.pad))
        column, left = column + cell.span, left + width
    if column != len(widths):
        raise RuntimeError(f"row covers {column} of {len(widths)} columns")
    return LaidRow(tuple(laid), max([least, *(cell.height for cell in laid)]))


def split(row: LaidRow, height: float) -> tuple[LaidRow, LaidRow]:
    """The part of a row that fits `height` and the rest, for rows taller than a page."""
    upper, lower = [], []
    for cell in row.cells:
        count = max(1, int((height - 2 * PAD_Y) // cell.style.leading))
        upper.append(replace(cell, lines=cell.lines[:count]))
        lower.append(replace(cell, lines=cell.lines[count:]))
    return LaidRow(tuple(upper), height), LaidRow(tuple(lower), max(cell.height for cell in lower))


def draw_row(canvas: Canvas, row: LaidRow, left: float, top: float) -> None:
    """Draw one row: shade, hairlines, texts centred in height."""
    canvas.setLineWidth(HAIR)
    for cell in row.cells:
        x = left + cell.left
        if cell.shaded:
            canvas.setFillGray(SHADE)
            canvas.rect(x, top - row.height, cell.width, row.height, stroke=0, fill=1)
            canvas.setFillGray(0)
        canvas.setLineWidth(HAIR)
        canvas.rect(x, top - row.height, cell.width, row.height)
        if cell.lines:
            above = (row.height - height_of(cell.lines, cell.style)) / 2
            draw(canvas, cell.lines, cell.style, x + cell.pad, top - above, cell.width - 2 * cell.pad, strike=cell.strike)


def draw_frame(canvas: Canvas, left: float, top: float, width: float, height: float) -> None:
    """The heavier line around a whole table or box."""
    canvas.setLineWidth(FRAME)
    canvas.rect(left, top - height, width, height)
