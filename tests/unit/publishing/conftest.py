"""A served repository and an open connection to it."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.publishing.server import EmbeddedServer
from tests.fakes.blob_samples import Sample, lay_down


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    sample = lay_down(tmp_path / "repo", 100_000)
    (sample.repo / "metadata").mkdir()
    (sample.repo / "metadata" / "timestamp.json").write_bytes(b'{"version":1}')
    return sample


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def server(sample: Sample, lines: list[str]) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(sample.repo, credentials=lambda: {"J01": "token", "J02": ""}, log=lines.append) as running:
        yield running


@pytest.fixture
def line(server: EmbeddedServer) -> Iterator[HTTPConnection]:
    parts = urlsplit(server.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    yield connection
    connection.close()
