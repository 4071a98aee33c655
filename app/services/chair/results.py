"""What the panel's results are now: official scores by the declared policy, ranks, levels, spread. Seen only behind the gate."""

from __future__ import annotations

from typing import Any

from app.core.words import say
from app.models.points import to_text
from app.packages import codec, documents
from app.scoring.results import PanelRow, PanelView
from app.services.chair import method_note
from app.services.chair import panel as panels
from app.services.chair.panel import Panel
from app.services.profile import Profile


def results(profile: Profile, *, round_number: int | None = None) -> tuple[Panel, PanelView]:
    """Open the points and compute the view. Raises UsageError before the chair's own file is handed in."""
    panels.keep_own(profile, round_number)
    panel = panels.load(profile, round_number)
    view = panels.view(panel)
    panels.mark_opened(profile, panel)
    return panel, view


def as_json(panel: Panel, view: PanelView) -> dict[str, Any]:
    """The document of `chair results --json`, sorted by rank."""
    entries = {e.code: e for e in panel.entries}
    return {
        "season": panel.desk.season.id,
        "round": panel.desk.round,
        "panel": panel.desk.manifest.panel,
        "policy": {**codec.to_json(panel.desk.season.policy), "digest": documents.policy_digest(panel.desk.season.policy)},
        "received": sorted(panel.counted()),
        "missing": [m.judge for m in panels.missing(panel)],
        "undecided": {judge: list(payloads) for judge, payloads in panels.undecided(panel).items()},
        "entries": [{**_row(r, entries[r.code].topic_type), "older_file": list(panels.older_files(panel, r.code))} for r in view.rows],
        "ties": [{"level": t.quota.level, "entries": list(t.entries), "seats": t.seats} for t in view.ties],
        "mixed_rules": [m.words for m in view.mixed],
    }


def _row(row: PanelRow, topic_type: str) -> dict[str, Any]:
    texts = row.score_texts()
    return {
        "code": row.code,
        "title": row.title,
        "circle": row.circle,
        "topic_type": str(topic_type),
        "field": row.field,
        "counted": row.counted,
        "official": None if row.official is None else to_text(row.official),
        "rank": row.rank,
        "rank_in_field": row.rank_in_field,
        "level": row.level,
        "reads": row.reads,
        "rule": str(row.rule),
        "scores": texts,
        "dropped": list(row.dropped),
        "spread": {"range": None if row.spread.range is None else to_text(row.spread.range), "flag": row.spread.flag},
        "at_line": list(row.at_line),
    }


def policy_lines(panel: Panel, view: PanelView) -> tuple[str, ...]:
    """The policy in words, as summaries print it; the absent rule and mixed rules included."""
    policy = panel.desk.season.policy
    lines = [method_note.rule_line(panel.desk.season), method_note.tie_line(panel.desk.season)]
    names = panels.names(panel.members)
    for judge, payloads in panels.undecided(panel).items():
        lines.append(
            say(
                "{who} 交来 {n} 份不同的评分文件，等组长决定取用哪一份（chair choose）。",
                "{who} handed in {n} different files; the chair has to choose (chair choose).",
                who=names.get(judge, judge),
                n=len(payloads),
            )
        )
    absent = panels.missing(panel)
    if absent:
        who = "、".join(m.name for m in absent)
        lines.append(say("缺交：{who}；按“不等缺交者”规则以已交评分计算。", "Missing: {who}; computed from the sheets handed in.", who=who))
    lines += [m.words for m in view.mixed]
    if panel.early is not None:
        lines.append(say("组长提交前拆封：{why}", "Points were opened before the chair handed in: {why}", why=panel.early.reason))
    lines.append(say("规则编号 {digest}", "Policy digest {digest}", digest=documents.policy_digest(policy)[:16]))
    return tuple(lines)
