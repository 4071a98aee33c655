"""The chair's desk joined to the window: built when it is first opened, it takes the place of top bar, rail and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.chair_model import ChairModel
from app.ui.judge import rail

if TYPE_CHECKING:
    from app.ui.chair.services import ChairServices
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.tasks import Runner
    from app.ui.theme import Colours, Metrics


class ChairRoom(QObject):
    """`desk` is a page of the window's stack; while it is in front the judge's top bar and rail are away."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: ChairServices, runner: Runner, colours: Colours) -> None:
        super().__init__(room)
        self._window, self._room = window, room
        self.model = ChairModel(services, runner, window.bus, self)
        self.desk = ChairDesk(self.model, window.sizes, colours)
        window.stack.addWidget(self.desk)
        window.stack.currentChanged.connect(lambda _at: self._in_front())
        self.desk.left.connect(window.show_bench)
        self.desk.submit_wanted.connect(lambda: room.choose(rail.SUBMIT))

    def open(self) -> None:
        """Bring the chair's desk to the front."""
        self._room.bench.leave()
        self._window.stack.setCurrentWidget(self.desk)
        self.desk.arrive()

    def resize_to(self, sizes: Metrics) -> None:
        self.desk.resize_to(sizes)

    def dress(self, colours: Colours) -> None:
        self.desk.dress(colours)

    def _in_front(self) -> None:
        here = self._window.stack.currentWidget() is self.desk
        self._window.top.setVisible(not here)
        self._window.rail.setVisible(not here)
        self._room.keys.rest(here)
