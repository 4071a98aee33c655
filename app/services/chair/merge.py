"""Merging score files: verify each, preview in ranks and levels, keep what holds; repeatable and free of order.

A file that is refused changes nothing. A payload that is held already changes nothing. What counts is a
function of what is held and decided, so merging in any order, any number of times, ends in the same view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.core.errors import AppError
from app.core.files import read_limited
from app.core.tasks import Context
from app.core.words import say
from app.models.changes import NOTHING, Changes, Topic, changed
from app.packages import result, sealing
from app.packages.result import ReadResult
from app.scoring.merge import Fork
from app.scoring.results import Move, moves
from app.services.chair import panel as panels
from app.services.chair.check_package import check
from app.services.chair.panel import Panel
from app.services.judge import identity
from app.services.profile import Profile


@dataclass(frozen=True)
class FileAccepted:
    file: str
    judge: str
    sheets: int
    payload: str


@dataclass(frozen=True)
class FileRefused:
    file: str
    reason: str
    words: str


@dataclass(frozen=True)
class Merged:
    """What happened to each file, and what it moved. `replaced` and `waiting` name files (and judges) whose payload
    supersedes an earlier one, or waits for the chair."""

    accepted: tuple[FileAccepted, ...] = ()
    refused: tuple[FileRefused, ...] = ()
    replaced: tuple[FileAccepted, ...] = ()
    unchanged: tuple[FileAccepted, ...] = ()
    waiting: tuple[FileAccepted, ...] = ()
    moves: tuple[Move, ...] = ()
    forks: tuple[Fork, ...] = ()
    missing: tuple[str, ...] = ()
    points_open: bool = False


@dataclass
class _Sorted:
    fresh: list[tuple[str, ReadResult]] = field(default_factory=list)
    refused: list[FileRefused] = field(default_factory=list)
    unchanged: list[FileAccepted] = field(default_factory=list)
    again: list[ReadResult] = field(default_factory=list)
    """Packages held already: parts that follow in a later file are kept."""


def merge(
    profile: Profile, files: Sequence[Path], ctx: Context, *, dry_run: bool = False, round_number: int | None = None
) -> tuple[Merged, Changes]:
    """Merge files and folders of files. With `dry_run` everything is verified and shown, and nothing kept."""
    panels.keep_own(profile, round_number)
    before = panels.load(profile, round_number)
    found = _verify(profile, before, expand(files), ctx)
    if dry_run:
        return _report(before, _preview(profile, before, found), found), NOTHING
    with profile.database.write() as tx:
        for read in (*(r for _, r in found.fresh), *found.again):
            panels.keep(profile, tx, read)
    after = panels.load(profile, round_number)
    report = _report(before, after, found)
    if report.moves:
        panels.mark_opened(profile, after)
    return report, changed(Topic.PANEL)


def expand(files: Sequence[Path]) -> list[Path]:
    """Folders become the files in them, by name; single files stay as they are."""
    return [f for given in files for f in (sorted(p for p in given.rglob("*") if p.is_file()) if given.is_dir() else [given])]


def _verify(profile: Profile, panel: Panel, files: Sequence[Path], ctx: Context) -> _Sorted:
    found = _Sorted()
    held = {a.ref.payload for a in panel.arrived}
    with profile.database.read() as tx:
        keys = identity.keys(tx)
    for n, path in enumerate(files):
        ctx.report(say("正在核对 {name}", "Verifying {name}", name=path.name), n / len(files))
        try:
            read = result.open_package(read_limited(path, sealing.SEALED_LIMIT), [keys.seal], panel.roster)
            check(panel, read)
        except AppError as error:
            found.refused.append(FileRefused(str(path), error.reason, str(error)))
            continue
        if read.payload in held:
            found.unchanged.append(_line(str(path), read))
            found.again.append(read)
        else:
            held.add(read.payload)
            found.fresh.append((str(path), read))
    return found


def _preview(profile: Profile, panel: Panel, found: _Sorted) -> Panel:
    added = [panels.as_arrived(profile, read) for _, read in found.fresh]
    return replace(panel, arrived=(*panel.arrived, *added))


def _report(before: Panel, after: Panel, found: _Sorted) -> Merged:
    standing = after.standing()
    counted = {ref.payload for ref in standing.counted.values()}
    waiting = {ref.payload for ref in standing.waiting}
    had = set(before.counted())
    lines = [_line(name, read) for name, read in found.fresh]
    shown = bool(before.opened)  # movements tell points, so they are shown to a chair who has opened points, and to nobody else
    return Merged(
        accepted=tuple(x for x in lines if x.payload not in waiting),
        refused=tuple(found.refused),
        replaced=tuple(x for x in lines if x.payload in counted and x.judge in had),
        unchanged=tuple(found.unchanged),
        waiting=tuple(x for x in lines if x.payload in waiting),
        moves=moves(panels.view(before), panels.view(after)) if shown else (),
        forks=standing.forks,
        missing=tuple(m.judge for m in panels.missing(after)),
        points_open=after.points_open,
    )


def _line(name: str, read: ReadResult) -> FileAccepted:
    return FileAccepted(name, read.statement.value.judge, len(read.parts.points), read.payload)
