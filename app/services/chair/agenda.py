"""The meeting's agenda: 分差 → 名额线附近 → 并列 → 缺评 → 其余一次确认, its place and each entry's time kept through a crash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.core.words import say, strung
from app.models import points
from app.models.chairing import AgendaPlace, EntryTime
from app.models.changes import NOTHING, Changes, Topic, changed
from app.models.decision import Decision, DecisionKind
from app.models.shape import Points
from app.scoring.agenda import Heading
from app.scoring.agenda import Topic as Subject
from app.scoring.decisions import acting
from app.scoring.view import PanelRow
from app.services.chair import panel as panels
from app.services.chair import shelves
from app.services.chair.assembly import Assembly
from app.services.chair.decision_words import item_words
from app.services.chair.lines import NEAR
from app.services.chair.no_entry import no_entry
from app.services.chair.panel_assembly import assembly
from app.services.profile import Profile
from app.services.shelf import Shelf

__all__ = ["Agenda", "Heading", "Item", "Settled", "agenda", "heading_words", "keep_time", "lived", "moved", "of", "put_on_table", "ticked"]

_SETTLING = (DecisionKind.KEEP, DecisionKind.LEVEL, DecisionKind.VOTE, DecisionKind.TIE, DecisionKind.EXTRA_PLACE, DecisionKind.ASK_PLACE)
_LONGEST = 100_000
_AWAY = 300
"""Seconds of silence after which the desk was not open: some minutes may be missed where the disk or the database is busy."""


class Settled(StrEnum):
    """未议 · 议定 · 待复核 · 暂缓."""

    OPEN = "open"
    DECIDED = "decided"
    STALE = "stale"
    DEFERRED = "deferred"


@dataclass(frozen=True)
class Item:
    """One entry on the agenda. `also`: further headings it would come under; `why`: in words ("分差 18.00，原因分析相差 9").

    `avoid`: "请顾长青回避", in words; `aside`: it is whoever leads the meeting, and `lead` the judge named to lead then (id, "" when
    nobody is named); `seconds` spent on it before it was last opened, `opened` when that was: on the table its timer shows what was `lived` since, too.
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
    aside: bool = False


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
        return tuple(i.code for i in self.under(Heading.REST) if i.settled is Settled.OPEN and not i.aside)

    def following(self, code: str | None) -> str | None:
        """The next entry that is not decided, after `code` (None: from the start); None when all are."""
        codes = [i.code for i in self.items]
        start = codes.index(code) + 1 if code in codes else 0
        return next((i.code for i in self.items[start:] if i.settled is not Settled.DECIDED), None)


def agenda(profile: Profile, *, near: int = NEAR, round_number: int | None = None) -> Agenda:
    """The agenda as it stands; `near` entries on each side of a line come up as 名额线附近. Behind the gate."""
    here = assembly(profile, round_number=round_number)
    with profile.database.read() as tx:
        place = shelves.PLACE.get(tx, str(here.round)) or AgendaPlace()
    return of(here, place, near=near)


def of(here: Assembly, place: AgendaPlace, *, near: int = NEAR) -> Agenda:
    """The agenda of a meeting already at hand."""
    times, decided = {t.entry: t for t in place.times}, _decided(here)
    items = (_item(here, s, decided.get(s.row.code, []), times.get(s.row.code)) for s in here.topics(near))
    return Agenda(tuple(items), place.entry)


def put_on_table(profile: Profile, code: str | None, *, round_number: int | None = None) -> Changes:
    """Remember which entry is discussed now (None: a break): the last one's time stops, this one's starts. Behind the gate."""
    panel = panels.load(profile, round_number)
    panels.require_open(panel)
    entry = code.strip().upper() if code is not None else None
    if entry is not None and entry not in panel.by_code:
        raise no_entry(entry)
    with profile.database.write() as tx:
        place = shelves.PLACE.get(tx, str(panel.desk.round)) or AgendaPlace()
        shelves.PLACE.put(tx, str(panel.desk.round), moved(place, entry, profile.clock.now()))
    return changed(Topic.PANEL, entries=tuple(e for e in (place.entry, entry) if e))


