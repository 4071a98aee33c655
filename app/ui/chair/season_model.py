"""The chairs' meeting without a widget: the season's standing, files on their way in, the range of the ranking, 定稿."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.tasks import Context
from app.core.words import joined
from app.models.changes import Changes, Topic
from app.models.decision import Scope
from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.meeting_desk import MeetingDesk
from app.ui.chair.panels_sheet import panels_entry_sheet, panels_line_sheet
from app.ui.chair.season_services import answerable

if TYPE_CHECKING:
    from app.models.season import QuotaScope
    from app.scoring.view import PanelView
    from app.services.chair.lines import QuotaLine
    from app.services.chair.one_entry import EntryDesk
    from app.services.organiser.season_assembly import SeasonAssembly
    from app.services.organiser.season_merge import SeasonMerged
    from app.services.organiser.season_ranges import Places, RangeOffer
    from app.ui.bus import ChangesBus
    from app.ui.chair.score_sheet import Sheet
    from app.ui.chair.season_paper_services import SeasonPaperServices
    from app.ui.chair.season_services import SeasonDeskServices, SeasonPicture
    from app.ui.tasks import Runner


class SeasonModel(MeetingDesk):
    """`previewed`: `preview` is new (None when it was taken or dropped). `offered`: `offers` of a range are (empty: none is needed),
    with `problem` that they answer. `said(said, good)`: one line for the person."""

    scope = Scope.SEASON
    acts = (Act.KEEP, Act.LEVEL, Act.VOTE, Act.TIE, Act.EXTRA, Act.DEFER, Act.CONFIRM)
    pages = pages.SEASON_PAGES

    previewed = Signal()
    offered = Signal()
    said = Signal(object, bool)
    progressed = Signal(object)

    def __init__(self, services: SeasonDeskServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(services.meeting, services.meeting, runner, bus, parent)
        self._services = services
        self.picture: SeasonPicture | None = None
        self.preview: SeasonMerged | None = None
        self.offers: tuple[RangeOffer, ...] = ()
        self.problem = ""
        self._places: tuple[Path, ...] = ()
        self._left_out: set[str] = set()
        self._ticket = 0
        bus.changed.connect(self._touched)

    @property
    def matter(self) -> SeasonAssembly | None:
        """What the meeting is about; None before anything counts."""
        return self.picture.matter if self.picture is not None else None

    @property
    def papers(self) -> SeasonPaperServices:
        """What 报表 asks of the services."""
        return self._services.papers

    @property
    def points_open(self) -> bool:
        return True

    @property
    def ready(self) -> bool:
        return self.matter is not None

    @property
    def wanting(self) -> str:
        if self.picture is None or self.ready:
            return ""
        if self.picture.problem is not None:
            todo = (
                self.tr("请先在“全季名次”选定排名范围。") if answerable(self.picture.problem) else self.tr("请先在“全季名次”选定小组结果。")
            )
            return joined(self.picture.problem.message, todo)
        return self.tr("还没有小组结果。请先在“全季名次”收入各组的小组结果（.qcp）。")

    @property
    def names(self) -> Mapping[str, str]:
        return self.matter.names if self.matter is not None else {}

    @property
    def arrived(self) -> frozenset[str]:
        """Nobody: who came to the meeting is known to those at the table only."""
        return frozenset()

    def entry_sheet(self, entry: EntryDesk, shown: Mapping[str, str], unit: str = "") -> Sheet:
        return panels_entry_sheet(entry, unit)

    def line_sheet(self, line: QuotaLine, view: PanelView, shown: Mapping[str, str]) -> Sheet:
        return panels_line_sheet(line, view)

    def headline(self) -> str:
        picture = self.picture
        if picture is None:
            return ""
        words = self.tr("{season} · 第{n}轮 · 已收 {have}/{all} 组 · {state}")
        return words.format(season=picture.label, n=picture.round, have=picture.closed, all=picture.panels, state=self._standing())

    def load(self) -> None:
        """Read the standing anew."""
        self.runner.database(self._services.picture, then=self._pictured)
        self.steps.read()

    def take(self, places: Sequence[Path]) -> None:
        """Verify files and say what they would do; nothing changes yet."""
        self._places = tuple(places)
        self._left_out.clear()
        self._look(None)

    def leave_out(self, payload: str, out: bool) -> None:
        """Untick a file, or tick it again: the preview without it."""
        (self._left_out.add if out else self._left_out.discard)(payload)
        self._look_again()

    def take_from_inbox(self) -> None:
        """The same with what arrived in the inbox."""
        self.runner.database(self._services.inbox, then=lambda place: self.take([place]))

    def accept(self) -> None:
        """Take in what was previewed, the ticked files and no others, as one step to undo."""
        if self.preview is not None and self.preview.accepted:
            only = {f.payload for f in (*self.preview.accepted, *self.preview.unchanged)}
            self.runner.database(self._services.merge, self._places, only, Context(), then=self._merged, failed=self._failed)

    def drop(self) -> None:
        """Leave everything as it is."""
        self.preview, self._places = None, ()
        self._ticket += 1
        self.previewed.emit()

    def rank_by(self, scope: QuotaScope, places: Places) -> None:
        """Rank within this range, with these places; files that waited for it are previewed again."""
        self.runner.database(self._services.rank_by, scope, places, then=self._ranged, failed=self._failed)

    def choose(self, payload: str, reason: str) -> None:
        """Let this one of several results of a panel count."""
        self.runner.database(self._services.choose, payload, reason, then=self._chose, failed=self._failed)

    def meet_about(self, code: str) -> None:
        """Put the entry on the meeting's table and go there."""
        self.runner.database(
            self._services.meeting.put_on_table, code, then=lambda _c: self.page_wanted.emit(pages.MEETING), failed=self._failed
        )

    def close(self) -> None:
        """定稿; what still waits is said."""
        self.runner.database(self._services.close, then=self._closed, failed=self._failed)

    def _standing(self) -> str:
        """暂定 · 可以定稿 · 已定稿."""
        now = self.matter.now if self.matter is not None else None
        if now is None or now.waiting:
            return self.tr("暂定")
        return self.tr("已定稿 {at}").format(at=f"{now.closed.at.astimezone():%m-%d %H:%M}") if now.closed else self.tr("可以定稿")

    def _pictured(self, picture: SeasonPicture) -> None:
        self.picture = picture
        if picture.matter is not None:
            self.veil.seat(picture.matter.names, picture.matter.seats, picture.people)
            policy = picture.matter.season.policy
            self.veil.allow(
                names=False, units=policy.units_in_hall is not False and not policy.blind_units
            )  # the chairs are known by their panel
        self.headed.emit()
        self.pictured.emit()
        if answerable(picture.problem) if picture.problem is not None else False:
            self._ask_range(picture.problem)

    def _ask_range(self, problem: AppError | None) -> None:
        """The refusal, and what can be chosen instead of it."""
        self.problem = problem.message if problem is not None else ""
        self.runner.database(self._services.ranges, then=self._offered)

    def _offered(self, offers: tuple[RangeOffer, ...]) -> None:
        self.offers = offers
        self.offered.emit()

    def _ranged(self, changes: Changes) -> None:
        self.problem = ""
        self._offered(())
        self.said.emit(lambda: self.tr("排名范围和名额已改；下次发布以后各组也按新规则。"), True)
        self.bus.publish(changes)
        if self._places:
            self.take(self._places)

    def _look_again(self) -> None:
        """The files of the preview, without those that were left out."""
        if (found := self.preview) is not None:
            self._look({f.payload for f in (*found.accepted, *found.left, *found.unchanged)} - self._left_out)

    def _look(self, only: Collection[str] | None) -> None:
        self._ticket += 1
        context, done = Context(), partial(self._previewed, self._ticket)
        future = self.runner.database(
            self._services.preview, self._places, only, context, then=done, failed=partial(self._not_previewed, self._ticket)
        )
        self.runner.watched(context, self.progressed.emit, future)

    def _previewed(self, ticket: int, preview: SeasonMerged) -> None:
        """Only the newest that was asked for; none that was put away meanwhile."""
        if ticket != self._ticket:
            return
        self.progressed.emit(None)
        self.preview = preview
        self.previewed.emit()

    def _not_previewed(self, ticket: int, error: BaseException) -> None:
        """What is shown stays what would be taken: a tick that cannot be is set back, and it is said why."""
        if ticket != self._ticket and isinstance(error, AppError):
            return
        if (found := self.preview) is not None:
            self._left_out = {f.payload for f in found.left}
            self.previewed.emit()
            self.progressed.emit(None)
            if isinstance(error, AppError):
                self.said.emit(lambda: str(error), False)
                return
        self._failed(error)

    def _merged(self, done: tuple[SeasonMerged, Changes]) -> None:
        self.drop()
        taken = len(done[0].accepted)
        self.said.emit(lambda: self.tr("收入 {n} 份小组结果。").format(n=taken), True)
        self.bus.publish(done[1])

    def _chose(self, changes: Changes) -> None:
        self.said.emit(lambda: self.tr("已选定这份小组结果。"), True)
        self.bus.publish(changes)

    def _closed(self, changes: Changes) -> None:
        self.said.emit(lambda: self.tr("已定稿：名次和等级以此为准。"), True)
        self.bus.publish(changes)

    def _touched(self, changes: Changes) -> None:
        if Topic.SEASON in changes.topics and self.picture is not None:
            self.load()
            self._look_again()  # an import that was taken back is offered anew

    def _failed(self, error: BaseException) -> None:
        self.progressed.emit(None)
        if not isinstance(error, AppError):
            self.runner.failure.emit(error)
        elif answerable(error):
            self._ask_range(error)
        else:
            self.said.emit(lambda: str(error), False)
