"""What both imports share: all rows or none, and one report that says what happened to every column and row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from app.core.errors import InvalidEntry
from app.core.tasks import Context
from app.core.words import say
from app.models.organising import ImportReport, RefusedRow
from app.publishing.columns import Column
from app.publishing.header import Header, find_table
from app.publishing.row_values import RowValues
from app.publishing.spreadsheet import read_grids

T = TypeVar("T")
_SHOWN = 20


@dataclass(frozen=True)
class Imported(Generic[T]):
    """The rows as values (empty while any row is refused) and the report."""

    rows: tuple[T, ...]
    report: ImportReport


class RowsRefused(InvalidEntry):
    """At least one row cannot be taken, so nothing was: the report lists them all."""

    reason = "rows-refused"

    def __init__(self, report: ImportReport) -> None:
        listed = "\n".join(say("第 {row} 行：{why}", "Row {row}: {why}", row=r.row, why=r.reason) for r in report.refused[:_SHOWN])
        more = len(report.refused) - _SHOWN
        super().__init__(
            say(
                "“{name}”有 {n} 行不能导入，没有导入任何内容。",
                "{n} {n:row|rows} of “{name}” {n:is|are} refused; nothing was imported.",
                name=report.source,
                n=len(report.refused),
            ),
            listed + (say("\n…另有 {more} 行", "\n… and {more} more", more=more) if more > 0 else ""),
        )
        self.report = report


def require_clean(report: ImportReport) -> None:
    """Raises RowsRefused when any row of the import was refused."""
    if report.refused:
        raise RowsRefused(report)


def read_rows(
    path: Path, columns: tuple[Column, ...], mapping: Mapping[str, str] | None, ctx: Context | None
) -> tuple[Header, list[RowValues]]:
    """The header and every row that has something in a column of ours."""
    if ctx:
        ctx.report(say("读取“{name}”…", "Reading “{name}”…", name=path.name))
    header, rows = find_table(path.name, read_grids(path), columns, mapping)
    found = [v for v in (RowValues(r, header) for r in rows) if not v.blank()]
    if not found:
        raise InvalidEntry(
            say("“{name}”只有表头，没有内容。", "“{name}” has a header but no rows.", name=path.name),
            say("请填写后再导入。", "Fill it in and import again."),
            reason="no-rows",
        )
    return header, found


def refuse_doubles(rows: list[RowValues], key_of: Callable[[RowValues], tuple[str, ...] | None]) -> None:
    """Refuse every row whose key (first member: the code) was seen before, ignoring case, and name the first."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = key_of(row)
        if key is None:
            continue
        folded = tuple(k.casefold() for k in key)
        if folded in first:
            row.refuse(
                "编号“{code}”与第 {other} 行重复",
                "the code “{code}” was already used in row {other}",
                code=key[0][:40],
                other=first[folded],
            )
        first.setdefault(folded, row.number)


def finish(
    path: Path, header: Header, rows: list[RowValues], build: Callable[[RowValues], T | None], notes: tuple[str, ...] = ()
) -> Imported[T]:
    """All values, or none and the reasons: nothing is half imported."""
    values = [(row, build(row)) for row in rows]
    refused = tuple(RefusedRow(row.number, row.reason()) for row, _ in values if row.problems)
    good = tuple(v for row, v in values if v is not None and not row.problems)
    said = tuple(n for row in rows for n in dict.fromkeys(row.notes))
    report = ImportReport(path.name[:300], len(good), header.dropped, header.ignored, refused, notes + said)
    return Imported(() if refused else good, report)
