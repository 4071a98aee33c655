"""代录 by files, seen before anything is kept: what two files would say as the two passes, or one as the judge's own table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.words import say
from app.scoring import double_entry
from app.services.chair import paper_table, record
from app.services.chair.paper_passes import member_of, open_panel, refused, rubrics_of
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
    rubrics = rubrics_of(panel, member)
    tables = tuple(paper_table.read(file, rubrics) for file in files)
    if len(files) > 1 and files[0].samefile(files[-1]):
        raise refused(
            "one-file",
            say(
                "第一遍和第二遍是同一个文件：纸质评分要录两遍，才核对得出错来。本人自己填的表格只写一次文件名。",
                "Both passes are one file: paper is copied twice, else no slip is found. A table the judge filled in is named once.",
            ),
        )
    first, second = ({s.entry: s for s in table.sheets} for table in (tables[0], tables[-1]))
    return Looked(record.comparison(panel, member, double_entry.compare(rubrics, first, second)), tables)
