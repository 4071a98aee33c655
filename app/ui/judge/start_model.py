"""From a double click to the first page: invitation, passphrase, sync and pledge, one stage at a time, without a widget.

Every way from one page of the start to the next is here, so that no two of them are taken at once: longer than other files for that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError, Corrupt, Locked, StoreError
from app.ui.judge import start_work
from app.ui.judge.foreign import is_foreign
from app.ui.judge.held_file import HeldFile
from app.ui.judge.invitation_door import InvitationDoor
from app.ui.judge.invitation_model import InvitationModel
from app.ui.judge.other_seasons import OtherSeasons
from app.ui.judge.pledge_draft import PledgeDraft
from app.ui.judge.restore_model import RestoreModel
from app.ui.judge.start_stage import ASKING, Stage, Standing
from app.ui.tasks import Failed, Runner

if TYPE_CHECKING:
    from app.models.changes import Changes
    from app.services.judge.enrol import Enrolled
    from app.services.judge.this_laptop import ThisLaptop
    from app.ui.bus import ChangesBus
    from app.ui.judge.load_model import LoadModel
    from app.ui.judge.services import JudgeServices, Pledge


COPY = ".qcbackup"


class StartModel(QObject):
    """`staged(stage)` when another page is due; `opened()` when the desk can be used; `progressed(Progress)` while syncing.

    `services` is the open profile from the moment there is one, `load` its files on their way. `problem` is what the page
    says went wrong; `door` takes invitations in; `held` a file that waits until the desk is open.
    """

    staged = Signal(str)
    opened = Signal()
    loaded = Signal()
    progressed = Signal(object)

    def __init__(self, runner: Runner, home: Path, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner, self._home, self._bus = runner, home, bus
        self._kind: type[JudgeServices] | None = None
        self._passphrase: str | None = None
        self.held: Path | None = None
        self.services: JudgeServices | None = None
        self.stage = Stage.OPENING
        self.problem: AppError | None = None
        self.load: LoadModel | None = None
        self.invited, self.door = InvitationModel(runner, self), InvitationDoor(self)
        self.restore = RestoreModel(runner, home)
        self.seasons = OtherSeasons(runner, home, self)
        self.enrolled: Enrolled | None = None
        self.laptop: ThisLaptop | None = None
        self._waiting = HeldFile(self)
        self.recovery_code = ""
        self.pledge: Pledge | None = None
        self.pledge_draft = PledgeDraft()

    @property
    def place(self) -> Path:
        """The folder of the profile."""
        return self._home

    def begin(self, passphrase: str | None, file: Path | None) -> None:
        """Load the services, then open what is there; a file that came with the start is taken then."""
        self._passphrase, self.held = passphrase, file or self.held
        self.restore.know(passphrase)
        ahead = self.runner.pool(start_work.unlock, self._home, passphrase, failed=lambda _error: None)  # opening says what is wrong
        self.runner.database(start_work.load, then=lambda kind: self._begun(kind, ahead.result))

    def take(self, path: Path) -> None:
        """A file that came by double click, drop or dialog: an invitation or a copy leads on; the desk, once open, takes what is `held`."""
        if self.stage not in ASKING:
            self.held = path
            self._waiting.look()
        elif path.suffix.lower() == COPY and self.services is None:
            self.restore.file = path
            self._go(Stage.RESTORE)
        elif self.stage is not Stage.DAMAGED:
            self.door.read(path)
        else:
            self.door.explain(path)

    def unlock(self, secret: str, *, recovery: bool = False) -> None:
        """Open the profile by passphrase, or by the recovery code."""
        kind = self.reader()
        opener, word = (kind.recover, secret.strip()) if recovery else (kind.open, secret)
        self._passphrase = self._passphrase if recovery else secret
        self.restore.know(None if recovery else secret, word if recovery else None)
        self.runner.database(opener, self._home, word, then=self._unlocked, failed=self._locked)

    def show(self, stage: Stage) -> None:
        """Go to a page without any work: restoring a copy, and back."""
        self._go(stage)

    def restore_copy(self, code: str, passphrase: str | None, failed: Failed) -> None:
        """Put the chosen copy in place and open it as any profile."""
        self._passphrase = passphrase or self._passphrase
        self.restore.put_in_place(code, self._passphrase, self._open_restored, failed)

    def _open_restored(self) -> None:
        self.restore.know(self._passphrase)
        self.reopen()

    def reopen(self) -> None:
        """Open the profile with the secret that was given: after a copy was put in its place, or to try again."""
        kind, held = self.reader(), self.restore
        opener, word = (kind.recover, held.code) if held.code else (kind.open, held.passphrase)
        self.runner.database(opener, self._home, word, then=self._unlocked, failed=self._locked)

    def accept_invitation(self, passphrase: str | None = None) -> None:
        """“That is me”: make the profile (asking for a passphrase where there is no keyring) and enrol."""
        if self.services is not None:
            self._enrol()
            return
        secret = passphrase if passphrase is not None else self._passphrase
        create = self.reader().create_anew if self.door.anew is not None else self.reader().create
        self.runner.database(create, self._home, secret, then=self._created, failed=self._not_created)

    def code_is_kept(self) -> None:
        """The recovery code was written down: it is in force, and the way goes on."""
        keep = self._opened_services().season.keep_code
        self.runner.database(
            keep, self.recovery_code, then=lambda _done: self._code_kept(), failed=lambda e: self.stay(Stage.RECOVERY_CODE, e)
        )

    def _code_kept(self) -> None:
        self.recovery_code = ""
        if self.invited.view is not None:
            self._enrol()
        else:
            self._look()

    def sync(self) -> None:
        """Fetch the news of the season; also “try again”. Files follow by themselves, beside reading."""
        services = self._opened_services()
        from app.core.tasks import Context

        self._go(Stage.SYNCING)
        context = Context()
        future = self.runner.pool(services.season.news, context, then=lambda _done: self._look(), failed=self._not_synced)
        self.runner.watched(context, self.progressed.emit, future)

    def accept_expired(self) -> None:
        """What is published is past its day, and a person trusts where it came from."""
        self._opened_services().season.accept_expired()
        self.sync()

    def take_over(self, code: str) -> None:
        """Bring back what an earlier laptop had; “” for `code` leaves private notes shut."""
        self.restore.take_over(self._opened_services(), code, self._look, lambda e: self.stay(Stage.FOUND_COPY, e))

    def leave_copy(self) -> None:
        """Go on without it; it can be taken over later."""
        self.restore.leave()
        self._look()

    def sign(self, conflicts: Mapping[str, str], name: str) -> None:
        """Sign the pledge; each conflict (entry code → reason) becomes a recusal."""
        services = self._opened_services()
        self.runner.database(
            services.declare, conflicts, name, then=lambda _changes: self._ready(), failed=lambda e: self.stay(Stage.PLEDGE, e)
        )

    def reader(self) -> type[JudgeServices]:
        """What reads files and opens profiles, loaded by `begin`."""
        if self._kind is None:
            raise RuntimeError("begin comes first")
        return self._kind

    def _begun(self, kind: type[JudgeServices], unlocked: Callable[[], Any]) -> None:
        self._kind = kind
        self.loaded.emit()
        if kind.exists(self._home):
            self.runner.database(kind.open_unlocked, self._home, unlocked, then=self._unlocked, failed=self._locked)
        else:
            self._ask(Stage.NO_INVITATION)

    def _ask(self, stage: Stage, error: BaseException | None = None) -> None:
        """A page that waits for a file: one that was held back is taken at once."""
        file, self.held = self.held, None
        if file is not None:
            self.stage = stage
            self.take(file)
        else:
            self.stay(stage, error)

    def _unlocked(self, services: JudgeServices) -> None:
        self._hold(services)
        self._look()

    def _hold(self, services: JudgeServices) -> None:
        from app.ui.judge.load_model import LoadModel

        self.services = services
        self.seasons.remember()
        self.load = LoadModel(services.season, self.runner, self._bus, self)

    def _locked(self, error: BaseException) -> None:
        if isinstance(error, Corrupt):
            self.restore.begin_anew()
            self._ask(Stage.DAMAGED, error)
            return
        if isinstance(error, StoreError) and not isinstance(error, Locked):
            self.stay(Stage.SHUT, error)  # no passphrase would help
            return
        first = isinstance(error, AppError) and error.reason == "passphrase-needed"
        self.stay(Stage.PASSPHRASE, None if first else error)

    def _look(self) -> None:
        """Where does this profile stand?"""
        if self.services is not None:
            self.runner.database(self._standing, then=self._stand, failed=self._not_read)

    def _not_read(self, error: BaseException) -> None:
        """A store may open and be damaged further in."""
        services = self.services
        if not isinstance(error, Corrupt) or services is None:
            self.runner.failure.emit(error)
            return
        self.services = self.load = None
        self.runner.database(services.close, then=lambda _closed: self._locked(error))

    def _standing(self) -> Standing:
        """In the database's thread."""
        services = self._opened_services()
        if services.organises():
            return Standing(Stage.SEASON)
        if code := services.season.waiting_code():
            return Standing(Stage.RECOVERY_CODE, code)
        state = services.state()
        if state is None:
            return Standing(Stage.SYNCING)
        return Standing(Stage.READY, "", None if state.declared else services.pledge(), services.season.offer())

    def _opened_services(self) -> JudgeServices:
        if self.services is None:
            raise RuntimeError("no profile is open")
        return self.services

    def _stand(self, found: Standing) -> None:
        self.recovery_code, self.pledge = found.code, found.pledge
        if found.due in (Stage.SEASON, Stage.RECOVERY_CODE):
            self._go(found.due)
            return
        if found.due is Stage.SYNCING:
            self.sync()
            return
        if self.load is not None and (self.enrolled is not None or self.pledge is not None):
            begin, self.invited.hold = self.load.cancel if self.invited.hold else self.load.begin, False
            begin()  # a program started again in the middle of the first five minutes goes on with them
        if self.restore.found(found.offer):
            self._go(Stage.FOUND_COPY)
        elif self.pledge is not None:
            self._go(Stage.PLEDGE)
        else:
            self._ready()

    def _created(self, made: tuple[JudgeServices, str]) -> None:
        self.door.anew = None
        self._hold(made[0])
        self.recovery_code = made[1]
        self._go(Stage.RECOVERY_CODE)

    def _not_created(self, error: BaseException) -> None:
        """A passphrase is asked for where there is no keyring; a full disk is no reason to."""
        no_keyring = isinstance(error, AppError) and error.reason in ("no-keyring", "keyring-failed", "locked")
        if no_keyring and self.stage is not Stage.NEW_PASSPHRASE:
            self._go(Stage.NEW_PASSPHRASE)
        else:
            self.stay(self.stage, error)

    def _enrol(self) -> None:
        services = self._opened_services()
        self.runner.database(
            services.enrol, self.invited.data, self.invited.code or None, then=self._enrolled, failed=lambda e: self.stay(Stage.INVITED, e)
        )

    def _enrolled(self, done: tuple[Enrolled, Changes]) -> None:
        self.enrolled = done[0]
        self.sync()

    def _not_synced(self, error: BaseException) -> None:
        if isinstance(error, AppError) and error.reason == "not-enrolled":
            self._ask(Stage.NO_INVITATION)
            return
        self.runner.database(
            self._opened_services().season.laptop, then=lambda known: self._code(known, error), failed=lambda _e: self._wait(None, error)
        )

    def _code(self, known: ThisLaptop | None, error: BaseException) -> None:
        if known is None:
            self._wait(None, error)
            return
        from app.services.judge.this_laptop import coded

        self.runner.pool(coded, known, then=lambda laptop: self._wait(laptop, error), failed=lambda _e: self._wait(known, error))

    def _wait(self, known: ThisLaptop | None, error: BaseException) -> None:
        """What the organiser asks for stands there after a restart too."""
        self.laptop = known
        self._ask(Stage.WAITING, error)

    def _ready(self) -> None:
        self._go(Stage.READY)
        self.opened.emit()

    def stay(self, stage: Stage, error: BaseException | None) -> None:
        """Show a page with what went wrong on it; our own bugs, and what another season's window has to do, go to the notice bar."""
        if error is not None and (is_foreign(error) or not isinstance(error, AppError)):
            self.runner.failure.emit(error)
            error = None
        self._go(stage, error)

    def _go(self, stage: Stage, problem: AppError | None = None) -> None:
        self.stage, self.problem = stage, problem
        self._waiting.look()
        self.staged.emit(stage.value)
