"""Decisions about packages: choosing which package of a judge counts, when two claim the same place or a replacement came after points were seen."""

from __future__ import annotations

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.words import say
from app.models.changes import Changes, Topic, changed
from app.models.decision import Decision, DecisionKind, Scope
from app.packages import codec
from app.services.chair import panel as panels
from app.services.profile import Profile


def choose(profile: Profile, payload: str, reason: str, *, round_number: int | None = None) -> tuple[Decision, Changes]:
    """Let the package with this payload digest (or a unique beginning of it) count. Raises UsageError without a reason."""
    panel = panels.load(profile, round_number)
    found = [a for a in panel.arrived if a.ref.payload.startswith(payload.lower())]
    if len(found) != 1 or not reason.strip():
        raise UsageError(
            say("没有唯一对应的评分文件，或没有写明理由。", "No single package has this digest, or no reason is given."),
            say("请用 chair merge 显示的编号。", "Use the digest that chair merge shows."),
        )
    chosen = found[0].ref
    before = panel.counted().get(chosen.judge)
    made = Decision(
        new_event_id(), whole_second(profile.clock.now()), Scope.PANEL, DecisionKind.CHOOSE_PACKAGE, reason.strip(), judge=chosen.judge,
        before=before.ref.payload if before else None, after=chosen.payload, round=panel.desk.round,
    )  # fmt: skip
    return _keep(profile, made)


def open_early(profile: Profile, reason: str, *, round_number: int | None = None) -> tuple[Decision, Changes]:
    """Show points before the chair's own file is handed in (a chair who does not score, an emergency): printed on every summary."""
    panel = panels.load(profile, round_number)
    if not reason.strip():
        raise UsageError(
            say("提前拆封需要写明理由。", "Opening points early needs a reason."),
            say("理由会印在汇总表上。", "It is printed on the summary."),
        )
    now = whole_second(profile.clock.now())
    made = Decision(new_event_id(), now, Scope.PANEL, DecisionKind.OPEN_EARLY, reason.strip(), round=panel.desk.round)
    return _keep(profile, made)


def _keep(profile: Profile, made: Decision) -> tuple[Decision, Changes]:
    with profile.database.write() as tx:
        tx.records.put(panels.DECISIONS, made.id, codec.to_bytes(codec.check(made)).decode())
    return made, changed(Topic.PANEL)
