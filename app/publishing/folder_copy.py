"""Copying chosen files of a repository into a folder, in the order in which they may appear there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.tasks import Context
from app.core.words import say
from app.publishing import public_paths
from app.publishing.destinations import FolderDestination
from app.publishing.public_paths import PUBLISHED, Kind


@dataclass(frozen=True)
class Listed:
    """One published file: its path below the repository, its place in the order of copying, bytes, whether it is a file of an entry."""

    path: str
    file: Path
    order: tuple[int, int, str]
    size: int
    is_blob: bool
    named_by_content: bool


def listed(repo: Path, *, blobs: Collection[str], judges: Collection[str] | None) -> list[Listed]:
    """Everything published but other blobs, and manifests of other `judges` (None: of all); in the order of copying."""
    rank = {kind: n for n, kind in enumerate(PUBLISHED)}
    found = []
    for path, file in public_paths.walk(repo):
        known = public_paths.match(path, *PUBLISHED)
        if known is None or not file.is_file() or file.is_symlink():
            continue
        kind, named = known
        if kind is Kind.BLOB and public_paths.digest(named) not in blobs:
            continue
        if judges is not None and path.startswith("targets/manifests/") and path.split(".")[-2] not in judges:
            continue
        version = int(path.rpartition("/")[2].partition(".")[0]) if kind is Kind.METADATA else 0
        found.append(
            Listed(path, file, (rank[kind], version, path), file.stat().st_size, kind is Kind.BLOB, bool(public_paths.digest(named)))
        )
    return sorted(found, key=lambda f: f.order)


def copy(files: Sequence[Listed], folder: Path, repo: Path, ctx: Context) -> int:
    """Bytes written now; what is there already is passed over. Raises UsageError, OfflineError, DiskFull or Cancelled."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = FolderDestination(folder, repo)
    total, passed, written = sum(f.size for f in files) or 1, 0, 0
    for f in files:
        ctx.report(say("正在复制 {name}", "Copying {name}", name=f.path[:60]), passed / total)
        if not place.has(f.path, f.file, named_by_content=f.named_by_content):
            place.put(f.path, f.file, ctx)
            written += f.size
        passed += f.size
    return written
