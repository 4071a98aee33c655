"""Merge day's board, judge × entry: who has handed in what, before and after points are open. It shows no point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.services.profile import Profile


class Mark(StrEnum):
    """✓ 已收 · 缺 · 回避 · 未签（组长代录） · 身份待确认 · 未分配 · 待定（等组长选定）."""

    RECEIVED = "received"
    MISSING = "missing"
    RECUSED = "recused"
    UNSIGNED = "unsigned"
    UNCONFIRMED = "unconfirmed"
    UNDECIDED = "undecided"
    NOT_ASSIGNED = "not-assigned"


@dataclass(frozen=True)
class BoardRow:
    """One judge: marks in the order of `Board.entries`, when the counting file came, whether it is the chair."""

    judge: str
    name: str
    chair: bool
    marks: tuple[Mark, ...]
    received: datetime | None
    payload: str
    note: str


@dataclass(frozen=True)
class Board:
    """The panel's judges × counted entries. `absent_rule`: the declared rule in words; `points_open` as the gate stands."""

    entries: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    received: int
    expected: int
    absent_rule: str
    points_open: bool


def board(profile: Profile, *, round_number: int | None = None) -> Board:
    """The board. Works before the chair's own file is in: only received or missing."""
    raise NotImplementedError
