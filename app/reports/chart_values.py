"""What a chart of an order with intervals is made of: for the vector on paper and for the plot on the screen. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChartEntry:
    """One line, in the order given; hundredths, None for an interval that cannot be said."""

    code: str
    title: str
    official: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class IntervalChart:
    """Entries best first; `cut` is the score at the line (hundredths) and `cut_words` its name; `band` the scores (lowest, highest)
    around it among which who is in cannot be told; `notes` say what the interval is.
    """

    title: str
    entries: tuple[ChartEntry, ...]
    cut: int | None = None
    cut_words: str = "名额线"
    notes: tuple[str, ...] = ()
    band: tuple[int, int] | None = None
