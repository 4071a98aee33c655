"""A panel whose chair can open the chair's desk: real profiles, real packages, points by judge and entry as a test wants them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.core.tasks import Context
from app.services.chair import merge
from app.services.judge import recuse, score, submit, workspace
from tests.fakes import season as seasons
from tests.fakes.season import CHAIR, Season

Points = Callable[[str, str], int]
"""(judge, entry) → half points taken off each item."""


def make(
    folder: Path,
    *,
    entries: int = 6,
    judges: int = 5,
    off: Points | None = None,
    recused: Mapping[str, tuple[str, ...]] | None = None,
    own: bool = True,
    deputy: str = "",
) -> tuple[Season, dict[str, Path]]:
    """Every judge but the chair has handed in (`own`: the chair too). Judge → package; nothing is merged yet."""
    season = seasons.found(folder, entries=entries, judges=judges, deputy=deputy)
    seasons.enrol_all(season)
    packages = {}
    for judge in season.judges:
        seasons.sync_and_declare(season, judge)
        _score(season, judge, off or _differing, (recused or {}).get(judge, ()))
        if judge != CHAIR or own:
            packages[judge] = _hand_in(season, judge)
    return season, packages


def merged(season: Season, packages: Mapping[str, Path]) -> None:
    """The chair merges them."""
    with season.open(CHAIR) as chair:
        done, _ = merge.merge(chair, [p for j, p in packages.items() if j != CHAIR], Context())
    assert not done.refused, done.refused


def make_merged(folder: Path, **how: Any) -> Season:
    """As `make`, and the chair has merged what came."""
    season, packages = make(folder, **how)
    merged(season, packages)
    return season


def _score(season: Season, judge: str, off: Points, recused: tuple[str, ...]) -> None:
    with season.open(judge) as profile:
        desk = workspace.load(profile)
        for entry in desk.manifest.entries:
            if entry.code in recused:
                recuse.recuse(profile, entry.code, "曾辅导该小组")
                continue
            less = off(judge, entry.code)
            score.set_points(profile, entry.code, {i.code: max(i.min, i.max - i.step * less) for i in desk.rubric(entry).items})


def _hand_in(season: Season, judge: str) -> Path:
    target = season.folder / "packages" / f"{judge}.qcr"
    target.parent.mkdir(exist_ok=True)
    with season.open(judge) as profile:
        submit.submit(profile, target)
    return target


def _differing(judge: str, entry: str) -> int:
    return (int(judge[-2:]) * 3 + int(entry[-3:]) * 2) % 7
