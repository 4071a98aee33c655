"""People, entries and points for tests of papers; the names hold the characters that go wrong elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2

from app.reports.values import (
    Dropped,
    Imprint,
    JudgeSummary,
    MatrixCell,
    MatrixRow,
    PanelMatrix,
    RubricGroup,
    ScoreSheet,
    SheetItem,
    SummaryEntry,
)

RARE = "𬭚㛃堃喆䶮𠮷"
IMPRINT = Imprint("上海市质量协会", datetime(2022, 7, 9, 13, 40, 5, tzinfo=UTC), "评审")
LONG_TOPIC = "缩短多院区门诊患者取药等候时间——基于智能调度与SMT-2000 production line分时段改造的持续改进研究" * 2
_ITEMS = (("选题", 1500), ("原因分析", 3000), ("对策与实施", 2000), ("效果", 2000), ("成果报告", 500), ("特点", 1000))
_SCORES = (1300, 2600, 1850, 1725, 400, 800)
_WORDS = (
    "(a) 与上级目标或现场急需相连，理由清楚，用数据说明；",
    "(b) 目标可测量，现状调查为原因分析提供依据；",
    "(c) 判断以测量、试验、调查分析为准，不用表决。",
)


def score_sheet(**changed: Any) -> ScoreSheet:
    items = tuple(SheetItem(name, _WORDS, full, score) for (name, full), score in zip(_ITEMS, _SCORES, strict=True))
    sheet = ScoreSheet(
        title="2022年质量管理小组活动成果评审表（问题解决型）",
        code="Z-017",
        topic="降低空调机组冷凝水管路渗漏故障率",
        circle=f"{RARE}QC小组",
        topic_type="问题解决型（自定目标）",
        judge="𬭚㛃䶮",
        items=items,
        total=7875,
        comment="优点：症结找得准（第9页）。\n不足：末端原因③未用数据确认。",
        check_code="7K3M-9QXA",
    )
    return replace(sheet, **changed)


def judge_summary(count: int = 40) -> JudgeSummary:
    def entry(number: int) -> SummaryEntry:
        recused = number % 13 == 5
        scores = tuple(None if recused else 400 + 25 * ((number + item) % 5) for item in range(6))
        topic = LONG_TOPIC if number % 7 == 3 else "提高一次合格率"
        total = None if recused else sum(score or 0 for score in scores)
        return SummaryEntry(f"Z-{number:03}", topic, "=1+1", scores, total, recused=recused)

    first = tuple(entry(number) for number in range(1, count * 3 // 4 + 1))
    second = tuple(entry(number) for number in range(count * 3 // 4 + 1, count + 1))
    innovation = (("选题", 2000), ("提出方案并确定最佳方案", 3000), *_ITEMS[2:])
    groups = (RubricGroup("问题解决型课题", _ITEMS, first), RubricGroup("创新型课题", innovation, second))
    return JudgeSummary("2022年评委个人评分汇总表", "第3组", "𬭚㛃䶮", groups, "7K3M-9QXA")


def panel_matrix(count: int = 40, judges: int = 7, names: Sequence[str] = (), **changed: Any) -> PanelMatrix:
    names = (
        tuple(names) or ("陈建国", "𬭚㛃䶮", "欧阳文静", "李伟", "王芳", "赵晓东", "周㛃", "钱一", "孙二", "李三", "吴五", "郑六")[:judges]
    )

    def row(number: int) -> MatrixRow:
        cells = [MatrixCell(7000 + 100 * place + number) for place in range(judges)]
        cells[0] = replace(cells[0], dropped=Dropped.LOW)
        cells[-1] = replace(cells[-1], dropped=Dropped.HIGH)
        if number % 9 == 4:
            cells[1] = MatrixCell(recused=True)
        if number % 9 == 5:
            cells[2] = MatrixCell()
        topic = LONG_TOPIC if number % 7 == 3 else "提高一次合格率"
        return MatrixRow(
            f"Z-{number:03}",
            topic,
            "=1+1",
            "问题解决型",
            "非营利性服务类",
            tuple(cells),
            7300 + number,
            number,
            "优秀级",
            unit="甲乙股份有限公司",
        )

    policy = ("有效评分不少于5份时，去掉一个最高分和一个最低分后取平均。",)
    rows = tuple(row(number) for number in range(1, count + 1))
    return replace(PanelMatrix("2022年汇总表", "第3组", names, rows, policy, check_code="QX7P"), **changed)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as PDFium extracts it."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def squeezed(texts: Iterable[str]) -> str:
    """All the text without white space, for comparing across line breaks."""
    return "".join("".join(texts).split())


def saved(pdf: bytes, folder: Path | TemporaryDirectory[str]) -> Path:
    """The PDF as a file in `folder`."""
    path = Path(folder.name if isinstance(folder, TemporaryDirectory) else folder) / "paper.pdf"
    path.write_bytes(pdf)
    return path
