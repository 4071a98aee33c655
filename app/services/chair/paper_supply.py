"""What papers need and the panel itself does not hold: the letters after 定稿, the sentence on reliability, and what people say of the meeting."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.tasks import Context
from app.core.words import now, speaking
from app.models.approval import ApprovalBodies
from app.models.decision import Scope
from app.models.meeting_head import MeetingHead
from app.reports.award_values import Finding
from app.reports.chart_values import IntervalChart
from app.reports.values import Imprint
from app.scoring.view import PanelView
from app.services.chair import letters, order_chart, paper_memory, statistics
from app.services.chair.letters import LetterPaper
from app.services.chair.panel import Panel
from app.services.chair.paper_basis import FinalLetter, Supplement
from app.services.chair.papers import PanelPaper
from app.services.chair.results import results
from app.services.profile import Profile

_RELIABLE, _CHARTED = frozenset({PanelPaper.MATRIX}), frozenset({PanelPaper.CHART})
"""Papers that print the sentence, and the chart; nothing heavy is computed for the others."""


@dataclass(frozen=True)
class Meeting:
    """What only people know, in their words; empty texts are left blank to be written by hand.

    `units`, `recommenders`: whether 完成单位 and 推荐单位 are printed.
    """

    place: str = ""
    time: str = ""
    host: str = ""
    recorder: str = ""
    units: bool = True
    recommenders: bool = True


@dataclass(frozen=True)
class PaperFrame:
    """One moment of the panel for these papers, behind the gate: everything that has to be read from the store."""

    which: tuple[PanelPaper, ...]
    panel: Panel
    view: PanelView
    imprint: Imprint
    meeting: Meeting
    letters: Mapping[str, LetterPaper]
    bodies: ApprovalBodies | None = None


def frame(profile: Profile, which: Collection[PanelPaper], meeting: Meeting, *, round_number: int | None = None) -> PaperFrame:
    """Take what `supply` and `papers.write` need, in the database's thread: what `meeting` leaves empty is as it is kept. Raises
    UsageError behind the gate."""
    panel, view = results(profile, round_number=round_number)
    final = letters.finals(profile, round_number=round_number) if PanelPaper.LETTERS in which else {}
    imprint = Imprint(panel.desk.season.organiser, profile.clock.now().replace(microsecond=0))
    with profile.database.read() as tx:
        head, bodies = paper_memory.head_of(tx, Scope.PANEL, panel.desk.round), paper_memory.bodies_of(tx)
    return PaperFrame(tuple(which), panel, view, imprint, _filled(meeting, head), final, bodies)


def _filled(meeting: Meeting, kept: MeetingHead) -> Meeting:
    return replace(
        meeting, place=meeting.place or kept.place, time=meeting.time or kept.time, host=meeting.host or kept.host,
        recorder=meeting.recorder or kept.recorder,
    )  # fmt: skip


def supply(taken: PaperFrame, ctx: Context | None = None) -> Supplement:
    """Everything given for these papers; may be heavy, touches no store: in the pool. Raises Cancelled."""
    meeting = taken.meeting
    reliability, charts = _computed(taken, ctx)
    return Supplement(
        meeting.place, meeting.time, meeting.host, meeting.recorder, reliability, meeting.units, meeting.recommenders,
        letters=_letters(taken.letters), bodies=taken.bodies, charts=charts,
    )  # fmt: skip


def supplement(profile: Profile, which: Collection[PanelPaper], meeting: Meeting, *, round_number: int | None = None) -> Supplement:
    """`frame` and `supply` in one thread: for commands. Raises UsageError behind the gate."""
    return supply(frame(profile, which, meeting, round_number=round_number))


def _computed(taken: PaperFrame, ctx: Context | None) -> tuple[str, tuple[IntervalChart, ...]]:
    """(the one sentence with its interval, a chart for each line where the policy declares it); nothing where it cannot be told or is not wanted."""
    wanted = _CHARTED & set(taken.which) if taken.panel.reference_on_paper else set()
    if not wanted and not _RELIABLE & set(taken.which):
        return "", ()
    panel = statistics.compute(statistics.StatisticsFrame(taken.panel, taken.view), ctx=ctx)
    found = panel.found
    with speaking("zh"):
        charts = order_chart.charts(panel, taken.view, taken.panel.desk.season.levels) if wanted else ()
    if found is None or found.reliability is None or not _RELIABLE & set(taken.which):
        return "", charts
    from app.scoring.statistics import words

    return words.reliability_words(found.reliability), charts


def _letters(final: Mapping[str, LetterPaper]) -> dict[str, FinalLetter]:
    return {code: final_letter(letter) for code, letter in final.items()}


def final_letter(letter: LetterPaper) -> FinalLetter:
    """The letter's points as papers take them, in a paper's language."""
    with speaking("zh"):
        return FinalLetter(_findings(letter.strengths), _findings(letter.weaknesses), _findings(letter.suggestions))


def _findings(points: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    return tuple(Finding(now(text), place=now(place)) for text, place in points)