def keep_time(profile: Profile, round_number: int, places: Shelf[AgendaPlace] = shelves.PLACE) -> Changes:
    """The desk is open: the entry on the table has been talked about until now. `places`: of this meeting, or of all chairs'."""
    with profile.database.write() as tx:
        place = places.get(tx, str(round_number))
        if place is not None:
            places.put(tx, str(round_number), ticked(place, profile.clock.now()))
    return NOTHING


def heading_words(heading: Heading) -> str:
    """The heading as the meeting calls it."""
    return {
        Heading.SPREAD: say("分差", "Spread"),
        Heading.LINE: say("名额线附近", "Near a line"),
        Heading.TIE: say("并列", "Ties"),
        Heading.ABSENT: say("缺评", "Missing sheets"),
        Heading.REST: say("其余", "The rest"),
    }[heading]


def lived(opened: datetime, now: datetime) -> int:
    """Seconds of talk since then. An open desk says every minute that it is; after a long silence it was closed or asleep, or the clock
    was set, and nobody knows of any talk."""
    spent = int((now - opened).total_seconds())
    return spent if 0 <= spent <= _AWAY else 0


def ticked(place: AgendaPlace, now: datetime) -> AgendaPlace:
    """The time of the entry on the table is added, and runs on from now."""
    times = {t.entry: t for t in place.times}
    if place.entry is not None and place.entry in times:
        old = times[place.entry]
        times[place.entry] = EntryTime(old.entry, now, min(_LONGEST, old.seconds + lived(old.opened, now)))
    return replace(place, times=tuple(times.values()))


def moved(place: AgendaPlace, entry: str | None, now: datetime) -> AgendaPlace:
    """Leaving an entry adds its time; opening the one already on the table changes nothing, so that a restart loses none of it."""
    if entry == place.entry:
        return place
    times = {t.entry: t for t in ticked(place, now).times}
    if entry is not None:
        times[entry] = EntryTime(entry, now, times[entry].seconds if entry in times else 0)
    return replace(place, entry=entry, times=tuple(times.values()))


def _decided(here: Assembly) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in acting(here.decisions):
        if decision.entry is not None:
            found.setdefault(decision.entry, []).append(decision)
    return found


def _item(here: Assembly, subject: Subject, decisions: list[Decision], time: EntryTime | None) -> Item:
    row = subject.row
    aside = here.led_by_another(row)
    return Item(
        row.code, row.title, subject.heading, subject.also, _why(here, subject), settled(row, decisions), here.avoid_words(row),
        here.named_lead(row) if aside else "", time.seconds if time else 0, time.opened if time else None, aside,
    )  # fmt: skip


def settled(row: PanelRow, decisions: list[Decision]) -> Settled:
    """Where the talk about one entry stands; 待复核 before everything else."""
    if row.stale:
        return Settled.STALE
    if row.deferred:
        return Settled.DEFERRED
    return Settled.DECIDED if any(d.kind in _SETTLING for d in decisions) else Settled.OPEN


def _why(here: Assembly, subject: Subject) -> str:
    found = (_reason(here, subject.row, h) for h in (subject.heading, *subject.also))
    return strung(say("；", "; "), (w for w in (*found, *here.remarks(subject.row)) if w))


def _reason(here: Assembly, row: PanelRow, heading: Heading) -> str:
    if heading is Heading.SPREAD:
        return _spread_words(here, row)
    if heading is Heading.ABSENT:
        return here.absent_words(row) or say("没有得分", "no score")
    if heading is Heading.TIE:
        return say("与他人同分", "tied")
    return say("名额线附近", "near a line") if heading is Heading.LINE else ""


def _spread_words(here: Assembly, row: PanelRow) -> str:
    season, finding, names = here.season, row.spread, here.names
    parts = [say("分差 {r}", "range {r}", r=points.to_text(finding.range))] if finding.wide and finding.range is not None else []
    parts += [f"{names.get(d.judge, d.judge)} {'+' if d.points > 0 else '−'}{points.short(Points(abs(d.points)))}" for d in finding.far]
    widest = finding.widest
    if widest is not None and widest.flag:
        parts.append(say("{item}相差 {r}", "{item} differs by {r}", item=item_words(season, widest.item), r=points.short(widest.range)))
    return strung(say("，", ", "), parts)
