"""回避 in a table somebody else filled in: one cell that says it speaks for the whole entry, unless other cells hold points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.core.words import say
from app.models.rubric import Rubric
from app.publishing.score_table import TOTAL, ScoreCell
from app.scoring.cells import CellKind, read_cell


def recused(cells: Iterable[ScoreCell], rubrics: Mapping[str, Rubric]) -> dict[str, ScoreCell]:
    """Entry → the first cell that says 回避; a fault where other cells of the entry hold points: one of the two is a slip."""
    said: dict[str, ScoreCell] = {}
    scored: set[str] = set()
    for cell in cells:
        item = rubrics[cell.entry].item(cell.item) if cell.entry in rubrics and cell.item != TOTAL and not cell.fault else None
        kind = read_cell(cell.text, item).kind if item is not None else CellKind.BLANK
        if kind is CellKind.RECUSED:
            said.setdefault(cell.entry, cell)
        elif kind is not CellKind.BLANK:
            scored.add(cell.entry)
    return {code: replace(cell, fault=_clash(code)) if code in scored else cell for code, cell in said.items()}


def _clash(code: str) -> str:
    return say("{code} 写了回避，别的格里又有分数", "{code} is recused here, and other cells of it hold points", code=code)
