"""A thousand score sheets in one PDF, against a thousand pages with as much text drawn by ReportLab alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from app.reports import fonts
from app.reports.score_sheet import score_sheets_pdf
from tests.bench.measure import Line, median, timed
from tests.fakes.report_values import IMPRINT, pages_of, score_sheet

SHEETS, TIMES = 1_000, 3


def measure(folder: Path) -> list[Line]:
    target = folder / "sheets.pdf"
    one = BytesIO()
    score_sheets_pdf([score_sheet()], one, IMPRINT)  # fonts are registered once in a program's life
    words = [line for page in pages_of(one.getvalue()) for line in page.splitlines() if line.strip()]

    def ours() -> None:
        with target.open("wb") as out:
            score_sheets_pdf((score_sheet(code=f"Z-{n:04}") for n in range(SHEETS)), out, IMPRINT)

    pairs = [(timed(ours), timed(lambda: _bare(words, folder / "bare.pdf"))) for _ in range(TIMES)]
    return [
        Line(
            f"{SHEETS} score sheets in one PDF", median([a for a, _ in pairs]), "as many pages of the same words by ReportLab alone",
            median([b for _, b in pairs]),
        )
    ]  # fmt: skip


def _bare(words: list[str], target: Path) -> None:
    """The same lines, one below the other, nothing measured, wrapped or ruled."""
    fonts.load(fonts.Face.SERIF)
    canvas = Canvas(str(target))
    for _ in range(SHEETS):
        canvas.setFont(str(fonts.Face.SERIF), 9)
        for number, line in enumerate(words):
            canvas.drawString(40, 800 - 10 * number, line)
        canvas.showPage()
    canvas.save()
