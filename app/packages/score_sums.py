"""Official scores follow from the reads beside them: asked of every panel result and of every appeal pack, whoever signed it."""

from __future__ import annotations

from app.core.errors import FormatError, TrustError
from app.core.words import say
from app.models import points
from app.models.decision import OfficialScore, PanelResult
from app.models.season import Season
from app.models.shape import Points
from app.packages import documents
from app.scoring.aggregate import Aggregate, Rule, aggregate, aggregate_panel
from app.scoring.carried import combined, weight
from app.scoring.view import RECUSED


def require_rules(value: PanelResult, season: Season) -> None:
    """The policy applied is the one the season inside declares. Raises TrustError `policy-mismatch`."""
    if not documents.policy_digest(value.policy) == value.policy_digest == documents.policy_digest(season.policy):
        raise TrustError(say("小组结果与其规则编号不符。", "The panel result does not match its policy digest."), reason="policy-mismatch")


def require_sums(value: PanelResult, season: Season) -> None:
    """Every official score follows from the reads beside it. Raises FormatError `scores-mismatch` naming the first that does not."""
    again = say("请组长重新定稿后再交。", "Ask the chair to close the panel again.")
    reads = {e.entry: _totals(e) for e in value.entries}
    if len(reads) != len(value.entries):
        raise FormatError(say("同一成果出现两次。", "An entry stands in it twice."), again, reason="scores-mismatch")
    made = aggregate_panel(reads, value.policy.aggregation, uniform=value.policy.uniform_within_panel)
    for e in value.entries:
        _require(e, made[e.entry], weight(season, value.round), again)


def require_one(score: OfficialScore, season: Season, round_number: int) -> None:
    """The same of one entry by itself: where one rule holds for a whole panel, the entry alone cannot tell which, so its own word is taken."""
    policy = season.policy
    rule = Rule(score.rule) if policy.uniform_within_panel and score.rule in {str(r) for r in Rule} else None
    made = aggregate(_totals(score), policy.aggregation, rule=rule)
    _require(score, made, weight(season, round_number), say("请向组织方查询。", "Ask the organiser."))


def _require(score: OfficialScore, made: Aggregate, percent: int, hint: str) -> None:
    official = combined(made.official, score.carried, percent)
    if (score.official, score.reads, tuple(sorted(score.dropped))) != (official, made.reads, made.dropped):
        raise FormatError(
            say("{entry} 最终得分与所列评分不符。", "{entry}: the official score does not follow from its reads.", entry=score.entry), hint,
            reason="scores-mismatch",
        )  # fmt: skip


def _totals(score: OfficialScore) -> dict[str, Points | None]:
    return {j: None if t == RECUSED else points.from_text(t) for j, t in score.scores.items()}
