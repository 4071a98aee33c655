"""Work that was done elsewhere, without a widget: a copy on a stick with its recovery code, or one the organiser passed on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.judge.start_stage import Stage
from app.ui.tasks import Failed, Runner

if TYPE_CHECKING:
    from app.models.assignment import CopyNote
    from app.services.backup import Preview
    from app.services.own_snapshots import Snapshot
    from app.ui.judge.services import JudgeServices


class RestoreModel:
    """`file`: the chosen copy. `offer`: what came with the assignment and was neither taken over nor left.

    `snapshots`: whole copies beside a store that does not open, None before they were looked into. `passphrase` and `code`:
    the secret that opens the profile's vault. `before`: the page to go back to.
    """

    def __init__(self, runner: Runner, home: Path) -> None:
        self._runner, self._home = runner, home
        self._left = False
        self.file: Path | None = None
        self.offer: CopyNote | None = None
        self.snapshots: tuple[Snapshot, ...] | None = None
        self.passphrase: str | None = None
        self.code: str | None = None
        self.before = Stage.NO_INVITATION

    def know(self, passphrase: str | None, code: str | None = None) -> None:
        """The secret that was given last."""
        self.passphrase, self.code = passphrase, code

    def begin_anew(self) -> None:
        """The store does not open: its copies are to be looked into."""
        self.snapshots, self.before = None, Stage.DAMAGED

    def look(self, then: Callable[[], None], failed: Failed) -> None:
        """Find the whole copies beside the store."""
        from app.ui.judge.without_profile import own_snapshots

        def seen(found: tuple[Snapshot, ...]) -> None:
            self.snapshots = found
            then()

        self._runner.pool(own_snapshots, self._home, self.passphrase, self.code, then=seen, failed=failed)

    def put_back(self, chosen: Snapshot, then: Callable[[], None], failed: Failed) -> None:
        """One of them in the place of the store."""
        from app.ui.judge.without_profile import put_back_snapshot

        self._runner.database(put_back_snapshot, self._home, self.passphrase, self.code, chosen, then=lambda _none: then(), failed=failed)

    def preview(self, code: str, then: Callable[[Preview], None], failed: Failed) -> None:
        """What the chosen copy would bring back."""
        from app.ui.judge.without_profile import preview_copy

        if self.file is not None:
            self._runner.pool(preview_copy, self.file, code, self._home, then=then, failed=failed)

    def put_in_place(self, code: str, passphrase: str | None, then: Callable[[], None], failed: Failed) -> None:
        """Make a profile of the chosen copy."""
        from app.ui.judge.without_profile import restore_copy

        if self.file is not None:
            aside = self.before is Stage.DAMAGED
            self._runner.database(restore_copy, self.file, code, self._home, passphrase, aside, then=lambda _seen: then(), failed=failed)

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
