"""Why: a paper counts when it is signed: rows to sign in, with a name beside each, always on a page with what is signed.

`SignBlock.height` is what a table keeps free below its last row (`Flow.table(closing=…)`) before the block is placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.flow import Flow
from app.reports.fonts import Face
from app.reports.grid import PAD_X, Cell, LaidRow, draw_frame, draw_row, lay
from app.reports.text import Style, wrap

DAY = "　　　　年　　　月　　　日"
_HEADING = Style(Face.BOLD, 9.5, 15)
_NAME = Style(Face.SANS, 9, 12, "center")
_LABEL = Style(Face.SANS, 10, 14, "center")
_HEIGHT = 14 * mm
_GAP = 3 * mm
_UNDER = 0.7 * mm


@dataclass(frozen=True)
class SignBlock:
    """A heading over the full `width` and the ruled rows below it, placed as one piece; lengths in points."""

    width: float
    heading: str
    rows: tuple[LaidRow, ...]
    style: Style = _HEADING
    gap: float = _GAP

    @property
    def height(self) -> float:
        """White above, heading and rows."""
        heading = len(wrap(self.heading, self.style, self.width)) * self.style.leading
        return self.gap + heading + _UNDER + sum(row.height for row in self.rows)

    def place(self, flow: Flow, mark: str = "签字") -> None:
        """Put the block on the page, whole."""
        flow.together(self.height)
        flow.gap(self.gap)
        flow.mark(mark)
        flow.text(self.heading, self.style)
        flow.gap(_UNDER)
        height = sum(row.height for row in self.rows)

        def paint(canvas: Canvas, top: float) -> None:
            y = top
            for row in self.rows:
                draw_row(canvas, row, flow.margin, y)
                y -= row.height
            draw_frame(canvas, flow.margin, top, flow.width, height)

        flow.put(height, paint)


def panel_signs(width: float, heading: str, names: Sequence[str], review: str, *, each: int = 6, day: str = "") -> SignBlock:
    """Every name with room to sign, at most `each` in a row, then 组长签字 and the day."""
    rows = [*_names(width, names, each), signature_row(width, (f"{review}组长签字", "", "日期", day or DAY), (32, 0, 22, 62), 12 * mm)]
    return SignBlock(width, heading, tuple(rows))


def _names(width: float, names: Sequence[str], each: int) -> list[LaidRow]:
    """Rows of name and empty cell, filled evenly, so that seven judges make 4 and 3 and not 6 and 1."""
    count = -(-len(names) // each)
    across = -(-len(names) // count) if count else 0
    rows = []
    for start in range(0, len(names), across or 1):
        mine = names[start : start + across]
        widths = [part * width / across for _ in range(across) for part in (0.38, 0.62)]
        cells = [cell for name in mine for cell in (Cell(name, _NAME, shaded=True), Cell("", _NAME))]
        rest = 2 * (across - len(mine))
        rows.append(lay(widths, [*cells, *([Cell("", _NAME, span=rest)] if rest else [])], 12 * mm))
    return rows


def signature_row(width: float, texts: Sequence[str], millimetres: Sequence[float], height: float = _HEIGHT) -> LaidRow:
    """A ruled row to sign in: labels and empty cells in turn; 0 mm takes what is left, shared among such cells."""
    open_cells = [index for index, size in enumerate(millimetres) if not size]
    rest = (width - sum(millimetres) * mm) / max(1, len(open_cells))
    widths = [rest if index in open_cells else size * mm for index, size in enumerate(millimetres)]
    return lay(widths, [Cell(text, _LABEL, shaded=index % 2 == 0, pad=PAD_X) for index, text in enumerate(texts)], height)
