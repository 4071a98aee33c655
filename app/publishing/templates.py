"""Empty spreadsheets to fill in: one header row with the fixed names, and a sheet of notes beside it.

No example rows: what stands below the header would be imported.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from app.core.errors import UsageError
from app.core.files import atomic_write
from app.core.words import say
from app.publishing.columns import ENTRY_COLUMNS, JUDGE_COLUMNS, Column
from app.publishing.vocabulary import TOPIC_NAMES

_ROWS = 1_000
_TOPICS = tuple(names[0] for names in TOPIC_NAMES.values())
_CHOICES = {
    "topic_type": _TOPICS,
    "role": ("评委", "评审组长"),
    "sealed": ("是", "否"),
    "exempt": ("是", "否"),
    "practice": ("是", "否"),
    "withdrawn": ("是", "否"),
}
_PATH_NOTE = (
    "材料文件夹下的路径；空着时按编号、小组名称和关键词查找",
    "path below the materials folder; blank: found by code, circle and keyword",
)
_NOTES = {
    "code": ("只用 A–Z、0–9 和 -，不重复，例如 Z-001", "A–Z, 0–9 and - only, unique, for example Z-001"),
    "id": ("只用 A–Z、0–9 和 -，不重复，不要用姓名，例如 J01", "A–Z, 0–9 and - only, unique, never a name, for example J01"),
    "topic_type": (" | ".join(_TOPICS), "problem-self | problem-assigned | innovation"),
    "field": ("本季领域名单中的名称", "a field of the season, by name or code"),
    "recommender": ("没有推荐单位的填“其他-市质协会员现场部”", "units without one write 其他-市质协会员现场部"),
    "report": _PATH_NOTE,
    "form": _PATH_NOTE,
    "recommendation": _PATH_NOTE,
    "onsite": _PATH_NOTE,
    "video": _PATH_NOTE,
    "round": ("空着为第 1 轮", "blank: round 1"),
    "panel": ("例如 第1组；成果表里空着时自动分配", "for example 第1组; in the entries sheet, blank entries are allotted"),
    "role": (
        "评委 | 评审组长 | 副组长；空着为评委，每组一位组长，可有一位副组长",
        "judge | chair | deputy; blank: judge; one chair per panel, a deputy if wanted",
    ),
    "lead": ("评委编号或姓名；组长回避时由主评主持", "a judge's id or name; leads when the chair stands aside"),
    "sealed": ("推荐单位是否已盖公章：是 | 否", "whether the recommending unit's seal is there: yes | no"),
    "exempt": ("联合推进单位，不受每单位 2 项限制：是 | 否", "joint-promotion scheme, not bound to 2 entries per unit: yes | no"),
    "practice": ("试评成果，不计入结果：是 | 否", "practice entry, never counted: yes | no"),
    "withdrawn": ("已撤报：是 | 否", "withdrawn: yes | no"),
}
_PRIVACY = (
    "请勿填写身份证号、电话等个人信息；这类列不会导入",
    "No ID numbers, telephones or other contacts: such columns are never imported",
)


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write entries and judges as XLSX and CSV into `folder`. Raises UsageError rather than overwrite one that may be filled in."""
    wanted = {
        f"{stem}{ending}": (columns, ending)
        for stem, columns in (("entries", ENTRY_COLUMNS), ("judges", JUDGE_COLUMNS))
        for ending in (".xlsx", ".csv")
    }
    if there := [name for name in wanted if (folder / name).exists()]:
        raise UsageError(
            say("“{name}”已经存在，没有覆盖。", "“{name}” is already there and was not overwritten.", name=there[0]),
            say("请换一个文件夹，或先移走它。", "Choose another folder, or move it away first."),
        )
    for name, (columns, ending) in wanted.items():
        atomic_write(folder / name, _xlsx(columns) if ending == ".xlsx" else _csv(columns))
    return tuple(folder / name for name in wanted)


def _csv(columns: tuple[Column, ...]) -> bytes:
    """With a byte-order mark, or Excel in China reads it as GBK."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow([c.zh for c in columns])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(columns: tuple[Column, ...]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "填写"
    sheet.append([c.zh for c in columns])
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        _format(sheet, index, column)
    notes = book.create_sheet("说明 Notes")
    notes.append(["列名", "Column", "必填 Required", "说明", "Notes"])
    for column in columns:
        notes.append([column.zh, column.key, "是 yes" if column.required else "", *_NOTES.get(column.key, ("", ""))])
    notes.append([])
    notes.append(["", "", "", *_PRIVACY])
    for cell in (*sheet[1], *notes[1]):
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (16, 20, 14, 60, 60), strict=True):
        notes.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _format(sheet: Any, index: int, column: Column) -> None:
    """Text cells, so that 001 stays 001, and lists to choose from."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(index)
    sheet.column_dimensions[letter].width = max(12, 2 * len(column.zh) + 4)
    sheet.column_dimensions[letter].number_format = "@"
    if choices := _CHOICES.get(column.key):
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        rule.add(f"{letter}2:{letter}{_ROWS}")
        sheet.add_data_validation(rule)
