"""Deciding: every action is seen in words before it is made, recorded with its reason, and undone like everything else.

A decision is never deleted. The original points stay beside those changed in consensus; what an earlier decision rested on
is remembered, so that a late file turns exactly the touched ones 待复核.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import new_event_id
from app.core.words import say, strung, to_keep
from app.models import points
from app.models.chairing import Step, StepKind
from app.models.changes import Changes, Topic, changed
from app.models.decision import Decision, DecisionKind
from app.models.shape import Points
from app.scoring import ballot
from app.scoring.results import moves
from app.scoring.view import Move, PanelRow
from app.services.chair import decision_words, lines, one_meeting, steps
from app.services.chair.actions import Action, Confirm, KeepAll, Meeting
from app.services.chair.assembly import Assembly
from app.services.chair.decision_plan import Sitting, plan
from app.services.chair.lines import Meter
from app.services.chair.panel_assembly import assembly
from app.services.profile import Profile

NOBODY = Meeting()


@dataclass(frozen=True)
class Foreseen:
    """What an action would do, before it is confirmed. Nothing is kept.

    `words`: the action in one line ("Z-017 复议改分：J-03 王建国 原因分析 26→24"); `lines`: what follows from it, in words
    (totals with trimming, the vote's outcome, places exceeded); `moves` of ranks and levels; `meters` as they would stand.
    `leader`: who leads because the chair is recused ("" when the chair leads).
    """

    words: str
    lines: tuple[str, ...]
    moves: tuple[Move, ...]
    meters: tuple[Meter, ...]
    leader: str = ""


@dataclass(frozen=True)
class Made:
    """A step that was made: its id (for undo), its decisions, and what it did in the words of `Foreseen`."""

    step: str
    decisions: tuple[Decision, ...]
    foreseen: Foreseen


def foresee(profile: Profile, action: Action, meeting: Meeting = NOBODY, *, round_number: int | None = None) -> Foreseen:
    """The preview of `decide`. Raises as `decide` does, so a form can show what is missing while it is filled in."""
    sitting = _sitting(profile, meeting, round_number)
    return foreseen_of(sitting, action, plan(sitting, action))


def decide(profile: Profile, action: Action, meeting: Meeting = NOBODY, *, round_number: int | None = None) -> tuple[Made, Changes]:
    """Make the decision durable, as one step. Nothing is kept when it raises:

    UsageError `own-first` (behind the gate), `deputy` (at the 副组长's desk), `unknown-entry`, `no-reason`, `no-sheet`, `not-tied`, `chair-recused` (the chair
    stands aside and nobody leads), `wrong-leader`, `nothing-to-decide`; InvalidPoints for points the rubric does not allow;
    InvalidEntry `votes` (counts do not fit those present, or a recused judge is among them), `unknown-level`.
    """
    sitting = _sitting(profile, meeting, round_number)
    decisions = plan(sitting, action)
    foreseen = foreseen_of(sitting, action, decisions)
    made = tuple(d.id for d in decisions)
    step = Step(new_event_id(), sitting.at, sitting.here.round, StepKind.DECISION, to_keep(foreseen.words), decisions=made)
    with profile.database.write() as tx:
        steps.keep(tx, step, decisions)
    touched = tuple(sorted({d.entry for d in decisions if d.entry}))
    return Made(step.id, decisions, foreseen), changed(Topic.PANEL, entries=touched)


def _sitting(profile: Profile, meeting: Meeting, round_number: int | None) -> Sitting:
    here = assembly(profile, round_number=round_number)
    one_meeting.require(here.panel)
    return Sitting(here, meeting, steps.moment(profile, here.panel))


def foreseen_of(sitting: Sitting, action: Action, decisions: Sequence[Decision]) -> Foreseen:
    """What these decisions of an action would do, at whichever meeting."""
    here, after = sitting.here, sitting.here.after(decisions)
    said = [f"{d.entry} " + decision_words.words_of(d, here.season, here.names) for d in decisions if d.undoes is None]
    found = moves(here.view, after.view)
    told = [*_points_lines(here, after, decisions), *_vote_lines(sitting.meeting), *_stale_lines(here, after)]
    before, now = lines.of_assembly(here), lines.of_assembly(after)
    over = {(m.level, m.name): m.over for m in before}
    told += [_over(m) for m in now if m.over > over.get((m.level, m.name), 0)]
    if not found:
        told.append(say("名次和等级不变。", "Ranks and levels stay as they are."))
    led = next((leader for d in decisions if (leader := decision_words.leader_of(d.reason))), "")
    return Foreseen(_heading(action, said), tuple(told), found, now, led)


def _heading(action: Action, said: Sequence[str]) -> str:
    if isinstance(action, KeepAll):
        return say("维持 {n} 份成果", "{n} {n:entry|entries} kept", n=len(said))
    head = strung(say("；", "; "), said[:4]) + (say(" 等 {n} 项", " … {n} in all", n=len(said)) if len(said) > 4 else "")
    return say("复核确认：", "confirmed: ") + head if isinstance(action, Confirm) else head


def _points_lines(here: Assembly, after: Assembly, decisions: Sequence[Decision]) -> list[str]:
    """复议改分: the judge's total and the official score, recomputed with trimming."""
    names, told = here.names, []
    for decision in (d for d in decisions if d.kind is DecisionKind.POINTS and d.undoes is None):
        old, new, judge = here.view.row(decision.entry or ""), after.view.row(decision.entry or ""), decision.judge or ""
        if old is None or new is None:
            continue
        told.append(
            say(
                "{who} 合计 {old} → {new}（独立评分 {own}）",
                "{who}: total {old} → {new} (handed in: {own})",
                who=f"{judge} {names.get(judge, '')}".strip(),
                old=_short(old.scores.get(judge)),
                new=_short(new.scores.get(judge)),
                own=_short(new.independent.get(judge)),
            )
        )
        told.append(
            say("最终得分 {old} → {new}", "official {old} → {new}", old=_text(old.official), new=_text(new.official)) + _dropped(new, names)
        )
    return told


def _dropped(row: PanelRow, names: Mapping[str, str]) -> str:
    if row.dropped_high is None or row.dropped_low is None:
        return ""
    return say(
        "（去掉最高 {high}、最低 {low}）",
        " (without the highest, {high}, and the lowest, {low})",
        high=names.get(row.dropped_high, row.dropped_high),
        low=names.get(row.dropped_low, row.dropped_low),
    )


def _vote_lines(meeting: Meeting) -> list[str]:
    if meeting.votes is None:
        return []
    present = say("出席 {n}", "{n} present", n=len(meeting.present))
    return [f"{present}{say('；', '; ')}{ballot.outcome_words(meeting.votes)}"]


def _stale_lines(here: Assembly, after: Assembly) -> list[str]:
    """Earlier decisions about the same entry that rested on the points before."""
    was = {i for row in here.view.rows for i in row.stale}
    now = {i for row in after.view.rows for i in row.stale} - was
    return [
        say(
            "转为待复核：{entry} {words}",
            "to be confirmed anew: {entry} {words}",
            entry=d.entry,
            words=decision_words.words_of(d, here.season, here.names),
        )
        for d in here.decisions
        if d.id in now
    ]


def _over(meter: Meter) -> str:
    return say(
        "{name} 超出名额 {n}，待组织方批准增额",
        "{name}: {n} beyond the places, until the organiser grants it",
        name=meter.name,
        n=meter.over,
    )


def _short(value: Points | None) -> str:
    return "—" if value is None else points.short(value)


def _text(value: Points | None) -> str:
    return "—" if value is None else points.to_text(value)
