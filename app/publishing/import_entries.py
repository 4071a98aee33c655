"""The entries sheet → `ImportedEntry` values, all rows or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from app.core.tasks import Context
from app.core.text import fold
from app.core.words import say
from app.models.entry import DocumentRole
from app.models.organising import FileCell, ImportedEntry
from app.models.season import EntryField
from app.publishing.columns import ENTRY_COLUMNS
from app.publishing.import_rows import Imported, finish, read_rows, refuse_doubles
from app.publishing.row_values import RowValues
from app.publishing.vocabulary import TOPIC_NAMES, field_named, own_code, panel_codes, topic_type

_ROLES = (DocumentRole.REPORT, DocumentRole.FORM, DocumentRole.RECOMMENDATION, DocumentRole.ONSITE, DocumentRole.VIDEO)
_PATH = 1000
_MOST_FILES = 40
_BETWEEN = re.compile(r"[\n;；|]")


def import_entries(
    path: Path,
    fields: tuple[EntryField, ...],
    *,
    rounds: Collection[int] = (1,),
    panels: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    ctx: Context | None = None,
) -> Imported[ImportedEntry]:
    """Read an entries sheet (XLSX or CSV).

    `fields` and `rounds` are the season's; `panels` {fold(panel name): code} as the judges sheet gave them (None: the
    sheet's own names become codes); `mapping` comes from `read_mapping`. Raises InvalidEntry, FormatError or UsageError
    when the sheet as a whole cannot be read; refused rows are in the report (`require_clean` raises them).
    """
    header, rows = read_rows(path, ENTRY_COLUMNS, mapping, ctx)
    refuse_doubles(rows, _key)
    known = panel_codes(tuple(name for r in rows if (name := r.peek("panel")))) if panels is None else panels
    return finish(path, header, rows, lambda row: _entry(row, fields, rounds, known))


def _key(row: RowValues) -> tuple[str, ...] | None:
    """Code and round: one entry may be scored in two rounds."""
    code = row.peek("code")
    return (code, re.sub(r"\D", "", fold(row.peek("round"))) or "1") if code else None


def _entry(row: RowValues, fields: tuple[EntryField, ...], rounds: Collection[int], panels: Mapping[str, str]) -> ImportedEntry | None:
    code = row.code("code")
    kind = row.choice("topic_type", topic_type, " | ".join(names[0] for names in TOPIC_NAMES.values()))
    field = row.choice("field", lambda text: field_named(text, fields), " | ".join(say(f.name.zh, f.name.en) for f in fields))
    entry = ImportedEntry(
        code=code,
        title=row.line("title", required=True),
        circle=row.line("circle", required=True),
        topic_type=kind or next(iter(TOPIC_NAMES)),
        field=field.code if field else "",
        field_name=field.name.zh if field else "",
        unit=row.line("unit", required=True),
        recommender=row.line("recommender"),
        round=_round(row, rounds),
        row=row.number,
        number=row.count("number", 1, 5000) or 0,
        panel=_panel(row, panels),
        applicant=row.line("applicant"),
        presentation=row.count("presentation", 1, 5000),
        lead=row.line("lead"),
        recommender_opinion=row.words("recommender_opinion") or None,
        recommender_rank=row.count("recommender_rank", 1, 5000),
        sealed=row.tick("sealed") if row.has("sealed") else None,
        exempt=row.tick("exempt"),
        practice=row.tick("practice"),
        withdrawn=row.tick("withdrawn"),
        files=tuple(cell for role in _ROLES for cell in _files(row, role)),
    )
    return None if row.problems else entry


def _round(row: RowValues, rounds: Collection[int]) -> int:
    number = row.count("round", 1, 20) or 1
    if number not in rounds:
        row.refuse("本季没有第 {n} 轮", "the season has no round {n}", n=number)
    return number


def _panel(row: RowValues, panels: Mapping[str, str]) -> str | None:
    """The panel by its name or its code, 第3组 = 3; blank until entries are allotted."""
    name = row.line("panel")
    if not name:
        return None
    by_itself = own_code(fold(name))
    code = panels.get(fold(name)) or (by_itself if by_itself in panels.values() else None)
    if code is None:
        row.refuse("专业组“{name}”没有评委", "no judge sits in the panel “{name}”", name=name[:30])
    return code


def _files(row: RowValues, role: DocumentRole) -> list[FileCell]:
    """A cell may name several files, on lines of their own or between semicolons."""
    paths = [p.strip().strip('"') for p in _BETWEEN.split(row.raw(role.value))]
    if any(len(p) > _PATH for p in paths) or len(paths) > _MOST_FILES // len(_ROLES):
        row.refuse("“{name}”的路径太长或太多", "“{name}” has too long or too many paths", name=role.value)
        return []
    return [FileCell(role, p) for p in paths if p]
