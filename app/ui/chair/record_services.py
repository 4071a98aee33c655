"""What copying sheets from paper asks of the services. Behind the gate; everything imports what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.changes import Changes
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.models.chairing import HalfTyped, PaperSheet
    from app.services.chair.record import Adopted, Comparison
    from app.services.chair.record_file import FilePreview, Sheets
    from app.services.chair.record_grid import Copyist, PassTable, Template
    from app.services.judge.table_preview import Preview


def read_file(file: Path) -> Sheets:
    """A spreadsheet's cells. Any thread."""
    from app.services.chair import record_file

    return record_file.read(file)


def write_template(made: Template, out: Path) -> Path:
    """Any thread."""
    from app.services.chair import record_grid

    return record_grid.write_template(made, out)


class RecordServices:
    """Bound to one open profile; every method runs in the database's thread."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def copyists(self) -> tuple[Copyist, ...]:
        from app.services.chair import record_grid

        return record_grid.copyists(self._profile)

    def table(self, judge: str, number: int) -> PassTable:
        from app.services.chair import record_grid

        return record_grid.pass_table(self._profile, judge, number)

    def put(self, judge: str, number: int, sheets: Sequence[PaperSheet]) -> tuple[int, Changes]:
        from app.services.chair import record_grid

        return record_grid.put_sheets(self._profile, judge, number, sheets)

    def keep_half(self, judge: str, number: int, half: HalfTyped | None) -> Changes:
        from app.services.chair import record_grid

        return record_grid.keep_half(self._profile, judge, number, half)

    def paste_preview(self, judge: str, number: int, block: str, at: tuple[str, int], rows: Sequence[str]) -> Preview:
        from app.services.chair import record_grid

        return record_grid.paste_preview(self._profile, judge, number, block, at, rows)

    def template(self, judge: str, number: int) -> Template:
        from app.services.chair import record_grid

        return record_grid.template(self._profile, judge, number)

    def file_preview(self, judge: str, number: int, file: Sheets) -> FilePreview:
        from app.services.chair import record_file

        return record_file.preview_of_sheets(self._profile, judge, number, file)

    def take_file(self, seen: FilePreview) -> tuple[int, Changes]:
        from app.services.chair import record_file

        return record_file.take(self._profile, seen)

    def compare(self, judge: str) -> Comparison:
        from app.services.chair import record

        return record.compare(self._profile, judge)

    def adopt(self, judge: str, reason: str, own_table: bool) -> tuple[Adopted, Changes]:
        from app.services.chair import record

        return record.adopt(self._profile, judge, reason, own_table=own_table)
