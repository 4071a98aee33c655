"""Whether a rubric can be scored with, and whether points are ones it allows.

A rubric comes from an organiser's file, points from people and spreadsheets: every fault is returned
as an InvalidEntry in words, so that a screen can show all of them and a service can raise the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.errors import InvalidEntry
from app.core.words import say
from app.models.points import short
from app.models.rubric import Rubric, RubricItem
from app.models.shape import Points


class InvalidPoints(InvalidEntry):
    """Points that `item` does not allow; `neighbours` are the allowed values to offer instead (0, 1 or 2)."""

    def __init__(self, message: str, hint: str = "", *, reason: str, item: str = "", neighbours: tuple[Points, ...] = ()) -> None:
        super().__init__(message, hint, reason=reason)
        self.item = item
        self.neighbours = neighbours


@dataclass(frozen=True)
class SheetCheck:
    """What keeps a sheet from being handed in: wrong points, and items still blank (blank is not zero)."""

    problems: tuple[InvalidPoints, ...]
    blank: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.problems and not self.blank


def check_rubric(rubric: Rubric) -> tuple[InvalidEntry, ...]:
    """Every fault of the table: codes, limits, steps and the total; empty when it can be used."""
    faults = [fault for item in rubric.items for fault in _item_faults(item)]
    faults += [
        _fault("duplicate", "评审项目“{code}”写了两次。", "The item “{code}” appears twice.", code=c)
        for c in _twice(i.code for i in rubric.items)
    ]
    if not rubric.items:
        faults.append(_fault("empty", "评审表没有评审项目。", "The rubric has no items."))
    if (found := sum(i.max for i in rubric.items)) != rubric.total:
        faults.append(
            _fault(
                "total",
                "各项配分合计 {found}，应为 {total}。",
                "The items add up to {found}, not {total}.",
                found=found / 100,
                total=rubric.total / 100,
            )
        )
    return tuple(faults)


def require_rubric(rubric: Rubric) -> Rubric:
    """The rubric itself. Raises InvalidEntry for its first fault."""
    for fault in check_rubric(rubric):
        raise fault
    return rubric


def _item_faults(item: RubricItem) -> Iterable[InvalidEntry]:
    rules: tuple[tuple[bool, str, str, str], ...] = (
        (item.max <= 0, "max", "“{code}”的配分必须大于 0。", "The full points of “{code}” must be above 0."),
        (
            item.min < 0 or item.min > item.max,
            "min",
            "“{code}”的最低分不在 0 与配分之间。",
            "The minimum of “{code}” is not between 0 and its full points.",
        ),
        (
            not 0 < item.step <= max(item.max, 1),
            "step",
            "“{code}”的步长必须大于 0 且不超过配分。",
            "The step of “{code}” must be above 0 and no more than its full points.",
        ),
        (
            item.step > 0 and item.max % item.step > 0,
            "step",
            "“{code}”的配分不是步长的整数倍。",
            "The full points of “{code}” are not a multiple of its step.",
        ),
        (
            item.step > 0 and item.min % item.step > 0,
            "step",
            "“{code}”的最低分不是步长的整数倍。",
            "The minimum of “{code}” is not a multiple of its step.",
        ),
        (bool(_twice(c.id for c in item.criteria)), "duplicate", "“{code}”的评审内容序号重复。", "A criterion of “{code}” appears twice."),
    )
    return [_fault(reason, zh, en, code=item.code) for wrong, reason, zh, en in rules if wrong]


def _fault(reason: str, zh: str, en: str, **values: object) -> InvalidEntry:
    return InvalidEntry(say(zh, en, **values), say("请修改评审表文件。", "Correct the rubric file."), reason=f"rubric-{reason}")


def _twice(codes: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return sorted({c for c in codes if c in seen or seen.add(c)})  # type: ignore[func-returns-value]


def neighbours(hundredths: int, item: RubricItem) -> tuple[Points, ...]:
    """The allowed values next below and above a value off the step, within the item's limits."""
    below = hundredths // item.step * item.step
    return tuple(Points(p) for p in (below, below + item.step) if item.min <= p <= item.max)


def check_points(points: int, item: RubricItem) -> InvalidPoints | None:
    """None when `item` allows these hundredths, else what is wrong and what to offer."""
    if points < 0:
        return _refused(item, "negative", "分数不能小于 0。", "Points cannot be below 0.", (item.min,))
    if points > item.max:
        return over_maximum(item)
    if points < item.min:
        return _refused(item, "under-minimum", "最低 {least}。", "At least {least}.", (item.min,), least=short(item.min))
    return off_step(item, neighbours(points, item)) if points % item.step else None


def require_points(points: int, item: RubricItem) -> Points:
    """The same number as Points. Raises InvalidPoints."""
    if problem := check_points(points, item):
        raise problem
    return Points(points)


def over_maximum(item: RubricItem) -> InvalidPoints:
    """More than full points."""
    return _refused(item, "over-maximum", "最高 {most}。", "At most {most}.", (item.max,), most=short(item.max))


def off_step(item: RubricItem, near: tuple[Points, ...]) -> InvalidPoints:
    """Between two steps: `near` are the buttons."""
    digits = step_digits(item)
    offer = " | ".join(with_digits(p, digits) for p in near)
    return _refused(item, "off-step", "步长为 {step}：{offer}", "The step is {step}: {offer}", near, step=short(item.step), offer=offer)


def step_digits(item: RubricItem) -> int:
    """How many decimals the item's step needs: 0, 1 or 2."""
    return 0 if item.step % 100 == 0 else 1 if item.step % 10 == 0 else 2


def with_digits(points: Points, digits: int) -> str:
    """Points on the step with `digits` decimals, as buttons show them: 26.0, 26.5."""
    whole, rest = divmod(points, 100)
    return f"{whole}.{rest:02d}"[: len(str(whole)) + (1 + digits if digits else 0)]


def _refused(item: RubricItem, reason: str, zh: str, en: str, near: tuple[Points, ...], **values: object) -> InvalidPoints:
    message = say("“{name}”", "“{name}”: ", name=say(item.name.zh, item.name.en)) + say(zh, en, **values)
    return InvalidPoints(message, say("原来的分数没有改变。", "The old points stay."), reason=reason, item=item.code, neighbours=near)


def check_sheet(points: Mapping[str, Points], rubric: Rubric) -> SheetCheck:
    """All wrong points (also under codes the rubric does not have) and all blank items, in the rubric's order."""
    known = [problem for i in rubric.items if i.code in points and (problem := check_points(points[i.code], i))]
    strange = [_unknown(code) for code in sorted(points.keys() - {i.code for i in rubric.items})]
    return SheetCheck((*known, *strange), tuple(i.code for i in rubric.items if i.code not in points))


def _unknown(code: str) -> InvalidPoints:
    message = say("评审表里没有“{code}”这一项。", "The rubric has no item “{code}”.", code=code[:40])
    return InvalidPoints(message, say("请核对项目代号。", "Check the item's code."), reason="unknown-item", item=code)
