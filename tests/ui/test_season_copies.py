"""Copies and folders of several seasons: a copy goes into its own season's folder, and no button leads back to where it stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core import homes
from app.services import backup
from app.services import profile as profiles
from app.services.judge import enrol
from app.services.judge.other_season import OtherSeason
from app.ui.judge import rail
from app.ui.judge.restore_pages import RestorePage
from app.ui.judge.seasons_list import SeasonsList
from app.ui.judge.start_stage import Stage
from tests.fakes import next_season
from tests.fakes.desk_profile import Plan
from tests.fakes.next_season import NextSeason
from tests.fakes.qcdesk import Desk as CommandLine
from tests.fakes.season import PASSPHRASE
from tests.ui.conftest import Desk, Opener


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> NextSeason:
    return next_season.make(tmp_path_factory.mktemp("2026"), year=2026)


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> NextSeason:
    return next_season.make(tmp_path_factory.mktemp("2027"))


@pytest.fixture
def copy(home: Path, tmp_path: Path, earlier: NextSeason) -> tuple[Path, str]:
    """Last year's profile is in the plain folder, and a copy of it on a stick with its recovery code."""
    profile, code = profiles.create(home, passphrase=PASSPHRASE)
    with closing(profile):
        enrol.enrol(profile, earlier.invitation.read_bytes())
        backup.off_disk(profile, tmp_path / "stick.qcbackup")
    return tmp_path / "stick.qcbackup", code


@pytest.fixture
def started(qtbot: QtBot) -> Iterator[Callable[[Path], tuple[Desk, list[list[str]]]]]:
    """A window on a folder, and the programs it would have started."""
    opened: list[Desk] = []

    def start(home: Path) -> tuple[Desk, list[list[str]]]:
        desk, words = Desk(qtbot, home), list[list[str]]()
        desk.window.model.seasons.start = lambda said: words.append(list(said)) or False  # type: ignore[func-returns-value]
        opened.append(desk)
        return desk.start(passphrase=PASSPHRASE), words

    yield start
    for desk in opened:
        desk.close()


def offered(desk: Desk) -> list[QPushButton]:
    notice = desk.window.notice
    return [w for w in notice._acts() if w.isVisible() and isinstance(w, QPushButton) and w not in (notice._copy, notice._close)]


def test_a_copy_of_another_season_is_not_restored_into_this_ones_folder(
    home: Path, copy: tuple[Path, str], following: NextSeason, started: Callable[[Path], tuple[Desk, list[list[str]]]]
) -> None:
    """It would stand in the way of the season the folder is for: its invitation led to the same window for ever."""
    beside = homes.of_season(home, following.id)
    desk, words = started(beside)
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.NO_INVITATION, timeout=20_000)
    desk.window.open_file(copy[0])
    desk.qtbot.waitUntil(lambda: any(p.isVisible() for p in desk.window.start.findChildren(RestorePage)), timeout=20_000)
    (page,) = [p for p in desk.window.start.findChildren(RestorePage) if p.isVisible()]
    page.code.setText(copy[1])
    page.preview()
    desk.qtbot.waitUntil(lambda: "另一个赛季" in desk.window.notice.text(), timeout=20_000)
    assert not page.go.isEnabled()
    desk.qtbot.waitUntil(lambda: bool(offered(desk)), timeout=20_000)
    (act,) = offered(desk)
    QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: words == [["--home", str(home), str(copy[0])]], timeout=20_000)
    assert not profiles.exists(beside)


def test_what_is_in_a_copy_is_said_with_its_season(
    copy: tuple[Path, str], earlier: NextSeason, tmp_path: Path, started: Callable[[Path], tuple[Desk, list[list[str]]]]
) -> None:
    """On a new computer nothing else tells two years' copies apart."""
    desk, _ = started(tmp_path / "new")
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.NO_INVITATION, timeout=20_000)
    desk.window.open_file(copy[0])
    desk.qtbot.waitUntil(lambda: any(p.isVisible() for p in desk.window.start.findChildren(RestorePage)), timeout=20_000)
    (page,) = [p for p in desk.window.start.findChildren(RestorePage) if p.isVisible()]
    page.code.setText(copy[1])
    page.preview()
    desk.qtbot.waitUntil(page.go.isEnabled, timeout=20_000)
    assert page.found.text().startswith(f"{earlier.label}\nJ-01，")
    line = CommandLine(tmp_path / "new", PASSPHRASE, {"QCDESK_RECOVERY": copy[1]})
    assert line.ask("restore", copy[0], "--preview")["label"] == earlier.label
    assert line.run("restore", copy[0], "--preview").out.startswith(f"{earlier.label}，")


