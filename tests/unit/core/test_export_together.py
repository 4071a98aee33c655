"""Files that speak of each other come all or not at all: a text never stands beside a pack it was not made with."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.errors import AppError, UsageError
from app.core.exports import export_together
from app.core.paths import VAULT

LARGE = b"x" * 5000


@contextmanager
def no_room() -> Iterator[None]:
    """A disk that takes small files and no large one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_all_of_them_are_there_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "deeper" / "pack"
    for content in (b"one", b"two"):
        export_together(folder, {"text.txt": content, "pack.bin": content})
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"text.txt": content, "pack.bin": content}
    assert [p.name for p in folder.parent.iterdir()] == ["pack"]


def test_those_of_before_stay_when_one_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    export_together(folder, {"text.txt": b"old", "pack.bin": b"old"})
    with no_room(), pytest.raises(AppError):
        export_together(folder, {"text.txt": b"new", "pack.bin": LARGE})
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"text.txt": b"old", "pack.bin": b"old"}
    assert [p.name for p in tmp_path.iterdir()] == ["pack"]


def test_nothing_is_left_where_nothing_was(tmp_path: Path) -> None:
    with no_room(), pytest.raises(AppError):
        export_together(tmp_path / "pack", {"text.txt": b"new", "pack.bin": LARGE})
    assert not list(tmp_path.iterdir())


def test_none_of_them_lies_in_a_profile(tmp_path: Path) -> None:
    (tmp_path / VAULT).write_bytes(b"a profile")
    with pytest.raises(UsageError):
        export_together(tmp_path / "pack", {"text.txt": b"new"})
    assert [p.name for p in tmp_path.iterdir()] == [VAULT]
