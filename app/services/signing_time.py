"""A file that says it was signed on an impossible day: taken all the same, for a judge's clock decides nothing, but not without a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.core.clock import day_on_paper
from app.core.words import say
from app.models.season import Season
from app.packages import documents
from app.store.database import Transaction
from app.trust import envelope as dsse

_FIRST = 1
_A_DAY = timedelta(days=1)
"""Time zones, and clocks that are merely wrong, are nobody's business."""


def first_published(tx: Transaction, season: Season) -> datetime:
    """When the season was first published, as far as is known here: a new laptop may hold a later version only."""
    found = next((e for e in tx.evidence.of_kind("season") if e.sequence == _FIRST), None)
    if found is None:
        return datetime(season.year, 1, 1, tzinfo=UTC)
    return documents.peek(documents.SEASON, dsse.parse(found.envelope, limit=2 * documents.SEASON.limit)).published


def ahead(made: datetime, *, now: datetime) -> bool:
    """Whether it says it was made later than now, by more than clocks commonly differ."""
    return made > now + _A_DAY


def odd_words(signed: datetime, *, now: datetime, since: datetime) -> str:
    """In words, when it was signed more than a day before the season was published, or after today; else ""."""
    if since - _A_DAY <= signed and not ahead(signed, now=now):
        return ""
    return say("电脑时钟可能不对：签于 {day}", "the clock may be wrong: signed on {day}", day=day_on_paper(signed))
