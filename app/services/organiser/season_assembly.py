"""评审组长合议会: all chairs over what the panels closed with, as the matter of a meeting.

The panels' judges are nobody's business here: what an entry is talked about with is what its panel says of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.core.words import say, strung
from app.models.decision import Decision, DecisionKind, Scope
from app.models.roster import PanelRole
from app.models.rubric import Rubric
from app.models.season import Season
from app.models.shape import Points
from app.scoring import agenda as rules
from app.scoring import ballot, lines
from app.scoring.agenda import Topic
from app.scoring.decisions import acting
from app.scoring.fields import fields_of
from app.scoring.season_standing import Closed
from app.scoring.view import PanelRow, PanelView
from app.services.chair import decision_words
from app.services.chair.actions import Meeting
from app.services.chair.assembly import PanelSays
from app.services.organiser import season_standing, season_state, season_steps
from app.services.organiser.season_standing import SeasonStanding
from app.services.profile import Profile

_TALKED = (DecisionKind.KEEP, DecisionKind.LEVEL, DecisionKind.POINTS, DecisionKind.VOTE, DecisionKind.TIE, DecisionKind.EXTRA_PLACE)


@dataclass(frozen=True)
class SeasonAssembly:
    """The season's standing with everything decided so far."""

    now: SeasonStanding

    @property
    def season(self) -> Season:
        return self.now.state.season

    @property
    def round(self) -> int:
        return self.now.state.round

    @property
    def scope(self) -> Scope:
        return Scope.SEASON

    @property
    def view(self) -> PanelView:
        return self.now.view.view

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.now.state.decisions

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The panels' chairs: 第1组 顾长青."""
        return {j: f"{self.now.state.panel_name(p)} {name}" for j, (p, name) in self._chairs.items()}

    @cached_property
    def seats(self) -> Mapping[str, str]:
        """The same without a name: 第1组组长."""
        state = self.now.state
        return {j: say("{panel}组长", "chair of {panel}", panel=state.panel_name(p)) for j, (p, _) in self._chairs.items()}

    @property
    def hidden_units(self) -> tuple[str, ...]:
        return self.now.state.hidden_units

    @cached_property
    def made_in(self) -> Mapping[str, str]:
        return season_steps.made_in(self.decisions)

    @cached_property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Fields in which something is ranked: (code, name), in the season's order, those it lost last."""
        return tuple((code, say(name.zh, name.en)) for code, name in fields_of(self.season, (r.field for r in self.view.rows)))

    def panel_says(self, code: str) -> PanelSays | None:
        closed = self._closed.get(code)
        if closed is None:
            return None
        row, score = self.view.row(code), closed.score
        return PanelSays(
            self.now.state.panel_name(closed.panel), score.rank, self.view.level_name(self.now.view.proposed.get(code)), score.reads,
            row.spread.range if row else None, bool(row and row.spread.wide), self._panel_decided(code),
            code in self.now.view.requested, code in self.now.view.held, len(self.now.state.unsigned.get(code, ())), code in self.now.view.put_off,
            self.now.view.requested.get(code, ""),
        )  # fmt: skip

    @property
    def asking(self) -> Collection[str]:
        return self.now.view.asking.keys()

    def after(self, made: Sequence[Decision]) -> SeasonAssembly:
        return SeasonAssembly(season_standing.of_state(replace(self.now.state, decisions=(*self.decisions, *made))))

    def rubric_of(self, code: str) -> Rubric:
        rubric = self.season.rubric(self.now.state.entries[code].rubric)
        if rubric is None:
            raise RuntimeError("an entry without its rubric")
        return rubric

    def place_words(self, field: str | None, panel: str | None) -> str:
        return decision_words.place_words(self.season, field, self.now.state.panel_name(panel) if panel else "")

    def topics(self, near: int) -> tuple[Topic, ...]:
        """What a panel asked for, was held at, left 暂缓 or proposed otherwise is talked about like what lies at a line."""
        found = self.now.view
        differing = {c for c in found.differing if found.proposed.get(c)}
        codes = (
            lines.near_codes(self.view, self.season.levels, near)
            | found.requested.keys()
            | set(found.held)
            | found.put_off.keys()
            | differing
        )
        return rules.topics(self.view, codes, groups=found.groups, talked=self._talked)

    def absent_words(self, row: PanelRow) -> str:
        return ""

    def remarks(self, row: PanelRow) -> tuple[str, ...]:
        found = self.now.view
        asked = found.wanting.get(row.code)
        level = self.view.level_name(found.proposed.get(row.code))
        marks = (
            (asked is not None, say("申请增额{level}", "asks for an extra place: {level}", level=self.view.level_name(asked))),
            (row.code in found.held, say("按专业组决定不升", "held by its panel's decision")),
            (row.code in found.put_off, say("组内暂缓", "deferred by its panel")),
            (row.code in self.now.state.unsigned, say("含未签名代录", "with unsigned sheets")),
            (bool(level) and row.level != found.proposed.get(row.code), say("组提{level}", "panel: {level}", level=level)),
        )
        return tuple(words for there, words in marks if there)

    def avoid_words(self, row: PanelRow) -> str:
        """Chairs who stood aside from the entry at their panel do so here."""
        aside = [self.seats[j] for j in row.recused if j in self.seats]
        return say("请{who}回避", "Asked to stand aside: {who}", who=strung(say("、", ", "), aside)) if aside else ""

    def led_by_another(self, row: PanelRow) -> bool:
        return False

    def named_lead(self, row: PanelRow) -> str:
        return ""

    def voters(self, rows: Sequence[PanelRow]) -> tuple[str, ...]:
        """Chairs who stand aside from none of these."""
        aside = {j for r in rows for j in r.recused}
        return tuple(j for j in self.names if j not in aside)

    def check(self, rows: Sequence[PanelRow], meeting: Meeting) -> None:
        ballot.check_present(meeting.present, {j.id for j in self.now.state.judges}, {j for r in rows for j in r.recused})
        if meeting.votes is not None:
            ballot.check_votes(meeting.votes, meeting.present)

    def worded(self, reason: str, meeting: Meeting) -> str:
        return reason

    def handed_in(self, judge: str, code: str) -> Mapping[str, Points] | None:
        return None

    @cached_property
    def _chairs(self) -> Mapping[str, tuple[str, str]]:
        """Chair → (panel, name), by panel."""
        chairs = (j for j in self.now.state.judges if j.role is PanelRole.CHAIR)
        return {j.id: (j.panel, j.name) for j in sorted(chairs, key=lambda j: (j.panel, j.id))}

    @cached_property
    def _closed(self) -> Mapping[str, Closed]:
        return {c.entry.code: c for c in self.now.state.closed()}

    @cached_property
    def _below(self) -> tuple[Decision, ...]:
        return acting(self.now.state.panels_decided())

    @cached_property
    def _talked(self) -> frozenset[str]:
        """Entries whose panel has talked about them: their spread is settled."""
        return frozenset(d.entry for d in self._below if d.entry is not None and d.kind in _TALKED)

    def _panel_decided(self, code: str) -> tuple[str, ...]:
        """Kinds, levels and votes; what was changed of whose points stays with the panel."""
        told = []
        for d in self._below:
            if d.entry == code and d.kind in _TALKED:
                plain = d.kind is DecisionKind.POINTS
                words = decision_words.kind_words(d) if plain else decision_words.words_of(d, self.season, {})
                told.append(words + (say("（{votes}）", " ({votes})", votes=ballot.votes_words(d.votes)) if d.votes else ""))
        return tuple(dict.fromkeys(told))


def assembly(profile: Profile) -> SeasonAssembly:
    """The season's meeting. Raises UsageError `nothing-merged`, `unconnected`, `quota-crosses-ranking`."""
    return SeasonAssembly(season_standing.of_state(season_state.load(profile)))
