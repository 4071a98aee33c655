"""All of a panel's figures together, from who scored what how: a pure function with frozen values as its result.

The same scores in any order, with the same k and seed, give the same values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from app.core.tasks import Context
from app.core.words import say
from app.models.shape import Points
from app.scoring.statistics import moments, order, severity
from app.scoring.statistics.analysis import Analysis
from app.scoring.statistics.cut_values import Cut, CutFigures
from app.scoring.statistics.icc import intraclass
from app.scoring.statistics.kappa import fleiss_of
from app.scoring.statistics.kendall import kendall_w
from app.scoring.statistics.krippendorff import alpha
from app.scoring.statistics.posterior import SEED
from app.scoring.statistics.refusals import refusals
from app.scoring.statistics.reliability import reliability
from app.scoring.statistics.reml import Fit
from app.scoring.statistics.table import Floats, Ints, Ratings, from_mapping
from app.scoring.statistics.values import Counts, JudgeLine, JudgingStatistics, Mixed, Official, Ols, Reliability, SubmissionLine

_CATEGORIES = 20
"""Fleiss' κ is for categories: it is left out when there are more distinct scores than this."""


def of_points(
    points: Mapping[str, Mapping[str, Points | None]],
    *,
    k: int | None = None,
    official: Mapping[str, Official] | None = None,
    seed: int = SEED,
    panels: Mapping[str, str] | None = None,
    closed: Collection[tuple[str, str]] = (),
    cuts: Sequence[Cut] = (),
    ctx: Context | None = None,
) -> JudgingStatistics | None:
    """Statistics of a panel's sheets: entry → judge → hundredths, None for missing and 回避. None when nothing was scored.

    Without `k` no line runs through all entries, and none is made up; `cuts`: further lines. With `ctx` it reports between its steps
    and can be stopped there. Raises Cancelled.
    """
    known = {e: {j: p / 100 for j, p in read.items() if p is not None} for e, read in points.items()}
    if not any(known.values()):
        return None
    return _figures(Analysis(from_mapping(known), k, seed, panels or {}, closed, cuts), official, ctx or Context())


def adjusted_of_points(points: Mapping[str, Mapping[str, Points | None]]) -> dict[str, float]:
    """Entry → score freed of who happened to read it; nothing where entries cannot be compared: one judge, one entry, parts that share
    none. `points` as for `of_points`.
    """
    known = {e: {j: p / 100 for j, p in read.items() if p is not None} for e, read in points.items()}
    if not any(known.values()):
        return {}
    work = Analysis(from_mapping(known), None)
    return {} if work.ols is None or work.parts.count > 1 else work.table.of_submissions(work.ols.submission)


def judging_statistics(
    table: Ratings,
    *,
    k: int | None = None,
    official: Mapping[str, Official] | None = None,
    seed: int = SEED,
    panels: Mapping[str, str] | None = None,
    closed: Collection[tuple[str, str]] = (),
    ctx: Context | None = None,
) -> JudgingStatistics:
    """Everything in docs/judging-statistics.md. `k` places (default: one entry in five, rounded up).

    `official`: the season's figures and ranks; without them the raw mean is official and each part is ranked on its own.
    `ctx`: reports between steps. Raises Cancelled.
    """
    work = Analysis(table, k or math.ceil(len(table.submissions) / 5), seed, panels or {}, closed)
    return _figures(work, official, ctx or Context())


def _figures(work: Analysis, official: Mapping[str, Official] | None, ctx: Context) -> JudgingStatistics:
    table = work.table
    _take_steps(work, ctx)
    icc = {} if work.mean_squares is None else intraclass(work.mean_squares, zero_residual=work.zero_residual)
    agreed = {} if work.single else alpha(table)
    w = kendall_w(table) if table.complete and not work.single else None
    through_all, *further = _cuts(work)
    return JudgingStatistics(
        Counts(len(table.score), len(table.submissions), len(table.judges), work.parts.count),
        work.k,
        table.grand_mean,
        table.complete,
        _submissions(work, official),
        _judges(work),
        work.design,
        ols=_ols(work),
        mixed=None if work.fit is None else _mixed(table, work.fit),
        icc=icc,
        kendall_w=w,
        krippendorff_alpha=agreed,
        fleiss_kappa=_fleiss(work),
        posterior=work.posterior,
        reliability=_reliability(work, official),
        enter=through_all.enter,
        leave=through_all.leave,
        left_out=through_all.left_out,
        cuts=tuple(further),
        refused=refusals(work, icc, agreed, w),
    )


