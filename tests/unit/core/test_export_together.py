"""Files that speak of each other come all or not at all: a text never stands beside a pack it was not made with."""

from __future__ import annotations

import errno
import os
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


@pytest.mark.parametrize("stays", ["text.txt", "pack.bin"])
@pytest.mark.parametrize("step", ["away", "into its place"])
def test_those_of_before_come_back_when_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stays: str, step: str
) -> None:
    """Another program holds a file of before open, or stands in the way."""
    folder = tmp_path / "pack"
    export_together(folder, {"text.txt": b"old", "pack.bin": b"old"})
    really = os.replace

    def replace(source: Path, target: Path) -> None:
        held = source if step == "away" else target
        if held == folder / stays and (step == "away" or source.read_bytes() == b"new"):
            raise PermissionError(errno.EACCES, "held open")
        really(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(AppError):
        export_together(folder, {"text.txt": b"new", "pack.bin": b"new"})
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"text.txt": b"old", "pack.bin": b"old"}
    assert [p.name for p in tmp_path.iterdir()] == ["pack"]


def test_killed_in_the_middle_no_new_one_lies_beside_an_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pack"
    export_together(folder, {"text.txt": b"old", "pack.bin": b"old"})
    really, seen = os.replace, []

    def replace(source: Path, target: Path) -> None:
        really(source, target)
        seen.append({p.read_bytes() for p in folder.iterdir()})

    monkeypatch.setattr(os, "replace", replace)
    export_together(folder, {"text.txt": b"new", "pack.bin": b"new"})
    assert seen[-1] == {b"new"}
    assert {b"old", b"new"} not in seen


def test_nothing_is_left_where_nothing_was(tmp_path: Path) -> None:
    with no_room(), pytest.raises(AppError):
        export_together(tmp_path / "pack", {"text.txt": b"new", "pack.bin": LARGE})
    assert not list(tmp_path.iterdir())


def test_none_of_them_lies_in_a_profile(tmp_path: Path) -> None:
    (tmp_path / VAULT).write_bytes(b"a profile")
    with pytest.raises(UsageError):
        export_together(tmp_path / "pack", {"text.txt": b"new"})
    assert [p.name for p in tmp_path.iterdir()] == [VAULT]
