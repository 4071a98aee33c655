"""The profiles of other seasons beside the one of this window: which there are, when one is offered, and how it is opened.

One window is one profile. Another season opens in a program of its own; once that has its profile, this window closes as by
hand, so that what could not be saved is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core import claim, homes
from app.core.errors import UsageError
from app.core.words import say
from app.ui import another_window
from app.ui.judge.foreign import is_foreign
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.core.homes import Neighbour
    from app.ui.notify import NoticeBar

_ASK_MS, PATIENCE_MS = 100, 30_000
"""A cold start on an old laptop, with a virus scanner reading along."""


class OtherSeasons(QObject):
    """`listed`: `found` is known anew. `waiting`: another window is on its way. `leaving`: it is there, and this one may close.

    `base`: the plain folder, where no person named this profile's place; None where one did. `start` starts the program.
    """

    listed = Signal()
    waiting = Signal()
    leaving = Signal()

    def __init__(self, runner: Runner, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._home = runner, home
        self.base: Path | None = None
        self.start: Callable[[Sequence[str]], bool] = another_window.start
        self.found: tuple[Neighbour, ...] = ()
        self._awaited: Path | None = None
        self._asked = 0
        self._clock = QTimer(self, interval=_ASK_MS)
        self._clock.timeout.connect(self._ask)

    def look(self) -> None:
        """See which there are. A folder that cannot be listed has none to offer."""
        self._runner.pool(homes.neighbours, self._home, then=self._listed, failed=lambda _error: None)

    def remember(self) -> None:
        """The profile of this window is open: next time it opens unasked. That this fails stops nobody."""
        if self.base is not None:
            self._runner.pool(homes.choose, self.base, self._home, failed=lambda _error: None)

    def offer(self, error: BaseException, notice: NoticeBar) -> bool:
        """Say of an invitation of another season what it is, with the one button; False for any other error."""
        if not is_foreign(error) or error.source is None or homes.is_same(error.home, self._home):
            return False
        there, new = say("打开那个赛季的档案", "Open that season's profile"), say("为它另建档案并打开", "Make a profile for it and open it")
        words = there if error.there else new
        notice.offer(lambda: error.message, (words, partial(self.open, error.home, error.source)), bad=True)
        return True

    def open(self, home: Path, source: Path | bytes | None = None) -> None:
        """Open the profile in `home`, on an invitation that came as a file or as text; a second click meanwhile is none."""
        if self._awaited is None:
            self._awaited = home
            self.waiting.emit()
            self._runner.pool(_made_ready, self._home, home, source, then=self._begin, failed=self._failed)

    def _listed(self, found: tuple[Neighbour, ...]) -> None:
        self.found = found
        self.listed.emit()

    def _begin(self, file: Path | None) -> None:
        home = self._awaited
        if home is None:
            return
        there = claim.is_taken(home)
        if not self.start(another_window.wish(home, self.base, file)):
            self._failed(_not_opened())
        elif there:  # that window takes the file, and whoever was started ends
            self._leave()
        else:
            self._asked = 0
            self._clock.start()

    def _ask(self) -> None:
        """A program that was started is there when it has claimed its profile; before that nobody lets go of this window."""
        self._asked += 1
        if self._awaited is not None and (claim.told(self._awaited) or claim.is_taken(self._awaited)):
            self._leave()
        elif self._asked * _ASK_MS > PATIENCE_MS:
            self._failed(_not_opened())

    def _leave(self) -> None:
        self._clock.stop()
        self._awaited = None
        self.leaving.emit()

    def _failed(self, error: BaseException) -> None:
        self._clock.stop()
        self._awaited = None
        self._runner.failure.emit(error)
        self.look()


def _made_ready(own: Path, home: Path, source: Path | bytes | None) -> Path | None:
    """The folder with this window's language, colours and sizes in it, and the file to open there. In the pool.

    Raises UsageError where only a profile that is there was meant, and it is gone: an empty one in its place would look like a loss.
    """
    from app.core.files import atomic_write, translated
    from app.services.judge.enrol import HANDED_ON
    from app.ui import preferences

    if source is None and not homes.holds_profile(home):
        raise _gone(home)
    with translated(home):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (home / preferences.NAME).exists():
        preferences.save(home, preferences.load(own).with_(last_entry=""))
    if not isinstance(source, bytes):
        return source
    atomic_write(home / HANDED_ON, source, mode=0o600)
    return home / HANDED_ON


def _gone(home: Path) -> UsageError:
    return UsageError(
        say(
            "那个赛季的档案不在原处了（{home}），可能被移走、改名或删除。这里一切照旧。",
            "That season's profile is no longer in its place ({home}): it was moved, renamed or deleted. Nothing has changed here.",
            home=home,
        ),
        say(
            "请把文件夹放回原处；找不到时，用副本和恢复码恢复。",
            "Put the folder back; if it cannot be found, restore a copy with the recovery code.",
        ),
        reason="gone",
    )


def _not_opened() -> UsageError:
    return UsageError(
        say("另一个赛季的窗口没有打开，这里一切照旧。", "The other season's window did not open; nothing has changed here."),
        say("请再试一次；还不行时请联系组织方。", "Try again; if that does not help, ask the organiser."),
        reason="not-started",
    )
