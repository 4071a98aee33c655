"""The private hints over a judge's whole work, read from the store; nothing of them is ever kept, sent or printed."""

from __future__ import annotations

from app.core.errors import AppError
from app.models.sheet import ScoreSheet
from app.scoring import hints as rules
from app.scoring.hints import Hint
from app.services.judge import steps, workspace
from app.services.profile import Profile


def of_entry(profile: Profile, code: str, *, round_number: int | None = None) -> tuple[Hint, ...]:
    """The hints on one entry's sheet, without reading its report. Raises UsageError for an unknown code."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        sheet = tx.sheets.sheet(desk.round, entry.code)
    return (*rules.of_sheet(sheet, desk.rubric(entry)), *rules.of_unit(sheet, desk.hidden_units))


def of_all(profile: Profile, *, round_number: int | None = None) -> tuple[Hint, ...]:
    """Every hint on the sheets of the round: by entry, then those that concern several."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        sheets = {sheet.entry: sheet for sheet in tx.sheets.all_sheets(desk.round)}
    mine = [(e, sheets[e.code]) for e in desk.manifest.entries if e.code in sheets and not e.withdrawn]
    single = [h for e, s in mine for h in (*rules.of_sheet(s, desk.rubric(e)), *rules.of_unit(s, desk.hidden_units))]
    by_rubric: dict[str, list[ScoreSheet]] = {}
    for entry, sheet in mine:
        by_rubric.setdefault(entry.rubric, []).append(sheet)
    flat = [h for r in desk.season.rubrics for h in rules.flat(by_rubric.get(r.id, []), r)]
    return (*single, *rules.pasted(sheet for _, sheet in mine), *flat)


def of_report(profile: Profile, code: str, *, round_number: int | None = None) -> tuple[Hint, ...]:
    """Topic type against steps, from the report's pages; empty when the report is not here or cannot be opened."""
    try:
        found = steps.checklist(profile, code, round_number=round_number)
    except AppError:
        return ()
    return rules.of_steps(workspace.load(profile, round_number).entry(code).code, found)
