"""A profile that is shut: whose season it is, and a recovery code with one mistake in it is looked over, not typed again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.core import homes
from app.core.errors import DiskFull
from app.services import backup
from app.services import profile as profiles
from app.services.judge import enrol
from app.ui.judge.damaged_page import DamagedPage
from app.ui.judge.invitation_page import InvitationPage
from app.ui.judge.secret_pages import SecretPage
from app.ui.judge.services import JudgeServices
from app.ui.judge.start_stage import Stage
from tests.fakes import next_season
from tests.fakes.laptops import Office
from tests.fakes.season import PASSPHRASE
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off_at_rest, nameless

LABEL = "示例市质量协会 2026年质量管理小组成果评审"


@pytest.fixture
def code(home: Path) -> str:
    """A profile with a name beside its vault; its recovery code."""
    profile, code = profiles.create(home, passphrase=PASSPHRASE)
    profile.close()
    homes.write_note(home, "qc0123456789abcdef", LABEL)
    return code


def shown(desk: Desk) -> SecretPage:
    found: list[SecretPage] = []

    def one() -> bool:
        found[:] = [p for p in desk.window.start.findChildren(SecretPage) if p.isVisible()]
        return len(found) == 1

    desk.qtbot.waitUntil(one, timeout=20_000)
    return found[0]


def click(what: SecretPage, name: str) -> None:
    QTest.mouseClick(getattr(what, name), Qt.MouseButton.LeftButton)


def reaches(desk: Desk, stage: Stage) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is stage, timeout=20_000)


@pytest.mark.parametrize("half", ["90J31-3NZ44-YPV", ""])
def test_what_is_half_typed_stays_when_the_language_changes(desk: Desk, code: str, half: str) -> None:
    """A code of thirty characters is read off paper; a passphrase is not to be read, in whatever language."""
    desk.start(passphrase=None)
    reaches(desk, Stage.PASSPHRASE)
    page = shown(desk)
    if half:
        click(page, "forgot")
    page.field.setText(half or "a passphrase")
    desk.desktop.languages.switch("en")
    desk.qtbot.waitUntil(lambda: shown(desk) is not page, timeout=20_000)
    again = shown(desk)
    assert again.heading.text() == ("Enter the recovery code" if half else "Type the passphrase")
    assert again.field.text() == (half or "a passphrase")
    assert (again.field.echoMode() is QLineEdit.EchoMode.Normal) == bool(half)


def test_page_and_title_say_whose_passphrase_is_asked_for(desk: Desk, code: str) -> None:
    desk.start(passphrase=None)
    reaches(desk, Stage.PASSPHRASE)
    assert shown(desk).about.text() == LABEL
    assert desk.window.windowTitle() == f"{LABEL} - 质评台"
    desk.desktop.languages.switch("en")
    desk.qtbot.waitUntil(lambda: desk.window.windowTitle() == f"{LABEL} - QC Review Desk", timeout=20_000)


def test_a_code_with_a_mistake_stays_to_be_mended(desk: Desk, code: str) -> None:
    desk.start(passphrase=None)
    reaches(desk, Stage.PASSPHRASE)
    click(shown(desk), "forgot")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    shown(desk).field.setText(wrong)
    click(shown(desk), "go")
    desk.qtbot.waitUntil(lambda: desk.window.model.problem is not None and shown(desk).field.text() == wrong, timeout=20_000)
    page = shown(desk)
    assert page.words.isVisible()
    assert (page.heading.text(), page.field.accessibleName()) == ("请输入恢复码", "恢复码")
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    page.field.setText(code)
    click(page, "go")
    reaches(desk, Stage.NO_INVITATION)


def test_one_comes_back_to_the_passphrase(desk: Desk, code: str) -> None:
    desk.start(passphrase=None)
    reaches(desk, Stage.PASSPHRASE)
    for _ in range(2):
        click(shown(desk), "forgot")
    page = shown(desk)
    assert (page.heading.text(), page.field.echoMode()) == ("请输入口令", QLineEdit.EchoMode.Password)
    page.field.setText(PASSPHRASE)
    click(page, "go")
    reaches(desk, Stage.NO_INVITATION)


def test_a_full_disk_is_no_reason_to_ask_for_a_passphrase(desk: Desk, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was said that this computer has no keyring; who went on had a passphrase for ever."""

    def full(home: Path, passphrase: str | None) -> tuple[JudgeServices, str]:
        raise DiskFull("磁盘已满。", "请腾出空间后再试。")

    desk.start(passphrase=None)
    reaches(desk, Stage.NO_INVITATION)
    desk.window.open_file(next_season.make(tmp_path / "season").invitation)
    reaches(desk, Stage.INVITED)
    monkeypatch.setattr(JudgeServices, "create", full)
    desk.window.model.accept_invitation()
    desk.qtbot.waitUntil(lambda: isinstance(desk.window.model.problem, DiskFull), timeout=20_000)
    assert desk.window.model.stage is Stage.INVITED


