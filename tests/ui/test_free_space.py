"""看完可释放空间 on the screen: chosen, freed, said at the entry, and fetched again from a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.judge import recuse
from app.ui.judge.care_room import CARE
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, sync_now
from tests.fakes.season import PASSPHRASE, Season, found
from tests.ui.conftest import Desk
from tests.ui.test_appearance import SIZES, cut_off_at_rest, nameless

JUDGE = "J-02"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    """The reports are one and the same file; Z-001 has a video of its own."""
    return found(tmp_path, entries=3, judges=2, videos={"Z-001": 3_000_000})


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    with serving(season) as address:
        yield Office(season, address)


@pytest.fixture
def desk(qtbot: QtBot, season: Season, office: Office) -> Iterator[Desk]:
    """Loaded, pledged; Z-001 and Z-002 are scored, Z-003 is stood aside from: the shared report may go too."""
    invitation = office.invite().files[JUDGE]
    office.publish()
    new_laptop(season, JUDGE, invitation)
    sync_now(season, JUDGE)
    pledge(season, JUDGE)
    score_some(season, JUDGE, ("Z-001", "Z-002"))
    with season.open(JUDGE) as profile:
        recuse.recuse(profile, "Z-003", "曾辅导该小组")
    made = Desk(qtbot, season.home(JUDGE))
    yield made
    made.close()


def blobs(desk: Desk) -> int:
    return sum(1 for p in (desk.home / "blobs").rglob("*") if p.is_file())


def click(desk: Desk, control: QWidget) -> None:
    desk.qtbot.waitUntil(lambda: control.isVisible() and control.isEnabled(), timeout=20_000)
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)


def opened(desk: Desk, width: int = 1366, height: int = 697) -> Desk:
    """The desk with its first entry and the panel of files."""
    desk.start(width, height, passphrase=PASSPHRASE)
    desk.qtbot.waitUntil(lambda: desk.window.room is not None and desk.room.bench.desk.view is not None, timeout=20_000)
    desk.room.open_entry("Z-001")
    desk.shows("Z-001")
    desk.ready()
    desk.room.toggle(CARE)
    desk.qtbot.waitUntil(lambda: len(desk.room.care.free.rows) == 2, timeout=20_000)
    return desk


def test_freed_said_at_the_entry_and_fetched_again_by_its_button(desk: Desk) -> None:
    opened(desk)
    box, model, bench = desk.room.care.panel.free, desk.room.care.free, desk.room.bench
    before = blobs(desk)
    desk.qtbot.waitUntil(lambda: "MB" in box.go.text(), timeout=20_000)
    assert model.chosen == {"Z-001", "Z-002"}
    click(desk, box.go)
    desk.qtbot.waitUntil(lambda: bool(model.said()), timeout=20_000)
    assert "已释放 2 份" in box.said.text()
    assert blobs(desk) == before - 2
    desk.qtbot.waitUntil(lambda: "已释放，可重新下载" in bench.pages.words.text(), timeout=20_000)
    desk.room.toggle(CARE)
    assert bench.pages.words.act.text() == "重新下载"
    click(desk, bench.pages.words.act)
    desk.qtbot.waitUntil(bench.pages.pictured, timeout=20_000)
    desk.qtbot.waitUntil(lambda: blobs(desk) == before, timeout=20_000)
    assert bench.pages.words.text() == ""
    assert bench.notice.isHidden()


def test_taken_back_at_once_and_a_sync_in_between_brings_nothing(desk: Desk) -> None:
    opened(desk)
    box, model = desk.room.care.panel.free, desk.room.care.free
    before = blobs(desk)
    box.videos.click()
    assert model.videos_only
    click(desk, box.go)
    desk.qtbot.waitUntil(lambda: blobs(desk) == before - 1, timeout=20_000)
    # the report is still read, so the line over it tells of the video
    desk.qtbot.waitUntil(lambda: not desk.room.bench.notice.isHidden(), timeout=20_000)
    assert "已释放" in desk.room.bench.notice.words.text()
    assert desk.room.bench.notice.other.text() == "重新下载"
    with desk.qtbot.waitSignal(desk.room.care.load.changed, timeout=20_000):
        desk.room.safety.sync()
    desk.qtbot.waitUntil(lambda: desk.room.safety.offline is False, timeout=20_000)
    desk.qtbot.waitUntil(lambda: desk.room.care.load.state == "done", timeout=20_000)
    assert blobs(desk) == before - 1
    travel = desk.room.care.travel
    desk.qtbot.waitUntil(lambda: travel.checking is None, timeout=20_000)
    travel.check()
    desk.qtbot.waitUntil(lambda: travel.found is not None and travel.checking is None, timeout=20_000)
    assert travel.found is not None
    assert travel.found.freed == 1
    files = next(c for c in travel.found.checks if c.name == "files")
    assert files.ok, files.words
    click(desk, box.back)
    desk.qtbot.waitUntil(lambda: blobs(desk) == before, timeout=20_000)
    desk.qtbot.waitUntil(desk.room.bench.notice.isHidden, timeout=20_000)
    desk.qtbot.waitUntil(box.back.isHidden, timeout=20_000)


def test_an_entry_left_out_stays_and_a_freed_one_has_its_own_way_back(desk: Desk) -> None:
    opened(desk)
    box, model = desk.room.care.panel.free, desk.room.care.free
    model.choose("Z-001", on=False)
    assert not box.go.isEnabled(), "Z-002 has nothing that Z-001 does not use"
    model.choose("Z-001", on=True)
    model.choose("Z-002", on=False)
    desk.qtbot.waitUntil(box.go.isEnabled, timeout=20_000)
    click(desk, box.go)
    desk.qtbot.waitUntil(lambda: "Z-001" in box._acts, timeout=20_000)
    assert "Z-002" not in box._acts
    click(desk, box._acts["Z-001"])
    desk.qtbot.waitUntil(lambda: "Z-001" not in box._acts, timeout=20_000)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_box_fits_in_both_languages(desk: Desk, size: tuple[int, int], language: str) -> None:
    desk.start(*size, passphrase=PASSPHRASE)
    desk.qtbot.waitUntil(lambda: desk.window.room is not None, timeout=20_000)
    desk.window.remember(desk.window.preferences.with_(language=language))
    desk.room.toggle(CARE)
    desk.qtbot.waitUntil(lambda: len(desk.room.care.free.rows) == 2, timeout=20_000)
    box = desk.room.care.panel.free
    desk.qtbot.waitUntil(box.go.isEnabled, timeout=20_000)
    desk.room.care.free.free()
    desk.qtbot.waitUntil(lambda: len(box._acts) == 2, timeout=20_000)
    desk.room.care.panel._scroll.ensureWidgetVisible(box.said)
    desk.qtbot.waitUntil(box.said.isVisible, timeout=20_000)
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
