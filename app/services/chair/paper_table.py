"""A judge's scores from a table somebody else typed: read cell by cell, refused whole when one cell cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import InvalidEntry
from app.core.words import say, strung
from app.models import points as written
from app.models.assignment import PanelMember
from app.models.chairing import PaperSheet
from app.models.rubric import Rubric
from app.models.shape import Points
from app.publishing.score_table import TOTAL, ScoreCell, find_scores
from app.publishing.spreadsheet import read_grids
from app.scoring.cells import CellKind, read_cell
from app.services.chair import paper_owner, paper_recusal
from app.services.chair.panel import Panel
from app.services.chair.paper_passes import rubrics_of, titles_of

_SHOWN = 5


@dataclass(frozen=True)
class ZeroCell:
    """A cell that says 0, which nobody should give by a slip."""

    cell: str
    entry: str
    item: str


@dataclass(frozen=True)
class PaperTable:
    """`said`: what of the file was not read, or was read although it does not show, in sentences."""

    sheets: tuple[PaperSheet, ...]
    zeros: tuple[ZeroCell, ...]
    said: tuple[str, ...]


def read(file: Path, panel: Panel, member: PanelMember, number: int | None = None) -> PaperTable:
    """A member's sheets in an XLSX or CSV file; entries without a filled cell are left out. `number`: the pass it is to be, where it is one.

    Raises InvalidEntry `problems` naming up to five cells, or when no header is found; UsageError `other-judge`; FormatError, TooLarge.
    """
    rubrics, grids = rubrics_of(panel, member), tuple(read_grids(file))
    told = paper_owner.require(file.name, grids, member, panel.members, number)
    found = find_scores(file.name, grids, rubrics, titles_of(panel))
    table = _Table(rubrics)
    for cell in (*found.cells, *(c for c in paper_recusal.recused(found.cells, rubrics).values() if c.fault)):
        table.take(cell)
    table.check_totals()
    if table.problems:
        raise _in_words(table.problems)
    zeros = tuple(z for z in table.zeros if z.entry not in table.recused)
    return PaperTable(table.sheets(), zeros, (*told, *found.said))


class _Table:
    """What was read so far, and what is wrong with it."""

    def __init__(self, rubrics: Mapping[str, Rubric]) -> None:
        self.rubrics = rubrics
        self.points: dict[str, dict[str, Points]] = {}
        self.recused: set[str] = set()
        self.totals: list[tuple[ScoreCell, str]] = []
        self.problems: list[str] = []
        self.zeros: list[ZeroCell] = []

    def take(self, cell: ScoreCell) -> None:
        if cell.fault:
            self._problem(cell, cell.fault)
        elif cell.item == TOTAL:
            self.totals.append((cell, cell.text.strip()))
        else:
            self._points(cell)

    def _points(self, cell: ScoreCell) -> None:
        item = self.rubrics[cell.entry].item(cell.item)
        if item is None:
            raise RuntimeError("a cell for an item that its rubric does not have")
        read = read_cell(cell.text, item)
        given = self.points.setdefault(cell.entry, {})
        if read.kind is CellKind.PROBLEM:
            self._problem(cell, read.words)
        elif read.kind is CellKind.RECUSED:
            self.recused.add(cell.entry)
        elif read.value is not None and item.code in given:
            self._problem(cell, say("{code} 的这一项出现两次", "this item of {code} stands twice", code=cell.entry))
        elif read.value is not None:
            given[item.code] = read.value
            if read.value == 0:
                self.zeros.append(ZeroCell(cell.place, cell.entry, item.code))

    def check_totals(self) -> None:
        """A number in the total's column must be the sum: what was misread twice in the same way is caught here."""
        for cell, text in self.totals:
            given = self.points.get(cell.entry, {})
            if not text.replace(".", "", 1).isdecimal() or len(text) > 10 or cell.entry in self.recused or not given:
                continue
            total, summed = written.of(text), Points(sum(given.values()))
            if total != summed:
                words = say(
                    "总分 {total} 与各项之和 {sum} 不符",
                    "the total {total} is not the sum {sum}",
                    total=written.short(total),
                    sum=written.short(summed),
                )
                self._problem(cell, words)

    def sheets(self) -> tuple[PaperSheet, ...]:
        word = say("表格注明回避", "recused, as the table says")
        found = [
            PaperSheet(code, {}, word) if code in self.recused else PaperSheet(code, self.points.get(code, {})) for code in self.rubrics
        ]
        return tuple(s for s in found if s.points or s.recused)

    def _problem(self, cell: ScoreCell, words: str) -> None:
        self.problems.append(f"{cell.place}: {words}")


def _in_words(problems: list[str]) -> InvalidEntry:
    shown = strung(say("；", "; "), problems[:_SHOWN])
    more = say("；还有 {n} 处", "; and {n} more", n=len(problems) - _SHOWN) if len(problems) > _SHOWN else ""
    return InvalidEntry(
        say("有 {n} 处读不出来：{what}。", "{n} {n:cell|cells} cannot be read: {what}.", n=len(problems), what=shown + more),
        say("请改正后再读；没有保存。", "Correct them and read it again; nothing was kept."),
        reason="problems",
    )
