"""Sources: what each kind of address answers, and how each refusal reads."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from app.core.errors import DownloadError, OfflineError, UsageError
from app.publishing.server import EmbeddedServer
from app.sync import web
from app.sync.receipts import fetch_receipt
from app.sync.sources import FolderSource, HttpSource, Missing, Source, open_source
from tests.fakes.blob_samples import Sample
from tests.fakes.fault_proxy import Fault, FaultProxy
from tests.fakes.web_host import Answer, WebHost


@pytest.fixture(params=["folder", "http"])
def source(request: pytest.FixtureRequest, sample: Sample, server: EmbeddedServer) -> Source:
    return FolderSource(sample.repo) if request.param == "folder" else HttpSource(server.address)


def test_a_file_is_read_whole(source: Source, sample: Sample) -> None:
    assert source.read(sample.path, len(sample.data)) == sample.data


def test_a_file_beyond_the_limit_is_refused(source: Source, sample: Sample) -> None:
    with pytest.raises(DownloadError, match="比应有的大"):
        source.read(sample.path, len(sample.data) - 1)


def test_a_missing_file_is_missing(source: Source) -> None:
    with pytest.raises(Missing):
        source.read(f"blobs/00/{'0' * 64}", 10)


def test_reading_goes_on_from_a_byte(source: Source, sample: Sample) -> None:
    with source.open(sample.path, 1000) as opened:
        assert (opened.start, opened.total) == (1000, len(sample.data))
        assert opened.stream.read(5) == sample.data[1000:1005]


def test_the_etag_decides_whether_to_resume(server: EmbeddedServer, sample: Sample) -> None:
    source = HttpSource(server.address)
    with source.open(sample.path) as first:
        etag = first.etag

    with source.open(sample.path, 1000, etag) as same, source.open(sample.path, 1000, '"other"') as other:
        assert (same.start, other.start) == (1000, 0)


def test_past_the_end_there_is_nothing(server: EmbeddedServer, sample: Sample) -> None:
    with HttpSource(server.address).open(sample.path, len(sample.data)) as opened:
        assert (opened.start, opened.total, opened.stream.read(10)) == (0, None, b"")


def test_a_folder_lets_nobody_out(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")

    with pytest.raises(UsageError):
        FolderSource(sample.repo).read("../secret", 10)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/mem is a file that exists and cannot be read at 0")
def test_a_stick_that_cannot_be_read_is_a_failed_source() -> None:
    with pytest.raises(DownloadError, match="读不出来") as caught:
        FolderSource(Path("/proc/self")).read("mem", 10)

    assert caught.value.reason == "broken"


@pytest.mark.parametrize("name", ["x" * 300, "stick"])
def test_a_folder_that_cannot_even_be_asked_for_is_a_failed_source(tmp_path: Path, name: str) -> None:
    """A name no disk takes; a folder of somebody else's answers the same way."""
    with pytest.raises((DownloadError, OfflineError)):
        FolderSource(tmp_path / name).read("metadata/timestamp.json", 10)


def test_a_host_that_announces_nonsense_is_a_failed_source() -> None:
    with WebHost(lambda _: Answer(200, b"x", {"Content-Length": "9" * 5000})) as host:
        with HttpSource(host.address).open("metadata/timestamp.json") as opened:
            assert opened.total is None

    with WebHost(lambda _: Answer(206, b"x", {"Content-Range": f"bytes {'9' * 5000}-"})) as host:
        with pytest.raises(DownloadError, match="续传的位置"):
            HttpSource(host.address).read("metadata/timestamp.json", 10)


@pytest.mark.parametrize("address", ["sftp://me:secret@example.org/a", "http://me:secret@"])
def test_an_unknown_address_shows_no_password(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_source(address)

    assert "secret" not in str(caught.value)


def test_a_stick_that_is_not_in_is_offline(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="找不到"):
        FolderSource(tmp_path / "stick").read("metadata/timestamp.json", 10)


def test_a_refused_connection_is_offline_and_shows_no_password() -> None:
    with pytest.raises(OfflineError) as caught:
        HttpSource("http://me:secret@127.0.0.1:9").read("metadata/timestamp.json", 10)

    assert "127.0.0.1:9" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_an_unknown_host_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(OfflineError):
        HttpSource("http://no-such-host.invalid").read("metadata/timestamp.json", 10)


def test_a_body_cut_short_is_an_error(sample: Sample, server: EmbeddedServer) -> None:
    with FaultProxy(server.address, [Fault.TRUNCATE]) as proxy, pytest.raises(DownloadError, match="中断"):
        HttpSource(proxy.address).read(sample.path, len(sample.data))


def test_a_host_that_resumes_elsewhere_is_refused(sample: Sample, server: EmbeddedServer) -> None:
    with FaultProxy(server.address, [Fault.WRONG_RANGE]) as proxy, pytest.raises(DownloadError, match="续传的位置"):
        with HttpSource(proxy.address).open(sample.path, 1000) as opened:
            opened.stream.read(1)


def test_a_stalled_host_is_given_up(sample: Sample, server: EmbeddedServer) -> None:
    with FaultProxy(server.address, [Fault.STALL]) as proxy, pytest.raises(DownloadError, match="中断"):
        HttpSource(proxy.address, web.pool(read=1.0)).read(sample.path, len(sample.data))


def test_a_host_that_moved_is_followed(sample: Sample, server: EmbeddedServer) -> None:
    with WebHost(lambda _: Answer(301, headers={"Location": f"{server.address}/{sample.path}"})) as host:
        assert HttpSource(host.address).read(sample.path, len(sample.data)) == sample.data


def test_a_host_that_sends_in_circles_is_given_up() -> None:
    with WebHost(lambda asked: Answer(302, headers={"Location": asked.path})) as host, pytest.raises(DownloadError):
        HttpSource(host.address).read("metadata/timestamp.json", 10)

    assert 1 < len(host.asked) < 6


@pytest.mark.parametrize(("status", "kind"), [(403, Missing), (404, Missing), (410, Missing), (500, DownloadError), (503, DownloadError)])
def test_refusals_in_words(status: int, kind: type[DownloadError]) -> None:
    with WebHost(lambda _: Answer(status)) as host, pytest.raises(kind) as caught:
        HttpSource(host.address).read("metadata/timestamp.json", 10)

    assert isinstance(caught.value, Missing) == (kind is Missing)


def test_the_connection_is_kept_open_between_files(sample: Sample, server: EmbeddedServer) -> None:
    with WebHost(lambda _: Answer(200, b"x")) as host:
        source = HttpSource(host.address)
        for _ in range(3):
            source.read("metadata/timestamp.json", 10)

        assert len({asked.port for asked in host.asked}) == 1


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://example.org/x", HttpSource),
        ("/media/stick", FolderSource),
        ("file:///media/stick", FolderSource),
        ("E:\\stick", FolderSource),
    ],
)
def test_addresses(address: str, kind: type[Source]) -> None:
    assert isinstance(open_source(address), kind)


@pytest.mark.parametrize("address", ["ftp://example.org", "s3://bucket", "http://"])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(UsageError):
        open_source(address)


def test_a_receipt_is_there_or_not_yet(source: Source, sample: Sample) -> None:
    folder = sample.repo / "receipts"
    folder.mkdir()
    (folder / f"{'a' * 64}.qcreceipt").write_bytes(b"sealed")

    assert fetch_receipt(source, "a" * 64) == b"sealed"
    assert fetch_receipt(source, "b" * 64) is None
    with pytest.raises(RuntimeError):
        fetch_receipt(source, "../x")
