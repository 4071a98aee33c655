"""Judging statistics of the chair's panel, from what was merged: information beside the official scores, never instead.

Computed from the judges' independent points: what was changed in consensus is no longer what a judge alone saw. Official
scores and ranks stand beside them as the policy makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.core.tasks import Context
from app.models.season import QuotaScope
from app.scoring.statistics.values import JudgingStatistics, Official
from app.scoring.view import PanelView
from app.services.chair import panel as panels
from app.services.chair.panel import Panel
from app.services.chair.results import results
from app.services.profile import Profile


@dataclass(frozen=True)
class PanelStatistics:
    """`found` is None while nothing was scored. `level` is the one whose line `places` draws, None without a quota.

    `names`: judge id → name, for screens that may show it.
    """

    panel: str
    level: str | None
    places: int | None
    found: JudgingStatistics | None
    names: Mapping[str, str]


@dataclass(frozen=True)
class StatisticsFrame:
    """One moment of the panel, behind the gate."""

    panel: Panel
    view: PanelView


def statistics(profile: Profile, *, level: str | None = None, round_number: int | None = None) -> PanelStatistics:
    """The panel's statistics at the line of `level` (default: the best level with a quota that not everybody fits into).

    `frame` and `compute` in one thread: for commands. Raises UsageError behind the gate.
    """
    return compute(frame(profile, round_number=round_number), level)


def frame(profile: Profile, *, round_number: int | None = None) -> StatisticsFrame:
    """Take what `compute` needs, in the database's thread. Raises UsageError behind the gate."""
    return StatisticsFrame(*results(profile, round_number=round_number))


def compute(taken: StatisticsFrame, level: str | None = None, ctx: Context | None = None) -> PanelStatistics:
    """Heavy (numpy, scipy), and touches no store: in the pool. The same frame gives the same figures. Raises Cancelled."""
    panel, view = taken.panel, taken.view
    from app.scoring.statistics.report import of_points

    rows = [r for r in view.rows if r.counted]
    drawn, places = line(view, level)
    found = of_points(
        {r.code: r.independent for r in rows},
        k=places,
        official={r.code: Official(None if r.official is None else Decimal(r.official).scaleb(-2), r.rank) for r in rows},
        closed=[(r.code, judge) for r in rows for judge in r.recused],
        also=_other_lines(view, places),
        ctx=ctx,
    )
    return PanelStatistics(panel.desk.manifest.panel, drawn, places, found, panels.names(panel.members))


def _other_lines(view: PanelView, drawn: int | None) -> tuple[int, ...]:
    """Places of the further lines that run through the whole panel."""
    ranked = sum(r.rank is not None for r in view.rows)
    whole = (m.quota.places for m in view.meters if m.quota.scope in (QuotaScope.PANEL, QuotaScope.SEASON))
    return tuple(sorted({n for n in whole if 0 < n < ranked} - {drawn})) if drawn else ()


def line(view: PanelView, level: str | None = None) -> tuple[str | None, int | None]:
    """(level, places at that level or better) of the line to look at; (None, None) when no quota draws one.

    A panel's own quota before the season's; quotas by field draw no line through the whole panel.
    """
    ranked = sum(r.rank is not None for r in view.rows)
    order = {code: n for n, code in enumerate(view.levels)}
    found = [
        (scope, order.get(m.quota.level, len(order)), m.quota.level, m.quota.places)
        for scope, kind in enumerate((QuotaScope.PANEL, QuotaScope.SEASON))
        for m in view.meters
        if m.quota.scope is kind and (m.quota.level == level if level is not None else m.quota.places < ranked)
    ]
    _, _, drawn, places = min(found, default=(0, 0, None, None))
    return (drawn, places) if places else (None, None)
