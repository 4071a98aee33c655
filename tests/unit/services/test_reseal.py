"""A new chair, or a chair with a new laptop, can open what was handed in to the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import NotForUs, UsageError
from app.core.tasks import Context
from app.models.roster import PanelRole
from app.packages import result
from app.services.chair import merge
from app.services.judge import identity, submit, workspace
from app.services.organiser import admit, collect, reseal, season_import, state
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, sync_now
from tests.fakes.season import Season, found

pytestmark = pytest.mark.slow

CHAIR, JUDGE, OTHER = "J-01", "J-02", "J-03"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    return found(tmp_path, entries=2, judges=3)


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    with serving(season) as address:
        yield Office(season, address)


def _handed_in(season: Season, office: Office) -> submit.Submitted:
    """Everybody is admitted; J-02 handed in, and the organiser collected."""
    invited = office.invite()
    for judge in season.judges:
        new_laptop(season, judge, invited.files[judge])
    office.admit()
    office.publish()
    for judge in season.judges:
        sync_now(season, judge)
        pledge(season, judge)
    score_some(season, JUDGE, season.entries)
    with season.open(JUDGE) as profile:
        done, _ = submit.submit(profile)
    sync_now(season, JUDGE)
    with season.open("organiser") as organiser:
        collect.collect(organiser, season.repository, Context())
    return done


def _reseal(season: Season) -> reseal.Resealed:
    with season.open("organiser") as organiser:
        return reseal.reseal(organiser, season.repository, season.folder / "again")


def _opened(season: Season, who: str, file: Path) -> result.ReadResult:
    with season.open(who) as profile, profile.database.read() as tx:
        return result.open_package(file.read_bytes(), [identity.keys(tx).seal], workspace.roster(profile, tx))


def test_nothing_held_is_said(season: Season) -> None:
    with pytest.raises(UsageError) as refused:
        _reseal(season)
    assert refused.value.reason == "nothing-held"


def test_a_chair_with_a_new_laptop(season: Season, office: Office) -> None:
    done = _handed_in(season, office)
    invited = office.invite(CHAIR)
    new_laptop(season, CHAIR, invited.files[CHAIR], name="chair-new")
    assert [a.epoch for a in office.admit().admitted if not a.already] == [2]
    office.publish()
    sync_now(season, "chair-new")
    with pytest.raises(NotForUs):
        _opened(season, "chair-new", done.package)
    made = _reseal(season)
    assert (list(made.files), made.without_chair) == ([CHAIR], ())
    (file,) = made.files[CHAIR]
    before, after = _opened(season, CHAIR, done.package), _opened(season, "chair-new", file)
    assert after.bundle == before.bundle
    assert after.payload == done.payload
    pledge(season, "chair-new")
    with season.open("chair-new") as chair:
        merged, _ = merge.merge(chair, [file], Context())
    assert [(a.judge, a.payload) for a in merged.accepted] == [(JUDGE, done.payload)]
    with pytest.raises(NotForUs):
        _opened(season, CHAIR, file)


def test_another_chair(season: Season, office: Office) -> None:
    done = _handed_in(season, office)
    with season.open("organiser") as organiser:
        with organiser.database.write() as tx:
            for code, role in ((CHAIR, PanelRole.JUDGE), (OTHER, PanelRole.CHAIR)):
                person = state.JUDGES.get(tx, code)
                assert person is not None
                state.JUDGES.put(tx, code, replace(person, role=role))
        season_import.assign(organiser, season.repository, Context())
    office.publish()
    made = _reseal(season)
    assert list(made.files) == [OTHER]
    sync_now(season, OTHER)
    assert _opened(season, OTHER, made.files[OTHER][0]).payload == done.payload


def test_a_panel_without_a_chair(season: Season, office: Office) -> None:
    done = _handed_in(season, office)
    with season.open("organiser") as organiser:
        admit.revoke(organiser, season.repository, CHAIR)
    made = _reseal(season)
    assert made.files == {}
    assert made.without_chair == (f"{JUDGE}-1-1-{done.payload[:8]}",)