def test_nor_beside_the_profile_that_is_there_already(
    home: Path, copy: tuple[Path, str], following: NextSeason, earlier: NextSeason
) -> None:
    """Two folders with one judge's keys: which of them counts?"""
    lost = home.with_name(f"{home.name}-{earlier.id}")
    home.rename(lost)
    with pytest.raises(OtherSeason) as refused:
        backup.restore(*copy, home, passphrase=PASSPHRASE)
    assert (refused.value.home, refused.value.there) == (lost, True)
    assert not home.exists()
    for free in (homes.of_season(home, following.id).with_name("drill"), lost):
        shutil.rmtree(lost, ignore_errors=True)
        assert backup.restore(*copy, free, passphrase=PASSPHRASE).season == earlier.id


def test_the_command_names_the_folder(home: Path, copy: tuple[Path, str], following: NextSeason) -> None:
    beside = homes.of_season(home, following.id)
    said = CommandLine(beside, PASSPHRASE, {"QCDESK_RECOVERY": copy[1]}).run("restore", copy[0], code=1)
    assert f"qcdesk --home {home} restore" in said.line
    assert not profiles.exists(beside)


def test_a_folder_with_another_seasons_name_is_said_and_leads_nowhere(
    home: Path,
    copy: tuple[Path, str],
    following: NextSeason,
    earlier: NextSeason,
    started: Callable[[Path], tuple[Desk, list[list[str]]]],
) -> None:
    misnamed = homes.of_season(home, following.id)
    home.rename(misnamed)
    desk, words = started(misnamed)
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.PLEDGE, timeout=20_000)
    desk.window.open_file(following.invitation)
    desk.qtbot.waitUntil(lambda: following.label in desk.window.notice.text(), timeout=20_000)
    assert f"改名为“{home.name}-{earlier.id}”" in desk.window.notice.text()
    assert offered(desk) == []
    assert words == []


def test_a_profile_that_was_moved_away_is_not_replaced_by_an_empty_one(open_desk: Opener, home: Path, following: NextSeason) -> None:
    """The list in the settings is as old as the panel: an empty desk in its place looked as if last year's scores were gone."""
    beside = homes.of_season(home, following.id)
    profiles.create(beside, passphrase=PASSPHRASE)[0].close()
    desk = open_desk(Plan(entries=2))
    desk.room.choose(rail.SETTINGS)
    desk.qtbot.waitUntil(lambda: any(s.isVisible() for s in desk.room.settings.findChildren(SeasonsList)), timeout=20_000)
    beside.rename(beside.with_name("elsewhere"))
    desk.window.model.seasons.open(beside)
    desk.qtbot.waitUntil(lambda: "不在原处" in desk.window.notice.text(), timeout=20_000)
    assert desk.window.isVisible()
    assert not beside.exists()
    desk.qtbot.waitUntil(lambda: desk.window.model.seasons.found == (), timeout=20_000)


@pytest.mark.parametrize("own", [True, False])
def test_a_judges_invitation_on_an_organisers_desk_has_a_profile_of_its_own(
    tmp_path: Path, following: NextSeason, earlier: NextSeason, own: bool, started: Callable[[Path], tuple[Desk, list[list[str]]]]
) -> None:
    """Who organises here may judge elsewhere: it was "no sealed file", and the command put a judge's keys among the organiser's."""
    home, asked = tmp_path / "qcdesk", following if own else earlier
    shutil.copytree(following.season.home("organiser"), home)
    desk, words = started(home)
    desk.qtbot.waitUntil(lambda: desk.window.season is not None, timeout=20_000)
    desk.window.open_file(asked.invitation)
    desk.qtbot.waitUntil(lambda: "评委的评分另放一份档案" in desk.window.notice.text(), timeout=20_000)
    desk.qtbot.waitUntil(lambda: bool(offered(desk)), timeout=20_000)
    (act,) = offered(desk)
    QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    beside = homes.of_season(home, asked.id)
    desk.qtbot.waitUntil(lambda: words == [["--home", str(beside), str(asked.invitation)]], timeout=20_000)
    desk.close()
    said = CommandLine(home, PASSPHRASE).run("judge", "enrol", asked.invitation, code=1)
    assert f"qcdesk --home {beside} judge enrol" in said.line
