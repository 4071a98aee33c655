"""Sums of one sheet, exact and honest about blanks, and the state its content has reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.models.rubric import Rubric
from app.models.season import Policy, Requirement
from app.models.shape import Points
from app.models.sheet import ScoreSheet, SheetState


def sheet_total(points: Mapping[str, Points], rubric: Rubric) -> Points:
    """Hundredths of the items filled so far (57.5 of 57.5/65); not a result while an item is blank."""
    return Points(sum(points[i.code] for i in rubric.items if i.code in points))


def complete_total(points: Mapping[str, Points], rubric: Rubric) -> Points | None:
    """The sum when every item is filled, else None: blank is not zero."""
    return sheet_total(points, rubric) if filled_count(points, rubric) == len(rubric.items) else None


def filled_count(points: Mapping[str, Points], rubric: Rubric) -> int:
    """How many of the rubric's items have points."""
    return sum(i.code in points for i in rubric.items)


def filled_max(points: Mapping[str, Points], rubric: Rubric) -> Points:
    """Full points of the items filled so far (65 of 57.5/65)."""
    return Points(sum(i.max for i in rubric.items if i.code in points))


def blank_items(points: Mapping[str, Points], rubric: Rubric) -> tuple[str, ...]:
    """Codes still to be scored, in the rubric's order."""
    return tuple(i.code for i in rubric.items if i.code not in points)


def is_recused(sheet: ScoreSheet) -> bool:
    """Whether the judge stands aside from this entry."""
    return sheet.recusal is not None or sheet.state is SheetState.RECUSED


def content_state(sheet: ScoreSheet, rubric: Rubric, policy: Policy | None = None, *, leads: bool = True) -> SheetState:
    """UNTOUCHED, DRAFT, DONE or RECUSED from content alone; submitting is not content.

    DONE: every item is filled, and what `policy` requires besides (总体评价, proposed level) is there.
    """
    if is_recused(sheet):
        return SheetState.RECUSED
    if not (sheet.points or sheet.half_typed or sheet.remark or sheet.notes or sheet.proposed_level):
        return SheetState.UNTOUCHED
    filled = not blank_items(sheet.points, rubric)
    return SheetState.DONE if filled and not wanting(sheet, policy or Policy(), leads=leads) else SheetState.DRAFT


def remark_due(policy: Policy, *, leads: bool) -> bool:
    """Whether 总体评价 must be written by a judge who is, or is not, the 主评 of the entry."""
    return policy.remarks_required is Requirement.REQUIRED and (leads or not policy.remarks_by_lead)


def wanting(sheet: ScoreSheet, policy: Policy, *, leads: bool = True) -> tuple[str, ...]:
    """What the policy requires beside points and the sheet lacks: "remark", "level". `leads`: the judge is the entry's 主评."""
    short = remark_due(policy, leads=leads) and len(sheet.remark.strip()) < max(1, policy.remarks_minimum)
    unlevelled = policy.proposed_level is Requirement.REQUIRED and sheet.proposed_level is None
    return tuple(name for name, lacks in (("remark", short), ("level", unlevelled)) if lacks)


def weighted(parts: Sequence[tuple[Points, int]]) -> Points | None:
    """Points of several rounds by their weights in per cent, ROUND_HALF_UP; None without weight.

    Weights need not sum to 100: 0.6 and 0.4 give a score on the common scale, as do 3 and 2.
    """
    weight = sum(percent for _, percent in parts)
    if weight <= 0:
        return None
    return Points((2 * sum(points * percent for points, percent in parts) + weight) // (2 * weight))
