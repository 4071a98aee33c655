"""A real encrypted store per test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.database import Database
from tests.fakes.store_samples import KEY, SteppingClock


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    opened = Database.open(home / "desk.db", KEY, clock=SteppingClock())
    yield opened
    opened.close()
