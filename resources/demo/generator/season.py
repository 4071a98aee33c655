"""Reads the season's list of entries and judges."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from .story import ASSIGNED, INNOVATION, SELF, Entry, Story, load, rows

HERE = Path(__file__).parent
_TYPES = {"S": SELF, "A": ASSIGNED, "I": INNOVATION}


@dataclass(frozen=True)
class Season:
    """Year, printed name, entries and judges (id, name, unit, panel, role, note)."""

    year: int
    name: str
    entries: tuple[Entry, ...]
    judges: tuple[tuple[str, ...], ...]

    def story(self, code: str) -> Story:
        """The story of an entry."""
        entry = next(entry for entry in self.entries if entry.code == code)
        return load(HERE / "stories" / f"{code}.toml", entry)


def read(year: int | None = None, path: Path = HERE / "season.toml") -> Season:
    """Read the season; `year` replaces the one in the file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    chosen = year or int(data["year"])
    entries = tuple(
        Entry(row[0], row[1], row[2], _TYPES[row[3]], row[4], row[5], row[6], row[7], row[8] == "o", row[9] == "v")
        for row in rows(data["entries"])
    )
    return Season(chosen, data["name"].format(year=chosen), entries, tuple(tuple(row) for row in rows(data["judges"])))
