"""Decisions at season scope (评审组长合议会): official levels, granted places, order inside ties, which of two results of a panel counts.

As at the panels: never deleted, only undone; each with its reason; each remembers what it rested on, so that a panel that closes
again turns exactly the touched ones 待复核.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.text import tidy
from app.core.words import say, strung
from app.models.changes import Changes, Topic, changed
from app.models.decision import Decision, DecisionKind, Scope, Votes
from app.scoring import ballot, hidden_units, lengths
from app.scoring.decisions import acting, in_order
from app.scoring.extra_place import require_raise
from app.scoring.lines import share_rank, tie_of
from app.scoring.view import Move, moves
from app.services.chair import one_file
from app.services.organiser import season_standing, season_state, state
from app.services.organiser.panel_files import PanelFile
from app.services.organiser.season_standing import SeasonStanding
from app.services.organiser.season_state import DECISIONS, SeasonState
from app.services.profile import Profile

_NEEDS_LEVEL = (DecisionKind.LEVEL, DecisionKind.EXTRA_PLACE, DecisionKind.VOTE)
_FREE = (DecisionKind.KEEP,)


@dataclass(frozen=True)
class SeasonAction:
    """What the meeting decides about `entries` (for a tie: best first). `level` None is 无等级; `down`: the tie is settled downwards at `level`."""

    kind: DecisionKind
    entries: tuple[str, ...]
    level: str | None = None
    reason: str = ""
    votes: Votes | None = None
    present: tuple[str, ...] = ()
    down: bool = False


@dataclass(frozen=True)
class SeasonDecided:
    """The decisions made, and whose rank or level moved. `reopened`: that what was final no longer is, in a sentence."""

    decisions: tuple[Decision, ...]
    moves: tuple[Move, ...]
    standing: SeasonStanding
    reopened: tuple[str, ...] = ()


def decide(profile: Profile, repository: Path, action: SeasonAction, *, round_number: int | None = None) -> tuple[SeasonDecided, Changes]:
    """Make the decision. Raises UsageError `unknown-entry`, `no-reason`, `unknown-level`, `nothing-merged`; InvalidEntry `votes`."""
    state.check_repository(profile, str(repository))
    now = season_standing.standing(profile, round_number=round_number)
    if level := now.state.season.level(action.level or ""):
        action = replace(action, level=level.code)
    _require(now, action)
    at = moment(profile, now.state)
    return keep(profile, now, in_order([d for kind in _kinds(action) for d in _decisions(now, replace(action, kind=kind), at)]))


def undo(
    profile: Profile, repository: Path, decision: str, reason: str = "", *, round_number: int | None = None
) -> tuple[SeasonDecided, Changes]:
    """Take a decision back. Raises UsageError `unknown-decision`."""
    state.check_repository(profile, str(repository))
    here = season_state.load(profile, round_number)
    found = [d for d in acting(here.decisions) if decision and d.id.startswith(decision.lower())]
    if len(found) != 1:
        raise UsageError(
            say("没有唯一对应的有效决定。", "No single decision in force has this number."),
            say("编号见 organizer results --json。", "Numbers are in organizer results --json."), reason="unknown-decision",
        )  # fmt: skip
    old = found[0]
    at = moment(profile, here)
    made = Decision(new_event_id(), at, Scope.SEASON, old.kind, tidy(reason).strip(), entry=old.entry, round=here.round, undoes=old.id)
    return keep(profile, season_standing.of_state(here), [made])


def choose(profile: Profile, repository: Path, payload: str, reason: str, *, round_number: int | None = None) -> tuple[Decision, Changes]:
    """Let the panel result with this payload digest (or a unique beginning) count. Raises UsageError as `one_file` does."""
    state.check_repository(profile, str(repository))
    here = season_state.load(profile, round_number)
    where = say("请用 organizer results 或 merge 显示的编号。", "Use the digest that organizer results or merge shows.")
    file, reason = one_file.chosen(here.held, lambda f: f.payload, payload, where), one_file.because(reason)
    made = chosen(here, file, reason, moment(profile, here))
    with profile.database.write() as tx:
        DECISIONS.put(tx, made.id, made)
    return made, changed(Topic.SEASON)


def chosen(here: SeasonState, file: PanelFile, reason: str, at: datetime) -> Decision:
    """The decision that lets this result count; not kept yet."""
    others = [f for f in here.held if f.value.panel == file.value.panel and f != file]
    others = [f for f in others if f.value.chair != file.value.chair] or others  # two chairs: what was known of the other one
    newest = max(others, key=lambda f: (f.sequence, f.payload), default=None)
    return Decision(
        new_event_id(), at, Scope.SEASON, DecisionKind.CHOOSE_PACKAGE, reason, judge=file.value.chair,
        before=newest.payload if newest else None, after=file.payload, round=here.round,
    )  # fmt: skip


def _require(now: SeasonStanding, action: SeasonAction) -> None:
    rows = {r.code for r in now.view.view.rows}
    if waiting := [c for c in action.entries if c not in rows and c in now.state.entries]:
        panel = now.state.panel_name(now.state.places[waiting[0]])
        raise UsageError(
            say("{panel}还没有计入的小组结果，{code} 还不能议。", "No result of {panel} counts yet, so {code} cannot be decided.", panel=panel, code=waiting[0]),
            say("请先用 organizer merge 收下，或用 organizer choose 选定。", "Take it in with organizer merge, or choose one with organizer choose."),
            reason="no-result",
        )  # fmt: skip
    if unknown := [c for c in action.entries if c not in rows] or ([""] if not action.entries else []):
        raise UsageError(
            say("没有这项成果：{code}", "There is no such entry: {code}", code=unknown[0]),
            say("请核对编号。", "Check the code."), reason="unknown-entry",
        )  # fmt: skip
    if not tidy(action.reason).strip() and action.kind not in _FREE:
        raise UsageError(
            say("这项决定需要写明理由。", "This decision needs a reason."),
            say("理由会写入决定记录。", "It stands in the record."),
            reason="no-reason",
        )
    levels = [v.code for v in now.state.season.levels]
    if (
        action.level is not None or action.kind in (DecisionKind.EXTRA_PLACE, DecisionKind.VOTE) or action.down
    ) and action.level not in levels:
        raise UsageError(
            say("本季没有等级“{level}”。", "This season has no level “{level}”.", level=action.level or ""),
            say("可选：{levels}", "There are: {levels}", levels=strung(say("、", ", "), levels)), reason="unknown-level",
        )  # fmt: skip
    for row in (r for r in now.view.view.rows if action.kind is DecisionKind.EXTRA_PLACE and r.code in action.entries):
        require_raise(row, action.level or "", now.state.season, now.state.decisions)
    if len(set(action.entries)) != len(action.entries):
        raise UsageError(
            say("有成果写了两次。", "An entry is named twice."), say("请每份写一次。", "Name each once."), reason="named-twice",
        )  # fmt: skip
    if action.kind is DecisionKind.TIE:
        _require_tie(now, action)
    _require_votes(now, action)


def _require_tie(now: SeasonStanding, action: SeasonAction) -> None:
    """As at the table: down goes the whole open tie at this line, an order is made among all who share one rank."""
    rows = [r for r in now.view.view.rows if r.code in action.entries]
    if action.down:
        tied = tie_of(now.view.view, action.level or "", action.entries) is not None
    else:
        tied = share_rank(rows, now.state.season.policy.rank_within)
    if not tied:
        raise UsageError(
            say("这几份成果没有同分并列。", "These entries are not tied."),
            say("请照 organizer results 列出的并列，把各份都写上。", "Name all the entries of a tie as organizer results lists it."), reason="not-tied",
        )  # fmt: skip


def _require_votes(now: SeasonStanding, action: SeasonAction) -> None:
    members = [j.id for j in now.state.judges]
    recused = {j for r in now.view.view.rows if r.code in action.entries for j in r.recused}
    ballot.check_present(action.present, members, recused)
    if action.votes is not None:
        ballot.check_votes(action.votes, action.present)
        if action.kind is not DecisionKind.VOTE:
            ballot.require_carried(action.votes)
    elif action.kind is DecisionKind.VOTE:
        raise ballot.no_votes()


def _kinds(action: SeasonAction) -> tuple[DecisionKind, ...]:
    """A vote stands in the record whatever came of it; the level follows it only when it was carried."""
    won = action.kind is DecisionKind.VOTE and action.votes is not None and ballot.carried(action.votes)
    return (DecisionKind.VOTE, DecisionKind.LEVEL) if won else (action.kind,)


def _decisions(now: SeasonStanding, action: SeasonAction, at: datetime) -> list[Decision]:
    return [_decision(now, action, code, place, at) for place, code in enumerate(action.entries, 1)]


def _decision(now: SeasonStanding, action: SeasonAction, code: str, place: int, at: datetime) -> Decision:
    row = now.view.view.row(code)
    if row is None:
        raise RuntimeError("an entry that was required is not there")
    before, after = row.level, action.level
    if action.kind is DecisionKind.TIE:
        before, after = (action.level, None) if action.down else (row.level, str(place))
    elif action.kind not in _NEEDS_LEVEL:
        after = row.level if action.kind is DecisionKind.KEEP else None
    return Decision(
        new_event_id(), at, Scope.SEASON, action.kind, tidy(action.reason).strip(), entry=code, before=before, after=after,
        votes=action.votes, attendance=action.present, basis=row.basis, round=now.state.round,
    )  # fmt: skip


def moment(profile: Profile, here: SeasonState) -> datetime:
    """Now, and after everything decided and taken in before: a clock that was set back does not put a decision behind an older one. What is
    decided at one moment is one step."""
    last = max((*(d.at for d in here.decisions), *(s.at for s in here.imports)), default=None)
    now = profile.clock.now()
    return now if last is None or now > last else last + timedelta(microseconds=1)


def keep(profile: Profile, before: SeasonStanding, made: Sequence[Decision]) -> tuple[SeasonDecided, Changes]:
    """The standing after is computed first: what cannot be read is not kept."""
    for decision in made:
        lengths.require_within(say("理由", "The reason"), decision.reason)
        hidden_units.require_unnamed(before.state.hidden_units, say("理由", "The reason"), decision.reason)
    after = season_standing.of_state(replace(before.state, decisions=(*before.state.decisions, *made)))
    with profile.database.write() as tx:
        for decision in made:
            DECISIONS.put(tx, decision.id, decision)
    touched = tuple(sorted({d.entry for d in made if d.entry}))
    reopened = (after.official_words,) if before.closed is not None and after.closed is None else ()
    return SeasonDecided(tuple(made), moves(before.view.view, after.view.view), after, reopened), changed(Topic.SEASON, entries=touched)
