"""Receiving without a widget: the board, files verified beside all other work, and their preview."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Cancelled
from app.core.words import now, say
from app.models.changes import Changes
from app.ui.chair.chair_model import ChairModel
from app.ui.chair.choice_lines import brief

if TYPE_CHECKING:
    from app.core.tasks import Context, Progress
    from app.services.chair.board import Board
    from app.services.chair.choose import Chosen, Option
    from app.services.chair.fetch_inbox import ServerInbox
    from app.services.chair.incoming import Checked, Frame, Imported, Preview
    from app.services.chair.receipts import Issued
    from app.services.chair.remind import Absent


class ReceiveModel(QObject):
    """`boarded`: who has handed in. `counted`: `turned_away` is new. `reached`: where an inbox is. `previewed`: `preview` is there, or gone.

    `progressed(Progress or None)` while files are verified. `said(said, good)`: what came of it. `coded(payload)`: one more 校验码 is known.
    """

    boarded = Signal()
    counted = Signal()
    reached = Signal()
    previewed = Signal()
    progressed = Signal(object)
    said = Signal(object, bool)
    coded = Signal(str)

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chair, self._services, self._runner = chair, chair.services.receive, chair.runner
        self.board: Board | None = None
        self.preview: Preview | None = None
        self.codes: dict[str, str] = {}
        self.inboxes: tuple[Path, ...] = ()
        self.server: ServerInbox | None = None
        self.turned_away: tuple[str, ...] = ()
        """Payloads of files not taken whose judge is known: the next receipts tell them why."""
        self._left_out: set[str] = set()
        self._uncoded: deque[str] = deque()
        self._asked: deque[str] = deque()
        """Asked for by themselves, to be compared on the telephone: rows that come into view drop none of them."""
        self._coding = ""
        self._work: Context | None = None
        self._ticket, self._asking = 0, False
        chair.headed.connect(self.read)
        chair.headed.connect(self._look_again)

    def read(self) -> None:
        """The board, and where the inbox is."""
        self._runner.database(self._services.board, then=self._boarded)
        self._runner.database(self._services.inboxes, then=self._found)
        self._count_away()

    def take(self, places: Sequence[Path]) -> None:
        """Verify files and folders of files; a preview follows."""
        from app.core.tasks import Context

        self.drop()
        self._left_out.clear()
        self._work = context = Context()
        self._runner.database(
            self._services.frame, then=lambda frame: self._verify(frame, tuple(places), context), failed=partial(self._failed, context)
        )  # fmt: skip

    def collect(self) -> None:
        """From every inbox this computer reaches: over the network first, then its folders; a preview of all of it follows."""
        from app.core.tasks import Context
        from app.ui.chair.receive_services import fetch

        if self.server is None:
            self.take(self.inboxes)
        else:
            self.drop()
            self._work = context = Context()
            future = self._runner.pool(
                fetch, self.server, context, then=partial(self._fetched, context), failed=partial(self._failed, context)
            )
            self._runner.watched(context, partial(self._progress, context), future)

    def cancel(self) -> None:
        """Fetch and verify no further; nothing was changed."""
        if self._work is not None:
            self._work.cancel()
            self._ended()

    def leave_out(self, payload: str, out: bool) -> None:
        """Untick a file, or tick it again: the preview without it, nothing is verified anew."""
        (self._left_out.add if out else self._left_out.discard)(payload)
        self._look_again()

    def accept(self) -> None:
        """Take the ticked files, as one step to undo."""
        if self.preview is not None and self.preview.chosen:
            self._runner.database(self._services.accept, self.preview, then=self._accepted)

    def drop(self) -> None:
        """Put the preview away; nothing was changed."""
        self.cancel()
        self._ticket += 1
        self.preview = None
        self.previewed.emit()

    def options(self, judge: str, then: Callable[[tuple[Option, ...]], None]) -> None:
        """`then(options)`: the judge's files to choose from, and what each would do."""
        self._runner.database(self._services.options, judge, then=then)

    def choose(self, payload: str, reason: str) -> None:
        """Let one of several files of a judge count."""
        self._runner.database(self._services.choose, payload, reason, then=self._chosen)

    def remind(self, judge: str, then: object) -> None:
        """`then(text)` with what to send to a judge who is missing."""
        self._runner.database(self._services.reminders, then=lambda found: self._remind(found, judge, then))

    def issue_receipts(self, folder: Path) -> None:
        self._runner.database(self._services.issue_receipts, folder, then=self._issued)

    def dismiss(self) -> None:
        """Whose files were not taken is not told by a receipt."""
        self._runner.database(self._services.dismiss, then=self._dismissed)

    def return_sheet(self, judge: str, reason: str, folder: Path) -> None:
        self._runner.database(self._services.return_sheet, judge, reason, folder, then=self._issued)

    def want_codes(self, payloads: Sequence[str]) -> None:
        """Those of the rows in view, and no others: each takes a core a tenth of a second, and a hall has hundreds."""
        self._uncoded = deque(p for p in dict.fromkeys(payloads) if p and not self.codes.get(p) and p != self._coding)
        self._next_code()

    def want_code(self, payload: str) -> None:
        """`coded` follows in a moment, before the codes that wait already."""
        if payload and not self.codes.get(payload) and payload != self._coding and payload not in self._asked:
            self._asked.append(payload)
            self._next_code()

    def _verify(self, frame: Frame, places: tuple[Path, ...], context: Context) -> None:
        from app.ui.chair.receive_services import verify

        if context is not self._work:
            return
        future = self._runner.pool(
            verify, frame, places, context, then=partial(self._verified, context), failed=partial(self._failed, context)
        )
        self._runner.watched(context, partial(self._progress, context), future)

    def _fetched(self, context: Context, files: tuple[Path, ...]) -> None:
        if context is not self._work:
            return
        if files or self.inboxes:
            self.take((*files, *self.inboxes))
            return
        self._ended()
        self.said.emit(lambda: self.tr("收件箱里还没有评分文件。"), True)

    def _progress(self, context: Context, progress: Progress) -> None:
        if context is self._work:
            self.progressed.emit(progress)

    def _verified(self, context: Context, checked: tuple[Checked, ...]) -> None:
        if context is not self._work:
            return
        self._ended()
        if not checked:
            self.said.emit(lambda: self.tr("这里没有评分文件（.qcr）。"), False)
            return
        self._look(checked, None)

    def _failed(self, context: Context, error: BaseException) -> None:
        """What was cancelled ends nothing that was begun after it."""
        if context is self._work:
            self._ended()
        if not isinstance(error, Cancelled):
            self._runner.failure.emit(error)

    def _ended(self) -> None:
        self._work = None
        self.progressed.emit(None)

    def _look(self, checked: Sequence[Checked], only: Collection[str] | None) -> None:
        self._ticket += 1
        self._runner.database(self._services.preview, checked, only, then=partial(self._previewed, self._ticket))

    def _look_again(self) -> None:
        """The panel changed under an open preview, or the ticks did: what it says is to hold when it is taken."""
        found = self.preview
        if found is not None:
            only = {f.payload for f in found.files if f.acceptable} - self._left_out
            self._look(found.checked, only)

    def _previewed(self, ticket: int, preview: Preview) -> None:
        """Only the newest that was asked for; none that was put away meanwhile."""
        if ticket == self._ticket:
            self.preview = preview
            self.previewed.emit()
            self._count_away()

    def _accepted(self, done: tuple[Imported, Changes]) -> None:
        self._ticket += 1
        self.preview = None
        self.previewed.emit()
        self.chair.bus.publish(done[1])
        words = done[0].preview.summary
        self.said.emit(words[0] if words else lambda: self.tr("已收下。"), True)

    def _chosen(self, done: tuple[Chosen, Changes]) -> None:
        told, changes = done
        self.chair.bus.publish(changes)
        self.said.emit(lambda: self.tr("已选定。") + "".join(map(now, brief(told.does.lines()))), True)

    def _remind(self, found: tuple[Absent, ...], judge: str, then: object) -> None:
        text = next((a.reminder for a in found if a.judge == judge), "")
        if text and callable(then):
            then(text)

    def _issued(self, done: tuple[Issued, Changes]) -> None:
        issued, changes = done
        self._count_away()
        self.chair.bus.publish(changes)
        self.said.emit(partial(self._issued_words, issued), not issued.without_key)

    def _issued_words(self, issued: Issued) -> str:
        written = {*issued.files.values(), *issued.refusals}
        words = self.tr("已写好 {n} 份回执", None, len(written)).format(n=len(written))
        if issued.refusals:
            words += self.tr("，其中 {n} 份写明不收的理由", None, len(issued.refusals)).format(n=len(issued.refusals))
        if issued.sent:
            words += self.tr("，{n} 份已送到收件箱").format(n=issued.sent)
        if issued.without_key:
            words += self.tr("；{who} 没有可用的密钥，请电话告知").format(who=say("、", ", ").join(issued.without_key))
        return words + self.tr("。")

    def _count_away(self) -> None:
        """Of an earlier start too."""
        self._runner.database(self._services.turned_away, then=self._away)

    def _away(self, payloads: tuple[str, ...]) -> None:
        self.turned_away = payloads
        self.counted.emit()

    def _dismissed(self, payloads: tuple[str, ...]) -> None:
        self.said.emit(lambda: self.tr("不收的文件不再写回执；再收一次，会重新列入。"), True)
        self._away(payloads)

    def _next_code(self) -> None:
        """One at a time: hundreds at once would keep the pool from verifying and drawing."""
        from app.ui.chair.receive_services import check_code

        waiting = self._asked or self._uncoded
        if waiting and not self._coding:
            self._coding = payload = waiting.popleft()
            if payload in self._uncoded:
                self._uncoded.remove(payload)
            self.codes[payload] = ""
            self._runner.pool(check_code, payload, then=partial(self._coded, payload))

    def _coded(self, payload: str, code: str) -> None:
        self._coding, self.codes[payload] = "", code
        self.coded.emit(payload)
        self._next_code()

    def _boarded(self, board: Board) -> None:
        self.board = board
        self.boarded.emit()

    def _found(self, places: tuple[tuple[Path, ...], ServerInbox | None]) -> None:
        from app.ui.chair.receive_services import reached

        folders, self.server = places
        self.reached.emit()
        if folders and not self._asking:  # one that does not answer takes one thread, however often the panel changes
            self._asking = True
            self._runner.pool(reached, folders, then=self._reached, failed=self._not_reached)

    def _reached(self, folders: tuple[Path, ...]) -> None:
        self._asking = False
        self.inboxes = folders
        self.reached.emit()

    def _not_reached(self, error: BaseException) -> None:
        self._asking = False
        self._runner.failure.emit(error)
