"""Merging in one call, for commands: what `incoming` previews, accepted whole.

A file that is refused changes nothing. A payload that is held already changes nothing. What counts is a
function of what is held and decided, so merging in any order, any number of times, ends in the same view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.core.tasks import Context
from app.models.changes import NOTHING, Changes
from app.scoring.merge import Fork
from app.scoring.results import Move
from app.services.chair import incoming, turned_away
from app.services.chair import panel as panels
from app.services.chair.incoming import Fate, IncomingFile, Preview
from app.services.profile import Profile

_KEPT = (Fate.NEW, Fate.REPLACES, Fate.RETURNS, Fate.OLDER)
_WAITING = (Fate.WAITS, Fate.FORK)


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
    supersedes an earlier one, or waits for the chair. `step` undoes it all; None when nothing was new, or nothing kept."""

    accepted: tuple[FileAccepted, ...] = ()
    refused: tuple[FileRefused, ...] = ()
    replaced: tuple[FileAccepted, ...] = ()
    unchanged: tuple[FileAccepted, ...] = ()
    waiting: tuple[FileAccepted, ...] = ()
    moves: tuple[Move, ...] = ()
    forks: tuple[Fork, ...] = ()
    missing: tuple[str, ...] = ()
    points_open: bool = False
    step: str | None = None
    preview: Preview | None = field(default=None, compare=False)


def merge(
    profile: Profile, files: Sequence[Path], ctx: Context, *, dry_run: bool = False, round_number: int | None = None
) -> tuple[Merged, Changes]:
    """Merge files and folders of files; what is refused is kept for its receipt. With `dry_run` everything is verified and shown, and
    nothing kept."""
    seen = incoming.look(profile, files, ctx, round_number=round_number)
    if dry_run:
        return _merged(seen, None, _missing(profile, seen)), NOTHING
    done, changes = incoming.accept(profile, seen)
    turned_away.keep(profile, seen.checked, seen.round)
    return _merged(done.preview, done.step, _missing(profile, done.preview)), changes


def _missing(profile: Profile, seen: Preview) -> tuple[str, ...]:
    """The chair's own file is missing too while it is not handed in; nobody has to remind the chair in words."""
    panel = panels.load(profile, seen.round)
    absent = {a.judge for a in seen.missing} | ({panel.desk.manifest.judge} if not panel.own_submitted else set())
    return tuple(m.judge for m in panel.members if m.judge in absent and panels.assigned(m))


def _merged(seen: Preview, step: str | None, missing: tuple[str, ...]) -> Merged:
    def of(*fates: Fate) -> tuple[FileAccepted, ...]:
        return tuple(_line(f) for f in seen.files if f.fate in fates)

    refused = tuple(FileRefused(f.file, f.reason, f.explanation) for f in seen.files if f.fate in (Fate.REFUSED, Fate.OTHER_PANEL))
    return Merged(
        of(*_KEPT), refused, of(Fate.REPLACES), of(Fate.HELD), of(*_WAITING), seen.moves, seen.forks, missing, seen.points_open, step, seen
    )


def _line(file: IncomingFile) -> FileAccepted:
    return FileAccepted(file.file, file.judge, file.sheets, file.payload)
