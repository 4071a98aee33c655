"""The forms handed in beside the report: entry form, recommendation with the seal, on-site form filled by the unit."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from .charts.axes import figure as plain
from .cover import NOTICE
from .document import draw
from .fonts import BOLD, REGULAR, markup
from .story import INNOVATION, Story, rows
from .theme import GREY, INK

_CELL = ParagraphStyle("cell", fontName=REGULAR, fontSize=10, leading=15.5, textColor=INK, wordWrap="CJK")
_NAME = ParagraphStyle("name", parent=_CELL, fontName=BOLD, alignment=TA_CENTER)
_TITLE = ParagraphStyle("title", parent=_NAME, fontSize=16, leading=24, spaceAfter=10)
_RED = HexColor(0xC62828)
_WIDTH = A4[0] - 100

ONSITE = (
    ("质量管理小组的组织", 10, ("小组和课题按年度注册登记，记录可查", "活动出勤率与成员分工符合计划", "活动计划与实际进度一致")),
    ("活动情况与活动记录", 30, ("活动程序符合要求，各步骤有记录", "原始数据、统计方法记录完整真实", "活动记录与成果报告内容一致")),
    ("活动真实性与有效性", 30, ("课题对工序有实质改进", "专业技术措施得当，经主管部门认可", "经济效益由财务部门核实", "统计方法应用正确")),
    ("成果的维持与巩固", 20, ("目标完成有证据，巩固期数据完整", "有效措施已纳入标准并在现场执行")),
    ("质量管理小组教育", 10, ("成员了解活动程序", "成员掌握所用统计方法，能力有提高")),
)


class Seal(Flowable):
    """A round red seal of an invented unit, drawn as vectors."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.unit = unit

    def wrap(self, *_: Any) -> tuple[float, float]:
        """Takes 96 by 96 points."""
        return 96, 96

    def draw(self) -> None:
        """Ring, star and the unit's name along the arc."""
        canvas = self.canv
        canvas.setStrokeColor(_RED)
        canvas.setFillColor(_RED)
        canvas.setLineWidth(2)
        canvas.circle(48, 48, 45, stroke=1, fill=0)
        star = canvas.beginPath()
        for corner in range(10):
            angle, reach = math.pi / 2 + corner * math.pi / 5, 12 if corner % 2 == 0 else 4.8
            x, y = 48 + math.cos(angle) * reach, 48 + math.sin(angle) * reach
            star.moveTo(x, y) if corner == 0 else star.lineTo(x, y)
        star.close()
        canvas.drawPath(star, stroke=0, fill=1)
        size = min(10.5, 130 / len(self.unit))
        sweep = math.radians(min(262, 21 * len(self.unit)))
        for number, character in enumerate(self.unit):
            angle = math.pi / 2 + sweep / 2 - sweep * (number + 0.5) / len(self.unit)
            canvas.saveState()
            canvas.translate(48 + math.cos(angle) * 32, 48 + math.sin(angle) * 32)
            canvas.rotate(math.degrees(angle) - 90)
            draw(canvas, -size / 2, 0, character, REGULAR, size)
            canvas.restoreState()
        draw(canvas, 38, 16, "样例", BOLD, 10)


def write_form(story: Story, path: Path, year: int) -> None:
    """申报表: who, what, result in short."""
    entry, data = story.entry, story.data
    members = "、".join(row[0] for row in rows(data["members"]))
    table = [
        ["课题名称", entry.title, "编号", entry.code],
        ["小组名称", entry.circle, "注册编号", data["registration"]],
        ["课题类型", entry.topic_type, "领域", entry.field],
        ["完成单位", entry.unit, "推荐单位", entry.recommender],
        ["成立时间", data["founded"], "活动次数", f"{data['meetings']}次"],
        ["组长", rows(data["members"])[0][0], "发布人", data["speaker"]],
    ]
    wide = [
        ("小组成员", members),
        ("选题理由", "；".join(f"{row[0]}：{row[1]}" for row in rows(data["reason"]))),
        ("成果简介", digest(story)),
        ("效益与效果", story.part("effect")["social"][0]),
    ]
    promise = "本小组承诺：所报成果真实，未侵犯他人知识产权，申报材料不含涉密内容。"
    _write(
        path,
        f"{year}年质量管理小组活动成果申报表",
        [_grid(table, wide), Spacer(1, 10), Paragraph(promise, _CELL), Spacer(1, 14), *_signed(entry.unit, f"{year}年4月26日")],
    )


def digest(story: Story) -> str:
    """The story in a few sentences."""
    target, part = story.part("target"), story.part("effect")
    means = "；".join(item["what"] for item in story.items("measure"))
    root = story.part("survey").get("crux", "")
    opening = f"经现状调查，{root}。" if root else ""
    found = "确定的主要原因" if story.entry.topic_type != INNOVATION else "最佳方案要点"
    causes = "、".join(item["cause"] for item in story.items("measure"))
    return f"{opening}{found}为：{causes}。实施的对策：{means}。{target['metric']}达到{plain(part['after'])}{target['unit']}。{part['verdict']}。"


