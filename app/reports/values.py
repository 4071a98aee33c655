"""Why: what each paper needs, as plain strings and integer hundredths, so that papers know nothing of stores or services.

Points are hundredths; None is "not scored", never zero. A `unit` of None means the column is not printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models import points
from app.models.season import SeasonWords
from app.models.shape import Points


@dataclass(frozen=True)
class Imprint:
    """What a file says about itself: author, aware time of making (its creation date), subject.

    `standing`: what stands at the head of every page of a paper that is a draft until it is declared final, and since when it is
    (草稿，未定稿; 定稿 2026-07-09 14:05); empty for all others.
    """

    author: str
    made: datetime
    subject: str = ""
    standing: str = ""


@dataclass(frozen=True)
class SheetItem:
    """One rubric item; `criteria` as printed, e.g. "(a) …"; `full` and `score` in hundredths."""

    name: str
    criteria: tuple[str, ...]
    full: int
    score: int | None = None


@dataclass(frozen=True)
class ScoreSheet:
    """评分表 of one judge and one entry. `title` from `sheet_title`; `standing` is printed beside it, e.g. 草稿."""

    title: str
    code: str
    topic: str
    circle: str
    topic_type: str
    judge: str
    items: tuple[SheetItem, ...]
    total: int | None = None
    comment: str = ""
    unit: str | None = None
    panel: str = ""
    proposed_level: str = ""
    check_code: str = ""
    standing: str = ""
    signed_on: str = ""
    review: str = "评审"
    recused: bool = False
    by_hand: bool = False

    @property
    def full(self) -> int:
        return sum(item.full for item in self.items)


@dataclass(frozen=True)
class SummaryEntry:
    """One entry's line in a judge's own summary; `scores` in the order of the group's items."""

    code: str
    topic: str
    circle: str
    scores: tuple[int | None, ...]
    total: int | None
    recused: bool = False
    unit: str | None = None
    note: str = ""
    counted: bool = True
    """False: 试评 or taken out; it stands in the list and in no sum below it."""


@dataclass(frozen=True)
class RubricGroup:
    """The entries scored with one rubric; `items` are (name, full points)."""

    name: str
    items: tuple[tuple[str, int], ...]
    entries: tuple[SummaryEntry, ...]


@dataclass(frozen=True)
class JudgeSummary:
    """评委个人评分汇总表: everything one judge gave, for one signature."""

    title: str
    panel: str
    judge: str
    groups: tuple[RubricGroup, ...]
    check_code: str = ""
    standing: str = ""
    signed_on: str = ""


class Dropped(StrEnum):
    """Whether the policy left a score out, and at which end."""

    NO = ""
    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class MatrixCell:
    """One judge's total for one entry: points, or recused (回避), or neither (缺); `recorded` by the chair, unsigned (代录)."""

    score: int | None = None
    recused: bool = False
    dropped: Dropped = Dropped.NO
    recorded: bool = False


@dataclass(frozen=True)
class MatrixRow:
    """One entry's line in the panel matrix; `cells` in the order of the judges."""

    code: str
    topic: str
    circle: str
    topic_type: str
    field: str
    cells: tuple[MatrixCell, ...]
    final: int | None = None
    rank: int | None = None
    level: str = ""
    note: str = ""
    unit: str | None = None
    recommender: str | None = None


@dataclass(frozen=True)
class PanelMatrix:
    """汇总表 of a panel (or of a season). `policy` is the method in words, printed line by line; 完成单位 and 推荐单位 are
    printed when `units` and `recommenders`; `absent` are judges (as in `judges`) who handed in nothing; `reliability` is one
    sentence with its interval; `digest` is the policy's."""

    title: str
    panel: str
    judges: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    policy: tuple[str, ...]
    units: bool = False
    review: str = "评审"
    check_code: str = ""
    recommenders: bool = False
    absent: tuple[str, ...] = ()
    reliability: str = ""
    digest: str = ""


@dataclass(frozen=True)
class StatisticsSection:
    """One way of counting, e.g. 领域; each row is (label, counts in the order of the table's levels)."""

    name: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class StatisticsTable:
    """统计表: entries by field, topic type, recommender, each by level; `levels` name the count columns."""

    title: str
    levels: tuple[str, ...]
    sections: tuple[StatisticsSection, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecoverySheet:
    """The recovery code on paper; `groups` are its characters in the groups people read aloud."""

    season: str
    judge: str
    groups: tuple[str, ...]
    unit: str = ""
    program: str = "QC Review Desk 质评台"


def sheet_title(words: SeasonWords, year: int, kind: str) -> str:
    """The season's title of a 评分表. Places are replaced as plain text, so a pattern can reach nothing else."""
    title = words.sheet_title
    for place, value in (("{year}", str(year)), ("{review}", words.review), ("{kind}", kind)):
        title = title.replace(place, value)
    return title


def of_round(title: str, number: int, *, earlier: bool = False) -> str:
    """The title of a paper of this round: a later one names it, and the first once there is a later (`earlier`): they lie side by side."""
    return f"{title}（第{number}轮）" if number > 1 or earlier else title


def score_text(score: int | None, blank: str = "") -> str:
    """An item's score as people enter it: 26, 18.5, 8.25."""
    return blank if score is None else points.short(Points(score))


def total_text(total: int | None, blank: str = "") -> str:
    """A total on an official paper: always two decimals."""
    return blank if total is None else points.to_text(Points(total))
