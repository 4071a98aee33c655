"""A season on sticks: parts that fit, one judge's share, no videos; each part helps, together they are everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import AppError, UsageError
from app.core.tasks import Context
from app.services.judge import sync
from app.services.judge.sync import SyncReport
from app.services.organiser import pack
from app.services.organiser.pack import PackedSeason
from tests.fakes import season as seasons
from tests.fakes.season import Season

MB = 1 << 20


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = seasons.found(tmp_path / "season", entries=2, judges=2, videos={"Z-001": 3 * MB, "Z-002": 3 * MB})
    seasons.enrol_all(made)
    return made


def packed(season: Season, out: Path, **how: object) -> PackedSeason:
    with season.open("organiser") as organiser:
        return pack.pack(organiser, season.repository, out, Context(), **how)  # type: ignore[arg-type]


def synced(season: Season, *folders: Path) -> SyncReport:
    """J-02 syncs from these alone; the repository is away."""
    away = season.repository.with_name("away")
    season.repository.rename(away)
    try:
        with season.open("J-02") as profile:
            return sync.sync(profile, Context(), extra_sources=[str(f) for f in folders])[0]
    finally:
        away.rename(season.repository)


def test_parts_fit_and_together_are_everything(season: Season, tmp_path: Path) -> None:
    made = packed(season, tmp_path / "parts", split=4 * MB)
    assert [v.folder.name for v in made.volumes] == ["1", "2"]
    for volume in made.volumes:
        assert sum(f.stat().st_size for f in volume.folder.rglob("*") if f.is_file()) <= 4 * MB
    assert not (made.volumes[1].folder / "metadata").exists()
    report = synced(season, *(v.folder for v in made.volumes))
    assert (report.entries, report.transferred >= 6 * MB) == (2, True)


def test_the_order_of_the_parts_is_nothing(season: Season, tmp_path: Path) -> None:
    made = packed(season, tmp_path / "parts", split=4 * MB)
    assert synced(season, *(v.folder for v in reversed(made.volumes))).transferred >= 6 * MB


def test_what_does_not_fit_is_said_before_anything_is_written(season: Season, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        packed(season, tmp_path / "parts", split=2 * MB)
    assert refused.value.reason == "split-too-small"
    assert not (tmp_path / "parts").exists()


def test_without_videos_the_rest_can_be_read(season: Season, tmp_path: Path) -> None:
    made = packed(season, tmp_path / "small", judge="J-02", without_video=True)
    assert made.videos_left_out == 2
    with pytest.raises(AppError):
        synced(season, made.volumes[0].folder)  # the videos are still owed
    with season.open("J-02") as profile, profile.database.read() as tx:
        assert len(tx.entries.rounds()) == 1, "news and small files are there"


def test_a_stranger_gets_nothing(season: Season, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        packed(season, tmp_path / "none", judge="J-99")
    assert refused.value.reason == "unknown-judge"
