"""A stick or share that does not answer: what is looked for there waits in the pool, and every score is still acknowledged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import claim
from app.services import profile as profiles
from app.services.judge import identity, stick_copy
from app.ui.judge.care_room import CARE
from tests.fakes import desk_profile, hung_desk
from tests.fakes.desk_profile import Plan
from tests.fakes.laptops import score_whole
from tests.fakes.qcdesk import ROOT
from tests.ui.conftest import Desk, Opener
from tests.ui.test_own_table import on_disk, own_table
from tests.ui.test_unsaved_words import offer

_STAT = Path.stat


class Stick:
    """A folder whose files answer only when `free` is set; `asked` once somebody looked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.free, self.asked, self.answered = folder, threading.Event(), threading.Event(), threading.Event()

    def wait(self, path: Path) -> None:
        if path.is_relative_to(self.folder) and not self.free.is_set():
            self.asked.set()
            self.free.wait(60)
            self.answered.set()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    made = Stick(tmp_path / "stick")
    made.folder.mkdir()

    def stat(path: Path, *, follow_symlinks: bool = True) -> object:
        made.wait(path)
        return _STAT(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    yield made
    made.free.set()


@pytest.fixture
def desk(open_desk: Opener, home: Path, stick: Stick) -> Iterator[Desk]:
    """The season lies on the stick; Z-001 is scored and could be freed."""
    open_desk(Plan(entries=3)).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        score_whole(profile, "Z-001")
        with profile.database.write() as tx:
            who = identity.require(tx)
            identity.keep(tx, replace(who, addresses=(str(stick.folder),)), identity.keys(tx))
    opened = open_desk()
    yield opened
    stick.free.set()


def care(desk: Desk, _stick: Stick) -> None:
    desk.room.toggle(CARE)


def free(desk: Desk, stick: Stick) -> None:
    """Looked at while it answered, freed when it does not."""
    stick.free.set()
    desk.room.toggle(CARE)
    model = desk.room.care.free
    desk.qtbot.waitUntil(lambda: model.holding is not None, timeout=20_000)
    assert model.holding is not None
    model.holding = replace(model.holding, sources=frozenset(f.sealed for e in model.holding.entries for f in e.files))
    stick.asked.clear()
    stick.free.clear()
    model.free()
    assert model.busy


def receipt(desk: Desk, stick: Stick) -> None:
    desk.window.open_file(stick.folder / "J-03.qcreceipt")


def spreadsheet(desk: Desk, stick: Stick) -> None:
    own_table(desk, 3).model.look_into(stick.folder / "评分.xlsx")


def export(desk: Desk, stick: Stick) -> None:
    own_table(desk, 3).model.export(stick.folder / "评分.xlsx")


def papers(desk: Desk, stick: Stick) -> None:
    desk.room.submit._model.export(stick.folder / "打印")


@pytest.mark.parametrize("way", [care, free, receipt, spreadsheet, export, papers])
def test_a_save_is_acknowledged_while_the_stick_hangs(desk: Desk, stick: Stick, home: Path, way: Callable[[Desk, Stick], None]) -> None:
    way(desk, stick)
    desk.qtbot.waitUntil(stick.asked.is_set, timeout=20_000)
    sheet = desk.room.bench.sheet
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    sheet.type("13")
    sheet.accept()
    desk.saved()
    assert not stick.free.is_set()
    assert on_disk(home, "Z-002").sheet.points == {"TOPIC": 1300}


def test_a_stick_that_hangs_takes_one_thread_of_the_pool_however_often_it_is_asked(desk: Desk, stick: Stick) -> None:
    care(desk, stick)
    desk.qtbot.waitUntil(stick.asked.is_set, timeout=20_000)
    model, runner = desk.room.care.free, desk.window._runner
    for _ in range(5):
        model.look()
    answered: list[str] = []
    runner.pool(lambda: "here", then=answered.append)
    desk.qtbot.waitUntil(lambda: answered == ["here"], timeout=20_000)
    stick.free.set()
    desk.qtbot.waitUntil(lambda: model.holding is not None and not model._looking, timeout=20_000)


def copying(desk: Desk, stick: Stick) -> Path:
    """Z-002 was scored the moment before; the copy hangs."""
    target = stick.folder / "评分副本.qcbackup"
    desk.room.care.copies.to_stick(target)
    desk.qtbot.waitUntil(stick.asked.is_set, timeout=20_000)
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    desk.room.bench.sheet.type("13")
    desk.room.bench.sheet.accept()
    return target


def test_the_window_closes_while_the_stick_hangs_and_the_next_start_says_so(
    desk: Desk, stick: Stick, home: Path, open_desk: Opener
) -> None:
    target = copying(desk, stick)
    runner = desk.desktop.runner
    runner.patience = 0.1
    assert desk.window.close()
    assert runner.hanging
    assert not stick.answered.is_set()
    desk.close()
    assert on_disk(home, "Z-002").sheet.points == {"TOPIC": 1300}
    again = open_desk()
    notice = again.window.notice
    again.qtbot.waitUntil(lambda: str(target) in notice.text(), timeout=20_000)
    stick.free.set()
    offer(again, "再备份一次").click()
    again.qtbot.waitUntil(lambda: str(target) in again.room.care.copies.said, timeout=20_000)
    assert target.exists()
    again.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        assert stick_copy.unfinished(profile) is None


def test_a_copy_that_ended_is_no_news_at_the_next_start(desk: Desk, stick: Stick, open_desk: Opener, home: Path) -> None:
    stick.free.set()
    desk.room.care.copies.to_stick(stick.folder / "评分副本.qcbackup")
    desk.qtbot.waitUntil(lambda: bool(desk.room.care.copies.said), timeout=20_000)
    desk.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        assert stick_copy.unfinished(profile) is None


@pytest.mark.slow
def test_the_process_ends_too_and_the_profile_is_free(home: Path, templates: Callable[[Plan], Path], tmp_path: Path) -> None:
    shutil.copytree(templates(Plan(entries=3)), home)
    stick = tmp_path / "stick"
    stick.mkdir()
    command = [sys.executable, "-m", "tests.fakes.hung_desk", str(home), str(stick)]
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert not claim.is_taken(home)
    assert on_disk(home, "Z-001").sheet.points == {"TOPIC": 1300}
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        assert stick_copy.unfinished(profile) == stick / hung_desk.COPY
        assert stick_copy.unfinished(profile) is None
