"""This year's invitation on last year's desk: said in words with one button, opened beside it, and the way back."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.__main__ import _place
from app.core import claim, homes, paths
from app.core.claim import Claim
from app.services import profile as profiles
from app.services.judge import enrol
from app.ui import another_window, preferences
from app.ui.judge import other_seasons, rail
from app.ui.judge.seasons_list import SeasonsList
from app.ui.judge.start_pages import EmptyPage
from app.ui.judge.start_stage import Stage
from tests.fakes import desk_profile, next_season
from tests.fakes.desk_profile import Plan
from tests.fakes.next_season import NextSeason
from tests.fakes.qcdesk import ROOT
from tests.fakes.season import PASSPHRASE
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import cut_off_at_rest, nameless
from tests.ui.test_unsaved_words import Disk, unsaved, write

OWN = "2026年度QC小组成果评审"
MAKE, OPEN = "为它另建档案并打开", "打开那个赛季的档案"


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> NextSeason:
    return next_season.make(tmp_path_factory.mktemp("2027"))


@pytest.fixture
def beside(home: Path, following: NextSeason) -> Path:
    return home.with_name(f"{home.name}-{following.id}")


class Program:
    """Stands for the other process: what it was started with, and the claim on its profile once it is up."""

    def __init__(self) -> None:
        self.words: list[list[str]] = []
        self.works = True
        self.own: Claim | None = None

    def start(self, words: Sequence[str]) -> bool:
        self.words.append(list(words))
        return self.works

    def comes_up(self, home: Path) -> None:
        self.own = claim.take(home)
        assert self.own is not None


@pytest.fixture
def program() -> Iterator[Program]:
    made = Program()
    yield made
    if made.own is not None:
        made.own.release()


def on(desk: Desk, program: Program) -> Desk:
    desk.window.model.seasons.start = program.start
    return desk


@pytest.fixture
def bare(qtbot: QtBot, home: Path, program: Program) -> Iterator[Callable[..., Desk]]:
    """A window on `home`, or on another folder, as it is, not started yet."""
    opened: list[Desk] = []

    def make(place: Path | None = None) -> Desk:
        opened.append(on(Desk(qtbot, place or home), program))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()


def offered(desk: Desk) -> list[QPushButton]:
    """What the notice offers, beside being put away."""
    notice = desk.window.notice
    return [w for w in notice._acts() if w.isVisible() and isinstance(w, QPushButton) and w not in (notice._copy, notice._close)]


def reaches(desk: Desk, stage: Stage) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is stage, timeout=20_000)


def is_told(desk: Desk, following: NextSeason, words: str = MAKE) -> QPushButton:
    desk.qtbot.waitUntil(lambda: following.label in desk.window.notice.text(), timeout=20_000)
    desk.qtbot.waitUntil(lambda: bool(offered(desk)), timeout=20_000)
    (act,) = offered(desk)
    assert act.text() == act.accessibleName() == words
    assert "旧的评分原样保留" in desk.window.notice.text()
    assert "--home" not in desk.window.notice.text(), "nobody at a window is told to type a command"
    assert cut_off_at_rest(desk) == []
    return act


def press(act: QWidget) -> None:
    QTest.mouseClick(act, Qt.MouseButton.LeftButton)


def is_gone(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible(), timeout=20_000)


def other_profile(home: Path, following: NextSeason) -> Path:
    """That season's profile is there already, as its own desk left it."""
    profile, _ = profiles.create(home, passphrase=PASSPHRASE)
    enrol.enrol(profile, following.invitation.read_bytes())
    profile.close()
    return home


