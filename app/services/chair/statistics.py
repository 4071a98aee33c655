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
from app.scoring.statistics.cut_values import Cut
from app.scoring.statistics.values import JudgingStatistics, Official
from app.scoring.view import PanelView
from app.services.chair import panel as panels
from app.services.chair import panel_lines
from app.services.chair.panel import Panel
from app.services.chair.panel_lines import PanelLine
from app.services.chair.results import results
from app.services.profile import Profile

_OF_ALL_PANELS = (QuotaScope.SEASON, QuotaScope.FIELD)


@dataclass(frozen=True)
class PanelStatistics:
    """`found` is None while nothing was scored. `lines`: every line of a quota that runs through the panel or through one of its fields,
    best level first, each with its figures; none without such a quota.

    `shared`: some of these places are those of several panels, of which only this one is seen here. `names`: judge id → name,
    with 未签名，组长代录 where it was so, for screens that may show it.
    """

    panel: str
    lines: tuple[PanelLine, ...]
    found: JudgingStatistics | None
    names: Mapping[str, str]
    shared: bool = False


@dataclass(frozen=True)
class StatisticsFrame:
    """One moment of the panel, behind the gate."""

    panel: Panel
    view: PanelView


def statistics(profile: Profile, *, round_number: int | None = None) -> PanelStatistics:
    """The panel's statistics at every line that runs through it.

    `frame` and `compute` in one thread: for commands. Raises UsageError behind the gate.
    """
    return compute(frame(profile, round_number=round_number))


def frame(profile: Profile, *, round_number: int | None = None) -> StatisticsFrame:
    """Take what `compute` needs, in the database's thread. Raises UsageError behind the gate."""
    return StatisticsFrame(*results(profile, round_number=round_number))


def compute(taken: StatisticsFrame, ctx: Context | None = None) -> PanelStatistics:
    """Heavy (numpy, scipy), and touches no store: in the pool. The same frame gives the same figures. Raises Cancelled."""
    panel, view = taken.panel, taken.view
    from app.scoring.statistics.report import of_points

    rows = [r for r in view.rows if r.counted]
    drawn = panel_lines.lines(view, panel.desk.season, panel.desk.manifest.panel_shown)
    found = of_points(
        {r.code: r.independent for r in rows},
        official={r.code: Official(None if r.official is None else Decimal(r.official).scaleb(-2), r.rank) for r in rows},
        closed=[(r.code, judge) for r in rows for judge in r.recused],
        cuts=[Cut(line.quota.places, line.inside) for line in drawn],
        ctx=ctx,
    )
    told = drawn if found is None else panel_lines.with_figures(drawn, found.cuts)
    return PanelStatistics(panel.desk.manifest.panel, told, found, panels.headings(panel), _shared(panel, told))


def _shared(panel: Panel, lines: tuple[PanelLine, ...]) -> bool:
    several = {r.panel for j in panel.roster.judges for r in j.roles if r.round == panel.desk.round}
    return len(several) > 1 and any(line.quota.scope in _OF_ALL_PANELS for line in lines)
