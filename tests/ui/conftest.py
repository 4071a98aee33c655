"""A window on a real profile, driven by real keys; the cyclic collector runs only in this thread, as in the program."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services import profile as profiles
from app.ui import preferences as prefs
from app.ui import style, theme
from app.ui.chair.projection_window import ProjectionWindow
from app.ui.desktop import Desktop
from app.ui.judge import safety_model, travel_model
from app.ui.judge.bench_room import BenchRoom
from app.ui.judge.desk import DeskWindow
from tests.fakes import desk_profile, season_meeting
from tests.fakes.at_rest import Placed, Still
from tests.fakes.desk_profile import Plan
from tests.fakes.panel_season import PanelSeason
from tests.fakes.put_away import never_settle, put_away
from tests.fakes.season import CHAIR, PASSPHRASE, Season

if TYPE_CHECKING:
    from tests.ui.season_window import SeasonDesk


class Desk:
    """An open desk: `window`, its `room`, and a way to start again on the same profile."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.qtbot, self.home = qtbot, home
        self.desktop = Desktop(home)
        self.window: DeskWindow = self.desktop.window
        self.open_ = False

    @property
    def room(self) -> BenchRoom:
        assert self.window.room is not None
        return self.window.room

    def start(self, width: int = 1366, height: int = 697, passphrase: str | None = desk_profile.PASSPHRASE) -> Desk:
        self.open_ = True
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=20_000)
        self.window.model.begin(passphrase, None)
        return self

    def ready(self) -> Desk:
        self.qtbot.waitUntil(lambda: self.window.room is not None and self.room.first_page_is_drawn(), timeout=20_000)
        return self

    def saved(self) -> None:
        """Everything typed is on disk and shown."""
        sheet = self.room.bench.sheet
        self.qtbot.waitUntil(lambda: sheet.waiting == 0, timeout=20_000)

    def shows(self, code: str) -> None:
        """Wait until this entry is open."""
        bench = self.room.bench
        self.qtbot.waitUntil(lambda: bench.sheet.view is not None and bench.sheet.view.entry.code == code, timeout=20_000)

    def rests(self) -> None:
        """Wait until every answer is here and nothing moves any more."""
        self.qtbot.waitUntil(Still(self.window, self.desktop.runner), timeout=20_000)

    def placed(self) -> None:
        """Wait until nothing moves any more, whatever work goes on."""
        self.qtbot.waitUntil(Placed(self.window), timeout=20_000)

    def close(self) -> None:
        if self.open_:
            self.open_ = False
            put_away(self.desktop)
            QApplication.processEvents()


_SOME_TESTS = 25
_NOT_IN_A_TEST_MS = 60 * 60_000
_begun = count()

Opener = Callable[..., Desk]
ChairOpener = Callable[..., Desk]


@pytest.fixture(scope="session")
def _starts_never_settle() -> None:
    never_settle()


CORNER = QPoint(799, 799)
"""Where the pointer stands at first, on no window: moved to where it is, none of its events would come."""


def _usual_looks(app: QApplication) -> None:
    """Letters and colours are the application's: what the test before it made large would be measured large by the next."""
    sizes = theme.metrics(1366, 697)
    if app.styleSheet() != style.sheet(theme.LIGHT, sizes) or app.font() != theme.font(sizes.base):
        theme.apply(app, "light", sizes)


@pytest.fixture(autouse=True)
def _collector_in_this_thread(qapp: QApplication, _starts_never_settle: None) -> Iterator[None]:
    QLocale.setDefault(QLocale.c())
    gc.disable()
    if next(_begun) % _SOME_TESTS == 0:
        gc.collect()
        gc.freeze()  # what the tests before it have imported and keep, as in tests/conftest.py
    yield
    QApplication.clipboard().clear()  # offscreen, a clipboard that still holds something when Python ends takes the process down
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _as_if_it_were_the_first(qapp: QApplication, _collector_in_this_thread: None) -> Iterator[None]:
    """One application outlives hundreds of tests: none finds another's letters, keys, pointer or windows."""
    _usual_looks(qapp)
    QTest.keyRelease(QWidget(), Qt.Key.Key_Control)  # the last test's Ctrl is held otherwise: a row chosen by code would be one more
    QCursor.setPos(CORNER)  # after the key: this event tells of the keys too
    yield
    # what was let go of goes with its own test, not in the middle of the next one that closes a desk
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in left:
        window.hide()
    assert not left, "a window of this test is still on the screen: qtbot.addWidget closes it"


