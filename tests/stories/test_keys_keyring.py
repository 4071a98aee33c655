"""The system keyring as judges have it: no passphrase anywhere, and a way back when it is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.services import profile as profiles
from tests.fakes import keyring_session
from tests.fakes import season as seasons
from tests.fakes.qcdesk import Desk
from tests.fakes.season import Season

JUDGE = "J-02"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(bool(keyring_session.missing()), reason=f"not on this machine: {keyring_session.missing()}"),
]

_EMPTIED = """
from contextlib import closing
import secretstorage
with closing(secretstorage.dbus_init()) as bus:
    items = list(secretstorage.get_default_collection(bus).get_all_items())
    for item in items:
        item.delete()
    print(len(items))
"""


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[Mapping[str, str | None]]:
    with keyring_session.session(tmp_path) as variables:
        yield variables


@pytest.fixture
def season(tmp_path: Path) -> Season:
    """Published for the chair; the other judge is still to open the invitation."""
    made = seasons.found(tmp_path, entries=2, judges=2)
    seasons.enrol_all(made, only=["J-01"])
    return made


def _enrol(season: Season, desk: Desk) -> None:
    desk.run("judge", "enrol", season.folder / "invitations" / f"{JUDGE}.qcinvite")
    organiser = season.desk("organiser")
    organiser.run("organizer", "admit", season.repository)
    organiser.run("organizer", "publish", season.repository)


def _score(season: Season, desk: Desk) -> None:
    for entry in desk.ask("judge", "entries")["entries"]:
        full = [f"{i['code']}={i['max']}" for i in entry["rubric"]["items"]]
        desk.run("judge", "score", entry["code"], *full)


def test_the_judges_road_without_a_passphrase(season: Season, surroundings: Mapping[str, str | None]) -> None:
    desk = Desk(season.home(JUDGE), None, surroundings)
    _enrol(season, desk)
    desk.run("judge", "sync")
    desk.run("judge", "declare")
    _score(season, desk)
    done = desk.ask("judge", "submit")

    assert done["sheets"] == 2
    assert "passphrase" not in (desk.home / "vault.json").read_text()
    checks = {c["name"]: c for c in desk.ask("doctor", code=None)["checks"]}
    assert checks["keyring"]["ok"]


def test_a_lost_keyring_opens_by_the_recovery_code_in_place(season: Season, surroundings: Mapping[str, str | None]) -> None:
    desk = Desk(season.home(JUDGE), None, surroundings)
    _enrol(season, desk)
    desk.run("judge", "sync")
    desk.run("judge", "declare")
    code = (desk.home / profiles.RECOVERY_FILE).read_text().strip()
    assert _empty(desk) == 1

    lost = desk.run("judge", "entries", code=1)
    assert "恢复码" in lost.line
    by_code = Desk(desk.home, None, {**surroundings, "QCDESK_RECOVERY": code})
    _score(season, by_code)
    assert by_code.ask("judge", "submit")["sheets"] == 2
    # the recovery code has put the key back, so that the next day begins as usual
    assert desk.ask("judge", "entries")["entries"][0]["state"] == "submitted"


def test_a_wrong_recovery_code_opens_nothing(season: Season, surroundings: Mapping[str, str | None]) -> None:
    desk = Desk(season.home(JUDGE), None, surroundings)
    _enrol(season, desk)
    other = (season.home("J-01") / profiles.RECOVERY_FILE).read_text().strip()
    assert _empty(desk) == 1

    wrong = Desk(desk.home, None, {**surroundings, "QCDESK_RECOVERY": other}).run("judge", "sync", code=1)
    typed = Desk(desk.home, None, {**surroundings, "QCDESK_RECOVERY": "ABCDE"}).run("judge", "sync", code=1)

    assert "另一个档案" in wrong.line
    assert "30" in typed.line
    assert desk.run("judge", "sync", code=1).line


def _empty(desk: Desk) -> int:
    """Delete everything the keyring holds; how many keys that were."""
    return int(desk.python(_EMPTIED))
