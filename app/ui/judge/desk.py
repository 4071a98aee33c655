"""The judge's window: top bar, rail, papers, rubric, status line. It places things and passes signals on, no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.core import homes
from app.core.errors import AppError
from app.ui import dropped, window_place
from app.ui import preferences as prefs
from app.ui.bus import ChangesBus
from app.ui.judge.rail import Rail
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_stage import Stage
from app.ui.judge.start_view import StartView
from app.ui.judge.status_line import StatusLine
from app.ui.judge.top_bar import TopBar
from app.ui.notify import NoticeBar
from app.ui.preferences import Preferences
from app.ui.tasks import Runner
from app.ui.theme import Colours, Metrics, metrics
from app.ui.widgets import in_tab_order

if TYPE_CHECKING:
    from app.ui.chair.season_room import SeasonRoom
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.notice_place import NoticePlace

_SOON_MS = 2_000


class DeskWindow(QMainWindow):
    """`painted`: the first picture is on the screen. `restyle(Metrics, Preferences)` asks for other sizes or colours.

    `leaving`: the window is closed; what follows is only saving.
    """

    painted = Signal()
    leaving = Signal()
    ready = Signal()
    restyle = Signal(object, object)

    def __init__(self, runner: Runner, home: Path, preferences: Preferences, dress: Callable[[Metrics], object]) -> None:
        """`dress` puts style and font in force for the sizes it gets, once and before anything is built in them."""
        super().__init__()
        self._runner, self._home, self.preferences = runner, home, preferences
        self._kept = prefs.Kept(home, preferences)
        self._season = ""
        self.soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self.soon.timeout.connect(self._write_down)
        self.leaving.connect(self.soon.stop)
        self.bus = ChangesBus(self)
        self.setMinimumSize(1024, 540)
        self.resize(1366, 697)
        window_place.expect(self, preferences)
        self.sizes: Metrics = metrics(self.width(), self.height(), preferences.text_percent)
        dress(self.sizes)
        self._drawn = False
        self._notice_place: NoticePlace | None = None
        self.room: BenchRoom | None = None
        self.top, self.notice, self.rail = TopBar(self.sizes), NoticeBar(), Rail()
        self.start, self.status = StartView(), StatusLine(self.sizes)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.installEventFilter(self)
        self._lay_out()
        self.setAcceptDrops(True)
        runner.failure.connect(self._report)
        runner.recovered.connect(self.notice.settle)
        self.model = StartModel(runner, home, self.bus, self)
        self.start.bind(self.model)
        self.model.staged.connect(self._frame_for)
        self.start.language_wanted.connect(self._other_language)
        self.model.opened.connect(self._open_bench)
        self.model.seasons.waiting.connect(lambda: self.notice.say(lambda: self.tr("正在打开另一个赛季的窗口，打开后这里会关闭。")))
        self.model.seasons.leaving.connect(self.close)
        self.season: SeasonRoom | None = None
        self.retranslate()

    def _report(self, error: BaseException) -> None:
        """An invitation of another season has a button of its own; all other errors are said."""
        if not self.model.seasons.offer(error, self.notice):
            self.notice.report(error)

    def remember_entry(self, code: str) -> None:
        """The next start opens it. Written down a little later, when its page does not wait for the same disk, or when the window closes."""
        if code != self.preferences.last_entry:
            self.preferences = self.preferences.with_(last_entry=code)
            self.soon.start()

    def _write_down(self) -> None:
        self._kept.newest = self.preferences
        self._runner.pool(self._kept.write)

    def remember(self, preferences: Preferences) -> None:
        """Keep a choice, and let everything follow it. One that is the old one is written down already."""
        if preferences == self.preferences:
            return
        old, self.preferences = self.preferences, preferences
        self.soon.stop()
        self._write_down()
        if (old.theme, old.text_percent, old.language) != (preferences.theme, preferences.text_percent, preferences.language):
            self._resize_parts(force=True)

    def dress(self, colours: Colours) -> None:
        """The theme is in force; what paints by itself follows."""
        for room in (self.room, self.season):
            if room is not None:
                room.dress(colours)

    def retranslate(self) -> None:
        """The season first: two windows are told apart in the task bar."""
        self.setWindowTitle(f"{self._season} - {self.tr('质评台')}" if self._season else self.tr("质评台"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._drawn:
            self._drawn = True
            # after this turn of the loop the picture has been handed to the screen
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_parts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Larger text or another language gives the papers another size a turn after the window knew of it."""
        if event.type() is QEvent.Type.Resize and watched is self.stack and self.room is not None:
            self.room.place_panels()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(1366, 697)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, cancel, let go of the files, quit. What could not be saved is asked about first."""
        room, services = self.room, self.model.services
        if room is not None and not room.parting.may_go():
            event.ignore()
            return
        self.leaving.emit()
        if room is not None:
            room.full_screen.leave()
        self._runner.close(services.close if services is not None else None)
        if room is not None and not self._runner.hanging:  # else a thread may still be reading them
            room.close_files()
        if self.model.stage is not Stage.OPENING:
            self._keep_place()
        event.accept()

    def _keep_place(self) -> None:
        """Where the window was; that this fails must not keep it open."""
        try:
            self._kept.newest = window_place.kept(self, self.preferences)
            self._kept.write()
        except AppError as error:
            import logging

            logging.getLogger(__name__).info("the window's place was not kept: %s", error)

    def _open_bench(self) -> None:
        from app.ui.judge.bench_room import BenchRoom

        services = self.model.services
        if services is None or self.room is not None:
            return
        self.room = BenchRoom(self, services, self._runner)
        self.stack.addWidget(self.room.bench)
        self.show_bench()
        in_tab_order(self.room.bench.rubric.remark.way()[-1], self.status.care)
        self.room.keys.bind()
        self.room.begin(self.preferences.last_entry)
        self.restyle.emit(self.sizes, self.preferences)
        self.ready.emit()
        if self.model.held is not None:
            self.room.care.open_file(self.model.held)
            self.model.held = None

    def open_file(self, path: Path) -> None:
        """A file opened by a double click while the program runs: come to the front and take it. `Path()`: only come to the front."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where the system does not let a window come to the front, its place in the task bar says so
        if not path.name:
            return
        if self.room is not None:
            self.room.care.open_file(path)
        elif self.season is not None:
            if not self.model.door.is_a_judges(path):
                self.season.take(path)
        else:
            self.model.take(path)
            if self.model.held is not None and self.model.stage is not Stage.OPENING:  # there it may be what the next page is about
                self.notice.say(lambda: self.tr("“{name}”等打开评审以后再读。").format(name=path.name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped.files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """As a double click, anywhere on the window; of several files the first."""
        if found := dropped.files(event):
            event.acceptProposedAction()
            self.open_file(found[0])

    def show_bare(self, bare: bool) -> None:
        """The whole screen for what is in front, or the desk around it again."""
        for part in (self.top, self.rail, self.status):
            part.setVisible(not bare)
        state = QtCore.Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | state if bare else self.windowState() & ~state)

    def show_bench(self) -> None:
        """Papers and rubric in front."""
        if self.room is not None:
            self.stack.setCurrentWidget(self.room.bench)

    def _frame_for(self, stage: str) -> None:
        """Before there is anything to review, a page stands alone: nothing on the screen that cannot be used."""
        working = stage in (Stage.OPENING.value, Stage.READY.value)
        for part in (self.top, self.rail, self.status):
            part.setVisible(working)
        self._season = homes.note(self._home).label
        self.retranslate()
        if stage == Stage.SEASON.value:
            self._open_season()

    def _open_season(self) -> None:
        from app.ui.chair.season_room import SeasonRoom
        from app.ui.theme import colours

        if self.model.services is not None and self.season is None:
            self.season = SeasonRoom(self, self.model.services.season_desk(), self._runner, colours(self.preferences.theme))
            self.season.open(None)
            held, self.model.held = self.model.held, None
            if held is not None:
                self.open_file(held)

    def _other_language(self) -> None:
        self.remember(self.preferences.with_(language="en" if self.preferences.language == "zh" else "zh"))

    def _lay_out(self) -> None:
        self._frame = frame = QWidget()
        frame.setObjectName("frame")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(frame)
        self.notice.setParent(frame)
        self.notice.hide()
        self.notice.shown.connect(self._notice_shown)

    def place_notice(self) -> None:
        """Over the page, off everything that counts."""
        if self._notice_place is not None:
            self._notice_place.place()

    def _notice_shown(self) -> None:
        """Built with the first notice: most starts have none before their first picture."""
        if self._notice_place is None:
            from app.ui.judge.notice_place import NoticePlace

            self._notice_place = NoticePlace(self, self._frame)
        self._notice_place.place()

    def _resize_parts(self, *, force: bool = False) -> None:
        fresh = metrics(self.width(), self.height(), self.preferences.text_percent)
        if fresh != self.sizes or force:
            self.sizes = fresh
            self.top.resize_to(fresh)
            self.status.resize_to(fresh)
            self.restyle.emit(fresh, self.preferences)
        if self.room is not None:
            self.room.resize_to(fresh)
        if self.season is not None:
            self.season.resize_to(fresh)
        self.place_notice()
