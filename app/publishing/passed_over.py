"""What of a workbook was not read, and what was read although it does not show: said, for who opens the file sees something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from app.core.words import say
from app.publishing.tables import Grid

_NAMED = 8


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
        filled = {int(re.sub(r"\D", "", cell.place)) for cell in cells or () if cell.text}
        if rows := sorted(filled & grid.hidden):
            yield say(
                "“{name}”有 {n} 行是隐藏的，也读了：第 {rows} 行。", "{n} rows of “{name}” are hidden and were read too: {rows}.",
                name=grid.name, n=len(rows), rows=_listed(rows),
            )  # fmt: skip


def _listed(numbers: Iterable[int]) -> str:
    found = [str(n) for n in numbers]
    return say("、", ", ").join(found[:_NAMED]) + ("…" if len(found) > _NAMED else "")
