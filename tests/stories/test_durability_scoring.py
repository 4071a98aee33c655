"""Every score that the service acknowledged is there when the desk opens again, whatever killed it."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.models.sheet import ScoreSheet
from app.services.judge import read_entries, workspace
from app.services.judge.read_entries import EntryView
from tests.fakes import season as seasons
from tests.fakes.killing import kill
from tests.fakes.qcdesk import ROOT
from tests.fakes.season import Season
from tests.stories.scoring_script import call

KILLS = 34
JUDGE = "J-02"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_no_acknowledged_score_is_lost_by_kill_9(tmp_path: Path) -> None:
    season = seasons.found(tmp_path, entries=5, judges=2)
    seasons.enrol_all(season)
    seasons.sync_and_declare(season, JUDGE)
    chance, promised = random.Random(34), 0
    for _ in range(KILLS):
        acknowledged = _score_until_killed(season, promised, chance)
        assert acknowledged > promised
        promised = _kept(season, acknowledged)
    with season.open(JUDGE) as profile, profile.database.read() as tx:
        events = tx.events.history(1)
    assert len({e.id for e in events}) == len(events)
    print(f"\nscoring: {KILLS} kills, {promised} calls of two items each, none lost")


def _score_until_killed(season: Season, first: int, chance: random.Random) -> int:
    """How many calls were acknowledged in all, by a child that begins with call number `first`."""
    words = [sys.executable, "-m", "tests.stories.scoring_script", str(season.home(JUDGE)), str(first)]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(chance.randrange(1, 50))]
    threading.Event().wait(chance.random() * 0.008)
    child.kill()
    lines += [line for line in child.stdout.readlines() if line.endswith(b"\n")]
    assert kill(child)
    assert [int(line) for line in lines] == list(range(first, first + len(lines)))
    return first + len(lines)


def _kept(season: Season, acknowledged: int) -> int:
    """Calls that stand after reopening: those acknowledged, or one more that was under way; both items of it or none."""
    with season.open(JUDGE) as profile:
        rows = read_entries.rows(profile)
        views = [read_entries.view(profile, e.code) for e in workspace.load(profile).manifest.entries]
    found = {v.entry.code: dict(v.sheet.points) for v in views}
    fitting = [n for n in (acknowledged, acknowledged + 1) if _expected(views, n) == found]
    assert fitting, "an acknowledged score is missing, or half a call was kept"
    assert {r.code: r.total for r in rows} == {v.entry.code: _sum(v.sheet) for v in views}
    return fitting[0]


def _expected(views: list[EntryView], calls: int) -> dict[str, dict[str, int]]:
    made: dict[str, dict[str, int]] = {v.entry.code: {} for v in views}
    for number in range(calls):
        code, points = call(views, number)
        made[code].update(points)
    return made


def _sum(sheet: ScoreSheet) -> int | None:
    return sum(sheet.points.values()) if sheet.points else None
