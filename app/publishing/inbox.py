"""What has arrived in a repository's inbox, by judge; nothing of it is opened or believed here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.publishing import public_paths
from app.publishing.public_paths import Kind


@dataclass(frozen=True)
class Arrived:
    """A file that lies in a judge's inbox. Whose it is really, its signature says."""

    judge: str
    path: Path


def files(repo: Path) -> tuple[Arrived, ...]:
    """All arrived files, sorted by judge and name; links and anything with another name are passed over."""
    folder = repo / "inbox"
    if not folder.is_dir():
        return ()
    found = []
    for path, place in public_paths.walk(folder):
        known = public_paths.match(f"inbox/{path}", Kind.INBOX)
        if known and place.is_file() and not place.is_symlink():
            found.append(Arrived(known[1]["judge"], place))
    return tuple(found)
