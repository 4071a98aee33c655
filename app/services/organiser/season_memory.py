"""What the season's papers need of people, kept as it is typed: the head of the 合议会记录, the bodies of the 审定表, whom the chairs recommend."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.models.decision import Scope
from app.models.meeting_head import MeetingHead, Recommended
from app.models.season import Season
from app.scoring.view import PanelRow
from app.services.chair import paper_memory
from app.services.chair.paper_memory import PaperMemory
from app.services.organiser.season_standing import SeasonStanding
from app.services.profile import Profile
from app.services.shelf import Shelf

RECOMMENDED = Shelf("season-recommended", Recommended)


@dataclass(frozen=True)
class SeasonMemory:
    """`recommended` in that order; None before anybody chose: everybody at the best level then."""

    papers: PaperMemory
    recommended: tuple[str, ...] | None


def of_round(profile: Profile, round_number: int) -> SeasonMemory:
    """What is kept for the round's papers."""
    with profile.database.read() as tx:
        kept = RECOMMENDED.get(tx, str(round_number))
        papers = paper_memory.of_meeting(tx, Scope.SEASON, round_number)
    return SeasonMemory(papers, kept.entries if kept is not None else None)


def keep_head(profile: Profile, round_number: int, head: MeetingHead) -> None:
    with profile.database.write() as tx:
        paper_memory.keep_head(tx, Scope.SEASON, round_number, head)


def keep_recommended(profile: Profile, round_number: int, entries: Sequence[str] | None) -> None:
    """Remember whom the chairs recommend; None: everybody at the best level again, whoever that will be."""
    with profile.database.write() as tx:
        if entries is None:
            tx.records.remove(RECOMMENDED.kind, str(round_number))
        else:
            RECOMMENDED.put(tx, str(round_number), Recommended(tuple(entries)))


def candidates(season: Season, rows: Sequence[PanelRow]) -> tuple[PanelRow, ...]:
    """Whom one may recommend: by level, in each by score and code; what has no level, or is 暂缓, comes last."""
    levels = [level.code for level in season.levels]

    def place(row: PanelRow) -> tuple[int, int, str]:
        return (levels.index(level) if (level := row.settled_level) in levels else len(levels), -(row.official or 0), row.code)

    return tuple(sorted(rows, key=place))


def at_level(season: Season, rows: Sequence[PanelRow], level: str | None = None) -> tuple[str, ...]:
    """Everybody at a level, the best one unless another is named, by score and code."""
    wanted = level or (season.levels[0].code if season.levels else "")
    return tuple(r.code for r in candidates(season, rows) if r.settled_level == wanted)


def chosen(now: SeasonStanding, kept: Sequence[str] | None) -> tuple[str, ...]:
    """Those who are recommended now: what was chosen and is still there, else everybody at the best level."""
    rows = now.view.view.rows
    if kept is None:
        return at_level(now.state.season, rows)
    there = {r.code for r in rows}
    return tuple(code for code in kept if code in there)


def with_absent(chosen: Sequence[str], before: Sequence[str] | None, there: Collection[str]) -> tuple[str, ...]:
    """A new choice among those who are there; who was chosen and is away with a panel's result stays, at the same place."""
    made = list(chosen)
    for at, code in enumerate(before or ()):
        if code not in there:
            made.insert(at, code)
    return tuple(made)
