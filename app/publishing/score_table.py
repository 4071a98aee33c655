"""Finds a judge's scores in a spreadsheet, whoever made it: a column of entry codes, and one for each rubric item.

Headers may stand in either language and any order, with the full points beside them; one workbook may hold a
sheet per rubric. What the cells are worth is decided by the scoring rules; here they only get their place ("C7").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.core.errors import InvalidEntry
from app.core.words import say
from app.models.rubric import Rubric
from app.publishing import passed_over
from app.publishing.columns import ENTRY_COLUMNS, bare_key, name_key
from app.publishing.score_titles import Titles, titles_in
from app.publishing.tables import HEADER_WITHIN, MAX_ROWS, Fault, Grid, Row, make_row, too_many_rows

_CODE = next(c for c in ENTRY_COLUMNS if c.key == "code")
_TOTAL = {name_key(n) for n in ("总分", "合计", "总计", "合计得分", "total", "total points")}
_NUMBERS = re.compile(r"^[0-9]+|[0-9]+分?$")
TOTAL = ""
"""The item of a cell in the total's column."""


@dataclass(frozen=True)
class ScoreCell:
    """One cell below the header: `place` as in the file ("C7"), entry code, item code (TOTAL for the sum), text.

    `fault` says in words why the cell cannot be used, whatever its text.
    """

    place: str
    entry: str
    item: str
    text: str
    fault: str = ""


@dataclass(frozen=True)
class ScoreTable:
    """`said`: which sheets were not read, and what was read although the file does not show it, in sentences."""

    cells: tuple[ScoreCell, ...]
    said: tuple[str, ...] = ()


def find_scores(name: str, grids: Iterable[Grid], entries: Mapping[str, Rubric], titles: Mapping[str, str] | None = None) -> ScoreTable:
    """The score cells of every sheet that has codes and items; `entries` maps entry codes to their rubrics, `titles` to their titles.

    Raises InvalidEntry when no sheet has a header, or two columns of one sheet claim one item; TooLarge.
    """
    read = [(grid, scores_in(grid, entries, titles)) for grid in grids]
    tables = [(grid, cells) for grid, cells in read if cells is not None]
    if not tables:
        raise InvalidEntry(
            say(
                "“{name}”里没有找到表头：需要“编号”和评审项目的列。",
                "“{name}” has no header row with a code column and rubric items.",
                name=name,
            ),
            say("可先用 judge export-scores 导出一份，再填写。", "Export one with judge export-scores and fill it in."),
            reason="no-header",
        )
    cells = tuple(_placed(cell, grid.name if len(tables) > 1 else "") for grid, cells in tables for cell in cells)
    return ScoreTable(cells, tuple(passed_over.words(read)))


def scores_in(grid: Grid, entries: Mapping[str, Rubric], titles: Mapping[str, str] | None = None) -> tuple[ScoreCell, ...] | None:
    """The score cells of one sheet, or None when no row of it is a header. With `titles`, a row that has another entry's is a fault."""
    rubrics = {rubric.id: rubric for rubric in entries.values()}.values()
    for row in grid.rows:
        if row.number > HEADER_WITHIN:
            break
        found = _columns(row, rubrics)
        if found is not None:
            below = [r for r in grid.rows if r.number > row.number]
            if len(below) > MAX_ROWS:
                raise too_many_rows()
            beside = titles_in(row, titles, (found[0], *found[1]))
            return tuple(cell for r in below for cell in _row(r, *found, entries, beside))
    return None


def as_grid(cells: Iterable[Iterable[str]]) -> Grid:
    """A pasted block as a sheet. Raises TooLarge."""
    rows = (make_row(number, texts) for number, texts in enumerate(cells, 1))
    return Grid("", tuple(row for row in rows if row is not None))


