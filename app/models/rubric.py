"""The score table of a standard: items with full points, criteria in words, typed by season as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from app.models.shape import CriterionId, Id, Line, Many, Points, Text, Version


class TopicType(StrEnum):
    """课题类型: the two target kinds of problem solving, and innovation."""

    PROBLEM_SELF = "problem-self"
    PROBLEM_ASSIGNED = "problem-assigned"
    INNOVATION = "innovation"


@dataclass(frozen=True)
class Bilingual:
    """One text in both languages of the program."""

    zh: Annotated[str, Text(2000)]
    en: Annotated[str, Text(4000)]

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True)
class Criterion:
    """One line of 评审内容: id a–z, words, and its own points where the standard gives them."""

    id: CriterionId
    words: Bilingual
    points: Points | None = None


@dataclass(frozen=True)
class RubricItem:
    """One scored line. `group` is the 一级指标, `methods` the 评审方法 column; points are hundredths."""

    code: Id
    name: Bilingual
    max: Points
    step: Points
    criteria: Annotated[tuple[Criterion, ...], Many(26)]
    min: Points = Points(0)
    group: Bilingual | None = None
    methods: Bilingual | None = None


@dataclass(frozen=True)
class Rubric:
    """A whole table; `total` must equal the sum of the items' full points (checked in scoring)."""

    id: Id
    title: Bilingual
    standard: Line
    edition: Line
    topic_types: Annotated[tuple[TopicType, ...], Many(3)]
    items: Annotated[tuple[RubricItem, ...], Many(60)]
    total: Points
    version: Version

    def item(self, code: str) -> RubricItem | None:
        """The item with this code, or None."""
        return next((i for i in self.items if i.code == code), None)
