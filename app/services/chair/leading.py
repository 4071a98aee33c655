"""Who leads the talk about an entry: the chair, or somebody named when the chair stands aside (请×××回避)."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import UsageError
from app.core.words import say
from app.scoring.ballot import check_present, check_votes
from app.scoring.view import PanelRow
from app.services.chair import one_meeting
from app.services.chair import panel as panels
from app.services.chair.actions import Meeting
from app.services.chair.panel import Panel


def avoid_words(panel: Panel, row: PanelRow) -> str:
    """ "请顾长青回避" when the chair is recused from the entry, else empty."""
    manifest = panel.desk.manifest
    return say("请{name}回避", "{name} stands aside", name=manifest.name) if manifest.judge in row.recused else ""


def named_lead(panel: Panel, row: PanelRow) -> str:
    """The 主评 the season names for the entry, when they may lead; else empty: the meeting names one of the others."""
    entry = panel.desk.manifest.entry(row.code)
    lead = entry.lead if entry else None
    known = {m.judge for m in panel.members}
    return lead if lead in known and lead not in row.recused and lead != panel.desk.manifest.judge else ""


def usual_lead(panel: Panel, row: PanelRow) -> str:
    """Who leads an entry that the chair stands aside from: its 主评, else the 副组长, who may be kept away; else the meeting names one."""
    deputy = one_meeting.deputy(panel)
    return named_lead(panel, row) or (deputy if deputy not in row.recused else "")


def voters(panel: Panel, rows: Sequence[PanelRow]) -> tuple[str, ...]:
    """Who may sit at the table: members recused from none of the entries, in the panel's order."""
    aside = {j for r in rows for j in r.recused}
    return tuple(m.judge for m in panel.members if m.judge not in aside)


def check_meeting(panel: Panel, rows: Sequence[PanelRow], meeting: Meeting) -> None:
    """Raises InvalidEntry `votes` for who was present and how they voted, UsageError `chair-recused` or `wrong-leader`."""
    aside = {j for r in rows for j in r.recused}
    check_present(meeting.present, {m.judge for m in panel.members}, aside)
    if meeting.votes is not None:
        check_votes(meeting.votes, meeting.present)
    _check_leader(panel, rows, meeting)


def _check_leader(panel: Panel, rows: Sequence[PanelRow], meeting: Meeting) -> None:
    chair = panel.desk.manifest
    about = [r for r in rows if chair.judge in r.recused]
    if not about:
        if meeting.led_by and meeting.led_by != chair.judge:
            raise _wrong(say("组长不回避这份成果，由组长主持。", "The chair does not stand aside from this entry and leads."))
        return
    if not meeting.led_by:
        raise UsageError(
            say(
                "{code}：请{name}回避，由他人主持。",
                "{code}: {name} stands aside; somebody else leads.",
                code=about[0].code,
                name=chair.name,
            ),
            say("请写明主持人（副组长或主评）。", "Name who leads (the deputy or the lead reviewer)."),
            reason="chair-recused",
        )
    named = next((lead for r in about if (lead := _due_lead(panel, r, meeting))), "")
    if named and meeting.led_by != named:
        name = panels.names(panel.members)[named]
        raise _wrong(say("这份成果应由{name}主持（主评或副组长）。", "{name} is named to lead this entry.", name=name))
    if meeting.led_by not in voters(panel, rows):
        raise _wrong(
            say(
                "{judge} 不能主持：不在本组，或也回避。",
                "{judge} cannot lead: not on the panel, or recused too.",
                judge=meeting.led_by[:40],
            )
        )


def _due_lead(panel: Panel, row: PanelRow, meeting: Meeting) -> str:
    """The 主评 in any case; the 副组长 when at the table."""
    usual = usual_lead(panel, row)
    return usual if usual == named_lead(panel, row) or usual in meeting.present else ""


def _wrong(message: str) -> UsageError:
    return UsageError(message, say("请改写主持人。", "Name another leader."), reason="wrong-leader")
