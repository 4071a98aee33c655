"""What looking at results asks of the services: one entry, the lines, the statistics, the papers and closing. All of it behind the gate.

Methods run in the database's thread and only read there; what computes and draws are functions beside them, for the pool. What
they need of numpy and of the faces is imported when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.tasks import Context
from app.models.changes import Changes
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.models.approval import BodyChoice
    from app.models.meeting_head import MeetingHead
    from app.reports.chart_values import IntervalChart
    from app.services.chair.adjusted import Adjusted
    from app.services.chair.close import Closed, Prepared
    from app.services.chair.lines import QuotaLine
    from app.services.chair.one_entry import EntryDesk
    from app.services.chair.panel_lines import PanelLine
    from app.services.chair.paper_memory import PaperMemory
    from app.services.chair.paper_supply import Meeting, PaperFrame
    from app.services.chair.papers import PanelPaper, PanelPapers
    from app.services.chair.statistics import PanelStatistics, StatisticsFrame


def compute(taken: StatisticsFrame, ctx: Context) -> PanelStatistics:
    """The panel's statistics. Heavy; any thread. Raises Cancelled."""
    from app.services.chair import statistics

    return statistics.compute(taken, ctx=ctx)


def order(taken: StatisticsFrame, found: PanelStatistics, line: PanelLine | None) -> tuple[IntervalChart | None, tuple[str, ...]]:
    """(the order at this line with its intervals, the same in words) in the language that is spoken now. Light; any thread."""
    from app.services.chair import order_chart

    chart = order_chart.chart(found, taken.view, taken.panel.desk.season.levels, line)
    return chart, order_chart.words(chart, line) if chart is not None else ()


def first_line(found: PanelStatistics) -> PanelLine | None:
    """The line to look at before one is chosen."""
    from app.services.chair import panel_lines

    return panel_lines.first(found.lines)


def write(taken: PaperFrame, folder: Path, ctx: Context) -> PanelPapers:
    """Write papers into `folder`, with the sentence on reliability. Any thread. Raises Cancelled, DiskFull."""
    from app.services.chair import paper_supply, papers
    from app.services.chair.paper_basis import Basis

    given = paper_supply.supply(taken, ctx)
    return papers.write(Basis(taken.panel, taken.view, taken.imprint, given), folder, taken.which, ctx)


def adjusted(taken: StatisticsFrame) -> Adjusted:
    """Adjusted scores for a panel result. Heavy; any thread."""
    from app.services.chair import adjusted as scores

    return scores.compute(taken)


def write_closing(made: Prepared) -> str:
    """The file of a 定稿, and its 校验码. Any thread."""
    from app.services.chair import close

    return close.write(made)


class ResultServices:
    """Bound to one open profile."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def entry(self, code: str) -> EntryDesk:
        """Items × judges of one entry."""
        from app.services.chair import one_entry

        return one_entry.entry_desk(self._profile, code)

    def open_ends(self) -> tuple[str, ...]:
        """What a closing now would leave undecided."""
        from app.services.chair import open_ends

        return open_ends.open_ends(self._profile)

    def outdated(self) -> str:
        """That what was closed last is not the newest any more, in a sentence."""
        from app.services.chair import closed_before

        return closed_before.outdated(self._profile)

    def near(self) -> tuple[QuotaLine, ...]:
        """名额线附近."""
        from app.services.chair import lines

        return lines.near(self._profile)

    def statistics_frame(self) -> StatisticsFrame:
        from app.services.chair import statistics

        return statistics.frame(self._profile)

    def paper_frame(self, which: Collection[PanelPaper], meeting: Meeting | None = None) -> PaperFrame:
        """With the letters that are final."""
        from app.services.chair import paper_supply

        return paper_supply.frame(self._profile, which, meeting or paper_supply.Meeting())

    def paper_memory(self) -> PaperMemory:
        """What is kept of what people typed for the papers."""
        from app.services.chair import paper_memory

        return paper_memory.of_panel(self._profile)

    def keep_head(self, head: MeetingHead) -> None:
        """时间 地点 主持 记录."""
        from app.services.chair import paper_memory

        paper_memory.keep_head_of_panel(self._profile, head)

    def keep_bodies(self, choices: tuple[BodyChoice, ...] | None) -> None:
        """The bodies of the 审定表."""
        from app.services.chair import paper_memory

        paper_memory.keep_bodies(self._profile, choices)

    def closing(self, file: Path, scores: Adjusted, receipts_to: Path | None) -> Prepared:
        """定稿: the panel result for the organiser, signed, with what `adjusted` gave."""
        from app.services.chair import close

        return close.prepare(self._profile, file, scores, receipts_to=receipts_to)

    def record_closing(self, made: Prepared, code: str) -> tuple[Closed, Changes]:
        """Keep it, after `write_closing`."""
        from app.services.chair import close

        return close.record(self._profile, made, code)
