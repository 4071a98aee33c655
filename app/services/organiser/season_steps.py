"""Steps of the season's meeting: what was decided at one moment, or taken in at once, is one step, taken back and brought again as a whole.

Of decisions nothing is kept beside the decisions themselves, so the commands' decisions are steps too, and no list of steps can differ
from them. An import that is undone sets its panel results aside; nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.words import kept, say, strung
from app.models import chairing
from app.models.chairing import StepKind
from app.models.changes import NOTHING, Changes, Topic, changed
from app.models.decision import Decision, DecisionKind, Scope
from app.scoring.decisions import in_force, in_order
from app.scoring.view import Move, moves
from app.services.chair import decision_words, shelves
from app.services.chair.steps import StepLine, Undone, taken_back
from app.services.organiser import season_deciding, season_standing, season_state
from app.services.organiser.season_state import SeasonState
from app.services.profile import Profile

Step = tuple[Decision, ...]
_TOLD = 4


def steps(decisions: Iterable[Decision]) -> tuple[Step, ...]:
    """Decisions by moment, oldest first."""
    found: dict[datetime, list[Decision]] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        found.setdefault(decision.at, []).append(decision)
    return tuple(tuple(made) for made in found.values())


def made_in(decisions: Iterable[Decision]) -> Mapping[str, str]:
    """Decision → the id of its step, that of its first decision."""
    return {d.id: step[0].id for step in steps(decisions) for d in step}


def history(here: SeasonState) -> tuple[StepLine, ...]:
    """Every step, newest first; `undone`: set aside for now."""
    gone, aside = {d.undoes for step in _undoing(here.decisions) for d in step}, shelves.undone(here.imports)
    lines = [
        StepLine(s[0].id, s[0].at, StepKind.DECISION, words(here, s), any(d.id in gone for d in s))
        for s in steps(here.decisions)
        if _does(s)
    ]
    lines += [StepLine(s.id, s.at, s.kind, kept(s.words), s.id in aside) for s in here.imports if s.undoes is None]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def undo(profile: Profile, step: str | None = None) -> tuple[Undone | None, Changes]:
    """Take the newest step in force back, or the one whose id begins so; None without one. Raises UsageError `unknown-step`."""
    here = season_state.load(profile)
    aside, standing = shelves.undone(here.imports), {d.id for d in in_force(here.decisions)}
    force = {s.id for s in here.imports} - aside | {s[0].id for s in steps(here.decisions) if standing.intersection(d.id for d in s)}
    lines = [line for line in history(here) if line.id in force]
    if step is not None:
        lines = [line for line in lines if step and line.id.startswith(step.lower())]
        if len(lines) != 1:
            raise _unknown(step)
    if not lines:
        return None, NOTHING
    told = say("已撤销：{what}", "Undone: {what}", what=lines[0].words)
    if (taken := _import(here, lines[0].id)) is not None:
        return _turn(profile, here, taken, taken.id, told)
    return _reverse(profile, here, next(s for s in steps(here.decisions) if s[0].id == lines[0].id), told)


def redo(profile: Profile) -> tuple[Undone | None, Changes]:
    """Bring the step back that was undone last, as long as nothing was decided or taken in since."""
    here = season_state.load(profile)
    done = [s[0].at for s in steps(here.decisions) if _does(s)] + [s.at for s in here.imports if s.undoes is None]
    last, gone = max(done, default=None), shelves.undone(here.imports)
    decided = next((s for s in reversed(_undoing(here.decisions)) if last is None or s[0].at > last), None)
    brought = {s.id for s in here.imports if s.undoes is None}
    aside = next((s for s in reversed(here.imports) if s.undoes in brought and s.id not in gone and (last is None or s.at > last)), None)
    if aside is not None and (decided is None or aside.at > decided[0].at):
        return _turn(profile, here, aside, aside.undoes or "", say("已恢复：{what}", "Redone: {what}", what=kept(aside.words)))
    what = tuple(d for d in here.decisions if decided is not None and d.id in {u.undoes for u in decided})
    return _reverse(profile, here, decided, say("已恢复：{what}", "Redone: {what}", what=words(here, what)))


def words(here: SeasonState, step: Sequence[Decision]) -> str:
    """What a step was, in one line."""
    told = [strung(" ", filter(None, (d.entry, decision_words.words_of(d, here.season, {})))) for d in step if d.undoes is None]
    if len(told) > 1 and all(d.kind is DecisionKind.KEEP for d in step):
        return say("维持 {n} 份成果", "{n} {n:entry|entries} kept", n=len(told))
    more = say(" 等 {n} 项", " … {n} in all", n=len(told)) if len(told) > _TOLD else ""
    return strung(say("；", "; "), told[:_TOLD]) + more


def _does(step: Step) -> bool:
    """Whether it decides something, rather than only taking something back."""
    return any(d.undoes is None for d in step)


def _undoing(decisions: tuple[Decision, ...]) -> list[Step]:
    """Steps in force that only take a deciding one back, oldest first."""
    standing, doing = set(in_force(decisions)), {d.id for s in steps(decisions) if _does(s) for d in s}
    return [s for s in steps(decisions) if not _does(s) and standing.intersection(s) and any(d.undoes in doing for d in s)]


def _reverse(profile: Profile, here: SeasonState, step: Step | None, told: str) -> tuple[Undone | None, Changes]:
    if step is None:
        return None, NOTHING
    at, standing = season_deciding.moment(profile, here), set(in_force(here.decisions))
    made = in_order([
        Decision(
            new_event_id(), at, Scope.SEASON, d.kind, taken_back(d), entry=d.entry, judge=d.judge, round=here.round, undoes=d.id
        )
        for d in step
        if d in standing
    ])  # fmt: skip
    after = replace(here, decisions=(*here.decisions, *made))
    with profile.database.write() as tx:
        for decision in made:
            season_state.DECISIONS.put(tx, decision.id, decision)
    entries = tuple(sorted({d.entry for d in made if d.entry}))
    return Undone(step[0].id, told, _moved(here, after)), changed(Topic.SEASON, entries=entries)


def _turn(profile: Profile, here: SeasonState, step: chairing.Step, named: str, told: str) -> tuple[Undone, Changes]:
    """Set an import aside, or an undoing one: then what it brought takes part again."""
    at = season_deciding.moment(profile, here)
    made = chairing.Step(new_event_id(), at, here.round, StepKind.IMPORT, step.words, undoes=step.id)
    with profile.database.write() as tx:
        season_state.IMPORTS.put(tx, made.id, made)
    return Undone(named, told, _moved(here, replace(here, imports=(*here.imports, made)))), changed(Topic.SEASON)


def _moved(before: SeasonState, after: SeasonState) -> tuple[Move, ...]:
    """What moved; nothing where one of the two has no order: with fewer panels the policy may allow none, which the desk then says."""
    try:
        return moves(season_standing.of_state(before).view.view, season_standing.of_state(after).view.view)
    except UsageError:
        return ()


def _import(here: SeasonState, step: str) -> chairing.Step | None:
    return next((s for s in here.imports if s.id == step), None)


def _unknown(step: str) -> UsageError:
    return UsageError(
        say("没有唯一对应的一步：“{name}”。", "No single step is named “{name}”.", name=step[:40]),
        say("请用 organizer undo --list 查看编号。", "See the ids with organizer undo --list."), reason="unknown-step",
    )  # fmt: skip
