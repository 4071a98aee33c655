"""What the page 提交 asks of the services, bound to one open profile. Every method runs in the database's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.models.changes import Changes
from app.services import profile as profiles
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services.judge import data_note, sheets, submit


class HandInServices:
    """Imported when they are asked for: the first page needs none of them."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def problems(self) -> tuple[submit.Problem, ...]:
        from app.services.judge import submit

        return submit.problems(self._profile)

    def obstacle(self) -> str:
        """What keeps a finished round from being handed in, or ""."""
        from app.services.judge import submit

        return submit.obstacle(self._profile)

    def handed_in(self) -> submit.Submitted | None:
        from app.services.judge import submit

        return submit.handed_in(self._profile)

    def added(self) -> tuple[str, ...]:
        from app.services.judge import submit

        return submit.added(self._profile)

    def submit(self, out: Path | None = None) -> tuple[submit.Submitted, Changes]:
        from app.services.judge import submit

        return submit.submit(self._profile, out)

    def data_note(self) -> data_note.DataNote:
        """What the score file tells of its judge."""
        from app.services.judge import data_note

        return data_note.of_package(self._profile)

    def papers(self, folder: Path) -> sheets.Papers:
        """Any thread: they may go to a stick."""
        from app.services.judge import sheets

        with profiles.beside(self._profile) as other:
            return sheets.judge_papers(other, folder)
