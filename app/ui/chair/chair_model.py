"""The panel as the chair's screens see it: the head (safe before the gate) and the results, read anew whenever the panel changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.changes import Changes, Topic
from app.ui.bus import ChangesBus
from app.ui.chair.steps_model import StepsModel
from app.ui.chair.veil import Veil
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.chair.desk import ChairHead, PanelPicture
    from app.ui.chair.evidence_model import Ask
    from app.ui.chair.services import ChairServices

_MINE = {Topic.PANEL, Topic.SUBMISSION, Topic.SEASON}


class ChairModel(QObject):
    """`headed`: who has handed in changed. `pictured`: the results changed. Both hold immutable snapshots.

    The results are read only once a page that shows points asked for them (`want_points`): reading them opens them, and from
    then on a replacement waits for the chair's choice. `veil`: what the hall may see; `steps`: what can be taken back.
    """

    headed = Signal()
    pictured = Signal()
    page_wanted = Signal(str)
    """A page asks for another to come to the front."""
    cited = Signal(object, object)
    """This place (`Cited`) is to go to the hall beside this `Sheet`."""

    def __init__(self, services: ChairServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services, self.runner, self.bus = services, runner, bus
        self.head: ChairHead | None = None
        self.picture: PanelPicture | None = None
        self.veil, self.steps = Veil(self), StepsModel(services, runner, bus, self)
        self._wanted = False
        bus.changed.connect(self._touched)
        self.ask: Ask | None = None
        """The evidence that a page asked to see."""

    @property
    def points_open(self) -> bool:
        """Whether points may be shown."""
        return self.head is not None and self.head.points_open

    def load(self) -> None:
        """Read the head, and the results where they were asked for."""
        self.runner.database(self.services.head, then=self._headed)
        self.steps.read()

    def want_points(self) -> None:
        """A page that shows points came to the front."""
        self._wanted = True
        if self.picture is None:
            self.load()

    def show_evidence(self, ask: Ask) -> None:
        """Bring the evidence to the front with this entry."""
        self.ask = ask
        self.page_wanted.emit("evidence")

    def open_early(self, reason: str) -> None:
        """Open the points before the own file is handed in."""
        self.runner.database(self.services.open_early, reason, then=self.bus.publish)

    def _headed(self, head: ChairHead) -> None:
        self.head = head
        self.veil.allow(names=head.names_in_hall, units=head.units_in_hall)
        self.veil.know({m.judge: m.name for m in head.members}, [m.judge for m in head.members if m.unsigned])
        self.headed.emit()
        if self._wanted and head.points_open:
            self.runner.database(self.services.picture, then=self._pictured)

    def _pictured(self, picture: PanelPicture) -> None:
        self.picture = picture
        self.pictured.emit()

    def _touched(self, changes: Changes) -> None:
        if changes.topics & _MINE and self.head is not None:
            self.load()
