"""Loading is the judge's: what has no room is said before it starts, 停止 outlives the window, and what comes can be chosen first."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.season import Enrolment
from app.services.judge import loading, room, sync
from app.services.judge.load_plan import Wanted
from app.ui.judge import load_model
from app.ui.judge.invitation_page import InvitationPage
from app.ui.judge.load_box import LoadBox
from app.ui.judge.load_model import LoadModel
from app.ui.judge.start_stage import Stage
from tests.fakes.laptops import Office, new_laptop, pledge, serving, set_policy
from tests.fakes.season import PASSPHRASE, Season, found
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off, cut_off_at_rest, nameless
from tests.ui.test_language import speak

JUDGE = "J-02"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = found(tmp_path, entries=3, judges=2, videos={"Z-001": 3_000_000, "Z-002": 2_000_000})
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    return made


@pytest.fixture
def invitation(season: Season) -> Iterator[Path]:
    with serving(season) as address:
        office = Office(season, address)
        place = office.invite().files[JUDGE]
        office.publish()
        yield place


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing comes before it opens."""
    real, opened = loading.load_blob, threading.Event()
    monkeypatch.setattr(loading, "load_blob", lambda *a: (opened.wait(60), real(*a))[1])
    yield opened
    opened.set()


def said(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def invited(desk: Desk, invitation: Path) -> InvitationPage:
    """The page that asks “is this you”, once it knows how much there is to load."""
    desk.start(passphrase=PASSPHRASE)
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.NO_INVITATION, timeout=20_000)
    desk.window.open_file(invitation)
    desk.qtbot.waitUntil(lambda: desk.window.model.invited.assignment is not None, timeout=20_000)
    page = next(p for p in desk.window.start.findChildren(InvitationPage) if p.isVisible())
    desk.qtbot.waitUntil(lambda: "3 份成果" in said(page), timeout=20_000)
    return page


def pledging(desk: Desk, page: InvitationPage) -> LoadModel:
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.RECOVERY_CODE, timeout=20_000)
    desk.window.model.code_is_kept()
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.PLEDGE, timeout=20_000)
    assert desk.window.model.load is not None
    return desk.window.model.load


def blobs(home: Path) -> int:
    return sum(p.is_file() and p.suffix != ".part" for p in (home / "blobs").rglob("*"))


