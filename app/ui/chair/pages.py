"""The pages of the chair's desk in their order. Each is imported and built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from app.ui.chair.chair_model import ChairModel
    from app.ui.chair.meeting_desk import MeetingDesk
    from app.ui.chair.page import ChairPage
    from app.ui.chair.season_model import SeasonModel

SPREAD, EVIDENCE = "spread", "evidence"
BOARD, MATRIX, MEETING = "board", "matrix", "meeting"
STATISTICS, PAPERS = "statistics", "papers"
RECORD = "record"
SEASON = "season"
LETTERS = "letters"


class PageSpec(NamedTuple):
    """One page: its key and how it is made. Its title is in `chair_desk.py`, where it can be translated."""

    key: str
    make: Callable[[Any], ChairPage]
    under: str = ""
    """The page it is reached from, when it has no tab of its own."""


def _board(model: ChairModel) -> ChairPage:
    from app.ui.chair.board_view import BoardView

    return BoardView(model)


def _matrix(model: ChairModel) -> ChairPage:
    from app.ui.chair.matrix_view import MatrixView

    return MatrixView(model)


def _spread(model: ChairModel) -> ChairPage:
    from app.ui.chair.spread_page import SpreadPage

    return SpreadPage(model)


def _evidence(model: ChairModel) -> ChairPage:
    from app.ui.chair.evidence_page import EvidencePage

    return EvidencePage(model)


def _meeting(model: MeetingDesk) -> ChairPage:
    from app.ui.chair.meeting_view import MeetingView

    return MeetingView(model)


def _statistics(model: ChairModel) -> ChairPage:
    from app.ui.chair.statistics_page import StatisticsPage

    return StatisticsPage(model)


def _letters(model: ChairModel) -> ChairPage:
    from app.ui.chair.letters_page import LettersPage

    return LettersPage(model)


def _papers(model: ChairModel) -> ChairPage:
    from app.ui.chair.papers_page import PapersPage

    return PapersPage(model)


def _record(model: ChairModel) -> ChairPage:
    from app.ui.chair.record_page import RecordPage

    return RecordPage(model)


def _season(model: SeasonModel) -> ChairPage:
    from app.ui.chair.season_view import SeasonView

    return SeasonView(model)


def _season_papers(model: SeasonModel) -> ChairPage:
    from app.ui.chair.season_papers_page import SeasonPapersPage

    return SeasonPapersPage(model)


PAGES: tuple[PageSpec, ...] = (
    PageSpec(BOARD, _board),
    PageSpec(MATRIX, _matrix),
    PageSpec(SPREAD, _spread),
    PageSpec(EVIDENCE, _evidence),
    PageSpec(MEETING, _meeting),
    PageSpec(STATISTICS, _statistics),
    PageSpec(LETTERS, _letters),
    PageSpec(PAPERS, _papers),
    PageSpec(RECORD, _record, under=BOARD),
)
"""Of a panel's chair."""
SEASON_PAGES: tuple[PageSpec, ...] = (PageSpec(SEASON, _season), PageSpec(MEETING, _meeting), PageSpec(PAPERS, _season_papers))
"""Of the organiser, over all panels."""
