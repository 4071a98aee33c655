"""What of a workbook was not read, and what was read although it does not show: said, for who opens the file sees something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Protocol

from app.core.words import say
from app.publishing.tables import Grid

_NAMED = 8
_PLACE = re.compile(r"([A-Z]+)(\d+)")


class _Cell(Protocol):
    @property
    def place(self) -> str: ...
    @property
    def text(self) -> str: ...


def words(read: Iterable[tuple[Grid, Sequence[_Cell] | None]]) -> Iterator[str]:
    """Sentences about the sheets and their cells; a sheet without a table has None, an empty one concerns nobody."""
    sheets = list(enumerate(read, 1))
    reasons = [(n, grid.unread) for n, (grid, cells) in sheets if grid.unread]
    reasons += [(n, say("没有“编号”和评审项目的表头", "no header with codes and items")) for n, (g, c) in sheets if c is None and g.rows]
    for why in dict.fromkeys(why for _, why in reasons):
        which = _listed(n for n, other in reasons if other == why)
        yield say("第 {which} 个工作表没有读：{why}。", "Sheet {which} was not read: {why}.", which=which, why=why)
    for _, (grid, cells) in sheets:
        filled = [_PLACE.fullmatch(cell.place) for cell in cells or () if cell.text]
        places = [(found[1], int(found[2])) for found in filled if found]
        if rows := sorted({row for _, row in places} & grid.hidden):
            yield say(
                "“{name}”有 {n} 行是隐藏的，也读了：第 {rows} 行。", "{n} {n:row|rows} of “{name}” {n:is|are} hidden and {n:was|were} read too: {rows}.",
                name=grid.name, n=len(rows), rows=_listed(rows),
            )  # fmt: skip
        if columns := sorted({c for c, _ in places if _number(c) in grid.folded}, key=_number):
            yield say(
                "“{name}”有 {n} 列是隐藏的，也读了：{columns} 列。", "{n} {n:column|columns} of “{name}” {n:is|are} hidden and {n:was|were} read too: {columns}.",
                name=grid.name, n=len(columns), columns=_listed(columns),
            )  # fmt: skip


def _number(letters: str) -> int:
    """A is 1, AA 27."""
    return reduce(lambda sofar, letter: 26 * sofar + ord(letter) - ord("A") + 1, letters, 0)


def _listed(numbers: Iterable[int | str]) -> str:
    found = [str(n) for n in numbers]
    return say("、", ", ").join(found[:_NAMED]) + ("…" if len(found) > _NAMED else "")
