"""Judging statistics of the chair's panel, from what was merged: information beside the official scores, never instead.

Computed from the judges' independent points: what was changed in consensus is no longer what a judge alone saw. Official
scores and ranks stand beside them as the policy makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

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


def statistics(profile: Profile, *, level: str | None = None, round_number: int | None = None) -> PanelStatistics:
    """The panel's statistics at the line of `level` (default: the best level with a quota that not everybody fits into).

    Heavy (numpy, scipy): run it in the pool or the database thread, never in the window's. Raises UsageError behind the gate.
    """
    panel, view = results(profile, round_number=round_number)
    return of_view(panel, view, level)


def of_view(panel: Panel, view: PanelView, level: str | None = None) -> PanelStatistics:
    """The same from a view that is at hand. The same view gives the same figures."""
    from app.scoring.statistics.report import of_points

    rows = [r for r in view.rows if r.counted]
    drawn, places = line(view, level)
    found = of_points(
        {r.code: r.independent for r in rows},
        k=places,
        official={r.code: Official(None if r.official is None else Decimal(r.official).scaleb(-2), r.rank) for r in rows},
        closed=[(r.code, judge) for r in rows for judge in r.recused],
    )
    return PanelStatistics(panel.desk.manifest.panel, drawn, places, found, panels.names(panel.members))


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
