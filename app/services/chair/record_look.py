"""代录 by files, seen before anything is kept: what two files would say as the two passes, or one as the judge's own table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.scoring import double_entry
from app.services.chair import paper_copy, paper_table, record
from app.services.chair.paper_passes import FIRST, SECOND, member_of, open_panel, rubrics_of
from app.services.chair.paper_table import PaperTable
from app.services.profile import Profile


@dataclass(frozen=True)
class Looked:
    """How the files compare, and each of them as it was read."""

    comparison: record.Comparison
    tables: tuple[PaperTable, ...]


def look(profile: Profile, judge: str, files: Sequence[Path], *, round_number: int | None = None) -> Looked:
    """Nothing is kept: passes that somebody typed stay as they are. Raises as `record.read_file` and `record.require_copied`; UsageError `one-file`."""
    panel = open_panel(profile, round_number)
    member = record.require_copied(profile, panel, member_of(panel, judge))
    passes = (FIRST, SECOND) if len(files) > 1 else (None,)
    tables = tuple(paper_table.read(file, panel, member, number) for number, file in zip(passes, files, strict=True))
    if len(files) > 1 and _same(files[0], files[-1]):
        raise paper_copy.one_file()
    first, second = ({s.entry: s for s in table.sheets} for table in (tables[0], tables[-1]))
    return Looked(record.comparison(panel, member, double_entry.compare(rubrics_of(panel, member), first, second)), tables)


def _same(one: Path, other: Path) -> bool:
    found = paper_copy.digest(one)
    return one.samefile(other) or (found is not None and found == paper_copy.digest(other))
