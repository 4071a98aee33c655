"""What receiving asks of the services: files in, previewed and taken; who is missing; receipts out. No method here returns a point."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.tasks import Context
from app.models.changes import Changes
from app.services.chair import board, choose, incoming, steps, turned_away
from app.services.chair.board import Board
from app.services.chair.incoming import Checked, Frame, Imported, Preview
from app.services.chair.steps import StepLine, Undone
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services.chair.fetch_inbox import ServerInbox
    from app.services.chair.receipts import Issued
    from app.services.chair.remind import Absent


def verify(frame: Frame, places: Sequence[Path], ctx: Context) -> tuple[Checked, ...]:
    """Open and check the files in these places. Any thread."""
    return incoming.verify(frame, incoming.gather(places, ctx.part(0, 0.2)), ctx.part(0.2, 1))


def reached(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The inbox folders this computer can read now. In the pool: a share may not answer."""
    return incoming.reached(folders)


def fetch(place: ServerInbox, ctx: Context) -> tuple[Path, ...]:
    """Fetch what lies in the season's inbox. Any thread; needs the network."""
    from app.services.chair import fetch_inbox

    return fetch_inbox.fetch(place, ctx)


def check_code(payload: str) -> str:
    """The 校验码 of a package, slow by design. Any thread."""
    return incoming.check_code(payload)


class ReceiveServices:
    """Bound to one open profile; every method runs in the database's thread."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def board(self) -> Board:
        return board.board(self._profile)

    def inboxes(self) -> tuple[tuple[Path, ...], ServerInbox | None]:
        """The season's inbox folders, reached or not, and where files can be fetched over the network, when it has such an inbox."""
        from app.services.chair import fetch_inbox

        return incoming.inbox_folders(self._profile), fetch_inbox.source(self._profile)

    def frame(self) -> Frame:
        return incoming.frame(self._profile)

    def preview(self, checked: Sequence[Checked], only: Collection[str] | None = None) -> Preview:
        """What is not taken is remembered until its judge was told."""
        found = incoming.preview(self._profile, checked, only=only)
        turned_away.keep(self._profile, checked, found.round)
        return found

    def turned_away(self) -> tuple[str, ...]:
        """Payloads of files that were not taken, whose judges wait for an answer."""
        return turned_away.waiting(self._profile)

    def dismiss(self) -> tuple[str, ...]:
        """Nobody is to be told any more."""
        turned_away.forget(self._profile)
        return turned_away.waiting(self._profile)

    def accept(self, preview: Preview) -> tuple[Imported, Changes]:
        return incoming.accept(self._profile, preview)

    def options(self, judge: str) -> tuple[choose.Option, ...]:
        """The judge's files to choose from, and what each would do."""
        return choose.options(self._profile, judge)

    def choose(self, payload: str, reason: str) -> tuple[choose.Chosen, Changes]:
        """What it did, told as it was foreseen."""
        told = choose.foresee(self._profile, payload)
        return told, choose.choose(self._profile, payload, reason)[1]

    def history(self) -> tuple[StepLine, ...]:
        return steps.history(self._profile)

    def undo(self, step: str | None = None) -> tuple[Undone | None, Changes]:
        return steps.undo(self._profile, step)

    def redo(self, step: str | None = None) -> tuple[Undone | None, Changes]:
        return steps.redo(self._profile, step)

    def reminders(self) -> tuple[Absent, ...]:
        from app.services.chair import remind

        return remind.reminders(self._profile)

    def issue_receipts(self, folder: Path) -> tuple[Issued, Changes]:
        """For what counts, and for files that were not taken; once told is enough."""
        return turned_away.answer(self._profile, folder)

    def return_sheet(self, judge: str, reason: str, folder: Path) -> tuple[Issued, Changes]:
        """退回修改: the judge's round opens again when the receipt reaches them."""
        from app.services.chair import receipts

        return receipts.return_sheet(self._profile, judge, reason, folder)
