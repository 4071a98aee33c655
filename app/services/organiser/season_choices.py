"""Panels that sent several results of which none counts by itself, as a choice: whose, when, how many entries, under which digest, and
what the season becomes with each: nobody chooses between digests blindly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.core.errors import UsageError
from app.core.words import say, strung
from app.models import points
from app.scoring.view import PanelRow, PanelView, moves
from app.services.organiser import season_deciding, season_standing
from app.services.organiser.panel_files import PanelFile
from app.services.organiser.season_state import SeasonState


@dataclass(frozen=True)
class ResultOption:
    """One result to choose: who closed, as which number, when, over how many entries. `does`: what the season becomes with it, in sentences:
    the panel's entries that the results tell apart, then whom of other panels it moves, then decisions that turn 待复核."""

    payload: str
    chair: str
    sequence: int
    closed: datetime
    entries: int
    does: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The beginning of the digest, as messages show it."""
        return season_standing.short(self.payload)


@dataclass(frozen=True)
class PanelChoice:
    """One panel: `words` say why nothing of it counts."""

    panel: str
    words: str
    results: tuple[ResultOption, ...]


def choices(here: SeasonState) -> tuple[PanelChoice, ...]:
    """What the organiser has to choose between, by panel; empty while every panel's result counts."""
    forks = {f.judge: f.payloads for f in here.standing.forks}
    found = []
    for panel, words in sorted(season_standing.undecided(here).items()):
        known = here.contested.get(panel) or tuple(f for f in here.held if f.payload in forks[panel])
        found.append(PanelChoice(panel, words, _options(here, panel, known)))
    return tuple(found)


def _options(here: SeasonState, panel: str, files: Sequence[PanelFile]) -> tuple[ResultOption, ...]:
    """In the order in which they were closed."""
    before, after = _view(here), {f.payload: _view(_with(here, f)) for f in files}
    apart = _apart(panel, [v for v in after.values() if isinstance(v, PanelView)])
    listed = sorted(files, key=lambda f: (f.sequence, f.value.created, f.payload))
    return tuple(_option(here, f, _does(panel, before, after[f.payload], apart)) for f in listed)


def _with(here: SeasonState, file: PanelFile) -> SeasonState:
    """The season as it were with this result chosen."""
    at = max((d.at for d in here.decisions), default=file.value.created) + timedelta(microseconds=1)
    return replace(here, decisions=(*here.decisions, season_deciding.chosen(here, file, "—", at)))


def _view(here: SeasonState) -> PanelView | str:
    """The order; else why there is none: nothing counts yet, or the policy allows none."""
    try:
        return season_standing.of_state(here).view.view
    except UsageError as error:
        return error.message


def _apart(panel: str, views: Sequence[PanelView]) -> frozenset[str]:
    """Entries of the panel for which it matters which result counts."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    for view in views:
        for row in (r for r in view.rows if r.panel == panel):
            rows.setdefault(row.code, []).append((row.official, row.rank, row.level))
    return frozenset(code for code, seen in rows.items() if len(seen) < len(views) or len(set(seen)) > 1)


def _does(panel: str, before: PanelView | str, after: PanelView | str, apart: frozenset[str]) -> tuple[str, ...]:
    if isinstance(after, str):
        return (after,)
    own = [_row(r, after) for r in after.rows if r.panel == panel and r.code in apart]
    same = [] if own or not apart else [say("这一份里没有结果不同的成果。", "None of the entries the results tell apart is in this one.")]
    if not apart:
        same = [say("本组的得分、名次和等级各份相同。", "Scores, places and levels of this panel are the same in each.")]
    if isinstance(before, str):
        return (*own, *same)
    theirs = {r.code for r in before.rows if r.panel != panel}
    moved = [m.words for m in moves(before, after) if m.code in theirs]
    stale = [r.code for r in after.rows if set(r.stale) - set(old.stale if (old := before.row(r.code)) is not None else ())]
    told = [say("待复核：{who}", "to be confirmed: {who}", who=" ".join(stale))] if stale else []
    return (*own, *same, *moved, *told)


def _row(row: PanelRow, view: PanelView) -> str:
    """Z1-001 95.00，第1名，标杆级."""
    score = points.to_text(row.official) if row.official is not None else "—"
    place = say("第{n}名", "no. {n}", n=row.rank) if row.rank else say("未排名", "unranked")
    return f"{row.code} " + strung(say("，", ", "), (score, place, view.level_name(row.level) or say("无等级", "no level")))


def _option(here: SeasonState, file: PanelFile, does: tuple[str, ...]) -> ResultOption:
    names = {j.id: j.name for j in here.judges}
    chair = names.get(file.value.chair, file.value.chair)
    return ResultOption(file.payload, chair, file.sequence, file.value.created, len(file.value.entries), does)
