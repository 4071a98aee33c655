"""A copy of a judge's own work for another disk: what was scored, read and pledged, and no key.

It is signed by the laptop that made it and sealed to whoever may open it, so that a copy which passes through
an inbox and an organiser comes back as the judge's own, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from app.models.roster import RoundNumber
from app.models.shape import Digest, Id, Line, Many, SeasonId, Small, Text, Version, Words
from app.models.sheet import ScoreEvent


@dataclass(frozen=True)
class Opening:
    """When an entry was first opened."""

    entry: Id
    at: datetime


@dataclass(frozen=True)
class Pledge:
    """评审承诺书 as signed: its words, the typed name, conflicts (entry or unit → reason)."""

    words: Words
    name: Line
    at: datetime
    conflicts: Annotated[Mapping[str, Line], Many(2000)]


@dataclass(frozen=True)
class HandedIn:
    """The package with which the round was locked: envelope, parts (JSON list of texts) and the sealed bytes (base64)."""

    payload: Digest
    sequence: Version
    created: datetime
    envelope: Annotated[str, Text(8 << 20)]
    parts: Annotated[str, Text(16 << 20)]
    sealed: Annotated[str, Text(16 << 20)]
    opened: Annotated[tuple[Id, ...], Many(2000)] = ()
    """Entries that were opened again after handing in."""


@dataclass(frozen=True)
class DraftRound:
    """One round's work: events in the order they were saved, without half-typed digits and without private notes."""

    round: RoundNumber
    events: Annotated[tuple[ScoreEvent, ...], Many(100_000)]
    opened: Annotated[tuple[Opening, ...], Many(2000)]
    pledge: Pledge | None = None
    handed_in: HandedIn | None = None


@dataclass(frozen=True)
class PrivateNotes:
    """Events of notes that ever were 私记, for the judge alone."""

    events: Annotated[tuple[ScoreEvent, ...], Many(100_000)]


@dataclass(frozen=True)
class Draft:
    """payload of kind `draft`. `private` (age, base64) opens with the recovery code of the laptop that made it, and nothing else."""

    season: SeasonId
    judge: Id
    epoch: Version
    made: datetime
    sheets_done: Small
    drafts: Small
    rounds: Annotated[tuple[DraftRound, ...], Many(20)]
    private: Annotated[str, Text(16 << 20)] = ""
