"""Decisions about packages: choosing which package of a judge counts, when two claim the same place, a replacement came after
points were seen, or a signed file came after the sheets were copied from paper.

A choice can be undone. Opening early cannot: what was seen was seen, and its reason stays printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
from app.services.chair.movement import Movement, movement
from app.services.chair.panel import Panel
from app.services.profile import Profile


@dataclass(frozen=True)
class Option:
    """One of a judge's files as the chair chooses among them: `words` tell it apart, `lines` what it would do, empty before points were opened."""

    payload: str
    words: str
    counts: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """What the choice would do, or did: ranks, levels and decisions it touches."""

    judge: str
    payload: str
    does: Movement


def options(profile: Profile, judge: str, *, round_number: int | None = None) -> tuple[Option, ...]:
    """The files of a judge that wait, and the one that counts now, in the order in which they were handed in."""
    panel = panels.load(profile, round_number)
    now, open_ = panel.standing(), panels.undecided(panel).get(judge, ())
    refs = sorted((r for r in _held(now) if r.payload in open_), key=lambda r: (r.order, r.payload))
    return tuple(_option(profile, panel, ref, now.counted.get(judge) == ref) for ref in refs)


def foresee(profile: Profile, payload: str, *, round_number: int | None = None) -> Chosen:
    """What choosing this package would move; nothing is kept. Raises as `choose` does for the payload."""
    panel = panels.load(profile, round_number)
    one_meeting.require(panel)
    return _foreseen(profile, panel, _named(panel, payload))


def choose(profile: Profile, payload: str, reason: str, *, round_number: int | None = None) -> tuple[Decision, Changes]:
    """Let the package with this payload digest (or a unique beginning of it) count. Raises UsageError as `one_file` does."""
    panel = panels.load(profile, round_number)
    one_meeting.require(panel)
    chosen, reason = _named(panel, payload), one_file.because(reason)
    made = _decision(profile, panel, chosen, reason)
    name = panels.names(panel.members).get(chosen.judge, "")
    words = say("取用 {judge} {name} 的评分文件", "chose a file of {judge} {name}", judge=chosen.judge, name=name)
    with profile.database.write() as tx:
        steps.keep(tx, Step(new_event_id(), made.at, panel.desk.round, StepKind.DECISION, to_keep(words), decisions=(made.id,)), [made])
    if steps.seen(panel) is not None:  # the movement was told: from now on another file waits
        panels.mark_opened(profile, panels.load(profile, panel.desk.round))
    return made, changed(Topic.PANEL)


def _named(panel: Panel, payload: str) -> PayloadRef:
    where = say("请用 chair merge 显示的编号。", "Use the digest that chair merge shows.")
    return one_file.chosen(_held(panel.standing()), lambda r: r.payload, payload, where)


def _held(now: Standing) -> list[PayloadRef]:
    return [*now.counted.values(), *now.waiting, *now.superseded]


def _decision(profile: Profile, panel: Panel, chosen: PayloadRef, reason: str) -> Decision:
    before = _other(panel.standing(), chosen)
    return Decision(
        new_event_id(), steps.moment(profile, panel), Scope.PANEL, DecisionKind.CHOOSE_PACKAGE, reason, judge=chosen.judge,
        before=before.payload if before else None, after=chosen.payload, round=panel.desk.round,
    )  # fmt: skip


def _foreseen(profile: Profile, panel: Panel, chosen: PayloadRef) -> Chosen:
    after = replace(panel, decisions=(*panel.decisions, _decision(profile, panel, chosen, "—")))
    return Chosen(chosen.judge, chosen.payload, movement(panel, after))


def _option(profile: Profile, panel: Panel, ref: PayloadRef, counts: bool) -> Option:
    arrived = next((a for a in panel.arrived if a.ref == ref), None)
    if arrived is None:
        words = panels.UNSIGNED
    else:
        recused = len(arrived.parts.recusals)
        words = say(
            "第 {n} 次提交，{sheets} 份",
            "Handed in as no. {n}, {sheets} {sheets:sheet|sheets}",
            n=ref.sequence,
            sheets=len(arrived.parts.points),
        )
        words += say("，回避 {n} 份", ", {n} recused", n=recused) if recused else ""
    words += say("；现在计入的是这一份", "; this one counts now") if counts else ""
    return Option(ref.payload, words, counts, _foreseen(profile, panel, ref).does.lines())


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
