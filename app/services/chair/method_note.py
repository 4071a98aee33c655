"""The method in words, as every summary prints it: how scores are made, how ties are broken, what happens to absent judges.

All of it is read from the declared policy; a sentence that is not true of this season is never printed. What became of
it in one panel is added by `results.policy_lines`.
"""

from __future__ import annotations

from app.core.words import say, strung
from app.models.season import AbsentRule, Aggregation, Season
from app.scoring.carried import WHOLE, weight


def rule_line(season: Season) -> str:
    """How several judges' points become one score."""
    policy = season.policy
    rule = {
        Aggregation.MEAN: say("各评委分数取平均", "mean of all judges"),
        Aggregation.TRIM_FROM_3: _trimmed(3),
        Aggregation.TRIM_FROM_5: _trimmed(5),
        Aggregation.MEDIAN: say("取中位数", "median"),
    }[policy.aggregation]
    uniform = say("；全组用同一口径（以最少的有效分份数为准）", "; one rule for the whole panel (by its fewest scores)")
    return say(
        "计分规则：{rule}{uniform}；回避和缺评不计；四舍五入到两位小数。",
        "Rule: {rule}{uniform}; recused and missing sheets are left out; rounded half up to two decimals.",
        rule=rule,
        uniform=uniform if policy.uniform_within_panel else "",
    )


def _trimmed(least: int) -> str:
    return say(
        "有效分 {n} 个及以上时去掉一个最高分和一个最低分后平均，否则取平均",
        "from {n} scores drop one high and one low, then mean; else mean",
        n=least,
    )


def tie_line(season: Season) -> str:
    """Which items separate equal totals, in turn."""
    chain = [_step(season, step) for step in season.policy.tie_break]
    if not chain:
        return say("并列：总分相同者名次并列。", "Ties: equal totals share a rank.")
    return say(
        "并列：依次比较{chain}；仍相同者名次并列。",
        "Ties: {chain} in turn; still equal share a rank.",
        chain=strung(say("、", ", "), chain),
    )


def _step(season: Season, step: tuple[str, ...]) -> str:
    """The items of one step by name: those of several rubrics stand for each other."""
    names = {item.code: say(item.name.zh, item.name.en) for rubric in season.rubrics for item in rubric.items if item.code in step}
    found = list(dict.fromkeys(names.get(code, code) for code in step))
    return found[0] + (say("（{or_}）", " ({or_})", or_=strung(say("或", " or "), found[1:])) if found[1:] else "")


def absent_line(season: Season) -> str:
    """The declared rule for judges who hand in nothing, whether or not it was needed."""
    if season.policy.absent is AbsentRule.WAIT:
        return say("缺交办法：等缺交者，交齐之前结果为暂定。", "Absent judges: they are waited for; results are provisional until then.")
    return say("缺交办法：不等缺交者，以已交的评分计算。", "Absent judges: not waited for; computed from the sheets handed in.")


def carried_lines(season: Season, round_number: int) -> tuple[str, ...]:
    """How the round before enters this one's result; nothing where it does not."""
    percent = weight(season, round_number)
    if percent == WHOLE:
        return ()
    return (
        say(
            "总分：本轮得分占 {own}%，上一轮得分占 {rest}%，四舍五入到两位小数；没有上一轮得分的只计本轮。",
            "Total: {own}% this round and {rest}% the round before, rounded half up to two decimals; without the latter this round alone.",
            own=percent,
            rest=WHOLE - percent,
        ),
    )
