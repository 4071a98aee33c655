"""One table looked at once: what can be estimated from it, each step only when those before it allow it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from app.scoring.statistics import contrasts, graph, moments, reml, severity
from app.scoring.statistics.cut_values import Cut
from app.scoring.statistics.icc import MeanSquares, mean_squares
from app.scoring.statistics.ols import LeastSquares, least_squares
from app.scoring.statistics.pairs import SharedReads, shared_reads
from app.scoring.statistics.posterior import SEED, posterior
from app.scoring.statistics.table import Ratings
from app.scoring.statistics.values import Component, Contrast, Design, ExtraRead, Hinge, Posterior

_EXTRA = 3


@dataclass(frozen=True, eq=False)
class Analysis:
    """`k` places (None: no line runs through all), `cuts` further lines; `panels`: judge → panel, for contrasts between them;
    `closed`: pairs that can never be read (回避).
    """

    table: Ratings
    k: int | None
    seed: int = SEED
    panels: Mapping[str, str] = field(default_factory=dict)
    closed: Collection[tuple[str, str]] = ()
    cuts: Sequence[Cut] = ()

    @cached_property
    def shared(self) -> SharedReads:
        return shared_reads(self.table)

    @cached_property
    def parts(self) -> graph.Parts:
        return graph.parts(self.table)

    @property
    def single(self) -> bool:
        """Whether one judge or one submission is all there is."""
        return min(len(self.table.judges), len(self.table.submissions)) == 1

    @cached_property
    def ols(self) -> LeastSquares | None:
        """None for a single judge or submission."""
        return None if self.single else least_squares(self.table, self.shared, self.parts)

    @cached_property
    def alone(self) -> frozenset[int]:
        """Parts with one judge: nobody to compare with, nothing adjusted."""
        counts = np.bincount(self.parts.judges, minlength=self.parts.count)
        return frozenset(np.flatnonzero(counts == 1).tolist())

    @cached_property
    def constant(self) -> frozenset[int]:
        """Judges who gave one score to everything."""
        return frozenset(np.flatnonzero(moments.constant(self.table)).tolist())

    @cached_property
    def agreement(self) -> severity.Agreement | None:
        return None if self.ols is None else severity.agreement(self.table, self.ols.judge)

    @cached_property
    def backwards(self) -> tuple[int, ...]:
        """Judges whose order is the reverse of their colleagues'."""
        return () if self.agreement is None or self.zero_residual else tuple(self.agreement.backwards())

    @property
    def zero_residual(self) -> bool:
        """Whether judges differ by nothing but a shift (also when nothing differs)."""
        return self.ols is not None and self.ols.zero_residual

    @property
    def no_residual(self) -> bool:
        """Whether the reads suffice for the effects and no more."""
        return self.ols is not None and self.ols.sigma is None

    @cached_property
    def mean_squares(self) -> MeanSquares | None:
        """Of complete data that vary."""
        return mean_squares(self.table) if self.table.complete and not self.single and not self.table.all_equal else None

    @cached_property
    def fit(self) -> reml.Fit | None:
        """None where variances cannot be told apart."""
        if self.ols is None or self.table.all_equal or self.zero_residual or self.no_residual:
            return None
        return reml.fit(self.table, self.shared)

    @cached_property
    def posterior(self) -> Posterior | None:
        """None where a probability would say more than is known."""
        fit = self.fit
        if fit is None or self.parts.count > 1 or self.backwards or "sd_submission" in fit.boundary:
            return None
        return posterior(fit, self.k, self.seed, self.cuts)

    @cached_property
    def hinges(self) -> tuple[graph.Hinge, ...]:
        return () if self.single else graph.hinges(self.table)

    @cached_property
    def design(self) -> Design:
        """Everything about who read what."""
        table = self.table
        few = tuple(j for j, n in zip(table.judges, table.judge_reads, strict=True) if n < severity.FEW_READS)
        hinges = tuple(Hinge(h.submission, h.judge) for h in self.hinges)
        return Design(self._components(), hinges, few, self._contrasts(), self._extra(), self._connecting())

    def _components(self) -> tuple[Component, ...]:
        submissions: list[list[str]] = [[] for _ in range(self.parts.count)]
        judges: list[list[str]] = [[] for _ in range(self.parts.count)]
        for name, part in zip(self.table.submissions, self.parts.submissions.tolist(), strict=True):
            submissions[part].append(name)
        for name, part in zip(self.table.judges, self.parts.judges.tolist(), strict=True):
            judges[part].append(name)
        return tuple(Component(tuple(s), tuple(j)) for s, j in zip(submissions, judges, strict=True))

    def _contrasts(self) -> tuple[Contrast, ...]:
        if self.ols is None or not self.ols.sigma:
            return ()
        groups: dict[str, list[int]] = {}
        if self.panels:
            for n, judge in enumerate(self.table.judges):
                if (panel := self.panels.get(judge)) is not None:
                    groups.setdefault(panel, []).append(n)
            return contrasts.panel_contrasts(self.table, self.ols, groups, self.parts)
        for n, name in enumerate(graph.sides(self.table, self.hinges)):
            groups.setdefault(str(name), []).append(n)
        return contrasts.contrasts(self.table, self.ols, groups.values(), self.parts)

    def _extra(self) -> tuple[ExtraRead, ...]:
        if self.ols is None or self.parts.count > 1 or self.zero_residual:
            return ()
        return contrasts.extra_reads(self.table, self.shared, self.ols, _EXTRA, self.closed)

    def _connecting(self) -> tuple[tuple[str, str], ...]:
        """For each further part one of its entries for the first part's most experienced judge: (submission, judge)."""
        table, part = self.table, self.parts
        busiest = [int(n) for n in np.argsort(-table.judge_reads, kind="stable") if part.judges[n] == 0]
        found = []
        for number in range(1, part.count):
            entries = [int(i) for i in np.argsort(-table.reads, kind="stable") if part.submissions[i] == number]
            pairs = ((table.submissions[i], table.judges[j]) for j in busiest for i in entries)
            found.append(next((p for p in pairs if p not in self.closed), None))
        return tuple(p for p in found if p is not None)
