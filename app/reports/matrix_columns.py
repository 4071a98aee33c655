"""Why: the panel matrix says the same in PDF, XLSX and CSV: one place for its columns, words and lists."""

from __future__ import annotations

from app.core.errors import InvalidEntry
from app.core.words import say
from app.reports.values import Dropped, MatrixCell, MatrixRow, PanelMatrix, total_text

RECUSED = "回避"
ABSENT = "缺"
RECORDED = "※代录"
SIGNS = {Dropped.NO: "", Dropped.HIGH: "▲", Dropped.LOW: "▽"}
_ENDS = {Dropped.HIGH: "最高", Dropped.LOW: "最低"}
_DROPPED = "▲ 去掉的最高分　▽ 去掉的最低分（数字加删除线，不计入最终得分）"
_LEGEND = "回避：不参加该项评分　缺：没有交回评分"
RECORDED_WORDS = "※代录：未签名，组长代录"
AFTER = ("最终得分", "排名", "建议等级", "备注")


def before(matrix: PanelMatrix) -> tuple[str, ...]:
    """Headings left of the judges' columns."""
    units = (("完成单位", matrix.units), ("推荐单位", matrix.recommenders))
    return ("序号", "编号", "课题名称", "小组名称", "课题类型", "领域", *(name for name, shown in units if shown))


def before_texts(matrix: PanelMatrix, number: int, row: MatrixRow) -> tuple[str, ...]:
    """The row's cells left of the judges' columns."""
    units = ((row.unit, matrix.units), (row.recommender, matrix.recommenders))
    return (str(number), row.code, row.topic, row.circle, row.topic_type, row.field, *(name or "" for name, shown in units if shown))


def judge_heads(matrix: PanelMatrix) -> tuple[str, ...]:
    """The judges' columns' headings: who handed in nothing is named so."""
    return tuple(f"{judge}\n缺交" if judge in matrix.absent else judge for judge in matrix.judges)


def legend(matrix: PanelMatrix) -> str:
    """The signs that this matrix has."""
    cells = [cell for row in matrix.rows for cell in row.cells]
    dropped = [_DROPPED] if any(cell.dropped for cell in cells) else []
    recorded = [RECORDED_WORDS] if any(cell.recorded for cell in cells) else []
    return "　".join([*dropped, _LEGEND, *recorded])


def method_lines(matrix: PanelMatrix) -> tuple[str, ...]:
    """How the scores came about: the policy in words, one sentence on reliability, the policy's digest."""
    reliability = [f"评分一致性：{matrix.reliability}"] if matrix.reliability else []
    return (*matrix.policy, *reliability, *([f"规则编号：{matrix.digest}"] if matrix.digest else []))


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
                    "“{code}” has {n} {n:score|scores} for {m} {m:judge|judges}.",
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


def recorded_of(matrix: PanelMatrix, row: MatrixRow) -> str:
    """The judges whose points of this row the chair recorded without a signature; empty when none."""
    return "、".join(judge for judge, cell in zip(matrix.judges, row.cells, strict=True) if cell.recorded)


def dropped_lines(matrix: PanelMatrix) -> tuple[str, ...]:
    """One line per entry with scores left out."""
    pairs = ((row.code, dropped_of(matrix, row)) for row in matrix.rows)
    return tuple(f"{code}：{text}" for code, text in pairs if text)
