"""Copies of a repository: what goes, in which order, what stays at home, and what is not sent twice."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from app.core.errors import Cancelled, DownloadError, OfflineError, StoreError, UsageError
from app.core.tasks import Context
from app.publishing.destinations import Copied, copy_to
from app.publishing.tuf_repository import TufRepository, new_root
from app.sync.sources import FolderSource, HttpSource
from app.sync.tuf_client import refresh
from app.trust.keys import SigningKey
from tests.fakes.blob_samples import Sample, lay_down
from tests.fakes.web_host import Answer, Asked, Dav, WebHost

NOW = datetime(2026, 7, 1, tzinfo=UTC)
KEYS = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "eu-west-1", "AWS_SESSION_TOKEN": "to/ken"}


class Published:
    """A small season with a blob, and something in the inbox that must not leave."""

    def __init__(self, folder: Path) -> None:
        self.daily = SigningKey.generate()
        self.sample: Sample = lay_down(folder, 300_000)
        self.root = new_root(SigningKey.generate(), self.daily, NOW)
        self.repository = TufRepository(folder)
        self.repository.write_root(self.root)
        self.publish(1)
        place = folder / "inbox" / "J01" / f"{'ab' * 32}.qcr"
        place.parent.mkdir(parents=True)
        place.write_bytes(b"a judge's scores")

    @property
    def folder(self) -> Path:
        return self.repository.folder

    def publish(self, version: int) -> None:
        self.repository.publish({"roster.json": b'{"roster":%d}' % version}, self.daily, NOW)

    def public(self) -> dict[str, bytes]:
        files = (p for p in self.folder.rglob("*") if p.is_file())
        return {str(p.relative_to(self.folder)): p.read_bytes() for p in files if "inbox" not in p.parts}


@pytest.fixture
def season(tmp_path: Path) -> Published:
    return Published(tmp_path / "repo")


def _held(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_stick_gets_everything_but_the_inbox_and_nothing_twice(season: Published, tmp_path: Path) -> None:
    stick = tmp_path / "stick" / "season"
    stick.parent.mkdir()

    first = copy_to(season.folder, str(stick), Context())
    second = copy_to(season.folder, stick.as_uri(), Context())

    files = season.public()
    assert _held(stick) == files
    assert first == Copied(len(files), sum(map(len, files.values())), 0)
    assert second == Copied(0, 0, len(files))
    assert refresh(FolderSource(stick), tmp_path / "state", season.root, NOW).fetch("roster.json") == b'{"roster":1}'


def test_only_what_changed_is_written(season: Published, tmp_path: Path) -> None:
    copy_to(season.folder, str(tmp_path / "stick"), Context())
    season.publish(2)

    again = copy_to(season.folder, str(tmp_path / "stick"), Context())

    assert again.files == 4  # the target, targets, snapshot, timestamp
    assert _held(tmp_path / "stick") == season.public()


def test_half_a_file_on_the_stick_is_written_again(season: Published, tmp_path: Path) -> None:
    copy_to(season.folder, str(tmp_path / "stick"), Context())
    (tmp_path / "stick" / season.sample.path).write_bytes(b"half")

    assert copy_to(season.folder, str(tmp_path / "stick"), Context()).files == 1
    assert (tmp_path / "stick" / season.sample.path).read_bytes() == season.sample.data


def test_cut_off_before_the_timestamp_the_old_season_is_whole(season: Published, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    copy_to(season.folder, str(stick), Context())
    season.publish(2)
    ctx = Context(lambda progress: ctx.cancel() if "timestamp" in progress.message else None)

    with pytest.raises(Cancelled):
        copy_to(season.folder, str(stick), ctx)
        copy_to(season.folder, str(stick), ctx)

    assert refresh(FolderSource(stick), tmp_path / "state", season.root, NOW).fetch("roster.json") in (b'{"roster":1}', b'{"roster":2}')


def test_a_repository_is_not_copied_into_itself(season: Published) -> None:
    for place in (season.folder, season.folder / "copy", season.folder.parent):
        with pytest.raises(UsageError, match="自己"):
            copy_to(season.folder, str(place), Context())


def test_a_stick_that_is_not_in_is_said(season: Published, tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="找不到"):
        copy_to(season.folder, str(tmp_path / "media" / "stick"), Context())


def test_a_file_in_the_way_is_said(season: Published, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("x")

    with pytest.raises((UsageError, StoreError)):
        copy_to(season.folder, str(tmp_path / "stick"), Context())


@pytest.mark.parametrize("address", ["ftp://host/x", "s3://?", "gopher:x"])
def test_addresses_that_are_none(season: Published, address: str) -> None:
    with pytest.raises(UsageError):
        copy_to(season.folder, address, Context(), environ=KEYS)


@pytest.mark.parametrize("folders", [True, False])
def test_webdav_gets_it_in_order_and_nothing_twice(season: Published, tmp_path: Path, folders: bool) -> None:
    dav = Dav(folders=folders)
    with WebHost(dav) as host:
        address = host.address.replace("//", "//org:pass%40word@") + "/qc/2026/"
        first = copy_to(season.folder, address, Context())
        puts = [asked.path for asked in host.asked if asked.method == "PUT" and asked.path in dav.files]
        asked = list(host.asked)
        second = copy_to(season.folder, address, Context())
        read = refresh(HttpSource(host.address + "/qc/2026"), tmp_path / "state", season.root, NOW).fetch("roster.json")

    assert dav.files == {f"/qc/2026/{path}": data for path, data in season.public().items()}
    assert puts[0].startswith("/qc/2026/blobs/")
    assert puts[-1] == "/qc/2026/metadata/timestamp.json"
    assert (first.files, first.skipped) == (len(season.public()), 0)
    assert second == Copied(0, 0, first.files)
    assert read == b'{"roster":1}'
    assert {a.headers.get("Authorization") for a in asked} == {"Basic " + base64.b64encode(b"org:pass@word").decode()}


def test_what_changed_and_what_is_half_there_is_put_again(season: Published) -> None:
    dav = Dav()
    with WebHost(dav) as host:
        copy_to(season.folder, host.address, Context())
        season.publish(2)
        dav.files[f"/{season.sample.path}"] = b"half"
        again = copy_to(season.folder, host.address, Context())

    assert again.files == 5  # the blob, the target, targets, snapshot, timestamp
    assert dav.files == {f"/{path}": data for path, data in season.public().items()}


def test_one_connection_carries_all_files(season: Published) -> None:
    with WebHost(Dav(folders=False)) as host:
        copy_to(season.folder, host.address, Context())

        assert len({asked.port for asked in host.asked}) <= 2


@pytest.mark.parametrize(
    ("status", "words"), [(401, "不允许"), (403, "不允许"), (413, "太大"), (507, "磁盘已满"), (500, "500"), (302, "302")]
)
def test_refusals_in_words_stop_before_the_timestamp(season: Published, status: int, words: str) -> None:
    with (
        WebHost(lambda asked: Answer(status if asked.method == "PUT" else 404)) as host,
        pytest.raises(DownloadError, match=words) as caught,
    ):
        copy_to(season.folder, host.address.replace("//", "//me:hidden@"), Context())

    assert "hidden" not in str(caught.value)
    assert not [asked for asked in host.asked if "timestamp" in asked.path]


def test_nobody_there_is_offline(season: Published) -> None:
    with pytest.raises(OfflineError, match="连不上"):
        copy_to(season.folder, "http://127.0.0.1:9/x", Context())


def test_an_upload_stops_when_asked_to(season: Published) -> None:
    ctx = Context()

    def answer(asked: Asked) -> Answer:
        ctx.cancel()
        return Answer(404)

    with WebHost(answer) as host, pytest.raises(Cancelled):
        copy_to(season.folder, host.address, ctx)


class _Bucket:
    """Answers signed requests of an object store; remembers what was put."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def __call__(self, asked: Asked) -> Answer:
        parts = urlsplit(asked.path)
        query = parse_qs(parts.query)
        if not query.get("X-Amz-Signature") or query.get("X-Amz-Security-Token") != ["to/ken"]:
            return Answer(403)
        if asked.method == "PUT":
            self.files[parts.path] = asked.body
            return Answer(200)
        return Answer(200, self.files[parts.path]) if parts.path in self.files else Answer(404)


def test_an_object_store_gets_it_and_nothing_twice(season: Published) -> None:
    bucket = _Bucket()
    with WebHost(bucket) as host:
        address = f"s3://results/2026?endpoint={host.address}"
        first = copy_to(season.folder, address, Context(), environ=KEYS)
        second = copy_to(season.folder, address, Context(), environ=KEYS)

    assert bucket.files == {f"/results/2026/{path}": data for path, data in season.public().items()}
    assert second == Copied(0, 0, first.files)
    assert "secret" not in "".join(asked.path for asked in host.asked)


def test_an_object_store_without_keys_is_said(season: Published) -> None:
    with pytest.raises(UsageError, match="AWS_ACCESS_KEY_ID"):
        copy_to(season.folder, "s3://results", Context(), environ={})


def test_what_a_copy_holds_is_what_its_name_says(season: Published, tmp_path: Path) -> None:
    copy_to(season.folder, str(tmp_path / "stick"), Context())
    held = [place for place in (tmp_path / "stick" / "blobs").rglob("*") if place.is_file()]
    assert {place.name for place in held} == {place.name for place in (season.folder / "blobs").rglob("*") if place.is_file()} != set()
    for place in held:
        assert hashlib.sha256(place.read_bytes()).hexdigest() == place.name