def _take_steps(work: Analysis, ctx: Context) -> None:
    """The heavy parts one after the other, each kept by `work`; between them a person may have stopped it."""
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        (say("比较评委宽严", "Comparing severity"), lambda: work.agreement),
        (say("估计差别", "Estimating differences"), lambda: work.fit),
        (say("推算名次", "Drawing orders"), lambda: work.posterior),
        (say("核对谁评了什么", "Checking who read what"), lambda: work.design),
    )
    for number, (words, step) in enumerate(steps):
        ctx.report(words, number / (len(steps) + 1))
        step()
    ctx.report(say("可靠性", "Reliability"), len(steps) / (len(steps) + 1))


def _reliability(work: Analysis, official: Mapping[str, Official] | None) -> Reliability | None:
    if work.fit is None or work.parts.count > 1:
        return None
    found = reliability(work.table)
    return None if found is None else replace(found, ranks=_means_rank(work.table, official))


def _means_rank(table: Ratings, official: Mapping[str, Official] | None) -> bool:
    """Whether every official figure is the raw mean, as it is where nothing was dropped, carried in or changed."""
    known = {} if official is None else {name: told.figure for name, told in official.items() if told.figure is not None}
    return all(
        known[name] == moments.official_mean(moments.decimals(table, n)) for n, name in enumerate(table.submissions) if name in known
    )


def _fleiss(work: Analysis) -> float | None:
    table = work.table
    if work.single or not table.complete or len(np.unique(table.score)) > _CATEGORIES:
        return None
    return fleiss_of(table)


def _cuts(work: Analysis) -> list[CutFigures]:
    """Of the best k, then of every further line. Unconnected parts have no line in common; a line that nobody is below crosses nobody."""
    table, drawn = work.table, work.posterior
    cuts = (Cut(len(table.submissions) if work.k is None else work.k), *work.cuts)
    among = [table.among(cut.inside) for cut in cuts]
    told = not work.single and work.parts.count == 1
    lines = [(cut.places, inside) for cut, inside in zip(cuts, among, strict=True)]
    without = order.left_out(table, lines) if told else [()] * len(cuts)
    chances = [{}, *(dict(drawn.cuts[cut]) if drawn is not None else {} for cut in work.cuts)]
    return [
        CutFigures(cut, found, *_changes(work, cut.places, inside), gone)
        for cut, inside, found, gone in zip(cuts, among, chances, without, strict=True)
    ]


