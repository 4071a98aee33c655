"""Values for papers of a meeting, lists and letters; names hold what goes wrong in spreadsheets, Word files and fonts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.models.shape import Points
from app.reports.award_values import AwardGroup, AwardList, FeedbackLetter, Finding, NamedEntry, NationalList
from app.reports.chart_values import ChartEntry, IntervalChart
from app.reports.meeting_values import (
    ApprovalBlock,
    ApprovalForm,
    ChangedItem,
    EntryJudgement,
    EntrySummaries,
    EntrySummary,
    Minutes,
    OpinionRow,
    OpinionTable,
    PointChange,
    Resolution,
)
from app.reports.own_table_xlsx import OwnItem, OwnLine, OwnSheet
from app.reports.season_summary import SeasonRow, SeasonSummary
from app.services.chair.spread_list import Excess, Measure, SpreadLine, SpreadList
from tests.fakes.report_values import LONG_TOPIC, RARE

JUDGES = ("陈建国", "𬭚㛃䶮", "欧阳文静", "李伟", "王芳", "赵晓东", "周㛃")
HOSTILE = (
    "=cmd|'/c calc'!A1",
    "@SUM(1+1)",
    "+1-2",
    "-2+3",
    '=HYPERLINK("http://x")',
    "http://example.org",
    "_x0041_甲",
    "甲\ufffe乙\u202e丙",
)
ITEMS = (("选题", 1500), ("原因分析", 3000), ("对策与实施", 2000), ("效果", 2000), ("成果报告", 500), ("特点", 1000))


def topic(number: int) -> str:
    """A long name, a hostile one or an ordinary one, by turns; all hostile ones come within sixteen."""
    if number % 7 == 3:
        return LONG_TOPIC
    return HOSTILE[number // 2 % len(HOSTILE)] if number % 2 else "提高一次合格率"


def opinion_table(count: int = 12, **changed: Any) -> OpinionTable:
    rows = tuple(
        OpinionRow(
            f"Z-{n:03}", topic(n), f"{RARE[n % 6]}QC小组", 8000 + n, 9000 - n if n % 2 else None, 8400 + n, n, "优秀级", "良好" if n % 4 else "",
            "课题来自现场，症结找得准，对策有数据支撑；建议补充效果的持续跟踪。" if n % 4 else "", "陈建国", "甲乙股份有限公司",
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    return replace(
        OpinionTable("2022年质量管理小组活动成果评审专家组意见表", "第3组", rows, JUDGES, ("总分＝资料分×60%＋发表分×40%。",), units=True),
        **changed,
    )


def minutes(count: int = 9, **changed: Any) -> Minutes:
    resolutions = tuple(
        Resolution(
            f"Z-{n:03}", topic(n), ("调整等级：推进级→优秀级", "维持", "复议改分：𬭚㛃䶮 原因分析 26→24", "申请增额：优秀级")[n % 4],
            "同意 5\n反对 1\n弃权 0" if n % 2 else "", "末端原因逐条确认，效果有六个月数据，附表第12页未计入原评分。" if n % 3 else "",
            ("王芳",) if n % 5 == 0 else (), "待复核" if n % 6 == 0 else "",
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    made = Minutes(
        "2022年质量管理小组活动成果评审合议记录", "专业组合议", "第3组", JUDGES, resolutions, "2022-07-09 13:40—15:20", "市质协三楼会议室", "陈建国", "周㛃",
        JUDGES[:6], JUDGES[6:], ("王芳：Z-005（与完成单位有关）",), "Z-020、Z-021、Z-022（共 3 项），按得分和名次一次确认。",
    )  # fmt: skip
    return replace(made, **changed)


def point_change(**changed: Any) -> PointChange:
    scores = (1300, 2600, 1850, 1725, 400, 800)
    items = tuple(
        ChangedItem(
            name,
            full,
            score,
            2400 if name == "原因分析" else None,
            "末端原因③未用数据确认，与第14页附表不符。" if name == "原因分析" else "",
        )
        for (name, full), score in zip(ITEMS, scores, strict=True)
    )
    made = PointChange(
        "2022年质量管理小组活动成果复议改分单", "第3组", "Z-017", "降低空调机组冷凝水管路渗漏故障率", "蓝焰QC小组", "𬭚㛃䶮", items,
        "改分前后：最终得分 83.75→83.25；排名 第 5 名→第 6 名；建议等级 优秀级（不变）。", "同意 5　反对 1　弃权 0", "2022-07-09", "982 042 405 969 809", "甲乙股份有限公司",
    )  # fmt: skip
    return replace(made, **changed)


def approval_form(boxes: int = 6, **changed: Any) -> ApprovalForm:
    blocks = tuple(ApprovalBlock(f"指导单位意见（{n}）", "同意。" if n == 2 else "") for n in range(1, boxes + 1))
    counts = (("制造类", (1, 4, 2, 0)), ("“专精特新”中小企业类", (0, 4, 1, 0)))
    facts = (("活动名称", "2022年质量管理小组成果评审"), ("专业组", "第3组"))
    return replace(
        ApprovalForm("2022年质量管理小组活动成果审定表", facts, ("标杆级", "优秀级", "推进级", "未定"), counts, blocks), **changed
    )


def entry_summaries(count: int = 6, judges: int = 7, items: int = 6) -> EntrySummaries:
    shown = tuple((name, full) for name, full in (ITEMS * 10)[:items])
    entries = tuple(
        EntrySummary(
            f"Z-{n:03}", topic(n), "蓝焰QC小组", shown,
            tuple(
                EntryJudgement(name, tuple(400 + 25 * i + n for i in range(items)), None if place == 3 else 7000 + n, place == 2, "▲ 去掉的最高分" if place == 1 else "")
                for place, name in enumerate((JUDGES * 10)[:judges])
            ),
            7300 + n, n, "6 份评分，去掉一个最高分和一个最低分后平均", "甲乙股份有限公司",
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    return EntrySummaries("2022年质量管理小组活动成果评分汇总表（按成果）", "第3组", entries, (JUDGES * 10)[:judges])


def named_entry(number: int, **changed: Any) -> NamedEntry:
    made = NamedEntry(
        f"Z-{number:03}",
        topic(number),
        f"{RARE[number % 6]}QC小组",
        "问题解决型·自定目标",
        "制造类",
        "甲乙股份有限公司",
        "上海市浦东新区质量技术协会",
    )
    return replace(made, **changed)


def award_list(each: int = 4, **changed: Any) -> AwardList:
    groups = tuple(
        AwardGroup(level, field, tuple(named_entry(100 * at + n, field=field) for n in range(1, each + 1)))
        for at, (level, field) in enumerate((v, f) for v in ("标杆级", "优秀级", "推进级") for f in ("制造类", "建造类"))
    )
    made = AwardList(
        "2022年质量管理小组活动成果名单",
        "上海市质量协会",
        groups,
        ("经评审，现将名单予以公示。",),
        ("同一等级内按编号排列，不分先后。",),
        "2022年7月9日",
    )
    return replace(made, **changed)


def national_list(count: int = 9) -> NationalList:
    entries = tuple(named_entry(n, score=9000 - n, rank=n) for n in range(1, count + 1))
    return NationalList("2022年推荐全国质量管理小组活动成果名单", "上海市质量协会", entries, ("按得分排列。",), (), "2022年7月31日")


def season_summary(count: int = 40) -> SeasonSummary:
    rows = tuple(
        SeasonRow(
            f"Z-{n:03}", topic(n), HOSTILE[n % len(HOSTILE)], "问题解决型·自定目标", "制造类", f"第{n % 3 + 1}组", HOSTILE[(n + 3) % len(HOSTILE)], "某市质量协会",
            9000 - n, n, "优秀级", "推进级" if n % 5 == 0 else "", "未签名，组长代录" if n % 6 == 0 else "",
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    return SeasonSummary(
        "2022年质量管理小组活动成果全季汇总表",
        "上海市质量协会",
        "排名范围：全季。",
        rows,
        ("计分规则：各评委分数取平均。", "规则编号 a36a702a219de34c"),
    )


def spread_list(count: int = 30) -> SpreadList:
    def over(n: int) -> tuple[Excess, ...]:
        found = Excess(Measure.ITEM, Points(900), Points(750), 120, f"原因分析 极差 9/限 7.5（{HOSTILE[n % len(HOSTILE)]}）", "CAUSE")
        return (found,) if n % 2 else ()

    lines = tuple(
        SpreadLine(f"Z-{n:03}", topic(n), "小组", "MFG", n, Points(1500 + n), over(n), HOSTILE[n % len(HOSTILE)], "CAUSE", 120, "")
        for n in range(1, count + 1)
    )
    return SpreadList("总分极差 10；项目极差 25%", lines, (("MFG", "制造类"),), {})


def own_sheets(*, blank: bool = False) -> tuple[OwnSheet, ...]:
    """A judge's own table, filled in or to be filled in; every fifth entry recused."""
    items = tuple(OwnItem(name, 0, full, 50) for name, full in ITEMS)
    given = tuple(None if blank else full for _, full in ITEMS)
    lines = tuple(OwnLine(f"Z-{n:03}", topic(n), HOSTILE[n % len(HOSTILE)], given, n % 5 == 0) for n in range(1, 41))
    return OwnSheet("问题解决型课题", items, lines), OwnSheet(
        "创新型课题", items[:3], tuple(replace(x, points=x.points[:3]) for x in lines[:3])
    )


def letter(number: int = 17, points: int = 3, **changed: Any) -> FeedbackLetter:
    def found(words: str) -> tuple[Finding, ...]:
        return tuple(
            Finding(f"{words}{n}：{HOSTILE[n % 6]} 末端原因逐条到现场确认，判断以测量数据为准。", "P·原因分析", f"成果报告第{n}页")
            for n in range(1, points + 1)
        )

    made = FeedbackLetter(
        f"Z-{number:03}", topic(number), "蓝焰QC小组", "上海市质量协会", "2022年质量管理小组活动成果评审", True, found("优点"), found("不足"), found("建议"),
        "甲乙股份有限公司", "优秀级", "2022年7月9日",
    )  # fmt: skip
    return replace(made, **changed)


def interval_chart(count: int = 24) -> IntervalChart:
    entries = tuple(ChartEntry(f"Z-{n:03}", topic(n), 9000 - 60 * n, 8800 - 60 * n, 9150 - 60 * n) for n in range(1, count + 1))
    return IntervalChart("第3组 名次与区间", entries, 8000, "优秀级 名额线", ("区间：90% 可信区间。",))
