"""The document of `qcdesk stats --json`: fixed keys, full precision; what cannot be estimated is absent and listed in `refused`."""

from __future__ import annotations

from typing import Any

from app.scoring.statistics.values import Design, Estimate, Hinge, JudgingStatistics, Mixed, Ols
from app.scoring.statistics.words import why


def as_json(found: JudgingStatistics) -> dict[str, Any]:
    """The document. The keys are a contract: others script against them."""
    submissions = sorted(found.submissions, key=lambda s: s.name)
    made: dict[str, Any] = {
        "counts": {"n_obs": found.counts.n_obs, "n_submissions": found.counts.n_submissions, "n_judges": found.counts.n_judges,
                   "n_components": found.counts.n_components},
        "grand_mean": found.grand_mean,
        "submission_mean": {s.name: s.mean for s in submissions},
        "submission_median": {s.name: s.median for s in submissions},
        "submission_trimmed_drop1": {s.name: s.trimmed for s in submissions},
        "judge_n": {j.name: j.reads for j in found.judges},
        "judge_mean": {j.name: j.mean for j in found.judges},
        "judge_sd": {j.name: j.sd for j in found.judges if j.sd is not None},
    }  # fmt: skip
    made |= {} if found.ols is None else {"ols": _ols(found.ols)}
    made |= {} if found.mixed is None else {"lmm_reml": _mixed(found.mixed)}
    made |= {"icc": {name: _estimate(e) for name, e in found.icc.items()}} if found.icc else {}
    made |= {} if found.kendall_w is None else {"kendall_w": found.kendall_w}
    made |= {"krippendorff_alpha": dict(found.krippendorff_alpha)} if found.krippendorff_alpha else {}
    if found.posterior is not None:
        drawn = found.posterior
        made["posterior"] = {"k": drawn.k, "p_top_k": dict(drawn.p_top_k), "expected_rank": dict(drawn.expected_rank)}
    return {**made, "design": _design(found.design), "refused": [{"what": r.what, "why": why(r)} for r in found.refused]}


def _ols(ols: Ols) -> dict[str, Any]:
    made: dict[str, Any] = {} if ols.sigma is None else {"sigma": ols.sigma}
    made |= {"df_resid": ols.df_resid, "submission": dict(ols.submission), "judge": dict(ols.judge)}
    if ols.submission_se:
        made |= {"submission_se": dict(ols.submission_se), "judge_se": dict(ols.judge_se)}
    return made


def _mixed(fit: Mixed) -> dict[str, Any]:
    return {
        "intercept": fit.intercept,
        "sd_submission": fit.sd_submission,
        "sd_judge": fit.sd_judge,
        "sd_residual": fit.sd_residual,
        "blup_submission": dict(fit.blup_submission),
        "blup_judge": dict(fit.blup_judge),
        "condsd_submission": dict(fit.condsd_submission),
        "condsd_judge": dict(fit.condsd_judge),
        "boundary": list(fit.boundary),
        "criterion": fit.criterion,
    }


def _estimate(found: Estimate) -> dict[str, float]:
    limits = {"lower": found.lower, "upper": found.upper}
    return {"value": found.value, **{name: limit for name, limit in limits.items() if limit is not None}}


def _design(design: Design) -> dict[str, Any]:
    return {
        "components": [{"submissions": list(c.submissions), "judges": list(c.judges)} for c in design.components],
        "bridges": [_bridge(h) for h in design.hinges],
        "few_reads": list(design.few_reads),
    }


def _bridge(hinge: Hinge) -> dict[str, str]:
    """A read has both names; a judge or a submission that alone holds two parts together has one."""
    return {key: name for key, name in (("submission", hinge.submission), ("judge", hinge.judge)) if name is not None}
