"""Which files of the season a judge wants on this computer, what of them is here, and whether there is room for the rest.

Apart from `loading`, which fetches them: this is read at every start, and needs nothing of the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core import strictjson
from app.models.entry import Document, DocumentRole
from app.services.judge import workspace
from app.services.judge.room import Room, part_size, room
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.documents import BlobState

_WANTED, _AGAIN, _DAMAGED, _STOPPED = "load-wanted", "load-again", "load-damaged", "load-stopped"
_MOST_ENTRIES, _MOST_FILES = 2000, 8000


@dataclass(frozen=True)
class Wanted:
    """What a judge chose to load: all, or without videos, or only some entries."""

    videos: bool = True
    entries: frozenset[str] | None = None


@dataclass(frozen=True)
class FileLine:
    """One file: of which entry (the first in reading order that has it), and how many of its `size` bytes are here.

    `freed`: it was here, and was let go to gain room; it comes again when somebody asks for it. `shut`: only entries that are
    not read any more (stood aside from, taken out) have it. `damaged`: it lies here and is not what was published.
    """

    entry: str
    title: str
    video: bool
    sealed: str
    size: int
    done: int
    ready: bool
    wanted: bool
    freed: bool = False
    shut: bool = False
    damaged: bool = False


@dataclass(frozen=True)
class LoadPlan:
    """All files in the order they are loaded; `missing`: bytes wanted and not here; `left_out`: what the disk has no room for."""

    lines: tuple[FileLine, ...]
    missing: int
    left_out: tuple[FileLine, ...]
    room: Room
    wanted: Wanted
    stopped: bool = False
    """A person stopped loading; nobody asked for it since."""

    @property
    def fitting(self) -> tuple[FileLine, ...]:
        """What can be loaded now: all that waits but what there is no room for."""
        return tuple(line for line in self.waiting if line not in self.left_out)

    @property
    def waiting(self) -> tuple[FileLine, ...]:
        return tuple(line for line in self.lines if line.wanted and not line.ready)


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


def stop(profile: Profile, *, on: bool) -> None:
    """Load nothing by itself until a person asks for it."""
    with profile.database.write() as tx:
        tx.settings.put(_STOPPED, "yes" if on else "")


def ask_again(tx: Transaction, *, add: Iterable[str] = (), drop: Iterable[str] = ()) -> None:
    """Files (sealed digests) that a person asked for by themselves: they come first, even where the choice leaves them out."""
    kept = (_again(tx) | set(add)) - set(drop)
    tx.settings.put(_AGAIN, strictjson.dumps({"files": sorted(kept)[:_MOST_FILES]}).decode())


def damaged(tx: Transaction) -> frozenset[str]:
    """Files (sealed digests) that lie here and are not what was published: loading brings them anew, until then they open as far as they do."""
    return _files(tx, _DAMAGED)


def note_damaged(tx: Transaction, *, add: Iterable[str] = (), drop: Iterable[str] = ()) -> None:
    """Keep what a check of the files found."""
    kept = (damaged(tx) - set(drop)) | set(add)
    tx.settings.put(_DAMAGED, strictjson.dumps({"files": sorted(kept)[:_MOST_FILES]}).decode())


def plan(profile: Profile) -> LoadPlan:
    """Every file of the newest round. Raises UsageError before the first sync."""
    with profile.database.read() as tx:
        desk, chosen, again, bad = workspace.current(profile, tx), _wanted(tx), _again(tx), damaged(tx)
        blobs, stopped = tx.documents.blobs(desk.round), tx.settings.get(_STOPPED) == "yes"
        shut = {e.code for e in desk.manifest.entries if e.withdrawn} | tx.sheets.recused(desk.round)
    found: dict[str, FileLine] = {}
    for entry in desk.manifest.entries:
        for document in entry.documents:
            held = blobs.get(document.sealed_sha256)
            here = held is not None and held.state is BlobState.READY and profile.blob(document.sealed_sha256).exists()
            ready = here and document.sealed_sha256 not in bad
            freed = held is not None and held.state is BlobState.SKIPPED
            asked = document.sealed_sha256 in again or (not freed and _asked(entry.code, document, chosen))
            line = FileLine(
                entry.code, document.title, document.role is DocumentRole.VIDEO, document.sealed_sha256, document.sealed_size,
                document.sealed_size if ready else part_size(profile, document.sealed_sha256, document.sealed_size), ready,
                asked and entry.code not in shut, freed, entry.code in shut, here and not ready,
            )  # fmt: skip
            # one file may belong to several entries: it is wanted when one of them wants it
            if (before := found.get(line.sealed)) is None or (line.wanted, not line.shut) > (before.wanted, not before.shut):
                found[line.sealed] = line
    lines = tuple(sorted(found.values(), key=lambda line: (line.sealed not in again, line.video)))
    missing = sum(line.size - line.done for line in lines if line.wanted and not line.ready)
    now = room(profile.home)
    return LoadPlan(lines, missing, _no_room(lines, now.free, now.reserve), now, chosen, stopped)


def _no_room(lines: Sequence[FileLine], free: int, reserve: int) -> tuple[FileLine, ...]:
    """In reading order, so that the files of the first entries come; a small one after a large one still does."""
    left = Room(free, reserve)
    return tuple(line for line in lines if line.wanted and not line.ready and not left.take(line.size - line.done, video=line.video))


def _wanted(tx: Transaction) -> Wanted:
    text = tx.settings.get(_WANTED)
    if not text:
        return Wanted()
    held = strictjson.loads(text.encode())
    return Wanted(bool(held["videos"]), frozenset(held["entries"]) if held["entries"] is not None else None)


def _again(tx: Transaction) -> frozenset[str]:
    return _files(tx, _AGAIN)


def _files(tx: Transaction, key: str) -> frozenset[str]:
    text = tx.settings.get(key)
    return frozenset(strictjson.loads(text.encode())["files"]) if text else frozenset()


def _asked(code: str, document: Document, chosen: Wanted) -> bool:
    return (chosen.entries is None or code in chosen.entries) and (chosen.videos or document.role is not DocumentRole.VIDEO)
