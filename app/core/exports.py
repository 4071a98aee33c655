"""A file that a person asks for never lies among a profile's own files: one rule for every export and copy.

There it could take the place of the profile itself, be swept away by a later clean-up, and would not leave with a copy of the work.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from app.core.errors import UsageError
from app.core.files import atomic_write, replace, sync_folder, translated
from app.core.paths import VAULT
from app.core.words import say


def export(target: Path, content: bytes | Callable[[BinaryIO], None], *, mode: int = 0o644) -> None:
    """`atomic_write` to a place that a person chose. Raises UsageError inside a profile, DiskFull, StoreError."""
    require_outside(target)
    atomic_write(target, content, mode=mode)


def export_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files that speak of each other, by name: all of them, or those of before; whatever ends the program, no new one lies beside an old one.
    Raises as `export` does."""
    for name in files:
        require_outside(folder / name)
    with translated(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", suffix=".tmp", dir=folder.parent))
    try:
        for name, content in files.items():
            atomic_write(beside / name, content)
        with translated(folder):
            folder.mkdir(exist_ok=True)
            _exchange(beside, folder, tuple(files))
            sync_folder(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _exchange(fresh: Path, folder: Path, names: Sequence[str]) -> None:
    """Those of before go first, all of them, and come back when one of the new ones cannot take its place."""
    before = fresh / "before"
    before.mkdir()
    ways = [*((folder / n, before / n) for n in names if (folder / n).exists()), *((fresh / n, folder / n) for n in names)]
    gone: list[tuple[Path, Path]] = []
    try:
        for source, target in ways:
            replace(source, target)
            gone.append((source, target))
    except OSError:
        for source, target in reversed(gone):
            replace(target, source)
        raise


def require_outside(target: Path, *, but: Path | None = None) -> None:
    """Raise UsageError when `target` lies in the folder of a profile, this one's or another's; links are seen through.

    `but`: the one folder there that is meant for it. To be called before anything is done that the file only reports.
    """
    with translated(target):
        place = target.resolve()
        within = any((folder / VAULT).is_file() for folder in (place, *place.parents))
        meant = but is not None and place.is_relative_to(but.resolve())
    if within and not meant:
        raise UsageError(
            say("“{name}”在评分档案自己的文件夹里。", "“{name}” is inside the profile's own folder.", name=target.name[:40]),
            say("请存到 U 盘或别的文件夹。", "Save it to a stick or another folder."),
            reason="inside-profile",
        )
