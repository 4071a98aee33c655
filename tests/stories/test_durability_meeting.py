"""A panel's meeting killed in the middle: the entry on the table, what was decided and the words that were being typed are there again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import chair_season
from tests.fakes.killing import kill
from tests.fakes.meeting_hand import WORDS
from tests.fakes.qcdesk import ROOT
from tests.fakes.season import CHAIR

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def led(home: Path, act: str) -> dict[str, Any]:
    """Lead the meeting until it says where it is, and kill it there."""
    command = [sys.executable, "-m", "tests.fakes.meeting_hand", str(home), act]
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "QCDESK_PASSPHRASE": "demo"}
    child = subprocess.Popen(command, env=own, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    line = child.stdout.readline()
    assert kill(child), "it ended by itself"
    told: dict[str, Any] = json.loads(line)
    return told


def test_a_meeting_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    season, packages = chair_season.make(tmp_path / "season", entries=4, judges=3)
    chair_season.merged(season, packages)
    home = tmp_path / "home"
    shutil.copytree(season.home(CHAIR), home)
    then = led(home, "act")
    assert then["reason"] == WORDS
    assert len(then["decided"]) == 1
    assert then["table"] not in then["decided"]
    assert led(home, "look") == then
    assert led(home, "look") == then, "nor does a second crash take anything"
