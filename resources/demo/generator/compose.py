"""Puts the steps of a topic type in their order and writes the report."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Paragraph, Spacer

from . import action, closing, innovation, opening, problem
from .context import Context
from .cover import Cover
from .document import Report, contents
from .fonts import BOLD, markup
from .story import ASSIGNED, INNOVATION, SELF, Story


def write_report(story: Story, path: Path, season: str) -> None:
    """Write the result report 成果报告 as PDF."""
    context = Context(story)
    report = Report(path, context.layout, context.colours, story.entry.title, f"{story.entry.circle}　{story.entry.code}")
    report.multiBuild(
        [
            Cover(story, context.layout, context.colours, season),
            NextPageTemplate("body"),
            PageBreak(),
            Paragraph(markup("目　录", BOLD), context.blocks.h1),
            Spacer(1, 4),
            contents(context.layout, context.colours),
            *([] if context.layout.slides else [PageBreak()]),
            *body(context),
        ]
    )


def body(c: Context) -> list[Flowable]:
    """All chapters; a step listed under left_out is missing on purpose."""
    chapters = {
        SELF: (problem.survey, problem.target, problem.causes, problem.confirm),
        ASSIGNED: (problem.target, problem.feasibility, problem.causes, problem.confirm),
        INNOVATION: (innovation.target_feasibility, innovation.schemes),
    }[c.story.entry.topic_type]
    out = [*opening.circle(c), *opening.reason(c)]
    if c.story.entry.topic_type == INNOVATION:
        out += innovation.borrowing(c)
        out += problem.survey(c) if "survey" in c.story.data else []
    left_out = c.story.data.get("left_out", [])
    for chapter in chapters:
        if chapter.__name__ not in left_out:
            out += chapter(c)
    for chapter in (action.measures, action.implement, action.effect, closing.standardise, closing.summary):
        out += chapter(c)
    return out
