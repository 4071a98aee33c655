"""代录 as a spreadsheet: one pass as rows of points, blocks pasted after a preview, half-typed cells kept, a template to fill in.

A pass shows only what this pass typed, never the other's. Everything typed is durable at once; nothing of it counts before
it is adopted (`record.adopt`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.exports import export
from app.core.words import say
from app.models.assignment import PanelEntry
from app.models.chairing import HalfTyped, PaperPass, PaperSheet
from app.models.changes import Changes, Topic, changed
from app.models.rubric import Rubric
from app.models.shape import Points
from app.models.sheet import Recusal, RecusalReason, ScoreSheet, SheetState
from app.scoring import double_entry
from app.scoring.validate import require_points
from app.services.chair import paper_owner, record, shelves
from app.services.chair.panel import Panel
from app.services.chair.paper_passes import member_of, open_panel, pass_key, pass_of, rubrics_of, sheets_of, unknown
from app.services.judge.own_table import OwnTable, TableRow, block_cells
from app.services.judge.table_preview import Preview, preview_of
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.reports.own_table_xlsx import OwnSheet
    from app.reports.values import Imprint

_HALF = 40


@dataclass(frozen=True)
class Copyist:
    """A judge whose sheets can be copied, as the choice names them."""

    judge: str
    name: str


@dataclass(frozen=True)
class PassTable:
    """One pass: rows with the rubrics they are scored on, the sheets behind them, and the cell that was being typed when it was left."""

    judge: str
    number: int
    table: OwnTable
    sheets: tuple[PaperSheet, ...]
    half: HalfTyped | None


def copyists(profile: Profile, *, round_number: int | None = None) -> tuple[Copyist, ...]:
    """Judges with something to score of whom no signed file is held."""
    who = set(record.candidates(profile, round_number=round_number))
    return tuple(Copyist(m.judge, m.name) for m in open_panel(profile, round_number).members if m.judge in who)


def pass_table(profile: Profile, judge: str, number: int, *, round_number: int | None = None) -> PassTable:
    """One pass as typed so far, in the panel's order."""
    panel = open_panel(profile, round_number)
    rubrics, held = rubrics_of(panel, member_of(panel, judge)), pass_of(profile, panel, judge, number)
    typed = sheets_of(held)
    rows = tuple(
        _row(at, panel.by_code[code], rubric, typed.get(code) or PaperSheet(code, {})) for at, (code, rubric) in enumerate(rubrics.items())
    )
    used = {row.rubric for row in rows}
    return PassTable(
        held.judge, number, OwnTable(tuple(r for r in panel.desk.season.rubrics if r.id in used), rows), held.sheets, held.half
    )


def keep_half(profile: Profile, judge: str, number: int, half: HalfTyped | None, *, round_number: int | None = None) -> Changes:
    """Keep the text of the cell that is being typed, as it stands at this key; None when it was given up."""
    panel = open_panel(profile, round_number)
    held = pass_of(profile, panel, judge, number)
    kept = replace(half, text=half.text[:_HALF]) if half is not None else None
    with profile.database.write() as tx:
        shelves.PASSES.put(tx, pass_key(panel, held.judge, number), replace(held, half=kept))
    return changed(Topic.PANEL)


def put_sheets(
    profile: Profile, judge: str, number: int, sheets: Sequence[PaperSheet], *, round_number: int | None = None
) -> tuple[int, Changes]:
    """Make these the sheets of their entries in one pass, in one transaction; (entries, changes). Raises InvalidPoints, UsageError."""
    panel = open_panel(profile, round_number)
    rubrics, held = rubrics_of(panel, member_of(panel, judge)), pass_of(profile, panel, judge, number)
    whole = sheets_of(held) | {s.entry: _checked(s, rubrics.get(s.entry)) for s in sheets}
    with profile.database.write() as tx:
        kept = replace(held, sheets=tuple(whole.values()), half=None)
        shelves.PASSES.put(tx, pass_key(panel, held.judge, number), kept if _filled(kept) else replace(kept, file=None))
    return len(sheets), changed(Topic.PANEL, entries=tuple(s.entry for s in sheets))


