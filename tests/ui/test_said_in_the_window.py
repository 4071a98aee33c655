"""What the window shows leads on in the window: an expired source, 数据说明 at every stage, and no command line in its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.season import Enrolment
from app.services import profile as profiles
from app.services.judge import sync
from app.services.judge.load_plan import Wanted
from app.sync import tuf_client
from app.ui.judge import rail
from app.ui.judge.restore_pages import RestorePage
from app.ui.judge.start_stage import Stage
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.laptops import Office, new_laptop, pledge, score_whole, serving, set_policy
from tests.fakes.season import PASSPHRASE, Season, found
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import cut_off_at_rest, nameless

JUDGE = "J-02"
NOTE = "数据说明：评分文件里有"


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Season]:
    """A judge who accepted the invitation on a laptop; its source stays reachable."""
    made = found(tmp_path, entries=1, judges=2)
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    with serving(made) as address:
        office = Office(made, address)
        invitation = office.invite().files[JUDGE]
        office.publish()
        new_laptop(made, JUDGE, invitation)
        yield made


@pytest.fixture
def expired(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published is past its day, for who does not say that it is good all the same."""
    real = sync.fetch
    day = datetime(2026, 1, 1, tzinfo=UTC)

    def fetch(*words: Any, accept_expired: bool) -> Any:
        if not accept_expired:
            raise tuf_client._expired(day, day)
        return real(*words, accept_expired=accept_expired)

    monkeypatch.setattr(sync, "fetch", fetch)


def said(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def trust(widget: QWidget) -> list[QPushButton]:
    return [b for b in widget.findChildren(QPushButton) if b.text() == "来源可靠，继续使用" and b.isVisible()]


def test_an_expired_source_is_gone_on_with_from_the_waiting_page(season: Season, expired: None, qtbot: QtBot) -> None:
    desk = Desk(qtbot, season.home(JUDGE)).start(passphrase=PASSPHRASE)
    qtbot.waitUntil(lambda: desk.window.model.stage is Stage.WAITING and bool(trust(desk.window.start)), timeout=20_000)
    assert "--" not in said(desk.window.start)
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    trust(desk.window.start)[0].click()
    qtbot.waitUntil(lambda: desk.window.model.stage is Stage.PLEDGE, timeout=20_000)
    qtbot.waitUntil(lambda: NOTE in said(desk.window.start), timeout=20_000)
    assert "第一次打开各份成果的先后次序" in said(desk.window.start)
    desk.close()


def test_and_from_the_desk(season: Season, qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    with season.open(JUDGE) as profile:
        sync.sync(profile, Context(), wanted=Wanted(entries=frozenset()))
    pledge(season, JUDGE)
    request.getfixturevalue("expired")
    desk = Desk(qtbot, season.home(JUDGE)).start(passphrase=PASSPHRASE)
    qtbot.waitUntil(lambda: desk.window.room is not None, timeout=20_000)
    desk.room.safety.sync()
    notice = desk.window.notice
    qtbot.waitUntil(lambda: bool(trust(notice)), timeout=20_000)
    assert "--" not in notice.text()
    trust(notice)[0].click()
    qtbot.waitUntil(lambda: desk.room.safety.offline is False, timeout=20_000)
    desk.close()


def test_what_the_file_tells_is_read_before_the_last_item_and_after_handing_in(season: Season, qtbot: QtBot) -> None:
    with season.open(JUDGE) as profile:
        sync.sync(profile, Context())
    pledge(season, JUDGE)
    desk = Desk(qtbot, season.home(JUDGE)).start(passphrase=PASSPHRASE).ready()
    desk.room.choose(rail.SUBMIT)
    qtbot.waitUntil(lambda: "未评不等于 0 分" in said(desk.room.submit), timeout=20_000)
    assert NOTE in said(desk.room.submit)
    desk.close()


def test_and_after_handing_in(open_desk: Opener, home: Path) -> None:
    open_desk(Plan(entries=1)).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        score_whole(profile, "Z-001")
    desk = open_desk()
    desk.room.choose(rail.SUBMIT)
    desk.qtbot.waitUntil(lambda: "全部评完" in said(desk.room.submit), timeout=20_000)
    desk.room.submit._model.submit()
    desk.qtbot.waitUntil(lambda: desk.room.submit._model.submitted is not None, timeout=20_000)
    desk.qtbot.waitUntil(lambda: "校验码" in said(desk.room.submit) and NOTE in said(desk.room.submit), timeout=20_000)
    assert cut_off_at_rest(desk) == []


def test_restoring_promises_nothing_about_the_old_computer(qtbot: QtBot, home: Path) -> None:
    desk = Desk(qtbot, home).start(passphrase=PASSPHRASE)
    qtbot.waitUntil(lambda: desk.window.model.stage is Stage.NO_INVITATION, timeout=20_000)
    desk.window.model.show(Stage.RESTORE)
    qtbot.waitUntil(lambda: any(p.isVisible() for p in desk.window.start.findChildren(RestorePage)), timeout=20_000)
    assert "停用" not in said(desk.window.start)
    assert "组长会看到两份" in said(desk.window.start)
    desk.close()
