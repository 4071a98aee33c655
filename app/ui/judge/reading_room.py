"""Everything for reading and noting that lies over the papers: its panels, their keys, and how they lead to places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.judge import page_badge, rail, side_panels
from app.ui.judge.batch_search import BatchSearch
from app.ui.judge.find_panel import FindPanel
from app.ui.judge.note_panel import NotePanel
from app.ui.judge.outline_panel import OutlinePanel
from app.ui.judge.selection_bar import SelectionBar
from app.ui.judge.side_panels import NotesPanel, PagePanel
from app.ui.judge.steps_panel import StepsPanel
from app.ui.panels import Panel
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.services import JudgeServices
    from app.ui.theme import Metrics

PAGE = "page"


class ReadingRoom(QObject):
    """`panels` by rail key; the room shows one of them at a time."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: JudgeServices, runner: Runner) -> None:
        super().__init__(room)
        self._window, self._room, self._bench = window, room, room.bench
        bench, stack = room.bench, window.stack
        self.batch = BatchSearch(services, runner, window.bus, self)
        self.outline, self.notes = OutlinePanel(bench, stack), NotesPanel(bench, stack)
        self.find, self.page = FindPanel(bench, self.batch, stack), PagePanel(bench, stack)
        self.steps, self.selection = StepsPanel(bench, services, runner, stack), SelectionBar(bench.pages)
        self.note = NotePanel(bench, stack)
        self.panels: dict[str, Panel] = {
            rail.OUTLINE: self.outline, rail.STEPS: self.steps, rail.NOTES: self.notes, rail.FIND: self.find, PAGE: self.page,
        }  # fmt: skip
        self._connect()

    def place(self, width: int, height: int, sizes: Metrics) -> None:
        """Lay the panels over papers of this size."""
        for panel in (self.outline, self.steps, self.notes, self.find):
            panel.setGeometry(0, 0, sizes.scaled(side_panels.WIDTH), height)
        self.page.setGeometry(0, 0, sizes.scaled(side_panels.WIDTH), sizes.scaled(130))
        self.note.setGeometry(self.note.area(width, height, sizes))

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions of `keys.ACTIONS` do."""
        pages = self._bench.pages
        return {
            "note": lambda: self.note_wanted(""), "kind": self._next_kind, "find": self.find_wanted, "go-to-page": lambda: self._room.toggle(PAGE),
            "back": self._bench.reading.back, "fit-page": lambda: pages.choose(page_badge.WHOLE),
            "turn-page": lambda: pages.choose(page_badge.TURN), "night": lambda: pages.choose(page_badge.NIGHT),
        }  # fmt: skip

    def note_wanted(self, note_id: str) -> None:
        """Open a note, or a new one ("")."""
        self.selection.hide()
        self.note.edit(note_id)
        self._room.resize_to(self._window.sizes)

    def note_chosen(self, note_id: str) -> None:
        """A note's line in its card: its place, outlined, and the words to change."""
        if (note := next((n for n in self._bench.sheet.notes if n.id == note_id), None)) is not None:
            self._bench.go_to(note)
        self.note_wanted(note_id)

    def find_wanted(self) -> None:
        """Ctrl+F: this document, and again the whole batch."""
        if self.find.isHidden():
            self.find.search_in(False)
            self._room.toggle(rail.FIND)
        else:
            self.find.widen()

    def open_at(self, code: str, sha256: str, page: int) -> None:
        """From a find of the batch to the entry's page."""
        desk = self._bench.desk

        def there(_view: object) -> None:
            desk.opened.disconnect(there)
            if sha256 and page and (document := self._bench.reading.document(sha256)) is not None:
                self._bench.reading.jump(page - 1, document=document)

        self._window.show_bench()
        desk.opened.connect(there)
        desk.open(code)

    def _next_kind(self) -> None:
        if not self.note.isHidden():
            self.note.next_kind()

    def _connect(self) -> None:
        bench = self._bench
        bench.rubric.note_wanted.connect(self.note_chosen)
        bench.pages.note_clicked.connect(self.note_wanted)
        bench.pages.pointer.boxed.connect(lambda _page, _box: self.note_wanted(""))
        self.selection.note_wanted.connect(lambda: self.note_wanted(""))
        self.notes.edit_wanted.connect(self.note_chosen)
        self.find.entry_wanted.connect(self.open_at)
        bench.sheet.changed.connect(self.batch.pause)
