"""Problem solving, plan stage: survey or feasibility, target, causes, confirmation."""

from __future__ import annotations

from reportlab.platypus import Flowable

from .charts import bars, trees
from .charts.axes import figure as plain
from .context import Context
from .story import rate, rows


def monthly_table(c: Context, title: str, block: str, kind: str, unit: str, names: list[str]) -> list[Flowable]:
    """Months with counts and the computed metric; the last line pools them."""
    table = rows(block)
    lines = []
    for row in table:
        value = row[2:] if kind == "mean" else [row[2], f"{rate(float(row[2]), float(row[1]), unit):.2f}"]
        lines.append([row[0], *(plain(float(row[1])), *value)])
    checked = sum(float(row[1]) for row in table)
    if kind == "mean":
        lines.append(["合计/平均", plain(checked), plain(sum(float(r[1]) * float(r[2]) for r in table) / checked)])
    else:
        bad = sum(float(row[2]) for row in table)
        lines.append(["合计", plain(checked), plain(bad), f"{rate(bad, checked, unit):.2f}"])
    return c.blocks.table(title, ["月份", *names], lines)


def pareto_part(c: Context, title: str, block: str, unit: str, head: str) -> list[Flowable]:
    """The frequency table and its Pareto chart."""
    table = rows(block)
    total = sum(float(row[1]) for row in table)
    running, lines = 0.0, []
    for number, row in enumerate(table, 1):
        running += float(row[1])
        lines.append([str(number), row[0], row[1], f"{float(row[1]) / total * 100:.1f}", f"{running / total * 100:.1f}"])
    lines.append(["合计", "—", plain(total), "100.0", "—"])
    header = ("序号", head, f"频数（{unit}）", "占比%", "累计%")
    items = [(row[0], float(row[1])) for row in table]
    if c.layout.slides:
        left = c.blocks.table(f"{title}统计", header, lines, width=c.wide * 0.4)
        chart = bars.pareto(c.wide * 0.57, c.tall + 10, items, unit, c.colours)
        return [c.blocks.beside(left, c.blocks.figure(f"{title}排列图", chart), 0.42)]
    return c.blocks.table(f"{title}统计", header, lines) + c.blocks.figure(
        f"{title}排列图", bars.pareto(c.wide * 0.94, c.tall, items, unit, c.colours)
    )


def survey(c: Context) -> list[Flowable]:
    """Status survey: the size of the problem, then its crux by strata."""
    part, target = c.story.part("survey"), c.story.part("target")
    kind = part.get("kind", "rate")
    out = [*c.h1("现状调查", "P"), *c.h2("调查一：总体水平"), *c.blocks.texts(part["intro"])]
    out += monthly_table(c, part["name"], part["monthly"], kind, target["unit"], part["names"])
    out += c.h2("调查二：" + part["pareto_name"], room=0.9)
    out += pareto_part(c, part["pareto_name"], part["pareto"], part["count"], part["head"])
    if "pareto_text" in part:
        out.append(c.blocks.text(part["pareto_text"]))
    if "second" in part:
        out += c.h2("调查三：" + part["second_name"], room=0.9)
        out += pareto_part(c, part["second_name"], part["second"], part["count"], part.get("second_head", part["head"]))
    if "extra" in part:
        out += c.with_chart(c.blocks.texts([part["extra_text"]]), part["extra"])
    out.append(c.blocks.note(part["crux"], "症结"))
    return out


def target(c: Context, title: str = "设定目标") -> list[Flowable]:
    """The target and, for self-set ones, what it rests on."""
    part = c.story.part("target")
    goal = [("现状", [part["before"]]), ("目标", [part["goal"]])]
    if "new" in part:
        goal = goal[1:]
    out = [*c.h1(title, "P")]
    if "vague" in part:
        out += [*c.blocks.texts(part["basis"]), c.blocks.note(part["vague"], "目标")]
        return out
    words = [*c.blocks.texts(part["basis"])]
    drawing = bars.bars(
        c.wide * (0.42 if c.layout.slides else 0.62),
        c.tall - 20,
        [name for name, _ in goal],
        [("值", [v[0] for _, v in goal])],
        part["unit"],
        c.colours,
    )
    figure = c.blocks.figure("课题目标", drawing)
    out += [c.blocks.beside(words, figure, 0.56)] if c.layout.slides else [*words, *figure]
    verb = "提高到" if part.get("better", "lower") == "higher" else "降低到"
    if "new" in part:
        return [*out, c.blocks.note(part["new"], "目标")]
    out.append(c.blocks.note(f"{part['metric']}由{plain(part['before'])}{part['unit']}{verb}{plain(part['goal'])}{part['unit']}", "目标"))
    return out