def _changes(work: Analysis, places: int, among: Ints) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who would enter and leave these places by adjusted score. Nobody where every judge read everything."""
    table, ols = work.table, work.ols
    if ols is None or work.parts.count > 1 or table.complete:
        return (), ()
    enter, leave = order.crossing(table.means[among], ols.submission[among], places)
    return tuple(table.submissions[among[i]] for i in enter), tuple(table.submissions[among[i]] for i in leave)


def _submissions(work: Analysis, official: Mapping[str, Official] | None) -> tuple[SubmissionLine, ...]:
    table, parts = work.table, work.parts.submissions.tolist()
    told = _raw(table, parts) if official is None else [official.get(name, Official(None, None)) for name in table.submissions]
    medians, trims, raw = moments.medians(table), moments.trimmed(table), order.ranks_within(table.means, work.parts.submissions)
    adjusted, errors, places = _adjusted(work)
    drawn = work.posterior
    lines = [
        SubmissionLine(
            name, int(table.reads[n]), float(table.means[n]), float(medians[n]), trims[n], told[n].figure, told[n].rank, int(raw[n]), parts[n],
            adjusted.get(name), errors.get(name), None if places is None else int(places[n]),
            None if drawn is None else drawn.p_top_k.get(name), None if drawn is None else drawn.expected_rank[name],
            _margin(work, errors.get(name)),
        )
        for n, name in enumerate(table.submissions)
    ]  # fmt: skip
    by_part = official is None
    return tuple(sorted(lines, key=lambda s: (s.part if by_part else 0, s.rank is None, s.rank or 0, s.mean_rank, s.name)))


def _raw(table: Ratings, parts: list[int]) -> list[Official]:
    """Raw means to two decimals; equal ones share a rank, each part is ranked on its own."""
    figures = [moments.official_mean(moments.decimals(table, n)) for n in range(len(parts))]
    first: dict[tuple[int, Decimal], int] = {}
    before: dict[int, int] = {}
    for part, figure in sorted(zip(parts, figures, strict=True), reverse=True):
        before[part] = before.get(part, 0) + 1
        first.setdefault((part, figure), before[part])
    return [Official(figure, first[part, figure]) for part, figure in zip(parts, figures, strict=True)]


def _adjusted(work: Analysis) -> tuple[dict[str, float], dict[str, float], Ints | None]:
    ols = _ols(work)
    if ols is None or work.ols is None:
        return {}, {}, None
    places = order.ranks(work.ols.submission) if work.parts.count == 1 else None
    return dict(ols.submission), dict(ols.submission_se), places


def _judges(work: Analysis) -> tuple[JudgeLine, ...]:
    table, agreed = work.table, work.agreement
    means, sds = moments.judge_means(table), moments.judge_sds(table)
    ols = _ols(work)
    sd_submission = work.fit.sd_submission if work.fit else None
    lines = []
    for n, name in enumerate(table.judges):
        constant = n in work.constant
        told = ols is not None and not constant
        bias = ols.judge.get(name) if ols is not None and told else None
        se = ols.judge_se.get(name) if ols is not None and told else None
        reads = int(table.judge_reads[n])
        flags = severity.flags(bias, se, _margin(work, se), sd_submission, reads, constant=constant, backwards=n in work.backwards)
        agreement = None if agreed is None else agreed.at(n)
        shared = 0 if agreed is None else int(agreed.shared[n])
        lines.append(JudgeLine(name, reads, float(means[n]), sds[n], bias, se, agreement, shared, flags, _margin(work, se)))
    return tuple(lines)


def _margin(work: Analysis, error: float | None) -> float | None:
    """Half the 95 % interval of a least-squares figure with this standard error."""
    return None if work.ols is None or error is None else work.ols.half_width * error


def _ols(work: Analysis) -> Ols | None:
    """Least squares by name, without parts in which one judge stands alone."""
    fit = work.ols
    if fit is None:
        return None
    keep_s = [part not in work.alone for part in work.parts.submissions.tolist()]
    keep_j = [part not in work.alone for part in work.parts.judges.tolist()]
    table = work.table
    return Ols(
        fit.sigma, fit.df_resid, _kept(table.submissions, fit.submission, keep_s), _kept(table.judges, fit.judge, keep_j),
        _kept(table.submissions, fit.submission_se(), keep_s), _kept(table.judges, fit.judge_se(), keep_j),
    )  # fmt: skip


def _kept(names: tuple[str, ...], values: Floats | None, keep: list[bool]) -> dict[str, float]:
    return {} if values is None else {n: v for n, v, kept in zip(names, values.tolist(), keep, strict=True) if kept}


def _mixed(table: Ratings, fit: Fit) -> Mixed:
    return Mixed(
        fit.intercept, fit.sd_submission, fit.sd_judge, fit.sd_residual,
        table.of_submissions(fit.blup_submission), table.of_judges(fit.blup_judge),
        table.of_submissions(fit.condsd_submission), table.of_judges(fit.condsd_judge), fit.boundary, fit.criterion,
    )  # fmt: skip
