"""Why: the same 汇总表 for any other program: UTF-8 with BOM (Excel in China), and no cell a spreadsheet would run.

A cell beginning with = + - @ (also full-width), tab or return is run as a formula by Excel and WPS;
such a cell gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io

from app.reports.fonts import printable
from app.reports.matrix_columns import AFTER, before, before_texts, cell_text, check, dropped_of, recorded_of
from app.reports.values import MatrixRow, PanelMatrix, total_text

_RUNNING = tuple("=+-@\t\r＝＋－＠")


def safe_cell(text: str) -> str:
    """The text on one line, with an apostrophe in front where a spreadsheet would take it for a formula."""
    line = printable(text).replace("\n", " ")
    return f"'{line}" if line.lstrip(" \u3000").startswith(_RUNNING) else line


def panel_matrix_csv(matrix: PanelMatrix) -> bytes:
    """The matrix with two more columns, left-out scores and unsigned ones recorded by the chair; CRLF lines. Raises InvalidEntry for ragged rows."""
    check(matrix)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(name) for name in (*before(matrix), *matrix.judges, *AFTER, "去掉的分数", "未签名，组长代录")])
    for number, row in enumerate(matrix.rows, 1):
        writer.writerow([safe_cell(text) for text in _texts(matrix, number, row)])
    return out.getvalue().encode("utf-8-sig")


def _texts(matrix: PanelMatrix, number: int, row: MatrixRow) -> tuple[str, ...]:
    rank = "" if row.rank is None else str(row.rank)
    scores = tuple(cell_text(cell) for cell in row.cells)
    after = (total_text(row.final), rank, row.level, row.note, dropped_of(matrix, row), recorded_of(matrix, row))
    return (*before_texts(matrix, number, row), *scores, *after)
