"""Why: what name lists and letters need, as plain strings, in the form in which they are announced."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NamedEntry:
    """One entry as it is announced; None hides a unit. `score` in hundredths and `rank` only where a list shows them."""

    code: str
    topic: str
    circle: str
    topic_type: str = ""
    field: str = ""
    unit: str | None = None
    recommender: str | None = None
    score: int | None = None
    rank: int | None = None
    note: str = ""


@dataclass(frozen=True)
class AwardGroup:
    """The entries of one level and field, in the order in which they are printed."""

    level: str
    field: str
    entries: tuple[NamedEntry, ...]


@dataclass(frozen=True)
class AwardList:
    """成果名单 by level and field; groups of one level stand together. `preamble` and `notes` are whole paragraphs."""

    title: str
    organiser: str
    groups: tuple[AwardGroup, ...]
    preamble: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    day: str = ""


@dataclass(frozen=True)
class NationalList:
    """推荐全国名单, in the order of recommendation."""

    title: str
    organiser: str
    entries: tuple[NamedEntry, ...]
    preamble: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    day: str = ""


@dataclass(frozen=True)
class Finding:
    """One point of a letter: the PDCA step it belongs to (P·现状调查) and where it is seen (成果报告第9页)."""

    text: str
    step: str = ""
    place: str = ""


@dataclass(frozen=True)
class FeedbackLetter:
    """反馈信 to one circle. No judge is named in it. `final` is 定稿: without it no paper is made."""

    code: str
    topic: str
    circle: str
    organiser: str
    activity: str
    final: bool
    strengths: tuple[Finding, ...] = ()
    weaknesses: tuple[Finding, ...] = ()
    suggestions: tuple[Finding, ...] = ()
    unit: str | None = None
    level: str = ""
    day: str = ""
