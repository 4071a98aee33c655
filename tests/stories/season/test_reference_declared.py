"""参考 on paper: a policy that declares it counts when it did so before anybody's points were seen, and never afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.tasks import Context
from app.reports.chart_values import ChartEntry, IntervalChart
from app.services.chair import merge, papers, results
from app.services.chair import panel as panels
from app.services.chair.papers import PanelPaper, PanelPapers, Supplement
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine

MARKS = {"Z-001": "89", "Z-002": "85"}
CHART = Supplement(
    charts=(IntervalChart("名次与区间", tuple(ChartEntry(c, "", 9000, 8800, 9200) for c in MARKS), 8900, band=(8800, 9100)),)
)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    return Pristine.of(chair_panel.make(tmp_path_factory.mktemp("declared") / "now", judges=2, entries=2, own=MARKS))


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def merged(panel: ChairPanel) -> None:
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", MARKS)], Context())


def chart(panel: ChairPanel, out: Path) -> PanelPapers:
    with panel.open() as profile:
        return papers.report(profile, out, which=[PanelPaper.CHART], given=CHART)


def test_declared_before_the_points_were_opened_it_is_printed(panel: ChairPanel, tmp_path: Path) -> None:
    chair_panel.publish_again(panel, reference_on_paper=True)
    merged(panel)
    assert [p.suffix for p in chart(panel, tmp_path).files] == [".pdf"]
    chair_panel.publish_again(panel, remarks_minimum=5)
    assert chart(panel, tmp_path).files, "a later version that still declares it changes nothing"


def test_declared_afterwards_it_is_refused_in_words(panel: ChairPanel, tmp_path: Path) -> None:
    merged(panel)
    with panel.open() as profile:
        results.results(profile)
    chair_panel.publish_again(panel, reference_on_paper=True)
    made = chart(panel, tmp_path)
    assert not made.files
    assert made.unprinted[0].words == "参考图不出：规则在分数打开以后才声明可以打印，对这一轮不算数。"


def test_the_chairs_own_points_alone_open_nobodys(panel: ChairPanel, tmp_path: Path) -> None:
    with panel.open() as profile:
        results.results(profile)
    chair_panel.publish_again(panel, reference_on_paper=True)
    merged(panel)
    assert chart(panel, tmp_path).files


def test_points_opened_by_an_earlier_release_count_as_opened_under_every_version(panel: ChairPanel, tmp_path: Path) -> None:
    merged(panel)
    with panel.open() as profile:
        results.results(profile)
        with profile.database.write() as tx:
            assert tx.records.remove(panels.OPENED_UNDER, "1")
    chair_panel.publish_again(panel, reference_on_paper=True)
    assert not chart(panel, tmp_path).files