def write_recommendation(story: Story, path: Path, year: int) -> None:
    """推荐表: the recommending unit's opinion under its seal."""
    entry = story.entry
    table = [
        ["推荐单位", entry.recommender, "领域", entry.field],
        ["课题名称", entry.title, "小组名称", entry.circle],
        ["完成单位", entry.unit, "课题类型", entry.topic_type],
    ]
    opinion = story.data["opinion"]
    wide = [
        ("推荐意见", opinion),
        (
            "审核情况",
            "已审核申报材料的完整性与真实性；成果报告、申报表、" + ("现场评价表" if entry.onsite else "活动记录") + "齐全，同意推荐。",
        ),
    ]
    _write(
        path,
        f"{year}年质量管理小组活动成果推荐表",
        [_grid(table, wide, 90), Spacer(1, 18), *_signed(entry.recommender, f"{year}年5月12日")],
    )


def write_onsite(story: Story, path: Path, year: int) -> None:
    """现场评价表: the unit's own check with points, evidence and assessor."""
    entry = story.entry
    lost = sum(ord(character) for character in entry.code) % 5
    lines: list[list[Any]] = [[Paragraph(markup(name), _NAME) for name in ("序号", "评审项目", "评审内容", "配分", "得分", "证据")]]
    total = 0
    evidence = story.data["evidence"]
    for number, (name, full, points) in enumerate(ONSITE, 1):
        got = full - (1 if number <= lost else 0) - (1 if full >= 30 else 0)
        total += got
        lines.append(
            [
                str(number),
                Paragraph(name, _CELL),
                Paragraph("<br/>".join(f"{n}. {point}" for n, point in enumerate(points, 1)), _CELL),
                str(full),
                str(got),
                Paragraph(markup(evidence[number - 1]), _CELL),
            ]
        )
    lines.append(["", Paragraph("合计", _CELL), "", "100", str(total), ""])
    table = Table(lines, colWidths=[32, 74, 180, 34, 34, _WIDTH - 354], repeatRows=1)
    table.setStyle(_style([("ALIGN", (3, 0), (4, -1), "CENTER"), ("ALIGN", (0, 0), (0, -1), "CENTER")]))
    head = Paragraph(markup(f"小组：{entry.circle}　　课题：{entry.title}　　单位：{entry.unit}"), _CELL)
    note = Paragraph(markup(f"综合意见：{story.data['onsite']}"), _CELL)
    _write(
        path,
        f"{year}年质量管理小组活动现场评价表",
        [head, Spacer(1, 8), table, Spacer(1, 8), note, Spacer(1, 14), *_signed(entry.unit, f"{year}年4月20日")],
    )


def _signed(unit: str, date: str) -> list[Flowable]:
    words = [Paragraph(markup(f"{unit}（公章）"), _CELL), Spacer(1, 6), Paragraph(date, _CELL)]
    table = Table([["", words, Seal(unit)]], colWidths=[_WIDTH - 320, 210, 110])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return [table]


def _grid(pairs: list[list[str]], wide: list[tuple[str, str]], least: float = 0) -> Table:
    lines: list[list[Any]] = [
        [Paragraph(markup(cell, BOLD), _NAME) if n % 2 == 0 else Paragraph(markup(cell), _CELL) for n, cell in enumerate(row)]
        for row in pairs
    ]
    lines += [[Paragraph(name, _NAME), Paragraph(markup(words), _CELL), "", ""] for name, words in wide]
    spans: list[Any] = [("SPAN", (1, row), (3, row)) for row in range(len(pairs), len(lines))]
    heights = [None] * len(pairs) + [least or None] * len(wide)
    table = Table(lines, colWidths=[70, _WIDTH / 2 - 40, 70, _WIDTH / 2 - 100], minRowHeights=[h or 24 for h in heights])
    table.setStyle(_style(spans))
    return table


def _style(extra: list[Any]) -> TableStyle:
    return TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.6, INK),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("FONT", (0, 0), (-1, -1), REGULAR, 10),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            *extra,
        ]
    )


def _write(path: Path, title: str, flowables: list[Flowable]) -> None:
    document = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=50, rightMargin=50, topMargin=48, bottomMargin=44, invariant=1, title=title
    )

    def foot(canvas: Canvas, _: Any) -> None:
        canvas.setFillColor(GREY)
        draw(canvas, 50, 20, NOTICE, REGULAR, 8)
        canvas.drawRightString(A4[0] - 50, 20, f"第 {canvas.getPageNumber()} 页")

    document.build([Paragraph(title, _TITLE), *flowables], onFirstPage=foot, onLaterPages=foot)
