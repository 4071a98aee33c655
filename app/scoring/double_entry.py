"""Two passes over the same paper: an entry counts when both read the same and nothing is blank; every other cell is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.chairing import PaperSheet
from app.models.rubric import Rubric
from app.scoring.validate import check_sheet


@dataclass(frozen=True)
class CellPair:
    """One cell read in two ways: hundredths, or None where a pass has nothing. `item` is empty for 回避 against points."""

    entry: str
    item: str
    first: int | None
    second: int | None


@dataclass(frozen=True)
class Passes:
    """Agreed sheets (complete, or 回避 in both), cells that differ, entries that some pass has not finished; `open_first`: of these, what the
    first pass has not."""

    agreed: tuple[PaperSheet, ...]
    differences: tuple[CellPair, ...]
    unfinished: tuple[str, ...]
    open_first: tuple[str, ...]


def compare(rubrics: Mapping[str, Rubric], first: Mapping[str, PaperSheet], second: Mapping[str, PaperSheet]) -> Passes:
    """`rubrics`: entry → rubric of every entry the judge has to score, in the order to report; sheets by entry."""
    agreed: list[PaperSheet] = []
    differences: list[CellPair] = []
    unfinished: list[str] = []
    for code, rubric in rubrics.items():
        a, b = first.get(code), second.get(code)
        if a is None or b is None or not (finished(a, rubric) and finished(b, rubric)):
            unfinished.append(code)
            continue
        found = _different(code, rubric, a, b)
        differences += found
        if not found:
            agreed.append(a)
    open_first = tuple(code for code in unfinished if first.get(code) is None or not finished(first[code], rubrics[code]))
    return Passes(tuple(agreed), tuple(differences), tuple(unfinished), open_first)


def finished(sheet: PaperSheet, rubric: Rubric) -> bool:
    """Whether this pass is done with the entry: recused, or every item filled and allowed."""
    return bool(sheet.recused) or check_sheet(sheet.points, rubric).complete


def _different(code: str, rubric: Rubric, a: PaperSheet, b: PaperSheet) -> list[CellPair]:
    if a.recused or b.recused:
        return [] if a.recused and b.recused else [CellPair(code, "", sum(a.points.values()) if not a.recused else None,
                                                           sum(b.points.values()) if not b.recused else None)]  # fmt: skip
    pairs = (CellPair(code, i.code, a.points.get(i.code), b.points.get(i.code)) for i in rubric.items)
    return [p for p in pairs if p.first != p.second]
