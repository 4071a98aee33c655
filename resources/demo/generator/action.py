"""Do and check: countermeasures, their implementation one by one, the effect."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportlab.platypus import Flowable

from .charts import bars, lines
from .context import Context
from .problem import monthly_table
from .story import INNOVATION, mean_of, rate, rows


def measures(c: Context) -> list[Flowable]:
    """Options compared by facts, then the 5W1H table."""
    out = [*c.h1("制定对策", "P")]
    items = c.story.items("measure")
    options = [item for item in items if "options" in item]
    if options:
        out += c.blocks.texts(
            [
                c.story.data.get(
                    "measures_text", "小组针对每条主要原因提出不同的对策方案，从有效性、可实施性、经济性和时间等方面用事实比较后选定。"
                )
            ]
        )
    for item in options:
        block = rows(item["options"])
        out += c.blocks.table(f"“{item['cause']}”对策方案比较", ("方案", "有效性", "可实施性", "经济性", "结论"), block)
    head = "方案要点" if c.story.entry.topic_type == INNOVATION else "主要原因"
    out += c.h2("对策表（5W1H）", room=0.6)
    out += c.blocks.table(
        "对策表",
        ("序号", head, "对策", "目标", "措施", "地点", "负责人", "完成时间"),
        [[str(n), k["cause"], k["what"], k.get("goal", "—"), k["how"], k["where"], k["who"], k["when"]] for n, k in enumerate(items, 1)],
    )
    return out


def implement(c: Context) -> list[Flowable]:
    """One section per countermeasure, each closed by a check against its own target."""
    out = [*c.h1("对策实施", "D")]
    for number, item in enumerate(c.story.items("measure"), 1):
        out += c.h2(f"实施{number}：{item['what']}", room=0.6)
        if c.layout.slides and "chart" in item:
            out += c.with_chart(c.blocks.numbered(item["steps"]), item["chart"])
            out += _check(
                c, {key: value for key, value in item.items() if key != "chart" and (key != "check" or value.count("\n") <= 3)}, number
            )
            continue
        out += c.blocks.numbered(item["steps"])
        out += _check(c, item, number)
    return out


def _check(c: Context, item: dict[str, Any], number: int) -> list[Flowable]:
    out: list[Flowable] = []
    if "check" in item:
        block = rows(item["check"])
        table = c.blocks.table(
            f"对策{number}实施效果", block[0], block[1:], width=c.wide * 0.44 if c.layout.slides and "chart" in item else None
        )
        out += table if "chart" not in item else []
    else:
        table = []
    if "chart" in item:
        out += c.with_chart(table, item["chart"])
    return c.group([*out, c.blocks.note(item["result"], "对策目标检查")])


def effect(c: Context) -> list[Flowable]:
    """Target check, before and after, benefit."""
    part, target = c.story.part("effect"), c.story.part("target")
    survey = c.story.part("survey")
    kind = part.get("kind", survey.get("kind", "rate"))
    out = [*c.h1("效果检查", "C"), *c.h2("目标完成情况"), *c.blocks.texts(part["text"])]
    out += monthly_table(c, part["name"], part["monthly"], kind, target["unit"], part.get("names", survey.get("names", [])))
    points = [("活动前", target["before"]), ("目标", target["goal"]), ("活动后", part["after"])]
    points = [
        point for point in points if not ("vague" in target and point[0] == "目标") and not (point[0] == "活动前" and "new" in target)
    ]
    first = bars.bars(c.wide * 0.36, c.tall - 10, [name for name, _ in points], [("", [v for _, v in points])], target["unit"], c.colours)
    out += c.h2("活动前后对比", room=0.75)
    both = [c.blocks.figure("目标完成对比", first), c.blocks.figure(f"{target['metric']}活动前后趋势", _trend(c, kind, c.wide * 0.6))]
    out.append(c.blocks.beside(both[0], both[1], 0.38))
    out.append(c.blocks.note(part["verdict"], "结论"))
    if "pareto" in part:
        out += _after(c)
    out += _benefit(c)
    return out


def _trend(c: Context, kind: str, width: float) -> Any:
    part, target = c.story.part("effect"), c.story.part("target")
    before = rows(c.story.part("survey").get("monthly", part.get("before_monthly", "")) or "")
    after = rows(part["monthly"])
    hold = rows(c.story.part("close").get("hold", ""))

    def values(table: list[list[str]]) -> list[float]:
        return [round(float(r[2]) if kind == "mean" else rate(float(r[2]), float(r[1]), target["unit"]), 2) for r in table]

    labels = [row[0][2:] for row in [*before, *after, *hold]]
    gap: list[float | None] = [None] * len(before)
    late: list[float | None] = [*gap, *values(after), *values(hold)]
    early: list[float | None] = [*values(before), *[None] * (len(labels) - len(before))]
    series = [("活动前", early), ("活动后", late)] if before else [("活动后", late)]
    return lines.trend(
        width, c.tall - 10, labels, series, target["unit"], c.colours, [] if "vague" in target else [("目标", target["goal"])]
    )


def _after(c: Context) -> list[Flowable]:
    part, survey = c.story.part("effect"), c.story.part("survey")
    before, after = rows(survey["pareto"]), rows(part["pareto"])
    if [row[0] for row in before] != [row[0] for row in after] and {row[0] for row in before} != {row[0] for row in after}:
        raise ValueError(f"{c.story.entry.code}: categories before and after differ")
    out = [*c.h2("症结解决情况", room=0.9)]
    out += c.blocks.figure(
        "活动后" + survey["pareto_name"] + "排列图",
        bars.pareto(c.wide * 0.94, c.tall, [(r[0], float(r[1])) for r in after], survey["count"], c.colours),
    )
    return [*out, c.blocks.text(part["pareto_text"])]


def _benefit(c: Context) -> list[Flowable]:
    part = c.story.part("effect")
    out = [*c.h2("经济效益与社会效益", room=0.6)]
    if "benefit" in part:
        table = rows(part["benefit"])
        total = sum(Decimal(row[2]) for row in table)
        out += c.blocks.table(
            "经济效益计算（万元）", ("项目", "计算过程", "金额（万元）"), [*table, ["合计", part["benefit_note"], str(total)]]
        )
    return [*out, *c.blocks.texts(part["social"])]


def overall(c: Context) -> float:
    """The pooled metric after the activity."""
    part = c.story.part("effect")
    return mean_of(rows(part["monthly"]), c.story.part("target")["unit"], part.get("kind", "rate"))
