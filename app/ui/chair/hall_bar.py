"""The bar under what is projected: what can be decided about it, with ✓ at what was. Kinds and votes only: words and reasons name judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import say
from app.models.decision import DecisionKind
from app.services.chair.decision_log import Standing
from app.services.chair.decision_words import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.chair.decision_log import LogLine
    from app.services.chair.one_entry import EntryDesk

_OFFERED = (DecisionKind.KEEP, DecisionKind.LEVEL, DecisionKind.POINTS, DecisionKind.VOTE, DecisionKind.DEFER)


def entry_bar(desk: EntryDesk) -> tuple[str, ...]:
    """维持 · ✓ 调整等级 · 复议改分 · 表决 同意_ 反对_ 弃权_ · 暂缓; what else was decided stands behind them."""
    made: dict[DecisionKind, list[LogLine]] = {}
    for line in desk.decisions:
        made.setdefault(line.kind, []).append(line)
    others = [kind for kind in made if kind not in _OFFERED]
    return tuple(_words(kind, made.get(kind, ())) for kind in (*_OFFERED, *others))


def tie_bar() -> tuple[str, ...]:
    """What a meeting may do with those no criterion tells apart."""
    return (
        say("同升（申请增额）", "all in (extra places asked for)"), say("同落", "all out"), say("表决", "vote"), say("组长定", "the chair decides"),
    )  # fmt: skip


def _words(kind: DecisionKind, made: Sequence[LogLine]) -> str:
    words = made[0].kind_words if made else name_of(kind)
    if not made:
        return say("表决 同意_ 反对_ 弃权_", "vote: for _ against _ abstaining _") if kind is DecisionKind.VOTE else words
    stale = say("（待复核）", " (to be confirmed)") if any(line.standing is Standing.STALE for line in made) else ""
    times = f" ×{len(made)}" if len(made) > 1 else ""
    votes = "；".join(line.votes_words for line in made if line.votes_words)
    return f"✓ {words}{times}{stale}" + (f" {votes}" if votes else "")
