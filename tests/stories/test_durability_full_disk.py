"""A full disk is one sentence and exit 1; nothing is lost, and the same command goes on once there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import DiskFull
from app.core.files import file_digest
from app.services import profile as profiles
from app.services.judge import read_entries, submit, workspace
from tests.fakes import season as seasons
from tests.fakes.qcdesk import Desk
from tests.fakes.season import Season

MIB = 1 << 20
JUDGE = "J-02"
FULL = "磁盘已满"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    made = seasons.found(tmp_path_factory.mktemp("full"), entries=3, judges=2, videos={"Z-001": 24 * MIB})
    seasons.enrol_all(made)
    return made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MiB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not shutil.which("mount") or os.name == "nt" or os.getuid() != 0:
        pytest.skip("a small disk can only be mounted by root")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(disk: Path) -> Path:
    """Take what room there is, to the last page."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as out:
        for size in (1 << 16, 1 << 12):
            try:
                while out.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return ballast


def _on(disk: Path, season: Season) -> Season:
    """The judge's profile, moved to the small disk."""
    shutil.copytree(season.home(JUDGE), disk / "homes" / JUDGE)
    return replace(season, folder=disk)


def _refused(desk: Desk, *words: object) -> None:
    """One sentence that names the disk, exit 1, no traceback."""
    assert FULL in desk.run(*words, code=1).line
    said = desk.run(*words, "--json", code=1)
    assert said.json["error"]["message"]
    assert said.json["error"]["hint"]
    assert said.json["error"]["reason"] == "disk-full"


def test_syncing(season: Season, disk: Path) -> None:
    """Refused before it starts: the reports come, room for scores stays, and no half of a video lies in the way."""
    here = _on(disk, season)
    desk, blobs = here.desk(JUDGE), here.home(JUDGE) / "blobs"
    _refused(desk, "judge", "sync")
    assert list(blobs.glob("*/*.part")) == []
    assert shutil.disk_usage(disk).free > 4 * MIB
    assert desk.ask("judge", "entries")["entries"][2]["documents"][0]["available"]

    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    desk.ask("judge", "sync")

    with here.open(JUDGE) as profile:
        documents = [d for e in workspace.load(profile).manifest.entries for d in e.documents]
        for document in documents:
            with profile.blob(document.sealed_sha256).open("rb") as source:
                assert file_digest(source) == (document.sealed_sha256, document.sealed_size)


def test_saving(season: Season, disk: Path) -> None:
    here = _declared(disk, season)
    desk = here.desk(JUDGE)
    desk.run("judge", "score", "Z-002", "1=5", "--comment", "先存下的评语。")
    before = _sheet(here)
    ballast = _fill(disk)

    _refused(desk, "judge", "score", "Z-002", "1=6", "2=7")
    assert _sheet(here, readable=ballast) == before
    desk.run("judge", "score", "Z-002", "1=6", "2=7")

    after = _sheet(here)
    assert sorted(after.values()) == [600, 700]
    assert len(after) == len(before) + 1


def test_submitting_from_a_full_disk(season: Season, disk: Path) -> None:
    here = _declared(disk, season)
    desk = here.desk(JUDGE)
    seasons.score_all(here, JUDGE)
    ballast = _fill(disk)

    _refused(desk, "judge", "submit")
    ballast.unlink()
    with here.open(JUDGE) as profile:
        kept = submit.latest(profile)
    first = desk.ask("judge", "submit")
    again = desk.ask("judge", "submit")

    assert kept is None or kept.payload_digest == first["payload"]
    assert first == again
    assert first["sheets"] == 3


def test_submitting_to_a_full_stick(season: Season, disk: Path, tmp_path: Path) -> None:
    here = _declared(tmp_path / "laptop", season)
    desk = here.desk(JUDGE)
    seasons.score_all(here, JUDGE)
    ballast = _fill(disk)

    assert FULL in desk.run("judge", "submit", "--out", disk / "my.qcr", code=1).line
    with here.open(JUDGE) as profile:
        snapshot = submit.latest(profile)
    assert snapshot is not None
    assert not list(disk.glob("*my.qcr*"))
    ballast.unlink()
    done = desk.ask("judge", "submit", "--out", disk / "my.qcr")

    assert done["payload"] == snapshot.payload_digest
    assert (disk / "my.qcr").read_bytes() == snapshot.sealed


def _declared(folder: Path, season: Season) -> Season:
    """A judge ready to score, the video left out."""
    here = _on(folder, season)
    desk = here.desk(JUDGE)
    desk.run("judge", "sync", "--without-video")
    desk.run("judge", "declare")
    return here


def _sheet(season: Season, readable: Path | None = None) -> dict[str, int]:
    if readable:
        readable.unlink()
    with season.open(JUDGE) as profile:
        return dict(read_entries.view(profile, "Z-002").sheet.points)


def test_looking_needs_no_room(season: Season, disk: Path) -> None:
    """What is only read is read from a full disk, also behind a program that was killed; what would be saved is refused."""
    here = _declared(disk, season)
    desk = here.desk(JUDGE)
    desk.run("judge", "score", "Z-002", "1=5", "--comment", "先存下的评语。")
    _save_and_die(here)
    copy = shutil.copytree(here.home(JUDGE), disk / "copy")
    told = desk.ask("judge", "show", "Z-002")
    shutil.rmtree(here.home(JUDGE))
    copy.rename(here.home(JUDGE))
    (here.home(JUDGE) / "desk.db-shm").unlink()
    assert (here.home(JUDGE) / "desk.db-wal").stat().st_size, "what was saved last lies beside the store"
    ballast = _fill(disk)
    assert desk.ask("judge", "show", "Z-002") == told
    assert desk.ask("judge", "entries")
    _refused(desk, "judge", "score", "Z-002", "1=6", "2=7")
    assert desk.ask("judge", "show", "Z-002") == told
    ballast.unlink()
    desk.run("judge", "score", "Z-002", "1=6")


def test_a_desk_that_cannot_open_says_that_nothing_is_lost(season: Season, disk: Path) -> None:
    """The window opens the store several times over, and needs the room for it."""
    here = _declared(disk, season)
    _fill(disk)
    with pytest.raises(DiskFull, match="打不开档案；没有东西丢失"):
        profiles.open_profile(here.home(JUDGE), passphrase=seasons.PASSPHRASE)


def _save_and_die(season: Season) -> None:
    """A program that saves and is killed at once."""
    work = (
        "import os, sys; from pathlib import Path; from app.services import profile; from app.services.judge import score;"
        "p = profile.open_profile(Path(sys.argv[1]), passphrase=sys.argv[2]); score.set_remark(p, 'Z-002', '最后一句'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", work, str(season.home(JUDGE)), seasons.PASSPHRASE], check=True)
