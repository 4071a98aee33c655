"""分差 as a file for the meeting: the same lines as on the screen, as XLSX and as CSV. It names judges and stays with the chair."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from app.core.exports import export, require_outside
from app.core.files import translated
from app.core.words import say, strung
from app.reports.flat_table import FlatColumn, FlatTable, Kind, flat_table_xlsx
from app.reports.panel_matrix_csv import safe_cell
from app.reports.values import Imprint
from app.services.chair import panel as panels
from app.services.chair.spread_list import SpreadLine, SpreadList, spread_list
from app.services.profile import Profile


def write(profile: Profile, folder: Path, *, round_number: int | None = None) -> tuple[Path, ...]:
    """分差.xlsx and 分差.csv in `folder`. Behind the gate; raises StoreError when they cannot be written."""
    found = spread_list(profile, round_number=round_number)
    desk = panels.load(profile, round_number).desk
    shown = table(found, desk.manifest.panel_shown)
    imprint = Imprint(desk.season.organiser, profile.clock.now().replace(microsecond=0))
    files = {say("分差.xlsx", "spread.xlsx"): flat_table_xlsx(shown, imprint), say("分差.csv", "spread.csv"): _csv(shown)}
    require_outside(folder)
    with translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        export(folder / name, content)
    return tuple(folder / name for name in files)


def table(found: SpreadList, panel: str) -> FlatTable:
    """The lines as a table; points stay numbers."""
    columns = (
        FlatColumn(say("编号", "code"), 10, Kind.CENTRED), FlatColumn(say("课题", "title"), 40), FlatColumn(say("排名", "rank"), 6, Kind.WHOLE),
        FlatColumn(say("总分极差", "range"), 10, Kind.POINTS), FlatColumn(say("超限项", "beyond the limits"), 50),
        FlatColumn(say("差得最多的项目", "widest item"), 28),
    )  # fmt: skip
    rows = tuple((x.code, x.title, x.rank, x.range, over_words(x), x.widest) for x in found.lines)
    return FlatTable(say("分差", "spread"), say("{panel} 分差", "{panel}: spread", panel=panel), columns, rows, (found.limits,))


def over_words(line: SpreadLine) -> str:
    """What is exceeded, in one cell; empty within the limits."""
    return strung(say("；", "; "), (e.words for e in line.over))


def _csv(table: FlatTable) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(c.name) for c in table.columns])
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        writer.writerow(
            [f"{v / 100:.2f}" if c.kind is Kind.POINTS and isinstance(v, int) else safe_cell("" if v is None else str(v)) for c, v in cells]
        )
    return out.getvalue().encode("utf-8-sig")