def feasibility(c: Context) -> list[Flowable]:
    """Whether the assigned target can be met."""
    part = c.story.part("feasibility")
    out = [*c.h1("目标可行性论证", "P"), *c.blocks.texts(part["intro"])]
    if "table" in part:
        block = rows(part["table"])
        out += c.blocks.table(part["table_name"], block[0], block[1:])
    if "pareto" in part:
        out += c.h2(part["pareto_name"], room=0.9)
        out += pareto_part(c, part["pareto_name"], part["pareto"], part["count"], part["head"])
    if "chart" in part:
        out += c.with_chart(c.blocks.texts([part["chart_text"]]), part["chart"])
    out += [*c.blocks.texts(part["calc"]), c.blocks.note(part["conclusion"], "论证结论")]
    return out


def causes(c: Context) -> list[Flowable]:
    """The cause diagram and the list of end causes."""
    part = c.story.part("causes")
    paths = [tuple(row) for row in rows(part["tree"])]
    out = [
        *c.h1("原因分析", "P", 0.62),
        *c.blocks.texts(part.get("text", "小组成员到现场查看后召开分析会，围绕症结逐层追问“为什么”，直到可以直接采取对策的末端原因。")),
    ]
    room = c.layout.height - 90 if c.layout.slides else 60.0 + 44 * len(paths)
    if part.get("shape", "tree") == "fish":
        out += c.blocks.figure("原因分析鱼骨图", trees.fishbone(c.wide, min(room, 300), part["crux"], paths, c.colours))
    else:
        out += c.blocks.figure("原因分析树图", trees.tree(c.wide, min(room, 40.0 * len(paths) + 10), part["crux"], paths, c.colours))
    if c.layout.slides:
        return out
    ends = [[str(number), path[-1], path[0]] for number, path in enumerate(paths, 1)]
    out += [*c.h2("末端原因汇总", room=0.6), *c.blocks.table("末端原因", ("序号", "末端原因", "类别"), ends)]
    return out


def confirm(c: Context) -> list[Flowable]:
    """Each end cause checked; the plan first, the main causes last."""
    checks = c.story.items("check")
    out = [
        *c.h1("确定主要原因", "P"),
        *c.blocks.texts(
            [
                c.story.part("causes").get(
                    "confirm_text", "小组针对末端原因制定确认计划，到现场用测量、试验和调查分析取得数据，按对症结的影响程度逐条判定。"
                )
            ]
        ),
    ]
    out += c.blocks.table(
        "要因确认计划",
        ("序号", "末端原因", "确认方法", "判定依据", "负责人", "完成日期"),
        [[str(n), k["end"], k["method"], k["standard"], k["by"], k["date"]] for n, k in enumerate(checks, 1)],
    )
    for number, item in enumerate(checks, 1):
        words = c.blocks.texts([item["text"]])
        part = c.h2(f"确认{number}：{item['end']}")
        if "table" in item:
            block = rows(item["table"])
            words += c.blocks.table(
                item.get("table_name", f"{item['end']}确认数据"),
                block[0],
                block[1:],
                width=c.wide * 0.44 if c.layout.slides and "chart" in item else None,
            )
        part += c.with_chart(words, item["chart"]) if "chart" in item else words
        out += c.group([*part, c.blocks.note(item["verdict"], "结论：" + ("是主要原因" if item.get("main") else "非主要原因"))])
    main = [[str(n), k["end"], k["verdict"]] for n, k in enumerate([k for k in checks if k.get("main")], 1)]
    out += [*c.h2("确认结果"), *c.blocks.table("主要原因", ("序号", "主要原因", "确认依据"), main)]
    return out
