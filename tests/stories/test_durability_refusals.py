"""A program killed right after it saw a file that may not count: its judge still gets the answer."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.chair import receipts, turned_away
from tests.fakes import chair_panel
from tests.fakes.killing import kill
from tests.fakes.published_season import run_command
from tests.fakes.qcdesk import ROOT
from tests.fakes.season import CHAIR, PASSPHRASE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

SEES = """
import sys
from pathlib import Path
from app.core.tasks import Context
from app.services import profile as profiles
from app.ui.chair.receive_services import ReceiveServices, verify

profile = profiles.open_profile(Path(sys.argv[1]), passphrase=sys.argv[2])
services = ReceiveServices(profile)
services.preview(verify(services.frame(), [Path(sys.argv[3])], Context()))
print("seen", flush=True)
sys.stdin.read()
"""


def test_a_refusal_outlives_the_program_that_saw_it(tmp_path: Path) -> None:
    panel = chair_panel.make(tmp_path / "season", judges=3, entries=1, own={"Z-001": "90"})
    strange = panel.package("J-02", {"Z-001": "80"}, policy=replace(panel.policy, remarks_minimum=7))
    command = [sys.executable, "-c", SEES, str(panel.season.home(CHAIR)), PASSPHRASE, str(strange)]
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(command, env=own, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"seen\n"
    assert kill(child), "it ended by itself"
    strange.unlink()
    with panel.open() as profile:
        assert len(turned_away.waiting(profile)) == 1
        issued, _ = receipts.issue(profile, tmp_path / "out", turned_away=turned_away.unanswered(profile))
        assert issued.refusals == (tmp_path / "out" / "J-02-refused.qcreceipt",)
        turned_away.forget(profile)
        assert turned_away.waiting(profile) == ()


def test_what_the_command_refused_stands_where_the_windows_refusals_do(tmp_path: Path) -> None:
    panel = chair_panel.make(tmp_path / "season", judges=3, entries=1, own={"Z-001": "90"})
    strange = panel.package("J-02", {"Z-001": "80"}, policy=replace(panel.policy, remarks_minimum=7))
    home, out = panel.season.home(CHAIR), tmp_path / "out"
    assert run_command(home, "chair", "preview", strange, "--json").json["unanswered"] == 0, "a preview keeps nothing"
    said = run_command(home, "chair", "merge", strange)
    assert said.code == 1
    assert "不收的 1 份记下了" in said.out
    assert run_command(home, "chair", "merge", strange, "--json").json["unanswered"] == 1
    strange.unlink()
    with panel.open() as profile:
        assert len(turned_away.waiting(profile)) == 1
    written = run_command(home, "chair", "receipts", "--out", out, "--json").json
    assert written["refusals"] == [str(out / "J-02-refused.qcreceipt")]
    with panel.open() as profile:
        assert turned_away.waiting(profile) == ()
    assert run_command(home, "chair", "receipts", "--out", out, "--json").json["refusals"] == [], "told once is enough"


def test_nobody_is_told_who_shall_not_be(tmp_path: Path) -> None:
    panel = chair_panel.make(tmp_path / "season", judges=3, entries=1, own={"Z-001": "90"})
    strange = panel.package("J-02", {"Z-001": "80"}, policy=replace(panel.policy, remarks_minimum=7))
    home = panel.season.home(CHAIR)
    run_command(home, "chair", "merge", strange)
    assert run_command(home, "chair", "receipts", "--out", tmp_path / "out", "--only-counted", "--json").json["refusals"] == []
    with panel.open() as profile:
        assert turned_away.waiting(profile) == ()
