"""A season's metadata written by the organiser's side and read by the judge's, with every way it can go wrong."""

from __future__ import annotations

import errno
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import BadSignature, DiskFull, DownloadError, Expired, FormatError, Malformed, OfflineError, RolledBack, TrustError
from app.publishing.server import EmbeddedServer
from app.publishing.tuf_repository import FRESH_DAYS, TufRepository, new_root
from app.sync.sources import FolderSource, HttpSource
from app.sync.tuf_client import VerifiedSeason, refresh
from app.trust.keys import SigningKey
from tests.fakes.web_host import Answer, Asked, WebHost

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
LATE = NOW + timedelta(days=FRESH_DAYS + 1)
ROSTER, ASSIGNMENT = b'{"roster":1}', b"age sealed"


class Season:
    """An organiser with keys and a repository in a folder."""

    def __init__(self, folder: Path) -> None:
        self.root_key, self.daily = SigningKey.generate(), SigningKey.generate()
        self.root = new_root(self.root_key, self.daily, NOW)
        self.repository = TufRepository(folder)
        self.repository.write_root(self.root)
        self.publish({"roster.json": ROSTER, "manifests/1/J01.age": ASSIGNMENT})

    @property
    def folder(self) -> Path:
        return self.repository.folder

    def publish(self, targets: dict[str, bytes], now: datetime = NOW) -> bool:
        return self.repository.publish(targets, self.daily, now)


@pytest.fixture
def season(tmp_path: Path) -> Season:
    return Season(tmp_path / "repo")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def _refresh(season: Season, state: Path, now: datetime = NOW, folder: Path | None = None, **more: bool) -> VerifiedSeason:
    return refresh(FolderSource(folder or season.folder), state, season.root, now, **more)


def _copy(season: Season, to: Path) -> Path:
    return Path(shutil.copytree(season.folder, to))


def test_what_was_published_is_what_is_read(season: Season, state: Path) -> None:
    found = _refresh(season, state)

    assert found.names() == ("manifests/1/J01.age", "roster.json")
    assert found.fetch("roster.json") == ROSTER
    assert found.fetch("manifests/1/J01.age") == ASSIGNMENT
    assert found.fetch("manifests/1/J02.age") is None
    assert found.roots() == (season.root,)
    assert (found.freshness.timestamp, found.freshness.accepted_expired) == (1, False)
    assert found.freshness.expires == NOW + timedelta(days=FRESH_DAYS)


def test_over_http_as_well(season: Season, state: Path) -> None:
    with EmbeddedServer(season.folder, credentials=dict) as server:
        assert refresh(HttpSource(server.address), state, season.root, NOW).fetch("roster.json") == ROSTER


def test_publishing_says_whether_the_list_changed(season: Season, state: Path) -> None:
    same = {"roster.json": ROSTER, "manifests/1/J01.age": ASSIGNMENT}

    assert season.publish(same) is False
    assert season.publish({**same, "roster.json": b"{}"}) is True
    assert season.repository.target("roster.json") == b"{}"
    assert season.repository.target("season.json") is None
    assert _refresh(season, state).freshness.timestamp == 3


def test_old_versions_are_kept(season: Season) -> None:
    before = {p.relative_to(season.folder) for p in season.folder.rglob("*") if p.is_file()}

    season.publish({"roster.json": b"{}"})

    assert before <= {p.relative_to(season.folder) for p in season.folder.rglob("*") if p.is_file()}


def test_a_damaged_repository_is_not_published_over(season: Season) -> None:
    (season.folder / "metadata" / "1.targets.json").write_bytes(b"{")

    with pytest.raises(Malformed, match="已损坏"):
        season.publish({"roster.json": ROSTER})


def test_news_replaces_what_was_held(season: Season, state: Path) -> None:
    _refresh(season, state)
    season.publish({"roster.json": b'{"roster":2}'})

    assert _refresh(season, state).fetch("roster.json") == b'{"roster":2}'


