"""What looks after the work, once the desk is open: files on their way, copies that leave the machine, receipts that come by file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.executor import Priority
from app.models.changes import Changes
from app.services.judge import delivery
from app.ui.judge import care_panel, computer_panels, rail
from app.ui.judge.care_panel import CarePanel
from app.ui.judge.computer_panels import DoctorPanel, LicencePanel
from app.ui.judge.copy_model import CopyModel
from app.ui.judge.load_model import DONE, LoadModel
from app.ui.tasks import Runner
from app.ui.theme import BASE_PX, Metrics

if TYPE_CHECKING:
    from app.services.judge.opened_file import Told
    from app.services.judge.receipts import ReceiptView
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.services import JudgeServices

CARE, DOCTOR, LICENCES = "care", "doctor", "licences"


class CareRoom(QObject):
    """Its panels are opened by the room like all others: `panels`, by key."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: JudgeServices, runner: Runner) -> None:
        super().__init__(window)
        self._window, self._room, self._services, self._runner = window, room, services, runner
        stack = window.stack
        held = window.model.load
        self.load = held if held is not None else LoadModel(services.season, runner, window.bus, self)
        self.copies = CopyModel(services.season, runner, window.bus, self)
        self.panel = CarePanel(self.load, self.copies, room.safety, stack)
        self.doctor, self.licences = DoctorPanel(services.season, runner, stack), LicencePanel(runner, stack)
        self.panels: dict[str, QWidget] = {CARE: self.panel, DOCTOR: self.doctor, LICENCES: self.licences}
        self.load.finished.connect(self.copies.check)
        if self.load.state == DONE and self.load.board is not None:  # everything came while the pledge was read
            self.copies.check()
        self.load.look()
        room.safety.load = self.load
        room.bench.desk.listed.connect(self._listed)
        room.safety.changed.connect(self._listed)
        room.safety.received.connect(self._received)
        self.copies.wanted.connect(self._offer)
        window.status.care.clicked.connect(lambda: room.toggle(CARE))
        window.status.follow(self.load, self.copies)

    def place(self, width: int, height: int, sizes: Metrics) -> None:
        """Over the page, as the drawer is."""
        self.panel.setGeometry(0, 0, min(_scaled(care_panel.WIDTH, sizes), width), height)
        for panel in (self.doctor, self.licences):
            panel.setGeometry(0, 0, min(_scaled(computer_panels.WIDTH, sizes), width), height)

    def open_file(self, path: Path) -> None:
        """A file that came by double click, drop or dialog: a receipt is taken in, anything else is explained."""
        self._runner.database(self._services.season.open_file, path, priority=Priority.SAVE, then=self._opened)

    def _opened(self, done: tuple[Told, Changes]) -> None:
        told, changes = done
        self._window.bus.publish(changes)
        if told.receipt is not None:
            self._room.choose(rail.SUBMIT)
        if told.good:
            self._window.notice.say(told.words)
        else:
            self._window.notice.warn(told.words)

    def _received(self, receipt: ReceiptView) -> None:
        """News brought it: said where the judge is, with the way to the page that tells more."""
        self._window.notice.offer(receipt.words, (self.tr("看提交情况"), lambda: self._room.choose(rail.SUBMIT)), bad=not receipt.settled)

    def _listed(self) -> None:
        state = self._room.bench.desk.state
        if state is not None:
            waits = state.delivery in delivery.OPEN
            self._window.rail.badge(rail.SUBMIT, self.tr("提交，还没有收妥") if waits else "")
            self.copies.finished(state.done, offline=self._room.safety.offline, unsaved=self._room.safety.unsaved)

    def _offer(self, done: int) -> None:
        self._window.notice.offer(
            self.tr("离线已评完 {n} 份，这台电脑之外还没有它们的副本。").format(n=done),
            (self.tr("备份到U盘…"), self.panel.choose_stick), (self.tr("复制文件，到微信里粘贴"), self.copies.to_clipboard),
        )  # fmt: skip


def _scaled(width: int, sizes: Metrics) -> int:
    """A width made for a base of 16 px."""
    return round(width * max(1.0, sizes.base / BASE_PX))
