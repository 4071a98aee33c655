"""Why: 统计表: how many entries there were, by field, topic type and recommender, and what became of them by level."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm

from app.core.errors import InvalidEntry
from app.core.words import say
from app.reports.flow import PORTRAIT, Flow
from app.reports.fonts import Face
from app.reports.grid import Cell, LaidRow, lay
from app.reports.pages import book
from app.reports.text import Style
from app.reports.values import Imprint, StatisticsSection, StatisticsTable

TITLE = Style(Face.BOLD, 16, 23, "center")
SECTION = Style(Face.BOLD, 11, 19)
HEAD = Style(Face.BOLD, 9, 12, "center")
LABEL = Style(Face.SERIF, 9.5, 13)
NUMBER = Style(Face.SANS, 9.5, 13, "center")
SUM = Style(Face.BOLD, 9.5, 13, "center")
NOTE = Style(Face.SERIF, 9, 13.5)
_LABEL_LEAST = 46 * mm


def statistics_table_pdf(table: StatisticsTable, imprint: Imprint) -> bytes:
    """A4 portrait; sums of rows and columns are made here. Raises InvalidEntry for rows that do not fit the levels."""
    target = BytesIO()
    with book(target, table.title, imprint) as made:
        made.add(lay_out(table))
    return target.getvalue()


def lay_out(table: StatisticsTable) -> Flow:
    """The table's pages."""
    flow = Flow(PORTRAIT, margin=20 * mm, top=16 * mm)
    flow.text(table.title, TITLE)
    for section in table.sections:
        _section(flow, table, section)
    if table.notes:
        flow.gap(4 * mm)
    for note in table.notes:
        flow.text(note, NOTE)
    return flow


def _section(flow: Flow, table: StatisticsTable, section: StatisticsSection) -> None:
    _check(table, section)
    columns = len(table.levels) + 2
    each = min(26 * mm, (flow.width - _LABEL_LEAST) / columns)
    widths = [flow.width - each * columns, *([each] * columns)]
    names = (section.name, *table.levels, "合计", "占比")
    header = [lay(widths, [Cell(name, HEAD, shaded=True) for name in names], 8 * mm)]
    whole = sum(sum(counts) for _, counts in section.rows)
    body = [_row(widths, label, counts, whole) for label, counts in section.rows]
    sums = tuple(sum(counts[index] for _, counts in section.rows) for index in range(len(table.levels)))
    body.append(_row(widths, "合计", sums, whole, total=True))
    flow.together(5 * mm + SECTION.leading + flow.beginning(header, body))
    flow.gap(5 * mm)
    flow.text(f"按{section.name}", SECTION)
    flow.table(header, body)


def _check(table: StatisticsTable, section: StatisticsSection) -> None:
    for label, counts in section.rows:
        if len(counts) != len(table.levels):
            raise InvalidEntry(
                say("“{label}”的数目与等级列不符。", "“{label}” does not fit the level columns.", label=label),
                say("请重新统计后再出表。", "Count again, then print."),
            )


def _share(count: int, whole: int) -> str:
    """Per cent with one decimal, half up, in whole numbers; a dash when there is nothing to share."""
    if not whole:
        return "—"
    tenths = (count * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _row(widths: list[float], label: str, counts: tuple[int, ...], whole: int, *, total: bool = False) -> LaidRow:
    style = SUM if total else NUMBER
    cells = [Cell(label, SUM if total else LABEL, shaded=total)]
    cells += [Cell(str(count), style, shaded=total) for count in counts]
    cells += [Cell(str(sum(counts)), SUM, shaded=total), Cell(_share(sum(counts), whole), style, shaded=total)]
    return lay(widths, cells, 7 * mm)
