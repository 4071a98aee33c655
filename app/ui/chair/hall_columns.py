"""How wide the columns of a projected sheet are, in pixels of 1280×720; half as large again at 1080 lines. One column takes what is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.ui.chair.score_sheet import Sheet

REST: Final = 0
"""The width of the column that takes what the others leave."""
ITEM, FULL, JUDGE, RANGE = 150, 44, 54, 48
RANK, CODE, TITLE, TOTAL, FINAL, LEVEL, NOTE = 56, 72, 372, 72, 92, 112, 72
_SHARED = 540
"""What the judges' columns share beside a page when there are many."""
_FEWEST, _WIDEST_CODE, _WIDEST = 240, 150, 170
"""Of a title beside many judges; of a code, and of a column of words over panels."""
_PADDING = 6
_MIDDLE = 3
"""Columns before those between title and final score; as many come after."""


def judge_beside_page(judges: int) -> int:
    """One judge's points beside a page: more than seven share less than their own width each."""
    return min(JUDGE, _SHARED // max(1, judges))


def sheet_beside_page(judges: int) -> int:
    """620 of 1280; more judges than seven take from the page, never its half."""
    return max(620, ITEM + FULL + RANGE + judge_beside_page(judges) * judges)


def entry_columns(judges: int, scale: float) -> tuple[int, ...]:
    """评审项目 · 配分 · judges · 极差, beside a page."""
    each = round(judge_beside_page(judges) * scale)
    return (REST, round(FULL * scale), *(each for _ in range(judges)), round(RANGE * scale))


def line_columns(sheet: Sheet, scale: float, measure: Callable[[str], int]) -> tuple[int, ...]:
    """排名 · 编号 · 课题 · totals or the panels' words · 最终 · 等级 · 备注. Longer codes and words take from the title; `measure`: a text's width."""

    def longest(at: int) -> int:
        return max(measure(text) for text in (sheet.heads[at], *(r[at].words for r in sheet.rows if len(r) > 1))) + round(_PADDING * scale)

    code = min(max(round(CODE * scale), longest(1)), round(_WIDEST_CODE * scale))
    ends = [round(n * scale) for n in (FINAL, LEVEL, NOTE)]
    count = len(sheet.heads) - 2 * _MIDDLE
    if sheet.judges:
        room = round((1280 - RANK - FINAL - LEVEL - NOTE - _FEWEST) * scale) - code
        middle = [min(round(TOTAL * scale), room // count)] * count
    else:
        middle = [min(max(round(TOTAL * scale), longest(_MIDDLE + n)), round(_WIDEST * scale)) for n in range(count)]
    return (round(RANK * scale), code, REST, *middle, *ends)
