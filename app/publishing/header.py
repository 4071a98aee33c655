"""Finds the row with the column names, wherever titles and notes above it have pushed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.errors import InvalidEntry
from app.core.words import say
from app.publishing.columns import Column, bare_key, is_private, name_key
from app.publishing.tables import HEADER_WITHIN, MAX_ROWS, Grid, Row, too_many_rows

_MAPPED, _EXACT, _ALIAS = 3, 2, 1
_LEAST = 2


@dataclass(frozen=True)
class Header:
    """Where our columns are (key → index), which were dropped as private, and which mean nothing here."""

    row: int
    columns: Mapping[str, int]
    names: Mapping[str, str]
    dropped: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class _Candidate:
    row: Row
    grid: Grid
    claims: Mapping[str, tuple[tuple[int, int], ...]]
    """key → (rank, index) of every column that claims to be it."""


def find_table(
    name: str, grids: Iterable[Grid], columns: tuple[Column, ...], mapping: Mapping[str, str] | None = None
) -> tuple[Header, tuple[Row, ...]]:
    """The header and the rows below it, from the first sheet that has every required column.

    Raises InvalidEntry: no header row, a missing column (naming it and the headers found), or one column twice;
    TooLarge for more than MAX_ROWS rows.
    """
    best: _Candidate | None = None
    for grid in grids:
        candidate = _best_row(grid, columns, mapping or {})
        if candidate and (best is None or len(candidate.claims) > len(best.claims)):
            best = candidate
        if best and not _missing(best, columns):
            break
    if best is None:
        raise _no_header(name, columns)
    if missing := _missing(best, columns):
        raise _missing_columns(name, missing, best.row)
    return _finish(best)


def _best_row(grid: Grid, columns: tuple[Column, ...], mapping: Mapping[str, str]) -> _Candidate | None:
    rows = [r for r in grid.rows[:HEADER_WITHIN] if r.number <= HEADER_WITHIN]
    found = [_Candidate(r, grid, _claims(r, columns, mapping)) for r in rows]
    best = max(found, key=lambda c: len(c.claims), default=None)
    return best if best and len(best.claims) >= _LEAST else None


def _claims(row: Row, columns: tuple[Column, ...], mapping: Mapping[str, str]) -> dict[str, tuple[tuple[int, int], ...]]:
    claims: dict[str, tuple[tuple[int, int], ...]] = {}
    for index, text in enumerate(row.cells):
        for key, rank in _meaning(text, columns, mapping):
            claims[key] = (*claims.get(key, ()), (rank, index))
    return claims


def _meaning(text: str, columns: tuple[Column, ...], mapping: Mapping[str, str]) -> list[tuple[str, int]]:
    """At most one column of ours that a header means, with how surely."""
    if not text or is_private(text):
        return []
    if (mapped := mapping.get(name_key(text))) and any(c.key == mapped for c in columns):
        return [(mapped, _MAPPED)]
    for key in (name_key(text), bare_key(text)):
        exact = next((c.key for c in columns if key in c.exact()), None)
        alias = next((c.key for c in columns if key in c.others()), None)
        if exact or alias:
            return [(exact, _EXACT)] if exact else [(alias or "", _ALIAS)]
    return []


def _missing(candidate: _Candidate, columns: tuple[Column, ...]) -> list[Column]:
    return [c for c in columns if c.required and c.key not in candidate.claims]


def _finish(found: _Candidate) -> tuple[Header, tuple[Row, ...]]:
    columns = {key: _one(key, claims, found.row) for key, claims in found.claims.items()}
    used = set(columns.values())
    rest = [(i, t) for i, t in enumerate(found.row.cells) if t and i not in used]
    rows = tuple(r for r in found.grid.rows if r.number > found.row.number)
    if len(rows) > MAX_ROWS:
        raise too_many_rows()
    header = Header(
        found.row.number,
        columns,
        {key: found.row.cells[i][:60] for key, i in columns.items()},
        tuple(t[:60] for _, t in rest if is_private(t)),
        tuple(t[:60] for _, t in rest if not is_private(t)),
    )
    return header, rows


def _one(key: str, claims: tuple[tuple[int, int], ...], row: Row) -> int:
    """The surest claim; two equally sure ones are refused, for which one counts cannot be told."""
    top = max(rank for rank, _ in claims)
    winners = [index for rank, index in claims if rank == top]
    if len(winners) > 1:
        names = say("、", ", ").join(f"“{row.cells[i][:30]}”" for i in winners)
        raise InvalidEntry(
            say(
                "有 {n} 列都像“{key}”：{names}，不能判断以哪列为准。",
                "{n} columns claim to be “{key}”: {names}; which one counts cannot be told.",
                n=len(winners),
                key=key,
                names=names,
            ),
            say("请删去或改名多余的一列，或用 --mapping 指定。", "Remove or rename the others, or use --mapping."),
            reason="duplicate-column",
        )
    return winners[0]


def _no_header(name: str, columns: tuple[Column, ...]) -> InvalidEntry:
    wanted = say("、", ", ").join(say(c.zh, c.key) for c in columns if c.required)
    return InvalidEntry(
        say(
            "“{name}”的前 {n} 行里没有找到表头（需要：{wanted}）。",
            "No header row was found in the first {n} rows of “{name}” (needed: {wanted}).",
            name=name,
            n=HEADER_WITHIN,
            wanted=wanted,
        ),
        say(
            "可用 organizer templates 生成模板，或用 --mapping 对照列名。",
            "Write templates with organizer templates, or name the columns by --mapping.",
        ),
        reason="no-header",
    )


def _missing_columns(name: str, missing: list[Column], row: Row) -> InvalidEntry:
    wanted = say("、", ", ").join(f"“{say(c.zh, c.key)}”" for c in missing)
    found = say("、", ", ").join(t[:20] for t in row.cells[:40] if t)
    return InvalidEntry(
        say(
            "“{name}”缺少列{wanted}；找到的表头（第 {row} 行）：{found}。",
            "“{name}” lacks the column {wanted}; headers found in row {row}: {found}.",
            name=name,
            wanted=wanted,
            row=row.number,
            found=found,
        ),
        say("请补上这一列，或用 --mapping 对照列名。", "Add the column, or map your headers by --mapping."),
        reason="missing-column",
    )
