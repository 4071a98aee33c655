"""Why: 推荐全国名单, which the season sends on by its day: in the order of recommendation, with what the next body asks for."""

from __future__ import annotations

from app.reports.award_values import NamedEntry, NationalList
from app.reports.flat_table import FlatColumn, FlatTable, Kind, flat_table_xlsx
from app.reports.values import Imprint, total_text
from app.reports.writing import Block, Column, Ending, Paragraph, Table, Writing
from app.reports.writing_docx import writing_docx
from app.reports.writing_pdf import writings_pdf

_COLUMNS = (
    Column("序号", 13, centred=True),
    Column("课题名称", 0),
    Column("小组名称", 34),
    Column("课题类型", 26, centred=True),
    Column("领域", 26, centred=True),
    Column("完成单位", 42),
    Column("推荐单位", 36),
    Column("得分", 17, centred=True),
    Column("备注", 20),
)
_FLAT = (
    FlatColumn("序号", 6, Kind.WHOLE),
    FlatColumn("编号", 10, Kind.CENTRED),
    FlatColumn("课题名称", 44),
    FlatColumn("小组名称", 22),
    FlatColumn("课题类型", 20, Kind.CENTRED),
    FlatColumn("领域", 18, Kind.CENTRED),
    FlatColumn("完成单位", 30),
    FlatColumn("推荐单位", 28),
    FlatColumn("得分", 10, Kind.POINTS),
    FlatColumn("排名", 8, Kind.WHOLE),
    FlatColumn("备注", 20),
)


def national_list_pdf(national: NationalList, imprint: Imprint) -> bytes:
    """A4 landscape."""
    return writings_pdf([as_writing(national)], national.title, imprint)


def national_list_docx(national: NationalList, imprint: Imprint) -> bytes:
    """As a Word file."""
    return writing_docx(as_writing(national), imprint)


def national_list_xlsx(national: NationalList, imprint: Imprint) -> bytes:
    """As a workbook; scores are numbers."""
    rows = tuple(_flat(number, entry) for number, entry in enumerate(national.entries, 1))
    notes = (*national.preamble, *national.notes)
    return flat_table_xlsx(FlatTable("推荐全国名单", national.title, _FLAT, rows, notes, frozen=3), imprint)


def as_writing(national: NationalList) -> Writing:
    """The list as it is read."""
    rows = tuple(_row(number, entry) for number, entry in enumerate(national.entries, 1))
    blocks: list[Block] = [Paragraph(text) for text in national.preamble]
    blocks += [Table(_COLUMNS, rows), *(Paragraph(text) for text in national.notes)]
    blocks.append(Ending((national.organiser, national.day or "　　　　年　　月　　日")))
    return Writing(national.title, tuple(blocks), landscape=True, label="推荐全国名单")


def _row(number: int, entry: NamedEntry) -> tuple[str, ...]:
    names = (entry.topic, entry.circle, entry.topic_type.replace("·", "\n"), entry.field, entry.unit or "", entry.recommender or "")
    return (str(number), *names, total_text(entry.score, "—"), entry.note)


def _flat(number: int, entry: NamedEntry) -> tuple[str | int | None, ...]:
    names = (entry.code, entry.topic, entry.circle, entry.topic_type, entry.field, entry.unit or "", entry.recommender or "")
    return (number, *names, entry.score, entry.rank, entry.note)
