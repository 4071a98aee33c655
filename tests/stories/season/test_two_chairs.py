"""A second chair of a panel: everybody's files are sealed to both and may be collected by both.

Their own two packages are another matter: a chair's manifest cannot name the other's, so neither desk believes the other's file.
The import says that a panel needs one 评审组长.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.tasks import Context
from app.models.roster import PanelRole
from app.services.chair import incoming
from app.services.chair.incoming import Fate
from app.services.judge import submit
from app.services.organiser import season_import, serve, state
from tests.fakes import season as seasons
from tests.fakes.season import CHAIR

pytestmark = pytest.mark.slow

SECOND, THIRD = "J-02", "J-03"


def test_both_open_and_collect_what_the_others_hand_in(tmp_path: Path) -> None:
    season = seasons.found(tmp_path / "season", entries=1, judges=3)
    with season.open("organiser") as organiser:
        with organiser.database.write() as tx:
            second = next(j for j in state.JUDGES.all(tx) if j.id == SECOND)
            state.JUDGES.put(tx, SECOND, replace(second, role=PanelRole.CHAIR))
        season_import.assign(organiser, season.repository, Context())
    seasons.enrol_all(season)
    for judge in season.judges:
        seasons.sync_and_declare(season, judge)
        seasons.score_all(season, judge)
        with season.open(judge) as profile:
            submit.submit(profile, tmp_path / "sticks" / judge / f"{judge}.qcr")
    with season.open("organiser") as organiser:
        assert serve.readers(organiser) == dict.fromkeys((CHAIR, SECOND), frozenset(season.judges))
    for chair, other in ((CHAIR, SECOND), (SECOND, CHAIR)):
        sticks = [tmp_path / "sticks" / THIRD, tmp_path / "sticks" / other]
        with season.open(chair) as profile:
            fates = {f.judge: f.fate for f in incoming.look(profile, sticks, Context()).files}
        assert fates == {THIRD: Fate.NEW, other: Fate.REFUSED}
