"""What the panel's results are now: official scores by the declared policy, ranks, levels, spread. Seen only behind the gate."""

from __future__ import annotations

from typing import Any

from app.core.words import say
from app.models.points import to_text
from app.models.season import AbsentRule
from app.packages import codec, documents
from app.scoring.results import PanelRow, PanelView
from app.services.chair import panel as panels
from app.services.chair.panel import Panel
from app.services.profile import Profile


def results(profile: Profile, *, round_number: int | None = None) -> tuple[Panel, PanelView]:
    """Open the points and compute the view. Raises UsageError before the chair's own file is handed in."""
    panels.keep_own(profile, round_number)
    panel = panels.load(profile, round_number)
    view = panels.view(panel)
    panels.mark_opened(profile, panel)
    return panel, view


def as_json(panel: Panel, view: PanelView) -> dict[str, Any]:
    """The document of `chair results --json`, sorted by rank."""
    entries = {e.code: e for e in panel.entries}
    return {
        "season": panel.desk.season.id,
        "round": panel.desk.round,
        "panel": panel.desk.manifest.panel,
        "policy": {**codec.to_json(panel.desk.season.policy), "digest": documents.policy_digest(panel.desk.season.policy)},
        "received": sorted(panel.counted()),
        "missing": [m.judge for m in panels.missing(panel)],
        "undecided": {judge: list(payloads) for judge, payloads in panels.undecided(panel).items()},
        "unsigned": dict.fromkeys(sorted(panel.unsigned()), panels.UNSIGNED),
        "entries": [{**_row(r, entries[r.code].topic_type), **_marks(panel, r)} for r in view.rows],
        "ties": [{"level": t.quota.level, "entries": list(t.entries), "seats": t.seats, "settled": t.settled} for t in view.ties],
        "mixed_rules": [m.words for m in view.mixed],
    }


def _row(row: PanelRow, topic_type: str) -> dict[str, Any]:
    texts = row.score_texts()
    return {
        "code": row.code,
        "title": row.title,
        "circle": row.circle,
        "topic_type": str(topic_type),
        "field": row.field,
        "counted": row.counted,
        "official": None if row.official is None else to_text(row.official),
        "rank": row.rank,
        "rank_in_field": row.rank_in_field,
        "level": row.level,
        "reads": row.reads,
        "rule": str(row.rule),
        "scores": texts,
        "dropped": list(row.dropped),
        "spread": {"range": None if row.spread.range is None else to_text(row.spread.range), "flag": row.spread.flag},
        "at_line": list(row.at_line),
    }


def _marks(panel: Panel, row: PanelRow) -> dict[str, Any]:
    """What a reader of the points has to know besides: older files, copied sheets, decisions to be confirmed anew."""
    return {
        "older_file": list(panels.older_files(panel, row.code)),
        "unsigned": sorted(j for j in panel.unsigned() if j in row.by_judge or j in row.recused),
        "stale": list(row.stale),
        "deferred": row.deferred,
    }


def policy_lines(panel: Panel, view: PanelView) -> tuple[str, ...]:
    """The policy in words, as summaries print it; the absent rule and mixed rules included."""
    policy = panel.desk.season.policy
    rule = {
        "none": say("各评委分数取平均", "mean of all judges"),
        "trim-3": say(
            "有效分 3 个及以上时去掉一个最高分和一个最低分后平均，否则取平均",
            "from 3 scores drop one high and one low, then mean; else mean",
        ),
        "trim-5": say(
            "有效分 5 个及以上时去掉一个最高分和一个最低分后平均，否则取平均",
            "from 5 scores drop one high and one low, then mean; else mean",
        ),
        "median": say("取中位数", "median"),
    }[str(policy.aggregation)]
    lines = [
        say(
            "计分规则：{rule}；回避和缺评不计；四舍五入到两位小数。",
            "Rule: {rule}; recused and missing sheets are left out; rounded half up to two decimals.",
            rule=rule,
        ),
        say(
            "并列：依次比较原因分析（提出方案）、对策与实施、效果；仍相同者名次并列。",
            "Ties: cause analysis (schemes), actions, effect in turn; still equal share a rank.",
        ),
    ]
    names = panels.names(panel.members)
    for judge, payloads in panels.undecided(panel).items():
        lines.append(
            say(
                "{who} 交来 {n} 份不同的评分文件，等组长决定取用哪一份（chair choose）。",
                "{who} handed in {n} different files; the chair has to choose (chair choose).",
                who=names.get(judge, judge),
                n=len(payloads),
            )
        )
    lines += [*_unsigned_lines(panel), *_absent_lines(panel), *_earlier_policy_lines(panel)]
    lines += [m.words for m in view.mixed]
    if panel.early is not None:
        lines.append(say("组长提交前拆封：{why}", "Points were opened before the chair handed in: {why}", why=panel.early.reason))
    lines.append(say("规则编号 {digest}", "Policy digest {digest}", digest=documents.policy_digest(policy)[:16]))
    return tuple(lines)


def _unsigned_lines(panel: Panel) -> list[str]:
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


def _absent_lines(panel: Panel) -> list[str]:
    """Who is missing, by the declared rule."""
    absent = panels.missing(panel)
    if not absent:
        return []
    who = "、".join(m.name for m in absent)
    if panel.desk.season.policy.absent is AbsentRule.WAIT:
        return [
            say(
                "缺交：{who}；按“等待缺交者”规则，交齐以前为暂定结果。",
                "Missing: {who}; by the rule of waiting, results are provisional until all have come.",
                who=who,
            )
        ]
    return [say("缺交：{who}；按“不等缺交者”规则以已交评分计算。", "Missing: {who}; computed from the sheets handed in.", who=who)]


def _earlier_policy_lines(panel: Panel) -> list[str]:
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
