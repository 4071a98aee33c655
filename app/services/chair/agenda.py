"""The meeting's agenda: 分差 → 名额线附近 → 并列 → 缺评 → 其余一次确认, its place and each entry's time kept through a crash."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.core.errors import UsageError
from app.core.words import say
from app.models import points
from app.models.chairing import AgendaPlace, EntryTime
from app.models.changes import Changes, Topic, changed
from app.models.decision import Decision, DecisionKind
from app.models.shape import Points
from app.scoring import agenda as rules
from app.scoring import lines as line_rules
from app.scoring.agenda import Heading
from app.scoring.agenda import Topic as Subject
from app.scoring.decisions import acting
from app.scoring.view import PanelRow
from app.services.chair import leading, shelves
from app.services.chair import panel as panels
from app.services.chair.decision_words import item_words
from app.services.chair.lines import NEAR
from app.services.chair.panel import Panel
from app.services.chair.results import results
from app.services.profile import Profile

__all__ = ["Agenda", "Heading", "Item", "Settled", "agenda", "heading_words", "put_on_table"]

_SETTLING = (DecisionKind.KEEP, DecisionKind.LEVEL, DecisionKind.VOTE, DecisionKind.TIE, DecisionKind.EXTRA_PLACE)
_LONGEST = 100_000


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
    `seconds` spent on it before it was last opened, `opened` when that was: on the table its timer shows seconds + now - opened.
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


def agenda(profile: Profile, *, near: int = NEAR, round_number: int | None = None) -> Agenda:
    """The agenda as it stands; `near` entries on each side of a line come up as 名额线附近. Behind the gate."""
    panel, view = results(profile, round_number=round_number)
    with profile.database.read() as tx:
        place = shelves.PLACE.get(tx, str(panel.desk.round)) or AgendaPlace()
    times, decided = {t.entry: t for t in place.times}, _decided(panel)
    subjects = rules.topics(view, line_rules.near_codes(view, panel.desk.season.levels, near))
    absent = rules.not_waited_for(view)
    return Agenda(tuple(_item(panel, s, decided.get(s.row.code, []), times, absent) for s in subjects), place.entry)


def put_on_table(profile: Profile, code: str | None, *, round_number: int | None = None) -> Changes:
    """Remember which entry is discussed now (None: a break): the last one's time stops, this one's starts. Behind the gate."""
    panel = panels.load(profile, round_number)
    panels.require_open(panel)
    entry = code.strip().upper() if code is not None else None
    if entry is not None and entry not in panel.by_code:
        raise UsageError(
            say("本组没有成果 {code}。", "This panel has no entry {code}.", code=entry[:40]),
            say("请核对编号。", "Check the code."),
            reason="unknown-entry",
        )
    with profile.database.write() as tx:
        place = shelves.PLACE.get(tx, str(panel.desk.round)) or AgendaPlace()
        shelves.PLACE.put(tx, str(panel.desk.round), _moved(place, entry, profile.clock.now()))
    return changed(Topic.PANEL, entries=tuple(e for e in (place.entry, entry) if e))


def heading_words(heading: Heading) -> str:
    """The heading as the meeting calls it."""
    return {
        Heading.SPREAD: say("分差", "spread"),
        Heading.LINE: say("名额线附近", "near a line"),
        Heading.TIE: say("并列", "ties"),
        Heading.ABSENT: say("缺评", "missing sheets"),
        Heading.REST: say("其余", "the rest"),
    }[heading]


def _moved(place: AgendaPlace, entry: str | None, now: datetime) -> AgendaPlace:
    """Leaving an entry adds its time; opening the one already on the table changes nothing, so that a restart loses none of it."""
    if entry == place.entry:
        return place
    times = {t.entry: t for t in place.times}
    if place.entry in times:
        old = times[place.entry]
        spent = max(0, int((now - old.opened).total_seconds()))
        times[place.entry] = replace(old, seconds=min(_LONGEST, old.seconds + spent))
    if entry is not None:
        times[entry] = EntryTime(entry, now, times[entry].seconds if entry in times else 0)
    return AgendaPlace(entry, tuple(times.values()))


def _decided(panel: Panel) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in acting(panel.decisions):
        if decision.entry is not None:
            found.setdefault(decision.entry, []).append(decision)
    return found


def _item(panel: Panel, subject: Subject, decisions: list[Decision], times: Mapping[str, EntryTime], absent: Collection[str]) -> Item:
    row, time = subject.row, times.get(subject.row.code)
    avoid = leading.avoid_words(panel, row)
    return Item(
        row.code, row.title, subject.heading, subject.also, _why(panel, subject, absent), settled(row, decisions), avoid,
        leading.usual_lead(panel, row) if avoid else "", time.seconds if time else 0, time.opened if time else None,
    )  # fmt: skip


def settled(row: PanelRow, decisions: list[Decision]) -> Settled:
    """Where the talk about one entry stands; 待复核 before everything else."""
    if row.stale:
        return Settled.STALE
    if row.deferred:
        return Settled.DEFERRED
    return Settled.DECIDED if any(d.kind in _SETTLING for d in decisions) else Settled.OPEN


def _why(panel: Panel, subject: Subject, absent: Collection[str]) -> str:
    return say("；", "; ").join(w for h in (subject.heading, *subject.also) if (w := _reason(panel, subject.row, h, absent)))


def _reason(panel: Panel, row: PanelRow, heading: Heading, absent: Collection[str]) -> str:
    if heading is Heading.SPREAD:
        return _spread_words(panel, row)
    if heading is Heading.ABSENT:
        names = panels.names(panel.members)
        return say("缺 {who}", "missing: {who}", who="、".join(names.get(j, j) for j in rules.missing(row, absent)))
    if heading is Heading.TIE:
        return say("与他人同分", "tied")
    return heading_words(heading) if heading is Heading.LINE else ""


def _spread_words(panel: Panel, row: PanelRow) -> str:
    season, finding, names = panel.desk.season, row.spread, panels.names(panel.members)
    parts = [say("分差 {r}", "range {r}", r=points.to_text(finding.range))] if finding.wide and finding.range is not None else []
    parts += [f"{names.get(d.judge, d.judge)} {'+' if d.points > 0 else '−'}{points.short(Points(abs(d.points)))}" for d in finding.far]
    widest = finding.widest
    if widest is not None and widest.flag:
        parts.append(say("{item}相差 {r}", "{item} differs by {r}", item=item_words(season, widest.item), r=points.short(widest.range)))
    return say("，", ", ").join(parts)
