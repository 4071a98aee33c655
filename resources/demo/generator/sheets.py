"""The two spreadsheets an organiser imports, with the headers of the command line's contract."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from .season import Season
from .story import Entry

ENTRY_HEADER = (
    "编号",
    "课题名称",
    "小组名称",
    "课题类型",
    "领域",
    "专业组",
    "完成单位",
    "推荐单位",
    "成果报告",
    "申报表",
    "推荐表",
    "现场评价表",
    "视频",
    "轮次",
)
JUDGE_HEADER = ("评委编号", "姓名", "单位", "专业组", "角色", "备注")
REPORT, FORM, RECOMMENDATION, ONSITE, VIDEO = "成果报告.pdf", "申报表.pdf", "推荐表.pdf", "现场评价表.pdf", "发表视频.mp4"


def entry_rows(entries: Sequence[Entry]) -> list[list[str]]:
    """One row per entry; file cells are paths below the materials folder, blank where the unit handed in nothing."""
    return [
        [
            e.code,
            e.title,
            e.circle,
            e.topic_type,
            e.field,
            e.panel,
            e.unit,
            e.recommender,
            f"{e.code}/{REPORT}",
            f"{e.code}/{FORM}",
            f"{e.code}/{RECOMMENDATION}",
            f"{e.code}/{ONSITE}" if e.onsite else "",
            f"{e.code}/{VIDEO}" if e.video else "",
            "1",
        ]
        for e in entries
    ]


def write_sheets(season: Season, out: Path) -> None:
    """Write entries.xlsx, entries.csv (UTF-8 with BOM, as Excel in China expects) and judges.xlsx."""
    table = entry_rows(season.entries)
    _workbook(
        out / "entries.xlsx",
        "申报汇总",
        f"{season.year}年质量管理小组活动成果申报汇总表",
        ENTRY_HEADER,
        table,
        (9, 40, 18, 24, 24, 8, 34, 30, 22, 20, 20, 24, 24, 6),
    )
    _workbook(out / "judges.xlsx", "评委名单", f"{season.year}年评审专家名单", JUDGE_HEADER, season.judges, (11, 12, 34, 8, 12, 22))
    with (out / "entries.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([ENTRY_HEADER, *table])


def _workbook(path: Path, sheet: str, title: str, header: Sequence[str], lines: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": title, "created": datetime(2022, 5, 16, 9, 0, 0, tzinfo=UTC).replace(tzinfo=None)})
    page = book.add_worksheet(sheet)
    heading = book.add_format({"bold": True, "font_size": 14, "align": "center"})
    top = book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "white", "border": 1, "align": "center", "valign": "vcenter"})
    cell = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
    page.merge_range(0, 0, 0, len(header) - 1, title, heading)
    for column, (name, width) in enumerate(zip(header, widths)):
        page.set_column(column, column, width)
        page.write_string(1, column, name, top)
    for number, line in enumerate(lines, 2):
        for column, value in enumerate(line):
            page.write_string(number, column, value, cell)
    page.freeze_panes(2, 2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    book.close()