@pytest.mark.parametrize("file", ["timestamp.json", "1.snapshot.json", "1.targets.json"])
def test_changed_metadata_is_refused(season: Season, state: Path, file: str) -> None:
    place = season.folder / "metadata" / file
    value = json.loads(place.read_bytes())
    value["signed"]["expires"] = "2036-01-01T00:00:00Z"
    place.write_text(json.dumps(value))

    with pytest.raises(BadSignature, match="签名"):
        _refresh(season, state)


def test_a_changed_target_is_refused(season: Season, state: Path) -> None:
    (place,) = (season.folder / "targets").glob("*.roster.json")
    place.write_bytes(ROSTER.replace(b"1", b"7"))
    found = _refresh(season, state)

    with pytest.raises(TrustError, match="不符"):
        found.fetch("roster.json")


def test_another_organisers_season_is_refused(season: Season, state: Path, tmp_path: Path) -> None:
    other = Season(tmp_path / "other")

    with pytest.raises(BadSignature):
        _refresh(season, state, folder=other.folder)


def test_metadata_that_is_none_is_refused(season: Season, state: Path) -> None:
    (season.folder / "metadata" / "timestamp.json").write_bytes(b"<html>log in</html>")

    with pytest.raises(FormatError, match="不完整"):
        _refresh(season, state)


def test_a_mirror_that_is_behind_is_an_older_copy_and_changes_nothing(season: Season, state: Path, tmp_path: Path) -> None:
    behind = _copy(season, tmp_path / "stick")
    season.publish({"roster.json": b'{"roster":2}'})
    _refresh(season, state)

    with pytest.raises(RolledBack, match="较旧"):
        _refresh(season, state, folder=behind)

    assert _refresh(season, state).fetch("roster.json") == b'{"roster":2}'


def test_a_rolled_back_list_under_a_fresh_timestamp_is_refused(season: Season, state: Path, tmp_path: Path) -> None:
    """Whoever stole the daily key and the host still cannot bring an older list back."""
    old = _copy(season, tmp_path / "old")
    season.publish({"roster.json": b'{"roster":2}'})
    _refresh(season, state)
    thief = TufRepository(old)
    for _ in range(2):
        thief.publish({"roster.json": ROSTER}, season.daily, NOW)
    for name in ("2.targets.json", "3.targets.json"):
        (old / "metadata" / name).unlink()
    thief._next = lambda role: {"targets": 1, "snapshot": 4, "timestamp": 4}[role]  # type: ignore[method-assign]
    thief.publish({"roster.json": ROSTER}, season.daily, NOW)

    with pytest.raises(RolledBack):
        _refresh(season, state, folder=old)


def test_an_expired_season_is_refused_with_the_way_on(season: Season, state: Path) -> None:
    with pytest.raises(Expired, match="确认来源可靠的，可以照旧用它继续"):
        _refresh(season, state, LATE)


def test_an_expired_season_is_accepted_knowingly(season: Season, state: Path) -> None:
    found = _refresh(season, state, LATE, accept_expired=True)

    assert found.freshness.accepted_expired
    assert found.fetch("roster.json") == ROSTER


def test_accepting_expired_waives_the_date_only(season: Season, state: Path, tmp_path: Path) -> None:
    behind = _copy(season, tmp_path / "stick")
    season.publish({"roster.json": b"{}"})
    _refresh(season, state)
    other = Season(tmp_path / "other")

    with pytest.raises(RolledBack):
        _refresh(season, state, LATE, folder=behind, accept_expired=True)
    with pytest.raises(BadSignature):
        _refresh(season, tmp_path / "fresh", LATE, folder=other.folder, accept_expired=True)


def test_the_clock_in_force_decides_not_the_systems(season: Season, state: Path, tmp_path: Path) -> None:
    """python-tuf has no setting for its clock: this fails when an update of it goes its own way."""
    long_ago = Season(tmp_path / "long-ago")
    long_ago.publish({"roster.json": ROSTER}, datetime(2020, 1, 1, tzinfo=UTC))

    assert not _refresh(long_ago, state, datetime(2020, 2, 1, tzinfo=UTC)).freshness.accepted_expired
    with pytest.raises(Expired):
        _refresh(long_ago, tmp_path / "second", datetime(2020, 6, 1, tzinfo=UTC))


