"""Sheets as the hall is shown them, with whatever may stand in their cells."""

from __future__ import annotations

from app.media.values import PageImage
from app.ui.chair.score_sheet import Cell, Sheet

ITEMS = ("选题", "原因分析", "对策与实施", "效果", "发表", "特点", "课题类型与目标设定")
NAMES = ("顾长青", "沈国樑", "欧阳文静", "周㛃", "赵晓东", "王喆", "戚文堃 代录")
PAGE = PageImage(4, 3, 16, bytes(48))


def sheet(heads: tuple[str, ...]) -> Sheet:
    """Half points everywhere, one changed in discussion, the highest and the lowest left out, the widest range outlined."""
    rows = [(Cell(name), Cell("30"), *(Cell("28.5") for _ in heads), Cell("12.5 !", marked=True)) for name in ITEMS]
    rows[1] = (*rows[1][:3], Cell("24.5", "26.5"), *rows[1][4:])
    first, last = Cell("▽86.5", struck=True), Cell("92.5", "▲93.5", struck=True)
    rows.append((Cell("合计"), Cell("100"), first, *(Cell("88.5") for _ in heads[2:]), last, Cell("6.5")))
    return Sheet("Z-017", "降低轴系装配一次不合格率", "最终 86.50", ("评审项目", "配分", *heads, "极差"), tuple(rows), ("维持",))


def letters(count: int) -> tuple[str, ...]:
    return tuple(f"评委{chr(65 + n)}" for n in range(count))
