"""Work that was done elsewhere, without a widget: a copy on a stick with its recovery code, or one the organiser passed on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.tasks import Failed, Runner

if TYPE_CHECKING:
    from app.models.assignment import CopyNote
    from app.services.backup import Preview
    from app.ui.judge.services import JudgeServices


class RestoreModel:
    """`file`: the chosen copy. `offer`: what came with the assignment and was neither taken over nor left."""

    def __init__(self, runner: Runner, home: Path) -> None:
        self._runner, self._home = runner, home
        self._left = False
        self.file: Path | None = None
        self.offer: CopyNote | None = None

    def preview(self, code: str, then: Callable[[Preview], None], failed: Failed) -> None:
        """What the chosen copy would bring back."""
        from app.ui.judge.season_services import preview_copy

        if self.file is not None:
            self._runner.pool(preview_copy, self.file, code, then=then, failed=failed)

    def put_in_place(self, code: str, passphrase: str | None, then: Callable[[], None], failed: Failed) -> None:
        """Make a profile of the chosen copy."""
        from app.ui.judge.season_services import restore_copy

        if self.file is not None:
            self._runner.database(restore_copy, self.file, code, self._home, passphrase, then=lambda _seen: then(), failed=failed)

    def found(self, note: CopyNote | None) -> bool:
        """Whether a person has to be asked about a copy that came with the assignment."""
        self.offer = note
        return note is not None and not self._left

    def leave(self) -> None:
        """Go on without it; it can be taken over later."""
        self._left = True

    def take_over(self, services: JudgeServices, code: str, then: Callable[[], None], failed: Failed) -> None:
        """Bring back what an earlier laptop had; “” for `code` leaves private notes shut."""
        self._runner.database(services.season.take_over, code, then=lambda _done: then(), failed=failed)
