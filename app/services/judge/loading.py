"""Loading the files of the season while a judge already reads: which, how far, how fast, and whether there is room.

News is a matter of seconds and belongs to `sync`; files may take an evening. They are loaded in reading order, videos
last, one after the other, each resumed where it stopped; stopping is no loss.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from time import monotonic

from app.core import strictjson
from app.core.tasks import Context
from app.core.words import say
from app.models.entry import Document, DocumentRole
from app.services.judge import identity, workspace
from app.services.judge.sync import Wanted, load_blob
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.documents import BlobState
from app.sync.download import Blob
from app.sync.sources import open_source

RESERVE = 300 << 20
"""Bytes that stay free: for the store, its copies and the system."""
_WANTED = "load-wanted"
_SPAN = 5.0
_MOST_ENTRIES = 2000


@dataclass(frozen=True)
class FileLine:
    """One file: of which entry (the first in reading order that has it), and how many of its `size` bytes are here."""

    entry: str
    title: str
    video: bool
    sealed: str
    size: int
    done: int
    ready: bool
    wanted: bool


@dataclass(frozen=True)
class LoadPlan:
    """All files in the order they are loaded; `missing`: bytes wanted and not here; `free`: bytes of disk beyond the reserve."""

    lines: tuple[FileLine, ...]
    missing: int
    free: int
    wanted: Wanted

    @property
    def fits(self) -> bool:
        return self.missing <= self.free

    @property
    def waiting(self) -> tuple[FileLine, ...]:
        return tuple(line for line in self.lines if line.wanted and not line.ready)


class Board:
    """What the loading thread writes and the window samples: whole values only, replaced at once."""

    def __init__(self) -> None:
        self.sealed = ""
        self.done = 0
        self.moved = 0
        self.landed: tuple[FileLine, ...] = ()
        self._marks: list[tuple[float, int]] = []

    def begin(self, line: FileLine) -> None:
        self.sealed, self.done = line.sealed, line.done

    def move(self, done: int, *, now: float | None = None) -> None:
        """`done` bytes of the current file are here."""
        self.moved, self.done = self.moved + max(0, done - self.done), done
        at = monotonic() if now is None else now
        self._marks = [*[m for m in self._marks if at - m[0] <= _SPAN][-200:], (at, self.moved)]

    def land(self, line: FileLine) -> None:
        self.landed = (*self.landed, line)

    def speed(self) -> float:
        """Bytes a second over the last five seconds; 0 while unknown."""
        marks = self._marks
        if len(marks) < 2 or marks[-1][0] - marks[0][0] < 0.2:
            return 0.0
        return (marks[-1][1] - marks[0][1]) / (marks[-1][0] - marks[0][0])


def wanted(profile: Profile) -> Wanted:
    """What this judge chose to load; everything unless said otherwise."""
    with profile.database.read() as tx:
        return _wanted(tx)


def choose(profile: Profile, chosen: Wanted) -> None:
    """Keep the choice. Files that are here stay."""
    entries = sorted(chosen.entries)[:_MOST_ENTRIES] if chosen.entries is not None else None
    text = strictjson.dumps({"videos": chosen.videos, "entries": entries}).decode()
    with profile.database.write() as tx:
        tx.settings.put(_WANTED, text)


def plan(profile: Profile) -> LoadPlan:
    """Every file of the newest round. Raises UsageError before the first sync."""
    with profile.database.read() as tx:
        desk, chosen = workspace.current(profile, tx), _wanted(tx)
        blobs = tx.documents.blobs(desk.round)
        shut = {e.code for e in desk.manifest.entries if e.withdrawn or tx.sheets.sheet(desk.round, e.code).recusal is not None}
    found: dict[str, FileLine] = {}
    for entry in desk.manifest.entries:
        for document in entry.documents:
            held = blobs.get(document.sealed_sha256)
            ready = held is not None and held.state is BlobState.READY and profile.blob(document.sealed_sha256).exists()
            asked = entry.code not in shut and _asked(entry.code, document, chosen)
            line = FileLine(
                entry.code, document.title, document.role is DocumentRole.VIDEO, document.sealed_sha256, document.sealed_size,
                document.sealed_size if ready else _part(profile, document), ready, asked,
            )  # fmt: skip
            # one file may belong to several entries: it is wanted when one of them wants it
            if (before := found.get(line.sealed)) is None or (asked and not before.wanted):
                found[line.sealed] = line
    lines = tuple(sorted(found.values(), key=lambda line: line.video))
    missing = sum(line.size - line.done for line in lines if line.wanted and not line.ready)
    return LoadPlan(lines, missing, max(0, shutil.disk_usage(profile.home).free - RESERVE), chosen)


def load(profile: Profile, ctx: Context, board: Board) -> int:
    """Load what the plan still wants, in its order; how many files came.

    Raises OfflineError, DownloadError, DiskFull or Cancelled; what is verified stays and the next call goes on.
    """
    who, _ = identity.load(profile)
    sources, documents = [open_source(a) for a in who.addresses], _documents(profile)
    waiting = plan(profile).waiting
    total = sum(line.size for line in waiting) or 1
    before = 0
    for line in waiting:
        document = documents[line.sealed]
        board.begin(line)

        def moved(count: int, start: int = before, name: str = line.title) -> None:
            board.move(count)
            ctx.report(say("正在下载 {name}", "Loading {name}", name=name), min(1.0, (start + count) / total))

        load_blob(profile, sources, Blob(line.sealed, line.size, document.chunks), ctx, moved)
        board.land(line)
        before += line.size
    return len(waiting)


def _documents(profile: Profile) -> dict[str, Document]:
    desk = workspace.load(profile)
    return {d.sealed_sha256: d for e in desk.manifest.entries for d in e.documents}


def _wanted(tx: Transaction) -> Wanted:
    text = tx.settings.get(_WANTED)
    if not text:
        return Wanted()
    held = strictjson.loads(text.encode())
    return Wanted(bool(held["videos"]), frozenset(held["entries"]) if held["entries"] is not None else None)


def _asked(code: str, document: Document, chosen: Wanted) -> bool:
    return (chosen.entries is None or code in chosen.entries) and (chosen.videos or document.role is not DocumentRole.VIDEO)


def _part(profile: Profile, document: Document) -> int:
    place = profile.blob(document.sealed_sha256)
    part = place.with_name(place.name + ".part")
    return min(part.stat().st_size, document.sealed_size) if part.exists() else 0
