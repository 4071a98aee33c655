"""看完可释放空间: the files of a finished entry leave this disk when the judge asks for it, and come back when they are asked for again.

Only sealed files of entries go. Points, notes, evidence and packages lie in the store and are not touched; neither is the
file of an entry that is not scored, one that another entry still uses, or one that no source is known to have.
What was freed is marked before it is removed, so that a death in between leaves a file too many and never a gap.
A folder or stick may take for ever to answer: it is asked outside of every transaction, so that no save waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from app.models.changes import Changes, Topic, changed
from app.models.entry import DocumentRole
from app.models.sheet import SheetState
from app.services.judge import identity, load_plan, workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.documents import BlobState
from app.sync.sources import FolderSource, open_source

_FINISHED = (SheetState.DONE, SheetState.SUBMITTED)
"""A sheet that was returned or taken back is work again: its papers are needed."""


@dataclass(frozen=True)
class HeldFile:
    """One sealed file of an entry: `size` bytes, whether it is here now, and whether it was here and was freed."""

    sealed: str
    size: int
    video: bool
    here: bool
    freed: bool


@dataclass(frozen=True)
class EntryFiles:
    """An entry's files. `finished`: scored or handed in; `shut`: the judge stands aside and needs none of them."""

    entry: str
    title: str
    finished: bool
    shut: bool
    files: tuple[HeldFile, ...]

    @property
    def freed(self) -> int:
        """Bytes that were freed and can be fetched again."""
        return sum(f.size for f in self.files if f.freed)


@dataclass(frozen=True)
class Holding:
    """Everything on this computer in reading order; `sources`: sealed digests that some source is known to have."""

    entries: tuple[EntryFiles, ...]
    sources: frozenset[str]


@dataclass(frozen=True)
class FreePlan:
    """What would go: sealed digests, and the bytes of disk they give back."""

    files: tuple[str, ...]
    bytes: int


@dataclass(frozen=True)
class Freed:
    """What went, of which entries; `left` files are in use and go at the next start."""

    entries: tuple[str, ...]
    bytes: int
    left: int


def foresee(holding: Holding, chosen: Collection[str], *, videos_only: bool = False) -> FreePlan:
    """What freeing these entries would remove. Pure; codes that may not be freed count for nothing."""
    going = [e for e in holding.entries if e.entry in chosen and e.finished]
    codes = {e.entry for e in going}
    needed = {f.sealed for e in holding.entries if e.entry not in codes and not e.shut for f in e.files}
    found = {
        f.sealed: f.size for e in going for f in e.files
        if f.here and (f.video or not videos_only) and f.sealed in holding.sources and f.sealed not in needed
    }  # fmt: skip
    return FreePlan(tuple(found), sum(found.values()))


def gains(holding: Holding) -> dict[str, int]:
    """Bytes that each finished entry would give back alone; a file that several entries use belongs to none of them."""
    users = Counter(s for e in holding.entries if not e.shut for s in {f.sealed for f in e.files})
    return {
        e.entry: sum(f.size for f in e.files if f.here and f.sealed in holding.sources and users[f.sealed] == 1)
        for e in holding.entries
        if e.finished
    }


def holding(profile: Profile) -> Holding:
    """What lies here of the newest round. Raises UsageError before the first sync."""
    known = _sources(profile)
    with profile.database.read() as tx:
        return _holding(profile, tx, known)


def free(profile: Profile, chosen: Collection[str], *, videos_only: bool = False) -> tuple[Freed, Changes]:
    """Free what `foresee` says of the state as it is now."""
    known = _sources(profile)
    with profile.database.write() as tx:
        held = _holding(profile, tx, known)
        plan = foresee(held, chosen, videos_only=videos_only)
        for sealed in plan.files:
            tx.documents.set_blob(sealed, BlobState.SKIPPED, 0)
        load_plan.ask_again(tx, drop=plan.files)
    touched = tuple(e.entry for e in held.entries if any(f.sealed in plan.files for f in e.files))
    left = sum(not _removed(profile, sealed) for sealed in plan.files)
    return Freed(tuple(code for code in touched if code in chosen), plan.bytes, left), _changes(tuple({*touched, *chosen}))


def fetch_again(profile: Profile, chosen: Collection[str]) -> Changes:
    """Every file of these entries is wanted here, whatever was left out before; loading brings them."""
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx)
        files = [d.sealed_sha256 for e in desk.manifest.entries if e.code in chosen for d in e.documents]
        wanted = [sealed for sealed in files if tx.documents.blob(sealed).state is not BlobState.READY]
        for sealed in wanted:
            tx.documents.set_blob(sealed, BlobState.MISSING, 0)
        load_plan.ask_again(tx, add=wanted)
    return _changes(tuple(chosen))


def sweep(profile: Profile) -> int:
    """Remove freed files that could not go when they were freed; how many went."""
    with profile.database.read() as tx:
        freed = tx.documents.skipped()
    return sum(_removed(profile, sealed) for sealed in freed if profile.blob(sealed).exists())


def _holding(profile: Profile, tx: Transaction, sources: frozenset[str]) -> Holding:
    desk = workspace.current(profile, tx)
    blobs, states = tx.documents.blobs(desk.round), tx.sheets.summaries(desk.round)
    recused = tx.sheets.recused(desk.round)

    def held(sealed: str, size: int, video: bool) -> HeldFile:
        state = blobs[sealed].state if sealed in blobs else BlobState.MISSING
        return HeldFile(sealed, size, video, state is BlobState.READY, state is BlobState.SKIPPED)

    entries = tuple(
        EntryFiles(
            e.code, e.title, e.code in states and states[e.code].state in _FINISHED, e.code in recused,
            tuple(held(d.sealed_sha256, d.sealed_size, d.role is DocumentRole.VIDEO) for d in e.documents),
        )
        for e in desk.manifest.entries
    )  # fmt: skip
    return Holding((*entries, *_earlier(profile, tx, desk.round)), sources)


def _earlier(profile: Profile, tx: Transaction, newest: int) -> Iterable[EntryFiles]:
    """Entries of rounds before: never freed, but what they share with this round is theirs as long as they are open."""
    for number in tx.entries.rounds():
        if number < newest:
            desk, states = workspace.current(profile, tx, number), tx.sheets.summaries(number)
            for e in desk.manifest.entries:
                done = e.code in states and states[e.code].state in _FINISHED
                files = tuple(HeldFile(d.sealed_sha256, d.sealed_size, False, here=False, freed=False) for d in e.documents)
                yield EntryFiles(f"{number}/{e.code}", e.title, finished=False, shut=done, files=files)


def _sources(profile: Profile) -> frozenset[str]:
    """What can be fetched again: a web host is taken at its word, a folder or stick must have the file in it now."""
    with profile.database.read() as tx:
        who, desk = identity.find(tx), workspace.current(profile, tx)
    sealed = {d.sealed_sha256 for e in desk.manifest.entries for d in e.documents}
    tests = [_has(address) for address in (who.addresses if who is not None else ())]
    return frozenset(s for s in sealed if any(test(s) for test in tests))


def _has(address: str) -> Callable[[str], bool]:
    source = open_source(address)
    if isinstance(source, FolderSource):
        folder = source.folder / "blobs"
        return lambda sealed: (folder / sealed[:2] / sealed).is_file()
    return lambda _sealed: True


def _removed(profile: Profile, sealed: str) -> bool:
    """Some systems keep a file that is open; the next start sweeps."""
    try:
        profile.blob(sealed).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _changes(entries: tuple[str, ...]) -> Changes:
    return changed(Topic.DOCUMENTS, entries=entries)
