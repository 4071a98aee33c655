"""What another set of counting files would do to a panel that is seen already: ranks and levels that move, decisions that turn 待复核.

Files that come in, and one chosen of several, are told of in the same words. Empty for a chair who has not opened points: movements would
tell them.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.words import say
from app.scoring.view import Move, PanelView
from app.services.chair import decision_words, steps
from app.services.chair import panel as panels
from app.services.chair.incoming_words import Touched, touched_words
from app.services.chair.panel import Panel


@dataclass(frozen=True)
class Movement:
    """`mixed`: 计算口径不一 with every code, `brief` as it is read. `seen`: whether the chair has opened points, so that nothing means no change."""

    moves: tuple[Move, ...] = ()
    touched: tuple[Touched, ...] = ()
    mixed: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    seen: bool = False

    def lines(self) -> tuple[str, ...]:
        """In sentences, as one decision is told: every move, then the decisions."""
        if not self.seen:
            return ()
        moved = [m.words for m in self.moves] or [say("名次和等级不变。", "Ranks and levels stay as they are.")]
        return (*moved, *([touched_words(self.touched)] if self.touched else []), *self.brief)


def movement(before: Panel, after: Panel) -> Movement:
    """From the panel as it is to the panel as it would be."""
    was = steps.seen(before)
    if was is None:
        return Movement()
    now = panels.view(after)
    mixed, brief = tuple(m.words for m in now.mixed), tuple(m.brief for m in now.mixed)
    return Movement(steps.moved(was, now), _touched(before, was, now), mixed, brief, seen=True)


def _touched(panel: Panel, before: PanelView, after: PanelView) -> tuple[Touched, ...]:
    """Decisions that turn 待复核 by it; all others stay as they are."""
    held, found = {d.id: d for d in panel.decisions}, []
    for row in after.rows:
        old = before.row(row.code)
        for decision in (held[i] for i in row.stale if old is None or i not in old.stale):
            moved = row.code + " " + _ranks(old.rank if old else None, row.rank)
            words = moved + say("（{kind}）", " ({kind})", kind=decision_words.kind_words(decision))
            found.append(Touched(decision.id, row.code, words, moved))
    return tuple(found)


def _ranks(old: int | None, new: int | None) -> str:
    def place(rank: int | None) -> str:
        return say("无名次", "unranked") if rank is None else say("第{rank}", "no. {rank}", rank=rank)

    return place(new) if old == new else place(old) + "→" + place(new)
