"""The only paths a repository may hold: everything in it can be read by anybody, so nothing else may be there.

One list for the check before publishing, the embedded server, copies to other places and the inbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from app.core.files import translated
from app.core.ids import ID_PATTERN

_SHA = "[0-9a-f]{64}"


class Kind(Enum):
    """What a path is for; the order is the order of copying: what is named by others goes before what names it."""

    BLOB = r"blobs/([0-9a-f]{2})/(?P<sha>\1[0-9a-f]{62})"
    TARGET = rf"targets/(?:manifests/[0-9]{{1,3}}/(?P<sha>{_SHA})\.{ID_PATTERN}\.age|(?P<top>{_SHA})\.(?:roster|season)\.json)"
    RECEIPT = rf"receipts/{_SHA}\.qcreceipt"
    METADATA = r"metadata/[0-9]{1,10}\.(?:root|targets|snapshot)\.json"
    TIMESTAMP = r"metadata/timestamp\.json"
    INBOX = rf"inbox/(?P<judge>{ID_PATTERN})/(?P<sha>{_SHA})\.(?:qcr|qcenrol|qcbackup|qcreceipt|qcp)"
    PASSING = r"(?:metadata|targets|blobs|receipts|inbox)/(?:[A-Za-z0-9-]{1,32}/){0,2}\.[A-Za-z0-9._-]{1,60}\.tmp"


_DEEPEST = 8
"""No repository has folders so deep; below, whatever somebody put into an inbox is one thing that does not belong there."""
PUBLISHED = (Kind.BLOB, Kind.TARGET, Kind.RECEIPT, Kind.METADATA, Kind.TIMESTAMP)
_PATTERNS = {kind: re.compile(kind.value, re.ASCII) for kind in Kind}


def match(path: str, *kinds: Kind) -> tuple[Kind, re.Match[str]] | None:
    """Which of `kinds` (default: any) the path below the repository, with `/`, is; None for none of them."""
    for kind in kinds or tuple(Kind):
        if found := _PATTERNS[kind].fullmatch(path):
            return kind, found
    return None


def digest(found: re.Match[str]) -> str:
    """The SHA-256 of the content that the name promises, or "" for names that promise none."""
    groups = found.groupdict()
    return groups.get("sha") or groups.get("top") or ""


def walk(repo: Path) -> Iterator[tuple[str, Path]]:
    """(path with `/`, file) of everything below `repo` that is not a plain folder, sorted; links are not followed, nor folders without end."""
    with translated(repo):
        for place in sorted(repo.iterdir()):
            yield from _below(place, place.name)


def _below(place: Path, path: str) -> Iterator[tuple[str, Path]]:
    if place.is_dir() and not place.is_symlink() and path.count("/") < _DEEPEST:
        for inner in sorted(place.iterdir()):
            yield from _below(inner, f"{path}/{inner.name}")
    else:
        yield path, place
