"""The screens for many scores at once and for paper: built with the bench, wired to it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.judge import rail
from app.ui.judge.draft_model import DraftModel
from app.ui.judge.own_marks import MarksModel
from app.ui.judge.own_table_model import OwnTableModel
from app.ui.judge.own_table_view import OwnTableView
from app.ui.judge.preview_model import PreviewModel
from app.ui.judge.preview_view import PreviewView
from app.ui.tasks import Runner
from app.ui.theme import Colours, Metrics

if TYPE_CHECKING:
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.services import JudgeServices


class PaperRoom(QObject):
    """`table` (我的评分表) and `preview` (what is printed): pages of the window's stack."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: JudgeServices, runner: Runner) -> None:
        super().__init__(room)
        self._window, self._room = window, room
        self.table = OwnTableView(OwnTableModel(services.paper, runner, window.bus, self))
        window.stack.addWidget(self.table)
        room.bench.rubric.remark.bind(DraftModel(services.paper, runner, window.bus, self))
        self.table.opened.connect(room.open_entry)
        self.table.left.connect(window.show_bench)
        self.preview = PreviewView(PreviewModel(services.paper, runner, self))
        window.stack.addWidget(self.preview)
        self.marks = MarksModel(services.paper, runner, room.bench.sheet, self)
        self.marks.switch(window.preferences.hints)
        room.bench.rubric.body.marks.bind(self.marks)
        room.bench.rubric.remark.same.bind(self.marks)
        self.table.hints.bind(self.marks)
        self.table.hints.opened.connect(room.jump)
        self.table.model.listed.connect(lambda _reset: self.marks.look())
        self.marks.hinted.connect(lambda: room.submit.tell_hints(len(self.marks.hints)))
        window.stack.currentChanged.connect(lambda _at: self.marks.look() if window.stack.currentWidget() is room.submit else None)
        self.table.papers_wanted.connect(lambda: window.stack.setCurrentWidget(self.preview))
        self.preview.left.connect(lambda: window.stack.setCurrentWidget(self.table))
        self.table.model.touched.connect(self._touched)

    def choose(self, key: str) -> bool:
        """A button of the rail; whether it was one of these screens."""
        if key != rail.TABLE:
            return False
        bench = self._room.bench
        bench.leave()
        view = bench.sheet.view
        if view is not None and not self.table.model.rows:
            self.table.model.query = self.table.model.query.__class__(rubric=view.rubric.id)
        self.table.resize_to(self._window.sizes)
        self._window.stack.setCurrentWidget(self.table)
        return True

    def marked(self) -> set[str]:
        """Rail buttons whose screens are in front."""
        return {rail.TABLE} if self._window.stack.currentWidget() in (self.table, self.preview) else set()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.resize_to(sizes)

    def dress(self, colours: Colours) -> None:
        self.table.dress(colours)

    def switch_hints(self, on: bool) -> None:
        """The choice in the settings."""
        self.marks.switch(on)
        self._window.remember(self._window.preferences.with_(hints=on))

    def _touched(self, codes: tuple[str, ...]) -> None:
        """Points of the entry that is open were changed in the table."""
        if self._room.bench.desk.code in codes:
            self._room.bench.desk.open(self._room.bench.desk.code)
