"""A season as it is published: fields, levels, rounds, rubrics and the declared policy. Data, never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from app.models.rubric import Bilingual, Rubric
from app.models.shape import Count, Id, Line, Many, Points, SeasonId, Small, Text, Version


class Aggregation(StrEnum):
    """How the points of several judges become one: official = exactly one of these."""

    MEAN = "none"
    TRIM_FROM_3 = "trim-3"
    TRIM_FROM_5 = "trim-5"
    MEDIAN = "median"


class QuotaScope(StrEnum):
    SEASON = "season"
    FIELD = "field"
    PANEL = "panel"
    FIELD_PANEL = "field-panel"


class Requirement(StrEnum):
    """Whether judges must, may or cannot give something."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class AbsentRule(StrEnum):
    """What happens to entries of a judge who hands nothing in; printed on every summary."""

    WITHOUT = "without"
    WAIT = "wait"


class LogReader(StrEnum):
    ORGANISER = "organiser"
    CHAIR = "chair"


class Enrolment(StrEnum):
    ADMITTED = "admitted"
    IMMEDIATE = "immediate"


@dataclass(frozen=True)
class EntryField:
    """领域."""

    code: Id
    name: Bilingual


@dataclass(frozen=True)
class Level:
    """标杆级 / 优秀级 / 推进级, best first in the season's list; `floor` is the least official score."""

    code: Id
    name: Bilingual
    floor: Points | None = None


@dataclass(frozen=True)
class Quota:
    """At most `places` entries at `level` or better within the scope's field and panel."""

    level: Id
    scope: QuotaScope
    places: Small
    field: Id | None = None
    panel: Id | None = None


@dataclass(frozen=True)
class SpreadLimits:
    """分差复议: flags when max−min or one judge's distance from the mean exceeds these; per item in % of its max."""

    range: Points = Points(1500)
    from_mean: Points = Points(1000)
    item_percent: Annotated[int, Count(1, 100)] = 30


@dataclass(frozen=True)
class Round:
    """初评 / 复评: which rubrics it scores with, and until when files may arrive.

    `weight_percent` is the share of this round's own score in its result; the rest is what an entry carries over from the
    round before (资料分). 100: nothing is carried.
    """

    number: Annotated[int, Count(1, 20)]
    name: Bilingual
    rubrics: Annotated[tuple[Id, ...], Many(20)]
    weight_percent: Annotated[int, Count(0, 100)] = 100
    deadline: datetime | None = None
    video_required: bool = False


@dataclass(frozen=True)
class Policy:
    """What is declared before scores are opened. Its digest is in every statement and every panel result."""

    aggregation: Aggregation = Aggregation.TRIM_FROM_5
    uniform_within_panel: bool = False
    tie_break: Annotated[tuple[tuple[Id, ...], ...], Many(10)] = (("CAUSE", "SCHEME"), ("ACTION",), ("EFFECT",))
    spread: SpreadLimits = SpreadLimits()
    quotas: Annotated[tuple[Quota, ...], Many(500)] = ()
    absent: AbsentRule = AbsentRule.WITHOUT
    blind_units: bool = False
    blind_recommender: bool = True
    proposed_level: Requirement = Requirement.OFF
    remarks_required: Requirement = Requirement.OPTIONAL
    remarks_minimum: Small = 0
    remarks_by_lead: bool | None = None
    """True: what `remarks_required` asks for, only the 主评 of an entry must write; else every judge. Absent, the digest of older policies
    stays as it was."""
    reference_on_paper: bool | None = None
    """Whether the chair may print 参考 figures (the chart of the order with its intervals); no print has them unless declared. Absent,
    the digest of older policies stays as it was."""
    names_in_hall: bool | None = None
    """Whether judges are named on the projection; letters (评委A–G) unless declared. Absent, as `reference_on_paper`."""
    units_in_hall: bool | None = None
    """False: an entry's unit is never projected; else the chair may show it, unless the season is blind."""
    log_readers: Annotated[tuple[LogReader, ...], Many(2)] = (LogReader.ORGANISER,)
    recover_by_organiser: bool = True
    enrolment: Enrolment = Enrolment.IMMEDIATE
    rank_within: QuotaScope | None = None
    """Within what entries are ranked at season scope: the whole season when absent. Ranking by field or panel has to be declared,
    for panels that share no judge cannot be put in one order. Absent fields leave the digest of older policies as it was."""


@dataclass(frozen=True)
class SeasonWords:
    """Words that differ by organiser and year: 评审|评价 and the sheet title with {year} and {kind} places."""

    review: Annotated[str, Text(20, 1)] = "评审"
    sheet_title: Line = "{year}年质量管理小组活动成果{review}表（{kind}）"


@dataclass(frozen=True)
class Season:
    """season.json: everything a judge's and a chair's program must agree on."""

    id: SeasonId
    version: Version
    label: Line
    organiser: Line
    year: Annotated[int, Count(2000, 2200)]
    published: datetime
    words: SeasonWords
    fields: Annotated[tuple[EntryField, ...], Many(100)]
    levels: Annotated[tuple[Level, ...], Many(20)]
    rounds: Annotated[tuple[Round, ...], Many(20)]
    rubrics: Annotated[tuple[Rubric, ...], Many(20)]
    policy: Policy
    needs: Annotated[Mapping[str, Version], Many(40)]

    def rubric(self, code: str) -> Rubric | None:
        """The rubric with this id, or None."""
        return next((r for r in self.rubrics if r.id == code), None)

    def level(self, text: str) -> Level | None:
        """The level with this code or, as people call it, this name in either language; or None."""
        key = text.strip()
        return next((v for v in self.levels if key.upper() == v.code or key in (v.name.zh, v.name.en)), None)

    def round(self, number: int) -> Round | None:
        """The round with this number, or None."""
        return next((r for r in self.rounds if r.number == number), None)
