"""Why: 成果名单, the list that is announced (公示) or issued (发文): by level and field, without scores and without judges."""

from __future__ import annotations

from itertools import groupby

from app.reports.award_values import AwardGroup, AwardList, NamedEntry
from app.reports.flat_table import FlatColumn, FlatTable, Kind, flat_table_xlsx
from app.reports.values import Imprint
from app.reports.writing import Block, Column, Ending, Heading, Paragraph, Table, Writing, numeral
from app.reports.writing_docx import writing_docx
from app.reports.writing_pdf import writings_pdf


def award_list_pdf(awards: AwardList, imprint: Imprint) -> bytes:
    """A4 portrait, a bookmark for each level and field."""
    return writings_pdf([as_writing(awards)], awards.title, imprint)


def award_list_docx(awards: AwardList, imprint: Imprint) -> bytes:
    """As a Word file."""
    return writing_docx(as_writing(awards), imprint)


def award_list_xlsx(awards: AwardList, imprint: Imprint) -> bytes:
    """One worksheet with level and field as columns."""
    return flat_table_xlsx(as_flat(awards), imprint)


def as_writing(awards: AwardList) -> Writing:
    """The list as it is read: 一、标杆级（3 项） › （一）制造类（2 项） › a table."""
    blocks: list[Block] = [Paragraph(text) for text in awards.preamble]
    units, recommenders = _shown(awards)
    for number, (level, found) in enumerate(groupby(awards.groups, lambda group: group.level), 1):
        groups = list(found)
        blocks.append(Heading(f"{numeral(number)}、{level}（共 {sum(len(g.entries) for g in groups)} 项）"))
        for at, group in enumerate(groups, 1):
            blocks.append(Heading(f"（{numeral(at)}）{group.field}（{len(group.entries)} 项）", 2))
            blocks.append(_table(group, units=units, recommenders=recommenders))
    blocks += [Paragraph(text) for text in awards.notes]
    blocks.append(Ending((awards.organiser, awards.day or "　　　　年　　月　　日")))
    return Writing(awards.title, tuple(blocks), label="成果名单")


def _shown(awards: AwardList) -> tuple[bool, bool]:
    entries = [entry for group in awards.groups for entry in group.entries]
    return any(e.unit is not None for e in entries), any(e.recommender is not None for e in entries)


def _table(group: AwardGroup, *, units: bool, recommenders: bool) -> Table:
    columns = [Column("序号", 12, centred=True), Column("课题名称", 0), Column("小组名称", 34)]
    columns += [Column("完成单位", 38)] if units else []
    columns += [Column("推荐单位", 34)] if recommenders else []

    def row(number: int, entry: NamedEntry) -> tuple[str, ...]:
        shown = ((entry.unit, units), (entry.recommender, recommenders))
        return (str(number), entry.topic, entry.circle, *(name or "" for name, visible in shown if visible))

    return Table(tuple(columns), tuple(row(number, entry) for number, entry in enumerate(group.entries, 1)))


def as_flat(awards: AwardList) -> FlatTable:
    """The list as it is sorted and filtered."""
    units, recommenders = _shown(awards)
    columns = [FlatColumn("序号", 6, Kind.WHOLE), FlatColumn("等级", 10, Kind.CENTRED), FlatColumn("领域", 18, Kind.CENTRED)]
    columns += [FlatColumn("编号", 10, Kind.CENTRED), FlatColumn("课题名称", 44), FlatColumn("小组名称", 22)]
    columns += [FlatColumn("完成单位", 30)] if units else []
    columns += [FlatColumn("推荐单位", 28)] if recommenders else []
    listed = [(group, entry) for group in awards.groups for entry in group.entries]

    def row(number: int, group: AwardGroup, entry: NamedEntry) -> tuple[str | int | None, ...]:
        shown = ((entry.unit, units), (entry.recommender, recommenders))
        names = (name or "" for name, visible in shown if visible)
        return (number, group.level, group.field, entry.code, entry.topic, entry.circle, *names)

    rows = tuple(row(number, group, entry) for number, (group, entry) in enumerate(listed, 1))
    return FlatTable("成果名单", awards.title, tuple(columns), rows, (*awards.preamble, *awards.notes), frozen=4)
