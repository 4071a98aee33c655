"""Act: standards, holding the result, what the members learned, what comes next."""

from __future__ import annotations

from reportlab.platypus import Flowable

from .charts import trees
from .context import Context
from .problem import monthly_table
from .story import INNOVATION, rows


def standardise(c: Context) -> list[Flowable]:
    """Effective measures become standards; problem solving also shows the result held."""
    part, target = c.story.part("close"), c.story.part("target")
    innovation = c.story.entry.topic_type == INNOVATION
    out = [*c.h1("标准化" if innovation else "制定巩固措施", "A"), *c.blocks.texts(part["text"])]
    out += c.blocks.table(
        "标准化清单" if innovation else "巩固措施", ("有效措施", "纳入的文件", "文件编号", "实施日期"), rows(part["standards"])
    )
    if "hold" in part:
        effect, survey = c.story.part("effect"), c.story.part("survey")
        kind = effect.get("kind", survey.get("kind", "rate"))
        out += [
            *c.h2("巩固期跟踪", room=0.45),
            *monthly_table(c, "巩固期" + effect["name"], part["hold"], kind, target["unit"], effect.get("names", survey.get("names", []))),
        ]
        out.append(c.blocks.note(part["hold_text"], "巩固期结论"))
    return out


def summary(c: Context) -> list[Flowable]:
    """Technique, management, people; then the next topic."""
    part = c.story.part("close")
    out = [*c.h1("总结和下一步打算", "A")]
    out += c.blocks.table("活动总结", ("方面", "收获与不足"), rows(part["summary"]))
    scores = [(row[0], float(row[1]), float(row[2])) for row in rows(part["radar"])]
    table = c.blocks.table(
        "小组成员自我评价（10分制）", ("项目", "活动前", "活动后"), [[n, f"{a:g}", f"{b:g}"] for n, a, b in scores], width=c.wide * 0.46
    )
    figure = c.blocks.figure("小组素质雷达图", trees.radar(c.wide * 0.46, c.tall, scores, c.colours))
    out += [*c.h2("小组成员成长", room=0.8), c.blocks.beside(table, figure, 0.5), c.blocks.note(part["next"], "下一步打算")]
    return out
