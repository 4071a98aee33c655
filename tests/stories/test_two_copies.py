"""A backup was put back on a judge's laptop, so two copies differ: both reach the new laptop, and nothing of either is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.roster import EndReason
from app.models.season import Enrolment
from app.services.judge import opened_file, read_entries, recovered
from app.services.organiser import admit, collect, handing_over
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, set_policy, sync_now
from tests.fakes.published_season import run_command
from tests.fakes.season import Season, found

pytestmark = pytest.mark.slow
JUDGE, NEW = "J-02", "J-02-new"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = found(tmp_path, entries=3, judges=2)
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    return made


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    """The judge scored an entry and synced; an older backup was put back, another entry scored, and synced; then the laptop died."""
    with serving(season) as address:
        office = Office(season, address)
        invited = office.invite()
        new_laptop(season, JUDGE, invited.files[JUDGE])
        office.admit()
        office.publish()
        sync_now(season, JUDGE)
        pledge(season, JUDGE)
        shutil.copytree(season.home(JUDGE), season.folder / "backup")
        score_some(season, JUDGE, ("Z-001",))
        sync_now(season, JUDGE)
        shutil.rmtree(season.home(JUDGE))
        shutil.copytree(season.folder / "backup", season.home(JUDGE))
        score_some(season, JUDGE, ("Z-002",), lost=2)
        sync_now(season, JUDGE)
        shutil.move(season.home(JUDGE), season.folder / "dead")
        yield office


def _collect(season: Season) -> collect.Collected:
    with season.open("organiser") as organiser:
        return collect.collect(organiser, season.repository, Context())[0]


def _new_laptop(season: Season, office: Office) -> None:
    new_laptop(season, JUDGE, office.invite(JUDGE).files[JUDGE], name=NEW)
    with season.open("organiser") as organiser:
        admit.admit(organiser, season.repository, [], old_key=EndReason.LOST)


def test_both_reach_the_new_laptop(season: Season, office: Office) -> None:
    for _ in range(2):
        done = _collect(season)
        assert [w for w in done.copy_words if "2 份副本互有不同" in w]
    _new_laptop(season, office)
    out = season.folder / "stick"
    with season.open("organiser") as organiser:
        with pytest.raises(UsageError) as refused:
            handing_over.recover(organiser, season.repository, JUDGE)
        assert refused.value.reason == "several-copies"
        made, _ = handing_over.recover(organiser, season.repository, JUDGE, out)
    assert [f.name for f in made.files] == ["J-02.qcbackup", "J-02-2.qcbackup"]
    office.publish()
    assert sync_now(season, NEW).recovered == made.note
    with season.open(NEW) as profile:
        for file in made.files:
            told, _ = opened_file.take(profile, file)
            assert "已取回 1 份" in told.words
        assert [len(read_entries.view(profile, c).sheet.points) > 0 for c in season.entries] == [True, True, False]
        assert recovered.load(profile, (), Context()) is None, "what was taken over is not offered again"
    sync_now(season, NEW)
    assert not [w for w in _collect(season).copy_words if "互有不同" in w], "the new laptop's copy holds both"


def test_in_words_on_the_command_line(season: Season, office: Office) -> None:
    said = run_command(season.home("organiser"), "organizer", "collect", season.repository)
    assert "2 份副本互有不同" in said.out
    _new_laptop(season, office)
    refused = run_command(season.home("organiser"), "organizer", "recover", season.repository, JUDGE)
    assert refused.code == 1
    assert "--out" in refused.err
    done = run_command(
        season.home("organiser"), "organizer", "recover", season.repository, JUDGE, "--out", season.folder / "stick", "--json"
    )
    assert [Path(f).name for f in done.json["files"]] == ["J-02.qcbackup", "J-02-2.qcbackup"]
    assert done.json["file"] == done.json["files"][0]


@pytest.mark.parametrize("gone", [False, True])
def test_one_that_was_damaged_does_not_keep_the_other_from_its_judge(season: Season, office: Office, *, gone: bool) -> None:
    _collect(season)
    _new_laptop(season, office)
    folder = season.home("organiser") / "copies"
    spoilt, whole = sorted(folder.iterdir())
    spoilt.unlink() if gone else spoilt.write_bytes(spoilt.read_bytes()[:900])
    done = run_command(season.home("organiser"), "organizer", "recover", season.repository, JUDGE)
    assert "另有 1 份副本的文件不在或已损坏" in done.out
    whole.write_bytes(b"")
    refused = run_command(season.home("organiser"), "organizer", "recover", season.repository, JUDGE)
    assert refused.code == 1
    assert "再运行 organizer collect" in refused.err
    _collect(season)
    both = run_command(season.home("organiser"), "organizer", "recover", season.repository, JUDGE, "--out", season.folder / "s", "--json")
    assert (len(both.json["files"]), both.json["unread"]) == (2, 0)


def test_what_gave_way_is_said_and_both_copies_stay_with_the_organiser(season: Season, office: Office) -> None:
    _collect(season)
    _new_laptop(season, office)
    with season.open("organiser") as organiser:
        made, _ = handing_over.recover(organiser, season.repository, JUDGE, season.folder / "stick")
    office.publish()
    sync_now(season, NEW)
    pledge(season, NEW)
    score_some(season, NEW, ("Z-001", "Z-002"), lost=3)
    with season.open(NEW) as profile:
        told = [opened_file.take(profile, file)[0].words for file in made.files]
    assert all("以本机为准" in words for words in told)
    sync_now(season, NEW)
    assert [w for w in _collect(season).copy_words if "3 份副本互有不同" in w], "what the new laptop has not is in these alone"