def test_a_video_without_room_is_said_before_anything_comes(
    desk: Desk, invitation: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = shutil.disk_usage("/")._replace(total=1 << 40, free=room.RESERVE + 1_000_000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _p: small)
    page = invited(desk, invitation)
    assert "磁盘不够：余 315.6 MB，其中 314.6 MB 留给评分；报告放得下，视频" in said(page)
    assert cut_off_at_rest(desk) == []
    load = pledging(desk, page)
    desk.qtbot.waitUntil(lambda: load.state == load_model.RUNNING, timeout=20_000)
    assert blobs(desk.home) == 0
    assert "磁盘不够，2 个文件" in load.words()
    assert "不会下载" in load.words()
    assert "正在下载 0/1" in load.words()  # all entries of the sample share one report
    assert load.words() in said(desk.window.start)
    gate.set()
    desk.qtbot.waitUntil(lambda: load.state == load_model.NO_ROOM, timeout=20_000)


def test_the_invitation_can_be_read_whole_in_a_small_window_at_large_text(
    desk: Desk, invitation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = shutil.disk_usage("/")._replace(total=1 << 40, free=room.RESERVE + 1_000_000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _p: small)
    invited(desk, invitation)
    desk.window.remember(desk.window.preferences.with_(language="en", text_percent=175))
    desk.window.resize(1092, 543)
    desk.qtbot.waitUntil(lambda: "kept for scores" in said(desk.window.start), timeout=20_000)
    desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)


def test_where_all_fits_nothing_is_said(desk: Desk, invitation: Path) -> None:
    page = invited(desk, invitation)
    assert "磁盘不够" not in said(page)


def test_entries_are_chosen_before_loading_begins(desk: Desk, invitation: Path) -> None:
    page = invited(desk, invitation)
    QTest.mouseClick(page.later, Qt.MouseButton.LeftButton, pos=QPoint(10, page.later.height() // 2))
    load = pledging(desk, page)
    desk.qtbot.waitUntil(lambda: load.plan is not None and load.state == load_model.STOPPED, timeout=20_000)
    assert blobs(desk.home) == 0
    box = next(b for b in desk.window.start.findChildren(LoadBox) if b.isVisible())
    desk.qtbot.waitUntil(box.which.isVisible, timeout=20_000)
    QTest.mouseClick(box.which, Qt.MouseButton.LeftButton)
    assert box.tree.isVisible()
    desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
    assert nameless(desk.window) == []
    box._entries["Z-001"].setCheckState(0, Qt.CheckState.Unchecked)
    desk.qtbot.waitUntil(lambda: load.plan is not None and load.plan.wanted.entries == frozenset({"Z-002"}), timeout=20_000)
    assert blobs(desk.home) == 0
    QTest.mouseClick(box.pause, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=20_000)
    assert load.plan is not None
    assert [line.entry for line in load.plan.lines if line.video and line.ready] == ["Z-002"]


def test_the_list_stays_open_with_its_choice_and_its_place_in_another_language(desk: Desk, invitation: Path) -> None:
    page = invited(desk, invitation)
    QTest.mouseClick(page.later, Qt.MouseButton.LeftButton, pos=QPoint(10, page.later.height() // 2))
    load = pledging(desk, page)
    desk.qtbot.waitUntil(lambda: load.plan is not None and load.state == load_model.STOPPED, timeout=20_000)

    def box() -> LoadBox:
        desk.qtbot.waitUntil(lambda: any(b.isVisible() for b in desk.window.start.findChildren(LoadBox)), timeout=20_000)
        return next(b for b in desk.window.start.findChildren(LoadBox) if b.isVisible())

    desk.qtbot.waitUntil(box().which.isVisible, timeout=20_000)
    desk.window.resize(1092, 543)
    desk.window.remember(desk.window.preferences.with_(text_percent=175))
    QTest.mouseClick(box().which, Qt.MouseButton.LeftButton)
    box()._entries["Z-001"].setCheckState(0, Qt.CheckState.Unchecked)
    desk.qtbot.waitUntil(lambda: load.plan is not None and load.plan.wanted.entries == frozenset({"Z-002"}), timeout=20_000)
    bar = box().tree.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: desk.window.width() == 1092 and bar.maximum() > 0, timeout=20_000)
    desk.rests()  # in a window that is still changing its size the end of the list is not where it will be
    bar.setValue(bar.maximum())
    at = bar.value()
    for language in ("en", "zh"):
        speak(desk.window, language)
        tree = box().tree
        desk.qtbot.waitUntil(lambda: tree.isVisible() and tree.verticalScrollBar().value() == at, timeout=20_000)  # noqa: B023  (called here only)
        assert box()._entries["Z-001"].checkState(0) is Qt.CheckState.Unchecked
        assert box()._entries["Z-002"].checkState(0) is Qt.CheckState.Checked
    QTest.mouseClick(box().which, Qt.MouseButton.LeftButton)
    speak(desk.window, "en")
    desk.qtbot.waitUntil(lambda: "Choose" in box().which.text(), timeout=20_000)
    assert not box().tree.isVisible()


def test_two_entries_left_out_at_once_are_both_left_out(desk: Desk, invitation: Path) -> None:
    page = invited(desk, invitation)
    QTest.mouseClick(page.later, Qt.MouseButton.LeftButton, pos=QPoint(10, page.later.height() // 2))
    load = pledging(desk, page)
    desk.qtbot.waitUntil(lambda: load.plan is not None and load.state == load_model.STOPPED, timeout=20_000)
    box = next(b for b in desk.window.start.findChildren(LoadBox) if b.isVisible())
    desk.qtbot.waitUntil(box.which.isVisible, timeout=20_000)
    QTest.mouseClick(box.which, Qt.MouseButton.LeftButton)
    for code in ("Z-001", "Z-002"):
        box._entries[code].setCheckState(0, Qt.CheckState.Unchecked)
    states = list[frozenset[str] | None]()
    load.changed.connect(lambda: states.append(load.plan.wanted.entries if load.plan is not None else None))
    desk.qtbot.waitUntil(lambda: bool(states), timeout=20_000)
    assert set(states) == {frozenset()}


def test_a_stop_outlives_the_window_until_somebody_goes_on(season: Season, invitation: Path, gate: threading.Event, qtbot: QtBot) -> None:
    new_laptop(season, JUDGE, invitation)
    with season.open(JUDGE) as profile:
        sync.sync(profile, Context(), wanted=Wanted(entries=frozenset()))
    pledge(season, JUDGE)
    home = season.home(JUDGE)

    def started() -> tuple[Desk, LoadModel]:
        desk = Desk(qtbot, home).start(passphrase=PASSPHRASE)
        qtbot.waitUntil(lambda: desk.window.room is not None, timeout=20_000)
        return desk, desk.room.care.load

    desk, load = started()
    load.begin()
    qtbot.waitUntil(lambda: load.state == load_model.RUNNING, timeout=20_000)
    load.cancel()
    gate.set()
    qtbot.waitUntil(lambda: load.plan is not None and load.plan.stopped, timeout=20_000)
    desk.close()
    before = blobs(home)
    desk, load = started()
    with qtbot.waitSignal(desk.room.safety.tried, timeout=20_000):
        desk.room.safety.sync()
    qtbot.waitUntil(lambda: load.state == load_model.STOPPED, timeout=20_000)
    assert "下载已停" in load.words()
    assert blobs(home) == before
    load.resume()
    qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=20_000)
    assert blobs(home) > before
    assert load.plan is not None
    assert not load.plan.stopped
    desk.close()
