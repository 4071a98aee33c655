"""Why: 汇总表, the paper a panel signs: every judge's total for every entry, what was left out, and under which rule.

Left-out scores are struck through and marked ▲ ▽, and listed again below the table with the declared
policy, so that the final scores can be recomputed by hand from the paper alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.lib.pagesizes import A1, A2, A3, landscape
from reportlab.lib.units import mm

from app.reports.flow import LANDSCAPE, Flow
from app.reports.fonts import Face
from app.reports.grid import TIGHT, Cell, lay
from app.reports.matrix_columns import (
    AFTER,
    RECORDED,
    SIGNS,
    before,
    before_texts,
    cell_text,
    check,
    dropped_lines,
    judge_heads,
    legend,
    method_lines,
)
from app.reports.pages import book
from app.reports.signatures import panel_signs
from app.reports.styles import LINE, NOTE, NOTE_HEAD, TITLE
from app.reports.text import Style, wrap
from app.reports.values import Dropped, Imprint, MatrixCell, MatrixRow, PanelMatrix, total_text

_MARGIN = 10 * mm
_TOPIC_LEAST = 34 * mm
_SCALES = (1.0, 0.94, 0.88, 0.82)
_DROPPED_COLUMNS = 3
_FOUR = 4


@dataclass(frozen=True)
class _Set:
    """Widths and styles of one try at fitting the columns."""

    widths: list[float]
    head: Style
    text: Style
    number: Style
    final: Style


def panel_matrix_pdf(matrix: PanelMatrix, imprint: Imprint) -> bytes:
    """The matrix as A4 landscape (a larger sheet when there are too many judges for A4). Raises InvalidEntry for ragged rows."""
    check(matrix)
    target = BytesIO()
    code = f"　校验码 {matrix.check_code}" if matrix.check_code else ""
    with book(target, matrix.title, imprint) as made:
        made.add(lay_out(matrix), left=f"{matrix.panel} 汇总表{code}")
    return target.getvalue()


def lay_out(matrix: PanelMatrix) -> Flow:
    """The matrix's pages: the table with its signatures, then how the scores came about."""
    fitted, size = _fitting(matrix)
    flow = Flow(size, margin=_MARGIN)
    flow.text(matrix.title, TITLE)
    flow.gap(1 * mm)
    digest = f"规则编号 {matrix.digest[:16]}" if matrix.digest else ""
    facts = (f"专业组：{matrix.panel}", f"评委 {len(matrix.judges)} 位", f"成果 {len(matrix.rows)} 项", digest)
    flow.text("　　".join(fact for fact in facts if fact), LINE)
    flow.gap(1.5 * mm)
    names = (*before(matrix), *map(_in_twos, judge_heads(matrix)), *AFTER)
    header = [lay(fitted.widths, [Cell(name, fitted.head, shaded=True, pad=TIGHT) for name in names], 9 * mm)]
    body = [lay(fitted.widths, _row(matrix, number, row, fitted), 7.5 * mm) for number, row in enumerate(matrix.rows, 1)]
    signs = panel_signs(flow.width, "评委签名", matrix.judges, matrix.review)
    flow.mark("得分与排名")
    flow.table(header, body, closing=signs.height)
    signs.place(flow)
    _notes(flow, matrix)
    return flow


def _in_twos(head: str) -> str:
    """A name of four characters is broken in its middle: in a narrow column the last of them stood alone."""
    name, *rest = head.split("\n")
    return "\n".join((name[:2], name[2:], *rest)) if len(name) == _FOUR and not name.isascii() else head


def _fitting(matrix: PanelMatrix) -> tuple[_Set, tuple[float, float]]:
    """The largest setting whose topic column stays readable on A4, else on the smallest sheet that holds every column: what runs over
    the edge is the final score. Printers make a larger sheet fit."""
    for sheet in (LANDSCAPE, *map(landscape, (A3, A2, A1))):
        for scale in _SCALES:
            found = _set(matrix, scale, sheet[0] - 2 * _MARGIN)
            if found.widths[2] >= _TOPIC_LEAST:
                return found, sheet
    found = _set(matrix, _SCALES[-1], 0)
    return found, (sum(found.widths) + 2 * _MARGIN, landscape(A1)[1])


def _set(matrix: PanelMatrix, scale: float, width: float) -> _Set:
    left = [8, 15, 0, 22, 16, 18, *([25] if matrix.units else []), *([22] if matrix.recommenders else [])]
    right = [14, 9, 14, 19]
    widths = [size * mm * scale for size in (*left, *([12.2] * len(matrix.judges)), *right)]
    widths[2] = max(15 * mm, width - sum(widths))
    units = range(6, len(left))
    spare = max(0.0, widths[2] - (38 if units else 75) * mm)  # names need the room more than topics do
    widths[2] -= spare
    for column in units or (3, -1):
        widths[column] += spare / (len(units) or 2)
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
    texts = [text.replace("·", "\n") if index == 4 else text for index, text in enumerate(before_texts(matrix, number, row))]
    cells = [Cell(text, fitted.number, pad=TIGHT) if index in centred else Cell(text, fitted.text) for index, text in enumerate(texts)]
    cells += [_score(cell, fitted) for cell in row.cells]
    cells.append(Cell(total_text(row.final), fitted.final, pad=TIGHT))
    cells.append(Cell("" if row.rank is None else str(row.rank), fitted.final, pad=TIGHT))
    return [*cells, Cell(row.level, fitted.number, pad=TIGHT), Cell(row.note, fitted.text)]


def _score(cell: MatrixCell, fitted: _Set) -> Cell:
    text = cell_text(cell)
    shown = f"{RECORDED}\n{SIGNS[cell.dropped]}{text}" if cell.recorded else SIGNS[cell.dropped] + text
    return Cell(shown, fitted.number, strike="" if cell.dropped is Dropped.NO else text, pad=TIGHT)


def _notes(flow: Flow, matrix: PanelMatrix) -> None:
    """Signs, method and left-out scores; on one page when a page holds them."""
    rules = "\n".join(method_lines(matrix))
    lines = sum(len(wrap(text, NOTE, flow.width)) for text in (legend(matrix), rules))
    flow.together(4.5 * mm + NOTE.leading * lines + NOTE_HEAD.leading)
    flow.gap(3.5 * mm)
    flow.text(legend(matrix), NOTE)
    flow.gap(1 * mm)
    flow.mark("计分办法")
    flow.text("计分办法", NOTE_HEAD)
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
    flow.mark("去掉的分数")
    flow.text("去掉的分数", NOTE_HEAD)
    flow.gap(0.5 * mm)
    flow.table((), laid)
    if not dropped:
        flow.text("没有去掉的分数。", NOTE)
