"""What a panel's results look like from outside: frozen rows, and what moved between two of them.

The chair's screens, the papers, `chair results` and the panel result all read these values, so none of
them computes anything of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

from app.core.words import say, strung
from app.models.points import to_text
from app.models.rubric import Bilingual
from app.models.season import Policy
from app.models.shape import Points
from app.scoring.aggregate import MixedRules, Rule
from app.scoring.awards import QuotaMeter, TieAtLine
from app.scoring.rank import Separation
from app.scoring.spread import SpreadFinding

RECUSED = "回避"
"""What stands in a judge's place on files and papers when the judge stands aside."""


@dataclass(frozen=True)
class PanelRow:
    """One entry. Points in hundredths.

    `scores`: judge → total after discussion, None while missing or incomplete; `recused` names who stands
    aside (in `scores` too, as None). `independent` has the totals before discussion; `discussed`: judge with 复议改分 → whether
    their points differ from those handed in now: totals alone do not tell, nor does a change that was changed back. `items`: item → value
    beside the official score; `by_judge`: judge → item → points, of complete sheets. `at_line`: levels at
    whose line the entry is tied. `stale`: ids of decisions that rested on other points (待复核): 复议改分 rests on
    `basis`, the digest of the points as handed in, everything else on `discussed_basis`, those after consensus.
    `level` of a `deferred` one (暂缓) is the place that is kept for it; whoever says what is proposed takes `settled_level`.
    Not `counted` (practice, withdrawn): no score, no rank, no level. `official` of a later round is `own`, the score of this
    round, with `carried`, that of the round before, by the round's weight.
    """

    code: str
    number: int
    title: str
    circle: str
    field: str
    panel: str
    counted: bool
    official: Points | None
    rule: Rule
    reads: int
    scores: Mapping[str, Points | None]
    independent: Mapping[str, Points | None]
    recused: tuple[str, ...]
    dropped_high: str | None
    dropped_low: str | None
    items: Mapping[str, Points]
    by_judge: Mapping[str, Mapping[str, Points]]
    spread: SpreadFinding
    basis: str
    stale: tuple[str, ...]
    deferred: bool
    rank: int | None = None
    rank_in_field: int | None = None
    level: str | None = None
    at_line: tuple[str, ...] = ()
    separations: tuple[Separation, ...] = ()
    discussed_basis: str = ""
    discussed: Mapping[str, bool] = made_by(default_factory=dict)
    own: Points | None = None
    carried: Points | None = None

    @property
    def settled_level(self) -> str | None:
        """The level that may be said and printed: none while 暂缓, though its place is kept."""
        return None if self.deferred else self.level

    @property
    def dropped(self) -> tuple[str, ...]:
        """Judges left out by trimming, sorted."""
        return tuple(sorted(j for j in (self.dropped_high, self.dropped_low) if j is not None))

    def score_texts(self) -> dict[str, str | None]:
        """Judge → "86.00", "回避" or None, as files carry them."""
        shown = {j: None if p is None else to_text(p) for j, p in self.scores.items()}
        return {**shown, **dict.fromkeys(self.recused, RECUSED)}


@dataclass(frozen=True)
class PanelView:
    """Rows by rank (unranked after, by 组内序号 and code), ties and meters at the lines, one MixedRules per panel that has them."""

    policy: Policy
    rows: tuple[PanelRow, ...]
    ties: tuple[TieAtLine, ...]
    meters: tuple[QuotaMeter, ...]
    mixed: tuple[MixedRules, ...]
    levels: Mapping[str, Bilingual] = made_by(default_factory=dict)

    def row(self, code: str) -> PanelRow | None:
        """The row of this entry, or None."""
        return next((r for r in self.rows if r.code == code), None)

    def level_of(self, row: PanelRow) -> str:
        """The entry's level in the reader's language; 暂缓 instead of one that is only kept; empty without one."""
        return say("暂缓", "deferred") if row.deferred else self.level_name(row.level)

    def level_name(self, code: str | None) -> str:
        """The level in the reader's language; empty without one, the code itself when the season lost it."""
        name = self.levels.get(code or "")
        return say(name.zh, name.en) if name else code or ""


@dataclass(frozen=True)
class Move:
    """One entry whose rank or level changed; None where there was or is none."""

    code: str
    from_rank: int | None
    to_rank: int | None
    from_level: str | None
    to_level: str | None
    words: str


def moves(before: PanelView, after: PanelView) -> tuple[Move, ...]:
    """Entries whose rank or level differs, by new rank; an entry only in one view moves from or to nothing."""
    then, now = {r.code: r for r in before.rows}, {r.code: r for r in after.rows}
    codes = [r.code for r in after.rows] + sorted(then.keys() - now.keys())
    found = (_move(code, then.get(code), now.get(code), before, after) for code in codes)
    return tuple(m for m in found if (m.from_rank, m.from_level) != (m.to_rank, m.to_level))


def _move(code: str, old: PanelRow | None, new: PanelRow | None, before: PanelView, after: PanelView) -> Move:
    ranks = (old.rank if old else None, new.rank if new else None)
    levels = (old.level if old else None, new.level if new else None)
    parts = [strung("→", map(_place, ranks))] if ranks[0] != ranks[1] else []
    if levels[0] != levels[1]:
        parts.append(_over_the_line(levels[0], levels[1], before, after))
    return Move(code, *ranks, *levels, code + " " + strung(say("，", ", "), parts))


def _over_the_line(old: str | None, new: str | None, before: PanelView, after: PanelView) -> str:
    """Over the line of a level with places: 进入优秀级名额, 退出标杆级名额（优秀级）; else both names."""
    none, order = say("无等级", "no level"), list(after.levels)
    was, now = before.level_name(old) or none, after.level_name(new) or none
    up = new in order and (old not in order or order.index(new) < order.index(old or ""))
    limited = {q.level for q in after.policy.quotas}
    if up and new in limited:
        return say("进入{level}名额", "into the places of {level}", level=now)
    if not up and old in limited:
        return say("退出{level}名额（{now}）", "out of the places of {level} ({now})", level=was, now=now)
    return was + "→" + now


def _place(rank: int | None) -> str:
    return say("无名次", "unranked") if rank is None else say("第{rank}", "no. {rank}", rank=rank)
