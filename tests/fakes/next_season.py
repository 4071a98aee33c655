"""A second season beside whatever a test has already: published in a folder, its invitations written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.tasks import Context
from app.models.season import Enrolment
from app.services.judge import enrol
from app.services.organiser import invite, publish
from tests.fakes.laptops import set_policy
from tests.fakes.season import Season, found

YEAR = 2027


@dataclass(frozen=True)
class NextSeason:
    """`invitation` is that of its judge `J-01`."""

    season: Season
    id: str
    label: str
    invitation: Path


def make(folder: Path, *, year: int = YEAR, judges: int = 1) -> NextSeason:
    """Anybody who was invited is admitted at once; the repository is a folder."""
    season = found(folder, entries=2, judges=judges, year=year)
    set_policy(season, enrolment=Enrolment.IMMEDIATE)
    with season.open("organiser") as organiser:
        made, _ = invite.invite(organiser, season.repository, folder / "invitations", [str(season.repository)])
        publish.publish(organiser, season.repository, Context())
        seen = enrol.preview(made.files["J-01"].read_bytes(), organiser.clock.now())
    return NextSeason(season, seen.season, seen.label, made.files["J-01"])
