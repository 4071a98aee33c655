"""Profiles of several seasons beside each other: what their folders are called, whose each is, and which one opens unasked.

The folder's name is the fact (`qcdesk`, `qcdesk-qc…`): no list that could go stale says where a season lies. Beside each
vault lies its season in the open, because the store that knows it is shut; a missing or damaged note costs a name, no more.

Asked before the window is painted: what only somebody with two seasons needs is imported by the function that needs it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.core.paths import VAULT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

NOTE, POINTER = "season.txt", "opens.txt"
_LIMIT, _LABEL = 4_096, 300


class Note(NamedTuple):
    """What is known of a profile's season without opening it: its id and how people call it; "" where it is not known."""

    season: str = ""
    label: str = ""


class Neighbour(NamedTuple):
    """A profile beside another one. `changed`: when it was last worked in."""

    home: Path
    label: str
    changed: datetime


def note(home: Path) -> Note:
    """The season a profile was enrolled for; an empty note where there is none, or one that says nothing."""
    season, _, label = _read(home / NOTE).partition("\n")
    return Note(season, _line(label.partition("\n")[0])) if _is_season(season) else Note()


def write_note(home: Path, season: str, label: str) -> None:
    """Keep it beside the vault. That this fails must not stop what it goes with."""
    from app.core.errors import AppError
    from app.core.files import atomic_write

    fresh = Note(season, _line(label))
    if note(home) != fresh:
        try:
            atomic_write(home / NOTE, f"{fresh.season}\n{fresh.label}\n".encode(), mode=0o600)
        except AppError:
            return


def season_in_name(home: Path) -> str:
    """The season a folder was made for; "" for the plain one, which is that of the first season."""
    return _parts(_whole(home).name)[1]


def of_season(home: Path, season: str) -> Path:
    """Where the profile of another season lies, or belongs, beside the one in `home`."""
    base = _base(home)
    if base != _whole(home) and holds_profile(base) and note(base).season == season:
        return base
    return base.parent / named_for(home, season)


def named_for(home: Path, season: str) -> str:
    """What the folder of a season beside the one in `home` is called, where it is not the plain one."""
    return f"{_base(home).name}-{season}"


def is_same(one: Path, other: Path) -> bool:
    """Whether both are the same folder, however they were spelled."""
    return _whole(one) == _whole(other)


def neighbours(home: Path) -> tuple[Neighbour, ...]:
    """The profiles beside the one in `home`, the newest first. Raises StoreError or UsageError when the folder cannot be read."""
    from app.core.files import translated

    own, base = _whole(home), _base(home)
    with translated(base.parent):
        places = [p for p in base.parent.iterdir() if p != own and belongs(base, p.name) and holds_profile(p)]
        found = [Neighbour(p, note(p).label, _changed(p)) for p in places]
    return tuple(sorted(found, key=lambda n: n.changed, reverse=True))


def holds_profile(home: Path) -> bool:
    """Whether there is a vault."""
    return (home / VAULT).is_file()


def belongs(base: Path, name: str) -> bool:
    """Whether a folder of this name beside `base` is one of its seasons, or `base` itself."""
    return name == base.name or (_parts(name)[0] == base.name != name)


def chosen(base: Path) -> Path:
    """The profile beside `base` that was opened last; `base` where none was, or where what says so says anything else."""
    name = _read(base / POINTER).removesuffix("\n")
    if not name:
        return base
    return base.with_name(name) if belongs(base, name) and holds_profile(base.with_name(name)) else base


def choose(base: Path, home: Path) -> None:
    """Open the profile in `home` next time. Raises DiskFull or StoreError."""
    from app.core.files import atomic_write

    if chosen(base) != home and home.parent == base.parent and belongs(base, home.name):
        atomic_write(base / POINTER, f"{home.name}\n".encode(), mode=0o600)


def _whole(home: Path) -> Path:
    """With a name of its own however it was spelled (`.`, `x/`, `x/..`); links are not followed: the folder beside a link is meant."""
    return Path(os.path.abspath(home))  # noqa: PTH100  (resolve() would follow links)


def _base(home: Path) -> Path:
    whole = _whole(home)
    return whole.with_name(_parts(whole.name)[0]) if whole.name else whole


def _parts(name: str) -> tuple[str, str]:
    """`qcdesk-qc0123456789abcdef` → `qcdesk` and the season; any other name and ""."""
    base, dash, season = name.rpartition("-")
    return (base, season) if base and dash and _is_season(season) else (name, "")


def _is_season(text: str) -> bool:
    import re

    from app.core.ids import SEASON_PATTERN

    return re.fullmatch(SEASON_PATTERN, text) is not None


def _line(text: str) -> str:
    """One line that can be shown."""
    from app.core.text import plain

    return plain(" ".join(text.split()))[:_LABEL]


def _changed(home: Path) -> datetime:
    from datetime import datetime

    return datetime.fromtimestamp(max(p.stat().st_mtime for p in _dated(home))).astimezone()


def _dated(home: Path) -> Iterator[Path]:
    yield home / VAULT
    yield from (p for p in home.glob("desk.db*") if p.is_file())


def _read(place: Path) -> str:
    """The beginning of a small text of ours; "" for anything that is no ordinary file, or no text."""
    try:
        if not stat.S_ISREG(place.lstat().st_mode):
            return ""
        with place.open("rb") as source:
            return source.read(_LIMIT).decode()
    except (OSError, ValueError):
        return ""
