"""What is shown to an appellant: everything about one entry that was signed, and nothing about any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from app.models.decision import Decision, OfficialScore
from app.models.result import LogLine
from app.models.roster import RoundNumber
from app.models.shape import Digest, Id, Line, Many, SeasonId, Small, Text, Words

PART_TEXT = 24 << 20


@dataclass(frozen=True)
class AppealSheet:
    """One judge's statement as it was signed, and those of its parts that are about the entry, byte for byte.

    The statement names all parts by digest and holds no score, so the others stay closed. `log`: the lines of the log about
    this entry, as the organiser read them out of the sealed log.
    """

    judge: Id
    envelope: Annotated[str, Text(8 << 20)]
    parts: Annotated[tuple[Annotated[str, Text(PART_TEXT)], ...], Many(8)]
    log: Annotated[tuple[LogLine, ...], Many(10_000)] = ()


@dataclass(frozen=True)
class Appeal:
    """payload of kind `appeal`, signed by an organiser: verifiable alone, for it carries roster, season and root chain (as texts).

    `score` is the panel's line of the entry in the result `panel_result`; `level` the official one of the season, None where there is
    none. `withheld` says in sentences what was left out because it speaks of other entries.
    """

    season: SeasonId
    round: RoundNumber
    entry: Id
    title: Line
    circle: Line
    organiser: Id
    created: datetime
    panel: Id
    panel_result: Digest
    score: OfficialScore
    sheets: Annotated[tuple[AppealSheet, ...], Many(200)]
    decisions: Annotated[tuple[Decision, ...], Many(2000)]
    withheld: Annotated[tuple[Words, ...], Many(500)]
    roster: Annotated[str, Text(20_000_000)]
    season_envelope: Annotated[str, Text(20_000_000)]
    roots: Annotated[tuple[Annotated[str, Text(200_000)], ...], Many(50)]
    level: Id | None = None
    rank: Small | None = None
