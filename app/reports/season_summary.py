"""Why: 全季汇总表: every entry's official score, rank and level over all panels, and the rules by which they came about.

A panel's 汇总表 shows its judges; sixty of them fit on no paper, and each panel's own stays the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.reports.flat_table import FlatColumn, FlatTable, Kind, flat_table_xlsx
from app.reports.values import Imprint, total_text
from app.reports.writing import Block, Column, Ending, Heading, Paragraph, Table, Writing
from app.reports.writing_docx import writing_docx
from app.reports.writing_pdf import writings_pdf

_COLUMNS = (
    Column("序号", 12, centred=True),
    Column("编号", 20, centred=True),
    Column("课题名称", 0),
    Column("小组名称", 34),
    Column("领域", 26, centred=True),
    Column("专业组", 20, centred=True),
    Column("最终得分", 20, centred=True),
    Column("排名", 13, centred=True),
    Column("等级", 20, centred=True),
    Column("备注", 34),
)
_FLAT = (
    FlatColumn("序号", 6, Kind.WHOLE),
    FlatColumn("编号", 10, Kind.CENTRED),
    FlatColumn("课题名称", 44),
    FlatColumn("小组名称", 22),
    FlatColumn("课题类型", 20, Kind.CENTRED),
    FlatColumn("领域", 18, Kind.CENTRED),
    FlatColumn("专业组", 12, Kind.CENTRED),
    FlatColumn("完成单位", 30),
    FlatColumn("推荐单位", 28),
    FlatColumn("最终得分", 10, Kind.POINTS),
    FlatColumn("排名", 8, Kind.WHOLE),
    FlatColumn("等级", 10, Kind.CENTRED),
    FlatColumn("专业组建议", 12, Kind.CENTRED),
    FlatColumn("备注", 28),
)


@dataclass(frozen=True)
class SeasonRow:
    """One entry; `score` in hundredths; `proposed` is the panel's level where it differs. Units are empty where they are not printed."""

    code: str
    topic: str
    circle: str
    topic_type: str
    field: str
    panel: str
    unit: str
    recommender: str
    score: int | None
    rank: int | None
    level: str
    proposed: str
    note: str = ""


@dataclass(frozen=True)
class SeasonSummary:
    """全季汇总表: `within` says what ranks are counted in, `notes` are the method and what is not settled."""

    title: str
    organiser: str
    within: str
    rows: tuple[SeasonRow, ...]
    notes: tuple[str, ...]


def season_summary_pdf(summary: SeasonSummary, imprint: Imprint) -> bytes:
    """A4 landscape."""
    return writings_pdf([as_writing(summary)], summary.title, imprint)


def season_summary_docx(summary: SeasonSummary, imprint: Imprint) -> bytes:
    """As a Word file."""
    return writing_docx(as_writing(summary), imprint)


def season_summary_xlsx(summary: SeasonSummary, imprint: Imprint) -> bytes:
    """As a workbook; scores and ranks are numbers."""
    rows = tuple(_flat(n, row) for n, row in enumerate(summary.rows, 1))
    return flat_table_xlsx(FlatTable("汇总表", summary.title, _FLAT, rows, (summary.within, *summary.notes), frozen=3), imprint)


def as_writing(summary: SeasonSummary) -> Writing:
    """The summary as it is read."""
    rows = tuple(_row(n, row) for n, row in enumerate(summary.rows, 1))
    blocks: list[Block] = [Paragraph(summary.within), Table(_COLUMNS, rows), Heading("计算说明", 2)]
    blocks += [*(Paragraph(note) for note in summary.notes), Ending((summary.organiser, "　　　　年　　月　　日"))]
    return Writing(summary.title, tuple(blocks), landscape=True, label="全季汇总表")


def _row(number: int, row: SeasonRow) -> tuple[str, ...]:
    notes = "；".join(text for text in (f"组提{row.proposed}" if row.proposed else "", row.note) if text)
    rank = "—" if row.rank is None else str(row.rank)
    return (str(number), row.code, row.topic, row.circle, row.field, row.panel, total_text(row.score, "—"), rank, row.level or "—", notes)


def _flat(number: int, row: SeasonRow) -> tuple[str | int | None, ...]:
    names = (row.code, row.topic, row.circle, row.topic_type, row.field, row.panel, row.unit, row.recommender)
    return (number, *names, row.score, row.rank, row.level, row.proposed, row.note)
