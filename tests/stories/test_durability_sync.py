"""A sync that is killed again and again ends with every file right, and says what it did not have to fetch again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.files import file_digest
from app.models.entry import CHUNK
from app.publishing.server import EmbeddedServer
from app.services.judge import workspace
from tests.fakes import season as seasons
from tests.fakes.killing import kill_after, kill_when
from tests.fakes.season import Season

MIB = 1 << 20
KILLS = 26
VIDEOS = {"Z-001": 96 * MIB, "Z-002": 64 * MIB}
JUDGE = "J-02"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    made = seasons.found(tmp_path_factory.mktemp("sync"), entries=3, judges=2, videos=VIDEOS)
    seasons.enrol_all(made)
    return made


@pytest.fixture
def address(season: Season) -> Iterator[str]:
    with EmbeddedServer(season.repository, credentials=dict) as server:
        yield server.address


def test_killed_syncs_end_with_every_hash_right(season: Season, address: str, tmp_path: Path) -> None:
    chance, desk, home = random.Random(26), season.desk(JUDGE), season.home(JUDGE)
    begun, killed = shutil.copytree(home, tmp_path / "begun"), 0
    while killed < KILLS or _on_disk(home) < 2 * CHUNK:
        child = desk.start("judge", "sync", "--from", address)
        if chance.random() < 0.3:
            killed += kill_after(child, chance.uniform(0.2, 0.9))
        else:
            enough = _on_disk(home) + chance.randrange(1, 5 * MIB)
            killed += kill_when(child, lambda enough=enough: _on_disk(home) >= enough)
        assert child.returncode in (0, -9)
        if child.returncode == 0:  # it was quicker than the kills: once more from the beginning
            shutil.rmtree(home)
            shutil.copytree(begun, home)
    left = _on_disk(home)

    report = desk.ask("judge", "sync", "--from", address)
    with season.open(JUDGE) as profile:
        documents = {d.sealed_sha256: d for e in workspace.load(profile).manifest.entries for d in e.documents}
        places = {digest: profile.blob(digest) for digest in documents}

    assert report["bytes"] == sum(d.sealed_size for d in documents.values())
    assert report["resumed"] > 0
    # nothing that lay on the disk came over the line again, except the chunk under way
    assert report["transferred"] <= report["bytes"] - left + 8 * MIB
    assert all(_digest(places[n]) == (n, d.sealed_size) for n, d in documents.items())
    assert not list(home.rglob("*.part"))
    print(f"\nsync: {killed} kills, {report['bytes'] >> 20} MiB in all, {report['resumed']} bytes resumed in the last run")


def test_a_second_sync_fetches_nothing(season: Season, address: str) -> None:
    desk = season.desk("J-01")
    first = desk.ask("judge", "sync", "--from", address)
    second = desk.ask("judge", "sync", "--from", address)

    assert first["transferred"] == first["bytes"] > sum(VIDEOS.values())
    assert (second["files"], second["bytes"]) == (first["files"], first["bytes"])
    assert (second["transferred"], second["resumed"]) == (0, 0)


def _on_disk(home: Path) -> int:
    """Bytes of sealed files, whole and growing."""
    total = 0
    for place in (home / "blobs").glob("*/*"):
        try:
            total += place.stat().st_size
        except FileNotFoundError:  # renamed between listing and looking
            continue
    return total


def _digest(place: Path) -> tuple[str, int]:
    with place.open("rb") as source:
        return file_digest(source)
