"""From an action to the decisions that record it: what each kind requires, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.core.errors import InvalidEntry, UsageError
from app.core.ids import new_event_id
from app.core.text import tidy
from app.core.words import say
from app.models.decision import Decision, DecisionKind, Scope, Votes
from app.models.points import to_text
from app.scoring import ballot, hidden_units, lengths
from app.scoring.decisions import acting, in_order
from app.scoring.extra_place import require_raise
from app.scoring.lines import share_rank, tie_of
from app.scoring.validate import require_points
from app.scoring.view import PanelRow, PanelView
from app.services.chair.actions import (
    Action,
    ChangePoints,
    Confirm,
    Defer,
    ExtraPlace,
    Grade,
    Keep,
    KeepAll,
    Meeting,
    Opinion,
    SetLevel,
    SettleTie,
    TieOutcome,
    Vote,
)
from app.services.chair.assembly import Assembly
from app.services.judge.score import find_item

GRADES = {Grade.EXCELLENT: "优秀", Grade.GOOD: "良好", Grade.PASS: "合格", Grade.FAIL: "不合格"}
"""As they stand in decisions and papers, whatever the language of the screen."""


@dataclass(frozen=True)
class Sitting:
    """What every decision of one step has in common: who meets about what, the people at the table, the time."""

    here: Assembly
    meeting: Meeting
    at: datetime

    @property
    def view(self) -> PanelView:
        """As it stands before the step."""
        return self.here.view

    def row(self, code: str) -> PanelRow:
        """A counted entry. Raises UsageError."""
        row = self.view.row(code.strip().upper())
        if row is None or not row.counted:
            raise UsageError(
                say("本组没有可决定的成果 {code}。", "This panel has no entry {code} to decide about.", code=code[:40]),
                say("请核对编号；试评和撤报的成果不参加评定。", "Check the code; practice and withdrawn entries are not decided."),
                reason="unknown-entry",
            )
        return row

    def level(self, code: str | None) -> str | None:
        """A level of the season by code or name, or None. Raises InvalidEntry."""
        if not code:
            return None
        level = self.here.season.level(code)
        if level is None:
            names = "、".join(f"{v.code}={say(v.name.zh, v.name.en)}" for v in self.here.season.levels)
            raise InvalidEntry(
                say("本季没有“{level}”这个等级。", "This season has no level “{level}”.", level=code[:40]),
                say("等级代号：{levels}", "Its levels: {levels}", levels=names),
                reason="unknown-level",
            )
        return level.code

    def decision(self, kind: DecisionKind, row: PanelRow, reason: str, **more: str | None) -> Decision:
        """One decision about an entry, resting on its points as they are."""
        basis = row.basis if kind is DecisionKind.POINTS else row.discussed_basis
        return Decision(
            new_event_id(), self.at, self.here.scope, kind, self.here.worded(reason, self.meeting), entry=row.code, votes=self.meeting.votes,
            attendance=self.meeting.present, basis=basis, round=self.here.round, **more,
        )  # fmt: skip


def plan(sitting: Sitting, action: Action) -> tuple[Decision, ...]:
    """The decisions of an action. Raises as `deciding.decide` says."""
    made = in_order(_planned(sitting, action))
    for decision in made:
        lengths.require_within(say("理由", "The reason"), decision.reason)
        hidden_units.require_unnamed(sitting.here.hidden_units, say("理由", "The reason"), decision.reason)
    return made


def _planned(sitting: Sitting, action: Action) -> tuple[Decision, ...]:
    if isinstance(action, Confirm):
        return _confirm(sitting, action)
    codes = action.entries if isinstance(action, KeepAll | SettleTie) else (action.entry,)
    rows = [sitting.row(code) for code in codes]
    sitting.here.check(rows, sitting.meeting)
    if sitting.meeting.votes is not None and not isinstance(action, Vote):
        ballot.require_carried(sitting.meeting.votes)
    if isinstance(action, KeepAll):
        if not rows:
            raise _nothing(say("没有可以一次确认的成果。", "There is no entry to confirm with the rest."))
        return tuple(sitting.decision(DecisionKind.KEEP, row, "", before=row.level, after=row.level) for row in rows)
    if isinstance(action, SettleTie):
        return _tie(sitting, action, rows)
    return _single(sitting, action, rows[0])


def _single(
    sitting: Sitting, action: Keep | SetLevel | ChangePoints | Vote | ExtraPlace | Defer | Opinion, row: PanelRow
) -> tuple[Decision, ...]:
    if isinstance(action, Opinion):
        return (sitting.decision(DecisionKind.OPINION, row, _reason(action.text), after=GRADES[action.grade]),)
    if isinstance(action, Keep):
        return (sitting.decision(DecisionKind.KEEP, row, tidy(action.reason).strip(), before=row.level, after=row.level),)
    reason = _reason(action.reason)
    if isinstance(action, ChangePoints):
        return (_points(sitting, action, row, reason),)
    if isinstance(action, Defer):
        return (sitting.decision(DecisionKind.DEFER, row, reason),)
    level = sitting.level(action.level)
    if isinstance(action, ExtraPlace):
        require_raise(row, level or "", sitting.here.season, sitting.here.decisions)
        return (sitting.decision(DecisionKind.EXTRA_PLACE, row, reason, before=row.level, after=level),)
    if isinstance(action, SetLevel):
        return (sitting.decision(DecisionKind.LEVEL, row, reason, before=row.level, after=level),)
    votes = _votes(sitting)
    made = sitting.decision(DecisionKind.VOTE, row, reason, before=row.level, after=level)
    return (made, sitting.decision(DecisionKind.LEVEL, row, reason, before=row.level, after=level)) if ballot.carried(votes) else (made,)


def _votes(sitting: Sitting) -> Votes:
    if sitting.meeting.votes is None:
        raise ballot.no_votes()
    ballot.check_votes(sitting.meeting.votes, sitting.meeting.present)
    return sitting.meeting.votes


def _points(sitting: Sitting, action: ChangePoints, row: PanelRow, reason: str) -> Decision:
    item = find_item(sitting.here.rubric_of(row.code), action.item.strip())
    given = row.by_judge.get(action.judge)
    if given is None or action.judge in row.recused:
        raise UsageError(
            say(
                "{judge} 没有给 {code} 的这一项打过分。",
                "{judge} has no points for this item of {code}.",
                judge=action.judge[:40],
                code=row.code,
            ),
            say("请核对评委。", "Check the judge."),
            reason="no-sheet",
        )
    after, before = require_points(action.points, item), given[item.code]
    if after == before:
        raise _nothing(say("分数没有变化。", "The points stay the same."))
    return sitting.decision(
        DecisionKind.POINTS, row, reason, judge=action.judge, item=item.code, before=to_text(before), after=to_text(after)
    )


def _tie(sitting: Sitting, action: SettleTie, rows: Sequence[PanelRow]) -> tuple[Decision, ...]:
    reason, level = _reason(action.reason), sitting.level(action.level)
    if action.outcome is TieOutcome.ORDER:
        return _order(sitting, action, rows, reason)
    tie = tie_of(sitting.view, level or "", [r.code for r in rows])
    if tie is None:
        raise UsageError(
            say("这几份成果没有在这个等级的名额线上并列。", "These entries are not tied at the line of this level."),
            say("请用 chair agenda 查看并列的成果。", "See the ties with chair agenda."),
            reason="not-tied",
        )
    ordered = sorted(rows, key=lambda r: r.code)
    if action.outcome is TieOutcome.ALL_DOWN:
        return tuple(sitting.decision(DecisionKind.TIE, r, reason, before=level) for r in ordered)
    asks = DecisionKind.EXTRA_PLACE if sitting.here.scope is Scope.PANEL else DecisionKind.ASK_PLACE
    kinds = [DecisionKind.LEVEL if n < tie.seats else asks for n in range(len(ordered))]
    return tuple(sitting.decision(k, r, reason, before=r.level, after=level) for k, r in zip(kinds, ordered, strict=True))


def _order(sitting: Sitting, action: SettleTie, rows: Sequence[PanelRow], reason: str) -> tuple[Decision, ...]:
    codes = [c.strip().upper() for c in action.order]
    by_code = {r.code: r for r in rows}
    within = sitting.here.season.policy.rank_within if sitting.here.scope is Scope.SEASON else None
    if sorted(codes) != sorted(by_code) or not share_rank(rows, within):
        raise UsageError(
            say("排定先后时，要把同分的成果各写一次，且名次相同。", "To order a tie, name each of the entries that share the rank once."),
            say("请核对先后次序。", "Check the order."),
            reason="not-tied",
        )
    return tuple(
        sitting.decision(DecisionKind.TIE, by_code[code], reason, before=sitting.level(action.level), after=str(n))
        for n, code in enumerate(codes, 1)
    )


def _confirm(sitting: Sitting, action: Confirm) -> tuple[Decision, ...]:
    """Each stale decision is undone and made again as it was. What rests on the points after consensus is made after those."""
    stale = {i for row in sitting.view.rows for i in row.stale}
    old = [d for d in acting(sitting.here.decisions) if d.id in stale and any(d.id.startswith(w) for w in action.decisions if w)]
    if not old or len(old) != len(set(action.decisions)):
        raise _nothing(say("这些决定没有待复核的。", "None of these decisions is waiting to be confirmed, or not all of them."))
    rows = {d.id: sitting.row(d.entry or "") for d in old}
    sitting.here.check(list(rows.values()), replace(sitting.meeting, votes=None))
    made = [d for kind in (True, False) for d in _again(sitting, old, action, kind)]
    return tuple(made)


def _again(sitting: Sitting, old: Sequence[Decision], action: Confirm, points: bool) -> list[Decision]:
    """Half of a confirmation: changed points first, then everything that rests on them."""
    chosen, moments = [d for d in old if (d.kind is DecisionKind.POINTS) is points], _moments(sitting, old)
    view = sitting.view if points else sitting.here.after(_again(sitting, old, action, True)).view
    found = []
    for decision in chosen:
        row = view.row(decision.entry or "")
        if row is None:
            raise RuntimeError("a decision about an entry that is gone")
        reason = tidy(action.reason).strip() or decision.reason
        basis = row.basis if points else row.discussed_basis
        before = _original(sitting, decision) if points else decision.before
        found.append(replace(decision, id=new_event_id(), at=moments[decision.id], basis=basis, reason=reason, before=before))
        found.append(
            replace(
                decision, id=new_event_id(), at=sitting.at, reason=say("复核", "confirmed anew"), undoes=decision.id, basis=None, votes=None
            )
        )
    return found


def _moments(sitting: Sitting, old: Sequence[Decision]) -> dict[str, datetime]:
    """When each is made again: in the order in which they were made, for of two about one entry the later holds; those made at one moment together.

    Changed points come first, as what rests on them was decided on them.
    """
    order = sorted({(d.kind is not DecisionKind.POINTS, d.at) for d in old})
    after = {key: sitting.at + timedelta(microseconds=n) for n, key in enumerate(order)}
    return {d.id: after[d.kind is not DecisionKind.POINTS, d.at] for d in old}


def _original(sitting: Sitting, decision: Decision) -> str | None:
    """What the judge's sheet says now: a replaced file may say something else than the one the decision was made on."""
    given = sitting.here.handed_in(decision.judge or "", decision.entry or "")
    if given is None or decision.item is None or decision.item not in given:
        raise _sheet_gone(decision)
    same = [
        d
        for d in acting(sitting.here.decisions)
        if (d.kind, d.entry, d.judge, d.item) == (decision.kind, decision.entry, decision.judge, decision.item)
    ]
    return to_text(given[decision.item]) if same[0] == decision else decision.before


def _reason(text: str) -> str:
    if written := tidy(text).strip():
        return written
    raise UsageError(
        say("请写明理由（维持除外）。", "A reason is required, except for 维持."),
        say("理由会写进合议记录。", "It goes into the record."),
        reason="no-reason",
    )


def _sheet_gone(decision: Decision) -> UsageError:
    """Changed points whose original was taken back: nothing is left that could be changed."""
    return UsageError(
        say(
            "{code} 的复议改分没有原分可依：{judge} 的评分文件现在不计入。",
            "The changed points of {code} have no original: no file of {judge} counts now.",
            code=decision.entry or "", judge=decision.judge or "",
        ),
        say(
            "请先恢复这份文件，或撤销这项改分（chair undo {id}），再复核其余的。",
            "Bring the file back, or undo this change (chair undo {id}); then confirm the others.",
            id=decision.id[:8],
        ),
        reason="no-sheet",
    )  # fmt: skip


def _nothing(message: str) -> UsageError:
    return UsageError(message, say("没有作出决定。", "Nothing was decided."), reason="nothing-to-decide")
