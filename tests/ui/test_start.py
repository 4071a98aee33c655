"""Before the desk: no profile, locked profile, pledge; and what the window imports before it is painted."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.core.clock import Clock
from app.core.errors import StoreError
from app.main import no_display, open_desk
from app.models.season import Policy
from app.models.sheet import SheetState
from app.services import profile as profiles
from app.services.judge import declare, read_entries
from app.services.judge.enrol import InvitationView
from app.ui.judge.load_box import LoadBox
from app.ui.judge.pledge_page import PledgePage, PledgeRoom
from app.ui.judge.secret_pages import CodePage, SecretPage
from app.ui.judge.services import JudgeServices
from app.ui.judge.start_pages import ShutPage
from app.ui.judge.start_stage import Stage
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off_at_rest, nameless

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "vlc",
    "pypdfium2",
    "tuf",
    "openpyxl",
    "numpy",
    "cryptography",
    "urllib3",
    "keyring",
)


def reaches(desk: Desk, stage: Stage) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is stage, timeout=20_000)
    desk.placed()


def test_without_a_profile_there_is_one_sentence_and_one_button(desk: Desk) -> None:
    desk.start(passphrase=None)
    reaches(desk, Stage.NO_INVITATION)
    buttons = [b for b in desk.window.start.findChildren(QPushButton) if b.isVisible()]
    (first,) = (b for b in buttons if b.property("kind") == "primary")
    assert first.text() == "打开邀请文件…"
    assert first.hasFocus()
    assert all(b.height() >= 36 for b in buttons)
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    assert not desk.window.top.done.isEnabled()
    assert not profiles.exists(desk.home)


def test_a_locked_profile_asks_for_the_passphrase_and_says_when_it_is_wrong(desk: Desk) -> None:
    desk_profile.make(desk.home, Plan(entries=2)).close()
    desk.start(passphrase=None)
    reaches(desk, Stage.PASSPHRASE)
    page = desk.window.start.findChild(SecretPage)
    assert page is not None
    assert page.words.isHidden()
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
    assert desk.window.focusWidget() is page.field  # the area it is scrolled in had the keyboard: what was typed was lost
    assert desk.window.isActiveWindow()  # a part that is shown before it has a parent is a window of its own, which takes the keyboard
    QTest.keyClicks(page.field, "wrong")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.window.model.problem is not None, timeout=20_000)
    desk.rests()
    pages = [p for p in desk.window.start.findChildren(SecretPage) if p.isVisible()]
    assert pages[0].words.isVisible()
    assert desk.window.focusWidget() is pages[0].field
    assert cut_off_at_rest(desk) == []
    QTest.keyClicks(pages[0].field, desk_profile.PASSPHRASE)
    QTest.keyClick(pages[0].field, Qt.Key.Key_Return)
    desk.ready()


def test_the_pledge_is_signed_and_conflicts_become_recusals(desk: Desk) -> None:
    desk_profile.make(desk.home, Plan(entries=3, declared=False)).close()
    desk.start()
    reaches(desk, Stage.PLEDGE)
    page = desk.window.start.findChild(PledgePage)
    assert page is not None
    assert not page.sign.isEnabled()
    assert nameless(desk.window) == []
    page.ticks["Z-002"][0].setChecked(True)
    QTest.keyClicks(page.name, "x")
    page.name.setText(desk_profile.NAME)
    QTest.mouseClick(page.sign, Qt.MouseButton.LeftButton)
    assert "Z-002" in page.problem.text()
    page.ticks["Z-002"][1].setText("曾辅导该小组")
    QTest.mouseClick(page.sign, Qt.MouseButton.LeftButton)
    desk.ready()
    desk.close()
    with profiles.opened(desk.home, passphrase=desk_profile.PASSPHRASE) as profile:
        assert {r.code: r.state for r in read_entries.rows(profile)}["Z-002"] is SheetState.RECUSED


def test_what_was_ticked_on_the_pledge_outlives_a_refusal_and_the_other_language(desk: Desk) -> None:
    desk_profile.make(desk.home, Plan(entries=3, declared=False)).close()
    desk.start()
    reaches(desk, Stage.PLEDGE)
    page = pledge_page(desk)
    page.ticks["Z-002"][0].setChecked(True)
    page.ticks["Z-002"][1].setText("曾辅导该小组")
    page.name.setText(desk_profile.NAME[:-1])
    QTest.mouseClick(page.sign, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.model.problem is not None, timeout=20_000)
    desk.qtbot.waitUntil(lambda: pledge_page(desk) is not page, timeout=20_000)
    for _ in range(2):
        page = pledge_page(desk)
        assert page.ticks["Z-002"][0].isChecked()
        assert page.ticks["Z-002"][1].text() == "曾辅导该小组"
        assert page.name.text() == desk_profile.NAME[:-1]
        desk.window.start.show_stage()  # what the language button does
    page = pledge_page(desk)
    page.name.setText(desk_profile.NAME)
    QTest.mouseClick(page.sign, Qt.MouseButton.LeftButton)
    desk.ready()
    desk.close()
    with profiles.opened(desk.home, passphrase=desk_profile.PASSPHRASE) as profile:
        assert {r.code: r.state for r in read_entries.rows(profile)}["Z-002"] is SheetState.RECUSED


def test_a_reason_longer_than_its_field_is_counted_and_kept(desk: Desk) -> None:
    desk_profile.make(desk.home, Plan(entries=3, declared=False)).close()
    desk.start()
    reaches(desk, Stage.PLEDGE)
    page = pledge_page(desk)
    tick, why = page.ticks["Z-003"]
    tick.setChecked(True)
    why.setText("长" * 301)
    assert why.counter.isVisible()
    assert "最多 300 字，现在 301 字" in why.counter.text()
    page.name.setText(desk_profile.NAME)
    QTest.mouseClick(page.sign, Qt.MouseButton.LeftButton)
    assert "Z-003 的回避原因最多 300 字" in page.problem.text()
    assert len(why.text()) == 301
    assert desk.window.model.stage is Stage.PLEDGE
    why.setText("长" * 300)
    assert why.counter.text() == "300/300 字"
    assert cut_off_at_rest(desk) == []
    QTest.mouseClick(page.sign, Qt.MouseButton.LeftButton)
    desk.ready()


def pledge_page(desk: Desk) -> PledgePage:
    """The one on the screen."""
    shown: list[PledgePage] = []

    def one() -> bool:
        shown[:] = [p for p in desk.window.start.findChildren(PledgePage) if p.isVisible()]
        return len(shown) == 1

    desk.qtbot.waitUntil(one, timeout=20_000)
    return shown[0]


def test_where_units_are_hidden_a_conflict_with_a_unit_is_declared_by_its_name(desk: Desk, home: Path) -> None:
    desk_profile.make(home, Plan(entries=3, declared=False, policy=Policy(blind_units=True))).close()
    desk.start()
    reaches(desk, Stage.PLEDGE)
    page, unit = pledge_page(desk), "上海第2机械有限公司"
    units = [t for t in page.ticks if not t.startswith("Z-")]
    assert units == [f"上海第{n}机械有限公司" for n in (1, 2, 3)]
    assert [words.text() for words in page.findChildren(QLabel) if unit in words.text()] == [unit]  # beside no entry
    page.ticks[unit][0].click()
    page.name.setText(desk_profile.NAME)
    page.sign.click()
    assert unit in page.problem.text()
    assert page.ticks[unit][1].hasFocus()
    page.ticks[unit][1].setText("曾在该单位任职")
    page.sign.click()
    desk.ready()
    desk.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        with profile.database.read() as tx:
            assert declare.require(tx, 1).conflicts == {unit: "曾在该单位任职"}
        assert [row.state for row in read_entries.rows(profile)] == [SheetState.UNTOUCHED] * 3


def test_a_long_unit_stands_whole_within_the_page_and_a_click_on_it_ticks_it(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = "某某石油天然气股份有限公司某某油田分公司第一采气厂P&G联合质量管理中心（有限合伙）北方作业区第一分公司检修二班组联合体"
    monkeypatch.setattr(desk_profile, "_unit", lambda number: f"{unit}{number}")
    desk_profile.make(home, Plan(entries=2, declared=False, policy=Policy(blind_units=True))).close()
    desk.start(1092, 543)
    reaches(desk, Stage.PLEDGE)
    page = pledge_page(desk)
    tick, why = page.ticks[f"{unit}1"]
    (name,) = (words for words in page.findChildren(QLabel) if words.text() == f"{unit}1")
    QTest.mouseClick(name, Qt.MouseButton.LeftButton)
    assert tick.isChecked()
    assert why.isVisible()
    assert page.width() <= desk.window.width()
    assert cut_off_at_rest(desk) == []


def test_the_unit_of_an_entry_is_read_whole_and_a_click_on_it_ticks_the_entry(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = "某某石油天然气股份有限公司某某油田分公司第一采气厂P&G联合质量管理中心（有限合伙）北方作业区"
    monkeypatch.setattr(desk_profile, "_unit", lambda number: f"{unit}{number}")
    desk_profile.make(home, Plan(entries=2, declared=False)).close()
    desk.start(1366, 697)
    reaches(desk, Stage.PLEDGE)
    page = pledge_page(desk)
    (name,) = (words for words in page.findChildren(QLabel) if words.text().endswith(f"{unit}2"))
    desk.qtbot.waitUntil(lambda: 0 < name.heightForWidth(name.width()) <= name.height(), timeout=20_000)
    QTest.mouseClick(name, Qt.MouseButton.LeftButton)
    assert page.ticks["Z-002"][0].isChecked()


def test_reasons_stand_in_one_column_and_the_name_that_is_asked_for_is_read_whole(desk: Desk, home: Path) -> None:
    desk_profile.make(home, Plan(entries=2, declared=False, policy=Policy(blind_units=True))).close()
    desk.start(1092, 543)
    reaches(desk, Stage.PLEDGE)
    desk.window.remember(desk.window.preferences.with_(language="en", text_percent=175))
    desk.qtbot.waitUntil(lambda: pledge_page(desk).name.placeholderText().startswith("Type"), timeout=20_000)  # built anew
    page = pledge_page(desk)
    for tick, _why in page.ticks.values():
        tick.setChecked(True)
    desk.qtbot.waitUntil(lambda: len({why.mapTo(page, why.rect().topLeft()).x() for _, why in page.ticks.values()}) == 1, timeout=20_000)
    desk.qtbot.waitUntil(
        lambda: page.name.contentsRect().width() >= page.name.fontMetrics().horizontalAdvance(page.name.placeholderText()), timeout=20_000
    )


def test_a_file_that_is_no_invitation_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.qcinvite").write_bytes(b"not an invitation")
    desk.start(passphrase=None)
    reaches(desk, Stage.NO_INVITATION)
    desk.window.model.door.read(tmp_path / "x.qcinvite")
    desk.qtbot.waitUntil(lambda: desk.window.model.problem is not None, timeout=20_000)
    assert desk.window.model.stage is Stage.NO_INVITATION


def test_a_new_passphrase_is_asked_where_there_is_no_keyring(desk: Desk) -> None:
    desk.start(passphrase=None)
    reaches(desk, Stage.NO_INVITATION)
    desk.window.model.accept_invitation()
    reaches(desk, Stage.NEW_PASSPHRASE)
    page = desk.window.start.findChild(SecretPage)
    assert page is not None
    assert page.words.isHidden()
    assert desk.window.focusWidget() is page.field
    assert desk.window.isActiveWindow()
    assert page.field.placeholderText()
    QTest.keyClicks(page.field, "short")
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert "8" in page.words.text()
    page.field.setText("long enough")
    page.again.setText("long enoguh")
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert "不一致" in page.words.text()
    page.again.setText("long enough")
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    reaches(desk, Stage.RECOVERY_CODE)
    shown = desk.window.start.findChild(CodePage)
    assert shown is not None
    assert "".join(shown.code.text().split()) == desk.window.model.recovery_code
    assert not shown.go.isEnabled()
    assert desk.window.focusWidget() is shown.sheet.print_
    shown.kept.setChecked(True)
    assert shown.go.isEnabled()


def _run(*arguments: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "app", *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, timeout=60)


def test_nothing_heavy_is_imported_before_the_window_is_painted(home: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from app.main import open_desk
rc = open_desk(Path({str(home)!r}), quit_after_first_paint=True)
print(rc, [m for m in {HEAVY!r} if m in sys.modules], [m for m in sys.modules if m.startswith(("app.store", "app.services.judge.s"))])
"""
    found = _run(code=code)
    assert found.stdout.strip() == "0 [] []", found.stdout + found.stderr


