"""What can be asked of the season's papers, and what came of it: values that screens and commands share with the service."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from app.models.approval import ApprovalBodies
from app.models.meeting_head import MeetingHead


class SeasonPaper(StrEnum):
    """Everything the season prints; the value is the paper's name in file names."""

    SUMMARY = "汇总表"
    MINUTES = "合议会记录"
    APPROVAL = "审定表"
    AWARDS = "成果名单"
    STATISTICS = "统计表"
    NATIONAL = "推荐全国名单"

    @property
    def code(self) -> str:
        """The name for commands."""
        return self.name.lower()


OFFICIAL = frozenset({SeasonPaper.APPROVAL, SeasonPaper.AWARDS, SeasonPaper.NATIONAL})
"""Papers that go out: not made of a provisional standing unless asked for, and then named so."""


@dataclass(frozen=True)
class Order:
    """What is asked for. `national`: who is recommended, in that order; None: those that were chosen on the screen, else everybody at
    the best level, by score. What `head` leaves empty and `bodies` None are as they are kept."""

    which: Collection[SeasonPaper] = tuple(SeasonPaper)
    national: tuple[str, ...] | None = None
    units: bool = True
    recommenders: bool = True
    bodies: ApprovalBodies | None = None
    provisional: bool = False
    head: MeetingHead = MeetingHead()


class Unprinted(NamedTuple):
    """A paper that was not made, and why in one sentence."""

    paper: SeasonPaper
    words: str


@dataclass(frozen=True)
class SeasonPapers:
    """Files written, and papers that were not. `closed`: when the meeting declared 定稿, None before; `unprintable`: characters no face
    could print."""

    files: tuple[Path, ...]
    unprinted: tuple[Unprinted, ...]
    final: bool
    closed: datetime | None = None
    unprintable: tuple[str, ...] = ()
