"""The panel result carries adjusted scores as information: beside the official ones, of the points it rests on, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.tasks import Context
from app.models.decision import PanelResult
from app.models.season import Aggregation
from app.packages import documents
from app.services.chair import adjusted, close, merge, results, statistics
from app.services.profile import Profile
from app.trust import envelope as dsse
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, Pristine
from tests.fakes.season import CHAIR

STRICT, ASIDE = "J-03", "Z-004"
WORTH = {"Z-001": 90, "Z-002": 86, "Z-003": 80, ASIDE: 83}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    folder = tmp_path_factory.mktemp("adjusted") / "now"
    return Pristine.of(chair_panel.make(folder, judges=4, entries=4, own=_marks(CHAIR), aggregation=Aggregation.MEAN))


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def _marks(judge: str) -> dict[str, str]:
    number = int(judge[-1])
    less = 6 if judge == STRICT else 0
    marks = {e: f"{w - less + (4 * n + 5 * number) % 7 - 3:.1f}" for n, (e, w) in enumerate(WORTH.items(), 1)}
    return marks | ({ASIDE: RECUSED} if judge == STRICT else {})


def _take(chair: Profile, panel: ChairPanel, *judges: str) -> None:
    merge.merge(chair, [panel.package(j, _marks(j)) for j in judges], Context())


def _closed(chair: Profile) -> PanelResult:
    with chair.database.read() as tx:
        kept = tx.evidence.newest("panel", round_number=1)
    assert kept is not None
    return documents.peek(documents.PANEL, dsse.parse(kept.envelope, limit=documents.PANEL.limit * 2))


def test_they_stand_beside_the_official_scores_and_change_none(panel: ChairPanel, tmp_path: Path) -> None:
    with panel.open() as chair:
        _take(chair, panel, "J-02", STRICT, "J-04")
        found = statistics.statistics(chair).found
        view = results.results(chair)[1]
        close.close(chair, tmp_path / "组.qcp")
        made = {e.entry: e for e in _closed(chair).entries}
    assert found is not None
    assert found.ols is not None
    assert {e: s.adjusted for e, s in made.items()} == {e: round(100 * v) for e, v in found.ols.submission.items()}
    assert {e: (s.official, s.rank) for e, s in made.items()} == {r.code: (r.official, r.rank) for r in view.rows}
    aside = made[ASIDE]
    assert aside.official is not None
    assert aside.adjusted is not None
    assert aside.adjusted < aside.official, "the strict judge did not read it"


def test_closing_again_is_the_same_document(panel: ChairPanel, tmp_path: Path) -> None:
    with panel.open() as chair:
        _take(chair, panel, "J-02", STRICT)
        assert close.close(chair, tmp_path / "组.qcp")[0].payload == close.close(chair, tmp_path / "组.qcp")[0].payload


def test_where_they_cannot_be_told_they_are_absent(panel: ChairPanel, tmp_path: Path) -> None:
    with panel.open() as chair:
        close.close(chair, tmp_path / "组.qcp")
        made = _closed(chair)
    assert [e.reads for e in made.entries] == [1, 1, 1, 1]
    assert {e.adjusted for e in made.entries} == {None}


def test_points_that_changed_meanwhile_leave_them_out(panel: ChairPanel, tmp_path: Path) -> None:
    """A file taken in between computing and signing: the result is of the new points, and says nothing of the old ones."""
    with panel.open() as chair:
        _take(chair, panel, "J-02", STRICT)
        scores = adjusted.compute(statistics.frame(chair))
        assert scores.scores
        _take(chair, panel, "J-04")
        made = close.prepare(chair, tmp_path / "组.qcp", scores)
        assert {e.adjusted for e in made.value.entries} == {None}
        assert len(made.value.packages) == 4
