"""The judge's first five minutes on a real published season: an invitation, the own name, the pledge, the first page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import OfflineError
from app.core.tasks import Context
from app.models.season import Enrolment
from app.services import backup
from app.services.judge import loading, room
from app.services.organiser import admit, collect, handing_over
from app.ui.judge import load_model
from app.ui.judge.invitation_page import InvitationPage
from app.ui.judge.load_model import LoadModel
from app.ui.judge.pledge_page import PledgePage
from app.ui.judge.restore_pages import FoundCopyPage, RestorePage
from app.ui.judge.secret_pages import CodePage
from app.ui.judge.start_pages import EmptyPage
from app.ui.judge.start_stage import Stage
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, set_policy, sync_now
from tests.fakes.season import PASSPHRASE, Season, found
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off_at_rest, nameless

JUDGE = "J-02"


@pytest.fixture
def season(tmp_path: Path, request: pytest.FixtureRequest) -> Season:
    videos = {"Z-001": 3_000_000} if "room" in request.node.name or "pausing" in request.node.name else {}
    made = found(tmp_path, entries=4, judges=2, videos=videos)
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    return made


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    with serving(season) as address:
        yield Office(season, address)


@pytest.fixture
def invitation(office: Office) -> Path:
    place = office.invite().files[JUDGE]
    office.publish()
    return place


def reaches(desk: Desk, stage: Stage) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is stage, timeout=20_000)
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []


def page(desk: Desk, kind: type[QWidget]) -> QWidget:
    shown = [p for p in desk.window.start.findChildren(kind) if p.isVisible()]
    assert len(shown) == 1, shown
    return shown[0]


def said(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def click(desk: Desk, control: QWidget) -> int:
    desk.qtbot.waitUntil(control.isEnabled, timeout=20_000)
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    return 1


def opens(desk: Desk, invitation: Path) -> None:
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    desk.window.open_file(invitation)
    reaches(desk, Stage.INVITED)


def accepts(desk: Desk, invitation: Path) -> None:
    """“That is me”, and the recovery code is there."""
    opens(desk, invitation)
    click(desk, page(desk, InvitationPage).go)  # type: ignore[attr-defined]
    reaches(desk, Stage.RECOVERY_CODE)


def pledging(desk: Desk, invitation: Path) -> LoadModel:
    """The code is kept and the pledge in front; the files are on their way."""
    accepts(desk, invitation)
    desk.window.model.code_is_kept()
    reaches(desk, Stage.PLEDGE)
    load = desk.window.model.load
    assert load is not None
    return load


def test_from_the_invitation_to_the_first_page_in_six_clicks(desk: Desk, invitation: Path) -> None:
    opens(desk, invitation)
    clicks = 2  # the button and the file in the dialog
    first = page(desk, InvitationPage)
    desk.qtbot.waitUntil(lambda: desk.window.model.invited.assignment is not None, timeout=20_000)
    who, invited = desk.window.model.invited.assignment, desk.window.model.invited.view
    assert who is not None
    assert invited is not None
    wanted = {who.name, who.unit, who.panel, invited.season_code}
    desk.qtbot.waitUntil(lambda: wanted <= set(said(first).splitlines()), timeout=20_000)
    assert "4 份成果" in said(first)
    assert not desk.home.exists() or not list(desk.home.glob("*.db"))
    clicks += click(desk, first.go)  # type: ignore[attr-defined]
    reaches(desk, Stage.RECOVERY_CODE)
    code = page(desk, CodePage)
    code.kept.setChecked(True)  # type: ignore[attr-defined]
    clicks += 1 + click(desk, code.go)  # type: ignore[attr-defined]
    reaches(desk, Stage.PLEDGE)
    sign = page(desk, PledgePage)
    assert sign.name.hasFocus()  # type: ignore[attr-defined]
    QTest.keyClicks(sign.name, "x")  # type: ignore[attr-defined]
    sign.name.setText(who.name)  # type: ignore[attr-defined]
    sign.ticks["Z-002"][0].setChecked(True)  # type: ignore[attr-defined]
    sign.ticks["Z-002"][1].setText("曾辅导该小组")  # type: ignore[attr-defined]
    clicks += click(desk, sign.sign)  # type: ignore[attr-defined]
    desk.ready()
    assert clicks <= 6
    load = desk.window.model.load
    assert load is not None
    desk.qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=30_000)
    assert "资料齐备" in load.words()
    desk.qtbot.waitUntil(lambda: desk.room.care.travel.ready is True, timeout=30_000)
    assert desk.room.care.travel.words().startswith("可以出发")


def test_the_pledge_comes_before_the_files_and_the_first_report_opens_when_it_is_here(
    desk: Desk, invitation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, held = loading.load_blob, __import__("threading").Event()
    monkeypatch.setattr(loading, "load_blob", lambda *a: (held.wait(60), real(*a))[1])
    load = pledging(desk, invitation)
    desk.qtbot.waitUntil(lambda: load.state == load_model.RUNNING, timeout=20_000)
    pledge_ = desk.window.model.pledge
    assert pledge_ is not None
    desk.window.model.sign({}, pledge_.name)
    desk.qtbot.waitUntil(lambda: desk.window.room is not None, timeout=20_000)
    desk.shows("Z-001")
    assert not desk.room.first_page_is_drawn()
    held.set()
    desk.ready()


def test_dropping_a_file_and_pasting_text_lead_to_the_same_page(desk: Desk, invitation: Path) -> None:
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(invitation))])
    drop = QDropEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    desk.window.dropEvent(drop)
    reaches(desk, Stage.INVITED)
    click(desk, page(desk, InvitationPage).other)  # type: ignore[attr-defined]
    reaches(desk, Stage.NO_INVITATION)
    QGuiApplication.clipboard().setText("老师您好，这是邀请：\n" + invitation.read_text() + "\n请打开")
    click(desk, page(desk, EmptyPage).paste)  # type: ignore[attr-defined]
    reaches(desk, Stage.INVITED)
    QGuiApplication.clipboard().setText("没有邀请的一句话")
    desk.window.model.show(Stage.NO_INVITATION)
    reaches(desk, Stage.NO_INVITATION)
    click(desk, page(desk, EmptyPage).paste)  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(lambda: desk.window.model.problem is not None, timeout=20_000)
    assert desk.window.model.stage is Stage.NO_INVITATION


@pytest.mark.parametrize("how", ["wrapped", "quoted", "mark", "utf-16", "chat"])
def test_an_invitation_is_read_as_it_comes(desk: Desk, invitation: Path, how: str) -> None:
    text = invitation.read_text()
    lines = "\n".join(text[at : at + 70] for at in range(0, len(text), 70))
    message = {"wrapped": lines, "quoted": "\n".join(f"> {line}" for line in lines.splitlines()), "chat": f"您好：\u200b\n{lines}\n请打开"}
    place = invitation.with_name("邀请.txt")
    encoding = {"mark": "utf-8-sig", "utf-16": "utf-16"}.get(how, "utf-8")
    place.write_text(message.get(how, text), encoding=encoding)
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    if how in message:
        QGuiApplication.clipboard().setText(message[how])
        click(desk, page(desk, EmptyPage).paste)  # type: ignore[attr-defined]
        reaches(desk, Stage.INVITED)
        desk.window.model.show(Stage.NO_INVITATION)
        reaches(desk, Stage.NO_INVITATION)
    desk.window.open_file(place)
    reaches(desk, Stage.INVITED)
    desk.window.model.accept_invitation(PASSPHRASE)
    reaches(desk, Stage.RECOVERY_CODE)


def test_an_empty_clipboard_is_called_that(desk: Desk) -> None:
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    click(desk, page(desk, EmptyPage).paste)  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(lambda: desk.window.model.problem is not None, timeout=20_000)
    assert "剪贴板里没有邀请" in str(desk.window.model.problem)


def test_a_bad_file_leaves_the_invitation_on_the_page_and_any_name_is_taken(desk: Desk, invitation: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.qcinvite").write_text("{}")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    named = Path(shutil.copy(invitation, tmp_path / "J-02.pdf"))
    opens(desk, named)
    assert page(desk, InvitationPage)
    for name in ("bad.qcinvite", "report.pdf"):
        desk.window.model.problem = None
        desk.window.open_file(tmp_path / name)
        desk.qtbot.waitUntil(lambda: desk.window.model.problem is not None, timeout=20_000)
        assert desk.window.model.stage is Stage.INVITED
    assert "不是质评台的文件" in str(desk.window.model.problem)
    reaches(desk, Stage.INVITED)
    shown = page(desk, InvitationPage)
    desk.qtbot.waitUntil(lambda: "赛季码" in said(shown), timeout=20_000)
    click(desk, shown.go)  # type: ignore[attr-defined]
    reaches(desk, Stage.RECOVERY_CODE)


def test_a_code_told_apart_is_asked_for_and_a_wrong_one_is_said(desk: Desk, office: Office) -> None:
    made = office.invite(codes=True)
    office.publish()
    assert made.codes is not None
    digits = dict(line.split(",") for line in made.codes.read_text().split())[JUDGE]
    opens(desk, made.files[JUDGE])
    first = page(desk, InvitationPage)
    assert not first.go.isEnabled()  # type: ignore[attr-defined]
    first.code.setText("000000" if digits != "000000" else "111111")  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(lambda: "验证码" in first.state.text(), timeout=20_000)  # type: ignore[attr-defined]
    assert not first.go.isEnabled()  # type: ignore[attr-defined]
    first.code.setText(digits)  # type: ignore[attr-defined]
    click(desk, first.go)  # type: ignore[attr-defined]
    reaches(desk, Stage.RECOVERY_CODE)


@pytest.mark.parametrize("written", ["{0[0]} {0[1]} {0[2]} {0[3]} {0[4]} {0[5]}", "验证码：{0}，30 分钟内有效", "wide"])
def test_a_code_is_understood_as_it_comes(desk: Desk, office: Office, written: str) -> None:
    made = office.invite(codes=True)
    office.publish()
    assert made.codes is not None
    digits = dict(line.split(",") for line in made.codes.read_text().split())[JUDGE]
    opens(desk, made.files[JUDGE])
    first = page(desk, InvitationPage)
    text = digits.translate({ord("0") + n: ord("０") + n for n in range(10)}) if written == "wide" else written.format(digits)
    QGuiApplication.clipboard().setText(text)
    assert first.code.hasFocus()  # type: ignore[attr-defined]
    first.code.paste()  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(first.go.isEnabled, timeout=20_000)  # type: ignore[attr-defined]
    assert desk.window.model.invited.code == digits
    desk.qtbot.waitUntil(lambda: "4 份成果" in said(first), timeout=20_000)


def test_more_or_fewer_digits_are_not_asked_about_and_typing_on_forgets_the_answer(desk: Desk, office: Office) -> None:
    made = office.invite(codes=True)
    office.publish()
    assert made.codes is not None
    digits = dict(line.split(",") for line in made.codes.read_text().split())[JUDGE]
    opens(desk, made.files[JUDGE])
    first = page(desk, InvitationPage)
    QTest.keyClicks(first.code, digits + "1")  # type: ignore[attr-defined]
    assert "7 位" in first.state.text()  # type: ignore[attr-defined]
    desk.rests()
    assert not first.go.isEnabled()  # type: ignore[attr-defined]
    assert desk.window.model.invited.code == ""
    QTest.keyClick(first.code, Qt.Key.Key_Backspace)  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(first.go.isEnabled, timeout=20_000)  # type: ignore[attr-defined]
    invited = desk.window.model.invited
    answered = invited._question
    QTest.keyClick(first.code, Qt.Key.Key_Backspace)  # type: ignore[attr-defined]
    assert not first.go.isEnabled()  # type: ignore[attr-defined]
    invited._seen(answered, digits, None)  # the answer to the question before comes late
    assert invited.code == ""
    assert not first.go.isEnabled()  # type: ignore[attr-defined]


def test_other_files_are_explained_on_the_first_page(desk: Desk, season: Season, invitation: Path, tmp_path: Path) -> None:
    new_laptop(season, JUDGE, invitation)
    (tmp_path / "合影.jpg").write_bytes(b"\xff\xd8\xff")
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    for file, words in ((season.home(JUDGE) / f"{JUDGE}.qcenrol", "登记文件"), (tmp_path / "合影.jpg", "不是质评台的文件")):
        desk.window.open_file(file)
        desk.qtbot.waitUntil(lambda words=words: words in said(desk.window.start), timeout=20_000)
        reaches(desk, Stage.NO_INVITATION)
    desk.window.open_file(Path())
    assert desk.window.model.stage is Stage.NO_INVITATION


def test_a_file_that_comes_too_early_waits_for_the_desk(desk: Desk, invitation: Path) -> None:
    """A second double click on the invitation while the pledge is read: said, and answered once the desk is open."""
    pledging(desk, invitation)
    desk.window.open_file(invitation)
    assert "打开评审以后" in desk.window.notice.text()
    pledge_ = desk.window.model.pledge
    assert pledge_ is not None
    desk.window.model.sign({}, pledge_.name)
    desk.qtbot.waitUntil(lambda: "已经用过了" in desk.window.notice.text(), timeout=20_000)
    assert desk.window.model.held is None


def test_a_newer_invitation_is_taken_while_waiting_for_the_organiser(qtbot: QtBot, desk: Desk, season: Season, office: Office) -> None:
    set_policy(season, enrolment=Enrolment.ADMITTED)
    first = office.invite().files[JUDGE]
    office.publish()
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    desk.window.open_file(first)
    reaches(desk, Stage.INVITED)
    click(desk, page(desk, InvitationPage).go)  # type: ignore[attr-defined]
    reaches(desk, Stage.RECOVERY_CODE)
    desk.window.model.code_is_kept()
    reaches(desk, Stage.WAITING)
    before = desk.window.model.enrolled
    desk.window.open_file(office.invite(JUDGE).files[JUDGE])
    reaches(desk, Stage.INVITED)
    click(desk, page(desk, InvitationPage).go)  # type: ignore[attr-defined]
    reaches(desk, Stage.WAITING)
    after = desk.window.model.enrolled
    assert before is not None
    assert after is not None
    assert after is not before
    assert after.device_code == before.device_code, "the laptop keeps its keys"


def test_no_room_is_said_before_it_starts_and_leaving_out_videos_helps(
    desk: Desk, invitation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = shutil.disk_usage("/")._replace(total=1 << 40, free=room.RESERVE + 1_000_000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _p: new)
    load = pledging(desk, invitation)
    desk.qtbot.waitUntil(lambda: load.state == load_model.NO_ROOM, timeout=20_000)
    assert "磁盘不够：1 个文件没有下载" in load.words()
    assert "315 MB 留给评分" in load.words()
    assert load.counts() == (1, 2), "the report came"
    desk.qtbot.waitUntil(lambda: "磁盘不够" in said(desk.window.start), timeout=20_000)
    load.choose(videos=False, entries=None)
    desk.qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=20_000)


def test_after_the_line_broke_it_goes_on_by_itself(desk: Desk, invitation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sum(load_model.RETRY_MS) <= 30_000
    monkeypatch.setattr(load_model, "RETRY_MS", (20, 40))
    real, broken = loading.load_blob, [OfflineError("没有网络。") for _ in range(3)]

    def unsteady(*words: object) -> tuple[int, int]:
        if broken:
            raise broken.pop()
        return real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "load_blob", unsteady)
    load = pledging(desk, invitation)
    desk.qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=20_000)
    assert broken == []


def test_pausing_keeps_what_came_and_going_on_ends_it(desk: Desk, invitation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accepts(desk, invitation)
    real, calls, moving = loading.load_blob, [], []

    def stopping(*words: object) -> tuple[int, int]:
        calls.append(words)
        if len(calls) == 2:
            assert desk.window.model.load is not None
            moving.append(desk.window.model.load.words())
            context = words[3]
            assert isinstance(context, Context)
            context.cancel()
            context.report()
        return real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "load_blob", stopping)
    desk.window.model.code_is_kept()
    reaches(desk, Stage.PLEDGE)
    load = desk.window.model.load
    assert load is not None
    desk.qtbot.waitUntil(lambda: len(calls) >= 2, timeout=20_000)
    load.pause()
    desk.qtbot.waitUntil(lambda: load.plan is not None and load.counts()[0] == 1, timeout=20_000)
    assert "已可评 1 份" in moving[0]
    assert "下载已停" in load.words()
    load.begin()
    assert load.state == load_model.PAUSED
    load.resume()
    desk.qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=20_000)


def test_a_copy_comes_back_with_the_code_from_the_paper(desk: Desk, season: Season, invitation: Path, tmp_path: Path) -> None:
    code = new_laptop(season, JUDGE, invitation)
    sync_now(season, JUDGE)
    pledge(season, JUDGE)
    score_some(season, JUDGE, ("Z-001", "Z-002"))
    with season.open(JUDGE) as profile:
        backup.off_disk(profile, tmp_path / "stick.qcbackup")
    desk.start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    click(desk, page(desk, EmptyPage).restore)  # type: ignore[attr-defined]
    reaches(desk, Stage.RESTORE)
    room = page(desk, RestorePage)
    room.take(tmp_path / "stick.qcbackup")  # type: ignore[attr-defined]
    room.code.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))  # type: ignore[attr-defined]
    click(desk, room.look)  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(room.bad.isVisible, timeout=20_000)  # type: ignore[attr-defined]
    room.code.setText(code.lower())  # type: ignore[attr-defined]
    click(desk, room.look)  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(room.found.isVisible, timeout=20_000)  # type: ignore[attr-defined]
    assert "已评 2 份" in room.found.text()  # type: ignore[attr-defined]
    click(desk, room.go)  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(lambda: desk.window.room is not None, timeout=20_000)
    desk.qtbot.waitUntil(lambda: desk.room.bench.desk.state is not None, timeout=20_000)
    assert desk.room.bench.desk.state is not None
    assert desk.room.bench.desk.state.tally.done == 2


def test_the_new_laptop_says_what_it_found_and_brings_it_back(desk: Desk, season: Season, office: Office) -> None:
    invited = office.invite()
    for who in ("J-01", JUDGE):
        new_laptop(season, who, invited.files[who])
    office.admit()
    office.publish()
    sync_now(season, JUDGE)
    pledge(season, JUDGE)
    score_some(season, JUDGE, ("Z-001", "Z-003"))
    sync_now(season, JUDGE)
    with season.open("organiser") as organiser:
        collect.collect(organiser, season.repository, Context())
    again = office.invite(JUDGE).files[JUDGE]
    accepts(desk, again)
    desk.window.model.code_is_kept()
    desk.qtbot.waitUntil(lambda: desk.window.model.stage in (Stage.WAITING, Stage.PLEDGE), timeout=20_000)
    with season.open("organiser") as organiser:
        admit.admit(organiser, season.repository, [], old_key=admit.EndReason.LOST)
        handing_over.recover(organiser, season.repository, JUDGE)
    office.publish()
    desk.window.model.sync()
    reaches(desk, Stage.FOUND_COPY)
    found_ = page(desk, FoundCopyPage)
    assert "已评 2 份" in said(found_)
    click(desk, found_.go)  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(lambda: desk.window.room is not None, timeout=20_000)
    desk.qtbot.waitUntil(lambda: desk.room.bench.desk.state is not None, timeout=20_000)
    assert desk.room.bench.desk.state is not None
    assert desk.room.bench.desk.state.tally.done == 2
