"""我的评分表: every entry of the judge with every item, the second way to score beside the score boxes.

A block copied from Excel or WPS is pasted here: first a preview of each cell, then one save of all, one step of undo.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.errors import TooLarge, UsageError
from app.core.words import say
from app.models.entry import Entry
from app.models.rubric import Rubric
from app.models.shape import Points
from app.models.sheet import ScoreSheet, SheetState
from app.publishing.score_table import TOTAL, ScoreCell, as_grid, code_of, place_of, scores_in
from app.scoring import distribution, totals
from app.scoring.distribution import Strip
from app.services.judge import paste_codes, table_preview, workspace
from app.services.judge.paste_codes import CodedBlock
from app.services.judge.table_preview import CellPreview, CellState, Preview, apply
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.entry_rows import EntryRow, Order

__all__ = ["CellPreview", "CellState", "OwnTable", "Preview", "TableRow", "apply", "paste_preview", "strips", "table"]

_LARGEST = 1 << 20
_MOST_ROWS = 5_000
_BESIDE = 30
"""Rows and columns that a pasted table may have around the points: heads, names, sums."""


@dataclass(frozen=True)
class TableRow:
    """One entry: `points` in its rubric's order (hundredths, None blank), `total` of the filled items (None: none is).

    `complete` when no item is blank; `editable` when it is neither recused, taken out nor handed in.
    """

    code: str
    number: int
    position: int
    title: str
    circle: str
    unit: str | None
    rubric: str
    points: tuple[Points | None, ...]
    total: Points | None
    complete: bool
    state: SheetState
    recused: bool
    editable: bool
    withdrawn: bool
    practice: bool


@dataclass(frozen=True)
class OwnTable:
    """The rows as filtered and sorted, and the rubrics they are scored with."""

    rubrics: tuple[Rubric, ...]
    rows: tuple[TableRow, ...]

    def rubric(self, row: TableRow) -> Rubric:
        """The rubric of a row: what its columns mean."""
        return next(r for r in self.rubrics if r.id == row.rubric)


def table(
    profile: Profile,
    *,
    rubric: str | None = None,
    state: SheetState | None = None,
    text: str | None = None,
    order: Order = Order.POSITION,
    item: str | None = None,
    descending: bool = False,
    round_number: int | None = None,
) -> OwnTable:
    """The table, filtered in the store; `item` sorts by that item's points instead of `order`, blanks last."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        listed = tx.entries.rows(desk.round, state=state, text=text, order=order, descending=descending and item is None)
        rows = [_row(tx, desk, line, sheet) for line, sheet in _with_sheets(tx, desk, listed) if rubric in (None, line.rubric)]
    made = OwnTable(tuple(r for r in desk.season.rubrics if any(row.rubric == r.id for row in rows)), tuple(rows))
    return made if item is None else _by_item(made, item, descending)


def paste_preview(
    profile: Profile,
    block: str | Sequence[Sequence[str]],
    at: tuple[str, int] | None = None,
    *,
    rows: Sequence[str] | None = None,
    clear_blanks: bool = False,
    round_number: int | None = None,
) -> Preview:
    """What pasting `block` (tab-separated text, or cells) with its corner `at` (entry code, column 0…) would change.

    `rows`: codes in the order shown, default the reading order. A block with its own header row (编号 and items) finds
    its cells by itself and needs no `at`; one whose rows begin with codes goes by them, whatever row it is pasted over.
    The column after the last item is the total's: checked, never taken.
    Raises TooLarge, UsageError (unknown entry, or no corner), InvalidEntry (two columns for one item).
    """
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        rubrics = {entry.code: desk.rubric(entry) for entry in desk.manifest.entries}
        shown = rows if rows is not None else [line.code for line in tx.entries.rows(desk.round)]
        corner = (desk.entry(at[0]).code, at[1]) if at is not None else None
        found, note = block_cells(block, corner, shown, rubrics, {e.code: e for e in desk.manifest.entries})
        return replace(table_preview.judge_cells(tx, desk, found, clear_blanks=clear_blanks), note=note)


def block_cells(
    block: str | Sequence[Sequence[str]],
    at: tuple[str, int] | None,
    shown: Sequence[str],
    rubrics: Mapping[str, Rubric],
    entries: Mapping[str, Entry],
) -> tuple[tuple[ScoreCell, ...], str]:
    """The cells of a block and what is to be said of it: by its own header, else by the codes its rows begin with, else laid
    from the corner `at` over the rows as shown."""
    cells = _split(block) if isinstance(block, str) else [list(row) for row in block]
    _fits_the_table(cells, entries, rubrics)
    found = scores_in(as_grid(cells), rubrics, {code: entry.title for code, entry in entries.items()})
    if found is not None:
        return found, ""
    if (coded := paste_codes.coded(cells, entries)) is not None:
        return _by_code(coded, at, rubrics)
    return tuple(_laid(cells, _corner(at), shown, rubrics)), ""


