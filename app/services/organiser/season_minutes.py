"""合议会记录 of the season: when, where and under whom the chairs met, who stood aside, what they decided by which vote and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.models.decision import Decision, DecisionKind
from app.models.meeting_head import MeetingHead
from app.models.roster import PanelRole
from app.reports.meeting_values import Minutes, Resolution
from app.scoring.decisions import acting
from app.scoring.view import PanelRow
from app.services.chair import decision_words, meeting_papers
from app.services.organiser.season_standing import SeasonStanding
from app.services.organiser.season_state import SeasonState


def record(now: SeasonStanding, title: str, head: MeetingHead) -> Minutes:
    """The decisions in force, oldest first; what `head` leaves empty is written by hand, the time is that of the decisions."""
    here = now.state
    made = sorted((d for d in acting(here.decisions) if d.kind is not DecisionKind.CHOOSE_PACKAGE), key=lambda d: (d.at, d.id))
    rows = {r.code: r for r in now.view.view.rows}
    there = {j for d in made for j in d.attendance}
    chairs = chairs_of(here)
    people = {**chairs, **{j.id: j.name for j in here.judges if j.id in there}}
    plain = meeting_papers.at_once(made)
    return Minutes(
        title, "评审组长合议会", "全季", tuple(people.values()), tuple(_resolution(here, d, rows, people) for d in made if d not in plain),
        head.time or meeting_papers.times(made), head.place, head.host, head.recorder,
        tuple(n for j, n in people.items() if j in there), tuple(n for j, n in chairs.items() if there and j not in there),
        _recusals(here, now.view.view.rows), meeting_papers.confirmed(plain), here.season.words.review,
    )  # fmt: skip


def chairs_of(here: SeasonState) -> Mapping[str, str]:
    """Who sits at the table: id → name."""
    return {j.id: j.name for j in here.judges if j.role is PanelRole.CHAIR}


def _recusals(here: SeasonState, rows: Sequence[PanelRow]) -> tuple[str, ...]:
    """Chair by chair: 第2组 沈国樑：Z2-004."""
    chairs = [j for j in here.judges if j.role is PanelRole.CHAIR]
    asides = {j.id: sorted(r.code for r in rows if j.id in r.recused) for j in chairs}
    return tuple(f"{here.panel_name(j.panel)} {j.name}：{'、'.join(asides[j.id])}" for j in chairs if asides[j.id])


def _resolution(here: SeasonState, made: Decision, rows: Mapping[str, PanelRow], people: Mapping[str, str]) -> Resolution:
    row = rows.get(made.entry or "")
    return Resolution(
        made.entry or "", row.title if row else "", decision_words.words_of(made, here.season, people),
        meeting_papers.votes_lines(made.votes), made.reason, tuple(people[j] for j in row.recused if j in people) if row else (),
        "待复核" if row and made.id in row.stale else "",
    )  # fmt: skip
