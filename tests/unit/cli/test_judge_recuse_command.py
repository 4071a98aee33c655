"""`judge recuse --unit`: what a script says and gets, in both kinds of season."""

from __future__ import annotations

from pathlib import Path

from app.models.season import Policy
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.published_season import run_command
from tests.fakes.qcdesk import Said

UNIT, WHY = "上海第1机械有限公司", "曾在该单位任职"


def make(home: Path, policy: Policy | None = None) -> Path:
    """The odd entries are of one unit."""
    desk_profile.make(home, Plan(entries=4, units=(UNIT, "上海第2机械有限公司"), policy=policy or Policy())).close()
    return home


def ask(home: Path, *words: str, code: int = 0) -> Said:
    said = run_command(home, "judge", "recuse", *words, "--json", QCDESK_PASSPHRASE=desk_profile.PASSPHRASE)
    assert said.code == code, said
    return said


def test_by_an_entry_or_by_the_name_of_the_unit(tmp_path: Path) -> None:
    home = make(tmp_path / "home")
    first = ask(home, "Z-003", "--unit", "--reason", WHY).json["entries"]
    assert [(e["code"], e["state"], e["recusal"]["words"]) for e in first] == [("Z-003", "recused", WHY), ("Z-001", "recused", WHY)]
    assert {e["code"] for e in ask(home, "Z-001", "--unit", "--take-back").json["entries"]} == {"Z-001", "Z-003"}
    assert [e["code"] for e in ask(home, "--unit", UNIT, "--reason", WHY).json["entries"]] == ["Z-001", "Z-003"]
    assert ask(home, "--unit", UNIT, "--reason", WHY).json["entries"] == []


def test_what_is_wanting_is_said(tmp_path: Path) -> None:
    home = make(tmp_path / "home")
    assert "没有写成果编号" in ask(home, "--reason", WHY, code=1).line
    assert "没有写成果编号" in ask(home, "--unit", UNIT, "--take-back", code=1).line
    assert "理由" in ask(home, "Z-001", "--unit", code=1).line
    assert "理由" in ask(home, "Z-001", code=1).line
    assert "名单里没有单位“无此公司”" in ask(home, "--unit", "无此公司", "--reason", WHY, code=1).line


def test_where_units_are_hidden_both_are_named(tmp_path: Path) -> None:
    home = make(tmp_path / "home", Policy(blind_units=True))
    assert "请写明单位全称" in ask(home, "Z-001", "--unit", "--reason", WHY, code=1).line
    assert "编号" in ask(home, "--unit", UNIT, "--reason", WHY, code=1).line
    assert [e["code"] for e in ask(home, "Z-002", "--unit", UNIT, "--reason", WHY).json["entries"]] == ["Z-002"]