def strips(profile: Profile, rubric: str, *, round_number: int | None = None) -> tuple[Strip, ...]:
    """The judge's own points so far with one rubric: a strip per item, in order, and one of the complete totals."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        found = next((r for r in desk.season.rubrics if r.id == rubric), None)
        if found is None:
            raise UsageError(say("赛季里没有评分表 {code}。", "The season has no rubric {code}.", code=rubric[:40]))
        mine = {e.code for e in desk.manifest.entries if e.rubric == rubric and not e.withdrawn}
        sheets = [s for s in tx.sheets.all_sheets(desk.round) if s.entry in mine and s.recusal is None]
    return distribution.of_rubric(found, [s.points for s in sheets])


def _with_sheets(tx: Transaction, desk: Workspace, listed: Iterable[EntryRow]) -> list[tuple[EntryRow, ScoreSheet]]:
    sheets = {sheet.entry: sheet for sheet in tx.sheets.all_sheets(desk.round)}
    return [(line, sheets.get(line.code) or ScoreSheet(line.code)) for line in listed]


def _row(tx: Transaction, desk: Workspace, line: EntryRow, sheet: ScoreSheet) -> TableRow:
    entry: Entry = desk.entry(line.code)
    rubric, recused = desk.rubric(entry), sheet.recusal is not None
    points = tuple(sheet.points.get(i.code) for i in rubric.items)
    total = totals.sheet_total(sheet.points, rubric) if sheet.points and not recused else None
    return TableRow(
        line.code, line.number, line.position, line.title, line.circle, line.unit, rubric.id, points, total, None not in points,
        line.state, recused, _editable(tx, desk, line, recused), line.withdrawn, line.practice,
    )  # fmt: skip


def _editable(tx: Transaction, desk: Workspace, line: EntryRow, recused: bool) -> bool:
    return not recused and not line.withdrawn and not tx.events.is_locked(desk.round, line.code)


def _by_item(made: OwnTable, item: str, descending: bool) -> OwnTable:
    def value(row: TableRow) -> Points | None:
        place = next((n for n, i in enumerate(made.rubric(row).items) if i.code == item), None)
        return None if place is None or row.recused else row.points[place]

    filled = [(p, row) for row in made.rows if (p := value(row)) is not None]
    ordered = [row for _, row in sorted(filled, key=lambda pair: -pair[0] if descending else pair[0])]
    return OwnTable(made.rubrics, (*ordered, *(row for row in made.rows if value(row) is None)))


def _split(block: str) -> list[list[str]]:
    """Cells as Excel and WPS put them on the clipboard: tabs and lines, cells with breaks in double quotes."""
    if len(block) > _LARGEST:
        raise TooLarge(say("粘贴的内容太多。", "The pasted block is too large."), say("请分几次粘贴。", "Paste it in parts."))
    lines = csv.reader(io.StringIO(block.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n"), newline=""), delimiter="\t")
    try:
        found = [list(line) for line in lines]
    except csv.Error as error:
        raise TooLarge(say("粘贴的内容里有过长的单元格。", "The pasted block has a cell that is too long.")) from error
    if len(found) > _MOST_ROWS:
        raise TooLarge(say("粘贴的内容超过 {n} 行。", "The pasted block has more than {n} rows.", n=_MOST_ROWS))
    return found


def _fits_the_table(cells: list[list[str]], entries: Mapping[str, Entry], rubrics: Mapping[str, Rubric]) -> None:
    """Twice the own table with its names around it is plenty; more is something else, and looking at each cell would take seconds."""
    rows = 2 * len(entries) + _BESIDE
    columns = 2 * max((len(r.items) for r in rubrics.values()), default=0) + _BESIDE
    high, wide = len(cells), max((len(row) for row in cells), default=0)
    if high > rows or wide > columns:
        raise TooLarge(
            say(
                "粘贴的内容有 {high} 行 {wide} 列，比总表大得多（最多 {rows} 行 {columns} 列）。",
                "The pasted block has {high} {high:row|rows} and {wide} {wide:column|columns}, far more than the table (at most {rows} by {columns}).",
                high=high, wide=wide, rows=rows, columns=columns,
            ),
            say("请只复制评分的那一块，再粘贴。", "Copy only the scores, then paste."),
        )  # fmt: skip


def _corner(at: tuple[str, int] | None) -> tuple[str, int]:
    if at is None:
        raise UsageError(
            say("粘贴的内容没有表头，不知道放在哪里。", "The pasted block has no header, so its place is unknown."),
            say("请先选中一个单元格，再粘贴。", "Select a cell first, then paste."),
        )
    return at


def _by_code(block: CodedBlock, at: tuple[str, int] | None, rubrics: Mapping[str, Rubric]) -> tuple[tuple[ScoreCell, ...], str]:
    """The cells of rows that name their entry. A block as wide as the rubric begins at the first item, a narrower one at the corner."""
    named = [r for line in block.cells if (r := rubrics.get(code_of("".join(line[block.code : block.code + 1])))) is not None]
    rubric = rubrics[at[0]] if at is not None and at[0] in rubrics else (named or list(rubrics.values()))[0]
    column = at[1] if at is not None and block.width < len(rubric.items) else 0
    return tuple(block.laid(column, rubrics)), block.words(column, rubric)


def _laid(cells: Sequence[Sequence[str]], at: tuple[str, int], shown: Sequence[str], rubrics: Mapping[str, Rubric]) -> Iterable[ScoreCell]:
    """The cells of a block without header, laid from the corner to the right and downwards over the rows as shown."""
    first = at[0]
    if first not in shown:
        raise UsageError(say("成果 {code} 不在当前列表里。", "The entry {code} is not in the list shown.", code=first))
    start = shown.index(first)
    for down, line in enumerate(cells):
        row = start + down
        rubric = rubrics.get(shown[row]) if row < len(shown) else None
        for right, text in enumerate(line):
            column, place = at[1] + right, place_of(down + 1, right)
            if rubric is not None and column < len(rubric.items):
                yield ScoreCell(place, shown[row], rubric.items[column].code, text)
            elif rubric is not None and column == len(rubric.items):
                yield ScoreCell(place, shown[row], TOTAL, text)
            elif text.strip():
                yield ScoreCell(place, "", TOTAL, text, say("超出了表格", "lies outside the table"))
