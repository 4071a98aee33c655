"""One desk per profile: who holds a folder, that a killed process holds nothing, and that a copied folder is free."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core import claim
from tests.fakes.qcdesk import ROOT

HOLD = """
import sys
from pathlib import Path
from app.core import claim
held = claim.take(Path(sys.argv[1]))
held.tell("somewhere")
print("held" if held else "taken", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(home: Path) -> Iterator[subprocess.Popen[str]]:
    """One that claims `home` and goes on holding it."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(home)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_claim_is_refused_until_the_first_is_released(tmp_path: Path) -> None:
    first = claim.take(tmp_path / "home")
    assert first is not None
    assert claim.take(tmp_path / "home") is None
    assert claim.is_taken(tmp_path / "home")
    first.release()
    assert not claim.is_taken(tmp_path / "home")
    assert claim.take(tmp_path / "home") is not None


def test_another_process_holds_it_and_says_where_until_it_is_killed(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        assert claim.take(tmp_path) is None
        assert claim.told(tmp_path) == "somewhere"
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        mine = claim.take(tmp_path)
        assert mine is not None
        assert claim.told(tmp_path) == ""


def test_a_folder_copied_while_its_desk_runs_is_free(tmp_path: Path) -> None:
    with another_process(tmp_path / "home"):
        shutil.copytree(tmp_path / "home", tmp_path / "copy")
        assert claim.take(tmp_path / "copy") is not None
        assert claim.told(tmp_path / "copy") == ""


def test_two_homes_are_held_side_by_side(tmp_path: Path) -> None:
    assert claim.take(tmp_path / "a") is not None
    assert claim.take(tmp_path / "b") is not None


def test_asking_makes_no_folder(tmp_path: Path) -> None:
    assert not claim.is_taken(tmp_path / "nobody")
    assert not (tmp_path / "nobody").exists()


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_fresh_folder_is_this_persons_alone(tmp_path: Path) -> None:
    claim.take(tmp_path / "home")
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
    assert (tmp_path / "home" / claim.NAME).stat().st_mode & 0o077 == 0


def test_a_place_that_cannot_be_claimed_is_no_reason_to_stay_shut(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    held = claim.take(tmp_path / "file")
    assert held is not None
    held.tell("somewhere")
    held.release()
