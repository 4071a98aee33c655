"""What is printed under every summary: the declared method, and what became of it in this panel; the policy's digest last."""

from __future__ import annotations

from app.core.words import say, strung
from app.packages import documents
from app.scoring.view import PanelView
from app.services.chair import method_note, one_meeting, paper_passes
from app.services.chair import panel as panels
from app.services.chair.panel import Panel


def policy_lines(panel: Panel, view: PanelView) -> tuple[str, ...]:
    """The method, absent judges, files that wait for a choice, copied sheets, mixed rules, early opening."""
    season = panel.desk.season
    lines = [
        *one_meeting.note(panel),
        method_note.rule_line(season),
        method_note.tie_line(season),
        *method_note.carried_lines(season, panel.desk.round),
        *_undecided(panel),
        *_unsigned(panel),
        *_absent(panel),
    ]
    lines += [*_earlier_policy(panel), *(m.words for m in view.mixed)]
    if panel.early is not None:
        lines.append(say("组长提交前拆封：{why}", "Points were opened before the chair handed in: {why}", why=panel.early.reason))
    return (*lines, say("规则编号 {digest}", "Policy digest {digest}", digest=documents.policy_digest(season.policy)[:16]))


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
    rule, who = method_note.absent_line(panel.desk.season), strung(say("、", ", "), (m.name for m in panels.missing(panel)))
    return [rule, say("缺交：{who}。", "Missing: {who}.", who=who)] if who else [rule]


def _unsigned(panel: Panel) -> list[str]:
    names = panels.names(panel.members)
    return [
        say(
            "{who} 的 {n} 份评分由组长代录，未签名（依据：{source}）。",
            "{n} {n:sheet|sheets} of {who} {n:was|were} copied by the chair and {n:is|are} unsigned (from: {source}).",
            who=names.get(judge, judge),
            n=len(held.value.sheets),
            source=paper_passes.source_words(held.value.source),
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
            who=strung(say("、", ", "), who),
            old=digest[:16],
            now=now[:16],
        )
        for digest, who in earlier.items()
    ]
