"""What the season's 报表 asks of the services, bound to an organiser's open profile. Methods run in the database's thread; `write` in the pool."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.services.profile import Profile

if TYPE_CHECKING:
    from app.core.tasks import Context
    from app.models.approval import BodyChoice
    from app.models.meeting_head import MeetingHead
    from app.services.organiser.season_memory import SeasonMemory
    from app.services.organiser.season_order import Order, SeasonPapers
    from app.services.organiser.season_papers import Basis


def write(basis: Basis, folder: Path, ctx: Context) -> SeasonPapers:
    """Write the season's papers. Any thread. Raises Cancelled, DiskFull."""
    from app.services.organiser import season_papers

    return season_papers.write(basis, folder, ctx)


class SeasonPaperServices:
    """One organiser's profile and its papers."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def frame(self, order: Order) -> Basis:
        """What `write` needs."""
        from app.services.organiser import season_papers, state

        with self._profile.database.read() as tx:
            repository = Path(state.home(tx).repository)
        return season_papers.frame(self._profile, repository, order)

    def memory(self) -> SeasonMemory:
        """What is kept of what people typed and chose."""
        from app.services.organiser import season_memory

        return season_memory.of_round(self._profile, self._round())

    def keep_head(self, head: MeetingHead) -> None:
        """时间 地点 主持 记录."""
        from app.services.organiser import season_memory

        season_memory.keep_head(self._profile, self._round(), head)

    def keep_bodies(self, choices: tuple[BodyChoice, ...] | None) -> None:
        """The bodies of the 审定表."""
        from app.services.chair import paper_memory

        paper_memory.keep_bodies(self._profile, choices)

    def keep_recommended(self, entries: tuple[str, ...] | None) -> None:
        """Whom the chairs recommend."""
        from app.services.organiser import season_memory

        season_memory.keep_recommended(self._profile, self._round(), entries)

    def _round(self) -> int:
        from app.services.organiser import season_state

        return season_state.round_now(self._profile)
