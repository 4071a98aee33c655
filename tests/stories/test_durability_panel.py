"""Publishing and merging, killed at any moment: doing it again ends as if nothing had happened."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from app.core.tasks import Context
from app.services.judge import workspace
from app.services.organiser import season_import
from tests.fakes import season as seasons
from tests.fakes.killing import kill_after, kill_when
from tests.fakes.qcdesk import ROOT
from tests.fakes.season import CHAIR, Season

PUBLISH_KILLS, MERGE_KILLS = 12, 12
MIB = 1 << 20
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

# dies where a power cut hurts most: everything is remembered, nothing is signed yet
_DIES_BEFORE_SIGNING = """
import os, sys
from app.publishing.tuf_repository import TufRepository
TufRepository.publish = lambda *words: os._exit(9)
from app.cli import run
sys.exit(run(sys.argv[1:], lambda *a, **k: 0))
"""


def _grow(season: Season, number: int) -> Season:
    """One more entry with a video, planned and not published."""
    code = f"Z-{number:03}"
    grown = replace(season, entries=(*season.entries, code), videos={**season.videos, code: 3 * MIB})
    with grown.open("organiser") as organiser:
        seasons.take_in(organiser, grown)
        season_import.assign(organiser, grown.repository, Context())
    return grown


def _metadata(season: Season) -> set[str]:
    return {p.name for p in (season.repository / "metadata").iterdir()}


def _reads(season: Season, judge: str) -> tuple[list[str], int]:
    """What a judge gets from the repository now: entry codes and the manifest's sequence."""
    desk = season.desk(judge)
    desk.ask("judge", "sync")
    with season.open(judge) as profile:
        manifest = workspace.load(profile).manifest
    return sorted(e.code for e in manifest.entries), manifest.sequence


def test_a_killed_publish_is_repeated(tmp_path: Path) -> None:
    season = seasons.found(tmp_path, entries=1, judges=2)
    seasons.enrol_all(season)
    chance, kills, whole = random.Random(8), 0, 1.5
    while kills < PUBLISH_KILLS:
        season = _grow(season, len(season.entries) + 1)
        before = _metadata(season)
        child = season.desk("organiser").start("organizer", "publish", season.repository)
        if chance.random() < 0.6:
            kills += kill_after(child, chance.uniform(0.3, 1.0) * whole)
        else:
            kills += kill_when(child, lambda at=season, old=before: _metadata(at) != old, chance.choice([0, 0.004]))
        assert child.returncode in (0, -9)
        judge = chance.choice(season.judges)
        readable = _reads(season, judge)[0]  # whatever the kill left, a judge can sync from it
        assert readable in (sorted(season.entries), sorted(season.entries[:-1]), sorted(season.entries[: len(readable)]))

        started = monotonic()
        season.desk("organiser").ask("organizer", "publish", season.repository)
        whole = monotonic() - started
        assert [_reads(season, j)[0] for j in season.judges] == [sorted(season.entries)] * 2
    assert not season.desk("organiser").ask("organizer", "publish", season.repository)["sealed"]
    print(f"\npublish: {kills} kills, {len(season.entries)} entries published in the end, read by every judge each time")


def test_a_power_cut_before_signing_does_not_freeze_an_old_manifest(tmp_path: Path) -> None:
    season = seasons.found(tmp_path, entries=1, judges=2)
    seasons.enrol_all(season)
    assert _reads(season, "J-02") == (["Z-001"], 1)
    season = _grow(season, 2)
    desk = season.desk("organiser")
    cut = subprocess.run(
        [sys.executable, "-c", _DIES_BEFORE_SIGNING, "organizer", "publish", str(season.repository)],
        env=desk.environment, cwd=ROOT, capture_output=True, timeout=60,
    )  # fmt: skip
    assert cut.returncode == 9, cut.stderr
    assert _reads(season, "J-02") == (["Z-001"], 1)

    desk.ask("organizer", "publish", season.repository)

    assert _reads(season, "J-02")[0] == ["Z-001", "Z-002"]
    assert _reads(season, CHAIR)[0] == ["Z-001", "Z-002"]
    again = desk.ask("organizer", "publish", season.repository)
    assert (again["manifests"], again["sealed"]) == (0, 0)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Season, list[Path]]:
    season = seasons.found(tmp_path_factory.mktemp("merge"), entries=6, judges=7)
    seasons.enrol_all(season)
    packages = []
    for judge in season.judges:
        seasons.sync_and_declare(season, judge)
        seasons.score_all(season, judge)
        packages.append(season.folder / f"{judge}.qcr")
        season.desk(judge).run("judge", "submit", "--out", packages[-1])
    season.desk(CHAIR).ask("judge", "sync")
    return season, packages


def test_a_killed_merge_is_repeated(handed_in: tuple[Season, list[Path]], tmp_path: Path) -> None:
    season, packages = handed_in
    chance, kills, began, untouched = random.Random(12), 0, 0, 0
    expected, whole = _merged(season, packages, tmp_path / "whole")
    for number in count():
        copy = _copy(season, tmp_path / f"n{number}")
        desk, wal = copy.desk(CHAIR), copy.home(CHAIR) / "desk.db-wal"
        child = desk.start("chair", "merge", *packages)
        if chance.random() < 0.5:
            kills += kill_after(child, chance.uniform(0.15, 1.0) * whole)
        else:
            kills += kill_when(child, lambda at=wal: at.exists() and at.stat().st_size > 60_000, chance.random() * 0.01)
        with copy.open(CHAIR) as profile, profile.database.read() as tx:
            held = len(tx.evidence.of_kind("result"))
        # all packages of one merge or none of them; the chair's own may stand before
        assert held in (0, 1, len(packages))
        began, untouched = began + (held == len(packages)), untouched + (held < len(packages))

        again = desk.ask("chair", "merge", *packages)
        assert len(again["accepted"]) + len(again["unchanged"]) == len(packages)
        assert not again["refused"] + again["replaced"] + again["waiting"]
        assert desk.ask("chair", "results") == expected
        if kills == MERGE_KILLS:
            break
    print(f"\nmerge: {kills} kills, {untouched} before and {began} after the packages were kept; results equal every time")


def _merged(season: Season, packages: list[Path], folder: Path) -> tuple[Any, float]:
    """The results of a merge that nobody disturbed, and its seconds."""
    desk = _copy(season, folder).desk(CHAIR)
    started = monotonic()
    desk.run("chair", "merge", *packages)
    whole = monotonic() - started
    return desk.ask("chair", "results"), whole


def _copy(season: Season, folder: Path) -> Season:
    shutil.copytree(season.home(CHAIR), folder / "homes" / CHAIR)
    return replace(season, folder=folder)
