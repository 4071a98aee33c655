"""What every paper of a panel is made of: the panel, its results, and what only people know (where they met, which letters are final)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.models.approval import ApprovalBodies
from app.models.assignment import PanelEntry
from app.models.season import Season
from app.models.sheet import ScoreSheet
from app.reports.award_values import Finding
from app.reports.chart_values import IntervalChart
from app.reports.values import Imprint, of_round
from app.scoring import fields
from app.scoring.decisions import decided_levels
from app.scoring.view import PanelView
from app.services.chair import panel as panels
from app.services.chair.panel import Arrived, Panel
from app.trust.fingerprint import fingerprint


@dataclass(frozen=True)
class FinalLetter:
    """The text of one 反馈信 after 定稿: points of each kind in order, no judge named."""

    strengths: tuple[Finding, ...] = ()
    weaknesses: tuple[Finding, ...] = ()
    suggestions: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Supplement:
    """What papers need and the panel does not hold. Empty texts are left blank to be written by hand.

    `reliability`: one sentence with its interval. `units`, `recommenders`: whether 完成单位 and 推荐单位 are printed where they
    are known. `letters`: entry → text after 定稿. `recorded`: (judge, entry) of sheets the chair recorded unsigned (代录).
    `carried`: entry → 资料分 of an earlier round, hundredths. `bodies`: the boxes of the 审定表, None for the program's own.
    `charts`: the order with its intervals, one for each line.
    """

    place: str = ""
    time: str = ""
    host: str = ""
    recorder: str = ""
    reliability: str = ""
    units: bool = True
    recommenders: bool = True
    letters: Mapping[str, FinalLetter] = field(default_factory=dict)
    recorded: frozenset[tuple[str, str]] = frozenset()
    carried: Mapping[str, int] = field(default_factory=dict)
    bodies: ApprovalBodies | None = None
    charts: tuple[IntervalChart, ...] = ()


NOTHING_GIVEN = Supplement()


@dataclass(frozen=True)
class Basis:
    """One moment of a panel behind the gate, as its papers read it."""

    panel: Panel
    view: PanelView
    imprint: Imprint
    given: Supplement = NOTHING_GIVEN

    @property
    def season(self) -> Season:
        return self.panel.desk.season

    @property
    def panel_name(self) -> str:
        return self.panel.desk.manifest.panel_shown

    @cached_property
    def judges(self) -> Mapping[str, str]:
        """Judge id → name, in the panel's order."""
        return panels.names(self.panel.members)

    @cached_property
    def sheets(self) -> Mapping[str, Mapping[str, ScoreSheet]]:
        """Judge → entry → sheet as handed in, before consensus."""
        return panels.sheets(self.panel)

    @cached_property
    def raised(self) -> frozenset[str]:
        """Entries whose level is beyond the places (增额): asked for here, given by the organiser."""
        return decided_levels(self.panel.decisions)[1]

    def title(self, paper: str) -> str:
        """The paper's title: 2022年质量管理小组活动成果评审汇总表, with the round where there are several."""
        return self.of_round(f"{self.season.year}年质量管理小组活动成果{paper}")

    def of_round(self, title: str) -> str:
        """A title with the round where there are several."""
        return of_round(title, self.panel.desk.round, earlier=self.panel.desk.earlier)

    def field_name(self, code: str) -> str:
        """The field as papers name it; the code itself when the season lost it."""
        return next((f.name.zh for f in self.season.fields if f.code == code), code)

    def level_name(self, code: str | None) -> str:
        """The level as papers name it; empty without one."""
        return next((v.name.zh for v in self.season.levels if v.code == code), code or "")

    def unit(self, entry: PanelEntry) -> str | None:
        """完成单位, None where it is not printed."""
        return entry.unit if self.given.units and not self.season.policy.blind_units else None

    def recommender(self, entry: PanelEntry) -> str | None:
        """推荐单位, None where it is not printed."""
        return entry.recommender if self.given.recommenders and not self.season.policy.blind_units else None

    def is_recorded(self, judge: str, entry: str) -> bool:
        """Whether the chair recorded this sheet without a signature (代录)."""
        return (judge, entry) in self._recorded

    @cached_property
    def _recorded(self) -> frozenset[tuple[str, str]]:
        copied = ((judge, sheet.entry) for judge, held in self.panel.unsigned().items() for sheet in held.value.sheets)
        return self.given.recorded.union(copied)


def code_of(arrived: Arrived) -> str:
    """The 校验码 of a package."""
    return fingerprint(arrived.ref.payload)


def fields_of(season: Season, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(code, name) of these fields as papers name them; one that the season lost last, by its code."""
    return tuple((code, name.zh) for code, name in fields.fields_of(season, codes))
