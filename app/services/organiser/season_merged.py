"""What a merge of panel results did, or would do: each file, what moved by it, and the standing that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.scoring.view import Move
from app.services.organiser.season_standing import SeasonStanding


@dataclass(frozen=True)
class MergedFile:
    """One file that was believed. `packages` it rests on, of which `checked` are held here and say the same. `counts`: this result
    of the panel counts now; `before`: the payload that counted until now; `instead`: the one that counts in its place; `waits`: why nothing
    of this panel counts, in words; `clock`: that it was signed on an impossible day."""

    file: Path
    panel: str
    chair: str
    sequence: int
    entries: int
    packages: int
    checked: int
    payload: str
    counts: bool
    before: str | None = None
    waits: str = ""
    instead: str | None = None
    clock: str = ""


@dataclass(frozen=True)
class RefusedFile:
    file: Path
    reason: str
    words: str


@dataclass(frozen=True)
class SeasonMerged:
    """What a merge did. `unchanged` were held already; `standing` is None when nothing counts; `kept` is False for a dry run; `empty`:
    folders without a panel result, each in a sentence. `left`: believed and not asked for."""

    accepted: tuple[MergedFile, ...]
    unchanged: tuple[MergedFile, ...]
    refused: tuple[RefusedFile, ...]
    moves: tuple[Move, ...]
    standing: SeasonStanding | None
    kept: bool
    empty: tuple[str, ...] = ()
    left: tuple[MergedFile, ...] = ()
