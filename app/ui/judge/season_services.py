"""What the desk asks of the services around the work itself: start, files, copies, receipts, and a look at the computer.

Beside `JudgeServices`, on the same profile. What takes long opens the store a second time (`beside`) and runs in the pool.
Network, PDF and video are imported by the method that needs them. What needs no profile is in `without_profile`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.tasks import Context
from app.core.text import file_part
from app.core.words import say
from app.models.assignment import CopyNote
from app.models.changes import Changes
from app.services import profile as profiles
from app.services.judge import held_copies, identity, load_plan, outbox, recovered
from app.services.judge.load_plan import LoadPlan, Wanted
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services import doctor
    from app.services.backup import BackupState
    from app.services.judge import free_space, opened_file, receipts, return_request, travel_check
    from app.services.judge.loading import Board
    from app.services.judge.sync import SyncReport
    from app.services.judge.this_laptop import ThisLaptop
    from app.services.judge.travel_check import Check as TravelLine
    from app.services.recovery_code import FreshCode
    from app.services.rehearsal import Rehearsal

_KEPT = 3


@dataclass(frozen=True)
class CopyToCarry:
    """A copy that is still on this disk: when it was made and what it holds up to."""

    path: Path
    made: datetime
    mark: int


class SeasonServices:
    """Bound to one open profile."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.judge = ""
        self._expired_is_good = False

    def accept_expired(self) -> None:
        """A person says that the source is trustworthy although what it published has expired; until the program ends."""
        self._expired_is_good = True

    def news(self, ctx: Context) -> tuple[SyncReport, Changes]:
        """Everything of a sync but the files: seconds, not hours. Any thread."""
        from app.services.judge import sync

        with profiles.beside(self._profile) as other:
            return sync.sync(other, ctx, wanted=Wanted(entries=frozenset()), accept_expired=self._expired_is_good)

    def plan(self) -> LoadPlan | None:
        """What is here and what is not; None before the first news."""
        self._know_judge()
        with self._profile.database.read() as tx:
            known = bool(tx.entries.rounds())
        return load_plan.plan(self._profile) if known else None

    def rehearse(self, copy: Path, code: str) -> Rehearsal:
        """Restore a copy beside this profile and look. Any thread."""
        from app.services import rehearsal

        with profiles.beside(self._profile) as other:
            return rehearsal.rehearse(other, copy, code)

    def _know_judge(self) -> None:
        """Whose the profile is, for names of files that are asked for in the window's thread."""
        if not self.judge:
            with self._profile.database.read() as tx:
                who = identity.find(tx)
            self.judge = who.judge if who else ""

    def choose(self, wanted: Wanted) -> LoadPlan | None:
        """Load all, or without videos, or some entries only."""
        load_plan.choose(self._profile, wanted)
        return self.plan()

    def stop_loading(self, on: bool) -> LoadPlan | None:
        """A person stopped it, or asked for it again."""
        load_plan.stop(self._profile, on=on)
        return self.plan()

    def holding(self) -> free_space.Holding | None:
        """What lies on this disk, entry by entry; None before the first news. Any thread: a stick may take long to answer."""
        from app.services.judge import free_space

        with profiles.beside(self._profile) as other:
            with other.database.read() as tx:
                known = bool(tx.entries.rounds())
            return free_space.holding(other) if known else None

    def free(self, entries: Collection[str], videos_only: bool) -> tuple[free_space.Freed, Changes]:
        """Let go of the files of finished entries. Any thread."""
        from app.services.judge import free_space

        with profiles.beside(self._profile) as other:
            return free_space.free(other, entries, videos_only=videos_only)

    def fetch_again(self, entries: Collection[str]) -> Changes:
        """Want them here after all; `load` brings them."""
        from app.services.judge import free_space

        return free_space.fetch_again(self._profile, entries)

    def sweep_freed(self) -> int:
        """What could not go when it was freed."""
        from app.services.judge import free_space

        return free_space.sweep(self._profile)

    def load(self, ctx: Context, board: Board) -> int:
        """Load what is wanted. Any thread."""
        from app.services.judge import loading

        with profiles.beside(self._profile) as other:
            return loading.load(other, ctx, board)

    def travel_check(self, ctx: Context, lately: bool) -> travel_check.TravelCheck:
        """`lately`: without what was found whole in the last days. Any thread."""
        from app.services.judge import travel_check

        with profiles.beside(self._profile) as other:
            return travel_check.check(other, ctx, lately=lately)

    def travel_around(self) -> tuple[TravelLine, ...]:
        """The part of it that takes no time."""
        from app.services.judge import travel_check

        return travel_check.around(self._profile)

    def waiting_code(self) -> str:
        """A recovery code to show because none was written down yet, or ""."""
        from app.services import recovery_code

        return recovery_code.waiting(self._profile)

    def fresh_code(self) -> FreshCode:
        """Another recovery code, not in force yet."""
        from app.services import recovery_code

        return recovery_code.fresh(self._profile)

    def keep_code(self, code: str) -> Changes:
        """It was written down: it is in force, the one before no more."""
        from app.services import recovery_code

        return recovery_code.keep(self._profile, code)

    def off_disk(self, target: Path) -> tuple[bool, Changes]:
        """A copy on a stick; False when that place is this computer's own disk and helps nobody when it dies. Any thread."""
        from app.services.judge import stick_copy

        with profiles.beside(self._profile) as other:
            return stick_copy.write(other, target)

    def copy_to_carry(self) -> CopyToCarry:
        """A copy in this profile's own folder, to be pasted into a chat; the two before it stay. Any thread."""
        from app.services import backup

        with profiles.beside(self._profile) as other:
            folder, mark = other.home / backup.COPIES, backup.newest_mark(other)
            target = folder / self.copy_name()
            head, _ = backup.off_disk(other, target, counts_as_copy=False)
            before = sorted((p for p in folder.glob("*.qcbackup") if p != target), key=lambda p: p.stat().st_mtime)
            for old in before[: 1 - _KEPT]:  # never the one just made: files of a clock that was ahead look younger than it
                old.unlink()
        return CopyToCarry(target, head.made, mark)

    def carried(self, copy: CopyToCarry) -> Changes:
        """It was pasted and sent."""
        from app.services import backup

        return backup.carried_away(self._profile, copy.made, copy.mark)

    def copy_name(self) -> str:
        """A name a person recognises on a stick: judge and moment. Any thread."""
        made = self._profile.clock.now().astimezone()
        return f"{file_part(self.judge)}-{say('评分副本', 'copy')}-{made:%m%d-%H%M}.qcbackup"

    def laptop(self) -> ThisLaptop | None:
        """Whether this computer is admitted, who can open its copies; None before enrolment. `coded` adds its 设备码."""
        from app.services.judge import this_laptop

        return this_laptop.look(self._profile)

    def copies_told(self, words: str) -> None:
        """Who can open the copies was said on the screen."""
        from app.services.judge import work_copy

        work_copy.told(self._profile, words)

    def copy_state(self) -> BackupState:
        from app.services import backup

        return backup.state(self._profile)

    def offer(self) -> CopyNote | None:
        """Work of an earlier laptop that came with the assignment and was not taken over yet."""
        self._know_judge()
        found = recovered.find(self._profile)
        if found is None or not self._profile.blob(found.sealed_sha256).exists():
            return None
        with self._profile.database.read() as tx:
            return None if held_copies.taken_over(tx, found.payload) else found.note

    def take_over(self, code: str | None) -> tuple[recovered.Restored, Changes]:
        """Bring the earlier laptop's work here; its recovery code opens private notes too."""
        return recovered.restore(self._profile, code=code or None)

    def receipt(self) -> receipts.ReceiptView | None:
        """What the chair said of the newest package."""
        from app.services.judge import receipts

        return receipts.newest(self._profile)

    def open_file(self, path: Path) -> tuple[opened_file.Told, Changes]:
        """A receipt is taken in, a newer invitation renews the request, the rest is explained. Any thread: it may lie on a stick."""
        from app.services.judge import opened_file

        with profiles.beside(self._profile) as other:
            return opened_file.take(other, path)

    def ask_return(self, entries: Sequence[str], reason: str) -> tuple[return_request.Request, Changes]:
        """Ask the chair to return what was handed in; the text goes by chat."""
        from app.services.judge import return_request

        return return_request.ask(self._profile, entries, reason)

    def return_asked(self) -> return_request.Request | None:
        from app.services.judge import return_request

        return return_request.standing(self._profile)

    def upload(self) -> outbox.Sent:
        """Send what waits. Any thread."""
        with profiles.beside(self._profile) as other:
            return outbox.send(other)

    def unsent(self) -> int:
        return outbox.unsent(self._profile)

    def examine(self) -> tuple[doctor.Finding, ...]:
        """The profile is open already: everything around it is looked at, and its store through its own connection."""
        from app.services import doctor

        return doctor.examine_open(self._profile)
