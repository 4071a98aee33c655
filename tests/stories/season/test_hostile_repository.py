"""Sources that lie, are old or are damaged: one sentence, and what the judge holds is as it was."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import Clock
from app.core.errors import Expired
from app.core.tasks import Context
from app.packages import codec
from app.publishing.tuf_repository import TufRepository
from app.services.judge import sync
from app.services.organiser import state
from app.trust.keys import SigningKey
from tests.fakes.forged_packages import envelope
from tests.fakes.published_season import ELSEWHERE, ENTRY_HEADER, ENTRY_ROWS, ORGANISER, SECOND, World, write_sheet

pytestmark = pytest.mark.slow


def _refused(world: World, *words: object) -> str:
    before = world.kept(SECOND)
    line = world.run(SECOND, "judge", "sync", *words, code=1).line
    assert world.kept(SECOND) == before
    print(line)
    return line


def _copy(world: World, name: str) -> Path:
    """The repository as somebody else hands it on."""
    return Path(shutil.copytree(world.repository, world.root / name))


def _alone(world: World) -> None:
    """Take the season's own address away, so that only `--from` is left."""
    shutil.move(world.repository, world.root / "unplugged")


def _retitle(world: World, title: str) -> None:
    rows = [(r[0], title, *r[2:]) if r[0] == "Z-001" else r for r in ENTRY_ROWS]
    write_sheet(world.entries, ENTRY_HEADER, rows)
    world.import_lists()
    world.organise("assign")
    world.organise("publish")


def _blobs(folder: Path) -> list[Path]:
    return sorted(p for p in (folder / "blobs").rglob("*") if p.is_file())


