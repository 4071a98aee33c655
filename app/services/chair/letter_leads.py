"""Who finishes the letter to a circle: the entry's 主评 where the season names one, else the chair; never a judge recused from it."""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.words import say
from app.scoring.view import PanelRow, PanelView
from app.services.chair import leading
from app.services.chair import panel as panels
from app.services.chair.panel import Panel


def voters(panel: Panel, view: PanelView, code: str) -> dict[str, str]:
    """Judge → name of those who may finish it, in the panel's order."""
    names = panels.names(panel.members)
    return {j: names.get(j, j) for j in leading.voters(panel, [_row(view, code)])}


def usual(panel: Panel, view: PanelView, code: str) -> str:
    """The judge who finishes it when nobody else is named; "" when the chair stands aside and the season names nobody."""
    row, chair = _row(view, code), panel.desk.manifest.judge
    return leading.named_lead(panel, row) or ("" if chair in row.recused else chair)


def finisher(panel: Panel, view: PanelView, code: str, by: str) -> str:
    """`by`, or the usual one. Raises UsageError `wrong-leader` when that is nobody, or one who may not."""
    who = by or usual(panel, view, code)
    if by and by not in panels.names(panel.members):
        raise UsageError(
            say("本组没有评委 {who}。", "This panel has no judge {who}.", who=by[:40]),
            say("请从本组未回避的评委中选一位。", "Choose one of the panel's judges who is not recused."),
            reason="wrong-leader",
        )
    if who not in voters(panel, view, code):
        named = say("请指定由谁定稿", "name who finishes it") if not who else say("{who} 不能定稿", "{who} cannot finish it", who=who[:40])
        raise UsageError(
            say("{code}：{named}（回避的评委不能）。", "{code}: {named} (not a judge recused from it).", code=code, named=named),
            say("请从本组未回避的评委中选一位。", "Choose one of the panel's judges who is not recused."),
            reason="wrong-leader",
        )
    return who


def aside(panel: Panel, view: PanelView, code: str, by: str) -> str:
    """ "请顾长青回避" while the chair is recused from the entry and nobody else is named to work at its letter; else "".

    Raises UsageError `wrong-leader` when `by` is somebody who may not.
    """
    if by:
        finisher(panel, view, code, by)
        return ""
    return leading.avoid_words(panel, _row(view, code))


def require_seat(panel: Panel, view: PanelView, code: str, by: str) -> None:
    """Raises UsageError `chair-recused` when the chair would work at the letter of an entry they are recused from."""
    if avoid := aside(panel, view, code, by):
        raise UsageError(
            say("{code}：{avoid}，反馈信由他人合稿。", "{code}: {avoid}; somebody else writes the letter.", code=code, avoid=avoid),
            say(
                "请写明由谁合稿（主评、副组长或另一位未回避的评委）。",
                "Name who does (the lead reviewer, the deputy, or another judge not recused).",
            ),
            reason="chair-recused",
        )


def _row(view: PanelView, code: str) -> PanelRow:
    row = view.row(code)
    if row is None:
        raise RuntimeError(f"no row of {code}")
    return row
