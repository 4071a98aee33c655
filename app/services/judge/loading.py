"""Loading the files of the season while a judge already reads: one after the other, how far and how fast.

News is a matter of seconds and belongs to `sync`; files may take an evening. They are loaded in the order of the plan,
videos last, each resumed where it stopped; stopping is no loss.
"""

from __future__ import annotations

from time import monotonic

from app.core.tasks import Context
from app.core.words import say
from app.models.entry import Document
from app.services.judge import identity, room, workspace
from app.services.judge.load_plan import FileLine, plan
from app.services.judge.sync import load_blob
from app.services.profile import Profile
from app.sync.download import Blob
from app.sync.sources import open_source

_SPAN = 5.0


class Board:
    """What the loading thread writes and the window samples: whole values only, replaced at once."""

    def __init__(self) -> None:
        self.sealed = ""
        self.done = 0
        self.moved = 0
        self.landed: tuple[FileLine, ...] = ()
        self._marks: list[tuple[float, int]] = []

    def begin(self, line: FileLine) -> None:
        self.sealed, self.done = line.sealed, line.done

    def move(self, done: int, *, now: float | None = None) -> None:
        """`done` bytes of the current file are here."""
        self.moved, self.done = self.moved + max(0, done - self.done), done
        at = monotonic() if now is None else now
        self._marks = [*[m for m in self._marks if at - m[0] <= _SPAN][-200:], (at, self.moved)]

    def land(self, line: FileLine) -> None:
        self.landed = (*self.landed, line)

    def speed(self) -> float:
        """Bytes a second over the last five seconds; 0 while unknown."""
        marks = self._marks
        if len(marks) < 2 or marks[-1][0] - marks[0][0] < 0.2:
            return 0.0
        return (marks[-1][1] - marks[0][1]) / (marks[-1][0] - marks[0][0])


def load(profile: Profile, ctx: Context, board: Board) -> int:
    """Load what the plan still wants and the disk has room for, in its order; how many files came.

    Raises OfflineError, DownloadError, DiskFull or Cancelled; what is verified stays and the next call goes on.
    """
    who, _ = identity.load(profile)
    sources, documents = [open_source(a) for a in who.addresses], _documents(profile)
    waiting = plan(profile).waiting
    total = sum(line.size for line in waiting) or 1
    before = came = 0
    for line in waiting:
        if not room.admits(profile, line.sealed, line.size, video=line.video):
            continue
        document = documents[line.sealed]
        board.begin(line)

        def moved(count: int, start: int = before, name: str = line.title) -> None:
            board.move(count)
            ctx.report(say("正在下载 {name}", "Loading {name}", name=name), min(1.0, (start + count) / total))

        load_blob(profile, sources, Blob(line.sealed, line.size, document.chunks), ctx, moved)
        board.land(line)
        before, came = before + line.size, came + 1
    return came


def _documents(profile: Profile) -> dict[str, Document]:
    desk = workspace.load(profile)
    return {d.sealed_sha256: d for e in desk.manifest.entries for d in e.documents}