def test_a_page_instead_of_the_next_root_counts_as_not_there(season: Season, state: Path) -> None:
    folder = FolderSource(season.folder)

    def answer(asked: Asked) -> Answer:
        path = asked.path.removeprefix("/")
        if path == "metadata/2.root.json":
            return Answer(200, b"<html>Page not found</html>")
        return Answer(200, folder.read(path, 1 << 20))

    with WebHost(answer) as host:
        assert refresh(HttpSource(host.address), state, season.root, NOW).fetch("roster.json") == ROSTER
    assert "/metadata/2.root.json" in [asked.path for asked in host.asked]


def test_a_host_that_is_busy_for_the_next_root_stops_the_refresh(season: Season, state: Path) -> None:
    with WebHost(lambda _: Answer(503)) as host, pytest.raises(DownloadError, match="503"):
        refresh(HttpSource(host.address), state, season.root, NOW)


def test_nobody_there_is_offline(season: Season, state: Path) -> None:
    with pytest.raises(OfflineError, match="连不上"):
        refresh(HttpSource("http://127.0.0.1:9"), state, season.root, NOW)


def test_an_address_without_a_season_says_so(season: Season, state: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(DownloadError, match="没有赛季资料"):
        _refresh(season, state, folder=tmp_path / "empty")


def test_a_folder_that_is_not_there_is_offline(season: Season, state: Path, tmp_path: Path) -> None:
    with pytest.raises(OfflineError):
        _refresh(season, state, folder=tmp_path / "no-stick")


def test_a_target_already_held_is_not_fetched_again(season: Season, state: Path) -> None:
    _refresh(season, state).fetch("roster.json")
    found = _refresh(season, state)
    shutil.rmtree(season.folder)

    assert found.fetch("roster.json") == ROSTER


@pytest.mark.parametrize("junk", [b"", b"{", bytes(100)])
def test_state_damaged_by_a_power_cut_is_fetched_again(season: Season, state: Path, junk: bytes) -> None:
    _refresh(season, state).fetch("roster.json")
    for file in state.rglob("*"):
        if file.is_file():
            file.write_bytes(junk)

    assert _refresh(season, state).fetch("roster.json") == ROSTER


def test_the_state_is_plain_files_that_any_stick_can_hold(season: Season, state: Path) -> None:
    _refresh(season, state)

    assert {p.name for p in state.iterdir()} == {"root_history", "timestamp.json", "snapshot.json", "targets.json"}
    assert not [p for p in state.rglob("*") if p.is_symlink()]


def test_a_root_replaced_by_the_root_key_is_followed(season: Season, state: Path) -> None:
    from tuf.api.metadata import Metadata, Root

    from app.publishing.tuf_repository import _signed, public_key

    _refresh(season, state)
    renewed = Metadata[Root].from_bytes(season.root)
    successor = SigningKey.generate()
    renewed.signed.version = 2
    for role in ("targets", "snapshot", "timestamp"):
        renewed.signed.revoke_key(public_key(season.daily.public_hex).keyid, role)
        renewed.signed.add_key(public_key(successor.public_hex), role)
    renewed.signatures.clear()
    (season.folder / "metadata" / "2.root.json").write_bytes(_signed(renewed, season.root_key))
    season.daily = successor
    season.publish({"roster.json": b"{}"})

    found = _refresh(season, state)

    assert found.fetch("roster.json") == b"{}"
    assert len(found.roots()) == 2
    assert found.roots()[0] == season.root


def test_a_full_disk_is_said_of_what_a_judge_knows_and_not_of_a_folder(
    season: Season, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", full)
        with pytest.raises(DiskFull, match="“资料目录”没有写入"):
            _refresh(season, state)
    found = _refresh(season, state)
    monkeypatch.setattr(Path, "read_bytes", full)
    with pytest.raises(DiskFull, match="“资料目录”没有写入"):
        found.fetch("roster.json")
