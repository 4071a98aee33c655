"""What a chair may fetch from the inboxes: the list of their panel's score files, and each of them; nothing else is ever read there.

The files are sealed to the chair and the organiser. A token that does not belong to a chair learns only that there is no such page.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from app.core.errors import AppError
from app.core.files import inside
from app.publishing import public_paths
from app.publishing.public_paths import Kind

LIST = "inbox/"
Readers = Callable[[], Mapping[str, frozenset[str]]]
"""Chair's judge id → judges whose score files they collect."""
_SUFFIX = ".qcr"


class Reading:
    """One GET below inbox/ by whoever holds this authorization."""

    def __init__(self, repo: Path, authorization: str, credentials: Mapping[str, str], readers: Mapping[str, frozenset[str]]) -> None:
        self._repo = repo
        given = authorization.encode("utf-8", "surrogateescape")
        known = [c for c in readers if (token := credentials.get(c, "")) and hmac.compare_digest(given, f"Bearer {token}".encode())]
        self._judges = readers[known[0]] if known else None

    def listing(self) -> bytes | None:
        """`{"files": [{"path": "inbox/J-02/<sha256>.qcr", "size": 1}]}` by judge and name; None for who collects nothing."""
        if self._judges is None:
            return None
        found = [p for judge in sorted(self._judges) for p in self._of(judge)]
        files = [{"path": p.relative_to(self._repo).as_posix(), "size": p.stat().st_size} for p in found]
        return json.dumps({"files": files}).encode()

    def file(self, path: str) -> BinaryIO | None:
        """A score file of a judge of the panel; None for anything else."""
        known = public_paths.match(path, Kind.INBOX)
        if self._judges is None or known is None or known[1]["judge"] not in self._judges or not path.endswith(_SUFFIX):
            return None
        try:
            place = inside(self._repo, path)
            return place.open("rb") if place.is_file() else None
        except (OSError, AppError):
            return None

    def _of(self, judge: str) -> list[Path]:
        folder = self._repo / "inbox" / judge
        if not folder.is_dir() or folder.is_symlink():
            return []
        named = (p for p in folder.iterdir() if p.suffix == _SUFFIX and public_paths.match(f"inbox/{judge}/{p.name}", Kind.INBOX))
        return sorted(p for p in named if p.is_file() and not p.is_symlink())
