"""A field's places are those of all panels: the chair of one of them is told that others are not seen here; where the panel is alone, not."""

from __future__ import annotations

from dataclasses import replace

from app.models.season import Quota, QuotaScope
from app.services.chair import panel as panels
from app.services.chair import panel_lines, statistics
from app.services.chair.panel import Panel
from app.services.chair.statistics import StatisticsFrame
from tests.fakes.published_season import CHAIR, SECOND, THIRD, World

SAID = "全季和领域的名额由各专业组共用：这里只在本组的成果里说谁在线内。"


def test_places_shared_with_other_panels_are_said_to_be(submitted: World) -> None:
    submitted.ask(CHAIR, "chair", "merge", *(submitted.package(j) for j in (SECOND, THIRD)))
    with submitted.open(CHAIR) as profile:
        taken = _by_field(statistics.frame(profile).panel)
    among_all, alone = statistics.compute(taken), statistics.compute(_alone(taken))
    assert {line.quota.scope for line in among_all.lines} == {QuotaScope.FIELD}
    assert (among_all.shared, alone.shared) == (True, False)
    assert SAID in panel_lines.notes(among_all.lines, shared=among_all.shared)
    assert SAID not in panel_lines.notes(alone.lines, shared=alone.shared)


def _by_field(panel: Panel) -> StatisticsFrame:
    """One place in each field, as a new season gives them."""
    season = panel.desk.season
    policy = replace(season.policy, quotas=(Quota("EXCELLENT", QuotaScope.FIELD, 1),))
    given = replace(panel, desk=replace(panel.desk, season=replace(season, version=season.version + 1, policy=policy)))
    return StatisticsFrame(given, panels.view(given))


def _alone(taken: StatisticsFrame) -> StatisticsFrame:
    """The same without the judges of any other panel on the roster."""
    panel = taken.panel
    own = tuple(j for j in panel.roster.judges if {r.panel for r in j.roles} == {panel.desk.manifest.panel})
    return replace(taken, panel=replace(panel, roster=replace(panel.roster, judges=own)))
