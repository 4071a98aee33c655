"""A meeting without a widget: the agenda's place, decisions foreseen while they are filled in, and made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.core.errors import AppError
from app.core.executor import Priority
from app.core.words import say, strung
from app.models.changes import Changes
from app.services.chair.agenda import lived
from app.ui.chair.tie_sheet import tie_sheet

if TYPE_CHECKING:
    from app.services.chair.actions import Action, Meeting
    from app.services.chair.deciding import Foreseen, Made
    from app.services.chair.half_made import Half
    from app.ui.chair.meeting_desk import MeetingDesk
    from app.ui.chair.meeting_services import Table
    from app.ui.chair.score_sheet import Sheet

HalfKey: TypeAlias = tuple[int, str, str]
"""Round, entry, act."""
_BEAT = 60_000
"""Milliseconds; far less than the silence after which a desk counts as closed."""


class MeetingModel(QObject):
    """`shown`: `table` was read anew. `foreseen(Foreseen or AppError)`: what the form would do, or what it lacks. `made`: it was done.

    `said(said, good)`: what came of it.
    """

    shown = Signal()
    foreseen = Signal(object)
    made = Signal()
    said = Signal(object, bool)

    def __init__(self, chair: MeetingDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chair, self._services, self._runner = chair, chair.meeting, chair.runner
        self.table: Table | None = None
        self._asked = 0
        self._halves: dict[HalfKey, Half] = {}
        self.unkept: set[HalfKey] = set()
        """Of these the newest is not on the disk."""
        self._deciding = False
        self._since = QElapsedTimer()
        self._alive = QTimer(self, interval=_BEAT)
        self._alive.timeout.connect(self.keep_time)
        chair.pictured.connect(self.read)
        chair.veil.changed.connect(self.shown)

    @property
    def mirrored(self) -> bool:
        """投影模式: the hall sees this very screen."""
        return self.chair.veil.on

    @property
    def names(self) -> Mapping[str, str]:
        """Who may sit at the table → as they are called on the own page."""
        return self.chair.names

    @property
    def arrived(self) -> frozenset[str]:
        """Who is taken to be present until somebody says otherwise."""
        return self.chair.arrived

    @property
    def letters(self) -> Mapping[str, str]:
        """As they are called in the hall, in the same order: 评委A, or by name where the policy lets the hall see names."""
        return self.chair.veil.hall

    @property
    def headings(self) -> Mapping[str, str]:
        """As they are called on the own page now."""
        return self.letters if self.mirrored else self.names

    def said_openly(self, text: str) -> str:
        """Words for the chair's own page: without names while the hall sees it."""
        return self.chair.veil.said(text)

    def avoid_words(self, words: str) -> str:
        """Who is asked to stand aside is always the chair: by a letter the hall would learn which column is theirs."""
        return self.chair.veil.avoid_words(words)

    def entry_sheet(self, *, private: bool) -> Sheet | None:
        """The entry on the table; `private`: with names."""
        entry = self.table.entry if self.table is not None else None
        if entry is None:
            return None
        if private:
            return self.chair.entry_sheet(entry, self.headings)
        return self.chair.entry_sheet(entry, self.letters, entry.unit if self.chair.veil.units else "")

    def line_sheet(self, at: int, *, private: bool) -> Sheet | None:
        """The rows around one line."""
        if self.table is None or not 0 <= at < len(self.table.lines):
            return None
        return self.chair.line_sheet(self.table.lines[at], self.table.view, self.headings if private else self.letters)

    def spent(self) -> int:
        """Seconds on the entry on the table so far."""
        table = self.table
        item = next((i for i in table.agenda.items if i.code == table.agenda.current), None) if table is not None else None
        if table is None or item is None or item.opened is None:
            return 0
        return item.seconds + lived(item.opened, table.now) + self._since.elapsed() // 1000

    def keep_time(self) -> None:
        """Once a minute, and when the desk is opened: what was talked about until now is kept, and hours in which it was closed are no talk."""
        if self.chair.ready and self.table is not None and self.table.agenda.current is not None:
            self._runner.database(self._services.keep_time, self.round, failed=self._untold)

    def _untold(self, error: BaseException) -> None:
        """A full disk is told where it takes something that was decided; the clock alone is worth no notice every minute."""
        if not isinstance(error, AppError):
            self._runner.failure.emit(error)

    def read(self) -> None:
        """Where the meeting stands."""
        if self.chair.ready:
            self._runner.database(self._services.table, then=self._shown)
        else:
            self.table = None
            self.shown.emit()

    def tie_sheet(self) -> Sheet | None:
        """同分 of the entry on the table: no judge is in it, so page and hall see the same."""
        tied = self.table.tied if self.table is not None else None
        return tie_sheet(tied.tie) if tied is not None else None

    def go(self, code: str | None) -> None:
        """Put an entry on the table."""
        if code is not None and self.table is not None and code != self.table.agenda.current:
            self._runner.database(self._services.put_on_table, code, then=self._moved)

    def choose_field(self, field: str) -> None:
        """Go through the entries of this field next ("" all of them)."""
        if self.table is not None and field != self.table.field:
            self._runner.database(self._services.choose_field, field, then=self._moved)

    def step(self, by: int) -> None:
        """The next entry of the agenda, or the one before."""
        if self.table is None or not self.table.agenda.items:
            return
        codes = [i.code for i in self.table.agenda.items]
        current = self.table.agenda.current
        at = codes.index(current) + by if current in codes else 0
        if 0 <= at < len(codes):
            self.go(codes[at])

    def foresee(self, action: Action, meeting: Meeting) -> None:
        """`foreseen` follows; of several asked in a row only the last is told."""
        self._asked += 1
        number = self._asked
        self._runner.database(
            self._services.foresee, action, meeting,
            then=lambda found: self._foreseen(number, found), failed=lambda error: self._foreseen(number, error),
        )  # fmt: skip

    def decide(self, action: Action, meeting: Meeting) -> None:
        """Make it, once: a second press while it is being made does nothing."""
        if not self._deciding:
            self._deciding = True
            self._runner.database(self._services.decide, action, meeting, then=self._made, failed=self._refused)

    @property
    def round(self) -> int:
        """Of the table; what is filled in is about this one."""
        return self.table.round if self.table is not None else 1

    def half(self, code: str, act: str) -> Half:
        """What was filled in of this decision and not made yet."""
        return self._halves.get((self.round, code, act), {})

    def begun(self, code: str) -> frozenset[str]:
        """Which decisions about the entry were begun and not made."""
        return frozenset(act for (number, entry, act), fields in self._halves.items() if (number, entry) == (self.round, code) and fields)

    def keep_half(self, code: str, act: str, fields: Half) -> None:
        """It is on its way to the disk at once; of several states that wait there the newest is written."""
        key = (self.round, code, act)
        if dict(self.half(code, act)) != dict(fields):
            self._halves[key] = fields
            self.unkept.add(key)
            self._runner.database(self._keep_latest, key, priority=Priority.SAVE)

    def save_again(self) -> None:
        """What the disk refused."""
        for key in tuple(self.unkept):
            self._runner.database(self._keep_latest, key, priority=Priority.SAVE)

    def _keep_latest(self, key: HalfKey) -> None:
        """In the database's thread."""
        if key in self.unkept:
            self.unkept.discard(key)
            try:
                self._services.keep_half(*key, self._halves[key])
            except BaseException:
                self.unkept.add(key)  # the next change tries again
                raise

    def _shown(self, table: Table) -> None:
        self._halves = {**{(table.round, *key): half for key, half in table.halves.items()}, **self._halves}
        self.table = table
        self._since.start()
        if not self._alive.isActive():
            self._alive.start()
            self.keep_time()
        self.shown.emit()
        if table.agenda.current is None and table.agenda.items:
            self.go(table.agenda.following(None) or table.agenda.items[0].code)

    def _moved(self, changes: Changes) -> None:
        self.read()
        self.chair.bus.publish(changes)

    def _foreseen(self, number: int, found: Foreseen | BaseException) -> None:
        if number != self._asked:
            return
        if isinstance(found, BaseException) and not isinstance(found, AppError):
            self._runner.failure.emit(found)
            return
        self.foreseen.emit(found)

    def _made(self, done: tuple[Made, Changes]) -> None:
        self._deciding = False
        self._asked += 1  # a preview still on its way is of yesterday
        self.chair.bus.publish(done[1])
        self.made.emit()
        foreseen = done[0].foreseen
        self.said.emit(
            strung(say("。", ". "), filter(None, (foreseen.words, strung(say("；", "; "), (m.words for m in foreseen.moves))))), True
        )

    def _refused(self, error: BaseException) -> None:
        self._deciding = False
        if isinstance(error, AppError):
            self.foreseen.emit(error)
        else:
            self._runner.failure.emit(error)
