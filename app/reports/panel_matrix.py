"""Why: 汇总表, the paper a panel signs: every judge's total for every entry, what was left out, and under which rule.

Left-out scores are struck through and marked ▲ ▽, and listed again below the table with the declared
policy, so that the final scores can be recomputed by hand from the paper alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.lib.pagesizes import A3
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.fonts import Face
from app.reports.grid import TIGHT, Cell, LaidRow, draw_row, lay
from app.reports.judge_summary import signature_row
from app.reports.matrix_columns import AFTER, LEGEND, SIGNS, before, before_texts, cell_text, check, dropped_lines
from app.reports.pages import LANDSCAPE, Flow, book
from app.reports.text import Style, wrap
from app.reports.values import Dropped, Imprint, MatrixCell, MatrixRow, PanelMatrix, total_text

TITLE = Style(Face.BOLD, 15, 22, "center")
LINE = Style(Face.SERIF, 10, 15)
NOTE_HEAD = Style(Face.BOLD, 9, 14)
NOTE = Style(Face.SERIF, 8.5, 12.5)
_MARGIN = 10 * mm
_TOPIC_LEAST = 34 * mm
_SCALES = (1.0, 0.94, 0.88, 0.82)
_PER_ROW = 6  # signatures in one row
_DROPPED_COLUMNS = 3


@dataclass(frozen=True)
class _Set:
    """Widths and styles of one try at fitting the columns."""

    widths: list[float]
    head: Style
    text: Style
    number: Style
    final: Style


def panel_matrix_pdf(matrix: PanelMatrix, imprint: Imprint) -> bytes:
    """The matrix as A4 landscape (A3 when there are too many judges for A4). Raises InvalidEntry for ragged rows."""
    check(matrix)
    target = BytesIO()
    code = f"校验码 {matrix.check_code}" if matrix.check_code else ""
    with book(target, matrix.title, imprint) as made:
        made.add(lay_out(matrix), left=code)
    return target.getvalue()


def lay_out(matrix: PanelMatrix) -> Flow:
    """The matrix's pages."""
    fitted, size = _fitting(matrix)
    flow = Flow(size, margin=_MARGIN)
    flow.text(matrix.title, TITLE)
    flow.gap(1 * mm)
    flow.text(f"专业组：{matrix.panel}　　评委 {len(matrix.judges)} 位　　成果 {len(matrix.rows)} 项", LINE)
    flow.gap(1.5 * mm)
    names = (*before(matrix), *matrix.judges, *AFTER)
    header = [lay(fitted.widths, [Cell(name, fitted.head, shaded=True, pad=TIGHT) for name in names], 9 * mm)]
    body = [lay(fitted.widths, _row(matrix, number, row, fitted), 7.5 * mm) for number, row in enumerate(matrix.rows, 1)]
    flow.table(header, body)
    _notes(flow, matrix)
    _signatures(flow, matrix)
    return flow


def _fitting(matrix: PanelMatrix) -> tuple[_Set, tuple[float, float]]:
    """The largest setting whose topic column stays readable on A4; else A3."""
    for scale in _SCALES:
        found = _set(matrix, scale, LANDSCAPE[0] - 2 * _MARGIN)
        if found.widths[2] >= _TOPIC_LEAST:
            return found, LANDSCAPE
    return _set(matrix, _SCALES[1], A3[1] - 2 * _MARGIN), (A3[1], A3[0])


def _set(matrix: PanelMatrix, scale: float, width: float) -> _Set:
    left = [8, 16, 0, 24, 16, 21, *([26] if matrix.units else [])]
    right = [15, 10, 15, 19]
    widths = [size * mm * scale for size in (*left, *([12.6] * len(matrix.judges)), *right)]
    widths[2] = max(15 * mm, width - sum(widths))
    spare = max(0.0, widths[2] - 75 * mm)  # few judges: names need the room more than topics do
    widths[2] -= spare
    widths[3] += spare / 2
    widths[-1] += spare / 2
    number = Style(Face.SANS, 8 * scale, 10.5 * scale, "center")
    return _Set(
        widths,
        Style(Face.BOLD, 8 * scale, 10.5 * scale, "center"),
        Style(Face.SERIF, 8.5 * scale, 11 * scale),
        number,
        replace(number, face=Face.BOLD, size=9 * scale),
    )


