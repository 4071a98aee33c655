"""What judging statistics come to: frozen values for screens, papers and scripts. No numpy here.

Scores are in the units they came in (points), not in hundredths. A figure that cannot be estimated is None or
absent, and `refused` says why; nothing here is ever NaN.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.scoring.statistics.cut_values import Cut, CutFigures, LeftOut, Standing, standing_of


class Reason(StrEnum):
    """Why a figure is withheld, or shown only with a label. `words.why` makes the sentence."""

    ONE_JUDGE = "one-judge"
    ONE_SUBMISSION = "one-submission"
    ALL_EQUAL = "all-equal"
    ZERO_RESIDUAL = "zero-residual"
    NO_RESIDUAL = "no-residual"
    UNCONNECTED = "unconnected"
    ALONE = "alone"
    INCOMPLETE = "incomplete"
    NOT_DETECTABLE = "not-detectable"
    CONSTANT_JUDGE = "constant-judge"
    BACKWARDS_JUDGE = "backwards-judge"
    ONE_READ = "one-read"
    NOTHING_PAIRED = "nothing-paired"
    NO_SPREAD = "no-spread"
    NO_LIMITS = "no-limits"
    POLE = "pole"
    REPEATED = "repeated"
    PARTIAL = "partial"
    FEW_FOR_TRIMMING = "few-for-trimming"


@dataclass(frozen=True)
class Refusal:
    """`what`: the key of the figure ("posterior"), or of one name in it ("severity.J06"). `names`: whom it is about."""

    what: str
    reason: Reason
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Estimate:
    """A value with 95 % limits; a limit that cannot be had is None."""

    value: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Official:
    """What the season's policy made of one entry: the figure, and the rank after its tie-breaks."""

    figure: Decimal | None
    rank: int | None


@dataclass(frozen=True)
class Counts:
    n_obs: int
    n_submissions: int
    n_judges: int
    n_components: int


@dataclass(frozen=True)
class SubmissionLine:
    """One entry. `mean` is the raw mean, `official` the season's figure and `rank` its rank (equal ones share it).

    `part`: the number of its connected part; without official figures ranks are inside the part. `adjusted` is the score freed of who happened to read it, `adjusted_se` its standard error, `adjusted_margin` half its 95 % interval; `adjusted_rank` is
    missing where panels are not connected. `p_top`, `expected_rank` from the posterior.
    """

    name: str
    reads: int
    mean: float
    median: float
    trimmed: float | None
    official: Decimal | None
    rank: int | None
    mean_rank: int
    part: int = 0
    adjusted: float | None = None
    adjusted_se: float | None = None
    adjusted_rank: int | None = None
    p_top: float | None = None
    expected_rank: float | None = None
    adjusted_margin: float | None = None

    @property
    def standing(self) -> Standing | None:
        """The five words for `p_top`."""
        return standing_of(self.p_top)


class JudgeFlag(StrEnum):
    """What a chair should look at: lower or higher than colleagues on the same entries, no spread, reversed order, few reads."""

    LOWER = "lower"
    HIGHER = "higher"
    CONSTANT = "constant"
    BACKWARDS = "backwards"
    FEW_READS = "few-reads"


@dataclass(frozen=True)
class JudgeLine:
    """One judge. `severity`: points above (+) or below (−) colleagues on the same entries, None where that cannot be told.

    `severity_margin`: half its 95 % interval. `agreement`: correlation with colleagues' scores, each freed of its judge's severity, over
    `shared` entries.
    """

    name: str
    reads: int
    mean: float
    sd: float | None
    severity: float | None = None
    severity_se: float | None = None
    agreement: float | None = None
    shared: int = 0
    flags: tuple[JudgeFlag, ...] = ()
    severity_margin: float | None = None


@dataclass(frozen=True)
class Ols:
    """Two-way least squares; judges sum to zero inside each connected part. `sigma` None without residual freedom."""

    sigma: float | None
    df_resid: int
    submission: Mapping[str, float]
    judge: Mapping[str, float]
    submission_se: Mapping[str, float]
    judge_se: Mapping[str, float]


@dataclass(frozen=True)
class Mixed:
    """Crossed random effects by REML. `boundary`: which of "sd_submission", "sd_judge" came out as 0 (not detectable)."""

    intercept: float
    sd_submission: float
    sd_judge: float
    sd_residual: float
    blup_submission: Mapping[str, float]
    blup_judge: Mapping[str, float]
    condsd_submission: Mapping[str, float]
    condsd_judge: Mapping[str, float]
    boundary: tuple[str, ...]
    criterion: float


@dataclass(frozen=True)
class Posterior:
    """Over joint draws of mean, judges and submissions: P(among the best k), empty without k, and the expected rank. `cuts`: of further
    lines, each with P(in its places) of the entries it is among.
    """

    k: int | None
    draws: int
    p_top_k: Mapping[str, float]
    expected_rank: Mapping[str, float]
    cuts: Mapping[Cut, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Component:
    """Submissions and judges joined by reads."""

    submissions: tuple[str, ...]
    judges: tuple[str, ...]


@dataclass(frozen=True)
class Hinge:
    """What the comparison of two parts hangs on: one read (both names), one judge, or one submission."""

    submission: str | None
    judge: str | None


@dataclass(frozen=True)
class Contrast:
    """How far two groups of judges are apart in severity, and how surely that is known, in points: `margin` is half the 95 % interval. `names`: of two panels."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    difference: float
    sd: float
    margin: float
    names: tuple[str, str] | None = None


@dataclass(frozen=True)
class ExtraRead:
    """A read that does not exist yet; `gain`: by which share it would lower the mean variance of the adjusted scores."""

    submission: str
    judge: str
    gain: float


@dataclass(frozen=True)
class Design:
    """Who can be compared with whom. `few_reads`: judges with fewer than five. `connecting`: reads that would join all parts."""

    components: tuple[Component, ...]
    hinges: tuple[Hinge, ...]
    few_reads: tuple[str, ...]
    contrasts: tuple[Contrast, ...] = ()
    extra: tuple[ExtraRead, ...] = ()
    connecting: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reliability:
    """Of the mean of `reads` reads, what is ranked. `wanted`: reads for 0.8; None when no number of reads gives it surely.

    `complete`: every judge read everything, so that severity cancels out. `ranks`: the means are what ranks; not so where the rule drops
    scores, brings in those of a round before, or consensus changed some.
    """

    of_mean: Estimate
    reads: float
    wanted: tuple[int | None, int | None, int | None]
    """(estimate, from the upper limit, from the lower limit)."""
    complete: bool
    ranks: bool = True


@dataclass(frozen=True)
class JudgingStatistics:
    """One panel, one page. `submissions` by part (without official figures) and rank, `judges` by name; `k` places, None where no line
    runs through them all.

    `enter`, `leave`: whose level changes when the adjusted score ranks instead of the raw mean. `cuts`: every further line, as asked.
    """

    counts: Counts
    k: int | None
    grand_mean: float
    complete: bool
    submissions: tuple[SubmissionLine, ...]
    judges: tuple[JudgeLine, ...]
    design: Design
    ols: Ols | None = None
    mixed: Mixed | None = None
    icc: Mapping[str, Estimate] = field(default_factory=dict)
    kendall_w: float | None = None
    krippendorff_alpha: Mapping[str, float] = field(default_factory=dict)
    fleiss_kappa: float | None = None
    posterior: Posterior | None = None
    reliability: Reliability | None = None
    enter: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cuts: tuple[CutFigures, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def reasons(self) -> frozenset[Reason]:
        """Every reason that was given."""
        return frozenset(r.reason for r in self.refused)
