"""What people decide about entries, and the panel's result that carries it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from app.models.roster import RoundNumber
from app.models.season import Policy
from app.models.shape import Digest, Id, Line, Many, NoteId, Points, SeasonId, Small, Text, Version, Words


class DecisionKind(StrEnum):
    """维持 · 调整等级 · 复议改分 · 表决 · 同分排序 · 增额 · 申请增额 · 暂缓 · 主评意见 · 取用某一份评分文件 · 提前拆封 · 关闭.

    An extra place of a panel is a request, one of the season a grant; ASK_PLACE is the season's meeting asking its organiser.
    """

    KEEP = "keep"
    LEVEL = "level"
    POINTS = "points"
    VOTE = "vote"
    TIE = "tie"
    EXTRA_PLACE = "extra-place"
    ASK_PLACE = "ask-place"
    DEFER = "defer"
    OPINION = "opinion"
    CHOOSE_PACKAGE = "choose-package"
    OPEN_EARLY = "open-early"
    CLOSE = "close"


class Scope(StrEnum):
    PANEL = "panel"
    SEASON = "season"


@dataclass(frozen=True)
class Votes:
    agree: Small
    against: Small
    abstain: Small


@dataclass(frozen=True)
class Decision:
    """One decision with its reason; never deleted, only `undoes` an earlier one. before/after are plain texts
    (points "26.00", levels, payload digests); `basis` is the digest of what it rested on: differs → stale (待复核)."""

    id: NoteId
    at: datetime
    scope: Scope
    kind: DecisionKind
    reason: Words
    entry: Id | None = None
    judge: Id | None = None
    item: Id | None = None
    before: Words | None = None
    after: Words | None = None
    votes: Votes | None = None
    attendance: Annotated[tuple[Id, ...], Many(200)] = ()
    basis: Digest | None = None
    undoes: NoteId | None = None
    round: RoundNumber = 1
    """A decision speaks about one round only: codes return in the next."""


@dataclass(frozen=True)
class UsedPackage:
    judge: Id
    payload: Digest


@dataclass(frozen=True)
class OfficialScore:
    """One entry as the panel closes it. `scores` per judge: points or "回避"; `rule` is what was really applied."""

    entry: Id
    field: Id
    rule: Line
    reads: Small
    scores: Annotated[Mapping[Id, Annotated[str, Text(20)]], Many(200)]
    dropped: Annotated[tuple[Id, ...], Many(200)]
    official: Points | None = None
    rank: Small | None = None
    rank_in_field: Small | None = None
    level: Id | None = None
    adjusted: Points | None = None
    carried: Points | None = None
    """带入分: what `official` took over from the round before, by the round's weight."""


@dataclass(frozen=True)
class PanelResult:
    """payload of kind `panel`: verifiable alone, for it carries roster, season and root chain (as texts)."""

    season: SeasonId
    round: RoundNumber
    panel: Id
    chair: Id
    created: datetime
    policy_digest: Digest
    policy: Policy
    packages: Annotated[tuple[UsedPackage, ...], Many(5000)]
    entries: Annotated[tuple[OfficialScore, ...], Many(5000)]
    decisions: Annotated[tuple[Decision, ...], Many(20_000)]
    roster: Annotated[str, Text(20_000_000)]
    season_envelope: Annotated[str, Text(20_000_000)]
    roots: Annotated[tuple[Annotated[str, Text(200_000)], ...], Many(50)]
    sequence: Version | None = None
    """Which closing of the panel this is; absent means the first. Two results under one number are a fork."""
