"""Handing in: each kind of inbox, twice the same as once, and every refusal in words."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from app.core import s3
from app.core.errors import DownloadError, OfflineError, StoreError, UsageError
from app.models.assignment import Inbox, InboxKind
from app.publishing.server import EmbeddedServer
from app.sync.upload import deliver
from tests.fakes.blob_samples import Sample
from tests.fakes.web_host import Answer, Dav, WebHost

DATA = b"age-encryption.org/v1 sealed scores"
NAME = hashlib.sha256(DATA).hexdigest() + ".qcr"
PATH = f"/inbox/J01/{NAME}"


def test_the_embedded_server_takes_it_once(server: EmbeddedServer, sample: Sample) -> None:
    inbox = Inbox(InboxKind.EMBEDDED, server.address + "/", "token")

    for _ in range(2):
        deliver(inbox, "J01", NAME, DATA)

    assert (sample.repo / f"inbox/J01/{NAME}").read_bytes() == DATA
    assert [p.name for p in (sample.repo / "inbox/J01").iterdir()] == [NAME]


def test_a_revoked_credential_is_said_also_for_a_large_file(server: EmbeddedServer, sample: Sample) -> None:
    large = bytes(40 << 20)

    with pytest.raises(DownloadError, match="不再接受") as caught:
        deliver(Inbox(InboxKind.EMBEDDED, server.address, "old"), "J01", hashlib.sha256(large).hexdigest() + ".qcr", large)

    assert caught.value.reason == "http-401"
    assert not (sample.repo / "inbox").exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "不再接受"),
        (403, "不再接受"),
        (404, "没有收件处"),
        (413, "太大"),
        (429, "已满"),
        (500, "500"),
        (507, "磁盘已满"),
        (302, "302"),
    ],
)
@pytest.mark.parametrize("kind", [InboxKind.EMBEDDED, InboxKind.WEBDAV, InboxKind.S3])
def test_refusals_in_words(kind: InboxKind, status: int, words: str) -> None:
    with WebHost(lambda _: Answer(status, headers={"Location": "/elsewhere"})) as host:
        address = f"s3://bucket/p?endpoint={host.address}" if kind is InboxKind.S3 else host.address
        with pytest.raises(DownloadError, match=words) as caught:
            deliver(Inbox(kind, address, "a:b:c"), "J01", NAME, DATA)

    assert caught.value.hint
    assert not [asked for asked in host.asked if asked.path == "/elsewhere"]


@pytest.mark.parametrize("kind", [InboxKind.EMBEDDED, InboxKind.WEBDAV, InboxKind.S3])
def test_nobody_there_is_offline(kind: InboxKind) -> None:
    address = "s3://bucket?endpoint=http://127.0.0.1:9" if kind is InboxKind.S3 else "http://127.0.0.1:9"

    with pytest.raises(OfflineError):
        deliver(Inbox(kind, address, "a:b:c"), "J01", NAME, DATA)


@pytest.mark.parametrize(
    "dav",
    [Dav(), Dav(strict=False), Dav(move=False), Dav(readable=False), Dav(folders=False)],
    ids=["honours", "ignores", "no-move", "write-only", "flat"],
)
def test_webdav_takes_it_whole_and_leaves_nothing_passing(dav: Dav) -> None:
    with WebHost(dav) as host:
        for _ in range(2):
            deliver(Inbox(InboxKind.WEBDAV, host.address, "judge:secret"), "J01", NAME, DATA)

    assert dav.files == {PATH: DATA}
    basic = "Basic " + base64.b64encode(b"judge:secret").decode()
    assert {asked.headers.get("Authorization") for asked in host.asked} == {basic}
    assert next(asked for asked in host.asked if asked.method == "PUT").path != PATH


def test_webdav_with_a_bearer_token() -> None:
    with WebHost(Dav()) as host:
        deliver(Inbox(InboxKind.WEBDAV, host.address, "abc"), "J01", NAME, DATA)

    assert {asked.headers.get("Authorization") for asked in host.asked} == {"Bearer abc"}


def test_webdav_with_other_bytes_under_the_name_is_an_error_and_overwrites_nothing() -> None:
    dav = Dav()
    dav.files[PATH] = b"other"

    with WebHost(dav) as host, pytest.raises(DownloadError, match="不同"):
        deliver(Inbox(InboxKind.WEBDAV, host.address), "J01", NAME, DATA)

    assert dav.files == {PATH: b"other"}


def test_a_folder_takes_it(tmp_path: Path) -> None:
    for address in (str(tmp_path), tmp_path.as_uri()):
        deliver(Inbox(InboxKind.FOLDER, address), "J01", NAME, DATA)

    assert (tmp_path / "inbox" / "J01" / NAME).read_bytes() == DATA


def test_a_folder_that_cannot_even_be_asked_for_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        deliver(Inbox(InboxKind.FOLDER, str(tmp_path / ("x" * 300))), "J01", NAME, DATA)


def test_a_folder_with_half_a_file_is_mended(tmp_path: Path) -> None:
    place = tmp_path / "inbox" / "J01" / NAME
    place.parent.mkdir(parents=True)
    place.write_bytes(DATA[:5])

    deliver(Inbox(InboxKind.FOLDER, str(tmp_path)), "J01", NAME, DATA)

    assert place.read_bytes() == DATA


def test_a_stick_that_is_not_in_is_offline(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="找不到"):
        deliver(Inbox(InboxKind.FOLDER, str(tmp_path / "stick")), "J01", NAME, DATA)


def test_an_object_store_gets_a_signed_conditional_put() -> None:
    with WebHost(lambda _: Answer(200)) as host:
        deliver(Inbox(InboxKind.S3, f"s3://bucket/season?endpoint={host.address}", "AKID:sec/ret+:eu-west-1"), "J01", NAME, DATA)

    (asked,) = host.asked
    query = parse_qs(urlsplit(asked.path).query)
    assert urlsplit(asked.path).path == f"/bucket/season{PATH}"
    assert (asked.method, asked.body, asked.headers["If-None-Match"]) == ("PUT", DATA, "*")
    assert query["X-Amz-Credential"][0].startswith("AKID/")
    assert query["X-Amz-Credential"][0].endswith("/eu-west-1/s3/aws4_request")
    assert "sec/ret" not in asked.path


def test_an_object_store_that_has_it_already_is_content() -> None:
    with WebHost(lambda _: Answer(412)) as host:
        deliver(Inbox(InboxKind.S3, f"s3://bucket?endpoint={host.address}", "a:b:c"), "J01", NAME, DATA)

    assert len(host.asked) == 1


def test_presigning_equals_the_published_example() -> None:
    """AWS: "Authenticating Requests: Using Query Parameters", the worked example of GET test.txt."""
    key = s3.S3Key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")

    link = s3.presign("GET", "https://examplebucket.s3.amazonaws.com/test.txt", key, datetime(2013, 5, 24, tzinfo=UTC), 86400)

    assert link.endswith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    assert key.secret not in repr(key)


@pytest.mark.parametrize("address", ["s3://", "https://bucket", "s3://bucket?endpoint=ftp://x"])
def test_addresses_that_are_no_store(address: str) -> None:
    with pytest.raises(UsageError):
        s3.parse(address, "us-east-1")


def test_a_store_without_endpoint_is_amazons() -> None:
    assert s3.parse("s3://bucket/a b", "eu-west-1").url("x/y") == "https://s3.eu-west-1.amazonaws.com/bucket/a%20b/x/y"


@pytest.mark.parametrize(("judge", "name"), [("../x", NAME), ("J01", "0" * 64 + ".qcr"), ("J01", "x.qcr")])
def test_a_wrong_name_is_our_bug(tmp_path: Path, judge: str, name: str) -> None:
    with pytest.raises(RuntimeError):
        deliver(Inbox(InboxKind.FOLDER, str(tmp_path)), judge, name, DATA)
