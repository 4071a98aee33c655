"""A season to carry: the repository, or one judge's share of it, as folders for a stick or a netdisk.

Metadata, roster, season and manifests are always whole and lie in the first folder; files of entries are named by their content, so
they may lie in as many folders as they need. Any of these folders helps a sync (`judge sync --from`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import UsageError
from app.core.tasks import Context
from app.core.words import say
from app.models.assignment import Manifest
from app.models.entry import Document, DocumentRole
from app.packages import documents
from app.publishing import folder_copy, public_check
from app.publishing.folder_copy import Listed
from app.services.organiser import state
from app.services.profile import Profile
from app.trust import envelope as dsse

_LEAST = 1 << 20


@dataclass(frozen=True)
class Volume:
    """One folder: where it is, files and bytes in it."""

    folder: Path
    files: int
    bytes: int


@dataclass(frozen=True)
class PackedSeason:
    """The folders made, and files left out: videos, and what belongs to other judges only."""

    volumes: tuple[Volume, ...]
    videos_left_out: int
    others_left_out: int


def pack(
    profile: Profile,
    repository: Path,
    out: Path,
    ctx: Context,
    *,
    judge: str | None = None,
    without_video: bool = False,
    split: int | None = None,
) -> PackedSeason:
    """Copy what is published into `out` (with `split` bytes: `out/1`, `out/2`, …). Repeating it copies only what is new.

    Raises UsageError `not-published`, `unknown-judge`, `split-too-small`; DiskFull, OfflineError.
    """
    state.check_repository(profile, str(repository))
    public_check.require_public(repository)
    if split is not None and split < _LEAST:
        raise UsageError(
            say("分卷至少 1 MB。", "A part holds at least 1 MB."), say("例：--split 4GB", "E.g. --split 4GB"), reason="split-too-small"
        )
    newest = _manifests(profile)
    mine = _of(judge, newest)
    everything, wanted = _blobs(newest, lambda d: True), _blobs(mine, lambda d: not (without_video and d.role is DocumentRole.VIDEO))
    videos = _blobs(mine, lambda d: d.role is DocumentRole.VIDEO) - wanted
    wanted |= {m.recovered.sealed_sha256 for m in mine if m.recovered}
    files = folder_copy.listed(repository, blobs=wanted, judges=None if judge is None else {judge})
    volumes = _divided(files, split)
    made = []
    for n, chosen in enumerate(volumes, 1):
        place = out if split is None else out / str(n)
        done = folder_copy.copy(chosen, place, repository, ctx.part((n - 1) / len(volumes), n / len(volumes)))
        made.append(Volume(place, len(chosen), done))
    return PackedSeason(tuple(made), len(videos), len(everything - _blobs(mine, lambda d: True)))


def _of(judge: str | None, newest: Sequence[Manifest]) -> list[Manifest]:
    """What was published to this judge, or to all. Raises UsageError where that is nothing."""
    if not newest:
        raise UsageError(
            say("还没有发布。", "Nothing is published yet."),
            say("请先运行 organizer publish。", "Run organizer publish first."),
            reason="not-published",
        )
    mine = [m for m in newest if judge is None or m.judge == judge]
    if not mine:
        raise UsageError(
            say("没有给 {judge} 发布过任务。", "Nothing was published to {judge}.", judge=judge or ""),
            say("请核对评委编号。", "Check the judge's id."), reason="unknown-judge",
        )  # fmt: skip
    return mine


def _manifests(profile: Profile) -> list[Manifest]:
    """The newest manifest of every judge and round."""
    with profile.database.read() as tx:
        held = tx.evidence.of_kind("manifest")
    newest = {(e.round, e.judge): e for e in held}  # listed by judge, epoch and sequence: the last one stays
    return [documents.peek(documents.MANIFEST, dsse.parse(e.envelope, limit=documents.MANIFEST.limit * 2)) for e in newest.values()]


def _blobs(found: Sequence[Manifest], chosen: Callable[[Document], bool]) -> set[str]:
    return {d.sealed_sha256 for m in found for e in m.entries for d in e.documents if chosen(d)}


def _divided(files: Sequence[Listed], split: int | None) -> list[list[Listed]]:
    """The first part has everything that is no file of an entry, and as many of those as fit; small ones first."""
    if split is None:
        return [list(files)]
    head, blobs = [f for f in files if not f.is_blob], sorted((f for f in files if f.is_blob), key=lambda f: (f.size, f.path))
    _require_fit(head, blobs, split)
    parts, room = [head], split - sum(f.size for f in head)
    for file in blobs:
        if file.size > room:
            parts.append([])
            room = split
        parts[-1].append(file)
        room -= file.size
    # what is named by others goes before what names it, in every part
    return [sorted(p, key=lambda f: f.order) for p in parts]


def _require_fit(head: Collection[Listed], blobs: Collection[Listed], split: int) -> None:
    largest = max([sum(f.size for f in head), *(f.size for f in blobs)], default=0)
    if largest > split:
        raise UsageError(
            say("最大的一份有 {n} MB，装不进一卷。", "The largest piece has {n} MB and does not fit into a part.", n=-(-largest >> 20)),
            say("请把 --split 设大一些，或用 --without-video。", "Choose a larger --split, or --without-video."), reason="split-too-small",
        )  # fmt: skip
