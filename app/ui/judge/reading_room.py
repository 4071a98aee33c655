"""Everything for reading and noting that lies over the papers: its panels, their keys, and how they lead to places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.judge import page_badge, rail
from app.ui.judge.batch_search import BatchSearch
from app.ui.later import Later
from app.ui.panels import Panel
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.find_panel import FindPanel
    from app.ui.judge.note_panel import NotePanel
    from app.ui.judge.outline_panel import OutlinePanel
    from app.ui.judge.selection_bar import SelectionBar
    from app.ui.judge.services import JudgeServices
    from app.ui.judge.side_panels import NotesPanel, PagePanel
    from app.ui.judge.steps_panel import StepsPanel
    from app.ui.judge.still_export import StillExport
    from app.ui.theme import Metrics

PAGE = "page"
WIDTH, PAGE_HEIGHT = 260, 130
"""Of the panels beside the rail, and of the one that asks for a page."""


class ReadingRoom(QObject):
    """`panels` by rail key; the room shows one of them at a time."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: JudgeServices, runner: Runner) -> None:
        super().__init__(room)
        self._window, self._room, self._bench = window, room, room.bench
        self._services, self._runner = services, runner
        self.batch = BatchSearch(services, runner, window.bus, self)
        self._outline, self._steps, self._notes = Later(self._make_outline), Later(self._make_steps), Later(self._make_notes)
        self._find, self._page, self._note = Later(self._make_find), Later(self._make_page), Later(self._make_note)
        self._selection, self._export = Later(self._make_selection), Later(self._make_export)
        self.panels: dict[str, Later[Panel]] = {
            rail.OUTLINE: self._outline, rail.STEPS: self._steps, rail.NOTES: self._notes, rail.FIND: self._find, PAGE: self._page,
        }  # fmt: skip
        self._connect()

    @property
    def export(self) -> StillExport:
        return self._export()

    @property
    def outline(self) -> OutlinePanel:
        return self._outline()

    @property
    def steps(self) -> StepsPanel:
        return self._steps()

    @property
    def selection(self) -> SelectionBar:
        return self._selection()

    @property
    def notes(self) -> NotesPanel:
        return self._notes()

    @property
    def find(self) -> FindPanel:
        return self._find()

    @property
    def page(self) -> PagePanel:
        return self._page()

    @property
    def note(self) -> NotePanel:
        return self._note()

    def place(self, width: int, height: int, sizes: Metrics) -> None:
        """Lay the panels over papers of this size."""
        for key, later in self.panels.items():
            if (panel := later.made) is not None:
                panel.setGeometry(0, 0, sizes.scaled(WIDTH), sizes.scaled(PAGE_HEIGHT) if key == PAGE else height)
        if (note := self._note.made) is not None:
            note.setGeometry(note.area(width, height, sizes, self._bench.video.foot() * self._bench.watching))

    def save(self) -> None:
        """The note that is being written."""
        if (note := self._note.made) is not None:
            note.save()

    @property
    def noting(self) -> bool:
        """Whether a note is being written."""
        note = self._note.made
        return note is not None and not note.isHidden()

    @property
    def note_made(self) -> NotePanel | None:
        """The note card, once it was wanted."""
        return self._note.made

    def shut_note(self) -> None:
        if (note := self._note.made) is not None:
            note.hide()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions of `keys.ACTIONS` do."""
        pages = self._bench.pages
        return {
            "note": lambda: self.note_wanted(""), "kind": self._next_kind, "find": self.find_wanted, "go-to-page": lambda: self._room.toggle(PAGE),
            "back": self._bench.reading.back, "fit-page": lambda: pages.choose(page_badge.WHOLE),
            "mark-before": lambda: self.beside(-1), "mark-after": lambda: self.beside(1), "still": self.still_wanted,
            "turn-page": lambda: pages.choose(page_badge.TURN), "night": lambda: pages.choose(page_badge.NIGHT),
        }  # fmt: skip

    def note_wanted(self, note_id: str, *, still: bool = False) -> None:
        """Open a note, or a new one (""), perhaps for the picture on the screen."""
        if (selection := self._selection.made) is not None:
            selection.hide()
        self.note.edit(note_id, still=still)
        self._room.resize_to(self._window.sizes)

    def note_chosen(self, note_id: str) -> None:
        """A note's line in its card: its place, outlined, and the words to change."""
        if (note := next((n for n in self._bench.sheet.notes if n.id == note_id), None)) is not None:
            self._bench.go_to(note)
        self.note_wanted(note_id)

    def still_wanted(self) -> None:
        """The picture on the screen now, for the note in hand or for a new one."""
        if self._bench.watching and not self.note.take_still():
            self.note_wanted("", still=True)

    def beside(self, by: int) -> None:
        """To the next note of this document or the one before, with its words."""
        if (note := self._bench.reading.beside(by)) is not None:
            self.note_chosen(note.id)

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
                self.find.mark_at(document, page - 1)

        self._window.show_bench()
        desk.opened.connect(there)
        desk.open(code)

    def _next_kind(self) -> None:
        if (note := self._note.made) is not None and not note.isHidden():
            note.next_kind()

    def _connect(self) -> None:
        bench = self._bench
        bench.rubric.note_wanted.connect(self.note_chosen)
        bench.pages.note_clicked.connect(self.note_wanted)
        bench.pages.pointer.boxed.connect(lambda _page, _box: self.note_wanted(""))
        bench.pages.pointer.chosen.connect(lambda: self._selection().appear())
        bench.sheet.changed.connect(self.batch.pause)
        bench.video.controls.line.note_chosen.connect(self.note_chosen)
        bench.video.controls.still.connect(self.still_wanted)

    def _make_outline(self) -> OutlinePanel:
        from app.ui.judge.outline_panel import OutlinePanel

        return OutlinePanel(self._bench, self._window.stack)

    def _make_steps(self) -> StepsPanel:
        from app.ui.judge.steps_panel import StepsPanel

        return StepsPanel(self._bench, self._services, self._runner, self._window.stack)

    def _make_notes(self) -> NotesPanel:
        from app.ui.judge.side_panels import NotesPanel

        made = NotesPanel(self._bench, self._window.stack)
        made.edit_wanted.connect(self.note_chosen)
        return made

    def _make_find(self) -> FindPanel:
        from app.ui.judge.find_panel import FindPanel

        made = FindPanel(self._bench, self.batch, self._window.stack)
        made.entry_wanted.connect(self.open_at)
        return made

    def _make_page(self) -> PagePanel:
        from app.ui.judge.side_panels import PagePanel

        return PagePanel(self._bench, self._window.stack)

    def _make_note(self) -> NotePanel:
        from app.ui.judge.note_panel import NotePanel

        made = NotePanel(self._bench, self._window.stack)
        made.unkept.connect(lambda: self._window.notice.say(lambda: self.tr("没有写字，画面没有记下。")))
        made.still.save_wanted.connect(self.export.ask)
        return made

    def _make_export(self) -> StillExport:
        from app.ui.judge.still_export import StillExport

        return StillExport(self._bench.stills, self._runner, self._window.notice, self._window)

    def _make_selection(self) -> SelectionBar:
        from app.ui.judge.selection_bar import SelectionBar

        made = SelectionBar(self._bench.pages)
        made.note_wanted.connect(lambda: self.note_wanted(""))
        return made