def test_the_file_on_the_page_is_not_said_to_wait(desk: Desk, tmp_path: Path) -> None:
    """Who double-clicks twice has both starts open the same invitation."""
    invitation = next_season.make(tmp_path / "season").invitation
    desk.window.open_file(invitation)
    desk.start(passphrase=None)
    reaches(desk, Stage.INVITED)
    assert not desk.window.notice.isVisible()


def enrolled(home: Path, invitation: Path) -> None:
    profile, _ = profiles.create(home, passphrase=PASSPHRASE)
    with closing(profile):
        enrol.enrol(profile, invitation.read_bytes())
        backup.on_disk(profile, "start")


def begins_anew(desk: Desk, office: Office) -> None:
    """With an invitation the organiser has just sent."""
    fresh = office.invite("J-01").files["J-01"]
    office.publish()
    desk.window.model.door.begin_anew(fresh)
    reaches(desk, Stage.INVITED)
    desk.qtbot.waitUntil(lambda: "moved-aside" in said_on_invitation(desk), timeout=20_000)


def said_on_invitation(desk: Desk) -> str:
    pages = [p for p in desk.window.start.findChildren(InvitationPage) if p.isVisible()]
    return "".join(w.text() for page in pages for w in page.findChildren(QLabel) if w.isVisible())


def test_without_passphrase_and_code_a_new_invitation_begins_anew(desk: Desk, home: Path, tmp_path: Path) -> None:
    """There was no way on but another computer. Nothing is deleted, and nothing is moved before somebody says so."""
    made = next_season.make(tmp_path / "season")
    enrolled(home, made.invitation)
    desk.start(passphrase=None)
    reaches(desk, Stage.PASSPHRASE)
    assert shown(desk).lost.isHidden(), "who only mistyped is not led there"
    click(shown(desk), "forgot")
    assert shown(desk).lost.isVisible()
    office = Office(made.season, str(made.season.repository))
    begins_anew(desk, office)
    desk.window.model.door.not_me()
    reaches(desk, Stage.PASSPHRASE)
    assert profiles.usable(home)
    begins_anew(desk, office)
    desk.window.model.accept_invitation()
    reaches(desk, Stage.NEW_PASSPHRASE)
    assert profiles.usable(home), "without a passphrase there is nothing in its place yet"
    profiles.open_profile(home, passphrase=PASSPHRASE).close()
    desk.window.model.accept_invitation("another secret")
    reaches(desk, Stage.RECOVERY_CODE)
    assert {p.name.partition("-")[2] for p in (home / "moved-aside").iterdir()} >= {"vault.json", "desk.db", "backups"}
    desk.window.model.code_is_kept()
    reaches(desk, Stage.PLEDGE)
    desk.close()
    profiles.open_profile(home, passphrase="another secret").close()


def test_a_damaged_profile_without_a_copy_begins_anew(desk: Desk, home: Path, tmp_path: Path) -> None:
    made = next_season.make(tmp_path / "season")
    enrolled(home, made.invitation)
    (home / "vault.json").write_text("{}")
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.DAMAGED)
    pages: list[DamagedPage] = []

    def offers() -> bool:
        pages[:] = [p for p in desk.window.start.findChildren(DamagedPage) if p.isVisible() and p.anew.isVisible()]
        return bool(pages)

    desk.qtbot.waitUntil(offers, timeout=20_000)
    said = [w.text() for w in pages[0].findChildren(QLabel) if "vault.json" in w.text()]
    assert len(said) == 1, "what is wrong is said once"
    assert cut_off_at_rest(desk) == []
    begins_anew(desk, Office(made.season, str(made.season.repository)))
    desk.window.model.accept_invitation(PASSPHRASE)
    reaches(desk, Stage.RECOVERY_CODE)


def test_an_invitation_of_another_season_does_not_take_its_place(desk: Desk, home: Path, tmp_path: Path) -> None:
    enrolled(home, next_season.make(tmp_path / "season").invitation)
    other = next_season.make(tmp_path / "other", year=2028)
    desk.start(passphrase=None)
    reaches(desk, Stage.PASSPHRASE)
    desk.window.model.door.begin_anew(other.invitation)
    desk.qtbot.waitUntil(lambda: other.label in desk.window.notice.text(), timeout=20_000)
    assert desk.window.model.stage is Stage.PASSPHRASE
    assert profiles.usable(home)
