"""What a judge's keystrokes mean as points: digits of either width, 扣分, half-typed decimals.

Judges think in points off ("-4") and work with a Chinese input method that may give full-width signs.
The text is read on every key, so it is either empty (blank again), a value, not finished yet, or wrong
in words. Rules: design of the judge's desk, "Points".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.core.words import say
from app.models.rubric import RubricItem
from app.models.shape import Points
from app.scoring.validate import InvalidPoints, check_points, neighbours, off_step, over_maximum

_SIGNS = str.maketrans({"。": ".", "，": ".", ",": ".", "．": ".", "｡": ".", "−": "-", "–": "-", "—": "-"})
_FORM = re.compile(r"(?P<off>-?)(?P<whole>[0-9]{0,9})(?:(?P<dot>\.)(?P<part>[0-9]{0,9}))?")


class TypedKind(StrEnum):
    EMPTY = "empty"
    VALUE = "value"
    INCOMPLETE = "incomplete"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Typed:
    """What was understood. `value` only for VALUE; `problem` (with `neighbours` to offer) only for PROBLEM."""

    kind: TypedKind
    value: Points | None = None
    problem: InvalidPoints | None = field(default=None, compare=False)
    neighbours: tuple[Points, ...] = ()
    deduction: bool = False

    @property
    def words(self) -> str:
        """The problem's sentence, else empty."""
        return self.problem.message if self.problem else ""


def read_typed(text: str, item: RubricItem) -> Typed:
    """Read a score box: "26", "２６。５", "26." (26.5 with step 0.5), "-4" (full points less 4), "" (blank again).

    Never raises: what is wrong comes back as a value with words.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).strip()
    match = _FORM.fullmatch(plain)
    if not plain:
        return Typed(TypedKind.EMPTY)
    if match is None:
        return _wrong(_not_points(item), deduction=plain.startswith("-"))
    return _understood(match["off"] == "-", match["whole"], bool(match["dot"]), match["part"] or "", item)


def _understood(off: bool, whole: str, dot: bool, part: str, item: RubricItem) -> Typed:
    if dot and not part:
        part = _completion(item) if whole else ""
    if not part and (dot or not whole):
        return Typed(TypedKind.INCOMPLETE, deduction=off)
    exact = Decimal(f"{whole or '0'}.{part or '0'}") * 100
    return _judged(item.max - exact if off else exact, item, off)


def _completion(item: RubricItem) -> str:
    """The decimals that a bare point stands for: the only ones the step allows, else none (keep typing)."""
    fractions = {k * item.step % 100 for k in range(100)} - {0}
    if not fractions:
        return "0"
    return f"{fractions.pop():02d}" if len(fractions) == 1 else ""


def _judged(exact: Decimal, item: RubricItem, off: bool) -> Typed:
    hundredths = int(exact // 1)
    if exact == hundredths:
        problem = check_points(hundredths, item)
        return _wrong(problem, deduction=off) if problem else Typed(TypedKind.VALUE, Points(hundredths), deduction=off)
    return _wrong(_between_hundredths(exact, item), deduction=off)


def _between_hundredths(exact: Decimal, item: RubricItem) -> InvalidPoints:
    if exact > item.max:
        return over_maximum(item)
    if exact < item.min:
        return check_points(int(exact.to_integral_value(rounding="ROUND_FLOOR")), item) or _not_points(item)
    return off_step(item, neighbours(int(exact), item))


def _not_points(item: RubricItem) -> InvalidPoints:
    message = say("这不是分数。", "This is not a number of points.")
    hint = say("可输入 26、26.5，或 -4 表示扣 4 分。", "Type 26, 26.5, or -4 for 4 points off.")
    return InvalidPoints(message, hint, reason="not-points", item=item.code)


def _wrong(problem: InvalidPoints, *, deduction: bool) -> Typed:
    return Typed(TypedKind.PROBLEM, None, problem, problem.neighbours, deduction)