def test_quit_after_ready_draws_the_first_page(home: Path) -> None:
    desk_profile.make(home, Plan(entries=2)).close()
    found = _run("--home", str(home), "--quit-after-ready", QCDESK_PASSPHRASE=desk_profile.PASSPHRASE)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_no_display_is_said_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert no_display() is not None
    assert open_desk(tmp_path) == 1
    assert "DISPLAY" in capsys.readouterr().err
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert no_display() is None


def test_a_folder_that_cannot_be_written_to_is_said_and_no_passphrase_is_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk_profile.make(desk.home, Plan(entries=1)).close()
    real = JudgeServices.open_unlocked
    closed = [True]

    def opened(home: Path, vault: Callable[[], Any]) -> JudgeServices:
        if closed.pop():
            raise StoreError("没有权限写入“desk.db”。", "请换一个文件夹。", reason="read-only")
        return real(home, vault)

    monkeypatch.setattr(JudgeServices, "open_unlocked", opened)
    desk.start()
    reaches(desk, Stage.SHUT)
    page = next(p for p in desk.window.start.findChildren(ShutPage) if p.isVisible())
    assert not [f for f in page.findChildren(QLineEdit) if f.isVisible()]
    assert any(str(desk.home) in w.text() for w in page.findChildren(QLabel))
    assert cut_off_at_rest(desk) == []
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    desk.ready()


