"""专业组合议: the panel, its judges and their files as the matter of a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.core.words import say, strung
from app.models.decision import Decision, Scope
from app.models.rubric import Rubric
from app.models.season import Season
from app.models.shape import Points
from app.scoring import agenda as rules
from app.scoring import lines
from app.scoring.agenda import Topic
from app.scoring.decisions import decided_levels
from app.scoring.view import PanelRow, PanelView
from app.services.chair import decision_words, leading
from app.services.chair import panel as panels
from app.services.chair.actions import Meeting
from app.services.chair.assembly import PanelSays
from app.services.chair.panel import Panel
from app.services.chair.results import results
from app.services.profile import Profile


@dataclass(frozen=True)
class PanelAssembly:
    """An opened panel and its view."""

    panel: Panel
    view: PanelView

    @property
    def season(self) -> Season:
        return self.panel.desk.season

    @property
    def round(self) -> int:
        return self.panel.desk.round

    @property
    def scope(self) -> Scope:
        return Scope.PANEL

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.panel.decisions

    @property
    def names(self) -> Mapping[str, str]:
        return panels.names(self.panel.members)

    @property
    def hidden_units(self) -> tuple[str, ...]:
        return self.panel.desk.hidden_units

    @property
    def made_in(self) -> Mapping[str, str]:
        return {i: s.id for s in self.panel.steps for i in s.decisions}

    def panel_says(self, code: str) -> PanelSays | None:
        return None

    @cached_property
    def asking(self) -> frozenset[str]:
        return decided_levels(self.panel.decisions)[1]

    def after(self, made: Sequence[Decision]) -> PanelAssembly:
        panel = replace(self.panel, decisions=(*self.panel.decisions, *made))
        return PanelAssembly(panel, panels.view(panel))

    def rubric_of(self, code: str) -> Rubric:
        return self.panel.rubric_of(code)

    def place_words(self, field: str | None, panel: str | None) -> str:
        own = self.panel.desk.manifest
        return decision_words.place_words(self.season, field, own.panel_shown if panel == own.panel else panel or "")

    def topics(self, near: int) -> tuple[Topic, ...]:
        return rules.topics(self.view, lines.near_codes(self.view, self.season.levels, near))

    def absent_words(self, row: PanelRow) -> str:
        """Judges of whom nothing came at all are not waited for, where the declared rule says so."""
        missing, names = rules.missing(row, rules.not_waited_for(self.view)), self.names
        return say("缺 {who}", "missing: {who}", who=strung(say("、", ", "), (names.get(j, j) for j in missing))) if missing else ""

    def remarks(self, row: PanelRow) -> tuple[str, ...]:
        copied = any(judge in row.by_judge for judge in self.panel.unsigned())
        return (say("含未签名代录", "with unsigned sheets"),) if copied else ()

    def avoid_words(self, row: PanelRow) -> str:
        return leading.avoid_words(self.panel, row)

    def led_by_another(self, row: PanelRow) -> bool:
        return self.panel.desk.manifest.judge in row.recused

    def named_lead(self, row: PanelRow) -> str:
        return leading.usual_lead(self.panel, row)

    def check(self, rows: Sequence[PanelRow], meeting: Meeting) -> None:
        leading.check_meeting(self.panel, rows, meeting)

    def worded(self, reason: str, meeting: Meeting) -> str:
        led = meeting.led_by
        return (
            decision_words.with_leader(reason, led, self.names.get(led, "")) if led not in ("", self.panel.desk.manifest.judge) else reason
        )

    def handed_in(self, judge: str, code: str) -> Mapping[str, Points] | None:
        sheet = panels.sheets(self.panel).get(judge, {}).get(code)
        return sheet.points if sheet is not None else None


def assembly(profile: Profile, *, round_number: int | None = None) -> PanelAssembly:
    """The panel's meeting. Behind the gate: opens the points."""
    return PanelAssembly(*results(profile, round_number=round_number))