def test_the_desk_says_it_and_opens_the_other_season_beside_this_one(
    open_desk: Opener, home: Path, beside: Path, following: NextSeason, program: Program
) -> None:
    desk = on(open_desk(Plan(entries=2)), program)
    desk.window.remember(desk.window.preferences.with_(language="zh", volume=35))
    desk.qtbot.waitUntil(lambda: preferences.load(home).volume == 35, timeout=20_000)
    store = (home / "vault.json").read_bytes()
    desk.window.open_file(following.invitation)
    act = is_told(desk, following)
    assert f"这里评的是“{OWN}”" in desk.window.notice.text()
    assert not beside.exists(), "nothing is made before somebody wants it"
    for language, words in (("en", "Make a profile for it and open it"), ("zh", "为它另建档案并打开")):
        desk.window.remember(desk.window.preferences.with_(language=language))
        desk.desktop.languages.switch(language)
        desk.qtbot.waitUntil(lambda w=words: (act.text(), act.accessibleName()) == (w, w), timeout=20_000)
    press(act)
    desk.qtbot.waitUntil(lambda: bool(program.words), timeout=20_000)
    assert program.words == [["--home", str(beside), str(following.invitation)]]
    assert "另一个赛季的窗口" in desk.window.notice.text()
    seasons = desk.window.model.seasons
    asked = seasons._asked
    desk.qtbot.waitUntil(lambda: seasons._asked > asked + 2, timeout=20_000)
    assert desk.window.isVisible(), "this window stays until the other is there"
    program.comes_up(beside)
    is_gone(desk)
    kept = preferences.load(beside)
    assert (kept.volume, kept.last_entry) == (35, ""), "language, colours and sizes go along; the place in the list does not"
    assert (home / "vault.json").read_bytes() == store
    assert {p.name for p in beside.iterdir()} == {preferences.NAME, claim.NAME}, "nothing of the old season's goes along"


def test_a_season_that_has_its_profile_is_opened(open_desk: Opener, beside: Path, following: NextSeason, program: Program) -> None:
    other_profile(beside, following)
    desk = on(open_desk(Plan(entries=2)), program)
    program.comes_up(beside)  # its own window is open already: the program started now will hand over the file and end
    desk.window.open_file(following.invitation)
    press(is_told(desk, following, OPEN))
    is_gone(desk)
    assert program.words == [["--home", str(beside), str(following.invitation)]]


