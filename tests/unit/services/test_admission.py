"""An invitation admits one laptop, and only within its days: also when the request was made in time."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from app.core.clock import Clock
from app.core.ids import sha256_hex
from app.services import profile as profiles
from app.services.organiser import admit, state
from tests.fakes.laptops import Office, new_laptop
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR, PASSPHRASE, Season, found


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


def test_the_inbox_tells_of_requests_until_they_are_admitted_and_no_longer(tmp_path: Path) -> None:
    season = found(tmp_path / "season", entries=1, judges=2)
    invitations = Office(season, str(season.repository)).invite().files
    for judge in season.judges:
        new_laptop(season, judge, invitations[judge])
        put_in_inbox(season, judge)
    home = season.home("organiser")
    assert run_command(home, "organizer", "collect", season.repository, "--json").json["requests"] == 2
    first = run_command(home, "organizer", "admit", season.repository, season.home(CHAIR) / f"{CHAIR}.qcenrol")
    assert "请电话核对" in first.out
    assert run_command(home, "organizer", "collect", season.repository, "--json").json["requests"] == 1
    said = run_command(home, "organizer", "admit", season.repository).out
    assert (CHAIR in said, "J-02" in said) == (False, True)
    after = run_command(home, "organizer", "collect", season.repository)
    assert "登记请求" not in after.out
    assert "没有新的登记请求" in run_command(home, "organizer", "admit", season.repository).out
    again = run_command(home, "organizer", "admit", season.repository, season.home(CHAIR) / f"{CHAIR}.qcenrol").out
    assert f"{CHAIR} 已经登记过，设备码" in again


def put_in_inbox(season: Season, judge: str) -> None:
    request = (season.home(judge) / f"{judge}.qcenrol").read_bytes()
    place = season.repository / "inbox" / judge / f"{sha256_hex(request)}.qcenrol"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(request)
