"""An invitation admits one laptop, and only within its days: also when the request was made in time."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from app.core.clock import Clock
from app.services import profile as profiles
from app.services.organiser import admit, state
from tests.fakes.laptops import Office, new_laptop
from tests.fakes.season import CHAIR, PASSPHRASE, found


def test_it_ends_with_its_last_second_and_with_its_first_use(tmp_path: Path) -> None:
    season = found(tmp_path / "season", entries=1, judges=1)
    invitation = Office(season, str(season.repository)).invite().files[CHAIR]
    new_laptop(season, CHAIR, invitation)
    request = season.home(CHAIR) / f"{CHAIR}.qcenrol"
    with season.open("organiser") as organiser, organiser.database.read() as tx:
        invited = state.INVITED.get(tx, CHAIR)
    assert invited is not None

    def ask(after: timedelta) -> tuple[list[str], list[str]]:
        clock = Clock(lambda: invited.expires + after)
        with closing(profiles.open_profile(season.home("organiser"), passphrase=PASSPHRASE, clock=clock)) as organiser:
            done, _ = admit.admit(organiser, season.repository, [request])
        return [a.judge for a in done.admitted], [words for _, words in done.refused]

    assert ask(timedelta(seconds=1)) == ([], [f"给 {CHAIR} 的邀请已过期。请发新的邀请。"])
    assert ask(timedelta()) == ([CHAIR], [])
    season.home(CHAIR).rename(tmp_path / "first-laptop")
    new_laptop(season, CHAIR, invitation)
    assert ask(timedelta()) == ([], [f"给 {CHAIR} 的邀请已经用过一次。换电脑时请发新的邀请。"])
