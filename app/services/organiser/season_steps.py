"""Steps of the season's meeting: what was decided at one moment is one step, taken back and brought again as a whole.

Nothing is kept beside the decisions themselves, so the commands' decisions are steps too, and no list of steps can differ from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from app.core.ids import new_event_id
from app.core.words import say
from app.models.chairing import StepKind
from app.models.changes import NOTHING, Changes
from app.models.decision import Decision, DecisionKind, Scope
from app.scoring.decisions import in_force
from app.services.chair import decision_words
from app.services.chair.steps import StepLine, Undone
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
    gone = {d.undoes for step in _undoing(here.decisions) for d in step}
    lines = (
        StepLine(s[0].id, s[0].at, StepKind.DECISION, words(here, s), any(d.id in gone for d in s))
        for s in steps(here.decisions)
        if _does(s)
    )
    return tuple(reversed(tuple(lines)))


def undo(profile: Profile) -> tuple[Undone | None, Changes]:
    """Take the newest step in force back; None without one."""
    here = season_state.load(profile)
    standing = set(in_force(here.decisions))
    step = next((s for s in reversed(steps(here.decisions)) if _does(s) and standing.intersection(s)), None)
    return _reverse(profile, here, step, say("已撤销：{what}", "Undone: {what}", what=words(here, step or ())))


def redo(profile: Profile) -> tuple[Undone | None, Changes]:
    """Bring the step back that was undone last, as long as nothing was decided since."""
    here = season_state.load(profile)
    last = max((s[0].at for s in steps(here.decisions) if _does(s)), default=None)
    step = next((s for s in reversed(_undoing(here.decisions)) if last is None or s[0].at > last), None)
    what = tuple(d for d in here.decisions if step is not None and d.id in {u.undoes for u in step})
    return _reverse(profile, here, step, say("已恢复：{what}", "Redone: {what}", what=words(here, what)))


def words(here: SeasonState, step: Sequence[Decision]) -> str:
    """What a step was, in one line."""
    told = [f"{d.entry or ''} {decision_words.words_of(d, here.season, {})}".strip() for d in step if d.undoes is None]
    if len(told) > 1 and all(d.kind is DecisionKind.KEEP for d in step):
        return say("维持 {n} 份成果", "{n} entries kept", n=len(told))
    more = say(" 等 {n} 项", " … {n} in all", n=len(told)) if len(told) > _TOLD else ""
    return say("；", "; ").join(told[:_TOLD]) + more


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
    made = [
        Decision(
            new_event_id(), at, Scope.SEASON, d.kind, say("撤销", "undone"), entry=d.entry, judge=d.judge, round=here.round, undoes=d.id
        )
        for d in step
        if d in standing
    ]
    done, changes = season_deciding.keep(profile, season_standing.of_state(here), made)
    return Undone(step[0].id, told, done.moves), changes