def test_a_program_that_does_not_start_leaves_this_window(
    open_desk: Opener, following: NextSeason, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = on(open_desk(Plan(entries=2)), program)
    for program.works in (False, True):  # refused by the system; started and never up
        monkeypatch.setattr(other_seasons, "PATIENCE_MS", 300)
        desk.window.open_file(following.invitation)
        press(is_told(desk, following))
        desk.qtbot.waitUntil(lambda: "没有打开" in desk.window.notice.text(), timeout=20_000)
        assert desk.window.isVisible()
        assert offered(desk) == []
    assert len(program.words) == 2


def test_words_that_are_not_saved_are_asked_about_first(
    open_desk: Opener, beside: Path, following: NextSeason, program: Program, disk: Disk
) -> None:
    desk = on(open_desk(Plan(entries=2)), program)
    disk.fill()
    write(desk, "数据充分。", "末端原因没有确认")
    unsaved(desk, 2)
    desk.window.open_file(following.invitation)
    press(is_told(desk, following))
    desk.qtbot.waitUntil(lambda: bool(program.words), timeout=20_000)
    program.comes_up(beside)
    desk.qtbot.waitUntil(lambda: "有 2 处没有存下" in desk.window.notice.text(), timeout=20_000)
    assert desk.window.isVisible()
    disk.empty()
    desk.qtbot.waitUntil(lambda: len(offered(desk)) == 3, timeout=20_000)
    press(offered(desk)[0])
    unsaved(desk, 0)


@pytest.fixture
def disk() -> Iterator[Disk]:
    with pytest.MonkeyPatch.context() as patch:
        yield Disk(patch)


def test_a_colleagues_invitation_of_this_season_offers_nothing(qtbot: QtBot, home: Path, tmp_path: Path, bare: Callable[..., Desk]) -> None:
    """It must not silently become a second profile: that is a sentence, and the organiser's matter."""
    made = next_season.make(tmp_path / "season", judges=2)
    other_profile(home, made)
    desk = bare().start(passphrase=PASSPHRASE)
    reaches(desk, Stage.PLEDGE)
    pledge = desk.window.model.pledge
    assert pledge is not None
    desk.window.model.sign({}, pledge.name)
    desk.qtbot.waitUntil(lambda: desk.window.room is not None, timeout=20_000)
    desk.window.open_file(made.invitation.with_name("J-02.qcinvite"))
    desk.qtbot.waitUntil(lambda: "邀请是给 J-02 的" in desk.window.notice.text(), timeout=20_000)
    assert offered(desk) == []


@pytest.mark.parametrize("at", [Stage.PLEDGE, Stage.PASSPHRASE, Stage.WAITING, Stage.DAMAGED])
def test_before_the_desk_it_is_said_at_once(
    home: Path, tmp_path: Path, beside: Path, following: NextSeason, program: Program, bare: Callable[..., Desk], at: Stage
) -> None:
    """Where the own profile is not signed for, shut, or not admitted yet: the new season never waits for the old one."""
    own = _own_season(tmp_path / "2026", admitted=at is not Stage.WAITING)
    other_profile(home, own)
    if at is Stage.DAMAGED:
        (home / "desk.db").write_bytes(b"x" * 8_192)
    desk = bare().start(passphrase=None if at is Stage.PASSPHRASE else PASSPHRASE)
    reaches(desk, at)
    desk.window.open_file(following.invitation)
    act = is_told(desk, following)
    assert desk.window.model.stage is at
    press(act)
    desk.qtbot.waitUntil(lambda: bool(program.words), timeout=20_000)
    program.comes_up(beside)
    is_gone(desk)


def _own_season(folder: Path, *, admitted: bool) -> NextSeason:
    made = next_season.make(folder, year=2026)
    if not admitted:
        shutil.rmtree(made.season.repository)
    return made


def test_a_start_on_the_invitation_says_it_when_the_old_profile_is_open(
    home: Path, following: NextSeason, program: Program, bare: Callable[..., Desk], templates: Callable[[Plan], Path]
) -> None:
    """The double click that starts the program opens last year's profile first; on its pledge the file would wait for ever."""
    for plan, stage in ((Plan(entries=2, declared=False), Stage.PLEDGE), (Plan(entries=2), Stage.READY)):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(templates(plan), home)
        desk = bare()
        desk.window.model.held = following.invitation
        desk.start()
        reaches(desk, stage)
        is_told(desk, following)
        assert desk.window.model.held is None
        desk.close()


def test_text_on_the_clipboard_is_handed_on_as_a_file(
    qtbot: QtBot, tmp_path: Path, following: NextSeason, program: Program, bare: Callable[..., Desk]
) -> None:
    """In the folder of a third season, where the person found nothing to open."""
    home = tmp_path / "qcdesk-qc0123456789abcdef"
    desk = bare(home).start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    QGuiApplication.clipboard().setText("您好：\n" + following.invitation.read_text() + "\n请打开")
    desk.qtbot.waitUntil(lambda: any(p.isVisible() for p in desk.window.start.findChildren(EmptyPage)), timeout=20_000)
    (page,) = [p for p in desk.window.start.findChildren(EmptyPage) if p.isVisible()]
    press(page.paste)
    press(is_told(desk, following))
    wanted = tmp_path / f"qcdesk-{following.id}"
    desk.qtbot.waitUntil(lambda: bool(program.words), timeout=20_000)
    assert program.words == [["--home", str(wanted), str(wanted / enrol.HANDED_ON)]]
    assert enrol.preview(enrol.read_file(wanted / enrol.HANDED_ON), desk_profile.Clock().now()).season == following.id
    assert (wanted / enrol.HANDED_ON).stat().st_mode & 0o077 == 0
    other_profile(wanted, following)
    assert not (wanted / enrol.HANDED_ON).exists(), "once it was accepted it is in the store alone"


def names(widget: QWidget) -> list[str]:
    return [w.text() for listed in widget.findChildren(SeasonsList) if listed.isVisible() for w in listed.findChildren(QLabel)]


def test_the_settings_list_the_other_seasons_and_open_them(
    open_desk: Opener, beside: Path, following: NextSeason, program: Program
) -> None:
    desk = on(open_desk(Plan(entries=2)), program)
    desk.room.choose(rail.SETTINGS)
    desk.rests()
    assert names(desk.window) == []
    low = desk.room.settings.height()
    desk.room.choose(rail.SETTINGS)
    other_profile(beside, following)
    unknown = beside.with_name(f"{beside.name[:-1]}{'1' if beside.name[-1] == '0' else '0'}")
    unknown.mkdir()
    (unknown / paths.VAULT).write_text("{}")
    os.utime(unknown / paths.VAULT, (1_700_000_000, 1_700_000_000))
    desk.room.choose(rail.SETTINGS)
    desk.qtbot.waitUntil(lambda: len(names(desk.window)) == 3, timeout=20_000)
    assert names(desk.window)[1].startswith(f"{following.label} · 最近用过 ")
    assert names(desk.window)[2].startswith(f"{unknown.name} · 最近用过 2023-11-1"), "without a name, the folder and the day"
    tall = desk.room.settings.height()
    assert tall >= low + 80, "both lines are in view without scrolling"
    with desk.qtbot.waitSignal(desk.window.model.seasons.listed, timeout=20_000):
        desk.window.model.seasons.look()
    assert desk.room.settings.height() == tall, "also when they are listed again"
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    desk.desktop.languages.switch("en")
    desk.qtbot.waitUntil(lambda: any("last used" in n for n in names(desk.window)), timeout=20_000)
    desk.desktop.languages.switch("zh")
    (act,) = [b for b in desk.room.settings.others.findChildren(QPushButton) if b.isVisible() and following.label in b.accessibleName()]
    press(act)
    desk.qtbot.waitUntil(lambda: bool(program.words), timeout=20_000)
    assert program.words == [["--home", str(beside)]]
    program.comes_up(beside)
    is_gone(desk)


def test_a_page_that_waits_leads_back_to_last_years_profile(
    home: Path, following: NextSeason, program: Program, bare: Callable[..., Desk], tmp_path: Path
) -> None:
    """Before the desk there are no settings: who waits to be admitted to the new season still reaches the old one."""
    other_profile(home.with_name(f"{home.name}-{following.id}"), following)
    desk = bare().start(passphrase=PASSPHRASE)
    reaches(desk, Stage.NO_INVITATION)
    desk.qtbot.waitUntil(lambda: len(names(desk.window)) == 2, timeout=20_000)
    assert cut_off_at_rest(desk) == []
    desk.window.model.show(Stage.RESTORE)
    desk.qtbot.waitUntil(lambda: names(desk.window) == [], timeout=20_000)
    desk.window.model.show(Stage.NO_INVITATION)
    desk.qtbot.waitUntil(lambda: len(names(desk.window)) == 2, timeout=20_000)


def test_the_profile_that_was_opened_opens_next_time_where_nobody_named_a_place(
    home: Path, beside: Path, templates: Callable[[Plan], Path], qtbot: QtBot, bare: Callable[..., Desk]
) -> None:
    shutil.copytree(templates(Plan(entries=2)), beside)
    desk = bare(beside)
    desk.window.model.seasons.base = home
    desk.start().ready()
    qtbot.waitUntil(lambda: homes.chosen(home) == beside, timeout=20_000)
    desk.close()
    assert {p.name for p in home.iterdir()} == {homes.POINTER}
    assert another_window.wish(home, home, None) == ["--profile", home.name]
    other = bare(beside).start().ready()  # named by hand: nobody's choice for next time
    (home / homes.POINTER).unlink()
    other.close()
    assert homes.chosen(home) == home


def test_profiles_made_before_there_were_names_get_theirs_when_they_are_opened(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=2))
    desk.qtbot.waitUntil(lambda: homes.note(home) == (desk_profile.SEASON, OWN), timeout=20_000)


