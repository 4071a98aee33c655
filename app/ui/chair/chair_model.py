"""The panel as the chair's screens see it: the head (safe before the gate) and the results, read anew whenever the panel changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.models.changes import Changes, Topic
from app.models.decision import Scope
from app.ui.bus import ChangesBus
from app.ui.chair.acts import Act
from app.ui.chair.meeting_desk import MeetingDesk
from app.ui.chair.pages import PAGES
from app.ui.chair.score_sheet import entry_sheet, line_sheet
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.scoring.view import PanelView
    from app.services.chair.desk import ChairHead, PanelPicture
    from app.services.chair.lines import QuotaLine
    from app.services.chair.one_entry import EntryDesk
    from app.ui.chair.score_sheet import Sheet
    from app.ui.chair.services import ChairServices

_MINE = {Topic.PANEL, Topic.SUBMISSION, Topic.SEASON}


class ChairModel(MeetingDesk):
    """`headed`: who has handed in changed. `pictured`: the results changed. Both hold immutable snapshots.

    The results are read only once a page that shows points asked for them (`want_points`): reading them opens them, and from
    then on a replacement waits for the chair's choice.
    """

    scope = Scope.PANEL
    acts = tuple(a for a in Act if a is not Act.REST)
    pages = PAGES

    def __init__(self, services: ChairServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(services.meeting, services.receive, runner, bus, parent)
        self.services = services
        self.head: ChairHead | None = None
        self.picture: PanelPicture | None = None
        self._wanted = False
        bus.changed.connect(self._touched)

    @property
    def points_open(self) -> bool:
        """Whether points may be shown."""
        return self.head is not None and self.head.points_open

    @property
    def ready(self) -> bool:
        return self.picture is not None

    @property
    def names(self) -> Mapping[str, str]:
        """Judge → name, in the panel's order."""
        picture = self.picture
        return {j: picture.names.get(j, j) for j in picture.judges} if picture is not None else {}

    @property
    def arrived(self) -> frozenset[str]:
        """Judges who have handed in: until the chair says otherwise they are the ones at the table."""
        return frozenset(m.judge for m in self.head.members if m.payload is not None) if self.head is not None else frozenset()

    def entry_sheet(self, entry: EntryDesk, shown: Mapping[str, str], unit: str = "") -> Sheet:
        return entry_sheet(entry, shown, unit)

    def line_sheet(self, line: QuotaLine, view: PanelView, shown: Mapping[str, str]) -> Sheet:
        return line_sheet(line, view, shown, self.veil.unsigned)

    def headline(self) -> str:
        head = self.head
        if head is None:
            return ""
        words = self.tr("{panel} · 第{n}轮 · 已收 {have}/{all}")
        words = words.format(panel=head.panel, n=head.round, have=head.arrived, all=head.expected)
        return words + (self.tr("，待定 {n}").format(n=head.waiting) if head.waiting else "")

    def load(self) -> None:
        """Read the head, and the results where they were asked for."""
        self.runner.database(self.services.head, then=self._headed)
        self.steps.read()

    def want_points(self) -> None:
        """A page that shows points came to the front."""
        self._wanted = True
        if self.picture is None:
            self.load()

    def open_early(self, reason: str) -> None:
        """Open the points before the own file is handed in."""
        self.runner.database(self.services.open_early, reason, then=self.bus.publish)

    def _headed(self, head: ChairHead) -> None:
        self.head = head
        self.veil.allow(names=head.names_in_hall, units=head.units_in_hall)
        self.veil.know({m.judge: m.name for m in head.members}, [m.judge for m in head.members if m.unsigned])
        if not head.points_open:  # the next round came: what was open is the last one's, and nothing of it is decided any more
            self._wanted, self.picture = False, None
        self.headed.emit()
        if self._wanted and head.points_open:
            self.runner.database(self.services.picture, then=self._pictured)

    def _pictured(self, picture: PanelPicture) -> None:
        if self.points_open:
            self.picture = picture
            self.pictured.emit()

    def _touched(self, changes: Changes) -> None:
        if changes.topics & _MINE and self.head is not None:
            self.load()
