"""A season that hides units: nobody at a meeting reads a unit beside an entry, on paper or in words, before 定稿."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.chairing import LetterPoint, LetterState
from app.models.sheet import NoteKind
from app.services.chair import deciding, letters, merge
from app.services.chair.actions import Keep, Meeting, Opinion
from app.services.judge import workspace
from app.services.organiser import state
from app.services.profile import Profile
from tests.fakes import chair_panel
from tests.fakes import season_meeting as fake
from tests.fakes.chair_panel import ChairPanel
from tests.fakes.panel_season import PanelSeason

pytestmark = pytest.mark.slow
TOTALS = {"Z-001": ("95", "94"), "Z-002": ("88", "88")}
TELLING = "第2机械有限公司的现场扎实"


def opinions(organiser: Profile) -> None:
    """What recommenders say goes to judges here; one of them says whom it speaks of."""
    with organiser.database.write() as tx:
        said = {"Z-001": "同意推荐", "Z-002": TELLING}
        state.ENTRIES.replace(tx, {f"1/{e.code}": replace(e, recommender_opinion=said[e.code]) for e in state.ENTRIES.all(tx)})


@pytest.fixture
def panel(tmp_path: Path) -> ChairPanel:
    own = chair_panel.marks_of(TOTALS, 0)
    made = chair_panel.make(tmp_path / "panel", judges=2, entries=2, own=own, dress=opinions, blind_units=True, blind_recommender=False)
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", chair_panel.marks_of(TOTALS, 1))], Context())
    return made


def test_an_opinion_that_gives_the_unit_away_is_not_sent(panel: ChairPanel) -> None:
    with panel.open() as profile:
        desk = workspace.load(profile)
    assert {e.code: e.recommender_opinion for e in desk.manifest.entries} == {"Z-001": "同意推荐", "Z-002": None}
    assert "第2机械有限公司" in desk.hidden_units


def test_neither_a_reason_nor_an_opinion_nor_a_letter_names_a_unit(panel: ChairPanel) -> None:
    with panel.open() as profile:
        for action in (Keep("Z-001", TELLING), Opinion("Z-001", "good", TELLING)):
            with pytest.raises(UsageError, match="第2机械有限公司") as told:
                deciding.decide(profile, action, Meeting())
            assert told.value.reason == "names-a-unit"
        letters.save(profile, "Z-002", [LetterPoint(TELLING, NoteKind.STRENGTH)])
        with pytest.raises(UsageError, match="隐去单位名"):
            letters.move_to(profile, "Z-002", LetterState.WAITING)
        deciding.decide(profile, Keep("Z-001", "现场扎实"), Meeting())


def cells(season: PanelSeason, out: Path) -> set[str]:
    files = season.ask("report", "--out", out, "--which", "summary,awards", "--provisional")["files"]
    books = [openpyxl.load_workbook(f) for f in files if f.endswith(".xlsx")]
    assert len(books) == 2
    return {str(cell.value) for book in books for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_the_seasons_papers_name_units_once_it_is_final(tmp_path: Path) -> None:
    season = fake.make(tmp_path / "season", blind_units=True)
    season.ask("merge", *season.files.values())
    unit, recommender = "Z3-001机械有限公司", "示例协会"
    assert not {unit, recommender} & cells(season, tmp_path / "before")
    refused = season.run("decide", "Z1-001", "--keep", "--reason", f"优于{unit}")
    assert (refused.code, unit in refused.err) == (1, True)
    season.ask("decide", *fake.TIED, "--tie", "--reason", "现场好")
    season.ask("decide", fake.ASKED, "--keep")
    season.ask("close")
    assert {unit, recommender} <= cells(season, tmp_path / "after")
