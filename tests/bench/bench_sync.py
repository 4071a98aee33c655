"""Fetching 300 MB from the embedded server, checked chunk by chunk, against curl with sha256sum."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.bench.measure import Line, median, timed
from tests.fakes import season as seasons
from tests.fakes.qcdesk import Desk
from tests.fakes.season import Season

MIB = 1 << 20
SIZE = 300 * MIB
TIMES = 5


def measure(folder: Path) -> list[Line]:
    season = seasons.found(folder, entries=1, judges=2, videos={"Z-001": SIZE})
    seasons.enrol_all(season, only=["J-02"])
    server = season.desk("organiser").start("organizer", "serve", season.repository)
    assert server.stdout is not None
    try:
        address = server.stdout.readline().decode().strip()
        pairs = [(_sync(season.desk("J-02"), address), _curl(season, address, folder / "curl")) for _ in range(TIMES + 1)][1:]
    finally:
        server.terminate()
        server.communicate(timeout=20)
    return [
        Line(
            "sync of 300 MB (verified, on the disk)", median([a for a, _ in pairs]), "curl + sha256sum", median([b for _, b in pairs]), 1.1
        )
    ]


def _sync(desk: Desk, address: str) -> float:
    """Seconds that the sync says it took: starting Python is measured elsewhere."""
    shutil.rmtree(desk.home / "blobs", ignore_errors=True)
    report = desk.ask("judge", "sync", "--from", address)
    assert report["transferred"] >= SIZE
    return float(report["seconds"])


def _curl(season: Season, address: str, target: Path) -> float:
    blob = max((season.repository / "blobs").glob("*/*"), key=lambda p: p.stat().st_size)
    target.unlink(missing_ok=True)
    url = f"{address.rstrip('/')}/blobs/{blob.parent.name}/{blob.name}"

    def fetch() -> None:
        subprocess.run(["curl", "-sS", "--fail", "-o", target, url], check=True)
        said = subprocess.run(["sha256sum", target], check=True, capture_output=True, text=True).stdout
        assert said.split()[0] == blob.name

    return timed(fetch)
