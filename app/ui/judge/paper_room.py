"""The screens for many scores at once and for paper: built when somebody opens them, wired to the bench here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.judge import rail
from app.ui.judge.draft_model import DraftModel
from app.ui.judge.own_marks import MarksModel
from app.ui.later import Later
from app.ui.tasks import Runner
from app.ui.theme import Colours, Metrics, colours

if TYPE_CHECKING:
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.own_table_view import OwnTableView
    from app.ui.judge.preview_view import PreviewView
    from app.ui.judge.services import JudgeServices


class PaperRoom(QObject):
    """`table` (我的评分表) and `preview` (what is printed): pages of the window's stack."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: JudgeServices, runner: Runner) -> None:
        super().__init__(room)
        self._window, self._room, self._services, self._runner = window, room, services, runner
        self._table, self._preview = Later(self._make_table), Later(self._make_preview)
        room.bench.rubric.remark.bind(DraftModel(services.paper, runner, window.bus, self))
        self.marks = MarksModel(services.paper, runner, room.bench.sheet, self)
        self.marks.begin(window.preferences.hints)
        room.bench.rubric.body.marks.bind(self.marks)
        room.bench.rubric.remark.same.bind(self.marks)
        self.marks.hinted.connect(self._hinted)
        window.stack.currentChanged.connect(lambda _at: self._in_front())

    @property
    def table(self) -> OwnTableView:
        return self._table()

    @property
    def preview(self) -> PreviewView:
        return self._preview()

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
        built = [screen for screen in (self._table.made, self._preview.made) if screen is not None]
        return {rail.TABLE} if self._window.stack.currentWidget() in built else set()

    def resize_to(self, sizes: Metrics) -> None:
        if (table := self._table.made) is not None:
            table.resize_to(sizes)

    def dress(self, colours: Colours) -> None:
        if (table := self._table.made) is not None:
            table.dress(colours)

    def switch_hints(self, on: bool) -> None:
        """The choice in the settings."""
        self.marks.switch(on)
        self._window.remember(self._window.preferences.with_(hints=on))

    def _make_table(self) -> OwnTableView:
        from app.ui.judge.own_table_model import OwnTableModel
        from app.ui.judge.own_table_view import OwnTableView

        window = self._window
        made = OwnTableView(OwnTableModel(self._services.paper, self._runner, window.bus, self))
        made.opened.connect(self._room.open_entry)
        made.left.connect(window.show_bench)
        made.papers_wanted.connect(lambda: window.stack.setCurrentWidget(self.preview))
        made.model.touched.connect(self._touched)
        made.hints.bind(self.marks)
        made.hints.opened.connect(self._room.moves.jump)
        made.model.listed.connect(lambda _reset: self.marks.look())
        made.dress(colours(window.preferences.theme))
        window.stack.addWidget(made)
        return made

    def _make_preview(self) -> PreviewView:
        from app.ui.judge.preview_model import PreviewModel
        from app.ui.judge.preview_view import PreviewView

        made = PreviewView(PreviewModel(self._services.paper, self._runner, self))
        made.left.connect(lambda: self._window.stack.setCurrentWidget(self.table))
        self._window.stack.addWidget(made)
        return made

    def _hinted(self) -> None:
        """There are other hints; the page for handing in says how many, if there is one yet."""
        if (submit := self._room.over.submit.made) is not None:
            submit.tell_hints(len(self.marks.hints))

    def _in_front(self) -> None:
        submit = self._room.over.submit.made
        if submit is not None and self._window.stack.currentWidget() is submit:
            self.marks.look()
            self._hinted()

    def _touched(self, codes: tuple[str, ...]) -> None:
        """Points of the entry that is open were changed in the table."""
        if self._room.bench.desk.code in codes:
            self._room.bench.desk.open(self._room.bench.desk.code)
