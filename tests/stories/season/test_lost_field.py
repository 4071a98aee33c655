"""An entry whose field the season lost after it was entered: it stands in every list, meeting, range and paper, under its field's code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.tasks import Context
from app.models.season import QuotaScope
from app.services.organiser import season_assembly, season_meeting, season_merge, season_ranges, state
from app.services.profile import Profile
from tests.fakes import season_meeting as fake
from tests.fakes.panel_season import PanelSeason
from tests.fakes.report_values import pages_of
from tests.fakes.season_meeting import MANUFACTURING, SERVICE

pytestmark = pytest.mark.slow
LOST = SERVICE


def lose(profile: Profile) -> None:
    """The season has this field no more."""
    with profile.database.write() as tx:
        season = state.season(tx)
        state.SEASON.put(tx, state.ONLY, replace(season, fields=tuple(f for f in season.fields if f.code != LOST)))


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> PanelSeason:
    made = fake.make(tmp_path_factory.mktemp("lost") / "season")
    with made.open() as profile:
        season_merge.merge(profile, made.repository, list(made.files.values()), Context())
        lose(profile)
    return made


@pytest.fixture
def organiser(season: PanelSeason) -> Iterator[Profile]:
    with season.open() as profile:
        yield profile


def test_the_meeting_goes_through_the_lost_field_too(organiser: Profile) -> None:
    here = season_assembly.assembly(organiser)
    assert [code for code, _ in here.fields] == [MANUFACTURING, LOST]
    season_meeting.choose_field(organiser, LOST)
    found = season_meeting.field_agenda(organiser, here)
    assert (found.field, len(found.agenda.items)) == (LOST, 12)
    season_meeting.choose_field(organiser, MANUFACTURING)
    season_meeting.put_on_table(organiser, "Z3-004")
    assert season_meeting.field_agenda(organiser, here).field == LOST, "an entry on the table brings its field with it"


def test_a_choice_of_the_range_has_places_for_the_lost_field(organiser: Profile) -> None:
    by_field = next(o for o in season_ranges.offers(organiser) if o.scope is QuotaScope.FIELD)
    assert [(g.code, g.entries) for g in by_field.groups] == [(MANUFACTURING, 12), (LOST, 12)]
    assert {places for (level, _), places in by_field.places.items() if level == "EXCELLENT"} == {6}


def test_every_entry_stands_on_the_papers(season: PanelSeason, tmp_path: Path) -> None:
    season.ask("report", "--out", tmp_path, "--provisional")
    codes = {c for own in season.entries.values() for c in own}
    for paper in ("汇总表", "成果名单"):
        (file,) = tmp_path.glob(f"*{paper}*.pdf")
        text = "".join(pages_of(file.read_bytes()))
        assert codes <= {c for c in codes if c in text}, paper
        assert LOST in text
    (table,) = tmp_path.glob("*统计表*.pdf")
    assert LOST in "".join(pages_of(table.read_bytes()))
