"""The embedded server over real connections: what it serves, and everything it does not."""

from __future__ import annotations

from http.client import HTTPConnection

import pytest

from tests.fakes.blob_samples import Sample
from tests.fakes.http_talk import BODY, NAME, ask


def test_a_file_is_served_whole_with_its_digest_as_etag(line: HTTPConnection, sample: Sample) -> None:
    answer, body = ask(line, "GET", f"/{sample.path}")

    assert (answer.status, body) == (200, sample.data)
    assert answer.headers["ETag"] == f'"{sample.blob.sha256}"'
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Server"] == "qcdesk"


def test_what_changes_is_never_kept_by_caches(line: HTTPConnection, sample: Sample) -> None:
    first, body = ask(line, "GET", "/metadata/timestamp.json")
    same, nothing = ask(line, "GET", "/metadata/timestamp.json", {"If-None-Match": first.headers["ETag"]})
    (sample.repo / "metadata" / "timestamp.json").write_bytes(b'{"version":22}')
    other, news = ask(line, "GET", "/metadata/timestamp.json", {"If-None-Match": first.headers["ETag"]})

    assert (body, first.headers["Cache-Control"]) == (b'{"version":1}', "no-cache")
    assert (same.status, nothing) == (304, b"")
    assert (other.status, news) == (200, b'{"version":22}')


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=5-9", 5, 10),
        ("bytes=99990-", 99_990, 100_000),
        ("bytes=-7", 99_993, 100_000),
        ("bytes=99999-200000", 99_999, 100_000),
        ("bytes=-200000", 0, 100_000),
    ],
)
def test_a_single_range(line: HTTPConnection, sample: Sample, wanted: str, start: int, stop: int) -> None:
    answer, body = ask(line, "GET", f"/{sample.path}", {"Range": wanted})

    assert (answer.status, body) == (206, sample.data[start:stop])
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/100000"


@pytest.mark.parametrize("wanted", ["bytes=", "bytes=-", "bytes=9-5", "bytes=0-1,3-4", "bytes=a-b", "lines=0-1", "bytes=٣-", "bytes = 0-1"])
def test_a_range_not_understood_is_ignored(line: HTTPConnection, sample: Sample, wanted: str) -> None:
    line.putrequest("GET", f"/{sample.path}")
    line.putheader("Range", wanted.encode())
    line.endheaders()
    answer = line.getresponse()

    assert (answer.status, answer.read()) == (200, sample.data)
    assert answer.headers["Content-Range"] is None


@pytest.mark.parametrize("wanted", ["bytes=100000-", "bytes=200000-300000", "bytes=-0"])
def test_a_range_that_cannot_be_met(line: HTTPConnection, sample: Sample, wanted: str) -> None:
    answer, body = ask(line, "GET", f"/{sample.path}", {"Range": wanted})

    assert (answer.status, body, answer.headers["Content-Range"]) == (416, b"", "bytes */100000")


@pytest.mark.parametrize(("etag", "status"), [("same", 206), ('"other"', 200), ('W/"same"', 200), ("Wed, 01 Jul 2026 12:00:00 GMT", 200)])
def test_if_range_resumes_only_the_same_file(line: HTTPConnection, sample: Sample, etag: str, status: int) -> None:
    etag = etag.replace("same", f'"{sample.blob.sha256}"') if etag == "same" else etag

    answer, body = ask(line, "GET", f"/{sample.path}", {"Range": "bytes=10-", "If-Range": etag})

    assert (answer.status, body) == (status, sample.data[10:] if status == 206 else sample.data)


def test_head_has_the_headers_and_no_body(line: HTTPConnection, sample: Sample) -> None:
    answer, body = ask(line, "HEAD", f"/{sample.path}")

    assert (answer.status, answer.headers["Content-Length"], body) == (200, "100000", b"")


def test_many_requests_on_one_connection(line: HTTPConnection, sample: Sample) -> None:
    sockets = set()
    for path in (f"/{sample.path}", "/nothing", "/metadata/timestamp.json", f"/{sample.path}"):
        ask(line, "GET", path)
        sockets.add(line.sock)

    assert len(sockets) == 1


@pytest.mark.parametrize(
    "path",
    ["/", "/metadata", "/metadata/", "/blobs/", "/inbox/", f"/inbox/J01/{NAME}", "/../secret.txt", "/metadata/../../secret.txt", "/metadata/%2e%2e/%2e%2e/secret.txt",
     "/metadata/..%5c..%5csecret.txt", "/metadata/timestamp%2ejson", "/metadata/timestamp.json%00", "/metadata/timestamp.json/", "//metadata/../../secret.txt",
     "/secret.txt", "/metadata/secret.json", "/metadata/TIMESTAMP.JSON", "http://127.0.0.1/metadata/timestamp.json", "metadata/timestamp.json", "*", "/metadata/.timestamp.json.abc.tmp"],
)  # fmt: skip
def test_nothing_else_is_served(line: HTTPConnection, sample: Sample, path: str) -> None:
    (sample.repo.parent / "secret.txt").write_text("secret")
    (sample.repo / "secret.txt").write_text("secret")
    (sample.repo / "metadata" / "secret.json").write_text("secret")
    (sample.repo / "metadata" / ".timestamp.json.abc.tmp").write_text("secret")
    place = sample.repo / "inbox" / "J01"
    place.mkdir(parents=True)
    (place / NAME).write_bytes(BODY)

    answer, body = ask(line, "GET", path)

    assert (answer.status, body) == (404, b"")


def test_a_link_that_leads_out_is_not_followed(line: HTTPConnection, sample: Sample) -> None:
    (sample.repo.parent / "secret.txt").write_text("secret")
    (sample.repo / "metadata" / "1.root.json").symlink_to(sample.repo.parent / "secret.txt")

    assert ask(line, "GET", "/metadata/1.root.json")[0].status == 404