def test_one_bit_of_one_blob_flipped(synced: World) -> None:
    with synced.open(SECOND) as profile:
        shutil.rmtree(profile.blobs)
    for blob in _blobs(synced.repository):
        data = bytearray(blob.read_bytes())
        data[len(data) // 2] ^= 1
        blob.write_bytes(data)
    _refused(synced)
    with synced.open(SECOND) as profile:
        assert not [p for p in profile.blobs.rglob("*") if p.is_file() and not p.name.endswith(".part")]


def test_a_flipped_blob_is_taken_from_another_source(synced: World) -> None:
    good = _copy(synced, "stick")
    with synced.open(SECOND) as profile:
        shutil.rmtree(profile.blobs)
    for blob in _blobs(synced.repository):
        blob.write_bytes(bytes(blob.stat().st_size))
    done = synced.ask(SECOND, "judge", "sync", "--from", good)
    assert done["transferred"] == done["bytes"] > 0


def test_rolled_back(synced: World) -> None:
    old = _copy(synced, "old")
    _retitle(synced, "换了名字的课题")
    synced.run(SECOND, "judge", "sync")
    _alone(synced)
    assert "较旧" in _refused(synced, "--from", old)


def test_an_older_mirror_does_not_stop_the_newer_source(synced: World) -> None:
    old = _copy(synced, "old")
    _retitle(synced, "换了名字的课题")
    synced.run(SECOND, "judge", "sync")
    assert synced.ask(SECOND, "judge", "sync", "--from", old)["transferred"] == 0


def _late(world: World, **options: Any) -> sync.SyncReport:
    """A sync four months on, by the clock of the laptop."""
    with world.open(SECOND, Clock().now() + timedelta(days=121)) as profile:
        return sync.sync(profile, Context(), **options)[0]


def test_expired_and_accepted(synced: World) -> None:
    with pytest.raises(Expired, match="过期") as refused:
        _late(synced)
    print(refused.value)
    assert _late(synced, accept_expired=True).accepted_expired
    done = synced.ask(SECOND, "judge", "sync")
    assert not done["accepted_expired"]


def test_expired_by_the_command_line(synced: World) -> None:
    _republish(synced, days=-200)
    assert "过期" in _refused(synced)
    done = synced.ask(SECOND, "judge", "sync", "--accept-expired")
    assert done["accepted_expired"] is True


def _republish(world: World, *, days: int = 0, key: SigningKey | None = None, targets: dict[str, bytes] | None = None) -> None:
    """Sign the list again as the organiser's program would at another time, or with another key."""
    repository = TufRepository(world.repository)
    held = {path: repository.target(path) or b"" for path in repository.published()}
    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        daily = state.keys(tx).daily
    repository.publish({**held, **(targets or {})}, key or daily, Clock().now() + timedelta(days=days))


def test_signed_by_another_key(synced: World) -> None:
    _republish(synced, key=SigningKey.generate())
    assert "签名" in _refused(synced)


def test_another_seasons_repository(synced: World, tmp_path: Path) -> None:
    other = World(tmp_path / "other")
    other.ask(ORGANISER, "organizer", "init", other.repository, "--name", "另一家协会", "--season", 2026)
    shutil.copytree(synced.root / "lists", other.root / "lists")
    shutil.copytree(synced.materials, other.materials)
    other.import_lists()
    other.organise("assign")
    other.organise("publish")
    _alone(synced)
    assert _refused(synced, "--from", other.repository)


def _season(world: World, **changes: Any) -> dict[str, bytes]:
    """season.json with some fields changed, well signed."""
    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        value, daily = state.season(tx), state.keys(tx).daily
    payload = codec.to_bytes(replace(value, version=value.version + 1, **changes))
    return {"season.json": envelope(payload, daily, "application/vnd.qcdesk.season.v1+json")}


def test_a_season_that_needs_a_newer_program(synced: World) -> None:
    _republish(synced, targets=_season(synced, needs={"result": 2}))
    assert "更新" in _refused(synced)


def test_a_season_of_the_next_version(synced: World) -> None:
    value = json.loads(_season(synced)["season.json"])
    value["payloadType"] = "application/vnd.qcdesk.season.v2+json"
    _republish(synced, targets={"season.json": json.dumps(value).encode()})
    assert "更新程序" in _refused(synced)


def test_a_season_signed_by_a_stranger(synced: World) -> None:
    with synced.open(ORGANISER) as profile, profile.database.read() as tx:
        payload = codec.to_bytes(state.season(tx))
    signed = envelope(payload, SigningKey.generate(), "application/vnd.qcdesk.season.v1+json")
    _republish(synced, targets={"season.json": signed})
    assert "签名人" in _refused(synced)


def test_somebody_elses_assignment_in_ones_own_place(synced: World) -> None:
    theirs = TufRepository(synced.repository).target(f"manifests/1/{ELSEWHERE}.age")
    assert theirs is not None
    _republish(synced, targets={f"manifests/1/{SECOND}.age": theirs})
    assert "不是加密给您的" in _refused(synced)


def test_a_list_without_the_roster(synced: World) -> None:
    repository = TufRepository(synced.repository)
    with synced.open(ORGANISER) as profile, profile.database.read() as tx:
        daily = state.keys(tx).daily
    held = {p: repository.target(p) or b"" for p in repository.published() if p != "roster.json"}
    repository.publish(held, daily, Clock().now())
    assert "roster.json" in _refused(synced)


@pytest.mark.parametrize("name", ["timestamp.json", "*.snapshot.json", "*.targets.json"])
def test_damaged_metadata(synced: World, name: str) -> None:
    _retitle(synced, "换了名字的课题")
    newest = max((synced.repository / "metadata").glob(name), key=lambda p: p.stat().st_mtime_ns)
    newest.write_bytes(newest.read_bytes()[:-40])
    assert _refused(synced)


def test_an_empty_folder_and_none(synced: World) -> None:
    _alone(synced)
    (synced.root / "empty").mkdir()
    assert _refused(synced, "--from", synced.root / "empty")
    assert _refused(synced, "--from", synced.root / "nowhere")


def test_the_republisher_changes_only_what_it_says(synced: World) -> None:
    """Signed again by the right key at the right time, the same list is taken: the others are refused for their one fault."""
    _republish(synced)
    _republish(synced, targets=_season(synced))
    assert synced.ask(SECOND, "judge", "sync")["transferred"] == 0
