"""Why: the panel matrix says the same in PDF, XLSX and CSV: one place for its columns, words and lists."""

from __future__ import annotations

from app.core.errors import InvalidEntry
from app.core.words import say
from app.reports.values import Dropped, MatrixCell, MatrixRow, PanelMatrix, total_text

RECUSED = "回避"
ABSENT = "缺"
SIGNS = {Dropped.NO: "", Dropped.HIGH: "▲", Dropped.LOW: "▽"}
_ENDS = {Dropped.HIGH: "最高", Dropped.LOW: "最低"}
LEGEND = "▲ 去掉的最高分　▽ 去掉的最低分（数字加删除线，不计入最终得分）　回避：不参加该项评分　缺：没有交回评分"
AFTER = ("最终得分", "排名", "建议等级", "备注")


def before(matrix: PanelMatrix) -> tuple[str, ...]:
    """Headings left of the judges' columns."""
    names = ("序号", "编号", "课题名称", "小组名称", "课题类型", "领域")
    return (*names, "完成单位") if matrix.units else names


def before_texts(matrix: PanelMatrix, number: int, row: MatrixRow) -> tuple[str, ...]:
    """The row's cells left of the judges' columns."""
    texts = (str(number), row.code, row.topic, row.circle, row.topic_type, row.field)
    return (*texts, row.unit or "") if matrix.units else texts


def cell_text(cell: MatrixCell) -> str:
    """A judge's total as printed: points with two decimals, 回避 or 缺."""
    return RECUSED if cell.recused else total_text(cell.score, ABSENT)


def check(matrix: PanelMatrix) -> None:
    """Raises InvalidEntry when a row has not exactly one cell per judge: points would stand under a wrong name."""
    for row in matrix.rows:
        if len(row.cells) != len(matrix.judges):
            raise InvalidEntry(
                say(
                    "“{code}”有 {n} 个得分，评委有 {m} 位。",
                    "“{code}” has {n} scores for {m} judges.",
                    code=row.code,
                    n=len(row.cells),
                    m=len(matrix.judges),
                ),
                say("请重新汇总后再出表。", "Merge again, then print."),
            )


def dropped_of(matrix: PanelMatrix, row: MatrixRow) -> str:
    """Every score the policy left out of this row, with judge and end; empty when none."""
    pairs = list(zip(matrix.judges, row.cells, strict=True))
    return "、".join(f"{judge} {cell_text(cell)}（{name}）" for end, name in _ENDS.items() for judge, cell in pairs if cell.dropped is end)


def dropped_lines(matrix: PanelMatrix) -> tuple[str, ...]:
    """One line per entry with scores left out."""
    pairs = ((row.code, dropped_of(matrix, row)) for row in matrix.rows)
    return tuple(f"{code}：{text}" for code, text in pairs if text)
