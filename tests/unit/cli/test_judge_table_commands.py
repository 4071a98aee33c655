"""The commands of the own table, the remark, phrases, hints and steps, as scripts call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.sheet import Note, NoteKind, RecusalReason
from app.services.judge import recuse, score
from tests.fakes import desk_profile
from tests.fakes.published_season import run_command
from tests.fakes.qcdesk import Desk, Said


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    profile = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=4))
    score.put_note(profile, "Z-001", Note("0" * 32, NoteKind.WEAKNESS, "末端原因未逐条确认", item="CAUSE"))
    profile.close()
    return Desk(tmp_path / "home", desk_profile.PASSPHRASE)


@pytest.mark.slow
def test_scores_go_out_and_come_back(desk: Desk, tmp_path: Path) -> None:
    desk.run("judge", "score", "Z-001", "TOPIC=13.5", "CAUSE=26")
    made = desk.ask("judge", "export-scores", tmp_path / "评分.xlsx")
    assert made == {"file": str(tmp_path / "评分.xlsx"), "entries": 4}
    same = {"applied": True, "changed": [], "unchanged": 28, "zeros": [], "problems": [], "note": ""}
    assert desk.ask("judge", "import-scores", tmp_path / "评分.xlsx") == same
    (tmp_path / "more.csv").write_text("编号,选题,原因分析\nZ-001,,25\nZ-002,14,\n", "utf-8")
    dry = desk.ask("judge", "import-scores", tmp_path / "more.csv", "--dry-run")
    assert [(c["cell"], c["entry"], c["item"], c["from"], c["to"]) for c in dry["changed"]] == [
        ("C2", "Z-001", "CAUSE", "26.00", "25.00"),
        ("B3", "Z-002", "TOPIC", None, "14.00"),
    ]
    assert dry["applied"] is False
    assert desk.ask("judge", "import-scores", tmp_path / "more.csv")["applied"] is True
    rows = {row["code"]: row["points"] for row in desk.ask("judge", "table", "--rubric", "CAQ-PROBLEM")["rows"]}
    assert (rows["Z-001"]["TOPIC"], rows["Z-001"]["CAUSE"], rows["Z-002"]["TOPIC"]) == ("13.50", "25.00", "14.00")
    desk.run("judge", "import-scores", tmp_path / "more.csv", "--clear-blanks")
    assert desk.ask("judge", "show", "Z-001")["points"]["TOPIC"] is None


@pytest.mark.slow
def test_a_refused_import_names_the_cells_and_saves_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("编号,选题,原因分析\nZ-001,13,31\n", "utf-8")
    said = desk.run("judge", "import-scores", tmp_path / "bad.csv", "--json", code=1)
    assert "C2: “原因分析”最高 30" in said.line
    assert said.json["problems"] == [{"cell": "C2", "entry": "Z-001", "text": "31", "reason": "“原因分析”最高 30"}]
    assert said.json["error"]["reason"] == "problems"
    assert desk.ask("judge", "show", "Z-001")["points"]["TOPIC"] is None


def here(home: Path, *words: object, code: int = 0) -> Said:
    """A command in this process: what is asked is what it says, not how it starts."""
    said = run_command(home, *words, QCDESK_PASSPHRASE=desk_profile.PASSPHRASE)
    assert said.code == code, said
    return said


def test_zeros_of_an_import_are_named_every_one_and_taken(desk: Desk, tmp_path: Path) -> None:
    """Nobody is there to be asked; whoever reads the output sees them, also behind many other changes."""
    table = ["Z-001,0,20", "Z-002,13,20", "Z-003,0,0", "Z-004,0,"]
    (tmp_path / "zeros.csv").write_text("\n".join(["编号,选题,原因分析", *table]) + "\n", "utf-8")
    zeros = [("B2", "Z-001", "TOPIC"), ("B4", "Z-003", "TOPIC"), ("C4", "Z-003", "CAUSE"), ("B5", "Z-004", "TOPIC")]
    words = ("judge", "import-scores", tmp_path / "zeros.csv")
    dry = here(desk.home, *words, "--dry-run")
    assert "这 4 项是 0 分：Z-001 TOPIC (B2)、Z-003 TOPIC (B4)、Z-003 CAUSE (C4)、Z-004 TOPIC (B5)" in dry.out
    done = here(desk.home, *words, "--json").json
    assert done["applied"] is True
    assert [(z["cell"], z["entry"], z["item"]) for z in done["zeros"]] == zeros
    assert here(desk.home, *words, "--json").json["zeros"] == [], "what stands is no news"
    assert "0 分" not in here(desk.home, *words).out


def test_a_zero_typed_on_purpose_is_taken(desk: Desk) -> None:
    assert here(desk.home, "judge", "score", "Z-001", "TOPIC=0", "--json").json["points"]["TOPIC"] == "0.00"


@pytest.mark.parametrize(
    ("entry", "words", "reason"), [("Z-002", "本份已撤出，不计分。", "withdrawn"), ("Z-003", "本份已回避，不能评分。", "recused")]
)
def test_an_entry_taken_out_takes_no_points_by_command(tmp_path: Path, entry: str, words: str, reason: str) -> None:
    """As one that the judge stands aside from: refused in words, and an import that names it saves no row at all."""
    home = tmp_path / "home"
    profile = desk_profile.make(home, desk_profile.Plan(entries=3, withdrawn=frozenset({"Z-002"})))
    recuse.recuse(profile, "Z-003", "曾辅导该小组", RecusalReason.OTHER)
    profile.close()
    for given in (("TOPIC=13",), ("TOPIC=",), ("--comment", "数据充分。")):
        error = here(home, "judge", "score", entry, *given, "--json", code=1).json["error"]
        assert (error["message"], error["reason"]) == (words, reason)
    (tmp_path / "rows.csv").write_text(f"编号,选题\nZ-001,13\n{entry},13\n", "utf-8")
    refused = here(home, "judge", "import-scores", tmp_path / "rows.csv", "--json", code=1)
    assert [(p["cell"], p["entry"]) for p in refused.json["problems"]] == [("B3", entry)]
    assert entry in refused.line
    for code in ("Z-001", entry):
        assert here(home, "judge", "show", code, "--json").json["points"]["TOPIC"] is None
    (tmp_path / "rows.csv").write_text(f"编号,选题\nZ-001,13\n{entry},\n", "utf-8")
    assert here(home, "judge", "import-scores", tmp_path / "rows.csv", "--json").json["applied"], "a row without points asks for nothing"


@pytest.mark.slow
def test_blank_forms(desk: Desk, tmp_path: Path) -> None:
    made = desk.ask("judge", "sheets", "--blank", "--out", tmp_path / "out")
    assert made["count"] == 4
    assert Path(made["sheets"]).read_bytes().startswith(b"%PDF")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["J-03-空白评分表.pdf"]


@pytest.mark.slow
def test_remark_phrases_hints_and_steps(desk: Desk, tmp_path: Path) -> None:
    seen = desk.ask("judge", "remark", "Z-001")
    assert (seen["text"], seen["merged"], seen["new"]) == ("", "不足：1. 末端原因未逐条确认", 1)
    assert desk.ask("judge", "remark", "Z-001", "--merge")["text"] == seen["merged"]
    desk.run("judge", "phrases", "--add", "末端原因未逐条确认", "--kind", "weakness", "--item", "cause", "--export", tmp_path / "p.txt")
    assert (tmp_path / "p.txt").read_text("utf-8").startswith("[不足 CAUSE] 末端原因未逐条确认\n")
    assert desk.ask("judge", "phrases", "逐条", "--item", "CAUSE", "--kind", "weakness")["phrases"][0]["own"] is True
    desk.run("judge", "score", "Z-002", "CAUSE=0")
    assert [(h["kind"], h["entries"], h["item"]) for h in desk.ask("judge", "hints")["hints"]] == [
        ("zero-without-reason", ["Z-002"], "CAUSE")
    ]
    found = desk.ask("judge", "steps", "Z-001")
    assert (found["topic_type"], found["readable"], found["foreign"]) == ("problem-assigned", False, [])
    (tmp_path / "p.txt").write_bytes("评语".encode("gbk"))
    assert "UTF-8" in desk.run("judge", "phrases", "--import", tmp_path / "p.txt", code=1).line
