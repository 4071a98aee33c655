"""The method in words, as every summary prints it: how scores are made, how ties are broken, what happens to absent judges.

All of it is read from the declared policy; a sentence that is not true of this season is never printed.
"""

from __future__ import annotations

from app.core.words import say
from app.models.season import AbsentRule, Aggregation, Season
from app.packages import documents
from app.scoring.view import PanelView
from app.services.chair import panel as panels
from app.services.chair.panel import Panel


def policy_lines(panel: Panel, view: PanelView) -> tuple[str, ...]:
    """The method and what became of it: mixed rules, absent judges, files that wait for a choice, early opening; the digest last."""
    season = panel.desk.season
    lines = [_rule(season), _ties(season), *_undecided(panel), *_unsigned(panel), *_absent(panel), *_earlier_policy(panel)]
    lines += [m.words for m in view.mixed]
    if panel.early is not None:
        lines.append(say("组长提交前拆封：{why}", "Points were opened before the chair handed in: {why}", why=panel.early.reason))
    return (*lines, say("规则编号 {digest}", "Policy digest {digest}", digest=documents.policy_digest(season.policy)[:16]))


def _rule(season: Season) -> str:
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


def _ties(season: Season) -> str:
    chain = [_step(season, step) for step in season.policy.tie_break]
    if not chain:
        return say("并列：总分相同者名次并列。", "Ties: equal totals share a rank.")
    return say(
        "并列：依次比较{chain}；仍相同者名次并列。",
        "Ties: {chain} in turn; still equal share a rank.",
        chain=say("、", ", ").join(chain),
    )


def _step(season: Season, step: tuple[str, ...]) -> str:
    """The items of one step by name: those of several rubrics stand for each other."""
    names = {item.code: say(item.name.zh, item.name.en) for rubric in season.rubrics for item in rubric.items if item.code in step}
    found = list(dict.fromkeys(names.get(code, code) for code in step))
    return found[0] + (say("（{or_}）", " ({or_})", or_=say("或", " or ").join(found[1:])) if found[1:] else "")


def _undecided(panel: Panel) -> list[str]:
    names = panels.names(panel.members)
    return [
        say(
            "{who} 交来 {n} 份不同的评分文件，等组长决定取用哪一份（chair choose）。",
            "{who} handed in {n} different files; the chair has to choose (chair choose).",
            who=names.get(judge, judge),
            n=len(payloads),
        )
        for judge, payloads in panels.undecided(panel).items()
    ]


def _absent(panel: Panel) -> list[str]:
    """The declared rule always, and who it was applied to."""
    waits = panel.desk.season.policy.absent is AbsentRule.WAIT
    rule = (
        say("缺交办法：等缺交者，交齐之前结果为暂定。", "Absent judges: they are waited for; results are provisional until then.")
        if waits
        else say("缺交办法：不等缺交者，以已交的评分计算。", "Absent judges: not waited for; computed from the sheets handed in.")
    )
    who = "、".join(m.name for m in panels.missing(panel))
    return [rule, say("缺交：{who}。", "Missing: {who}.", who=who)] if who else [rule]


def _unsigned(panel: Panel) -> list[str]:
    names = panels.names(panel.members)
    return [
        say(
            "{who} 的 {n} 份评分由组长代录，未签名（依据：{source}）。",
            "{n} sheets of {who} were copied by the chair and are unsigned (from: {source}).",
            who=names.get(judge, judge),
            n=len(held.value.sheets),
            source=held.value.source,
        )
        for judge, held in panel.unsigned().items()
    ]


def _earlier_policy(panel: Panel) -> list[str]:
    """Judges who scored before the policy was changed; both versions are named."""
    now, names = documents.policy_digest(panel.desk.season.policy), panels.names(panel.members)
    earlier: dict[str, list[str]] = {}
    for judge, arrived in sorted(panel.counted().items()):
        if arrived.policy != now:
            earlier.setdefault(arrived.policy, []).append(names.get(judge, judge))
    return [
        say(
            "{who} 按另一版评审规则打分（编号 {old}），结果按现行规则（编号 {now}）计算。",
            "{who} scored under another version of the policy ({old}); results follow the one in force ({now}).",
            who="、".join(who),
            old=digest[:16],
            now=now[:16],
        )
        for digest, who in earlier.items()
    ]
