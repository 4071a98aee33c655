"""The meeting's agenda: 分差 → 名额线附近 → 并列 → 缺评 → 其余一次确认, its place and each entry's time kept through a crash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.changes import Changes
from app.services.profile import Profile


class Heading(StrEnum):
    """Under which heading an entry comes up, in the order of the meeting."""

    SPREAD = "spread"
    LINE = "line"
    TIE = "tie"
    ABSENT = "absent"
    REST = "rest"


class Settled(StrEnum):
    """未议 · 已定 · 待复核 · 暂缓."""

    OPEN = "open"
    DECIDED = "decided"
    STALE = "stale"
    DEFERRED = "deferred"


@dataclass(frozen=True)
class Item:
    """One entry on the agenda. `also`: further headings it would come under; `why`: in words ("分差 18.00，原因分析相差 9").

    `avoid`: "请顾长青回避" when the chair stands aside, with `lead`, the judge named to lead (id, "" when nobody is named);
    `seconds` spent on it so far, `opened` when it was last put on the table.
    """

    code: str
    title: str
    heading: Heading
    also: tuple[Heading, ...]
    why: str
    settled: Settled
    avoid: str = ""
    lead: str = ""
    seconds: int = 0
    opened: datetime | None = None


@dataclass(frozen=True)
class Agenda:
    """Every counted entry exactly once, in order; `current` is the entry on the table, also after a crash."""

    items: tuple[Item, ...]
    current: str | None

    def under(self, heading: Heading) -> tuple[Item, ...]:
        """The items of one heading."""
        return tuple(i for i in self.items if i.heading is heading)

    @property
    def rest(self) -> tuple[str, ...]:
        """What `KeepAll` may confirm at once: undecided entries of the last heading from which the chair is not recused."""
        return tuple(i.code for i in self.under(Heading.REST) if i.settled is Settled.OPEN and not i.avoid)

    def following(self, code: str | None) -> str | None:
        """The next entry that is not decided, after `code` (None: from the start); None when all are."""
        codes = [i.code for i in self.items]
        start = codes.index(code) + 1 if code in codes else 0
        return next((i.code for i in self.items[start:] if i.settled is not Settled.DECIDED), None)


def agenda(profile: Profile, *, round_number: int | None = None) -> Agenda:
    """The agenda as it stands. Behind the gate."""
    raise NotImplementedError


def put_on_table(profile: Profile, code: str | None, *, round_number: int | None = None) -> Changes:
    """Remember which entry is discussed now (None: a break): the last one's time stops, this one's starts."""
    raise NotImplementedError
