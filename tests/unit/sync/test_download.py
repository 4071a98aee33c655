"""Downloads: the right bytes or one clear error, whatever the line does, and nothing fetched twice that was verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import AppError, Cancelled, DownloadError, Malformed, OfflineError
from app.core.tasks import Context
from app.models.entry import CHUNK
from app.publishing.server import EmbeddedServer
from app.sync import download, web
from app.sync.download import Blob, Fetched, fetch_blob
from app.sync.sources import FolderSource, HttpSource, Missing, Source
from tests.fakes.blob_samples import Sample
from tests.fakes.fault_proxy import LOGIN_PAGE, Fault, FaultProxy

pytestmark = pytest.mark.usefixtures("_no_pauses")


@pytest.fixture
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "PAUSE_SECONDS", 0.0)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "home" / "blobs" / "ab" / "file"


def _http(address: str, read: float = 30.0) -> HttpSource:
    return HttpSource(address, web.pool(connect=30, read=read))


def _patience(fault: Fault, seconds: float) -> float:
    """Short where nothing more will come; a busy machine may keep any other answer waiting for a while."""
    return seconds if fault is Fault.STALL else 30.0


def _fetch(sources: list[Source], blob: Blob, target: Path, ctx: Context | None = None) -> Fetched:
    return fetch_blob(sources, blob, target, ctx or Context(), lambda _: None)


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def test_a_file_comes_whole_and_then_costs_nothing(sample: Sample, server: EmbeddedServer, target: Path) -> None:
    heard: list[int] = []

    first = fetch_blob([_http(server.address)], sample.blob, target, Context(), heard.append)
    second = _fetch([_http("http://127.0.0.1:9")], sample.blob, target)

    assert target.read_bytes() == sample.data
    assert first == Fetched(len(sample.data), len(sample.data), 0)
    assert second == Fetched(len(sample.data), 0, 0)
    assert heard == sorted(heard)
    assert heard[-1] == len(sample.data)
    assert not _part(target).exists()


def test_a_folder_serves_as_well(sample: Sample, target: Path) -> None:
    assert _fetch([FolderSource(sample.repo)], sample.blob, target).transferred == len(sample.data)
    assert target.read_bytes() == sample.data


@pytest.mark.parametrize(
    "fault",
    [f for f in Fault if f not in (Fault.LOGIN, Fault.NONE)],
    ids=lambda f: f.name,
)
def test_one_fault_ends_with_the_right_bytes(sample: Sample, server: EmbeddedServer, target: Path, fault: Fault) -> None:
    with FaultProxy(server.address, [fault]) as proxy:
        _fetch([_http(proxy.address, read=_patience(fault, 1.0))], sample.blob, target)

    assert target.read_bytes() == sample.data


@pytest.mark.parametrize("second", [Fault.NO_RANGE, Fault.STALE_ETAG, Fault.WRONG_RANGE, Fault.FLIP, Fault.BUSY], ids=lambda f: f.name)
def test_a_fault_while_resuming_ends_with_the_right_bytes(sample: Sample, server: EmbeddedServer, target: Path, second: Fault) -> None:
    with FaultProxy(server.address, [Fault.RESET, second, Fault.TRUNCATE]) as proxy:
        _fetch([_http(proxy.address)], sample.blob, target)

    assert target.read_bytes() == sample.data


def test_a_host_that_cannot_resume_is_read_past_what_is_held(sample: Sample, server: EmbeddedServer, target: Path) -> None:
    with FaultProxy(server.address, [Fault.RESET, Fault.NO_RANGE]) as proxy:
        _fetch([_http(proxy.address)], sample.blob, target)

    assert proxy.requests == 2
    assert target.read_bytes() == sample.data


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.BUSY, "download"),
        (Fault.LOGIN, "other-file"),
        (Fault.GARBAGE, "hash-mismatch"),
        (Fault.FLIP, "hash-mismatch"),
        (Fault.DRIBBLE, "hash-mismatch"),
        (Fault.STALL, "broken"),
    ],
    ids=lambda v: v.name if isinstance(v, Fault) else v,
)
def test_a_host_that_always_fails_is_given_up_with_one_error(
    sample: Sample, server: EmbeddedServer, target: Path, fault: Fault, reason: str
) -> None:
    with FaultProxy(server.address, always=fault) as proxy, pytest.raises(DownloadError) as caught:
        _fetch([_http(proxy.address, read=_patience(fault, 0.1))], sample.blob, target)

    assert caught.value.reason == reason
    assert caught.value.hint
    assert proxy.requests <= 16
    assert not target.exists()
    assert LOGIN_PAGE not in (_part(target).read_bytes() if _part(target).exists() else b"")


def test_the_next_source_goes_on_where_the_first_failed(sample: Sample, server: EmbeddedServer, target: Path) -> None:
    with FaultProxy(server.address, [Fault.TRUNCATE, *[Fault.BUSY] * 9]) as proxy:
        fetched = _fetch([_http(proxy.address), _http(server.address)], sample.blob, target)

    assert target.read_bytes() == sample.data
    assert fetched.transferred == len(sample.data)


def test_a_lying_mirror_costs_time_and_nothing_else(sample: Sample, server: EmbeddedServer, target: Path, tmp_path: Path) -> None:
    lying = tmp_path / "lying"
    place = lying / sample.path
    place.parent.mkdir(parents=True)
    place.write_bytes(sample.data[:CHUNK] + bytes(len(sample.data) - CHUNK))

    fetched = _fetch([FolderSource(lying), _http(server.address)], sample.blob, target)

    assert target.read_bytes() == sample.data
    assert fetched.transferred >= len(sample.data)


def test_only_a_lying_mirror_keeps_what_was_right_and_says_so(sample: Sample, target: Path, tmp_path: Path) -> None:
    place = tmp_path / "lying" / sample.path
    place.parent.mkdir(parents=True)
    place.write_bytes(sample.data[:CHUNK] + bytes(len(sample.data) - CHUNK))

    with pytest.raises(DownloadError, match="不符") as caught:
        _fetch([FolderSource(tmp_path / "lying")], sample.blob, target)

    assert caught.value.reason == "hash-mismatch"
    assert _part(target).read_bytes() == sample.data[:CHUNK]


def test_an_earlier_part_is_verified_and_resumed(sample: Sample, server: EmbeddedServer, target: Path) -> None:
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(sample.data[: CHUNK + 1000])

    fetched = _fetch([_http(server.address)], sample.blob, target)

    assert fetched == Fetched(len(sample.data), len(sample.data) - CHUNK - 1000, CHUNK + 1000)
    assert target.read_bytes() == sample.data


def test_a_part_with_a_zeroed_page_is_cut_where_it_stops_holding(sample: Sample, server: EmbeddedServer, target: Path) -> None:
    target.parent.mkdir(parents=True)
    spoiled = bytearray(sample.data[: 2 * CHUNK])
    spoiled[CHUNK + 5000 : CHUNK + 9096] = bytes(4096)
    _part(target).write_bytes(spoiled)

    fetched = _fetch([_http(server.address)], sample.blob, target)

    assert fetched.resumed == CHUNK
    assert target.read_bytes() == sample.data


def test_a_complete_part_needs_no_source(sample: Sample, target: Path) -> None:
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(sample.data)

    assert _fetch([], sample.blob, target) == Fetched(len(sample.data), 0, len(sample.data))
    assert target.read_bytes() == sample.data


def test_a_part_longer_than_the_file_is_cut(sample: Sample, target: Path) -> None:
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(sample.data + b"more")

    _fetch([], sample.blob, target)

    assert target.read_bytes() == sample.data


def test_a_spoiled_target_is_replaced(sample: Sample, server: EmbeddedServer, target: Path) -> None:
    target.parent.mkdir(parents=True)
    target.write_bytes(bytes(len(sample.data)))

    _fetch([_http(server.address)], sample.blob, target)

    assert target.read_bytes() == sample.data


def test_cancelling_keeps_what_came(sample: Sample, server: EmbeddedServer, target: Path) -> None:
    ctx = Context()

    def stop_late(count: int) -> None:
        if count > CHUNK + 300_000:
            ctx.cancel()

    with pytest.raises(Cancelled):
        fetch_blob([_http(server.address)], sample.blob, target, ctx, stop_late)
    fetched = _fetch([_http(server.address)], sample.blob, target)

    assert fetched.resumed > CHUNK
    assert fetched.resumed + fetched.transferred == len(sample.data)
    assert target.read_bytes() == sample.data


def test_a_source_without_the_file_or_the_network_is_passed_over(
    sample: Sample, server: EmbeddedServer, target: Path, tmp_path: Path
) -> None:
    sources: list[Source] = [_http("http://127.0.0.1:9"), FolderSource(tmp_path / "no-stick"), _http(server.address)]

    _fetch(sources, sample.blob, target)

    assert target.read_bytes() == sample.data


def test_the_most_telling_failure_is_the_one_that_is_said(sample: Sample, target: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    nowhere, empty = _http("http://127.0.0.1:9"), FolderSource(tmp_path / "empty")

    with pytest.raises(Missing):
        _fetch([empty], sample.blob, target)
    with pytest.raises(OfflineError):
        _fetch([nowhere, empty], sample.blob, target)
    with pytest.raises(OfflineError, match="没有可用"):
        _fetch([], sample.blob, target)


def test_hashes_that_contradict_each_other_are_refused(sample: Sample, target: Path) -> None:
    short = Blob(sample.blob.sha256, sample.blob.size, sample.blob.chunks[:1])
    other = Blob("0" * 64, sample.blob.size, sample.blob.chunks)
    target.parent.mkdir(parents=True)
    _part(target).write_bytes(sample.data)

    with pytest.raises(Malformed):
        _fetch([FolderSource(sample.repo)], short, target)
    with pytest.raises(Malformed):
        _fetch([], other, target)
    assert not target.exists()
    assert not _part(target).exists()


def test_every_failure_is_in_words(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(AppError) as caught:
        _fetch([FolderSource(sample.repo)], sample.blob, tmp_path / "file" / "below")

    assert caught.value.hint
