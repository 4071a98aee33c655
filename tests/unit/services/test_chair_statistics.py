"""The chair's statistics come from the merged packages, stand beside the official scores, and stay behind the gate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.season import Quota, QuotaScope
from app.scoring.results import panel_results
from app.services.chair import merge, panel_lines, results, statistics
from app.services.chair.panel_lines import PanelLine
from tests.fakes import big_panel, scoring_values
from tests.fakes import season as seasons
from tests.fakes.big_panel import BigPanel

JUDGES, ENTRIES = 6, 10
MIXED = {"Z-5": "SVC", "Z-6": "SVC"}


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
    assert found.k is None, "the places of this season are those of fields: none runs through the whole panel, and none is made up"
    assert not any(s.p_top for s in found.submissions)
    assert [(x.quota.level, x.quota.field) for x in told.lines] == [("BENCHMARK", "MANUFACTURING")], "the next level has room for all"
    for line in told.lines:
        assert line.figures is not None
        assert sum(line.figures.chances.values()) == pytest.approx(line.quota.places)
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


def _lines(*quotas: Quota, fields: Mapping[str, str] = MIXED) -> tuple[PanelLine, ...]:
    entries = [scoring_values.entry(f"Z-{n}", fields.get(f"Z-{n}", "MFG")) for n in range(1, 7)]
    sheets = scoring_values.together(*(scoring_values.marks(f"Z-{n}", str(90 - n), str(80 - n)) for n in range(1, 7)))
    season = scoring_values.season(quotas=quotas)
    view = panel_results(season, entries, sheets, panel_of={e.code: "P-1" for e in entries})
    return panel_lines.lines(view, season, "第1组")


def _said(*quotas: Quota) -> list[tuple[str, int]]:
    return [(line.name.zh, line.quota.places) for line in _lines(*quotas)]


def test_every_quota_that_leaves_somebody_out_draws_a_line() -> None:
    season, own, wide = (
        Quota("EXCELLENT", QuotaScope.SEASON, 4), Quota("EXCELLENT", QuotaScope.PANEL, 3), Quota("BENCHMARK", QuotaScope.PANEL, 1),
    )  # fmt: skip
    assert _said() == []
    assert _said(season) == [("优秀级", 4)]
    assert _said(season, own, wide) == [("标杆级 · 第1组", 1), ("优秀级", 4), ("优秀级 · 第1组", 3)]
    assert _said(Quota("EXCELLENT", QuotaScope.PANEL, 6), Quota("BENCHMARK", QuotaScope.PANEL, 0)) == []


def test_a_field_s_places_draw_a_line_among_its_entries() -> None:
    each, one = Quota("EXCELLENT", QuotaScope.FIELD, 2), Quota("BENCHMARK", QuotaScope.FIELD_PANEL, 1, field="SVC")
    found = _lines(each, one)
    assert [(line.name.zh, line.name.en) for line in found] == [
        ("标杆级 · 服务类 第1组", "标杆级 · 服务类 第1组"), ("优秀级 · 制造类", "优秀级 · 制造类"),
    ]  # fmt: skip
    assert [line.inside for line in found] == [{"Z-5", "Z-6"}, {"Z-1", "Z-2", "Z-3", "Z-4"}], "both of the two in 服务类 fit into 2 places"
    assert [(line.above, line.tied, line.under_floor) for line in found] == [(0, 0, {"Z-5", "Z-6"}), (2, 0, set())], (
        "nobody in 服务类 reaches the least score"
    )


def test_the_panel_s_own_line_is_looked_at_first() -> None:
    shared, own = Quota("BENCHMARK", QuotaScope.SEASON, 1), Quota("EXCELLENT", QuotaScope.PANEL, 3)
    assert panel_lines.first(_lines()) is None
    assert panel_lines.first(_lines(shared)) == _lines(shared)[0]
    first = panel_lines.first(_lines(shared, own))
    assert first is not None
    assert first.quota.level == "EXCELLENT"