def paste_preview(
    profile: Profile,
    judge: str,
    number: int,
    block: str | Sequence[Sequence[str]],
    at: tuple[str, int] | None,
    rows: Sequence[str],
    *,
    clear_blanks: bool = False,
    round_number: int | None = None,
) -> Preview:
    """What pasting a block with its corner `at` (entry, column) over `rows` (codes as shown) would change, cell by cell."""
    panel = open_panel(profile, round_number)
    rubrics = rubrics_of(panel, member_of(panel, judge))
    typed = {s.entry: _as_sheet(panel, s) for s in pass_of(profile, panel, judge, number).sheets}
    found, note = block_cells(block, at, rows, rubrics, {e.code: e for e in panel.desk.manifest.entries})
    return replace(preview_of(panel.desk.round, found, rubrics, typed, clear_blanks=clear_blanks), note=note)


@dataclass(frozen=True)
class Template:
    """One pass as a table to be filled in elsewhere and read again (`record.read_file`): one sheet per rubric."""

    title: str
    sheets: tuple[OwnSheet, ...]
    imprint: Imprint


def template(profile: Profile, judge: str, number: int, *, round_number: int | None = None) -> Template:
    """What `write_template` writes."""
    from app.reports.own_table_xlsx import OwnItem, OwnLine, OwnSheet
    from app.reports.values import Imprint

    panel, found = open_panel(profile, round_number), pass_table(profile, judge, number, round_number=round_number)
    title = paper_owner.title(member_of(panel, judge), number)
    sheets = tuple(
        OwnSheet(
            say(r.title.zh, r.title.en),
            tuple(OwnItem(say(i.name.zh, i.name.en), i.min, i.max, i.step) for i in r.items),
            tuple(OwnLine(row.code, row.title, row.circle, row.points, row.recused) for row in found.table.rows if row.rubric == r.id),
        )
        for r in found.table.rubrics
    )
    return Template(title, sheets, Imprint(panel.desk.manifest.name, panel.desk.manifest.published))


def write_template(made: Template, out: Path) -> Path:
    """As an XLSX file; touches no store: in the pool. Raises DiskFull."""
    from app.reports.own_table_xlsx import own_table_xlsx

    target = out.with_suffix(".xlsx")
    export(target, own_table_xlsx(made.title, made.sheets, made.imprint))
    return target


def _filled(held: PaperPass) -> bool:
    return any(s.points or s.recused for s in held.sheets)


def _row(at: int, entry: PanelEntry, rubric: Rubric, sheet: PaperSheet) -> TableRow:
    points = tuple(sheet.points.get(i.code) for i in rubric.items)
    filled, done = [p for p in points if p is not None], double_entry.finished(sheet, rubric)
    state = SheetState.RECUSED if sheet.recused else SheetState.DONE if done else SheetState.DRAFT if filled else SheetState.UNTOUCHED
    total = Points(sum(filled)) if filled and not sheet.recused else None
    return TableRow(
        entry.code, entry.number, at, entry.title, entry.circle, entry.unit, rubric.id, points, total, None not in points, state,
        bool(sheet.recused), not sheet.recused, False, False,
    )  # fmt: skip


def _checked(sheet: PaperSheet, rubric: Rubric | None) -> PaperSheet:
    if rubric is None:
        raise unknown(say("名单里没有成果 {code}。", "{code} is not on the list.", code=sheet.entry[:40]))
    by_code = {i.code: i for i in rubric.items}
    return PaperSheet(sheet.entry, {k: require_points(v, by_code[k]) for k, v in sheet.points.items() if k in by_code}, sheet.recused)


def _as_sheet(panel: Panel, sheet: PaperSheet) -> ScoreSheet:
    recusal = Recusal(RecusalReason.OTHER, sheet.recused, panel.desk.manifest.published) if sheet.recused else None
    return ScoreSheet(sheet.entry, SheetState.DRAFT, sheet.points, recusal=recusal)
