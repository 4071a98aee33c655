"""A judge who has last year's profile gets this year's invitation: last year's stays as it was, the new one lies beside it."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from app.core import homes, paths
from app.services.judge import opened_file
from app.services.judge.other_season import OtherSeason
from tests.fakes import next_season
from tests.fakes.next_season import NextSeason
from tests.fakes.published_season import SECOND, THIRD, World, digests, run_command


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> NextSeason:
    return next_season.make(tmp_path_factory.mktemp("2027"))


def test_the_refusal_names_the_very_command_that_makes_the_other_profile(submitted: World, following: NextSeason) -> None:
    home = submitted.home(SECOND)
    before, folder = submitted.kept(SECOND), digests(home / "backups")
    said = submitted.run(SECOND, "judge", "enrol", following.invitation, code=1)
    assert f"“{following.label}”" in said.line
    assert "旧的评分原样保留" in said.line
    words = shlex.split(said.line.partition("--home：")[2].removeprefix("："))
    beside = home.with_name(f"{SECOND}-{following.id}")
    assert words == ["qcdesk", "--home", str(beside), "judge", "enrol", str(following.invitation)]
    assert not beside.exists()
    done = run_command(home, *words[1:], "--json").json
    assert done["season"] == following.id
    assert run_command(home, "--home", beside, "judge", "sync").code == 0
    assert homes.note(beside) == (following.id, following.label)
    assert (submitted.kept(SECOND), digests(home / "backups")) == (before, folder)


def test_with_json_the_reason_is_one_a_script_can_match(submitted: World, following: NextSeason) -> None:
    error = submitted.ask(SECOND, "judge", "enrol", following.invitation, code=1)["error"]
    assert error["reason"] == "other-season"
    assert f"{SECOND}-{following.id} judge enrol" in error["hint"]


def test_from_a_later_season_the_way_leads_beside_it_and_back_to_the_first(submitted: World, following: NextSeason, tmp_path: Path) -> None:
    """Not below it: qcdesk-qcA leads to qcdesk-qcB. The plain folder is found by what stands beside its vault."""
    third = next_season.make(tmp_path / "2028", year=2028)
    home = submitted.home(SECOND)
    beside = home.with_name(f"{SECOND}-{following.id}")
    run_command(home, "--home", beside, "judge", "enrol", following.invitation)
    for invitation, wanted in ((third.invitation, f"{SECOND}-{third.id}"), (submitted.root / "invitations" / f"{SECOND}.qcinvite", SECOND)):
        said = run_command(home, "--home", beside, "judge", "enrol", invitation)
        assert said.code == 1
        assert f"--home {home.with_name(wanted)} " in said.line


def test_a_folder_of_a_season_takes_no_other_and_nothing_is_made(following: NextSeason, tmp_path: Path) -> None:
    home = tmp_path / "qcdesk-qc0123456789abcdef"
    said = run_command(home, "judge", "enrol", following.invitation)
    assert (said.code, home.exists()) == (1, False)
    assert f"--home {tmp_path / 'qcdesk'}-{following.id} " in said.line


def test_a_colleagues_invitation_is_no_other_season(submitted: World) -> None:
    line = submitted.run(SECOND, "judge", "enrol", submitted.root / "invitations" / f"{THIRD}.qcinvite", code=1).line
    assert f"邀请是给 {THIRD} 的" in line
    assert "--home" not in line


def test_opened_by_hand_it_says_where_it_belongs(submitted: World, following: NextSeason) -> None:
    with submitted.open(SECOND) as profile, pytest.raises(OtherSeason) as refused:
        opened_file.take(profile, following.invitation)
    other = refused.value
    assert (other.home, other.there, other.source) == (
        submitted.home(SECOND).with_name(f"{SECOND}-{following.id}"),
        False,
        following.invitation,
    )


def test_commands_act_on_the_profile_that_opened_last(submitted: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --home and QCDESK_HOME, window and commands mean the same profile; a command never chooses another."""
    base = tmp_path / "qcdesk"
    other = base.with_name("qcdesk-qc0123456789abcdef")
    shutil.copytree(submitted.home(SECOND), other)
    base.mkdir()
    (base / paths.VAULT).write_text("not ours")
    homes.choose(base, other)
    kept = (base / homes.POINTER).read_bytes()
    monkeypatch.setattr(paths, "own_base", lambda: base)
    found = run_command(base, "judge", "entries", "--json", QCDESK_HOME="")
    assert [e["code"] for e in found.json["entries"]]
    assert (base / homes.POINTER).read_bytes() == kept
