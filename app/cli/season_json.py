"""The season's standing and its decisions as JSON: `organizer results --json`, and `season` in `organizer merge --json`."""

from __future__ import annotations

from typing import Any

from app.core.clock import to_text as time_text
from app.models.decision import Decision
from app.models.points import to_text
from app.packages import codec, documents
from app.scoring.decisions import in_force
from app.scoring.view import PanelRow
from app.services.organiser.season_standing import SeasonStanding


def standing_json(found: SeasonStanding) -> dict[str, Any]:
    """Sorted by rank, inside the range the policy ranks within."""
    state, view = found.state, found.view
    policy = state.season.policy
    return {
        "season": state.season.id,
        "round": state.round,
        "final": found.final,
        "closed": time_text(found.closed.at) if found.closed else None,
        "rank_within": str(policy.rank_within or "season"),
        "policy": {**codec.to_json(policy), "digest": documents.policy_digest(policy)},
        "panels": [
            {"panel": p, "name": state.panel_name(p), "chair": f.value.chair, "sequence": f.sequence, "payload": f.payload,
             "entries": len(f.value.entries), "packages": len(f.value.packages), "unsigned": list(f.unsigned), "closed": time_text(f.value.created)}
            for p, f in state.counted.items()
        ],
        "missing": list(state.missing),
        "forks": [{"panel": k.judge, "sequence": k.sequence, "payloads": list(k.payloads)} for k in state.standing.forks],
        "unscored": list(state.unscored),
        "entries": [_row(found, r) for r in view.view.rows],
        "quotas": [
            {"level": m.quota.level, "scope": str(m.quota.scope), "field": m.quota.field, "panel": m.quota.panel, "places": m.quota.places,
             "taken": m.taken, "extra": m.extra, "left": m.left, "over": m.over, "tied": m.tied, "under_floor": m.under_floor}
            for m in view.view.meters
        ],
        "ties": [
            {"level": t.quota.level, "scope": str(t.quota.scope), "field": t.quota.field, "panel": t.quota.panel, "entries": list(t.entries),
             "seats": t.seats, "settled": t.settled}
            for t in view.view.ties
        ],
        "requested": dict(sorted(view.requested.items())),
        "held": list(view.held),
        "differing": list(view.differing),
        "decisions": [decided_json(d, standing=d in in_force(state.decisions)) for d in sorted(state.decisions, key=lambda d: (d.at, d.id))],
        "notes": list(found.notes),
    }  # fmt: skip


def _row(found: SeasonStanding, row: PanelRow) -> dict[str, Any]:
    source = found.state.rows[row.code]
    return {
        "code": row.code, "title": row.title, "circle": row.circle, "topic_type": str(source.topic_type), "field": row.field, "panel": row.panel,
        "official": None if row.official is None else to_text(row.official), "carried": None if row.carried is None else to_text(row.carried),
        "rank": row.rank, "rank_in_field": row.rank_in_field, "level": row.settled_level, "proposed": found.view.proposed.get(row.code),
        "reads": row.reads, "rule": str(row.rule), "scores": row.score_texts(), "dropped": list(row.dropped), "at_line": list(row.at_line),
        "unsigned": list(found.state.unsigned.get(row.code, ())), "deferred": row.deferred,
        "level_kept": row.level if row.deferred else None, "deferred_by_panel": row.code in found.view.put_off, "stale": list(row.stale),
    }  # fmt: skip


def decided_json(decision: Decision, *, standing: bool = True) -> dict[str, Any]:
    """One decision, and whether it is in force."""
    return {**codec.to_json(decision), "in_force": standing}
