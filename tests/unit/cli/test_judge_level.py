"""建议等级 from scripts: with the points in one transaction, taken away again, refused where the season wants none or knows no such level."""

from __future__ import annotations

from pathlib import Path

from app.models.season import Policy, Requirement
from tests.fakes import desk_profile
from tests.fakes.published_season import run_command
from tests.fakes.qcdesk import Said


def say(home: Path, *words: object, code: int = 0) -> Said:
    said = run_command(home, *words, "--json", QCDESK_PASSPHRASE=desk_profile.PASSPHRASE)
    assert said.code == code, said
    return said


def home_of(folder: Path, asked: Requirement) -> Path:
    desk_profile.make(folder / "home", desk_profile.Plan(entries=1, reports=(b"%PDF",), policy=Policy(proposed_level=asked))).close()
    return folder / "home"


def test_a_level_goes_with_the_points_and_away_again(tmp_path: Path) -> None:
    home = home_of(tmp_path, Requirement.REQUIRED)
    assert say(home, "judge", "score", "Z-001", "TOPIC=13", "--level", "优秀级").json["proposed_level"] == "EXCELLENT"
    refused = say(home, "judge", "score", "Z-001", "TOPIC=12", "--level", "GOLD", code=1)
    assert refused.json["error"]["reason"] == "unknown-level"
    assert "EXCELLENT=优秀级" in refused.json["error"]["hint"]
    stands = say(home, "judge", "show", "Z-001").json
    assert (stands["points"]["TOPIC"], stands["proposed_level"]) == ("13.00", "EXCELLENT")
    assert say(home, "judge", "score", "Z-001", "--level", "-").json["proposed_level"] is None


def test_a_season_without_proposals_takes_none(tmp_path: Path) -> None:
    home = home_of(tmp_path, Requirement.OFF)
    assert say(home, "judge", "score", "Z-001", "--level", "EXCELLENT", code=1).json["error"]["reason"] == "no-proposals"
    assert say(home, "judge", "score", "Z-001", "TOPIC=1", "--level", "-").json["points"]["TOPIC"] == "1.00"
