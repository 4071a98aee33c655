"""The road of a dead laptop by the command line alone: the words a person reads and the keys a script reads."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.models.season import Enrolment
from tests.fakes.laptops import serving, set_policy
from tests.fakes.published_season import run_command
from tests.fakes.qcdesk import Said
from tests.fakes.season import CHAIR, Season, found

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
JUDGE = "J-02"


def _run(season: Season, who: str, *words: object, code: int = 0) -> Said:
    said = run_command(season.home(who), *words)
    assert said.code == code, f"{words}: exit {said.code}\n{said.out[-2000:]}\n{said.err[-2000:]}"
    return said


def _ask(season: Season, who: str, *words: object) -> Any:
    return _run(season, who, *words, "--json").json


def _organise(season: Season, command: str, *words: object) -> Any:
    return _ask(season, "organiser", "organizer", command, season.repository, *words)


def _invite(season: Season, address: str, *more: object) -> Any:
    return _organise(season, "invite", "--out", season.folder / "invitations", "--address", address, *more)


def _score(season: Season, who: str, code: str) -> None:
    entry = next(e for e in _ask(season, who, "judge", "entries")["entries"] if e["code"] == code)
    points = [f"{i['code']}={i['max']}" for i in entry["rubric"]["items"]]
    _ask(season, who, "judge", "score", code, *points, "--comment", "数据充分。")


def test_by_command_line(tmp_path: Path) -> None:
    season = found(tmp_path, entries=2, judges=2)
    set_policy(season, enrolment=Enrolment.IMMEDIATE)
    with serving(season) as address:
        _first_laptop(season, address)
        _second_laptop(season, address)
        _new_chair_laptop(season, address)


def _first_laptop(season: Season, address: str) -> None:
    invited = _invite(season, address, "--code")
    codes = dict(line.split(",") for line in Path(invited["codes"]).read_text().split())
    published = _organise(season, "publish")
    assert (sorted(published["waiting"]), sorted(published["reading"])) == ([CHAIR, JUDGE], [CHAIR, JUDGE])
    refused = _run(season, JUDGE, "judge", "enrol", invited["invitations"][JUDGE], code=1)
    assert "验证码" in refused.line
    assert not season.home(JUDGE).exists()
    for who in (CHAIR, JUDGE):
        done = _ask(season, who, "judge", "enrol", invited["invitations"][who], "--code", codes[who])
        assert (done["judge"], done["sent"], done["copy"]) == (who, True, None)
    report = _ask(season, JUDGE, "judge", "sync")
    assert (report["admitted"], report["entries"], report["copy"]["made"], report["recovered"]) == (False, 2, None, None)
    assert "身份待确认" in _run(season, JUDGE, "judge", "sync").out
    _ask(season, JUDGE, "judge", "declare")
    _score(season, JUDGE, "Z-001")
    _organise(season, "admit")
    _organise(season, "publish")
    report = _ask(season, JUDGE, "judge", "sync")
    assert (report["admitted"], report["copy"]["unsaved"]) == (True, 0)
    assert any("能由组织方打开" in n for n in report["notices"])
    assert not any("能由组织方打开" in n for n in _ask(season, JUDGE, "judge", "sync")["notices"])
    _score(season, JUDGE, "Z-002")
    found_ = _ask(season, JUDGE, "judge", "travel-check")
    assert "此后 1 份未备份" in next(c["words"] for c in found_["checks"] if c["name"] == "copy")
    collected = _organise(season, "collect")
    assert collected["copies"][JUDGE]["sheets_done"] == 1


def _second_laptop(season: Season, address: str) -> None:
    shutil.move(season.home(JUDGE), season.folder / "dead")
    invited = _invite(season, address, "--judge", JUDGE)
    said = _run(season, JUDGE, "judge", "enrol", invited["invitations"][JUDGE])
    assert "的副本：已评 1 份，草稿 0 份" in said.out
    _organise(season, "admit", "--old-key", "lost")
    made = _organise(season, "recover", JUDGE, "--out", season.folder / "copies")
    assert made["copy"]["sheets_done"] == 1
    _organise(season, "publish")
    report = _ask(season, JUDGE, "judge", "sync")
    assert report["recovered"] == made["copy"]
    assert "judge restore" in "".join(report["notices"])
    _run(season, JUDGE, "judge", "restore", Path(season.folder / "dead" / "recovery-code.txt"), code=1)
    back = _ask(season, JUDGE, "judge", "restore")
    assert (back["entries"], back["kept_here"], back["handed_in"], back["private"]) == (1, 0, False, True)
    assert _ask(season, JUDGE, "judge", "restore", made["file"])["entries"] == 0
    _score(season, JUDGE, "Z-002")
    assert _ask(season, JUDGE, "judge", "submit")["sheets"] == 2
    _ask(season, JUDGE, "judge", "sync")


def _new_chair_laptop(season: Season, address: str) -> None:
    shutil.move(season.home(CHAIR), season.folder / "dead-chair")
    collected = _organise(season, "collect")
    invited = _invite(season, address, "--judge", CHAIR)
    _ask(season, CHAIR, "judge", "enrol", invited["invitations"][CHAIR])
    _organise(season, "admit", "--old-key", "lost")
    _organise(season, "publish")
    _ask(season, CHAIR, "judge", "sync")
    assert _run(season, CHAIR, "chair", "merge", collected["packages"][JUDGE], code=1).line
    made = _organise(season, "reseal", "--out", season.folder / "again")
    merged = _ask(season, CHAIR, "chair", "merge", *made["files"][CHAIR])
    assert [a["judge"] for a in merged["accepted"]] == [JUDGE]
