"""From a double click to the first page: invitation, passphrase, sync and pledge, one stage at a time, without a widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.core.tasks import Progress
    from app.models.changes import Changes
    from app.services.judge.enrol import Enrolled, InvitationView
    from app.ui.judge.services import JudgeServices, Pledge


class Stage(StrEnum):
    """What the start page shows."""

    OPENING = "opening"
    NO_INVITATION = "no-invitation"
    PASSPHRASE = "passphrase"  # noqa: S105  (a stage, no secret)
    INVITED = "invited"
    NEW_PASSPHRASE = "new-passphrase"  # noqa: S105
    RECOVERY_CODE = "recovery-code"
    SYNCING = "syncing"
    WAITING = "waiting"
    PLEDGE = "pledge"
    READY = "ready"


class StartModel(QObject):
    """`staged(stage)` when another page is due; `opened()` when the desk can be used; `progressed(Progress)` while syncing.

    `services` is the open profile from the moment there is one. `problem` is what the page says went wrong.
    """

    staged = Signal(str)
    opened = Signal()
    loaded = Signal()
    progressed = Signal(object)

    def __init__(self, runner: Runner, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._home = runner, home
        self._kind: type[JudgeServices] | None = None
        self._passphrase: str | None = None
        self._data = b""
        self._after_code: Callable[[], None] | None = None
        self.services: JudgeServices | None = None
        self.stage = Stage.OPENING
        self.problem: AppError | None = None
        self.invitation: InvitationView | None = None
        self.enrolled: Enrolled | None = None
        self.recovery_code = ""
        self.pledge: Pledge | None = None

    def begin(self, passphrase: str | None, invitation: Path | None) -> None:
        """Load the services, then open what is there; an invitation that came with the start is read first."""
        self._passphrase = passphrase
        self._runner.database(_load, then=lambda kind: self._begun(kind, invitation))

    def unlock(self, secret: str, *, recovery: bool = False) -> None:
        """Open the profile by passphrase, or by the recovery code."""
        kind = self._services()
        if recovery:
            self._runner.database(kind.recover, self._home, secret.strip(), then=self._unlocked, failed=self._locked)
        else:
            self._runner.database(kind.open, self._home, secret, then=self._unlocked, failed=self._locked)

    def read_invitation(self, path: Path) -> None:
        """Show whose invitation a file is."""
        from app.core.clock import Clock

        self._runner.database(
            self._services().invitation, path, Clock().now(), then=self._invited, failed=lambda e: self._stay(Stage.NO_INVITATION, e)
        )

    def accept_invitation(self, passphrase: str | None = None) -> None:
        """“That is me”: make the profile (asking for a passphrase where there is no keyring) and enrol."""
        if self.services is not None:
            self._enrol()
            return
        secret = passphrase if passphrase is not None else self._passphrase
        self._runner.database(self._services().create, self._home, secret, then=self._created, failed=self._not_created)

    def code_is_kept(self) -> None:
        """The recovery code was written down."""
        self.recovery_code = ""
        self._enrol()

    def sync(self) -> None:
        """Fetch the season; also “try again”."""
        services = self.services
        if services is None:
            raise RuntimeError("no profile is open")
        from app.core.tasks import Context

        self._go(Stage.SYNCING)
        context = Context()
        future = self._runner.pool(services.sync, context, then=lambda _done: self._look(), failed=self._not_synced)
        self._runner.watched(context, self.progressed.emit, future)

    def sign(self, conflicts: Mapping[str, str], name: str) -> None:
        """Sign the pledge; each conflict (entry code → reason) becomes a recusal."""
        services = self.services
        if services is None:
            raise RuntimeError("no profile is open")
        self._runner.database(services.declare, conflicts, name, then=self._signed, failed=lambda e: self._stay(Stage.PLEDGE, e))

    def progress(self, shown: Callable[[Progress], None]) -> None:
        self.progressed.connect(shown)

    def _services(self) -> type[JudgeServices]:
        if self._kind is None:
            raise RuntimeError("begin comes first")
        return self._kind

    def _begun(self, kind: type[JudgeServices], invitation: Path | None) -> None:
        self._kind = kind
        self.loaded.emit()
        if kind.exists(self._home):
            self._runner.database(kind.open, self._home, self._passphrase, then=self._unlocked, failed=self._locked)
        elif invitation is not None:
            self.read_invitation(invitation)
        else:
            self._go(Stage.NO_INVITATION)

    def _unlocked(self, services: JudgeServices) -> None:
        self.services = services
        self._look()

    def _locked(self, error: BaseException) -> None:
        first = isinstance(error, AppError) and error.reason == "passphrase-needed"
        self._stay(Stage.PASSPHRASE, None if first else error)

    def _look(self) -> None:
        """Where does this profile stand?"""
        if self.services is not None:
            self._runner.database(self._standing, then=self._stand)

    def _standing(self) -> tuple[bool, Pledge | None]:
        """In the database's thread: (is there anything to review, the pledge if it is not signed yet)."""
        services = self._opened_services()
        state = services.state()
        if state is None:
            return False, None
        return True, None if state.declared else services.pledge()

    def _opened_services(self) -> JudgeServices:
        if self.services is None:
            raise RuntimeError("no profile is open")
        return self.services

    def _stand(self, found: tuple[bool, Pledge | None]) -> None:
        synced, self.pledge = found
        if not synced:
            self.sync()
        elif self.pledge is not None:
            self._go(Stage.PLEDGE)
        else:
            self._go(Stage.READY)
            self.opened.emit()

    def _invited(self, found: tuple[bytes, InvitationView]) -> None:
        self._data, self.invitation = found
        self._go(Stage.INVITED)

    def _created(self, made: tuple[JudgeServices, str]) -> None:
        self.services, self.recovery_code = made
        self._go(Stage.RECOVERY_CODE)

    def _not_created(self, error: BaseException) -> None:
        no_keyring = isinstance(error, AppError) and error.reason in ("no-keyring", "keyring-failed", "locked")
        self._stay(Stage.NEW_PASSPHRASE, None if no_keyring and self.stage is not Stage.NEW_PASSPHRASE else error)

    def _enrol(self) -> None:
        services = self._opened_services()
        self._runner.database(services.enrol, self._data, then=self._enrolled, failed=lambda e: self._stay(Stage.INVITED, e))

    def _enrolled(self, done: tuple[Enrolled, Changes]) -> None:
        self.enrolled = done[0]
        self.sync()

    def _not_synced(self, error: BaseException) -> None:
        unknown = isinstance(error, AppError) and error.reason == "not-enrolled"
        self._stay(Stage.NO_INVITATION if unknown else Stage.WAITING, None if unknown else error)

    def _signed(self, _changes: Any) -> None:
        self._go(Stage.READY)
        self.opened.emit()

    def _stay(self, stage: Stage, error: BaseException | None) -> None:
        """Show a page with what went wrong on it; our own bugs go to the notice bar."""
        if error is not None and not isinstance(error, AppError):
            self._runner.failure.emit(error)
        self._go(stage, error if isinstance(error, AppError) else None)

    def _go(self, stage: Stage, problem: AppError | None = None) -> None:
        self.stage, self.problem = stage, problem
        self.staged.emit(stage.value)


def _load() -> type[JudgeServices]:
    """In the database's thread: the imports that cost half a second."""
    from app.ui.judge.services import JudgeServices

    return JudgeServices
