"""From the company to the topic: circle, plan, reasons."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from .charts import lines, trees
from .context import Context
from .story import ASSIGNED, INNOVATION, SELF, numbers, rows

STEPS = {
    SELF: (
        "选择课题",
        "现状调查",
        "设定目标",
        "原因分析",
        "确定主要原因",
        "制定对策",
        "对策实施",
        "效果检查",
        "制定巩固措施",
        "总结和下一步打算",
    ),
    ASSIGNED: (
        "选择课题",
        "设定目标",
        "目标可行性论证",
        "原因分析",
        "确定主要原因",
        "制定对策",
        "对策实施",
        "效果检查",
        "制定巩固措施",
        "总结和下一步打算",
    ),
    INNOVATION: (
        "选择课题",
        "设定目标及目标可行性论证",
        "提出方案并确定最佳方案",
        "制定对策",
        "对策实施",
        "效果检查",
        "标准化",
        "总结和下一步打算",
    ),
}


def circle(c: Context) -> list[Flowable]:
    """Company, process, members and plan."""
    data, entry = c.story.data, c.story.entry
    out = [*c.h1("小组概况", "P"), *c.h2("单位与工序简介"), *c.blocks.texts(data["intro"])]
    if "flow" in data:
        out += c.blocks.figure(
            data.get("flow_name", "工艺流程图（深色为本课题所在工序）"), trees.flow(c.wide, data["flow"].split(">"), c.colours)
        )
    if "terms" in data:
        out += c.blocks.table("名词解释", ("名词", "解释"), rows(data["terms"]))
    members = rows(data["members"])
    facts = [
        ["小组名称", entry.circle, "注册编号", data["registration"]],
        ["成立时间", data["founded"], "课题类型", entry.topic_type],
        ["小组人数", f"{len(members)}人", "活动次数", f"{data['meetings']}次"],
        ["QC教育", f"人均{data['hours']}学时", "出勤率", f"{data['attendance']}%"],
    ]
    out += [*c.h2("小组简介"), *c.blocks.table("小组概况", ("项目", "内容", "项目", "内容"), facts)]
    out += c.blocks.table(
        "小组成员及分工", ("序号", "姓名", "性别", "文化程度", "岗位", "组内分工"), [[str(n), *row] for n, row in enumerate(members, 1)]
    )
    out += [*c.h2("活动计划", room=0.75), *c.blocks.figure("活动计划与实际进度（甘特图）", plan(c))]
    return out


def plan(c: Context) -> Drawing:
    """The Gantt chart; implementation and effect follow the story's dates, the thinking steps share the time before."""
    months = c.story.months()
    index = {month: number for number, month in enumerate(months)}
    steps = STEPS[c.story.entry.topic_type]

    def number(date: str) -> int:
        year, month = (int(part) for part in date.split("-")[:2])
        return min(max(index.get((year, month), len(months) - 1), 0), len(months) - 1)

    done = sorted(number(item["when"]) for item in c.story.items("measure"))
    effect = [number(row[0]) for row in rows(c.story.part("effect")["monthly"])]
    begin = max(done[0] - 1, 1)
    thinking = [step for step in steps if steps.index(step) < steps.index("对策实施")]
    tasks = []
    for position, step in enumerate(steps):
        if step in thinking:
            share = begin / len(thinking)
            first, last = int(position * share), int((position + 1) * share - 0.01)
            tasks.append(("P", step, first, last, first, min(last + (position % 4 == 1), begin)))
        elif step == "对策实施":
            tasks.append(("D", step, begin, done[-1], begin, done[-1]))
        elif step == "效果检查":
            tasks.append(("C", step, effect[0], effect[-1], effect[0], effect[-1]))
        else:
            first = effect[-1] if position < len(steps) - 1 else len(months) - 1
            tasks.append(("A", step, first, len(months) - 1, first, len(months) - 1))
    return trees.gantt(c.wide, tasks, [f"{str(y)[2:]}.{m}" for y, m in months], c.colours)


def reason(c: Context) -> list[Flowable]:
    """Why this topic."""
    data = c.story.data
    out = [*c.h1("选择课题", "P")]
    side = c.layout.slides and "trend" in data
    table = c.blocks.table("选题理由", ("依据", "内容"), rows(data["reason"]), width=c.wide * 0.42 if side else None)
    out += [] if side else table
    if "trend" in data:
        trend = data["trend"]
        lead = c.blocks.texts(trend["text"])
        limits = [(trend["line"].split("=")[0], float(trend["line"].split("=")[1]))] if "line" in trend else []
        width = c.wide * 0.56 if c.layout.slides else c.wide
        drawing = lines.trend(
            width, c.tall, trend["labels"].split(","), [(trend["metric"], numbers(trend["values"]))], trend["unit"], c.colours, limits
        )
        figure = c.blocks.figure(f"{trend['metric']}趋势", drawing)
        out += [c.blocks.beside([*table, *lead], figure, 0.44)] if side else [*c.h2("问题的数据"), *lead, *figure]
    out.append(c.blocks.note(c.story.entry.title, "选定课题"))
    return out
