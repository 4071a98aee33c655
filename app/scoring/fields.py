"""The fields of some entries as a list: every entry is under one of them, also one whose field the season no longer has.

An entry keeps the field that it was entered with; a season may lose that field afterwards. No entry may be missing from a list, an
agenda or a count because of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.models.rubric import Bilingual
from app.models.season import Season


def fields_of(season: Season, codes: Iterable[str]) -> tuple[tuple[str, Bilingual], ...]:
    """(code, name) of these fields in the season's order. One that the season lost comes last, by its code."""
    there = set(codes)
    known = tuple((f.code, f.name) for f in season.fields if f.code in there)
    return (*known, *((code, Bilingual(code, code)) for code in sorted(there - {code for code, _ in known})))
