"""The chairs' meeting over all panels, and what its hall sees: the panels' own screens at the season's scope."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.tasks import Context
from app.services.organiser import season_merge
from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.season_papers_page import SeasonPapersPage
from app.ui.chair.season_view import SeasonView
from tests.fakes import panel_season, season_meeting
from tests.fakes.season_meeting import APART, ASIDE, ASKED
from tests.screenshots.chair_stage import HALL
from tests.screenshots.looks import BOTH, FULL, Look
from tests.screenshots.stage import Stage

MERGED, ASKING, TWICE = "season", "season-asking", "season-twice"


@dataclass(frozen=True)
class SeasonScene:
    """`name` is the picture's, `title` its line in the gallery; `hall`: the projection window is what is looked at."""

    name: str
    title: str
    play: Callable[[Stage], object]
    state: str = MERGED
    looks: tuple[Look, ...] = BOTH
    hall: bool = False

    def show(self, stage: Stage) -> None:
        """Come to the page, and wait until it is quiet."""
        stage.begin(panel_season.PASSPHRASE)
        stage.until(lambda: stage.window.season is not None and stage.window.season.model.picture is not None)
        self.play(stage)
        stage.settle()
        if self.hall:
            window = self.widget(stage)
            window.resize(stage.look.width, stage.look.height)
            stage.settle()

    def widget(self, stage: Stage) -> QWidget:
        """What is looked at."""
        window = meeting_page(stage).projector.window if self.hall else None
        return window if window is not None else stage.window


class Homes:
    """Organisers' profiles made once; each window gets a copy of its own, the repository stays where it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def copy(self, state: str) -> Path:
        """A folder with an organiser's profile in this state."""
        made = self.folder / state
        if not made.exists():
            _make(made, state)
        self._count += 1
        return Path(shutil.copytree(made / "organiser", self.folder / f"organiser-{self._count:03}"))


def _make(folder: Path, state: str) -> None:
    if state == ASKING:
        season_meeting.make(folder, season_meeting.OVERALL, None)
        return
    made = season_meeting.make(folder)
    with made.open() as profile:
        season_merge.merge(profile, made.repository, list(made.files.values()), Context())
        if state == TWICE:
            lower = {c: dict.fromkeys(own, "80.00") for c, own in made.scores("P-1").items()}
            again = made.close("P-1", lower, created=datetime(2026, 7, 9, 6, 30, tzinfo=UTC))
            season_merge.merge(profile, made.repository, [again], Context())


def desk(stage: Stage) -> ChairDesk:
    if stage.window.season is None:
        raise RuntimeError("the season's desk is not open")
    return stage.window.season.desk


def meeting_page(stage: Stage) -> MeetingView:
    view = desk(stage).page(pages.MEETING)
    if not isinstance(view, MeetingView):
        raise TypeError("another page stands for the meeting")
    return view


def list_page(stage: Stage) -> SeasonView:
    view = desk(stage).page(pages.SEASON)
    if not isinstance(view, SeasonView):
        raise TypeError("another page stands for the season")
    return view


def ranked(stage: Stage) -> None:
    """An entry that its panel asks a place for."""
    view = list_page(stage)
    view.table.selectRow(next(n for n, r in enumerate(view.rows.rows) if r.code == ASKED))


def asking(stage: Stage) -> None:
    """Panels without a common judge, and the choice that answers it."""
    view = list_page(stage)
    closed = stage.home.parent / ASKING / "closed"
    view.model.take(sorted(closed.iterdir()))
    stage.until(view.ranges.isVisible)


def choosing(stage: Stage) -> None:
    """Two results of one panel under one number."""
    view = list_page(stage)
    view.choose.click()
    next(iter(view.choice.radios.values())).setChecked(True)


def meeting(code: str, view_of: Callable[[MeetingView], object] = lambda _view: None) -> Callable[[Stage], MeetingView]:
    """One entry on the table; the clock stands still."""

    def play(stage: Stage) -> MeetingView:
        desk(stage).show_page(pages.MEETING)
        view = meeting_page(stage)
        stage.until(lambda: view.model.table is not None and view.model.table.entry is not None)
        view.model.go(code)
        stage.until(lambda: view.model.table is not None and view.model.table.entry is not None and view.model.table.entry.row.code == code)
        view.pane._tick.timeout.disconnect()
        view.pane.clock.setText(view.pane.tr("用时 {time}").format(time="2:05"))
        view_of(view)
        return view

    return play


def voting(stage: Stage) -> None:
    """The tie goes up by vote; what it does is seen before it is confirmed."""
    view = meeting(ASIDE)(stage)
    view.bar.buttons[Act.TIE].click()
    form = view.form.form
    form.reason.setPlainText("各项相同，难分高下")
    for tick in form.meeting.ticks.values():
        tick.setChecked(True)
    form.meeting.agree.setValue(2)
    stage.until(view.form.confirm.isEnabled)


def papers_page(stage: Stage) -> SeasonPapersPage:
    view = desk(stage).page(pages.PAPERS)
    if not isinstance(view, SeasonPapersPage):
        raise TypeError("another page stands for the papers")
    return view


def papers(stage: Stage) -> None:
    """Written, the bodies of the 审定表 open, the chairs' own order of whom they recommend."""
    desk(stage).show_page(pages.PAPERS)
    view = papers_page(stage)
    stage.until(lambda: view.model.memory is not None and view.national.list.count() > 0)
    for key, text in (("time", "2026年7月9日上午"), ("place", "市质协三楼会议室"), ("host", "顾长青")):
        view.ticks.fields[key][1].insert(text)
    view.national.list.setCurrentRow(2)
    view.national.up.click()
    view.bodies.turn.click()
    view.write_to(stage.home.parent / "papers")
    stage.until(lambda: view.model.papers is not None and not view.model.busy)


def in_the_hall(code: str, view_of: Callable[[MeetingView], object] = lambda _view: None) -> Callable[[Stage], None]:
    return lambda stage: meeting(code, view_of)(stage).projector.push()


SEASON_SCENES = (
    SeasonScene("season-list", "全季：名次", ranked, looks=FULL),
    SeasonScene("season-range", "全季：没有共同评委，选定排名范围", asking, state=ASKING, looks=FULL),
    SeasonScene("season-choose", "全季：同号的两份小组结果，选定一份", choosing, state=TWICE, looks=FULL),
    SeasonScene("season-meeting", "全季：合议，一份成果", meeting(APART), looks=FULL),
    SeasonScene("season-line", "全季：合议，名额线", meeting(ASIDE, lambda v: v.lines.click()), looks=FULL),
    SeasonScene("season-tie", "全季：合议，同分并列", meeting(ASIDE, lambda v: v.ties.click())),
    SeasonScene("season-voting", "全季：同升表决，确认以前先看", voting),
    SeasonScene("season-papers", "全季：报表，推荐全国名单，审定表的单位", papers, looks=FULL),
    SeasonScene("season-hall-line", "全季投影：名额线", in_the_hall(ASIDE, lambda v: v.lines.click()), looks=HALL, hall=True),
    SeasonScene("season-hall-entry", "全季投影：一份成果", in_the_hall(ASKED), looks=HALL, hall=True),
    SeasonScene("season-hall-tie", "全季投影：并列", in_the_hall(ASIDE, lambda v: v.ties.click()), looks=HALL, hall=True),
)
