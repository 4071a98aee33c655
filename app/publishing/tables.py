"""What a spreadsheet is once its file format is forgotten: numbered rows of clean text, with the cells that lie marked.

XLSX and CSV both end here, so the limits and the cleaning of cells are written once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from app.core.errors import TooLarge
from app.core.words import say

MAX_BYTES = 50 << 20
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_CELL = 5_000
MAX_SEEN = 4_000_000
"""Rows and cells looked at, blank ones too: a table of the most rows and columns that are read has a quarter of them."""
HEADER_WITHIN = 20
_INVISIBLE = ("Cc", "Cf", "Cs")
_Row = TypeVar("_Row", bound=Sequence[object])


class Fault(StrEnum):
    """Why a cell has no text one could trust."""

    FORMULA = "formula"
    ERROR = "error"
    LONG = "long"


@dataclass(frozen=True)
class Row:
    """One row as numbered in the sheet (1…): trimmed texts, and by column index the cells that cannot be used."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, Fault] = field(default_factory=dict)

    def text(self, column: int) -> str:
        """The text of a column, empty beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Grid:
    """One sheet; only rows with something in them. `hidden`: numbers of rows that the file does not show, `folded`: of columns (from 1);
    `unread`: why none was read."""

    name: str
    rows: tuple[Row, ...]
    hidden: frozenset[int] = frozenset()
    unread: str = ""
    folded: frozenset[int] = frozenset()


def clean(text: str) -> str:
    """Trimmed text without control, direction-changing and surrogate characters; tabs become spaces, new lines stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE).strip()


def make_row(number: int, values: Iterable[str | Fault | None]) -> Row | None:
    """A row of cleaned cells, or None when all are blank. Raises TooLarge when it is wider than MAX_COLUMNS."""
    cells: list[str] = []
    faults: dict[int, Fault] = {}
    for column, value in enumerate(values):
        if isinstance(value, Fault):
            faults[column] = value
        elif value is not None and len(value) > MAX_CELL:
            faults[column] = Fault.LONG
        cells.append("" if value is None or column in faults else clean(value))
    used = max([n + 1 for n, c in enumerate(cells) if c] + [n + 1 for n in faults], default=0)
    if used > MAX_COLUMNS:
        raise TooLarge(
            say(
                "第 {row} 行有 {used} 列，最多 {limit} 列。",
                "Row {row} has {used} {used:column|columns}; the limit is {limit}.",
                row=number,
                used=used,
                limit=MAX_COLUMNS,
            ),
            say("请只保留需要的列后再导入。", "Keep only the columns that are needed and import again."),
        )
    return Row(number, tuple(cells[:used]), faults) if used else None


def within_limits(name: str, rows: Iterable[_Row]) -> Iterator[_Row]:
    """The rows as they come, until they are more than anybody typed. Raises TooLarge: a few packed bytes can hold millions of blank ones."""
    seen = 0
    for cells in rows:
        seen += 1 + len(cells)
        if seen > MAX_SEEN:
            raise too_much(name)
        yield cells


def collect(rows: Iterable[Row | None]) -> tuple[Row, ...]:
    """All rows that are not blank, stopping at the first one too many. Raises TooLarge."""
    kept: list[Row] = []
    for row in rows:
        if row is not None:
            kept.append(row)
        if len(kept) > MAX_ROWS + HEADER_WITHIN:
            raise too_many_rows()
    return tuple(kept)


def too_many_rows() -> TooLarge:
    """The sentence for a sheet with more rows than a season has."""
    return TooLarge(
        say("表格超过 {limit} 行，没有导入。", "The sheet has more than {limit} rows; nothing was imported.", limit=MAX_ROWS),
        say("请拆成几个文件，或删去不需要的行。", "Split it into several files, or delete the rows that are not needed."),
        reason="too-many-rows",
    )


def too_much(name: str) -> TooLarge:
    """The sentence for a file that would take minutes to read, whatever of it is needed."""
    return TooLarge(
        say(
            "“{name}”里的单元格、样式或部件太多，没有打开。",
            "“{name}” has far too many cells, styles or parts; it was not opened.",
            name=name,
        ),
        copy_what_is_needed(),
        reason="too-much",
    )


def copy_what_is_needed() -> str:
    """The next step after a file that holds too much."""
    return say("请把需要的数据复制到一个新的表格里再导入。", "Copy the data that is needed into a new sheet and import that.")
