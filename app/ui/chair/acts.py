"""What the action bar offers, and which fields each action's form has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Act(StrEnum):
    """维持 · 调整等级 · 复议改分 · 表决 · 同分 · 增额 · 暂缓 · 主评意见 · 复核确认 · 其余一次确认."""

    KEEP = "keep"
    LEVEL = "level"
    POINTS = "points"
    VOTE = "vote"
    TIE = "tie"
    EXTRA = "extra"
    DEFER = "defer"
    OPINION = "opinion"
    CONFIRM = "confirm"
    REST = "rest"


FIELDS: Mapping[Act, tuple[str, ...]] = {
    Act.KEEP: ("reason",),
    Act.LEVEL: ("level", "reason"),
    Act.POINTS: ("judge", "item", "points", "reason"),
    Act.VOTE: ("level", "votes", "reason"),
    Act.TIE: ("chain", "outcome", "order", "votes", "reason"),
    Act.EXTRA: ("level", "reason"),
    Act.DEFER: ("reason",),
    Act.OPINION: ("grade", "reason"),
    Act.CONFIRM: ("reason",),
    Act.REST: (),
}
"""In the order in which they stand in the form."""

OPTIONAL = frozenset({Act.KEEP, Act.CONFIRM, Act.REST})
"""No reason is required."""