@pytest.fixture(autouse=True)
def _nothing_asks_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds after its start a window asks for news and looks through the files. Only a test that is slow that day would meet what
    comes of it; who is about it asks (`safety.tick`, `travel.check`) or sets the time back.
    """
    monkeypatch.setattr(safety_model, "FIRST_MS", _NOT_IN_A_TEST_MS)
    monkeypatch.setattr(travel_model, "CALM_MS", _NOT_IN_A_TEST_MS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def desk(qtbot: QtBot, home: Path) -> Iterator[Desk]:
    """Not started yet, on whatever lies in `home`."""
    made = Desk(qtbot, home)
    yield made
    made.close()


@pytest.fixture
def hall(qtbot: QtBot) -> Iterator[ProjectionWindow]:
    """投影窗 alone."""
    host = QWidget()
    qtbot.addWidget(host)
    window = ProjectionWindow(host)
    window.show()
    yield window
    host.close()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Plan], Path]:
    """Profiles made once per plan; a copied folder is a working profile."""
    made: dict[Plan, Path] = {}

    def template(plan: Plan) -> Path:
        if plan not in made:
            made[plan] = tmp_path_factory.mktemp("template") / "profile"
            desk_profile.make(made[plan], plan).close()
        return made[plan]

    return template


@pytest.fixture
def open_chair(qtbot: QtBot, home: Path) -> Iterator[ChairOpener]:
    """open_chair(season) → the ready desk of the panel's chair (`who`: of the 副组长), on a copy of their profile."""
    opened: list[Desk] = []

    def make(
        season: Season,
        width: int = 1366,
        height: int = 697,
        *,
        language: str = "zh",
        theme_: str = "light",
        text: int = 100,
        who: str = CHAIR,
    ) -> Desk:
        shutil.copytree(season.home(who), home)
        prefs.save(home, prefs.Preferences(language=language, theme=theme_, text_percent=text))  # type: ignore[arg-type]
        desk = Desk(qtbot, home).start(width, height, passphrase=PASSPHRASE)
        opened.append(desk)
        return desk.ready()

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture
def open_desk(qtbot: QtBot, home: Path, templates: Callable[[Plan], Path]) -> Iterator[Opener]:
    """open_desk(plan=…, width=…, height=…, language=…) → a ready Desk; without `plan` the profile in `home` is opened again."""
    opened: list[Desk] = []

    def make(
        plan: Plan | None = None, width: int = 1366, height: int = 697, *, language: str = "zh", theme_: str = "light", text: int = 100
    ) -> Desk:
        if not profiles.exists(home):
            shutil.copytree(templates(plan or Plan()), home)
            prefs.save(home, prefs.Preferences(language=language, theme=theme_, text_percent=text))  # type: ignore[arg-type]
        desk = Desk(qtbot, home).start(width, height)
        opened.append(desk)
        return desk.ready()

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture(scope="module")
def chairs_season_made(tmp_path_factory: pytest.TempPathFactory) -> PanelSeason:
    return season_meeting.make(tmp_path_factory.mktemp("meeting") / "season")


@pytest.fixture
def chairs_season(chairs_season_made: PanelSeason) -> PanelSeason:
    """Three panels have closed; laid out anew at the place where it was made: its addresses are absolute."""
    made = chairs_season_made.folder
    kept = made.with_name("kept")
    if not kept.exists():
        shutil.copytree(made, kept)
    shutil.rmtree(made)
    shutil.copytree(kept, made)
    return chairs_season_made


@pytest.fixture
def season_desk(qtbot: QtBot, chairs_season: PanelSeason) -> Iterator[SeasonDesk]:
    """The organiser's window on it."""
    from tests.ui.season_window import start

    made = start(qtbot, chairs_season.home)
    yield made
    made.close()
