"""What looks after the work, once the desk is open: files on their way, copies that leave the machine, receipts that come by file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, QUrl
from PySide6.QtGui import QGuiApplication

from app.core.errors import AppError
from app.core.executor import Priority
from app.models.changes import Changes
from app.services.judge import delivery
from app.ui.judge import rail
from app.ui.judge.copy_model import CopyModel
from app.ui.judge.free_model import FreeModel
from app.ui.judge.load_model import LoadModel
from app.ui.judge.travel_model import TravelModel
from app.ui.later import Later
from app.ui.panels import Panel
from app.ui.tasks import Runner
from app.ui.theme import BASE_PX, Metrics

if TYPE_CHECKING:
    from app.services.judge.opened_file import Told
    from app.services.judge.receipts import ReceiptView
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.care_panel import CarePanel
    from app.ui.judge.computer_panels import DoctorPanel, LicencePanel
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.drill_panel import DrillPanel
    from app.ui.judge.recovery_panel import RecoveryPanel
    from app.ui.judge.services import JudgeServices

WIDTH, WIDER = 480, 640
"""Of the panel with files and copies, and of the two that look at the computer."""
_LATER_MS = 1_500
"""The plan of many files takes the database as long as the first page: it comes after it."""
CARE, DOCTOR, LICENCES, RECOVERY, DRILL = "care", "doctor", "licences", "recovery", "drill"


class CareRoom(QObject):
    """Its panels are opened by the room like all others: `panels`, by key."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: JudgeServices, runner: Runner) -> None:
        super().__init__(window)
        self._window, self._room, self._services, self._runner = window, room, services, runner
        held = window.model.load
        self.load = held if held is not None else LoadModel(services.season, runner, window.bus, self)
        self.copies = CopyModel(services.season, runner, window.bus, self)
        self._panel, self._doctor, self._licences = Later(self._make_panel), Later(self._make_doctor), Later(self._make_licences)
        self._recovery, self._drill = Later(self._make_recovery), Later(self._make_drill)
        self.panels: dict[str, Later[Panel]] = {
            CARE: self._panel, DOCTOR: self._doctor, LICENCES: self._licences, RECOVERY: self._recovery, DRILL: self._drill,
        }  # fmt: skip
        self.free = FreeModel(services.season, runner, window.bus, self.load, self)
        self.free.leaving.connect(self._let_go)
        self.copies.copied.connect(put_on_clipboard)
        self.travel = TravelModel(services.season, runner, window.bus, self.load, self)
        self.travel.told.connect(self._told)
        self.travel.changed.connect(lambda: window.notice.news(self._advice))
        room.safety.tried.connect(self.travel.news_came)
        QTimer.singleShot(_LATER_MS, self, self._later)
        room.safety.load = self.load
        room.bench.desk.listed.connect(self._listed)
        room.safety.changed.connect(self._listed)
        room.safety.received.connect(self._received)
        room.safety.expired.connect(self._expired)
        room.safety.first_copy.connect(self._first_copy)
        self.copies.wanted.connect(self._offer)
        window.status.care.clicked.connect(lambda: room.toggle(CARE))
        window.status.follow(self.load, self.travel)

    @property
    def panel(self) -> CarePanel:
        return self._panel()

    @property
    def doctor(self) -> DoctorPanel:
        return self._doctor()

    @property
    def licences(self) -> LicencePanel:
        return self._licences()

    @property
    def recovery(self) -> RecoveryPanel:
        return self._recovery()

    @property
    def drill(self) -> DrillPanel:
        return self._drill()

    def place(self, width: int, height: int, sizes: Metrics) -> None:
        """Over the page, as the drawer is."""
        for key, later in self.panels.items():
            if (panel := later.made) is not None:
                panel.setGeometry(0, 0, min(_scaled(WIDTH if key in (CARE, DRILL) else WIDER, sizes), width), height)

    def open_file(self, path: Path) -> None:
        """A file that came by double click, drop or dialog: a receipt is taken in, anything else is explained."""
        self._runner.pool(self._services.season.open_file, path, then=lambda done: self._opened(path, done))

    def fetch(self, code: str) -> None:
        """Files of this entry are wanted here now, before all others."""
        self.free.fetch((code,))

    def _let_go(self, codes: frozenset[str]) -> None:
        if self._room.bench.desk.code in codes:
            self._room.bench.papers.let_go()

    def _later(self) -> None:
        self.load.look()
        self._runner.database(self._services.season.sweep_freed, priority=Priority.INDEX)
        self._runner.database(self._services.sweep)
        self._runner.database(self._services.folder.put_label, priority=Priority.INDEX)
        self._runner.database(self._services.unfinished_copy, then=self._left)

    def _left(self, target: Path | None) -> None:
        """A copy that did not end with the last window: it is not there, whatever the stick shows."""
        if target is not None:
            self._window.notice.offer(
                lambda: self.tr("上次关闭时，到“{place}”的备份还没有写完。").format(place=target),
                (lambda: self.tr("再备份一次"), lambda: self.copies.to_stick(target)),
                (lambda: self.tr("备份到U盘…"), self._to_stick),
                bad=True,
            )

    def _to_stick(self) -> None:
        self.panel.choose_stick()

    def _make_panel(self) -> CarePanel:
        from app.ui.judge.care_panel import CarePanel

        self.load.look()
        self.free.look()
        made = CarePanel(self.load, self.copies, self.travel, self._room.safety, self.free, self._window.stack)
        made.drill_wanted.connect(lambda: self._room.toggle(DRILL))
        return made

    def _make_drill(self) -> DrillPanel:
        from app.ui.judge.drill_panel import DrillPanel

        return DrillPanel(self._services.season, self._runner, self._window.stack)

    def _make_doctor(self) -> DoctorPanel:
        from app.ui.judge.computer_panels import DoctorPanel

        return DoctorPanel(self._services.season, self._runner, self._window.stack)

    def _make_licences(self) -> LicencePanel:
        from app.ui.judge.computer_panels import LicencePanel

        return LicencePanel(self._runner, self._window.stack)

    def _make_recovery(self) -> RecoveryPanel:
        from app.ui.judge.recovery_panel import RecoveryPanel

        made = RecoveryPanel(self._services.season, self._runner, self._window.bus, self._window.stack)
        made.renewed.connect(self._window.notice.say)
        return made

    def _opened(self, path: Path, done: tuple[Told, Changes]) -> None:
        told, changes = done
        self._window.bus.publish(changes)
        if told.receipt is not None:
            self._room.choose(rail.SUBMIT)
        if told.copy:
            self._window.notice.offer(told.words, (lambda: self.tr("试恢复…"), lambda: self._try_copy(path)))
        elif told.good:
            self._window.notice.say(told.words)
        else:
            self._window.notice.warn(told.words)

    def _try_copy(self, path: Path) -> None:
        if self.drill.isHidden():
            self._room.toggle(DRILL)
        self.drill.take(path)

    def _received(self, receipt: ReceiptView) -> None:
        """News brought it: said where the judge is, with the way to the page that tells more."""
        self._window.notice.offer(
            receipt.words, (lambda: self.tr("看提交情况"), lambda: self._room.choose(rail.SUBMIT)), bad=not receipt.settled
        )

    def _listed(self) -> None:
        state = self._room.bench.desk.state
        if state is not None:
            waits = state.delivery in delivery.OPEN
            self._window.rail.badge(rail.SUBMIT, self.tr("提交，还没有收妥") if waits else "")
            self.copies.finished(state.tally.done, offline=self._room.safety.offline, unsaved=self._room.safety.unsaved)

    def _expired(self, error: AppError) -> None:
        """Nothing is taken from it by itself; who knows where it came from may."""
        self._window.notice.offer(lambda: str(error), (lambda: self.tr("来源可靠，继续使用"), self._room.safety.accept_expired), bad=True)

    def _first_copy(self, words: str) -> None:
        """Who can open what goes out by itself: said once here, and for good in the panel."""
        self._window.notice.offer(words, (lambda: self.tr("看资料与副本"), self._show))
        self._runner.database(self._services.season.copies_told, words, priority=Priority.SAVE)

    def _told(self, good: bool) -> None:
        """The check of the files has another answer: what to do is said where the judge is, with the way there."""
        if good:
            self._window.notice.settle_said(self._advice)
            return
        self._window.notice.offer(self._advice, (lambda: self.tr("看资料与副本"), self._show), bad=True)
        if self.travel.found is not None and self.travel.found.damaged and self._room.safety.offline is False:
            self.load.begin()

    def _advice(self) -> str:
        return self.tr("出发检查：{words}").format(words=self.travel.answer())

    def _show(self) -> None:
        if self.panel.isHidden():
            self._room.toggle(CARE)

    def _offer(self, done: int) -> None:
        self._window.notice.offer(
            lambda: self.tr("离线已评完 {n} 份，这台电脑之外还没有它们的副本。", None, done).format(n=done),
            (lambda: self.tr("备份到U盘…"), self._to_stick),
            (lambda: self.tr("复制文件，到微信里粘贴"), self.copies.to_clipboard),
        )


def put_on_clipboard(place: Path) -> None:
    """The file itself, to be pasted into a chat or a mail."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place))])
    QGuiApplication.clipboard().setMimeData(data)


def _scaled(width: int, sizes: Metrics) -> int:
    """A width made for a base of 16 px."""
    return round(width * max(1.0, sizes.base / BASE_PX))
