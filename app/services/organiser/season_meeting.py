"""The season's meeting at its table: the agenda by field, one entry, decisions foreseen and made, 定稿; its place survives a crash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.words import say, strung
from app.models.chairing import AgendaPlace
from app.models.changes import NOTHING, Changes
from app.models.decision import Decision, DecisionKind, Scope
from app.models.shape import Points
from app.scoring.view import PanelRow
from app.services.chair import agenda as agendas
from app.services.chair import deciding, decision_log, lines, one_entry
from app.services.chair.actions import Action, Meeting
from app.services.chair.agenda import Agenda
from app.services.chair.deciding import Foreseen, Made
from app.services.chair.decision_plan import Sitting, plan
from app.services.chair.lines import Meter, QuotaLine
from app.services.chair.one_entry import EntryDesk, ItemRow
from app.services.organiser import season_assembly, season_deciding
from app.services.organiser.season_assembly import SeasonAssembly
from app.services.profile import Profile
from app.services.shelf import Shelf

PLACE = Shelf("season-agenda-place", AgendaPlace)
EVERYWHERE = ""
"""All fields at once."""


@dataclass(frozen=True)
class FieldAgenda:
    """What lies on the table. `field`: the field that is gone through ("" all), of `fields` (code, name)."""

    agenda: Agenda
    field: str
    fields: tuple[tuple[str, str], ...]


def field_agenda(profile: Profile, here: SeasonAssembly) -> FieldAgenda:
    """The agenda of the field that was chosen last, of the first one before anything was. The entry on the table stays whatever its
    field is."""
    place, fields = _place(profile, here), here.fields
    whole, codes = agendas.of(here, place), [code for code, _ in fields]
    field = place.field if place.field in (EVERYWHERE, *codes) else codes[0] if len(codes) > 1 else EVERYWHERE
    items = tuple(i for i in whole.items if field in (EVERYWHERE, _field_of(here, i.code)))
    current = whole.current if any(i.code == whole.current for i in whole.items) else None
    return FieldAgenda(Agenda(items, current), field or EVERYWHERE, fields)


def choose_field(profile: Profile, field: str) -> Changes:
    """Go through this field next ("" all of them); its first entry that is not decided comes to the table. Nothing but the table shows it."""
    here = season_assembly.assembly(profile)
    place = replace(_place(profile, here), field=field)
    items = [i for i in agendas.of(here, place).items if field in (EVERYWHERE, _field_of(here, i.code))]
    kept = place.entry is not None and any(i.code == place.entry for i in items)
    first = Agenda(tuple(items), None).following(None) or (items[0].code if items else None)
    with profile.database.write() as tx:
        PLACE.put(tx, str(here.round), place if kept else agendas.moved(place, first, profile.clock.now()))
    return NOTHING


def put_on_table(profile: Profile, code: str | None) -> Changes:
    """Remember which entry is talked about now; one of another field brings its field with it. Raises UsageError `unknown-entry`."""
    here = season_assembly.assembly(profile)
    if code is not None and here.view.row(code) is None:
        raise UsageError(
            say("没有这项成果：{code}", "There is no such entry: {code}", code=code[:40]),
            say("请核对编号。", "Check the code."),
            reason="unknown-entry",
        )
    place = _place(profile, here)
    made = agendas.moved(place, code, profile.clock.now())
    if code is not None and place.field not in (None, EVERYWHERE):
        made = replace(made, field=_field_of(here, code))
    with profile.database.write() as tx:
        PLACE.put(tx, str(here.round), made)
    return NOTHING


def keep_time(profile: Profile, round_number: int) -> Changes:
    """As `agenda.keep_time`, of this meeting."""
    return agendas.keep_time(profile, round_number, PLACE)


def meters(here: SeasonAssembly, field: str) -> tuple[Meter, ...]:
    """The quotas for which entries of the field compete."""
    return tuple(m for m in lines.of_assembly(here) if _concerns(here, m, field))


def near(here: SeasonAssembly, field: str) -> tuple[QuotaLine, ...]:
    """Their lines."""
    return tuple(line for line in lines.near_of(here) if _concerns(here, line.meter, field))


def entry_desk(here: SeasonAssembly, code: str) -> EntryDesk:
    """One entry as its panel closed it. Raises UsageError `unknown-entry`."""
    row = here.view.row(code)
    if row is None:
        raise UsageError(say("没有这项成果：{code}", "There is no such entry: {code}", code=code[:40]), reason="unknown-entry")
    unit = "" if here.season.policy.blind_units else here.now.state.rows[code].unit
    return EntryDesk(
        row, here.view.level_of(row), {}, _items(here, row), here.voters([row]), row.recused, (), here.avoid_words(row), "", {},
        one_entry.standing(decision_log.of(here, entry=code)), here.rubric_of(code), unit, Scope.SEASON, here.panel_says(code),
    )  # fmt: skip


def foresee(profile: Profile, action: Action, meeting: Meeting) -> Foreseen:
    """The preview of `decide`; raises as it does."""
    sitting = _sitting(profile, meeting)
    return deciding.foreseen_of(sitting, action, plan(sitting, action))


def decide(profile: Profile, action: Action, meeting: Meeting) -> tuple[Made, Changes]:
    """Make the decision durable, as one step; the same rules as at the panels. Nothing is kept when it raises."""
    sitting = _sitting(profile, meeting)
    decisions = plan(sitting, action)
    foreseen = deciding.foreseen_of(sitting, action, decisions)
    _, changes = season_deciding.keep(profile, sitting.here.now, decisions)
    return Made(min(d.id for d in decisions), decisions, foreseen), changes


def close(profile: Profile) -> Changes:
    """定稿: the levels as they stand are the official ones, until something moves. Raises UsageError `not-final`."""
    now = season_assembly.assembly(profile).now
    if waiting := now.waiting:
        raise UsageError(
            say("还不能定稿：{why}。", "Not yet to be made final: {why}.", why=strung(say("；", "; "), waiting)),
            say("请先逐项议定。", "Settle these first."), reason="not-final",
        )  # fmt: skip
    at = season_deciding.moment(profile, now.state)
    made = Decision(new_event_id(), at, Scope.SEASON, DecisionKind.CLOSE, "", basis=now.digest, round=now.state.round)
    return season_deciding.keep(profile, now, [made])[1]


@dataclass(frozen=True)
class _SeasonSitting(Sitting):
    here: SeasonAssembly


def _sitting(profile: Profile, meeting: Meeting) -> _SeasonSitting:
    here = season_assembly.assembly(profile)
    return _SeasonSitting(here, meeting, season_deciding.moment(profile, here.now.state))


def _place(profile: Profile, here: SeasonAssembly) -> AgendaPlace:
    with profile.database.read() as tx:
        return PLACE.get(tx, str(here.round)) or AgendaPlace()


def _field_of(here: SeasonAssembly, code: str) -> str:
    return here.now.state.entries[code].field


def _concerns(here: SeasonAssembly, meter: Meter, field: str) -> bool:
    """Whether entries of the field may take its places."""
    inside = {r.panel for r in here.view.rows if r.field == field}
    return field == EVERYWHERE or (meter.field in (None, field) and (meter.panel is None or meter.panel in inside))


def _items(here: SeasonAssembly, row: PanelRow) -> tuple[ItemRow, ...]:
    """The panel's value of every item it told; none where it told none."""
    items: Mapping[str, Points] = row.items
    return tuple(
        ItemRow(i.code, say(i.name.zh, i.name.en), i.min, i.max, i.step, (), None, False, False, items[i.code])
        for i in here.rubric_of(row.code).items
        if i.code in items
    )
