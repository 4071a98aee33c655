"""Cells of a pasted or imported table: what is understood, and what is refused in words."""

from __future__ import annotations

import pytest

from app.models.rubric import Bilingual, RubricItem
from app.models.shape import Points
from app.scoring.cells import CellKind, CellReading, read_cell

ITEM = RubricItem("CAUSE", Bilingual("原因分析", "Causes"), Points(3000), Points(50), ())


@pytest.mark.parametrize(
    ("text", "points"),
    [("26", 2600), ("２６。５", 2650), ("26．5", 2650), ("26，5", 2650), (" 26.50 ", 2650), ("26.5分", 2650), ("0", 0), ("30", 3000), (".5", 50)],
)  # fmt: skip
def test_points(text: str, points: int) -> None:
    assert read_cell(text, ITEM) == CellReading(CellKind.VALUE, Points(points))


@pytest.mark.parametrize("text", ["", "  ", "未评", "—", "－", "/", "-", "\u200b"])
def test_blank_is_not_zero(text: str) -> None:
    assert read_cell(text, ITEM) == CellReading(CellKind.BLANK)


@pytest.mark.parametrize("text", ["回避", " 回避 ", "Recused"])
def test_recused(text: str) -> None:
    assert read_cell(text, ITEM).kind is CellKind.RECUSED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31", "最高 30"),
        ("26.3", "步长为 0.5"),
        ("-4", "不能写扣分"),
        ("－4", "不能写扣分"),
        ("26.", "没有写完"),
        ("26。", "没有写完"),
        ("优秀", "不是分数"),
        ("2026-07-09", "不是分数"),
        ("9" * 60, "不是分数"),
        ("26 27", "不是分数"),
        ("2¹", "不是分数"),
    ],
)
def test_problems_in_words(text: str, words: str) -> None:
    found = read_cell(text, ITEM)
    assert found.kind is CellKind.PROBLEM
    assert words in found.words
    assert found.value is None
