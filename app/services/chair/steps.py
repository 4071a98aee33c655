"""The chair's steps: imports, decisions and copied sheets, each undone and redone as a whole. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.words import kept, say, to_keep, without_stop
from app.models.chairing import Step, StepKind
from app.models.changes import NOTHING, Changes, Topic, changed
from app.models.decision import Decision
from app.packages import codec
from app.scoring.decisions import in_force, in_order
from app.scoring.results import moves
from app.scoring.view import Move, PanelView
from app.services.chair import panel as panels
from app.services.chair import shelves
from app.services.chair.panel import Panel
from app.services.profile import Profile
from app.store.database import Transaction


@dataclass(frozen=True)
class StepLine:
    """One step in words ("导入 6 份文件"), newest first in a list; `undone`: set aside for now, `undo` takes the newest that is not."""

    id: str
    at: datetime
    kind: StepKind
    words: str
    undone: bool


@dataclass(frozen=True)
class Undone:
    """What was undone or redone: the step, a sentence, and what moved (empty before points were opened)."""

    step: str
    words: str
    moves: tuple[Move, ...]


def history(profile: Profile, *, round_number: int | None = None) -> tuple[StepLine, ...]:
    """Every step, newest first. Behind the gate only imports are listed: they name files, never a point."""
    panel = panels.load(profile, round_number)
    gone = shelves.undone(panel.steps)
    done = [s for s in panel.steps if s.undoes is None and (panel.points_open or s.kind is StepKind.IMPORT)]
    return tuple(StepLine(s.id, s.at, s.kind, kept(s.words), s.id in gone) for s in reversed(done))


def undo(profile: Profile, step: str | None = None, *, round_number: int | None = None) -> tuple[Undone | None, Changes]:
    """Set the newest step aside, or the one named (an id, or a unique beginning of it); None when there is none.

    An import's files stay held and count no more; a decision gets one that undoes it. Raises UsageError for an unknown step, and for one
    that 复核 made again: undone by itself it would change nothing and be said to be gone.
    """
    panel = panels.load(profile, round_number)
    gone = shelves.undone(panel.steps)
    standing = [s for s in panel.steps if s.undoes is None and s.id not in gone]
    chosen = _named(standing, step) if step is not None else standing[-1] if standing else None
    if chosen is None:
        return None, NOTHING
    _require_in_force(panel, chosen, standing)
    return _reverse(profile, panel, chosen, say("已撤销：{what}", "Undone: {what}", what=kept(chosen.words)))


def redo(profile: Profile, step: str | None = None, *, round_number: int | None = None) -> tuple[Undone | None, Changes]:
    """Bring back the step undone last, or the one named."""
    panel = panels.load(profile, round_number)
    found = _redoable(panel.steps, newest_only=step is None)
    done = {s.id: s for s in panel.steps}
    if step is not None:
        wanted = _named([done[u.undoes] for u in found if u.undoes], step)
        found = [u for u in found if u.undoes == wanted.id]
    if not found:
        return None, NOTHING
    first = done[found[-1].undoes or ""]
    made, changes = _reverse(profile, panel, found[-1], say("已恢复：{what}", "Redone: {what}", what=kept(first.words)))
    return Undone(first.id, made.words, made.moves), changes


def keep(
    tx: Transaction,
    made: Step,
    decisions: Iterable[Decision] = (),
) -> None:
    """Append a step with its decisions, in the caller's transaction."""
    for decision in decisions:
        tx.records.put(panels.DECISIONS, decision.id, codec.to_bytes(codec.check(decision)).decode())
    shelves.STEPS.put(tx, made.id, made)


def moment(profile: Profile, panel: Panel) -> datetime:
    """A time for what is decided now, later than everything decided before: of two decisions about one thing the later holds."""
    last = max((d.at for d in panel.decisions), default=None)
    now = profile.clock.now()
    return now if last is None or now > last else last + timedelta(microseconds=1)


def seen(panel: Panel) -> PanelView | None:
    """The view, for a chair who has opened points; to anybody else movements would tell them."""
    return panels.view(panel) if panel.opened and panel.points_open else None


def moved(before: PanelView | None, after: PanelView | None) -> tuple[Move, ...]:
    """What differs between two views, when both may be seen."""
    return moves(before, after) if before is not None and after is not None else ()


def _require_in_force(panel: Panel, chosen: Step, standing: Iterable[Step]) -> None:
    """Raises UsageError `made-again` when a standing step has made all decisions of the chosen one again."""
    acting = {d.id for d in in_force(panel.decisions)}
    if not chosen.decisions or acting & set(chosen.decisions):
        return
    undoes = {d.id: d.undoes for d in panel.decisions}
    again = next((s for s in standing if s is not chosen and any(undoes.get(i) in chosen.decisions for i in s.decisions)), None)
    if again is not None:
        raise UsageError(
            say("这一步后来复核过，已重新作出：{words}。", "This step was confirmed and so made again: {words}.", words=without_stop(kept(again.words))),
            say("要撤销，请撤销复核的那一步（chair undo {id}）。", "To take it back, undo the confirming step (chair undo {id}).", id=again.id[:8]),
            reason="made-again",
        )  # fmt: skip


def _redoable(steps: tuple[Step, ...], *, newest_only: bool) -> list[Step]:
    """Undo steps that stand; by themselves only those after the last thing that was done."""
    gone, done = shelves.undone(steps), {s.id for s in steps if s.undoes is None}
    last = max((n for n, s in enumerate(steps) if s.undoes is None), default=-1) if newest_only else -1
    return [s for n, s in enumerate(steps) if s.undoes in done and s.id not in gone and n > last]


def _named(steps: Iterable[Step], name: str) -> Step:
    """The one step with this id or a beginning of it, or with a decision of that id. Raises UsageError."""
    text = name.strip().lower()
    found = [s for s in steps if text and (s.id.startswith(text) or any(d.startswith(text) for d in s.decisions))]
    if len(found) != 1:
        raise UsageError(
            say("没有唯一对应的一步：“{name}”。", "No single step is named “{name}”.", name=name[:40]),
            say("请用 chair undo --list 查看编号。", "See the ids with chair undo --list."),
            reason="unknown-step",
        )
    return found[0]


def taken_back(decision: Decision) -> str:
    """The reason that stands on what undoes this decision, or brings back what it undid."""
    return say("撤销", "undone") if decision.undoes is None else say("恢复", "redone")


def _reverse(profile: Profile, panel: Panel, step: Step, words: str) -> tuple[Undone, Changes]:
    """Undo a step, or an undo of one."""
    at, held = moment(profile, panel), {d.id: d for d in panel.decisions}
    undoing = in_order([
        Decision(new_event_id(), at, d.scope, d.kind, taken_back(d), entry=d.entry, judge=d.judge, item=d.item, undoes=d.id, round=d.round)
        for d in (held[i] for i in step.decisions)
    ])  # fmt: skip
    made = Step(
        new_event_id(),
        at,
        step.round,
        step.kind,
        to_keep(words),
        step.payloads,
        tuple(d.id for d in undoing),
        step.recorded,
        undoes=step.id,
    )
    before = seen(panel)
    with profile.database.write() as tx:
        keep(tx, made, undoing)
    after = seen(panels.load(profile, panel.desk.round))
    return Undone(step.id, words, moved(before, after)), changed(Topic.PANEL)