def _row(matrix: PanelMatrix, number: int, row: MatrixRow, fitted: _Set) -> list[Cell]:
    centred = {0, 1, 4, 5}
    texts = before_texts(matrix, number, row)
    cells = [Cell(text, fitted.number, pad=TIGHT) if index in centred else Cell(text, fitted.text) for index, text in enumerate(texts)]
    cells += [_score(cell, fitted) for cell in row.cells]
    cells.append(Cell(total_text(row.final), fitted.final, pad=TIGHT))
    cells.append(Cell("" if row.rank is None else str(row.rank), fitted.final, pad=TIGHT))
    return [*cells, Cell(row.level, fitted.number, pad=TIGHT), Cell(row.note, fitted.text)]


def _score(cell: MatrixCell, fitted: _Set) -> Cell:
    text = cell_text(cell)
    return Cell(SIGNS[cell.dropped] + text, fitted.number, strike="" if cell.dropped is Dropped.NO else text, pad=TIGHT)


def _notes(flow: Flow, matrix: PanelMatrix) -> None:
    rules = "\n".join(matrix.policy)
    flow.together(3.5 * mm + NOTE.leading * (1 + len(wrap(rules, NOTE, flow.width))) + NOTE_HEAD.leading)
    flow.gap(2.5 * mm)
    flow.text(LEGEND, NOTE)
    flow.gap(1 * mm)
    flow.text("计分规则", NOTE_HEAD)
    flow.text(rules, NOTE)
    _dropped(flow, dropped_lines(matrix))


def _dropped(flow: Flow, dropped: tuple[str, ...]) -> None:
    """Every score left out, three entries a row; on one page when a page holds them."""
    cells = [*dropped, *[""] * (-len(dropped) % _DROPPED_COLUMNS)]
    widths = [flow.width / _DROPPED_COLUMNS] * _DROPPED_COLUMNS
    rows = [cells[start : start + _DROPPED_COLUMNS] for start in range(0, len(cells), _DROPPED_COLUMNS)]
    laid = [lay(widths, [Cell(text, NOTE, pad=1 * mm) for text in row]) for row in rows]
    flow.together(2 * mm + NOTE_HEAD.leading + (sum(row.height for row in laid) or NOTE.leading))
    flow.gap(1.5 * mm)
    flow.text("去掉的分数", NOTE_HEAD)
    flow.gap(0.5 * mm)
    flow.table((), laid)
    if not dropped:
        flow.text("没有去掉的分数。", NOTE)


def _signatures(flow: Flow, matrix: PanelMatrix) -> None:
    """All judges, then the panel chair and the day; kept on one page."""
    rows: list[LaidRow] = []
    count = -(-len(matrix.judges) // _PER_ROW)
    each = -(-len(matrix.judges) // count) if count else 0
    for start in range(0, len(matrix.judges), each or 1):
        names = matrix.judges[start : start + each]
        texts = [text for name in names for text in (name, "")] + ["", ""] * (each - len(names))
        rows.append(_sign(flow.width, texts))
    day = "　　　　年　　　月　　　日"
    rows.append(signature_row(flow.width, (f"{matrix.review}组长签字", "", "日期", day), (34, 0, 24, 70), 12 * mm))
    height = sum(row.height for row in rows)
    flow.together(3 * mm + NOTE_HEAD.leading + height)
    flow.gap(3 * mm)
    flow.text("评委签名", NOTE_HEAD)

    def paint(canvas: Canvas, top: float) -> None:
        for row in rows:
            draw_row(canvas, row, flow.margin, top)
            top -= row.height

    flow.put(height, paint)


def _sign(width: float, texts: list[str]) -> LaidRow:
    label = Style(Face.SANS, 9, 12, "center")
    pair = 2 * width / len(texts)
    widths = [size for _ in range(len(texts) // 2) for size in (pair * 0.38, pair * 0.62)]
    return lay(widths, [Cell(text, label, shaded=index % 2 == 0 and bool(text)) for index, text in enumerate(texts)], 12 * mm)
