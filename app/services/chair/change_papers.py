"""复议改分单 as values: for each judge and entry that a meeting changed, the sheet as handed in beside what it became.

A change that a later one took back is none: nobody is asked to sign 16→16. The 合议记录 tells both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.clock import day_on_paper
from app.models.decision import Decision, DecisionKind
from app.models.points import from_text, to_text
from app.reports.meeting_values import ChangedItem, PointChange
from app.scoring.decisions import in_force
from app.scoring.view import PanelRow
from app.services.chair import panel as panels
from app.services.chair.paper_basis import Basis, code_of


def point_changes(basis: Basis) -> tuple[PointChange, ...]:
    """One for each (entry, judge) with 复议改分 in force, by entry."""
    found: dict[tuple[str, str], list[Decision]] = {}
    for decision in in_force(basis.panel.decisions):
        if decision.kind is DecisionKind.POINTS and decision.undoes is None and decision.entry and decision.judge and decision.item:
            found.setdefault((decision.entry, decision.judge), []).append(decision)
    made = (_change(basis, entry, judge, decisions) for (entry, judge), decisions in sorted(found.items()))
    return tuple(change for change in made if change is not None)


def _change(basis: Basis, code: str, judge: str, decisions: Sequence[Decision]) -> PointChange | None:
    entry, sheet = basis.panel.by_code.get(code), basis.sheets.get(judge, {}).get(code)
    rubric = basis.season.rubric(entry.rubric) if entry else None
    if entry is None or rubric is None or sheet is None:
        return None
    made = {item: d for item, d in _latest(decisions).items() if d.after and from_text(d.after) != sheet.points.get(item)}
    if not made:
        return None
    items = []
    for item in rubric.items:
        decision = made.get(item.code)
        after = from_text(decision.after) if decision and decision.after else None
        items.append(ChangedItem(item.name.zh, item.max, sheet.points.get(item.code), after, decision.reason if decision else ""))
    votes = next((d.votes for d in reversed(made.values()) if d.votes), None)
    arrived = basis.panel.counted().get(judge)
    return PointChange(
        basis.title("复议改分单"), basis.panel_name, code, entry.title, entry.circle, basis.judges.get(judge, judge), tuple(items),
        _effect(basis, code, decisions), f"同意 {votes.agree}　反对 {votes.against}　弃权 {votes.abstain}" if votes else "",
        day_on_paper(max(d.at for d in made.values())), code_of(arrived) if arrived else "", basis.unit(entry), basis.season.words.review,
    )  # fmt: skip


def _latest(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Item → what stands about it."""
    return {d.item: d for d in decisions if d.item}


def _effect(basis: Basis, code: str, made: Sequence[Decision]) -> str:
    """What these changes move, by computing the panel once without any of them."""
    without = replace(basis.panel, decisions=tuple(d for d in basis.panel.decisions if d not in made))
    before, now = panels.view(without).row(code), basis.view.row(code)
    if before is None or now is None:
        return ""
    parts = [_moved("最终得分", _points(before), _points(now)), _moved("排名", _rank(before), _rank(now))]
    parts.append(_moved("建议等级", basis.level_name(before.level) or "无", basis.level_name(now.level) or "无"))
    return f"改分前后：{'；'.join(parts)}。"


def _moved(name: str, before: str, now: str) -> str:
    return f"{name} {before}→{now}" if before != now else f"{name} {now}（不变）"


def _points(row: PanelRow) -> str:
    return "—" if row.official is None else to_text(row.official)


def _rank(row: PanelRow) -> str:
    return "无名次" if row.rank is None else f"第 {row.rank} 名"
