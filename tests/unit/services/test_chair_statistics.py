"""The chair's statistics come from the merged packages, stand beside the official scores, and stay behind the gate."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.season import Quota, QuotaScope
from app.scoring.results import panel_results
from app.scoring.view import PanelView
from app.services.chair import merge, results, statistics
from tests.fakes import big_panel, scoring_values
from tests.fakes import season as seasons
from tests.fakes.big_panel import BigPanel

JUDGES, ENTRIES = 6, 10


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> BigPanel:
    return big_panel.make(tmp_path_factory.mktemp("panel"), judges=JUDGES, entries=ENTRIES)


def test_figures_of_what_was_merged(panel: BigPanel) -> None:
    with panel.season.open(panel.chair) as profile:
        alone = statistics.statistics(profile)
        assert alone.found is not None
        assert alone.found.counts.n_judges == 1
        assert alone.found.reliability is None
        merge.merge(profile, list(panel.packages), Context())
        told = statistics.statistics(profile)
        _, view = results.results(profile)
    found = told.found
    assert found is not None
    assert (found.counts.n_submissions, found.counts.n_judges, found.counts.n_obs) == (ENTRIES, JUDGES, ENTRIES * JUDGES)
    assert (told.level, told.places, found.k) == (None, None, 2)
    assert set(told.names) == {j.name for j in found.judges}
    rows = {r.code: r for r in view.rows}
    for line in found.submissions:
        row = rows[line.name]
        assert (line.rank, line.official) == (row.rank, None if row.official is None else Decimal(row.official).scaleb(-2))
        points = [p for p in row.independent.values() if p is not None]
        assert line.mean == pytest.approx(sum(points) / len(points) / 100)


def test_nothing_before_the_chairs_own_file(tmp_path: Path) -> None:
    season = seasons.found(tmp_path, entries=2, judges=2)
    seasons.enrol_all(season)
    seasons.sync_and_declare(season, seasons.CHAIR)
    with season.open(seasons.CHAIR) as profile, pytest.raises(UsageError) as caught:
        statistics.statistics(profile)
    assert caught.value.reason == "own-first"


def _view(*quotas: Quota) -> PanelView:
    entries = [scoring_values.entry(f"Z-{n}") for n in range(1, 7)]
    sheets = scoring_values.together(*(scoring_values.marks(f"Z-{n}", str(90 - n), str(80 - n)) for n in range(1, 7)))
    return panel_results(scoring_values.season(quotas=quotas), entries, sheets, panel_of={e.code: "P-1" for e in entries})


def test_the_line_is_that_of_the_panels_quota() -> None:
    season, own, wide = (
        Quota("EXCELLENT", QuotaScope.SEASON, 4), Quota("EXCELLENT", QuotaScope.PANEL, 3), Quota("BENCHMARK", QuotaScope.PANEL, 1),
    )  # fmt: skip
    assert statistics.line(_view()) == (None, None)
    assert statistics.line(_view(season)) == ("EXCELLENT", 4)
    assert statistics.line(_view(season, own)) == ("EXCELLENT", 3)
    assert statistics.line(_view(season, own, wide)) == ("BENCHMARK", 1)
    assert statistics.line(_view(season, own, wide), "EXCELLENT") == ("EXCELLENT", 3)
    assert statistics.line(_view(Quota("EXCELLENT", QuotaScope.PANEL, 99))) == (None, None)
    assert statistics.line(_view(Quota("EXCELLENT", QuotaScope.FIELD, 2))) == (None, None)
