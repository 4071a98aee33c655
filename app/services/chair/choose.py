"""Decisions about packages: choosing which package of a judge counts, when two claim the same place, a replacement came after
points were seen, or a signed file came after the sheets were copied from paper.

A choice can be undone. Opening early cannot: what was seen was seen, and its reason stays printed.
"""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.text import tidy
from app.core.words import say, to_keep
from app.models.chairing import Step, StepKind
from app.models.changes import Changes, Topic, changed
from app.models.decision import Decision, DecisionKind, Scope
from app.packages import codec
from app.scoring import lengths
from app.scoring.merge import PayloadRef, Standing
from app.services.chair import one_file, one_meeting, steps
from app.services.chair import panel as panels
from app.services.profile import Profile


def choose(profile: Profile, payload: str, reason: str, *, round_number: int | None = None) -> tuple[Decision, Changes]:
    """Let the package with this payload digest (or a unique beginning of it) count. Raises UsageError as `one_file` does."""
    panel = panels.load(profile, round_number)
    one_meeting.require(panel)
    now = panel.standing()
    held = [*now.counted.values(), *now.waiting, *now.superseded]
    where = say("请用 chair merge 显示的编号。", "Use the digest that chair merge shows.")
    chosen, reason = one_file.chosen(held, lambda r: r.payload, payload, where), one_file.because(reason)
    before = _other(now, chosen)
    at = steps.moment(profile, panel)
    made = Decision(
        new_event_id(), at, Scope.PANEL, DecisionKind.CHOOSE_PACKAGE, reason, judge=chosen.judge,
        before=before.payload if before else None, after=chosen.payload, round=panel.desk.round,
    )  # fmt: skip
    name = panels.names(panel.members).get(chosen.judge, "")
    words = say("取用 {judge} {name} 的评分文件", "chose a file of {judge} {name}", judge=chosen.judge, name=name)
    with profile.database.write() as tx:
        steps.keep(tx, Step(new_event_id(), at, panel.desk.round, StepKind.DECISION, to_keep(words), decisions=(made.id,)), [made])
    return made, changed(Topic.PANEL)


def _other(now: Standing, chosen: PayloadRef) -> PayloadRef | None:
    """What is set aside by the choice: the package that counted, or, when that one is kept, the newest that waited."""
    counted = now.counted.get(chosen.judge)
    waiting = [r for r in now.waiting if r.judge == chosen.judge and r != chosen]
    return counted if counted != chosen else max(waiting, key=lambda r: r.order, default=None)


def open_early(profile: Profile, reason: str, *, round_number: int | None = None) -> tuple[Decision, Changes]:
    """Show points before the chair's own file is handed in (a chair who does not score, an emergency): printed on every summary."""
    panel, reason = panels.load(profile, round_number), tidy(reason).strip()
    one_meeting.require(panel)
    if not reason:
        raise UsageError(
            say("提前拆封需要写明理由。", "Opening points early needs a reason."),
            say("理由会印在汇总表上。", "It is printed on the summary."),
        )
    lengths.require_within(say("理由", "The reason"), reason)
    now = steps.moment(profile, panel)
    made = Decision(new_event_id(), now, Scope.PANEL, DecisionKind.OPEN_EARLY, reason, round=panel.desk.round)
    with profile.database.write() as tx:
        tx.records.put(panels.DECISIONS, made.id, codec.to_bytes(codec.check(made)).decode())
    return made, changed(Topic.PANEL)
