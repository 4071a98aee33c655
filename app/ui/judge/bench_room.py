"""Everything that exists once a profile is open: the bench, the panels over it, submitting, and what each key does.

Longer than other files: here alone the parts meet, so that none of them needs to know another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.models.entry import Document, DocumentRole
from app.ui.judge import rail
from app.ui.judge.care_room import CareRoom
from app.ui.judge.desk_panels import DeskPanels
from app.ui.judge.entry_moves import EntryMoves
from app.ui.judge.lock_notice import LockNotice
from app.ui.judge.paper_room import PaperRoom
from app.ui.judge.parting import Parting
from app.ui.judge.reading_room import ReadingRoom
from app.ui.judge.safety_model import SafetyModel
from app.ui.judge.type_ahead import TypeAhead
from app.ui.judge.video_full_screen import VideoFullScreen
from app.ui.judge.window_keys import WindowKeys
from app.ui.judge.workbench import Workbench
from app.ui.later import Later
from app.ui.panels import Panel
from app.ui.tasks import Runner
from app.ui.theme import Colours, Metrics
from app.ui.widgets import end_composition

if TYPE_CHECKING:
    from app.ui.chair.chair_room import ChairRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.entries_drawer import EntriesDrawer
    from app.ui.judge.find_panel import FindPanel
    from app.ui.judge.note_panel import NotePanel
    from app.ui.judge.outline_panel import OutlinePanel
    from app.ui.judge.recuse_panel import RecusePanel
    from app.ui.judge.services import JudgeServices
    from app.ui.judge.settings_panel import SettingsPanel
    from app.ui.judge.side_panels import NotesPanel, PagePanel
    from app.ui.judge.submit_view import SubmitView

_FORMS = (DocumentRole.FORM, DocumentRole.RECOMMENDATION, DocumentRole.ONSITE, DocumentRole.ORIGINAL)
_ROLES = {rail.REPORT: (DocumentRole.REPORT,), rail.FORMS: _FORMS, rail.VIDEO: (DocumentRole.VIDEO,)}


class BenchRoom(QObject):
    """Built by the window when the profile is ready; what lies over the papers or beside them is built when it is opened."""

    def __init__(self, window: DeskWindow, services: JudgeServices, runner: Runner) -> None:
        super().__init__(window)
        self._window, self._services, self._runner = window, services, runner
        chosen = window.preferences
        self.bench = Workbench(
            services,
            runner,
            window.bus,
            window.sizes,
            folded=(chosen.criteria_folded, chosen.criteria_folded_small),
            rubric_width=chosen.rubric_width,
        )
        self.over = DeskPanels(window, self, services, runner)
        self.safety = SafetyModel(services, runner, window.bus, self)
        self.reading = ReadingRoom(window, self, services, runner)
        self.bench.choose_layout(chosen.layout, chosen.text_percent)
        self.moves, self.parting = EntryMoves(window, self), Parting(self, runner, window.notice, window)
        self.choose_item, self.finish, self.open_entry = self.moves.choose_item, self.moves.finish, self.moves.open_entry
        self.keys = WindowKeys(window, self)
        self.papers = PaperRoom(window, self, services, runner)
        self.chair: ChairRoom | None = None
        self.full_screen = VideoFullScreen(window, self)
        self.care = CareRoom(window, self, services, runner)
        self._panels: dict[str, Later[Panel]] = {
            **self.over.panels, **self.reading.panels, "keys": self.keys.later, **self.care.panels,
        }  # fmt: skip
        self._connect()

    @property
    def submit(self) -> SubmitView:
        return self.over.submit()

    @property
    def drawer(self) -> EntriesDrawer:
        return self.over.drawer()

    @property
    def settings(self) -> SettingsPanel:
        return self.over.settings()

    @property
    def recuse(self) -> RecusePanel:
        return self.over.recuse()

    @property
    def outline(self) -> OutlinePanel:
        return self.reading.outline

    @property
    def notes(self) -> NotesPanel:
        return self.reading.notes

    @property
    def find(self) -> FindPanel:
        return self.reading.find

    @property
    def page(self) -> PagePanel:
        return self.reading.page

    @property
    def note(self) -> NotePanel:
        return self.reading.note

    def built(self) -> dict[str, Panel]:
        """The panels that somebody opened so far, by key."""
        return {key: panel for key, later in self._panels.items() if (panel := later.made) is not None}

    def begin(self, first: str) -> None:
        """Read the list and open an entry."""
        self.bench.desk.load(first)
        self.bench.pages.setFocus()
        self.safety.begin()

    def leave(self) -> None:
        """The window closes: what is being typed is saved, and the entry is opened again next time."""
        end_composition()
        self.reading.save()
        self.bench.leave()
        self.save_again()

    @property
    def lost(self) -> int:
        """How many places show what is not on the disk, here and on the chair's desk."""
        return self.bench.sheet.lost + (self.chair.desk.lost if self.chair is not None else 0)

    def save_again(self) -> None:
        """Try them once more."""
        self.bench.sheet.save_again()
        if self.chair is not None:
            self.chair.desk.save_again()

    def close_files(self) -> None:
        self.bench.close_files()
        if self.chair is not None:
            self.chair.desk.close_files()

    def first_page_is_drawn(self) -> bool:
        return self.bench.pages.pictured()

    def dress(self, colours: Colours) -> None:
        self.bench.dress(colours)
        self.papers.dress(colours)
        self.over.dress(colours)
        if self.chair is not None:
            self.chair.dress(colours)

    def resize_to(self, sizes: Metrics) -> None:
        """Panels keep their place over the page."""
        self.bench.choose_layout(self.bench.layout_chosen, self._window.preferences.text_percent)
        self.bench.resize_to(sizes)
        self.papers.resize_to(sizes)
        if self.chair is not None:
            self.chair.resize_to(sizes)
        self.place_panels()

    def place_panels(self) -> None:
        """Over the papers as large as they are now: the rail beside them is as wide as its words, the status line as high as its letters."""
        height, width, sizes = self._window.stack.height(), self._window.stack.width(), self._window.sizes
        self.care.place(width, height, sizes)
        self.keys.resize_to(sizes)
        self.full_screen.place()
        beside = self.bench.rubric.width() if not self.bench.rubric.isHidden() else 0
        self.over.place(width, height, beside, sizes)
        self.reading.place(width - beside, height - self.bench.side.strip_height(), sizes)

    def panel_open(self) -> bool:
        """Whether any panel lies over the papers."""
        return any(not panel.isHidden() for panel in self.built().values())

    def _panel(self, key: str) -> Panel:
        """The panel, built if it is not yet; its button of the rail follows it."""
        fresh = self._panels[key].made is None
        panel = self._panels[key]()
        if fresh:
            panel.gone.connect(self._mark)
        return panel

    def toggle(self, key: str) -> None:
        """Open one panel and shut the others, or shut it."""
        wanted = self._panel(key)
        opening = wanted.isHidden()
        for panel in self.built().values():
            panel.hide()
        if opening:
            self.resize_to(self._window.sizes)
            wanted.show()
            wanted.raise_()
        self._mark()

    def choose(self, key: str) -> None:
        """A button of the rail."""
        if key == rail.CHAIR:
            self._shut_panels()
            self.chair_room().open()
        elif key in _ROLES:
            self._window.show_bench()
            self.bench.show_role(_ROLES[key])
        elif key == rail.SUBMIT:
            self._window.stack.setCurrentWidget(self.submit)
        elif self.papers.choose(key):
            self._shut_panels()
        else:
            if key != rail.SETTINGS:
                self._window.show_bench()
            self.toggle(key)
        self._mark()

    def chair_room(self) -> ChairRoom:
        """The chair's desk, built when it is first wanted."""
        if self.chair is None:
            from app.ui import theme
            from app.ui.chair.chair_room import ChairRoom

            colours = theme.colours(self._window.preferences.theme)
            self.chair = ChairRoom(self._window, self, self._services.chair(), self._runner, colours)
        return self.chair

    def _shut_panels(self) -> None:
        """Esc in the papers: what lies over them goes; with nothing there, the notice."""
        note = self.reading.note_made
        over = [p for p in (*self.built().values(), *((note,) if note is not None else ())) if not p.isHidden()]
        for panel in self.built().values():
            panel.hide()
        self.reading.shut_note()
        if not over and not self._window.isFullScreen():
            self._window.notice.dismiss()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action of `keys.ACTIONS` does."""
        return self.reading.handlers() | self.moves.handlers() | {"full-screen": self.full_screen.flip}

    def note_wanted(self, note_id: str) -> None:
        self.reading.note_wanted(note_id)

    def _connect(self) -> None:
        window, bench = self._window, self.bench
        window.top.bind(bench.desk)
        window.status.bind(bench.desk, bench.sheet, self.safety)
        window.top.entries.connect(lambda: self.toggle("entries"))
        window.top.previous.connect(lambda: self.moves.step(-1))
        window.top.following.connect(lambda: self.moves.step(1))
        TypeAhead(bench.desk, window, bench.current_reader)
        window.top.finish.connect(self.finish)
        window.rail.chosen.connect(self.choose)
        LockNotice(bench.sheet, window.notice, lambda: self.choose(rail.SUBMIT), self)
        bench.desk.listed.connect(self._listed)
        bench.shown.connect(self._shown)
        for reader in (bench.pages, bench.video, bench.side.hall):
            reader.dropped.connect(self._shut_panels)
        bench.desk.opened.connect(lambda view: window.remember(window.preferences.with_(last_entry=view.entry.code)))
        bench.desk.all_done.connect(lambda: self.choose(rail.SUBMIT))
        bench.rubric.recuse_wanted.connect(lambda: self.toggle("recuse"))
        bench.rubric.fold_changed.connect(lambda name, folded: window.remember(window.preferences.with_(**{name: folded})))
        window.stack.currentChanged.connect(lambda _at: self._mark())
        window.stack.currentChanged.connect(lambda _at: bench.video.model.pause() if window.stack.currentWidget() is not bench else None)
        bench.papers.files_wanted.connect(lambda: self.care.fetch(bench.desk.code))
        for gap in (bench.papers, bench.rubric):
            gap.next_wanted.connect(self.moves.next_unscored)
        bench.video.model.judged.connect(self._video_judged)
        bench.video.model.set_loudness(window.preferences.volume, muted=window.preferences.muted)
        bench.video.model.loudness.connect(lambda percent, muted: window.remember(window.preferences.with_(volume=percent, muted=muted)))

    def _video_judged(self, digest: str, problem: str) -> None:
        """What does not open is kept for whoever the judge tells; one that opens again is forgotten."""

        def noted(_none: object) -> None:
            if problem:
                self.bench.video.model.was_recorded(digest)

        self._runner.database(self._services.note_problem, digest, problem, then=noted)

    def find_everywhere(self, words: str) -> None:
        """From the drawer's search to the pages of the whole batch."""
        self.reading.find.field.setText(words)
        self.toggle(rail.FIND)
        self.reading.find.search_in(True)

    def _listed(self) -> None:
        state = self.bench.desk.state
        self._window.rail.offer_chair(state is not None and state.chair)
        self.over.tell_drawer()

    def _shown(self, front: Document | None) -> None:
        roles = {d.document.role for d in self.bench.documents}
        open_ = front is not None
        self._window.rail.offer({
            rail.REPORT: DocumentRole.REPORT in roles, rail.FORMS: bool(roles & set(_FORMS)), rail.VIDEO: DocumentRole.VIDEO in roles,
            rail.OUTLINE: open_, rail.STEPS: open_, rail.NOTES: True, rail.FIND: open_, rail.TABLE: True, rail.SUBMIT: True,
        })  # fmt: skip
        self._mark()

    def _mark(self) -> None:
        front, marked = self.bench.front, set()
        if self._window.stack.currentWidget() is self.over.submit.made:
            marked.add(rail.SUBMIT)
        elif self.papers.marked():
            marked |= self.papers.marked()
        elif front is not None:
            marked |= {key for key, roles in _ROLES.items() if front.role in roles}
        marked |= {key for key, panel in self.built().items() if not panel.isHidden()}
        self._window.rail.mark(marked)
