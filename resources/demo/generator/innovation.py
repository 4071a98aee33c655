"""Innovation, plan stage: need, borrowing, target with feasibility, schemes."""

from __future__ import annotations

from reportlab.platypus import Flowable

from .charts import trees
from .context import Context
from .problem import target
from .story import rows


def borrowing(c: Context) -> list[Flowable]:
    """What was looked at elsewhere, and the idea it gave."""
    part = c.story.part("borrow")
    out = [*c.h2("查新与借鉴", room=0.6), *c.blocks.texts(part["text"])]
    out += c.blocks.table("借鉴对象与启发", ("借鉴对象", "原理", "借鉴数据", "启发"), rows(part["rows"]))
    out.append(c.blocks.note(part["idea"], "创新思路"))
    return out


def target_feasibility(c: Context) -> list[Flowable]:
    """Target and feasibility are one step in innovation."""
    out = target(c, "设定目标及目标可行性论证")
    part = c.story.part("feasibility")
    if not part:
        return out
    out += [*c.h2("目标可行性论证", room=0.6), *c.blocks.texts(part["intro"])]
    if "table" in part:
        block = rows(part["table"])
        out += c.blocks.table(part["table_name"], block[0], block[1:])
    if "chart" in part:
        out += c.with_chart(c.blocks.texts([part["chart_text"]]), part["chart"])
    out += [*c.blocks.texts(part["calc"]), c.blocks.note(part["conclusion"], "论证结论")]
    return out


def schemes(c: Context) -> list[Flowable]:
    """Overall schemes, their break-down, each choice by facts, the best scheme."""
    whole = c.story.part("schemes")
    out = [*c.h1("提出方案并确定最佳方案", "P"), *c.h2("总体方案的提出与比较"), *c.blocks.texts(whole["intro"])]
    block = rows(whole["overall"])
    out += c.blocks.table("总体方案对比", block[0], block[1:])
    if "chart" in whole:
        out += c.with_chart(c.blocks.texts([whole["chart_text"]]), whole["chart"])
    out.append(c.blocks.note(whole["chosen"], "选定总体方案"))
    paths = [tuple(row) for row in rows(whole["tree"])]
    out += [*c.h2("方案分解", room=0.9), *c.blocks.texts([whole["tree_text"]])]
    out += c.blocks.figure(
        "方案分解系统图", trees.tree(c.wide, min(c.layout.height - 80, 38.0 * len(paths)), whole["root"], paths, c.colours)
    )
    for number, item in enumerate(c.story.items("select"), 1):
        part = c.h2(f"分级方案选择{number}：{item['item']}")
        block = rows(item["table"])
        words = c.blocks.texts([item["text"]])
        part += c.with_chart(words, item["chart"], 72) if "chart" in item else words
        part += c.blocks.table(f"{item['item']}方案比较", block[0], block[1:])
        out += c.group([*part, c.blocks.note(item["chosen"], "选定")])
    best = [path for path in paths if path[-1] in whole["best"]]
    missing = set(whole["best"]) - {path[-1] for path in best}
    if missing:
        raise ValueError(f"{c.story.entry.code}: best scheme names {missing}, which the tree lacks")
    out += [*c.h2("最佳方案", room=0.9)]
    out += c.blocks.figure(
        "最佳方案系统图（深色为选定）",
        trees.tree(c.wide, min(c.layout.height - 80, 38.0 * len(paths)), whole["root"], paths, c.colours, whole["best"]),
    )
    return out
