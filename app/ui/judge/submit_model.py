"""Handing in, without a widget: what is open, the one act, the copies made of it, and what the chair said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import DownloadError, OfflineError
from app.core.executor import Priority
from app.core.exports import export
from app.models.changes import Changes, Topic, changed
from app.services.judge import tally
from app.ui.bus import ChangesBus
from app.ui.tasks import Failed, Runner

if TYPE_CHECKING:
    from app.services.judge.data_note import DataNote
    from app.services.judge.opened_file import Told
    from app.services.judge.outbox import Sent
    from app.services.judge.read_entries import DeskState
    from app.services.judge.receipts import ReceiptView
    from app.services.judge.return_request import Request
    from app.services.judge.sheets import Papers
    from app.services.judge.submit import Problem, Submitted
    from app.services.judge.this_laptop import ThisLaptop
    from app.ui.judge.services import JudgeServices


@dataclass(frozen=True)
class Standing:
    """All that the page shows, read at once. `added`: entries that came after handing in; `entries`: codes that were scored.

    `obstacle`: why a finished round cannot be handed in yet, in words.
    """

    state: DeskState | None
    problems: tuple[Problem, ...]
    submitted: Submitted | None
    receipt: ReceiptView | None
    added: tuple[str, ...]
    entries: tuple[str, ...]
    asked: Request | None
    note: DataNote | None
    obstacle: str = ""
    laptop: ThisLaptop | None = None


class SubmitModel(QObject):
    """`changed` when there is something else to show; `exported(folder)`, `copied(path)`, `sent(problem or "")`, `told(Told)`
    and `asked(text)` after those acts. `sync_wanted`: news may clear what keeps the round from being handed in.
    """

    changed = Signal()
    exported = Signal(object)
    copied = Signal(object)
    sent = Signal(object)
    told = Signal(object)
    asked = Signal(str)
    sync_wanted = Signal()

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self.now: Standing | None = None
        self.sending = False
        self.busy = False
        self.active = False
        self.syncing = False
        self.offline: bool | None = None
        bus.changed.connect(self._touched)

    @property
    def known(self) -> bool:
        """Whether it was looked at all."""
        return self.now is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.now.problems if self.now else ()

    @property
    def submitted(self) -> Submitted | None:
        """The package that locks the round, unless more has to be handed in."""
        return self.now.submitted if self.now and not self.now.added else None

    def look(self) -> None:
        """Read what is open; after handing in also find the package again."""
        self._runner.database(self._read, self.now, then=self._seen)

    def submit(self) -> None:
        """Lock the round and write the package; a second click meanwhile is none."""
        if self.busy:
            return
        self.busy = True
        self.changed.emit()
        self._runner.database(self._services.hand_in.submit, priority=Priority.SAVE, then=self._done, failed=self._failed)

    def save_as(self, target: Path) -> None:
        """A copy of the package somewhere else, a stick for example."""
        if self.submitted is not None:
            source = self.submitted.package
            self._runner.pool(lambda: export(target, source.read_bytes()), then=lambda _none: self.copied.emit(target))

    def upload(self) -> None:
        """Send the package now, and look for a receipt with the next news."""
        self._upload(self._sent, self._not_sent)

    def follow(self, syncing: bool, offline: bool | None) -> None:
        """News are on their way, or came, or did not."""
        if (syncing, offline) == (self.syncing, self.offline):
            return
        came = self.syncing and not syncing
        self.syncing, self.offline = syncing, offline
        self.changed.emit()
        if came and self.active:
            self.look()

    def _upload(self, then: Callable[[Sent], None], failed: Failed) -> None:
        if not self.sending:
            self.sending = True
            self.changed.emit()
            self._runner.pool(self._services.season.upload, then=then, failed=failed)

    def read_receipt(self, file: Path) -> None:
        """A receipt that came by chat or stick."""
        self._runner.pool(self._services.season.open_file, file, then=self._told)

    def ask_return(self, entries: Sequence[str], reason: str) -> None:
        """Ask the chair to return what was handed in: the text is ready then."""
        self._runner.database(self._services.season.ask_return, tuple(entries), reason, priority=Priority.SAVE, then=self._asked)

    def export(self, folder: Path) -> None:
        """评分表 and 个人评分汇总表 as PDF."""
        self._runner.pool(self._services.hand_in.papers, folder, then=self._exported)

    def _read(self, before: Standing | None) -> Standing:
        services, season, mine = self._services, self._services.season, self._services.hand_in
        state = services.state()
        if state is None:
            return Standing(None, (), None, None, (), (), None, None)
        added = mine.added() if state.submitted else ()
        handed_in = before.submitted if before else None
        if handed_in is None or handed_in.payload != state.submitted or not handed_in.package.exists():
            handed_in = mine.handed_in()
        still_open = bool(added) or not state.submitted
        problems = mine.problems() if still_open else ()
        obstacle = mine.obstacle() if still_open and not problems else ""
        entries = tuple(
            row.code for row in services.rows(None, "", "position", False) if tally.counts(practice=row.practice, withdrawn=row.withdrawn)
        )
        return Standing(
            state, problems, handed_in, season.receipt(), added, entries, season.return_asked(), mine.data_note(), obstacle, season.laptop()
        )

    def _seen(self, read: Standing) -> None:
        self.now = read
        self.changed.emit()
        if read.laptop is not None and not read.laptop.admitted:
            from app.services.judge.this_laptop import coded

            self._runner.pool(coded, read.laptop, then=lambda laptop: self._coded(read, laptop))

    def _coded(self, read: Standing, laptop: ThisLaptop) -> None:
        if self.now is read:
            self.now = replace(read, laptop=laptop)
            self.changed.emit()

    def _done(self, done: tuple[Submitted, Changes]) -> None:
        """Busy until the new standing is read: meanwhile nothing may look as if it could be handed in once more."""
        self._bus.publish(done[1])
        self._runner.database(self._read, self.now, then=self._handed_in, failed=self._failed)
        self._upload(self._sent_by_itself, self._not_sent_by_itself)

    def _handed_in(self, read: Standing) -> None:
        self.busy = False
        self._seen(read)

    def _sent_by_itself(self, done: Sent) -> None:
        """Whoever is offline knows it: the page says that it is uploaded later."""
        if done.left:
            self.sending = False
            self.look()
        else:
            self._sent(done)

    def _not_sent_by_itself(self, error: BaseException) -> None:
        self.sending = False
        if not isinstance(error, (OfflineError, DownloadError)):
            self._runner.failure.emit(error)
        self.look()

    def _sent(self, done: Sent) -> None:
        self.sending = False
        self.sent.emit(done.problem if done.left else "")
        self._bus.publish(changed(Topic.SUBMISSION))
        self.look()

    def _not_sent(self, error: BaseException) -> None:
        self.sending = False
        self._runner.failure.emit(error)
        self.look()

    def _told(self, done: tuple[Told, Changes]) -> None:
        self.told.emit(done[0])
        self._bus.publish(done[1])
        self.look()

    def _asked(self, done: tuple[Request, Changes]) -> None:
        self.asked.emit(done[0].text)
        self._bus.publish(done[1])
        self.look()

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        self._runner.failure.emit(error)
        self.look()

    def _exported(self, papers: Papers) -> None:
        self.exported.emit(papers.summary.parent)

    def _touched(self, changes: Changes) -> None:
        if self.active and changes.topics & {Topic.SHEETS, Topic.SUBMISSION, Topic.ENTRIES, Topic.SEASON}:
            self.look()
