"""Keys without a keyring, and after the loss of everything but the recovery code; nobody is ever asked in the dark."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.services import profile as profiles
from tests.fakes import season as seasons
from tests.fakes.qcdesk import Desk
from tests.fakes.season import CHAIR, Season

JUDGE, LATE = "J-02", "J-03"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def season(tmp_path: Path) -> Season:
    """Two have synced and declared; the third is still to open the invitation."""
    made = seasons.found(tmp_path / "season", entries=2, judges=3)
    seasons.enrol_all(made, only=[CHAIR, JUDGE])
    for judge in (CHAIR, JUDGE):
        seasons.sync_and_declare(made, judge)
    return made


def _code(season: Season, who: str) -> str:
    return (season.home(who) / profiles.RECOVERY_FILE).read_text().strip()


def _moved(season: Season, who: str, folder: Path, passphrase: str = "new laptop") -> Desk:
    """The person's desk after a dead laptop: a backup on a stick, a new machine, the code on paper."""
    stick, code = folder / f"{who}.qcbackup", _code(season, who)
    season.desk(who).run("backup", "--out", stick)
    shutil.rmtree(season.home(who))
    new = folder / f"new-{who}"
    Desk(new, passphrase, {"QCDESK_RECOVERY": code}).run("restore", stick)
    return Desk(new, passphrase)


def test_no_keyring_and_nobody_to_ask(season: Season, tmp_path: Path) -> None:
    invitation = season.folder / "invitations" / f"{LATE}.qcinvite"
    without = Desk(tmp_path / "late", None)

    refused = without.run("judge", "enrol", invitation, code=1, seconds=30)
    assert "QCDESK_PASSPHRASE" in refused.line
    assert without.run("judge", "enrol", invitation, "--json", code=1).json["error"]["reason"] == "no-keyring"
    assert not (tmp_path / "late" / "vault.json").exists()

    assert Desk(tmp_path / "late", "word").ask("judge", "enrol", invitation)["judge"] == LATE


def test_a_passphrase_vault_is_not_opened_without_or_with_a_wrong_one(season: Season) -> None:
    home = season.home(JUDGE)
    missing = Desk(home, None).run("judge", "entries", code=1, seconds=30)
    wrong = Desk(home, "not this").run("judge", "entries", code=1, seconds=30)

    assert "QCDESK_PASSPHRASE" in missing.line
    assert "口令" in wrong.line
    assert len(Desk(home, "demo").ask("judge", "entries")["entries"]) == 2


def test_the_recovery_code_opens_in_place_what_no_passphrase_opens(season: Season) -> None:
    forgotten = Desk(season.home(JUDGE), None, {"QCDESK_RECOVERY": _code(season, JUDGE)})
    assert len(forgotten.ask("judge", "entries")["entries"]) == 2
    assert season.desk(JUDGE).ask("judge", "entries")["entries"]


def test_restoring_asks_nobody_in_the_dark(season: Season, tmp_path: Path) -> None:
    stick = tmp_path / "my.qcbackup"
    season.desk(JUDGE).run("backup", "--out", stick)

    unattended = Desk(tmp_path / "new", "word").run("restore", stick, code=1, seconds=30)
    other = Desk(tmp_path / "new", "word", {"QCDESK_RECOVERY": _code(season, CHAIR)}).run("restore", stick, code=1)
    no_keyring = Desk(tmp_path / "new", None, {"QCDESK_RECOVERY": _code(season, JUDGE)}).run("restore", stick, code=1)

    assert "QCDESK_RECOVERY" in unattended.line
    assert other.line
    assert "QCDESK_PASSPHRASE" in no_keyring.line
    assert not (tmp_path / "new" / "vault.json").exists()
    assert not (tmp_path / "new" / "desk.db").exists()


def test_a_copied_profile_folder_works_with_the_passphrase(season: Season, tmp_path: Path) -> None:
    seasons.score_all(season, JUDGE)
    shutil.copytree(season.home(JUDGE), tmp_path / "copy")
    copied = Desk(tmp_path / "copy", "demo")

    assert [e["state"] for e in copied.ask("judge", "entries")["entries"]] == ["done", "done"]
    assert copied.ask("judge", "submit")["sheets"] == 2
    assert [e["state"] for e in season.desk(JUDGE).ask("judge", "entries")["entries"]] == ["done", "done"]


def test_a_judge_goes_on_scoring_on_a_new_laptop(season: Season, tmp_path: Path) -> None:
    season.desk(JUDGE).run("judge", "score", "Z-001", "1=5", "--comment", "先存下的评语。")
    desk = _moved(season, JUDGE, tmp_path)

    shown = desk.ask("judge", "show", "Z-001")
    assert shown["comment"] == "先存下的评语。"
    assert "5.00" in shown["points"].values()
    report = desk.ask("judge", "sync")
    assert report["transferred"] == report["bytes"] > 0
    for entry in desk.ask("judge", "entries")["entries"]:
        desk.run("judge", "score", entry["code"], *[f"{i['code']}={i['max']}" for i in entry["rubric"]["items"]])
    assert desk.ask("judge", "submit")["sheets"] == 2


def test_a_chair_and_an_organiser_go_on_after_losing_everything(season: Season, tmp_path: Path) -> None:
    packages = [tmp_path / f"{judge}.qcr" for judge in (CHAIR, JUDGE)]
    for judge, package in zip((CHAIR, JUDGE), packages, strict=True):
        seasons.score_all(season, judge)
        season.desk(judge).run("judge", "submit", "--out", package)
    season.desk(CHAIR).run("chair", "merge", packages[0])

    chair = _moved(season, CHAIR, tmp_path)
    merged = chair.ask("chair", "merge", *packages)
    assert len(merged["accepted"]) == len(merged["unchanged"]) == 1
    assert chair.ask("chair", "results")["received"] == [CHAIR, JUDGE]
    assert len(list(chair.ask("chair", "receipts", "--out", tmp_path / "receipts")["receipts"])) == 2
    panel = tmp_path / "P-1.qcp"
    chair.run("chair", "close", "--anyway", "--out", panel)

    organiser = _moved(season, "organiser", tmp_path)
    late = Desk(tmp_path / "late", "word")
    late.run("judge", "enrol", season.folder / "invitations" / f"{LATE}.qcinvite")
    assert [a["judge"] for a in organiser.ask("organizer", "admit", season.repository)["admitted"] if not a["already"]] == [LATE]
    published = organiser.ask("organizer", "publish", season.repository)
    assert (published["sealed"], published["waiting"]) == (0, [])
    assert late.ask("judge", "sync")["entries"] == 2
    assert chair.ask("judge", "sync")["entries"] == 2
    found = organiser.ask("verify", panel, "--trust", season.repository / "metadata" / "1.root.json", "--home", organiser.home)
    assert found["kind"] == "panel"
    assert CHAIR in found["signer"]