def test_of_invitations_opened_in_quick_succession_the_last_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.start(passphrase=None)
    reaches(desk, Stage.NO_INVITATION)
    first_may_go = threading.Event()

    def read(path: Path) -> tuple[bytes, object]:
        if path.name == "first.qcinvite":
            first_may_go.wait(60)
        return path.name.encode(), InvitationView("J-01", "2026", "qc0123456789abcdef", "", Clock().now() + timedelta(days=1))

    monkeypatch.setattr(JudgeServices, "invitation", read)
    model = desk.window.model
    taken: list[bytes] = []
    monkeypatch.setattr(model.door, "_show", lambda found: (taken.append(found[0]), first_may_go.set()))
    model.door.read(Path("first.qcinvite"))
    model.door.read(Path("last.qcinvite"))
    desk.qtbot.waitUntil(first_may_go.is_set, timeout=20_000)
    desk.rests()
    assert taken == [b"last.qcinvite"]


def test_with_large_text_in_a_small_window_an_entry_can_be_ticked_without_scrolling(desk: Desk) -> None:
    """The files that load meanwhile give their room to what is asked; with room they are under it, in view."""
    desk_profile.make(desk.home, Plan(entries=3, declared=False)).close()
    desk.start()
    reaches(desk, Stage.PLEDGE)
    (files,) = desk.window.start.findChildren(LoadBox)
    page, room = pledge_page(desk), desk.window.start.findChild(PledgeRoom)
    assert room is not None
    assert not page.isAncestorOf(files)
    desk.window.remember(desk.window.preferences.with_(language="en", text_percent=175))
    desk.window.resize(1092, 543)
    first = lambda: pledge_page(desk).ticks["Z-001"][0]  # noqa: E731
    desk.qtbot.waitUntil(lambda: desk.window.width() == 1092 and first().visibleRegion().boundingRect() == first().rect(), timeout=20_000)
    (files,) = (f for f in desk.window.start.findChildren(LoadBox) if f.isVisibleTo(desk.window))
    assert pledge_page(desk).isAncestorOf(files)
    assert cut_off_at_rest(desk) == []
    desk.window.resize(1366, 1000)
    desk.qtbot.waitUntil(lambda: not pledge_page(desk).isAncestorOf(files), timeout=20_000)
