"""What the panel's results are now: official scores by the declared policy, ranks, levels, spread. Seen only behind the gate."""

from __future__ import annotations

from typing import Any

from app.models.points import to_text
from app.packages import codec, documents
from app.scoring.results import PanelRow, PanelView
from app.services.chair import panel as panels
from app.services.chair.panel import Panel
from app.services.chair.result_notes import policy_lines
from app.services.profile import Profile

__all__ = ["as_json", "policy_lines", "results"]


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
        "unsigned": dict.fromkeys(sorted(panel.unsigned()), panels.UNSIGNED),
        "entries": [{**_row(r, entries[r.code].topic_type), **_marks(panel, r)} for r in view.rows],
        "ties": [{"level": t.quota.level, "entries": list(t.entries), "seats": t.seats, "settled": t.settled} for t in view.ties],
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
        "level": row.settled_level,
        "reads": row.reads,
        "rule": str(row.rule),
        "scores": texts,
        "dropped": list(row.dropped),
        "spread": {"range": None if row.spread.range is None else to_text(row.spread.range), "flag": row.spread.flag},
        "at_line": list(row.at_line),
    }


def _marks(panel: Panel, row: PanelRow) -> dict[str, Any]:
    """What a reader of the points has to know besides: older files, copied sheets, decisions to be confirmed anew."""
    return {
        "older_file": list(panels.older_files(panel, row.code)),
        "unsigned": sorted(j for j in panel.unsigned() if j in row.by_judge or j in row.recused),
        "stale": list(row.stale),
        "deferred": row.deferred,
        "level_kept": row.level if row.deferred else None,
    }
