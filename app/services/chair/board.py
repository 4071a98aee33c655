"""Merge day's board, judge × entry: who has handed in what, before and after points are open. It shows no point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.words import say
from app.models.assignment import PanelMember
from app.models.roster import PanelRole
from app.models.season import AbsentRule
from app.models.sheet import ScoreSheet
from app.services.chair import one_meeting, steps
from app.services.chair import panel as panels
from app.services.chair.panel import Panel
from app.services.profile import Profile


class Mark(StrEnum):
    """✓ 已收 · 缺 · 回避 · 未签（组长代录） · 身份待确认 · 待定（等组长选定） · 未分配."""

    RECEIVED = "received"
    MISSING = "missing"
    RECUSED = "recused"
    UNSIGNED = "unsigned"
    UNCONFIRMED = "unconfirmed"
    UNDECIDED = "undecided"
    NOT_ASSIGNED = "not-assigned"


@dataclass(frozen=True)
class BoardRow:
    """One judge: marks in the order of `Board.entries`, when the counting file came, its payload for the 校验码, a note in words. `chair` leads the meeting."""

    judge: str
    name: str
    chair: bool
    marks: tuple[Mark, ...]
    received: datetime | None
    payload: str
    note: str
    deputy: bool = False


@dataclass(frozen=True)
class Board:
    """The panel's judges × counted entries. `received`: judges of whom a file counts, `waiting`: those of whom files are here and none
    counts before the chair chooses. `absent_rule`: the declared rule in words; `points_open` as the gate stands; `mixed`: 计算口径不一,
    once the points were opened."""

    entries: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    received: int
    expected: int
    absent_rule: str
    points_open: bool
    mixed: tuple[str, ...] = ()
    waiting: int = 0

    @property
    def missing(self) -> int:
        """Judges of whom nothing is here."""
        return self.expected - self.received - self.waiting


def board(profile: Profile, *, round_number: int | None = None) -> Board:
    """The board. Works before the chair's own file is in: only received or missing."""
    panels.keep_own(profile, round_number)
    panel = panels.load(profile, round_number)
    entries = tuple(e.code for e in panel.entries if not e.practice and not e.withdrawn)
    sheets, undecided = panels.sheets(panel), panels.undecided(panel)
    rows = tuple(_row(panel, m, entries, sheets[m.judge], undecided) for m in panel.members)
    expected = [m for m in panel.members if panels.assigned(m)]
    missing, waiting = {m.judge for m in panels.missing(panel)}, undecided.keys() - panel.standing().counted.keys()
    seen = steps.seen(panel)
    mixed = tuple(m.brief for m in seen.mixed) if seen is not None else ()
    received = len(expected) - len(missing) - len(waiting)
    return Board(entries, rows, received, len(expected), absent_words(panel), panel.points_open, mixed, len(waiting))


def absent_words(panel: Panel) -> str:
    """The declared rule for judges who hand nothing in."""
    if panel.desk.season.policy.absent is AbsentRule.WAIT:
        return say("缺交：等齐后定稿，此前为暂定结果", "missing judges: wait; results are provisional until all have come")
    return say("缺交：不等，以已交的评分计算", "missing judges: not waited for; computed from what was handed in")


def _row(
    panel: Panel, member: PanelMember, entries: tuple[str, ...], sheets: Mapping[str, ScoreSheet], undecided: Mapping[str, tuple[str, ...]]
) -> BoardRow:
    arrived, recorded = panel.counted().get(member.judge), panel.unsigned().get(member.judge)
    absent = _absent(panel, member.judge, undecided)
    marks = tuple(_mark(panel, member.judge, sheets.get(code), absent) for code in entries)
    received = arrived.evidence.received if arrived else recorded.value.at if recorded else None
    payload = arrived.ref.payload if arrived else recorded.digest if recorded else ""
    leads = (head := one_meeting.leader(panel)) is not None and member.judge == head.judge
    return BoardRow(
        member.judge, member.name, leads, marks, received, payload, _note(panel, member, undecided),
        deputy=member.role is PanelRole.CHAIR and not leads,
    )  # fmt: skip


def _absent(panel: Panel, judge: str, undecided: Mapping[str, tuple[str, ...]]) -> Mark:
    """What stands where nothing of this judge counts."""
    if judge in undecided:
        return Mark.UNDECIDED
    known = panel.roster.judge(judge)
    return Mark.MISSING if known is not None and known.live_key() is not None else Mark.UNCONFIRMED


def _mark(panel: Panel, judge: str, sheet: ScoreSheet | None, absent: Mark) -> Mark:
    if sheet is None:
        return Mark.NOT_ASSIGNED
    if sheet.recusal is not None:
        return Mark.RECUSED
    if sheet.points:
        return Mark.UNSIGNED if judge in panel.unsigned() else Mark.RECEIVED
    return absent


def _note(panel: Panel, member: PanelMember, undecided: Mapping[str, tuple[str, ...]]) -> str:
    if member.judge in undecided:
        return say("{n} 份文件等组长选定", "{n} {n:file waits|files wait} for the chair", n=len(undecided[member.judge]))
    return panels.UNSIGNED if member.judge in panel.unsigned() else ""
