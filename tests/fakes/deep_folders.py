"""Folders in folders, deeper than Python calls itself: what a stick may hold without anybody having meant it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEVELS = 1100


@contextmanager
def deep(folder: Path) -> Iterator[Path]:
    """The innermost folder; all are taken away afterwards, because what tidies up after tests calls itself too."""
    made = [folder := folder / "d" for _ in range(LEVELS)]
    for place in made:
        place.mkdir()
    try:
        yield made[-1]
    finally:
        for place in reversed(made):
            for left in place.iterdir():
                left.unlink()
            place.rmdir()
