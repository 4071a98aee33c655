"""成稿 and 常用评语 without a widget: what could be merged into the remark, merging it, and the judge's own phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.executor import Priority
from app.models.changes import Changes
from app.models.sheet import NoteKind, ScoreSheet
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.phrases import Phrase, Ways
    from app.services.judge.remark import RemarkView
    from app.ui.judge.paper_services import PaperServices


class DraftModel(QObject):
    """`seen(RemarkView)`: what the newest question brought. `merged(code, text)`: the remark as it stands on disk now."""

    seen = Signal(object)
    merged = Signal(str, str)

    def __init__(self, services: PaperServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self._asked = 0
        self.phrases = PhrasesModel(services, runner, self)

    def look(self, code: str, text: str) -> None:
        """Ask what of the notes `text` (the editor's) lacks."""
        self._asked += 1
        ticket = self._asked
        self._runner.database(self._services.remark_view, code, text, then=lambda view: self._looked(ticket, view))

    def merge(self, code: str, text: str) -> None:
        """Insert what is offered into the editor's text and save it; what the judge wrote stays as it is."""
        self._asked += 1
        self._runner.database(
            self._services.merge_remark, code, text, priority=Priority.SAVE, then=lambda done: self._merged(code, done),
            failed=lambda error: self._failed(code, text, error),
        )  # fmt: skip

    def _looked(self, ticket: int, view: RemarkView) -> None:
        if ticket == self._asked:
            self.seen.emit(view)

    def _merged(self, code: str, done: tuple[ScoreSheet, Changes]) -> None:
        sheet, changes = done
        self.merged.emit(code, sheet.remark)
        self._bus.publish(changes)

    def _failed(self, code: str, text: str, error: BaseException) -> None:
        self._runner.failure.emit(error)
        self.merged.emit(code, text)


class PhrasesModel(QObject):
    """`found`: other phrases to show. Only the newest question is answered. `kept`: a wording is on disk."""

    found = Signal()
    kept = Signal()

    def __init__(self, services: PaperServices, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self.phrases: tuple[Phrase, ...] = ()
        self.ways: Ways | None = None
        self.text = ""
        self.kind: NoteKind | None = None
        self._asked = 0

    def search(self, text: str, kind: NoteKind | None) -> None:
        self.text, self.kind = text.strip(), kind
        self.read()

    def read(self) -> None:
        self._asked += 1
        ticket = self._asked
        self._runner.database(self._services.phrase_ways, then=self._offered)
        self._runner.database(self._services.find_phrases, self.text, self.kind, then=lambda found: self._listed(ticket, found))

    def use(self, phrase: Phrase) -> None:
        """It was inserted once more; the order on the screen stays until the next search."""
        self._runner.database(self._services.use_phrase, phrase.id, priority=Priority.SAVE)

    def keep(self, phrase_id: str, text: str, kind: NoteKind | None) -> None:
        """Add a phrase of one's own ("") or change one, for the item it was for."""
        item = next((p.item for p in self.phrases if p.id == phrase_id), None)
        work = self._services.keep_phrase
        self._runner.database(work, phrase_id, text, kind, item, priority=Priority.SAVE, then=lambda _done: self._kept())

    def _kept(self) -> None:
        self.kept.emit()
        self.read()

    def remove(self, phrase_id: str) -> None:
        self._runner.database(self._services.remove_phrase, phrase_id, priority=Priority.SAVE, then=lambda _done: self.read())

    def take_back(self, *, again: bool = False) -> None:
        """Undo the newest change of a phrase, or do it `again`."""
        self._runner.database(self._services.take_back_phrase, again, priority=Priority.SAVE, then=lambda _done: self.read())

    def restore(self) -> None:
        """Show the program's phrases that were taken away."""
        self._runner.database(self._services.restore_phrases, priority=Priority.SAVE, then=lambda _done: self.read())

    def _offered(self, ways: Ways) -> None:
        self.ways = ways

    def _listed(self, ticket: int, found: tuple[Phrase, ...]) -> None:
        if ticket == self._asked:
            self.phrases = found
            self.found.emit()
