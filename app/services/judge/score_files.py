"""A judge's scores as a spreadsheet: exported to be filled in anywhere, imported again with a preview, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import UsageError
from app.core.exports import export
from app.core.words import joined, say
from app.models.changes import Changes
from app.models.rubric import Rubric
from app.publishing.score_table import find_scores
from app.publishing.spreadsheet import read_grids
from app.reports.own_table_xlsx import OwnItem, OwnLine, OwnSheet, own_table_xlsx
from app.reports.values import Imprint
from app.services.judge import own_table, table_preview, workspace
from app.services.judge.own_table import OwnTable, TableRow
from app.services.judge.table_preview import Preview
from app.services.profile import Profile


@dataclass(frozen=True)
class Exported:
    """The workbook written, and how many entries stand in it."""

    file: Path
    entries: int


def export_scores(profile: Profile, out: Path, *, round_number: int | None = None) -> Exported:
    """Write every entry with its points into an XLSX file, one sheet per rubric. Raises UsageError (no .xlsx name), DiskFull."""
    if out.suffix.lower() != ".xlsx":
        raise UsageError(
            say("文件名应以 .xlsx 结尾。", "The file's name must end in .xlsx."),
            say("例：qcdesk judge export-scores 评分.xlsx", "E.g. qcdesk judge export-scores scores.xlsx"),
        )
    desk = workspace.load(profile, round_number)
    made = own_table.table(profile, round_number=round_number)
    title = say("{year}年 {name} 我的评分表", "{year} {name}: own scores", year=desk.season.year, name=desk.manifest.name)
    sheets = [_sheet(made, rubric) for rubric in made.rubrics]
    export(out, own_table_xlsx(title, sheets, Imprint(desk.manifest.name, desk.manifest.published)))
    return Exported(out, len(made.rows))


def preview_import(profile: Profile, file: Path, *, clear_blanks: bool = False, round_number: int | None = None) -> Preview:
    """What importing `file` (XLSX or CSV) would change, cell by cell. Raises FormatError, TooLarge, InvalidEntry, UsageError."""
    desk = workspace.load(profile, round_number)
    rubrics = {entry.code: desk.rubric(entry) for entry in desk.manifest.entries}
    found = find_scores(file.name, read_grids(file), rubrics, {entry.code: entry.title for entry in desk.manifest.entries})
    with profile.database.read() as tx:
        judged = table_preview.judge_cells(tx, desk, found.cells, clear_blanks=clear_blanks)
    return replace(judged, note=joined(*found.said))


def import_scores(profile: Profile, file: Path, *, clear_blanks: bool = False, round_number: int | None = None) -> tuple[Preview, Changes]:
    """Preview and save in one go. Raises InvalidEntry naming the cells when any cell cannot be taken: nothing is saved."""
    preview = preview_import(profile, file, clear_blanks=clear_blanks, round_number=round_number)
    _, changes = table_preview.apply(profile, preview)
    return preview, changes


def _sheet(made: OwnTable, rubric: Rubric) -> OwnSheet:
    items = tuple(OwnItem(say(i.name.zh, i.name.en), i.min, i.max, i.step) for i in rubric.items)
    lines = tuple(_line(row) for row in made.rows if row.rubric == rubric.id)
    return OwnSheet(say(rubric.title.zh, rubric.title.en), items, lines)


def _line(row: TableRow) -> OwnLine:
    return OwnLine(row.code, row.title, row.circle, row.points, row.recused)
