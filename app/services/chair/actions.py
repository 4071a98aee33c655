"""What a chair can decide, as values: built by a screen or a command, previewed, then made. Reasons are required except for 维持.

An action says what is wanted; `deciding` says what it would move and makes it. Codes are those of the season: entries, judges,
items, levels. Points are hundredths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from app.models.decision import Votes
from app.models.shape import Points


@dataclass(frozen=True)
class Meeting:
    """Who was at the table: judges present (ids), their votes when they voted, and who led when the chair stands aside.

    Agree + against + abstain = number of those present. Whoever is recused from the entry is neither present nor leads.
    """

    present: tuple[str, ...] = ()
    votes: Votes | None = None
    led_by: str = ""


@dataclass(frozen=True)
class Keep:
    """维持: the result as computed stands. Ends 暂缓. `reason` may be empty."""

    entry: str
    reason: str = ""


@dataclass(frozen=True)
class KeepAll:
    """其余一次确认: 维持 for all of these, one step to undo. Entries the chair is recused from are not taken along."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class SetLevel:
    """调整等级 (建议等级): this level, or none (None). Ends 暂缓."""

    entry: str
    level: str | None
    reason: str


@dataclass(frozen=True)
class ChangePoints:
    """复议改分: one judge's points of one item; the original stays beside. The judge signs the 复议改分单."""

    entry: str
    judge: str
    item: str
    points: Points
    reason: str


@dataclass(frozen=True)
class Vote:
    """表决 about a level for one entry (None: no level). Carried by more than half of those present; then the level is set.

    The votes and who was present come in `Meeting`, which must have them.
    """

    entry: str
    level: str | None
    reason: str


class TieOutcome(StrEnum):
    """同升（申请增额）· 同落 · 排定先后（组长定，或表决）."""

    ALL_UP = "all-up"
    ALL_DOWN = "all-down"
    ORDER = "order"


@dataclass(frozen=True)
class SettleTie:
    """同分 at the line of `level`: up together (those beyond the places apply for 增额), down together (the places stay
    empty), or in this `order`, best first. With votes in `Meeting` it is 表决, without 组长定."""

    entries: tuple[str, ...]
    level: str
    outcome: TieOutcome
    reason: str
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExtraPlace:
    """增额: this level beyond the places; shown as over on the meter until the organiser grants it."""

    entry: str
    level: str
    reason: str


@dataclass(frozen=True)
class Defer:
    """暂缓: decided later; ends with the next 维持, 调整等级 or 表决 of the entry."""

    entry: str
    reason: str


class Grade(StrEnum):
    """主评意见的等次: 优秀 · 良好 · 合格 · 不合格."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASS = "pass"  # noqa: S105 - a grade, no password
    FAIL = "fail"


@dataclass(frozen=True)
class Opinion:
    """主评意见: a grade and its text, printed in the 专家组意见表. The newest stands."""

    entry: str
    grade: Grade
    text: str


@dataclass(frozen=True)
class Confirm:
    """复核确认: these decisions (ids) turned 待复核 and stand again as they were made, on today's points. One step to undo."""

    decisions: tuple[str, ...]
    reason: str = ""


Action: TypeAlias = Keep | KeepAll | SetLevel | ChangePoints | Vote | SettleTie | ExtraPlace | Defer | Opinion | Confirm


def entries_of(action: Action) -> Sequence[str]:
    """The entries an action names; for Confirm none, they are the decisions'."""
    if isinstance(action, KeepAll | SettleTie):
        return action.entries
    return () if isinstance(action, Confirm) else (action.entry,)
