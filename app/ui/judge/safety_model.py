"""What keeps the work safe by itself: a copy on this disk at start and every half hour of work, and news when there is a network.

Nothing of it may stand in a judge's way: being offline is a word in the status line, not an error.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import DownloadError, Expired, OfflineError
from app.core.executor import Priority
from app.core.tasks import Context, Progress
from app.models.changes import Changes, Topic
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.backup import BackupState
    from app.services.judge.sync import SyncReport
    from app.services.judge.this_laptop import ThisLaptop
    from app.ui.judge.load_model import LoadModel
    from app.ui.judge.services import JudgeServices

FIRST_MS = 3_000
EVERY_MS = 30 * 60_000
AGAIN_MS = 30_000
"""While there is no network it is tried more often: an online moment may be short."""
SOON_MS = 700
LAPTOP_MS = 1_500
"""The first page waits for nobody who makes copies."""


class SafetyModel(QObject):
    """`changed` when there is something else to say; `tried` after each try of the network, `received(ReceiptView)` for each that news brought,
    `first_copy(words)` while nobody was told who can open the copies that go out,
    `expired(error)` when what is published is past its day: a person may go on with it (`accept_expired`). `offline` is None until the first try ends."""

    changed = Signal()
    tried = Signal()
    received = Signal(object)
    first_copy = Signal(object)
    expired = Signal(object)

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self._worked = True
        self._syncing = False
        self.load: LoadModel | None = None
        self.backup_at: datetime | None = None
        self.copy_words = self.disk_words = ""
        self.laptop: ThisLaptop | None = None
        self._code_wanted = False
        self.unsaved: int | None = None
        self.offline: bool | None = None
        self.progress: Progress | None = None
        bus.changed.connect(self._touched)
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._every = QTimer(self, interval=EVERY_MS)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.look)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        for timer in (self._first, self._every):
            timer.timeout.connect(self.tick)
        self._again.timeout.connect(self.sync)

    def begin(self) -> None:
        """Look once the database has nothing better to do (the first page comes first), act a little later."""
        self.look(Priority.INDEX)
        QTimer.singleShot(LAPTOP_MS, self, self.look_at_laptop)
        self._first.start()
        self._every.start()

    def tick(self) -> None:
        """Back up what was worked on, and try the network."""
        if self._worked:
            self._worked = False
            self._runner.pool(self._services.back_up, then=lambda _made: self.look())
        self.sync()

    def sync(self) -> None:
        """Fetch news and hand in what waits, beside all other work; files follow."""
        if self._syncing:
            return
        self._syncing = True
        self.changed.emit()
        context = Context()
        future = self._runner.pool(self._services.season.news, context, then=self._synced, failed=self._not_synced)
        self._runner.watched(context, self._progressed, future)

    def accept_expired(self) -> None:
        """Go on with it."""
        self._services.season.accept_expired()
        self.sync()

    @property
    def syncing(self) -> bool:
        """News are on their way."""
        return self._syncing

    def look(self, priority: Priority = Priority.READ) -> None:
        """How safe the work is now, in words of the language in force."""
        self._runner.database(lambda: (*self._services.safety(), self._services.disk_words()), priority=priority, then=self._seen)

    def look_at_laptop(self) -> None:
        """Whether this computer is admitted: news may have told."""
        self._runner.database(self._services.season.laptop, priority=Priority.INDEX, then=self._laptop_seen)

    def want_code(self) -> None:
        """Somebody looks for the 设备码: it takes every core for a tenth of a second, so nobody else asks."""
        self._code_wanted = True
        if self.laptop is not None and not self.laptop.device_code:
            from app.services.judge.this_laptop import coded

            self._runner.pool(coded, self.laptop, then=self._coded)

    def _coded(self, laptop: ThisLaptop) -> None:
        self.laptop = laptop
        self.changed.emit()

    def _laptop_seen(self, laptop: ThisLaptop | None) -> None:
        known = self.laptop
        if laptop is not None and known is not None and known.keys == laptop.keys:
            laptop = replace(laptop, device_code=known.device_code)
        self.laptop = laptop
        self.changed.emit()
        if self._code_wanted:
            self.want_code()

    def _seen(self, found: tuple[BackupState, str, str]) -> None:
        state, self.copy_words, self.disk_words = found
        self.backup_at, self.unsaved = state.on_disk, state.unsaved
        self.changed.emit()

    def _progressed(self, progress: Progress) -> None:
        self.progress = progress
        self.changed.emit()

    def _synced(self, done: tuple[SyncReport, Changes]) -> None:
        self._end(offline=False)
        self._bus.publish(done[1])
        for receipt in done[0].received:
            self.received.emit(receipt)
        if done[0].copies_open_to and not done[0].received:  # one thing at a time: it is told with the next news
            self.first_copy.emit(done[0].copies_open_to)
        self.look()
        self.look_at_laptop()
        if self.load is not None:
            self.load.begin()

    def _not_synced(self, error: BaseException) -> None:
        quiet = isinstance(error, (OfflineError, DownloadError))
        self._end(offline=True if quiet else None)
        if isinstance(error, Expired):
            self.expired.emit(error)
        elif not quiet:
            self._runner.failure.emit(error)

    def _end(self, *, offline: bool | None) -> None:
        self._syncing, self.offline, self.progress = False, offline, None
        if offline:
            self._again.start()
        self.changed.emit()
        self.tried.emit()

    def _touched(self, changes: Changes) -> None:
        if Topic.SHEETS in changes.topics:
            self._worked = True
        if changes.topics & {Topic.SHEETS, Topic.SAFETY}:
            self._soon.start()
