"""增额: what an entry may be raised to beyond the places.

An extra place raises. Given for a level below the one the entry holds it would lower it, and the place it leaves would go to the next in
line: nobody who says 增额 means that. Given twice it stands twice in the minutes and is one place all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.errors import UsageError
from app.core.words import say
from app.models.decision import Decision, DecisionKind
from app.models.season import Level
from app.scoring.decisions import LEVELS, acting
from app.scoring.view import PanelRow


def require_raise(row: PanelRow, level: str, levels: Sequence[Level], decisions: Iterable[Decision]) -> None:
    """Raises UsageError `unknown-level` without a level, `extra-place` when the entry holds a better level, or has this very place already and nothing changed since."""
    place = {v.code: n for n, v in enumerate(levels)}
    names = {v.code: say(v.name.zh, v.name.en) for v in levels}
    if level not in place:
        raise UsageError(
            say("增额要写明等级。", "An extra place needs its level."),
            say("请选等级。", "Choose the level."), reason="unknown-level",
        )  # fmt: skip
    if row.level in place and place[row.level] < place[level]:
        raise UsageError(
            say("{code} 已是{held}，高于{level}，用不着增额。", "{code} is {held}, above {level}: it needs no extra place.", code=row.code, held=names[row.level], level=names[level]),
            say("要下调等级，请用“调整等级”。", "To lower it, set its level."), reason="extra-place",
        )  # fmt: skip
    made = [d for d in acting(decisions) if d.entry == row.code and d.kind in LEVELS]
    if made and (made[-1].kind, made[-1].after) == (DecisionKind.EXTRA_PLACE, level) and made[-1].id not in row.stale:
        raise UsageError(
            say("{code} 已有{level}的增额。", "{code} has its extra place at {level} already.", code=row.code, level=names[level]),
            say("没有作出决定。", "Nothing was decided."), reason="extra-place",
        )  # fmt: skip
