"""Handing in, killed at any moment: either nothing was handed in, or exactly one payload, and it can be written again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from time import monotonic

import pytest

from app.core.ids import sha256_hex
from app.packages import documents
from app.services.judge import submit
from tests.fakes import season as seasons
from tests.fakes.killing import kill_after, kill_when
from tests.fakes.qcdesk import Desk
from tests.fakes.season import Season

KILLS = 18
JUDGE = "J-02"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass(frozen=True)
class State:
    """What a profile holds about handing in."""

    locked: str | None
    payloads: tuple[tuple[int, str], ...]
    sealed: str | None
    waiting: int


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Season:
    made = seasons.found(tmp_path_factory.mktemp("submit"), entries=6, judges=2)
    seasons.enrol_all(made)
    seasons.sync_and_declare(made, JUDGE)
    seasons.score_all(made, JUDGE)
    return made


def _copy(scored: Season, folder: Path) -> Season:
    """The same judge on a laptop of their own: a profile folder may be copied."""
    shutil.copytree(scored.home(JUDGE), folder / "homes" / JUDGE)
    return replace(scored, folder=folder)


def _state(season: Season) -> State:
    with season.open(JUDGE) as profile:
        snapshot = submit.latest(profile)
        with profile.database.read() as tx:
            held = tuple((s.sequence, s.payload_digest) for s in [tx.snapshots.latest(1)] if s is not None)
            waiting = [o for o in tx.outbox.pending() if o.kind == "result"]
            return State(tx.events.locked(1), held, sha256_hex(snapshot.sealed) if snapshot else None, len(waiting))


def _killed(desk: Desk, chance: random.Random, whole: float, package: Path) -> bool:
    wal = desk.home / "desk.db-wal"
    moments: list[Callable[[], bool]] = [
        lambda: wal.exists() and wal.stat().st_size > 0,
        package.exists,
        lambda: bool(list(package.parent.glob(".out.qcr.*"))),
    ]
    child = desk.start("judge", "submit", "--out", package)
    if chance.random() < 0.5:
        return kill_after(child, chance.uniform(0.3, 1.0) * whole)
    return kill_when(child, chance.choice(moments), chance.choice([0.0, chance.random() * 0.02]))


def test_a_killed_submission_is_none_or_one(scored: Season, tmp_path: Path) -> None:
    chance = random.Random(15)
    started = monotonic()
    trial = _copy(scored, tmp_path / "trial")
    trial.desk(JUDGE).run("judge", "submit", "--out", tmp_path / "trial.qcr")
    whole = monotonic() - started
    kills = none = one = 0
    for number in count():
        season = _copy(scored, tmp_path / f"n{number}")
        desk, package = season.desk(JUDGE), season.folder / "out.qcr"
        kills += _killed(desk, chance, whole, package)

        state = _state(season)
        assert (state.locked is None) == (state.sealed is None) == (not state.payloads) == (state.waiting == 0)
        none, one = none + (state.locked is None), one + (state.locked is not None)
        if package.exists():
            assert sha256_hex(package.read_bytes()) == state.sealed
        _ends_with_one_payload(season, state)
        if kills >= KILLS and min(none, one) >= 3:  # how often each comes is a matter of the machine
            break
    print(f"\nsubmit: {kills} kills, {none} left nothing handed in, {one} left one payload; never two")


def _ends_with_one_payload(season: Season, state: State) -> None:
    desk, first, second = season.desk(JUDGE), season.folder / "first.qcr", season.folder / "second.qcr"
    said = desk.ask("judge", "submit", "--out", first)
    with season.open(JUDGE) as profile:
        again, _ = submit.submit(profile, second)
    after = _state(season)
    assert first.read_bytes() == second.read_bytes()
    assert said["payload"] == again.payload == after.locked
    assert said["sha256"] == again.sha256 == after.sealed == sha256_hex(first.read_bytes())
    assert [sequence for sequence, _ in after.payloads] == [1]
    assert after.waiting == 1
    if state.locked is not None:
        assert after == state


def test_two_submissions_at_once_are_one_payload(scored: Season, tmp_path: Path) -> None:
    season = _copy(scored, tmp_path)
    desk = season.desk(JUDGE)
    children = [desk.start("judge", "submit", "--json", "--out", tmp_path / f"{n}.qcr") for n in range(3)]
    said = [child.communicate(timeout=60) for child in children]

    assert [c.returncode for c in children] == [0, 0, 0], said
    assert len({(tmp_path / f"{n}.qcr").read_bytes() for n in range(3)}) == 1
    with season.open(JUDGE) as profile:
        snapshot = submit.latest(profile)
        assert snapshot is not None
        statement = documents.peek(documents.RESULT, submit.parsed_envelope(snapshot))
    assert (statement.sequence, statement.supersedes) == (1, None)
