"""Adjusted scores as a panel result carries them: what a score would be whoever had read the entry. Information, never official."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.shape import Points
from app.scoring.view import PanelView
from app.services.chair.statistics import StatisticsFrame

_ByJudge = Mapping[str, Points | None]


@dataclass(frozen=True)
class Adjusted:
    """`scores`: entry → hundredths, of those for which it can be told; `points`: entry → judge → what they were computed from."""

    points: Mapping[str, _ByJudge]
    scores: Mapping[str, Points]

    def of(self, view: PanelView) -> Mapping[str, Points]:
        """The scores where these are still the view's points; else none."""
        return self.scores if _points(view) == self.points else {}


def compute(taken: StatisticsFrame) -> Adjusted:
    """From the judges' independent points, as the statistics are. Heavy (numpy), and touches no store: in the pool."""
    from app.scoring.statistics.report import adjusted_of_points

    points = _points(taken.view)
    found = adjusted_of_points(points)
    told = {entry: round(100 * score) for entry, score in found.items()}
    return Adjusted(points, {entry: Points(score) for entry, score in told.items() if score >= 0})


def _points(view: PanelView) -> dict[str, _ByJudge]:
    return {r.code: r.independent for r in view.rows if r.counted}
