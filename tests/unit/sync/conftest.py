"""A published blob of a little more than two chunks, and a real server that has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.publishing.server import EmbeddedServer
from tests.fakes.blob_samples import Sample, lay_down


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return lay_down(tmp_path / "repo")


@pytest.fixture
def server(sample: Sample) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(sample.repo, credentials=lambda: {"J01": "token"}) as running:
        yield running
