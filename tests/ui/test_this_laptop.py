"""What enrolment leaves open stands on the desk and after every start: the 设备码, 身份待确认, and who can open the copies that go out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.season import Enrolment
from app.services.judge import identity, sync
from app.trust.fingerprint import device_code
from app.ui.judge import rail
from app.ui.judge.care_room import CARE, DOCTOR
from app.ui.judge.start_stage import Stage
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, set_policy, sync_now
from tests.fakes.season import PASSPHRASE, Season, found
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off, cut_off_at_rest, nameless

JUDGE = "J-02"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = found(tmp_path, entries=1, judges=2)
    set_policy(made, enrolment=Enrolment.IMMEDIATE, recover_by_organiser=True)
    return made


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    """A judge's laptop that opened its invitation, signed and scored, and that nobody admitted yet."""
    with serving(season) as address:
        made = Office(season, address)
        invitation = made.invite().files[JUDGE]
        made.publish()
        new_laptop(season, JUDGE, invitation)
        sync_now(season, JUDGE)
        pledge(season, JUDGE)
        score_some(season, JUDGE, ("Z-001",))
        yield made


@pytest.fixture
def desk(qtbot: QtBot, season: Season) -> Iterator[Desk]:
    made = Desk(qtbot, season.home(JUDGE))
    yield made
    made.close()


def said(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def code_of(season: Season) -> str:
    with season.open(JUDGE) as profile:
        keys = identity.load(profile)[1]
    return device_code(keys.sign.public_hex, keys.seal.public_hex)


def pending(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: "身份待确认" in desk.window.status.safe.text(), timeout=20_000)


def test_the_desk_says_it_until_the_organiser_admitted_this_computer(season: Season, office: Office, desk: Desk) -> None:
    code = code_of(season)
    desk.start(passphrase=PASSPHRASE).ready()
    pending(desk)
    for key in (CARE, DOCTOR):
        desk.room.toggle(key)
        desk.qtbot.waitUntil(lambda: f"设备码：{code}" in said(desk.window.stack), timeout=20_000)
        assert "身份待确认：可以阅读和评分" in said(desk.window.stack)
        desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
        assert nameless(desk.window) == []
    desk.room.choose(rail.SUBMIT)
    desk.qtbot.waitUntil(lambda: f"设备码：{code}" in said(desk.room.submit), timeout=20_000)
    office.admit()
    office.publish()
    desk.room.safety.sync()
    desk.qtbot.waitUntil(lambda: "身份待确认" not in desk.window.status.safe.text(), timeout=20_000)
    desk.room.toggle(CARE)
    desk.qtbot.waitUntil(lambda: "组织方已登记本机" in said(desk.room.care.panel), timeout=20_000)
    assert code in said(desk.room.care.panel)
    desk.qtbot.waitUntil(lambda: code not in said(desk.room.submit), timeout=20_000)


def test_who_can_open_the_copies_is_told_once_and_stays_to_be_read(season: Season, office: Office, desk: Desk) -> None:
    desk.start(passphrase=PASSPHRASE).ready()
    desk.room.safety.sync()
    desk.qtbot.waitUntil(lambda: "副本能由组织方打开" in desk.window.notice.text(), timeout=20_000)
    desk.saved()
    desk.close()
    with season.open(JUDGE) as profile:
        assert sync.sync(profile, Context())[0].copies_open_to == ""
    again = Desk(desk.qtbot, season.home(JUDGE))
    again.start(passphrase=PASSPHRASE).ready()
    again.room.toggle(CARE)
    again.qtbot.waitUntil(lambda: "联网时自动送出的：副本能由组织方打开" in said(again.room.care.panel), timeout=20_000)
    pending(again)
    again.close()


def test_a_judge_who_starts_again_finds_code_and_file_on_the_waiting_page(season: Season, qtbot: QtBot) -> None:
    """The address of the season does not answer: nothing came yet, and the request could not be sent."""
    invitation = Office(season, "http://127.0.0.1:9").invite().files[JUDGE]
    new_laptop(season, JUDGE, invitation)
    code = code_of(season)
    desk = Desk(qtbot, season.home(JUDGE))
    desk.start(passphrase=PASSPHRASE)
    qtbot.waitUntil(lambda: desk.window.model.stage is Stage.WAITING, timeout=20_000)
    qtbot.waitUntil(lambda: f"设备码：{code}" in said(desk.window.start), timeout=20_000)
    assert f"{JUDGE}.qcenrol" in said(desk.window.start)
    assert cut_off_at_rest(desk) == []
    desk.close()


def test_the_code_is_computed_for_whoever_looks_and_for_nobody_else(season: Season, office: Office, desk: Desk) -> None:
    """It takes every core for a tenth of a second: at each start that was a stutter of the first page."""
    code = code_of(season)
    desk.start(passphrase=PASSPHRASE).ready()
    pending(desk)
    safety = desk.room.safety
    assert safety.laptop is not None
    assert safety.laptop.device_code == ""
    desk.room.toggle(CARE)
    desk.qtbot.waitUntil(lambda: safety.laptop is not None and safety.laptop.device_code == code, timeout=20_000)
    desk.room.toggle(CARE)
    safety.look_at_laptop()
    desk.rests()
    assert safety.laptop is not None
    assert safety.laptop.device_code == code