def place_of(row: int, column: int) -> str:
    """The name of a cell: row 1…, column 0… → "C7"."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def code_of(text: str) -> str:
    """An entry code as people type it: ｚ－００１ is Z-001."""
    return unicodedata.normalize("NFKC", text).strip().upper().replace("—", "-").replace("–", "-")


def _columns(row: Row, rubrics: Iterable[Rubric]) -> tuple[int, dict[int, frozenset[str]]] | None:
    """(index of the code column, what each other column may be: item codes, or TOTAL)."""
    keys = {index: _keys(text) for index, text in enumerate(row.cells) if text}
    for names in (_CODE.exact(), _CODE.others()):
        codes = [index for index, found in keys.items() if found & names]
        if codes:
            break
    else:
        return None
    items = {index: _items(found, rubrics) for index, found in keys.items() if index != codes[0]}
    items = {index: found for index, found in items.items() if found}
    if not any(found != {TOTAL} for found in items.values()):
        return None
    _refuse_twice(row, items)
    return codes[0], items


def _keys(text: str) -> frozenset[str]:
    keys = {name_key(text), bare_key(text)}
    return frozenset(keys | {_NUMBERS.sub("", key) for key in keys}) - {""}


def _items(keys: frozenset[str], rubrics: Iterable[Rubric]) -> frozenset[str]:
    items = (item for rubric in rubrics for item in rubric.items)
    found = {i.code for i in items if keys & {name_key(i.code), name_key(i.name.zh), name_key(i.name.en)}}
    return frozenset(found or ({TOTAL} if keys & _TOTAL else ()))


def _refuse_twice(row: Row, items: Mapping[int, frozenset[str]]) -> None:
    seen: dict[frozenset[str], int] = {}
    for index, codes in items.items():
        if codes in seen:
            first, second = row.text(seen[codes]), row.text(index)
            raise InvalidEntry(
                say("有两列都像同一项：“{a}”和“{b}”。", "Two columns claim the same item: “{a}” and “{b}”.", a=first[:30], b=second[:30]),
                say("请删去多余的一列。", "Remove one of them."),
                reason="duplicate-column",
            )
        seen[codes] = index


def _row(
    row: Row, code_column: int, columns: Mapping[int, frozenset[str]], entries: Mapping[str, Rubric], titles: Titles | None
) -> Iterator[ScoreCell]:
    code = code_of(row.text(code_column))
    rubric = entries.get(code)
    if rubric is None:
        filled = [index for index in columns if row.text(index) or index in row.faults]
        if code or filled:
            place = place_of(row.number, code_column if code else filled[0])
            yield ScoreCell(place, code, TOTAL, row.text(code_column), unknown(code))
        return
    if titles is not None and (fault := titles.fault(row, code)):
        yield ScoreCell(place_of(row.number, code_column), code, TOTAL, row.text(code_column), fault)
        return
    for index, codes in columns.items():
        item = next((i.code for i in rubric.items if i.code in codes), TOTAL)
        foreign = item == TOTAL and TOTAL not in codes
        fault = _fault(row.faults.get(index), item)
        if foreign and (fault or row.text(index)):
            fault = say("{code} 的评分表没有这一项", "the rubric of {code} has no such item", code=code)
        if not foreign or fault:
            yield ScoreCell(place_of(row.number, index), code, item, row.text(index), fault)


def unknown(code: str) -> str:
    """Why a row without a known code cannot be used."""
    if not code:
        return say("这一行没有编号", "this row has no code")
    return say("您的名单里没有“{code}”", "“{code}” is not in your list", code=code[:40])


def _fault(fault: Fault | None, item: str) -> str:
    if fault is None or (item == TOTAL and fault is Fault.FORMULA):
        return ""
    return {
        Fault.FORMULA: say("是公式，请“选择性粘贴”为数值", "is a formula; paste it as a value"),
        Fault.ERROR: say("是错误值", "is an error value"),
        Fault.LONG: say("内容太长", "is too long"),
    }[fault]


def _placed(cell: ScoreCell, sheet: str) -> ScoreCell:
    return ScoreCell(f"{sheet}!{cell.place}", cell.entry, cell.item, cell.text, cell.fault) if sheet else cell
