"""Both panels of the small season closed, and what the organiser holds of them then."""

from __future__ import annotations

import json
from pathlib import Path

from app.models.season import Quota, QuotaScope
from app.packages import codec
from tests.fakes import published_season
from tests.fakes.published_season import CHAIR, ELSEWHERE, SECOND, THIRD, World


def close_all(world: World) -> dict[str, Path]:
    """Both chairs merge and close; the organiser collects and takes the results in, ranked by panel."""
    world.ask(CHAIR, "chair", "merge", *(world.package(j) for j in (SECOND, THIRD)))
    closed = {}
    for chair in (CHAIR, ELSEWHERE):
        closed[chair] = world.root / "closed" / f"{chair}.qcp"
        closed[chair].parent.mkdir(exist_ok=True)
        world.ask(chair, "chair", "close", "--anyway", "--out", closed[chair])
    rules = world.root / "rules.json"
    places = codec.to_json(Quota("EXCELLENT", QuotaScope.PANEL, 2))
    rules.write_text(json.dumps({"rank_within": "panel", "quotas": [places]}), "utf-8")
    world.organise("policy", "--set", rules)
    return closed


def collected(world: World) -> None:
    """The judges' files lie with the organiser, too."""
    for judge in published_season.JUDGES:
        world.ask(judge, "judge", "upload")
    world.organise("collect")
