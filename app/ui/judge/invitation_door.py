"""How an invitation comes in before the desk is open: as a file or as text, for the first profile or in place of one that nothing opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.ui.judge import start_work
from app.ui.judge.start_stage import Stage

if TYPE_CHECKING:
    from app.services.judge.enrol import InvitationView
    from app.ui.judge.start_model import StartModel

Found = tuple[bytes, "InvitationView"]


class InvitationDoor:
    """Belongs to the start. `anew`: the page of a profile that is given up for the invitation that is shown, None where none is."""

    def __init__(self, start: StartModel) -> None:
        self._start = start
        self.anew: Stage | None = None
        self._asked = 0

    def read(self, path: Path) -> None:
        """Show whose invitation a file is; one that is none leaves the page as it is and says so."""
        self._read(self._start.stage, self._start.reader().invitation, path)

    def read_pasted(self, text: str) -> None:
        """The same for an invitation that came as text."""
        self._read(Stage.NO_INVITATION, self._start.reader().pasted, text)

    def begin_anew(self, path: Path) -> None:
        """An invitation in place of a profile that nothing opens any more; the profile stays until it is accepted."""
        start, stage = self._start, self._start.stage

        def shown(found: Found) -> None:
            self.anew = stage
            self._show(found)

        start.runner.pool(
            start_work.invitation, start.reader().invitation, path, start.place, None, then=shown, failed=lambda e: start.stay(stage, e)
        )

    def explain(self, path: Path) -> None:
        """On a page that takes no file: what this one is, and where it belongs."""
        start, stage = self._start, self._start.stage
        start.runner.pool(
            start_work.explained, start.reader().invitation, path, start.place,
            then=lambda error: start.stay(stage, error), failed=lambda e: start.stay(stage, e),
        )  # fmt: skip

    def is_a_judges(self, path: Path) -> bool:
        """On an organiser's desk: whether a file is a judge's invitation, by its name. Where it belongs is said then."""
        if ".qcinvite" not in path.name.lower():
            return False
        start = self._start
        start.runner.pool(
            start_work.invitation, start.reader().invitation, path, start.place, start.services, failed=start.runner.failure.emit
        )
        return True

    def not_me(self) -> None:
        """Back to where an invitation is asked for."""
        stage, self.anew = self.anew or Stage.NO_INVITATION, None
        self._start.show(stage)

    def _read(self, stage: Stage, read: Callable[[Any], Found], source: Path | str) -> None:
        """Of several opened in quick succession the last is shown, in whatever order the answers come."""
        self._asked += 1
        start, ticket = self._start, self._asked

        def only_newest(act: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda answer: act(answer) if ticket == self._asked else None

        start.runner.pool(
            start_work.invitation, read, source, start.place, start.services,
            then=only_newest(self._show), failed=only_newest(lambda e: start.stay(stage, e)),
        )  # fmt: skip

    def _show(self, found: Found) -> None:
        self._start.invited.take(found)
        self._start.show(Stage.INVITED)
