"""What a cell of a pasted or imported table means: points, blank, 回避, or a problem in words.

A table is read once and as a whole, so it is read more strictly than a score box: points off ("-4") and a
number that is not finished ("26.") are refused, because nobody sees them completed before they count.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.core.text import fold
from app.core.words import say
from app.models.rubric import RubricItem
from app.models.shape import Points
from app.scoring.typed import TypedKind, read_typed

_BLANK = {"", "未评", "空", "blank", "-", "—", "–", "/", "n/a"}
_RECUSED = {"回避", "recused"}
_LONGEST = 40


class CellKind(StrEnum):
    BLANK = "blank"
    VALUE = "value"
    RECUSED = "recused"
    PROBLEM = "problem"


@dataclass(frozen=True)
class CellReading:
    """What was understood: `value` only for VALUE, `words` only for PROBLEM."""

    kind: CellKind
    value: Points | None = None
    words: str = ""


def read_cell(text: str, item: RubricItem) -> CellReading:
    """Read one cell: "26", "２６。５", "26.5分", "" or "未评", "回避". Never raises."""
    key = fold(text)
    if key in _BLANK:
        return CellReading(CellKind.BLANK)
    if key in _RECUSED:
        return CellReading(CellKind.RECUSED)
    # a footnote sign (2¹) would become a digit
    if len(key) > _LONGEST or any(unicodedata.category(c) == "No" for c in text):
        return _problem(say("这不是分数", "this is not a number of points"))
    return _number(unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip(), item)


def _number(text: str, item: RubricItem) -> CellReading:
    typed = read_typed(text, item)
    if typed.deduction:
        return _problem(say("表格里不能写扣分，请写得分", "points off cannot stand in a table; write the points given"))
    if typed.kind is TypedKind.INCOMPLETE or text.endswith((".", "。", ",")):
        return _problem(say("数字没有写完", "the number is not finished"))
    if typed.value is None:
        return _problem(typed.words.rstrip("。.") or say("这不是分数", "this is not a number of points"))
    return CellReading(CellKind.VALUE, typed.value)


def _problem(words: str) -> CellReading:
    return CellReading(CellKind.PROBLEM, words=words)
