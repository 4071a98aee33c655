"""The merge of panel results, killed at any moment: all of them are there or none, and doing it again ends as if nothing had happened."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from itertools import count
from pathlib import Path
from time import monotonic

import pytest

from app.services import profile as profiles
from app.services.organiser import season_state, season_steps
from tests.fakes import season_meeting
from tests.fakes.killing import kill_after, kill_when
from tests.fakes.panel_season import PASSPHRASE, PanelSeason
from tests.fakes.qcdesk import Desk

KILLS = 10
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_a_killed_merge_of_panels_is_repeated(tmp_path: Path) -> None:
    season = season_meeting.make(tmp_path / "season")
    files = list(season.files.values())
    undisturbed = _copy(season, tmp_path / "whole")
    started = monotonic()
    undisturbed.run("organizer", "merge", season.repository, *files)
    whole = monotonic() - started
    expected = undisturbed.ask("organizer", "results", season.repository)
    chance, kills, before, after = random.Random(4), 0, 0, 0
    for number in count():
        desk = _copy(season, tmp_path / f"n{number}")
        wal = desk.home / "desk.db-wal"
        child = desk.start("organizer", "merge", season.repository, *files)
        if chance.random() < 0.5:
            kills += kill_after(child, chance.uniform(0.15, 1.0) * whole)
        else:
            kills += kill_when(child, lambda at=wal: at.exists() and at.stat().st_size > 20_000, chance.random() * 0.02)
        held, steps = _kept(desk)
        assert (held, steps) in ((0, 0), (len(files), 1)), "never a part of them, and never one that no step takes back"
        before, after = before + (not held), after + bool(held)
        again = desk.ask("organizer", "merge", season.repository, *files)
        assert (len(again["accepted"]) + len(again["unchanged"]), again["refused"]) == (len(files), [])
        assert desk.ask("organizer", "results", season.repository) == expected
        if kills == KILLS:
            break
    print(f"\norganizer merge: {kills} kills, {before} before and {after} after the results were kept; the standing equal every time")


def _copy(season: PanelSeason, home: Path) -> Desk:
    shutil.copytree(season.home, home)
    return Desk(home, PASSPHRASE)


def _kept(desk: Desk) -> tuple[int, int]:
    """Panel results that count, and steps that brought them."""
    with closing(profiles.open_profile(desk.home, passphrase=PASSPHRASE)) as profile:
        state = season_state.load(profile)
        return len(state.counted), len(season_steps.history(state))