@pytest.mark.parametrize("name", ["../elsewhere", "/elsewhere", "qcdesk-copy", "", "qcdesk-qc0123456789abcdef/.."])
def test_a_name_that_is_no_season_of_ours_is_the_usual_profile(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "own_base", lambda: tmp_path / "qcdesk")
    monkeypatch.delenv("QCDESK_HOME")
    assert _place({"--profile": name}) == (tmp_path / "qcdesk", tmp_path / "qcdesk")
    season = "qcdesk-qc0123456789abcdef"
    assert _place({"--profile": season}) == (tmp_path / season, tmp_path / "qcdesk")
    assert _place({"--home": "x", "--profile": season}) == (Path("x"), None)
    monkeypatch.setenv("QCDESK_HOME", str(tmp_path / "named"))
    assert _place({}) == (tmp_path / "named", None), "a place that a person named changes nothing for next time"


@pytest.mark.slow
@pytest.mark.parametrize("there", [True, False])
def test_a_real_program_opens_the_other_season_and_it_opens_next_time(
    there: bool, qtbot: QtBot, tmp_path: Path, following: NextSeason, templates: Callable[[Plan], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stands in for anything: `python -m app`, started by the button, claims the other profile, and this window closes."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("QCDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("QCDESK_HOME")
    monkeypatch.chdir(ROOT)
    base = paths.default_home()
    shutil.copytree(templates(Plan(entries=2)), base)
    beside = tmp_path / f"qcdesk-{following.id}"
    if there:
        other_profile(beside, following)
    desk = Desk(qtbot, base)
    desk.window.model.seasons.base = base
    desk.start().ready()
    desk.window.open_file(following.invitation)
    press(is_told(desk, following, OPEN if there else MAKE))
    try:
        is_gone(desk)
        qtbot.waitUntil(lambda: bool(claim.told(beside)), timeout=60_000)
        if there:
            qtbot.waitUntil(lambda: paths.default_home() == beside, timeout=60_000)
        assert paths.default_home() == (beside if there else base), "what nobody accepted yet does not take last year's place"
    finally:
        end(beside)
        desk.close()


def end(home: Path) -> None:
    """The program that listens for this profile, by its own id."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(claim.told(home))
        process, _, _ = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize(("width", "height", "text"), [(1366, 697, 100), (1092, 543, 175)])
def test_a_notice_on_a_page_that_waits_leaves_its_buttons_free(
    home: Path, tmp_path: Path, following: NextSeason, bare: Callable[..., Desk], width: int, height: int, text: int
) -> None:
    other_profile(home.with_name(f"{home.name}-{following.id}"), following)
    other_profile(home, _own_season(tmp_path / "2026", admitted=False))
    desk = bare()
    desk.window.remember(desk.window.preferences.with_(language="en", text_percent=text))
    desk.start(width, height, passphrase=PASSPHRASE)
    reaches(desk, Stage.WAITING)
    desk.window.model.problem = None
    desk.window.model.show(Stage.WAITING)
    desk.window.notice.offer("This invitation is of another season; " * 3, ("Make a profile for it and open it", lambda: None))
    notice, start = desk.window.notice, desk.window.start

    def covered() -> list[str]:
        shown = [b for b in start.findChildren(QPushButton) if b.isVisible()]
        return [b.text() for b in shown if QRect(b.mapTo(desk.window, b.rect().topLeft()), b.size()).intersects(notice.geometry())]

    def again() -> list[str]:
        return [b.text() for b in start.findChildren(QPushButton) if b.isVisible() and b.property("kind") == "primary"]

    desk.qtbot.waitUntil(lambda: again() == ["Try again"] and len(names(desk.window)) > 0, timeout=20_000)
    desk.qtbot.waitUntil(lambda: notice.isVisible() and covered() == [], timeout=20_000)
