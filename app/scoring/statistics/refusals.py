"""What is withheld or only shown with a label, and why: the list every reader of the figures gets with them."""

from __future__ import annotations

from collections.abc import Iterator

from app.scoring.statistics.analysis import Analysis
from app.scoring.statistics.values import Estimate, Reason, Refusal

_OF_MANY = ("ols", "lmm_reml", "icc", "kendall_w", "krippendorff_alpha", "posterior")
TRIM_SAFELY_FROM = 5


def refusals(work: Analysis, icc: dict[str, Estimate], alpha: dict[str, float], w: float | None) -> tuple[Refusal, ...]:
    """All of them, in the order of the figures."""
    if work.single:
        reason = Reason.ONE_JUDGE if len(work.table.judges) == 1 else Reason.ONE_SUBMISSION
        return (*_labels(work), *(Refusal(what, reason) for what in _OF_MANY), *_of_judges(work))
    return (
        *_labels(work), *_of_judges(work), *_of_parts(work), *_of_model(work), *_of_agreement(work, icc, alpha, w), *_of_probabilities(work),
    )  # fmt: skip


def _labels(work: Analysis) -> Iterator[Refusal]:
    table = work.table
    if table.repeated:
        yield Refusal("repeated_reads", Reason.REPEATED, tuple(f"{s}/{j}" for s, j in table.repeated))
    few = tuple(s for s, n in zip(table.submissions, table.reads, strict=True) if 3 <= n < TRIM_SAFELY_FROM)
    if few:
        yield Refusal("drop_high_low", Reason.FEW_FOR_TRIMMING, few)


def _of_judges(work: Analysis) -> Iterator[Refusal]:
    table = work.table
    for name, n in zip(table.judges, table.judge_reads, strict=True):
        if n == 1:
            yield Refusal(f"judge_sd.{name}", Reason.ONE_READ, (name,))
    for n in sorted(work.constant):
        yield Refusal(f"severity.{table.judges[n]}", Reason.CONSTANT_JUDGE, (table.judges[n],))


def _of_parts(work: Analysis) -> Iterator[Refusal]:
    for number in sorted(work.alone):
        judge = next(n for n, part in zip(work.table.judges, work.parts.judges, strict=True) if part == number)
        yield Refusal(f"severity.{judge}", Reason.ALONE, (judge,))


def _of_model(work: Analysis) -> Iterator[Refusal]:
    if work.table.all_equal:
        reason = Reason.ALL_EQUAL
    elif work.no_residual:
        reason = Reason.NO_RESIDUAL
        yield Refusal("ols.sigma", reason)
    elif work.zero_residual:
        reason = Reason.ZERO_RESIDUAL
    else:
        for name in work.fit.boundary if work.fit else ():
            yield Refusal("severity" if name == "sd_judge" else "submission_differences", Reason.NOT_DETECTABLE, (name,))
        return
    yield from (Refusal(what, reason) for what in ("ols.submission_se", "ols.judge_se", "lmm_reml"))


def _of_agreement(work: Analysis, icc: dict[str, Estimate], alpha: dict[str, float], w: float | None) -> Iterator[Refusal]:
    equal, complete = work.table.all_equal, work.table.complete
    if not icc:
        yield Refusal("icc", Reason.ALL_EQUAL if equal and complete else Reason.INCOMPLETE)
    else:
        yield from _of_icc(icc)
    if w is None:
        yield Refusal("kendall_w", Reason.INCOMPLETE if not complete else Reason.ALL_EQUAL if equal else Reason.NO_SPREAD)
    if not alpha:
        paired = bool((work.table.reads > 1).any())
        yield Refusal("krippendorff_alpha", Reason.ALL_EQUAL if equal else Reason.NO_SPREAD if paired else Reason.NOTHING_PAIRED)


def _of_icc(icc: dict[str, Estimate]) -> Iterator[Refusal]:
    for name in ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"):
        if name not in icc:
            yield Refusal(f"icc.{name}", Reason.NO_SPREAD)
            continue
        value, lower, upper = icc[name].value, icc[name].lower, icc[name].upper
        if lower is None or upper is None:
            yield Refusal(f"icc.{name}.limits", Reason.NO_LIMITS)
        elif not lower <= value <= upper:
            yield Refusal(f"icc.{name}.limits", Reason.POLE)


def _of_probabilities(work: Analysis) -> Iterator[Refusal]:
    if work.parts.count > 1:
        yield Refusal("posterior", Reason.UNCONNECTED, tuple(f"{s}/{j}" for s, j in work.design.connecting))
    for judge in work.backwards:
        yield Refusal("posterior", Reason.BACKWARDS_JUDGE, (work.table.judges[judge],))
    fit = work.fit
    if fit is None:
        reason = Reason.ALL_EQUAL if work.table.all_equal else Reason.NO_RESIDUAL if work.no_residual else Reason.ZERO_RESIDUAL
        yield Refusal("posterior", reason)
    elif "sd_submission" in fit.boundary:
        yield Refusal("posterior", Reason.NOT_DETECTABLE, ("sd_submission",))
