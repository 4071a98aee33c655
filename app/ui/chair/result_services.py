"""What looking at results asks of the services: one entry, the lines, the statistics, the papers and closing. All of it behind the gate.

Every method runs in the database's thread; what they need of numpy and of the faces is imported when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.changes import Changes
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services.chair.close import Closed
    from app.services.chair.lines import QuotaLine
    from app.services.chair.one_entry import EntryDesk
    from app.services.chair.paper_supply import Meeting
    from app.services.chair.papers import PanelPaper, PanelPapers
    from app.services.chair.statistics import PanelStatistics


class ResultServices:
    """Bound to one open profile."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def entry(self, code: str) -> EntryDesk:
        """Items × judges of one entry."""
        from app.services.chair import one_entry

        return one_entry.entry_desk(self._profile, code)

    def near(self) -> tuple[QuotaLine, ...]:
        """名额线附近."""
        from app.services.chair import lines

        return lines.near(self._profile)

    def statistics(self) -> PanelStatistics:
        """Heavy: numpy and scipy."""
        from app.services.chair import statistics

        return statistics.statistics(self._profile)

    def papers(self, which: Collection[PanelPaper], folder: Path, meeting: Meeting | None = None) -> PanelPapers:
        """Write papers into `folder`, with the letters that are final and the sentence on reliability."""
        from app.services.chair import paper_supply, papers

        given = paper_supply.supplement(self._profile, which, meeting or paper_supply.Meeting())
        return papers.report(self._profile, folder, which=which, given=given)

    def close(self, file: Path, receipts_to: Path | None) -> tuple[Closed, Changes]:
        """定稿: the signed panel result for the organiser."""
        from app.services.chair import close

        return close.close(self._profile, file, receipts_to=receipts_to)
