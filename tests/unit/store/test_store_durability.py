"""What was acknowledged survives a killed process and a full disk."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import DiskFull
from app.store import backups
from app.store.database import Database
from tests.fakes.store_samples import KEY, scored

RUNS = 50
ROOT = Path(__file__).parents[3]

# saves for ever; each id is on the pipe only after its save was acknowledged
_SAVER = """
import os, sys
from pathlib import Path
from app.core.clock import Clock
from app.models.sheet import SheetState
from app.store.database import Database
from tests.fakes.store_samples import KEY, scored
database = Database.open(Path(sys.argv[1]), KEY, clock=Clock())
number = 0
while True:
    number += 1
    event = scored(number % 3000)
    with database.write() as tx:
        tx.events.append(event)
        tx.sheets.set_summary(1, event.entry, SheetState.DRAFT, None, number)
    os.write(1, event.id.encode() + b"\\n")
"""


def _acknowledged_before_a_kill(path: Path, chance: random.Random) -> list[str]:
    child = subprocess.Popen([sys.executable, "-c", _SAVER, str(path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(chance.randrange(1, 60))]
    threading.Event().wait(chance.random() * 0.005)
    os.kill(child.pid, signal.SIGKILL)
    lines += child.stdout.readlines()
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    return [line.decode().strip() for line in lines if len(line) == 33]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_acknowledged_save_is_lost_by_kill_9(tmp_path: Path) -> None:
    chance, path = random.Random(9), tmp_path / "desk.db"
    acknowledged: list[str] = []
    for _ in range(RUNS):
        acknowledged += _acknowledged_before_a_kill(path, chance)
        database = Database.open(path, KEY, clock=Clock())
        with database.read() as tx:
            events = tx.events.history(1)
            assert tx.sheets.sheet(1, "Z-001").points == {"CAUSE": scored_points(events[-1].value)}
        database.close()
        kept = [event.id for event in events]
        promised = set(acknowledged)
        assert [one for one in kept if one in promised] == acknowledged
        # only the save that was under way may have come without its acknowledgement
        assert len(kept) - len(acknowledged) in (0, 1)
        acknowledged = kept
    assert len(acknowledged) > RUNS
    assert backups.check_backup(path, KEY).events == len(acknowledged)


def scored_points(value: str | None) -> int:
    assert value is not None
    return int(value.strip('"').replace(".", ""))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB of its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not shutil.which("mount") or os.name == "nt" or os.getuid() != 0:
        pytest.skip("a small disk can only be mounted by root")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as out, pytest.raises(OSError):
        while True:
            if out.write(b"x" * 4096) < 4096:
                raise OSError(28, "full")
    return ballast


def _save_until_full(database: Database) -> list[str]:
    saved: list[str] = []
    with pytest.raises(DiskFull, match="磁盘已满"):
        for number in range(100_000):
            event = scored(number % 3000)
            with database.write() as tx:
                tx.events.append(event)
            saved.append(event.id)
    return saved


@pytest.mark.slow
def test_a_full_disk_is_said_in_words_and_loses_nothing(small_disk: Path) -> None:
    database = Database.open(small_disk / "desk.db", KEY, clock=Clock())
    ballast = _fill(small_disk)
    saved = _save_until_full(database)
    with database.read() as tx:
        assert [event.id for event in tx.events.history(1)] == saved
    with pytest.raises(DiskFull):
        backups.make_backup(small_disk / "desk.db", KEY, small_disk / "backups", Clock(), "timer")
    assert not list(small_disk.glob("backups/*")) + list(small_disk.glob("backups/.*"))
    ballast.unlink()
    late = scored(1)
    with database.write() as tx:
        tx.events.append(late)
    database.close()
    again = Database.open(small_disk / "desk.db", KEY, clock=Clock())
    with again.read() as tx:
        assert [event.id for event in tx.events.history(1)] == [*saved, late.id]
    again.close()


@pytest.mark.slow
def test_a_store_is_opened_again_on_a_full_disk(small_disk: Path) -> None:
    database = Database.open(small_disk / "desk.db", KEY, clock=Clock())
    event = scored(1300)
    with database.write() as tx:
        tx.events.append(event)
    database.close()
    ballast = _fill(small_disk)
    with pytest.raises(DiskFull):
        Database.open(small_disk / "desk.db", KEY, clock=Clock()).close()
    ballast.unlink()
    again = Database.open(small_disk / "desk.db", KEY, clock=Clock())
    with again.read() as tx:
        assert tx.events.history(1) == (event,)
    again.close()
