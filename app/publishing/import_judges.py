"""The judges sheet → `ImportedJudge` values, all rows or none; it also settles the panels' codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.core.tasks import Context
from app.core.text import fold
from app.core.words import say
from app.models.organising import ImportedJudge
from app.models.roster import PanelRole
from app.publishing.columns import JUDGE_COLUMNS
from app.publishing.import_rows import Imported, finish, read_rows, refuse_doubles
from app.publishing.row_values import RowValues
from app.publishing.vocabulary import is_deputy, panel_codes, role_named

_ONLY_PANEL = "1"


def import_judges(path: Path, *, mapping: Mapping[str, str] | None = None, ctx: Context | None = None) -> Imported[ImportedJudge]:
    """Read a judges sheet (XLSX or CSV). A sheet without panels is one panel; a blank role is 评委.

    Raises as `import_entries` does; panels without exactly one 评审组长 are named in the report's notes.
    """
    header, rows = read_rows(path, JUDGE_COLUMNS, mapping, ctx)
    refuse_doubles(rows, lambda row: (code,) if (code := row.peek("id")) else None)
    codes = panel_codes(tuple(name for r in rows if (name := r.peek("panel"))))
    found = finish(path, header, rows, lambda row: _judge(row, codes))
    return replace(found, report=replace(found.report, notes=found.report.notes + _chair_notes(found.rows)))


def _chair_notes(judges: tuple[ImportedJudge, ...]) -> tuple[str, ...]:
    """A panel needs exactly one 评审组长, who leads the meeting and signs, and may have a 副组长; said here, mended by a new import."""
    chairs = Counter(j.panel for j in judges if j.role is PanelRole.CHAIR and not j.deputy)
    names = {j.panel: j.panel_name for j in judges}
    return tuple(
        say("专业组“{name}”有 {n} 位评审组长，应为 1 位", "The panel “{name}” has {n} chairs; it needs one", name=name[:60], n=chairs[code])
        for code, name in names.items()
        if chairs[code] != 1
    )


def panels_of(judges: tuple[ImportedJudge, ...]) -> dict[str, str]:
    """{fold(panel name): code}, for reading the entries sheet."""
    return {fold(j.panel_name): j.panel for j in judges}


def _judge(row: RowValues, codes: Mapping[str, str]) -> ImportedJudge | None:
    panel = row.line("panel", required=bool(codes))
    role = row.choice("role", role_named, "评委 judge | 评审组长 chair | 副组长 deputy") if row.raw("role") else PanelRole.JUDGE
    judge = ImportedJudge(
        id=row.code("id"),
        name=row.line("name", required=True),
        unit=row.line("unit"),
        panel=codes.get(fold(panel), _ONLY_PANEL),
        panel_name=panel or _ONLY_PANEL,
        role=role or PanelRole.JUDGE,
        note=row.words("note"),
        row=row.number,
        deputy=is_deputy(row.raw("role")),
    )
    return None if row.problems else judge
