"""Copies that leave the machine, handing in with its receipt, one desk per profile, and the pages about the computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.errors import OfflineError
from app.services import backup
from app.services.judge import sync
from app.ui.judge.care_room import CARE, DOCTOR, LICENCES
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import SIZES, cut_off_at_rest, nameless
from tests.ui.test_scoring import type_points


def said(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_panels_fit_and_every_control_has_a_name(open_desk: Opener, size: tuple[int, int], language: str) -> None:
    desk = open_desk(width=size[0], height=size[1], language=language)
    for key in (CARE, DOCTOR, LICENCES):
        desk.room.toggle(key)
        desk.rests()
        assert cut_off_at_rest(desk) == [], key
        assert nameless(desk.window) == [], key


def test_a_copy_on_the_own_disk_is_not_called_a_copy_elsewhere(open_desk: Opener, tmp_path: Path) -> None:
    desk = open_desk()
    copies = desk.room.care.copies
    copies.to_stick(tmp_path / "x.qcbackup")
    desk.qtbot.waitUntil(lambda: bool(copies.said), timeout=20_000)
    assert "本机硬盘" in copies.said
    assert "还没有" in desk.room.safety.copy_words


def test_a_copy_on_a_stick_is_said_in_the_status_line(open_desk: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk()
    monkeypatch.setattr(backup, "leaves_disk", lambda _profile, _out: True)
    desk.room.care.copies.to_stick(tmp_path / "x.qcbackup")
    desk.qtbot.waitUntil(
        lambda: "还没有" not in desk.room.safety.copy_words and "异机副本" in desk.window.status.safe.text(), timeout=20_000
    )


def test_a_copied_file_is_on_the_clipboard_and_counts_once_it_was_sent(open_desk: Opener) -> None:
    desk = open_desk()
    copies = desk.room.care.copies
    copies.to_clipboard()
    desk.qtbot.waitUntil(lambda: copies.carried is not None, timeout=20_000)
    place = Path(QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile())
    assert place.suffix == ".qcbackup"
    assert place.stat().st_size > 10_000
    assert "还没有" in (desk.room.safety.copy_words or "还没有")
    copies.sent()
    desk.qtbot.waitUntil(lambda: "还没有" not in (desk.room.safety.copy_words or "还没有"), timeout=20_000)


def test_after_five_finished_entries_offline_a_copy_is_offered_once(open_desk: Opener) -> None:
    desk = open_desk()
    copies = desk.room.care.copies
    copies._done = None
    for done in range(5):
        copies.finished(done, offline=True)
    assert desk.window.notice.text() == ""
    copies.finished(5, offline=True)
    assert "5 份" in desk.window.notice.text()
    desk.rests()
    offers = [b.text() for b in desk.window.notice.findChildren(QPushButton) if b.isVisible()]
    assert "复制文件，到微信里粘贴" in offers
    desk.window.notice.dismiss()
    copies.finished(6, offline=True)
    assert desk.window.notice.text() == ""


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for news hears so, also the desk that asks by itself seconds after its start."""

    def refused(*_asked: object, **_how: object) -> None:
        raise OfflineError("没有网络。")

    monkeypatch.setattr(sync, "sync", refused)


def finishes_entries(desk: Desk, count: int) -> None:
    """By hand, without a network: digits and Enter for each item, Ctrl+Enter for the next entry."""
    desk.room.safety.sync()
    desk.qtbot.waitUntil(lambda: bool(desk.room.safety.offline), timeout=20_000)
    for _ in range(count):
        before = desk.room.bench.desk.code
        for _item in desk.room.bench.sheet.items:
            type_points(desk, "5")
        desk.saved()
        QTest.keyClick(desk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        desk.qtbot.waitUntil(lambda before=before: desk.room.bench.sheet.view.entry.code != before, timeout=20_000)  # type: ignore[union-attr]


@pytest.mark.usefixtures("no_network")
def test_five_entries_scored_by_hand_offline_bring_the_offer_and_its_button_the_file(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=7))
    desk.qtbot.waitUntil(lambda: desk.room.safety.unsaved is not None, timeout=20_000)
    finishes_entries(desk, 4)
    assert "离线已评完" not in desk.window.notice.text()
    finishes_entries(desk, 1)
    desk.qtbot.waitUntil(lambda: "离线已评完 5 份" in desk.window.notice.text(), timeout=20_000)
    offer = next(b for b in desk.window.notice.findChildren(QPushButton) if b.text() == "复制文件，到微信里粘贴")
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    copies = desk.room.care.copies
    desk.qtbot.waitUntil(lambda: copies.carried is not None, timeout=20_000)
    assert QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile().endswith(".qcbackup")
    copies.sent()
    desk.qtbot.waitUntil(lambda: desk.room.safety.unsaved == 0, timeout=20_000)
    assert copies._done in (None, 5)


@pytest.mark.usefixtures("no_network")
def test_entries_of_an_earlier_start_count_towards_the_five(open_desk: Opener) -> None:
    first = open_desk(Plan(entries=7))
    finishes_entries(first, 3)
    first.close()
    desk = open_desk()
    desk.qtbot.waitUntil(lambda: desk.room.safety.unsaved == 3, timeout=20_000)
    finishes_entries(desk, 2)
    desk.qtbot.waitUntil(lambda: "离线已评完 5 份" in desk.window.notice.text(), timeout=20_000)


def test_without_a_network_it_is_tried_again_soon(open_desk: Opener) -> None:
    safety = open_desk(Plan(entries=2)).room.safety
    safety._not_synced(OfflineError("offline"))
    assert safety.offline
    assert safety._again.isActive()
    assert safety._again.interval() < safety._every.interval()


def test_the_doctor_says_what_works_and_licences_have_their_text(open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.toggle(DOCTOR)
    doctor = desk.room.care.doctor
    desk.qtbot.waitUntil(lambda: "档案完好" in said(doctor), timeout=20_000)
    assert {f.name for f in doctor.findings} == {"libvlc", "fonts", "disk", "clock", "enrolment", "store"}
    desk.room.toggle(LICENCES)
    panel = desk.room.care.licences
    desk.qtbot.waitUntil(lambda: panel.list.count() > 10, timeout=20_000)
    row = next(n for n, w in enumerate(panel.works) if w.key.startswith("font:"))
    panel.list.setCurrentRow(row)
    desk.qtbot.waitUntil(lambda: "SIL" in panel.text.toPlainText(), timeout=20_000)


def test_nothing_is_offered_while_online(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=2))
    copies = desk.room.care.copies
    for done in range(12):
        copies.finished(done, offline=False)
    assert desk.window.notice.text() == ""
    assert desk_profile.JUDGE in copies.suggested_name()
