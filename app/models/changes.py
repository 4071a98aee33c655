"""What an operation touched, so that each screen can ask: does it touch me?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    ENTRIES = "entries"
    SHEETS = "sheets"
    DOCUMENTS = "documents"
    SUBMISSION = "submission"
    PANEL = "panel"
    LETTERS = "letters"
    SEASON = "season"
    SAFETY = "safety"


@dataclass(frozen=True)
class Changes:
    """Topics touched and the entry codes concerned; an empty set of entries with a topic means all of them."""

    topics: frozenset[Topic] = frozenset()
    entries: frozenset[str] = frozenset()

    def touches(self, topic: Topic, entry: str | None = None) -> bool:
        """Whether this concerns `topic`, and `entry` when one is named."""
        return topic in self.topics and (entry is None or not self.entries or entry in self.entries)


NOTHING = Changes()


def changed(*topics: Topic, entries: tuple[str, ...] = ()) -> Changes:
    """Shorthand: `changed(Topic.SHEETS, entries=("Z-001",))`."""
    return Changes(frozenset(topics), frozenset(entries))
