"""How a benchmark measures and what it says: a time of ours beside a time of the bare thing, taken in the same run.

Machines differ and are busy; a ratio of two times taken alternately says the same on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Line:
    """One row of the table: times in seconds, or memory in bytes. `most` is the budget: a ratio to the bare thing, or as `seconds`."""

    what: str
    seconds: float
    bare: str = ""
    bare_seconds: float | None = None
    most: float | None = None
    unit: str = "seconds"

    @property
    def ratio(self) -> float | None:
        return self.seconds / self.bare_seconds if self.bare_seconds else None

    @property
    def within(self) -> bool | None:
        """Whether the budget holds; None without one."""
        if self.most is None:
            return None
        return (self.seconds if self.ratio is None else self.ratio) <= self.most


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = perf_counter()
    work()
    return perf_counter() - started


def alternately(ours: Callable[[], object], bare: Callable[[], object], times: int) -> tuple[list[float], list[float]]:
    """Times of both, taken in turn; a first pair warms up and is not counted."""
    pairs = [(timed(ours), timed(bare)) for _ in range(times + 1)][1:]
    return [a for a, _ in pairs], [b for _, b in pairs]


def quantile(times: Sequence[float], share: float) -> float:
    """The time that `share` of them do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return quantile(times, 0.5)


def shown(seconds: float, unit: str = "seconds") -> str:
    """A time, an amount of memory or a plain number, as people read it."""
    if unit == "number":
        return f"{seconds:,.4f}"
    if unit == "bytes":
        return f"{seconds / (1 << 20):.0f} MiB"
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
